/**
 * Rows whose numbers are run together ("1000000", "232///227"): the text of a page without anything between its cells. As many
 * digits and signs of blanks as columns are one for each; of more, the ways to part them that the sums allow remain.
 */
import type { Field, LogicalRow } from '../logical-rows.js';
import { fieldAt } from '../logical-rows.js';
import type { Placement, RowCheck } from '../placement.js';
import { findRows } from '../row-labels.js';

/** Cells of a row of 表二, and so its digits and signs, at least: no number of these reports has so many, as often. */
const LONGEST_NUMBER = 7;
const FEWEST_ROWS = 5;
/** More ways than this are not looked at: the row is undecided. */
const MOST_WAYS = 20_000;

const CELLS = /^[\d,./\u2013-\u2015-]*[\d/\u2013-\u2015-]$/u;
/** A number; or the sign of a blank cell, of which two dashes may be one. */
const CELL = /^(?:-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?|[/-]|[\u2013-\u2015]{1,2})$/u;

function normal({ raw }: Field): string {
  return raw.normalize('NFKC');
}

/** True for a field of digits and signs of blank cells (of more, perhaps, than one cell holds). */
function isCells(field: Field): boolean {
  return CELLS.test(normal(field));
}

/**
 * True where the rows of 表二 print their seven numbers as one, on the line of their label. A number that stands alone on its
 * line, or is followed by others that do, is a number of its own, however long: one of a table that prints a cell a line.
 */
export function areRunTogether(rows: readonly LogicalRow[]): boolean {
  const isRun = (row: LogicalRow, index: number): boolean => {
    const cells = row.fields.filter(isCells).map(({ raw }) => raw);
    const isOne = cells.length === 1 || cells.some((raw) => /^0\d/u.test(raw));
    return (
      !row.positioned &&
      isOne &&
      // A sign for a blank cell that stands by itself shows that the cells are parted.
      row.fields.every(
        ({ raw, reading: { kind } }) => kind !== 'empty' && (kind !== 'mark' || raw.length >= LONGEST_NUMBER),
      ) &&
      cells.length < row.fields.length &&
      cells.join('').length >= LONGEST_NUMBER &&
      rows[index + 1]?.fields.every(isCells) !== true
    );
  };
  return rows.filter(isRun).length >= FEWEST_ROWS;
}

/** True where a row has fewer digits and signs than `cells`: nothing is printed for a blank one. */
export function lackCells(rows: readonly LogicalRow[], cells: number): boolean {
  return withRuns(rows, false).some(({ fields }) =>
    fields.some(({ isRun, raw }) => isRun === true && raw.replaceAll(' ', '').length < cells),
  );
}

/** The first two rows of 表一, which have three cells in each edition. */
const MADE_DOCUMENTS: ReadonlySet<string> = new Set(['disclosure.rules', 'disclosure.normativeDocuments']);
const MADE_CELLS = 3;

/** As {@link lackCells}, for the first two rows of 表一: their labels show it, for a row of blank cells prints nothing at all. */
export function lackMadeDocuments(rows: readonly LogicalRow[]): boolean {
  return withRuns(rows, false).some(({ positioned, fields }) =>
    fields.some((field, index) => {
      if (positioned || field.isRun === true) return false;
      const named = findRows('disclosure', field.raw, new Set()).at(-1)?.label.rowKey ?? '';
      if (!MADE_DOCUMENTS.has(named)) return false;
      const next = fields[index + 1];
      return next?.isRun !== true || next.raw.replaceAll(' ', '').length < MADE_CELLS;
    }),
  );
}

/** The rows with all cells behind each label as one run. `mayLackCells`: as {@link lackCells} tells. */
export function withRuns(rows: readonly LogicalRow[], mayLackCells: boolean): LogicalRow[] {
  return rows.map((row) => {
    if (row.positioned) return row;
    const fields: Field[] = [];
    for (const field of row.fields) {
      const before = fields.at(-1);
      if (!isCells(field)) fields.push(field);
      else if (before?.isRun === true)
        fields[fields.length - 1] = { ...before, raw: `${before.raw} ${normal(field)}` };
      else
        fields.push({ ...field, raw: normal(field), reading: { kind: 'text' }, isRun: true, mayLackCells });
    }
    return { ...row, fields };
  });
}

/**
 * The ways to part a run into `columns` cells, numbers without leading zeros; a blank parts two numbers in any case. `check`: the
 * row's own totals, of which only those ways remain that agree, if any does.
 */
export function waysOfRun(run: Field, columns: number, check: RowCheck): Placement[] {
  const text = run.raw;
  if (run.mayLackCells === true && columns > 1) return [];
  const endsFrom = cellEnds(text);
  const counts = countWays(endsFrom, columns);
  if ((counts[columns]?.[0] ?? 0) > MOST_WAYS) return [];
  const ways: Field[][] = [];
  const current: Field[] = [];
  const fields = new Map<number, Field>();
  const fieldOf = (start: number, end: number): Field => {
    const known = fields.get(start * (text.length + 1) + end);
    if (known !== undefined) return known;
    const piece = text.slice(start, end);
    const made = fieldAt({ ...run, raw: piece }, piece, start);
    fields.set(start * (text.length + 1) + end, made);
    return made;
  };
  const part = (from: number): void => {
    const left = columns - current.length;
    if (left === 0) {
      ways.push([...current]);
      return;
    }
    for (const end of endsFrom[from] ?? []) {
      if ((counts[left - 1]?.[end] ?? 0) === 0) continue;
      current.push(fieldOf(text[from] === ' ' ? from + 1 : from, end));
      part(end);
      current.pop();
    }
  };
  part(0);
  // A cell for each digit and sign: no other way is there, whatever the sums say.
  if (ways.length === 1) return ways;
  const agreeing = ways.filter(check);
  return agreeing.length > 0 ? agreeing : ways;
}

/** For each place of a run where the cells that begin there, or behind a blank there, may end. */
function cellEnds(text: string): number[][] {
  return Array.from({ length: text.length + 1 }, (_, from) => {
    const ends: number[] = [];
    const start = text[from] === ' ' ? from + 1 : from;
    for (let end = start + 1; end <= text.length && text[end - 1] !== ' '; end += 1) {
      if (CELL.test(text.slice(start, end))) ends.push(end);
    }
    return ends;
  });
}

/** In how many ways, by the count of cells and the place where they begin, the rest of a run is parted. */
function countWays(endsFrom: readonly (readonly number[])[], columns: number): number[][] {
  const last = endsFrom.length - 1;
  const counts: number[][] = [endsFrom.map((_, from) => (from === last ? 1 : 0))];
  for (let left = 1; left <= columns; left += 1) {
    const shorter = counts[left - 1] ?? [];
    counts.push(endsFrom.map((ends) => ends.reduce((sum, end) => sum + (shorter[end] ?? 0), 0)));
  }
  return counts;
}
