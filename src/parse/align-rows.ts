/** Rows with more fields than columns: where the header and the other rows of the table say that they begin. */
import { labelLetters } from './label-text.js';
import type { Field, LogicalRow } from './logical-rows.js';
import type { PlacedRow } from './place-values.js';
import { DOUBTED } from './place-values.js';

/** A row of the current table. */
export interface AlignableRow {
  values: readonly Field[];
  /** Fields of the whole row, and how many of them its label takes; 0 for rows without fields. */
  width: number;
  firstValue: number;
  placed: PlacedRow;
}

/** Rows that must agree before their common column counts as evidence; fewer where the header says the same. */
const ALIGNED_ROWS = 5;
const ALIGNED_BELOW_HEADER = 1;

/**
 * Where all rows of one width whose place is decided begin at the same field, the grid is whole: a row of that width
 * which could begin at several fields begins there too. The table's header, if it has that width, counts as most of
 * these rows.
 *
 * @param names letters of the header's labels, in the order of the columns
 */
export function alignWithOtherRows(
  found: readonly AlignableRow[],
  rows: readonly LogicalRow[],
  names: readonly string[],
): void {
  const header = headerColumns(rows, names);
  const starts = new Map<number, { begins: Set<number>; rows: number }>();
  for (const { placed, width, firstValue } of found) {
    const shift = placed.shifts?.[0];
    if (shift === undefined || placed.shifts?.length !== 1) continue;
    const entry = starts.get(width) ?? { begins: new Set<number>(), rows: 0 };
    entry.begins.add(firstValue + shift);
    entry.rows += 1;
    starts.set(width, entry);
  }
  for (const row of found) {
    const { placed, width, firstValue, values } = row;
    if (placed.shifts === undefined) continue;
    const entry = starts.get(width);
    if (isOutOfLine(row, header.begins.get(width))) row.placed = DOUBTED;
    if (placed.shifts.length < 2) continue;
    const begin = entry?.begins.size === 1 ? [...entry.begins][0] : undefined;
    const inGrid = header.tableColumn === null ? -1 : beginInGrid(values, header.tableColumn);
    const below = header.begins.get(width);
    let index = -1;
    if (inGrid !== -1) index = placed.shifts.indexOf(inGrid);
    else if (begin !== undefined && entry !== undefined) {
      const enough = begin === below ? ALIGNED_BELOW_HEADER : ALIGNED_ROWS;
      if (entry.rows >= enough) index = placed.shifts.indexOf(begin - firstValue);
    }
    const candidate = placed.candidates[index];
    if (candidate !== undefined) row.placed = { candidates: [candidate], basis: 'SHIFTED_FIELD' };
  }
}

/**
 * True for a row that is read with the sums as evidence where its fields are as many as the header's, whose labels stand elsewhere, and its
 * first number stands below the first of them: some of its numbers are displaced.
 */
function isOutOfLine({ placed, firstValue, values }: AlignableRow, below: number | undefined): boolean {
  if (below === undefined || placed.shifts?.length !== 1) return false;
  const first = values.findIndex(({ reading }) => reading.kind !== 'empty');
  return firstValue + first === below && firstValue + (placed.shifts[0] ?? 0) < below;
}

/** The first field that stands in a column of a grid known from markup; -1 where none does. */
function beginInGrid(values: readonly Field[], tableColumn: number): number {
  return values.findIndex((field) => field.place.tableColumn === tableColumn);
}

/** Where the header prints its labels, each in the field next to the one before. */
function headerColumns(
  rows: readonly LogicalRow[],
  names: readonly string[],
): { begins: Map<number, number>; tableColumn: number | null } {
  const begins = new Map<number, number>();
  const seen = new Map<number, Map<string, Set<number>>>();
  const inGrid = new Map<string, Set<number>>();
  const add = (places: Map<string, Set<number>>, name: string, at: number): void => {
    places.set(name, (places.get(name) ?? new Set()).add(at));
  };
  for (const { fields, positioned } of rows) {
    // Further down the same words are labels of rows (（七）总计).
    if (fields.some(({ raw }) => /本年新收|上年结转|予以公开/u.test(raw))) break;
    if (!positioned) continue;
    fields.forEach((field, index) => {
      const letters = labelLetters(field.raw);
      if (!names.includes(letters)) return;
      const places = seen.get(fields.length) ?? new Map<string, Set<number>>();
      seen.set(fields.length, places);
      add(places, letters, index);
      if (field.place.tableColumn !== undefined) add(inGrid, letters, field.place.tableColumn);
    });
  }
  for (const [width, places] of seen) {
    const begin = beginOf(places, names);
    if (begin !== null) begins.set(width, begin);
  }
  return { begins, tableColumn: beginOf(inGrid, names) };
}

/** The place of the first name where all names stand side by side, each in one place only; null otherwise. */
function beginOf(places: ReadonlyMap<string, ReadonlySet<number>>, names: readonly string[]): number | null {
  const [first] = places.get(names[0] ?? '') ?? [];
  if (first === undefined) return null;
  const stands = (name: string, index: number): boolean => {
    const at = places.get(name);
    return at?.size === 1 && at.has(first + index);
  };
  return names.every(stands) ? first : null;
}
