/** Compares what was read with what was printed, cell by cell. */
import { CELLS, findCell } from '../../src/domain/cells.js';
import type { Cell, Report } from '../../src/domain/report.js';
import type { PrintedCell } from './printed-cells.js';
import type { Rendering } from './layout.js';
import type { TortureReport } from './draw-report.js';

/** Figures of one layout. All but `reports`, `heads` and `audits` count cells, each as one of `right` to `silentlyWrong`. */
export interface Score {
  reports: number;
  cells: number;
  right: number;
  /** Not read though printed, where the rendering keeps the information. */
  missed: number;
  /** Not read, and the rendering does not tell. */
  undecidable: number;
  /** Another number or state than printed, a finding naming the cell. */
  wrong: number;
  /** The same, and nothing says so. */
  silentlyWrong: number;
  /** Of all these, cells of which the rendering keeps the information, and which are not right. */
  short: number;
  /** Reports of which organ, year or form were read otherwise. */
  heads: number;
  /** Reports whose broken rules were not found exactly. */
  audits: number;
}

/** Worst first. */
const KINDS = ['silently wrong', 'wrong', 'missed', 'head', 'audit'] as const;

/** A deviation, in words. */
export interface Deviation {
  readonly kind: (typeof KINDS)[number];
  readonly what: string;
  /** The rendering does not tell: no number may be silently wrong, but another may be missed, or read with a finding. */
  readonly excused: boolean;
}

/** An empty score. */
export function emptyScore(): Score {
  return {
    reports: 0,
    cells: 0,
    right: 0,
    missed: 0,
    undecidable: 0,
    wrong: 0,
    silentlyWrong: 0,
    short: 0,
    heads: 0,
    audits: 0,
  };
}

/** Adds one report to the score; returns what deviates, worst first. */
export function scoreReport(
  score: Score,
  truth: TortureReport,
  rendering: Rendering,
  read: Report,
): Deviation[] {
  const deviations: Deviation[] = [];
  const printed = rendering.cells ?? truth.cells;
  score.reports += 1;
  score.cells += CELLS.length;
  let allRead = true;
  for (const { key } of CELLS) {
    const cell = read.cells[key];
    const expected = printed.get(key);
    if (cell !== undefined && isRight(expected, cell, rendering.pictures === true)) {
      score.right += 1;
      continue;
    }
    allRead = false;
    const isKept = rendering.lost?.has(key) !== true;
    if (isKept) score.short += 1;
    const what = `${key}: printed ${shownPrint(expected)}, read ${JSON.stringify(cell)}`;
    if (cell === undefined || isMissed(read, key, expected, cell)) {
      score[isKept ? 'missed' : 'undecidable'] += 1;
      if (isKept) deviations.push({ kind: 'missed', what, excused: false });
    } else if (isNamed(read, key)) {
      score.wrong += 1;
      deviations.push({ kind: 'wrong', what, excused: !isKept });
    } else {
      score.silentlyWrong += 1;
      deviations.push({ kind: 'silently wrong', what, excused: false });
    }
  }
  const head = headDeviation(truth, read);
  if (head !== null) {
    score.heads += 1;
    deviations.push({ kind: 'head', what: head, excused: false });
  }
  const audit = allRead && rendering.cells === undefined ? auditDeviation(truth, read) : null;
  if (audit !== null) {
    score.audits += 1;
    deviations.push({ kind: 'audit', what: audit, excused: false });
  }
  const order = (deviation: Deviation): number => KINDS.indexOf(deviation.kind);
  return deviations.sort((a, b) => order(a) - order(b));
}

function shownPrint(expected: PrintedCell | undefined): string {
  return expected === undefined ? 'nothing' : `${expected.kind} “${expected.text}”`;
}

function squeeze(text: string | null): string {
  return (text ?? '').replace(/\s+/gu, '');
}

/** @param pictures full-width and half-width letters count as the same, and so do the signs for minus */
function isRight(expected: PrintedCell | undefined, cell: Cell, pictures: boolean): boolean {
  const shown = (text: string | null): string =>
    pictures ? squeeze(text).normalize('NFKC').replaceAll('−', '-') : squeeze(text);
  switch (expected?.kind) {
    case undefined:
      return cell.state === 'ABSENT' || cell.state === 'NOT_IN_FORM';
    case 'number':
      return (
        cell.state === 'REPORTED' &&
        cell.value === expected.value &&
        shown(cell.raw) === shown(expected.text) &&
        (cell.unit === 'UNKNOWN') === expected.unitUnknown
      );
    case 'blank':
      return cell.state === 'BLANK';
    case 'damaged':
      return cell.state === 'UNREADABLE';
    case 'cut':
      return cell.state !== 'REPORTED';
  }
}

/** Said to be unreadable, or said to be missing with a finding that names the cell or its whole table. */
function isMissed(read: Report, key: string, expected: PrintedCell | undefined, cell: Cell): boolean {
  if (expected === undefined) return cell.state === 'UNREADABLE';
  if (cell.state === 'UNREADABLE') return true;
  if (cell.state !== 'ABSENT' && cell.state !== 'NOT_IN_FORM') return false;
  return isNamed(read, key) || isTableMissing(read, key);
}

function isNamed(read: Report, key: string): boolean {
  return read.findings.some((finding) => finding.outcome === null && finding.cells.includes(key));
}

/** `missing-table` names no cells: it speaks of a table of which none is there. */
function isTableMissing(read: Report, key: string): boolean {
  const table = findCell(key)?.table;
  const none = CELLS.filter((cell) => cell.table === table).every(({ key: other }) =>
    ['ABSENT', 'NOT_IN_FORM'].includes(read.cells[other]?.state ?? ''),
  );
  return none && read.findings.some((finding) => finding.code === 'missing-table');
}

function headDeviation(truth: TortureReport, read: Report): string | null {
  const wanted = `${truth.organ.name} ${String(truth.year)} ${truth.form}`;
  const found = `${read.organ?.name ?? 'no organ'} ${String(read.year)} ${read.form}`;
  return found === wanted ? null : `wanted ${wanted}, read ${found}`;
}

function auditDeviation(truth: TortureReport, read: Report): string | null {
  const wanted = truth.broken.map(({ code }) => code).sort();
  const found = read.findings
    .filter(({ outcome, code }) => outcome === 'FAILS' && code !== 'prose-agrees')
    .map(({ code }) => code)
    .sort();
  return found.join() === wanted.join() ? null : `rules broken: ${wanted.join()}; found: ${found.join()}`;
}
