/**
 * What changed in a store, report by report: the rules that every store follows. A change is what leads from the current revision
 * that a report had before a write to the one that it has after it; who applies all changes in order to an old copy has the
 * new one. What the store derives (derived values, findings over several reports) is no part of it: it follows from the cells.
 */
import { CELLS } from '../domain/cells.js';
import type { Cell, CellState, Report } from '../domain/report.js';
import { OgiError } from '../errors.js';

export const CHANGE_KINDS = ['NEW', 'REVISED', 'DELETED'] as const;
/** `NEW` there was no report with this id · `REVISED` its current revision is another one · `DELETED` there is none any more. */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export const CHANGED_PARTS = [
  'FILE',
  'TITLE',
  'ORGAN',
  'YEAR',
  'REGION',
  'DATE',
  'SCOPE',
  'FORM',
  'CELLS',
  'TEXT',
] as const;
/** What of a report is another than before: `FILE` other bytes · `TEXT` headings or text of the sections. */
export type ChangedPart = (typeof CHANGED_PARTS)[number];

/** A cell, as far as a change tells of it. */
export interface CellReading {
  state: CellState;
  /** Null unless `REPORTED`. */
  value: number | null;
  /** Of an amount; null for all else. */
  unit: NonNullable<Cell['unit']> | null;
}

/** A cell that is another than before. */
export interface CellChange {
  key: string;
  before: CellReading;
  after: CellReading;
}

/** One change of one report. */
export interface ReportChange {
  /** ISO 8601 instant of the write, by the clock of who wrote. */
  at: string;
  kind: ChangeKind;
  /** Of the report. */
  id: string;
  /** As after the change; of a report that is gone as before it. */
  title: string | null;
  organ: string;
  year: number;
  /** SHA-256 of the current revision after the change; null where the report is gone. */
  sha256: string | null;
  /** SHA-256 of the current revision before it; null for a new report. */
  previousSha256: string | null;
  /** Id of the report that this one has gone into: its id leads there. Null for all else. */
  mergedInto: string | null;
  /** Of `REVISED`, in the order of {@link CHANGED_PARTS}; else empty. */
  parts: ChangedPart[];
  /** Of `REVISED`, in the order of the dictionary; else empty. */
  cells: CellChange[];
}

/** A change with its place in the order of all. */
export interface ListedChange extends ReportChange {
  /** Opaque; stays good as long as the change is kept, and goes on after it. */
  cursor: string;
}

export const CHANGE_ORDERS = ['OLDEST_FIRST', 'NEWEST_FIRST'] as const;
/** Order of changes: `OLDEST_FIRST` for who keeps a copy · `NEWEST_FIRST` for who looks at what is new. */
export type ChangeOrder = (typeof CHANGE_ORDERS)[number];

/** Which changes are asked for. */
export interface ChangesRequest {
  /** ISO 8601 instant: only changes made then or later; null for all. */
  since: string | null;
  /** The cursor to go on after; null from the first. */
  after: string | null;
  /** 1–100. */
  limit: number;
  /** Default is the order in which they were made. The newest first are those that are kept: none of them is refused as expired. */
  order?: ChangeOrder;
}

/** Some changes, in the order that was asked for. */
export interface ChangesPage {
  changes: ListedChange[];
  hasNextPage: boolean;
  /** Goes on after the last change of this page; where there is none, after the last of all, or where the page began. */
  endCursor: string;
  /** ISO 8601 instant: all changes after it are kept; null where none was ever lost. */
  completeAfter: string | null;
}

/** How many changes a store keeps; the oldest go first. */
export const CHANGES_KEPT = 200_000;

/** The current revision of a report. */
export interface CurrentRevision {
  sha256: string;
  report: Report;
}

/**
 * The change between two states of one id; null where nothing of it is another than before.
 *
 * @param mergedInto of a report that is gone, the id that its own now leads to
 */
export function changeBetween(
  { id, at, mergedInto }: { id: string; at: string; mergedInto: string | null },
  before: CurrentRevision | null,
  after: CurrentRevision | null,
): ReportChange | null {
  const shown = (after ?? before)?.report;
  if (shown === undefined) return null;
  const [parts, cells] =
    before !== null && after !== null
      ? [changedParts(before, after), changedCells(before.report, after.report)]
      : [[], []];
  if (before !== null && after !== null && parts.length === 0) return null;
  return {
    at,
    kind: before === null ? 'NEW' : after === null ? 'DELETED' : 'REVISED',
    id,
    title: shown.title,
    organ: shown.organ?.name ?? '',
    year: shown.year ?? 0,
    sha256: after?.sha256 ?? null,
    previousSha256: before?.sha256 ?? null,
    mergedInto: after === null ? mergedInto : null,
    parts,
    cells,
  };
}

