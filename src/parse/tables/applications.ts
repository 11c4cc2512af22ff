/** 表二 收到和处理政府信息公开申请情况: labelled rows by seven kinds of applicant. */
import { alignWithOtherRows } from '../align-rows.js';
import { inOfficialOrder, isOfficialOrder, readColumnOrder } from '../column-order.js';
import type { ColumnOrder } from '../column-order.js';
import type { Finding } from '../../domain/finding.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import { isBrokenNumber } from '../logical-rows.js';
import { APPLICATION_ROWS } from '../official-labels.js';
import type { Evidence, Placement, Watch } from '../placement.js';
import type { RowSegment } from '../row-segments.js';
import { rowSegments } from '../row-segments.js';
import { withoutSerialNumbers } from '../serial-numbers.js';
import { solveColumns, withoutUnbalanced } from '../solve-columns.js';
import type { StreamRow } from '../table/stream-applications.js';
import { columnsAddUp, streamApplications } from '../table/stream-applications.js';
import { printsOwnRow } from '../table/label-pieces.js';
import { applicationsAmongLabels } from '../table/rows-among-labels.js';
import { rowsBetweenAnchors } from '../table/rows-between-anchors.js';
import type { TableReading } from '../table-reading.js';
import {
  ambiguousColumns,
  cellFindings,
  emptyReading,
  placedByOrder,
  setRowCells,
} from '../table-reading.js';
import { unturnedRows } from '../turned-rows.js';
import { placeAligned, placeGapped } from './application-columns.js';
import {
  doubtBlankRows,
  doubtCutRow,
  doubtLostTotals,
  doubtNarrowRows,
  doubtRow,
  doubtRowsApartFromLabels,
  isApartFromLabel,
  isUnlabelled,
  mayEndNumbers,
  standsByNoLabel,
} from './application-doubts.js';
import {
  addCells,
  addSegment,
  areSums,
  COLUMN_NAMES,
  dropGroupRow,
  firstRowAt,
  keysOf,
} from './application-rows.js';
import type { FoundRow } from './application-rows.js';

/** Reads the table. `interrupted`: other text breaks it off, which may be values that could not be told from narrative. */
export function readApplications(
  printed: readonly LogicalRow[],
  interrupted: boolean,
  watch?: Watch,
): TableReading {
  const rows = unturnedRows(withoutSerialNumbers('applications', printed), COLUMN_NAMES);
  const reading = emptyReading();
  const found: FoundRow[] = [];
  const segments = rowSegments('applications', rows);
  const firstRow = firstRowAt(rows);
  const order = readColumnOrder(rows.slice(0, Math.max(0, firstRow)), COLUMN_NAMES);
  const heard = (evidence: Evidence): void => {
    watch?.(evidence, new Map(found.map(({ rowKey, values, placed }) => [rowKey, waysLeft(values, placed)])));
  };
  const hasUnlabelled = segments.some(isUnlabelled);
  for (const [index, segment] of segments.entries()) {
    const before = found.length;
    if (mayEndNumbers(segment, found.at(-1), reading.rows)) doubtRow(found.at(-1));
    addSegment(reading, found, inOrder(segment, order));
    const isUnsure = standsByNoLabel(segments, index) || (hasUnlabelled && isApartFromLabel(segment));
    if (isUnsure && found.length > before) doubtRow(found.at(-1));
  }
  dropGroupRow(reading, found);
  heard('row');
  doubtBlankRows(reading, found, interrupted);
  doubtRowsApartFromLabels(reading, found);
  alignWithOtherRows(found, rows, COLUMN_NAMES);
  doubtNarrowRows(found);
  heard('neighbours');
  reading.isSetInLine = placeAligned(found, rows);
  heard('alignment');
  if (!reading.isSetInLine) reading.gaps = placeGapped(found);
  doubtCutRow(found);
  doubtLostTotals(found);
  heard('blanks');
  const bySums = new Set(found.flatMap(({ rowKey, placed }) => (areSums(placed) ? [rowKey] : [])));
  const solved = withoutUnbalanced(
    solveColumns(new Map(found.map((row) => [row.rowKey, row.placed.candidates]))),
    (rowKey) => bySums.has(rowKey),
  );
  watch?.(
    'sums',
    new Map(
      found.map(({ rowKey, values }) => [rowKey, waysLeft(values, { candidates: solved.get(rowKey) ?? [] })]),
    ),
  );
  for (const row of found) addCells(reading, row, solved.get(row.rowKey) ?? []);
  reading.findings.push(...cellFindings(reading.cells));
  nameUnreadRows(reading);
  const anchored = hasUnlabelled && order === null ? rowsBetweenAnchors(rows) : null;
  if (anchored !== null) return streamReading(anchored, reading);
  // Rows that stand with their labels and add up in every column leave the streams nothing to decide.
  const isOwnOrder = order !== null && !isOfficialOrder(order);
  return isSettled(reading, found, solved) || isOwnOrder ? reading : byOrder(rows, reading, found);
}

