/**
 * Rows of 表二 that a PDF's tool prints in blocks of columns: column by column, or the labels with the first column as one block of text and
 * the other columns further down as a second one, row by row and, the last of them, column by column. Each row must add up.
 */
import { APPLICANT_COLUMNS } from '../../domain/cells.js';
import type { Field } from '../logical-rows.js';
import { fieldValue } from '../place-values.js';
import type { StreamValue } from './value-stream.js';

const WIDTH = APPLICANT_COLUMNS.length;
const REST = WIDTH - 1;
/** So many rows of a page may be printed column by column. */
const MOST_TURNED = 30;

/** How many rows may stand column by column from `at` on, and whether they are all the values between two labels. */
export function turnedCountsAt(
  values: readonly StreamValue[],
  at: number,
  most: number,
): { count: number; isBlock: boolean }[] {
  const found: { count: number; isBlock: boolean }[] = [];
  const longest = Math.min(MOST_TURNED, most);
  for (let count = 2; count <= longest && at + count * WIDTH <= values.length; count += 1) {
    // A page's number between the columns of a page has taken one of them along, and no sum tells which.
    if (values[at + count * WIDTH - 1]?.pagesBefore !== values[at]?.pagesBefore) break;
    let row = 0;
    while (row < count && turnedRowAddsUp(values, at + row, count)) row += 1;
    if (row === count) found.push({ count, isBlock: isBetweenLabels(values, at, at + count * WIDTH) });
  }
  return found;
}

/** The rows that stand column by column from `at` on. */
export function turnedRowsAt(values: readonly StreamValue[], at: number, count: number): Field[][] {
  return Array.from({ length: count }, (_, index) =>
    Array.from({ length: WIDTH }, (_none, column) => values[at + index + column * count]?.field).filter(
      (field) => field !== undefined,
    ),
  );
}

/** True where every `step`th value from `at` on is a row that adds up. */
function turnedRowAddsUp(values: readonly StreamValue[], at: number, step: number): boolean {
  let sum = 0;
  for (let column = 0; column < WIDTH; column += 1) {
    const field = values[at + column * step]?.field;
    if (field === undefined || !isRead(field)) return false;
    if (column < WIDTH - 1) sum += fieldValue(field);
    else if (sum !== fieldValue(field)) return false;
  }
  return true;
}

function isBetweenLabels(values: readonly StreamValue[], from: number, to: number): boolean {
  const at = values[from]?.labelsBefore;
  return (
    values[to - 1]?.labelsBefore === at &&
    values[from - 1]?.labelsBefore !== at &&
    values[to]?.labelsBefore !== at
  );
}

/** True for a number, or a mark that means nothing. */
export function isRead({ reading }: Field): boolean {
  return reading.kind === 'number' || reading.kind === 'mark';
}

/** Rows of which the first value stands with the label: the ways to read them, and how many values they take. */
export interface RowsApart {
  ways: Field[][][];
  length: number;
}

/** Such rows from `at` on, in as many as there are values with labels between them; the last of these may begin what stands below. */
export function rowsApartAt(values: readonly StreamValue[], at: number): RowsApart[] {
  const most = firstsAt(values, at);
  return [most, most - 1].flatMap((count) => (count < 2 ? [] : (rowsApart(values, at, count) ?? [])));
}

function rowsApart(values: readonly StreamValue[], at: number, count: number): RowsApart | null {
  const length = count * WIDTH;
  if (at + length > values.length) return null;
  const own = values.slice(at, at + length).map(({ field }) => field);
  if (!own.every(isRead)) return null;
  const ways: Field[][][] = [];
  const inOrder: Field[][] = [];
  for (let from = 0; from <= count; from += 1) {
    const turned = groupAt(own, count, from, count - from);
    if (turned !== null) ways.push([...inOrder, ...turned]);
    const [next] = from < count ? (groupAt(own, count, from, 1) ?? []) : [];
    if (next === undefined) break;
    inOrder.push(next);
  }
  return ways.length > 0 ? { ways, length } : null;
}

/** How many values from `at` on have labels between them. */
function firstsAt(values: readonly StreamValue[], at: number): number {
  let end = at + 1;
  while (end < values.length && values[end]?.labelsBefore !== values[end - 1]?.labelsBefore) end += 1;
  return end - at;
}

/** The rows from `from` on whose others stand column by column, or of a single row in order; null where one does not add up. */
function groupAt(own: readonly Field[], count: number, from: number, size: number): Field[][] | null {
  const rows: Field[][] = [];
  for (let index = 0; index < size; index += 1) {
    const row = own.slice(from + index, from + index + 1);
    for (let column = 0; column < REST; column += 1)
      row.push(...own.slice(count + from * REST + column * size + index).slice(0, 1));
    const sum = row.slice(0, -1).reduce((so, field) => so + fieldValue(field), 0);
    if (row.length < WIDTH || sum !== fieldValue(row.at(-1) ?? null)) return null;
    rows.push(row);
  }
  return rows;
}