/** What of a report each part stands for. */
const PARTS: Readonly<Record<ChangedPart, (one: CurrentRevision) => unknown>> = {
  FILE: ({ sha256 }) => sha256,
  TITLE: ({ report }) => report.title,
  ORGAN: ({ report }) => report.organ,
  YEAR: ({ report }) => report.year,
  REGION: ({ report }) => report.region,
  DATE: ({ report }) => [report.publishedOn, report.dateKind],
  SCOPE: ({ report }) => report.scope.kind,
  FORM: ({ report }) => report.form,
  CELLS: ({ report }) => CELLS.map(({ key }) => readingOf(report, key)),
  TEXT: ({ report }) => report.sections.map(({ kind, heading, text }) => [kind, heading, text]),
};

function changedParts(before: CurrentRevision, after: CurrentRevision): ChangedPart[] {
  return CHANGED_PARTS.filter(
    (part) => JSON.stringify(PARTS[part](before)) !== JSON.stringify(PARTS[part](after)),
  );
}

function changedCells(before: Report, after: Report): CellChange[] {
  return CELLS.flatMap(({ key }) => {
    const [was, is] = [readingOf(before, key), readingOf(after, key)];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ key, before: was, after: is }];
  });
}

/** A cell as changes tell of it. */
export function readingOf({ cells }: Pick<Report, 'cells'>, key: string): CellReading {
  const cell = cells[key];
  const isReported = cell?.state === 'REPORTED';
  return {
    state: cell?.state ?? 'ABSENT',
    value: isReported ? cell.value : null,
    unit: isReported ? (cell.unit ?? null) : null,
  };
}

/** The opaque text of a place in the order of a store's changes. */
export function encodeChangeCursor(store: string, position: number): string {
  return Buffer.from(JSON.stringify([store, position])).toString('base64url');
}

/** What a request for changes is checked against. */
export interface KeptChanges {
  /** Names the store among all others. */
  store: string;
  /** The first position after which all changes are kept. */
  from: number;
  /** See {@link ChangesPage.completeAfter}. */
  completeAfter: string | null;
}

/** The positions that a page lies between, both left out; see {@link changesStart} for what is refused. */
export function changesBetween(
  { since, after, order }: Pick<ChangesRequest, 'since' | 'after'> & { order?: ChangeOrder | undefined },
  kept: KeptChanges,
): { above: number; below: number } {
  if (order !== 'NEWEST_FIRST') {
    return { above: changesStart({ since, after }, kept), below: Number.MAX_SAFE_INTEGER };
  }
  return {
    above: kept.from,
    below: after === null ? Number.MAX_SAFE_INTEGER : positionOf(after, kept.store),
  };
}

/**
 * The position to go on after.
 *
 * @throws OgiError `BAD_CURSOR` where the cursor is none of this store's; `CHANGES_EXPIRED` where changes that are asked for are
 *   kept no more.
 */
function changesStart(
  { since, after }: Pick<ChangesRequest, 'since' | 'after'>,
  { store, from, completeAfter }: KeptChanges,
): number {
  if (after === null) {
    const isLost = completeAfter !== null && (since === null || since <= completeAfter);
    if (isLost) throw expired('since', completeAfter);
    return from;
  }
  const position = positionOf(after, store);
  if (position < from) throw expired('after', completeAfter);
  return position;
}

function positionOf(cursor: string, store: string): number {
  const [cursorStore, position] = parse(cursor);
  if (typeof position !== 'number' || !Number.isSafeInteger(position) || typeof cursorStore !== 'string') {
    throw badCursor('The cursor is not one that this service gave.');
  }
  if (cursorStore !== store) throw badCursor('The cursor belongs to another store.');
  return position;
}

function parse(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.length === 2 ? parts : [];
  } catch {
    return [];
  }
}

function badCursor(message: string): OgiError {
  return new OgiError('BAD_CURSOR', message, {
    argument: 'after',
    remedy: 'Read all reports again, and then the changes since you began.',
  });
}

function expired(argument: string, completeAfter: string | null): OgiError {
  const until = completeAfter ?? 'the beginning';
  return new OgiError('CHANGES_EXPIRED', `Changes up to ${until} are kept no more.`, {
    argument,
    remedy: `Note the time, read all reports again, and then ask for the changes since that time; it must be after ${until}.`,
    details: { completeAfter },
  });
}