/** The reading of a table whose labels and numbers stand apart, if their order decides what belongs together; else as it was read by labels. */
function byOrder(
  rows: readonly LogicalRow[],
  reading: TableReading,
  found: readonly FoundRow[],
): TableReading {
  const among = amongLabels(rows, reading);
  if (among?.isWhole === true) return among.reading;
  const streamed = printsOwnRow(rows) ? null : streamApplications(rows);
  if (streamed !== null && !closesGaps(streamed, found))
    return agrees(reading, streamed) ? reading : streamReading(streamed, reading);
  return among?.reading ?? reading;
}

/**
 * The reading by the order of the lines, where labels stand around their numbers, and whether each line has all its cells; null where nothing
 * decides it, or a label says otherwise.
 */
function amongLabels(
  rows: readonly LogicalRow[],
  reading: TableReading,
): { reading: TableReading; isWhole: boolean } | null {
  const ordered = applicationsAmongLabels(rows);
  if (ordered === null || contradicts(reading, ordered)) return null;
  const placed = ordered.filter(({ placements }) => placements.length > 0);
  if (agrees(reading, placed)) return null;
  return {
    reading: withReadRows(streamReading(ordered, reading), reading, ordered),
    isWhole: ordered.every(({ placements }) => placements.length > 0),
  };
}

/** True where the streams, which know the numbers alone, would close the gap of a value that is none. */
function closesGaps(streamed: readonly StreamRow[], found: readonly FoundRow[]): boolean {
  return found.some(holdsOddValue) && streamed.some(isOverLines);
}

/** True for a row between bars or tabs with a value that is no number ("O", "1?"): a stream of the numbers alone would close its gap. */
function holdsOddValue({ positioned, values }: FoundRow): boolean {
  return (
    positioned &&
    values.some(
      (field) =>
        field.reading.kind === 'text' &&
        field.isRun !== true &&
        !/\s/u.test(field.raw) &&
        !isBrokenNumber(field),
    )
  );
}

function isOverLines({ placements }: StreamRow): boolean {
  return placements.some((fields) => new Set(fields.flatMap((field) => field?.place.line ?? [])).size > 1);
}

function waysLeft(
  values: readonly Field[],
  { candidates }: { readonly candidates: readonly Placement[] },
): { values: number; placements: number } {
  return {
    values: values.filter(({ reading }) => reading.kind !== 'empty').length,
    placements: candidates.length,
  };
}

/** Rows of the form that prints the fewest: 其他处理 in one. */
const FEWEST_ROWS = 23;

/** True where all rows have one placement, no number is left over, and all columns add up. */
function isSettled(
  reading: TableReading,
  found: readonly FoundRow[],
  solved: ReadonlyMap<string, readonly Placement[]>,
): boolean {
  if (reading.extraRows.length > 0 || found.length < FEWEST_ROWS) return false;
  const rows = found.map(({ rowKey }) => ({ rowKey, placements: solved.get(rowKey) ?? [] }));
  if (rows.some(({ placements }) => placements.length !== 1)) return false;
  if ([...reading.cells.values()].some(({ state }) => state === 'UNREADABLE')) return false;
  return columnsAddUp(rows.map(({ rowKey, placements }) => ({ rowKey, fields: placements[0] ?? [] })));
}

/** Numbers without a label may be those of any row that was not read. */
function nameUnreadRows(reading: TableReading): void {
  const isDivided = [...reading.rows].some(
    (key) => key.startsWith(OTHER_OUTCOME) && key !== `${OTHER_OUTCOME}all`,
  );
  const unread = APPLICATION_ROWS.filter(({ rowKey }) => !reading.rows.has(rowKey))
    .filter(({ rowKey }) => !isDivided || rowKey !== `${OTHER_OUTCOME}all`)
    .flatMap(({ rowKey }) => keysOf(rowKey));
  reading.findings = reading.findings.map((finding) =>
    finding.code === 'displaced-row' &&
    finding.cells.length === 0 &&
    reading.extraRows.some(({ label }) => label === '')
      ? { ...finding, cells: unread }
      : finding,
  );
}

const OTHER_OUTCOME = 'applications.otherOutcome.';

/** True where every value that the streams give stands in its cell. */
function agrees(reading: TableReading, rows: readonly StreamRow[]): boolean {
  return rows.every(({ rowKey, placements }) =>
    keysOf(rowKey).every((key, index) => {
      const cell = reading.cells.get(key);
      const raws = new Set(placements.map((fields) => fields[index]?.raw ?? null));
      return cell !== undefined && cell.state !== 'UNREADABLE' && raws.has(cell.raw);
    }),
  );
}

/** True where a cell was read as another number than its row's line prints. */
function contradicts(reading: TableReading, rows: readonly StreamRow[]): boolean {
  return rows.some(({ rowKey, placements: [placement] }) =>
    keysOf(rowKey).some((key, index) => {
      const cell = reading.cells.get(key);
      return (
        cell?.state === 'REPORTED' && placement !== undefined && cell.raw !== (placement[index]?.raw ?? null)
      );
    }),
  );
}

/** A reading by the order of lines, with the rows whose line has a cell too few as they were read by their labels. */
function withReadRows(ordered: TableReading, read: TableReading, rows: readonly StreamRow[]): TableReading {
  const open = rows
    .filter(({ placements }) => placements.length === 0)
    .flatMap(({ rowKey }) => keysOf(rowKey));
  const known = new Map([...read.cells].filter(([key]) => open.includes(key)));
  const findings = ordered.findings.map((finding) =>
    finding.code === 'ambiguous-column'
      ? { ...finding, cells: finding.cells.filter((key) => !known.has(key)) }
      : finding,
  );
  const placed = new Set(rows.flatMap(({ placements: [first] }) => rawsOf(first ?? [])));
  const extraRows = read.extraRows.filter(
    ({ values }) => !placed.has(rawsOf(values.filter(({ value }) => value !== null))[0] ?? ''),
  );
  const isLeftOver = ({ code, place }: Finding): boolean =>
    code === 'displaced-row' && extraRows.some((row) => row.place === place);
  return {
    ...ordered,
    extraRows,
    cells: new Map([...ordered.cells, ...known]),
    findings: [
      ...findings.filter(({ code, cells }) => code !== 'ambiguous-column' || cells.length > 0),
      ...read.findings.filter(
        (finding) =>
          isLeftOver(finding) || (finding.cells.length > 0 && finding.cells.every((key) => known.has(key))),
      ),
    ],
  };
}

/** What values print, as one text; none of no values. */
function rawsOf(values: readonly ({ raw: string } | null)[]): string[] {
  return values.length === 0 ? [] : [values.map((value) => value?.raw ?? '').join(' ')];
}

/** The reading of a table whose labels and numbers stand apart. */
function streamReading(rows: readonly StreamRow[], { isSetInLine }: TableReading): TableReading {
  const reading = { ...emptyReading(), isSetInLine };
  for (const { rowKey, placements, label } of rows) {
    reading.rows.add(rowKey);
    const place = label?.place ?? null;
    const undecided = setRowCells(reading.cells, keysOf(rowKey), placements, place);
    const values = (placements[0] ?? []).flatMap((field) => field ?? []);
    reading.findings.push(...ambiguousColumns(undecided, label?.raw ?? rowKey, values, place));
  }
  const cells = [...reading.cells].flatMap(([key, { state }]) => (state === 'UNREADABLE' ? [] : [key]));
  reading.findings.push(placedByOrder('applications', cells, rows[0]?.placements[0]?.[0]?.place ?? null));
  reading.findings.push(...cellFindings(reading.cells));
  return reading;
}

/** The segment with its values in the form's order, where the header prints another. */
function inOrder(segment: RowSegment, order: ColumnOrder | null): RowSegment {
  if (order === null || isOfficialOrder(order) || segment.values.length === 0) return segment;
  const ordered = inOfficialOrder(segment.values, order);
  // Nothing tells the columns of a row that is not as wide as the header.
  if (ordered === null) return { ...segment, values: segment.values.map(asText) };
  return { ...segment, values: ordered, width: segment.width - segment.values.length + ordered.length };
}

function asText(field: Field): Field {
  return { ...field, reading: { kind: 'text' } };
}
