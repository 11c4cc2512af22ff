/** 表三 read as a stream: fifteen values whose three blocks each add up are its one row, wherever the text prints its header. */
import type { Field, LogicalRow } from '../logical-rows.js';
import { joinedField } from '../logical-rows.js';
import { fieldValue } from '../place-values.js';
import { readReviewOrder, REVIEW_BLOCKS } from '../tables/review-header.js';
import { REVIEW_COLUMNS } from '../../domain/cells.js';
import { addsUp } from './chunk-values.js';
import type { StreamValue } from './value-stream.js';
import { valueStream } from './value-stream.js';

const SIZE = REVIEW_COLUMNS.length;
const WIDTH = SIZE * REVIEW_BLOCKS.length;

/** More values than these are no row of pieces. */
const MOST_PIECES = 3 * WIDTH;

/** Pieces of numbers that narrow cells broke, each behind its beginning: null where not one way alone adds up in each block. */
function joinedInOrder(values: readonly StreamValue[]): Field[] | null {
  const pieces = values.map(({ field }) => field);
  if (pieces.length <= WIDTH || pieces.length > MOST_PIECES || !pieces.every(isDigits)) return null;
  const goesOn = beginsPiece(values);
  let ways: { fields: Field[]; end: number }[] = [{ fields: [], end: 0 }];
  for (let block = 0; block < REVIEW_BLOCKS.length; block += 1) {
    ways = ways.flatMap(({ fields, end }) =>
      numbersFrom(pieces, end, goesOn, SIZE)
        .filter((way) => addsUp(way.fields))
        .map((way) => ({ fields: [...fields, ...way.fields], end: way.end })),
    );
  }
  const [way, other] = ways.filter(({ end }) => end === pieces.length);
  return way !== undefined && other === undefined && isFilled(way.fields) ? way.fields : null;
}

/** More pieces than these that stand alone on their lines are cells that do so. */
const MOST_ALONE = 4;

/** Whether a piece may end the number before it: a cell breaks a number where it is full, or few stand alone on their lines. */
function beginsPiece(values: readonly StreamValue[]): (at: number) => boolean {
  const longest = Math.max(...values.map(({ field }) => field.raw.length));
  const rows = values.map(({ row }) => row);
  const alone = new Set(rows.filter((row) => rows.indexOf(row) === rows.lastIndexOf(row)));
  const isAlone = (row: number | undefined): boolean => row !== undefined && alone.has(row);
  return (at) =>
    values[at - 1]?.field.raw.length === longest ||
    (alone.size <= MOST_ALONE && isAlone(rows[at - 1]) && isAlone(rows[at]));
}

/** The ways to take so many numbers. */
function numbersFrom(
  pieces: readonly Field[],
  from: number,
  goesOn: (at: number) => boolean,
  count: number,
): { fields: Field[]; end: number }[] {
  if (count === 0) return [{ fields: [], end: from }];
  const found: { fields: Field[]; end: number }[] = [];
  let number = pieces[from];
  for (let end = from + 1; number !== undefined && end <= pieces.length; end += 1) {
    const own = number;
    for (const rest of numbersFrom(pieces, end, goesOn, count - 1))
      found.push({ fields: [own, ...rest.fields], end: rest.end });
    const next = pieces[end];
    if (next === undefined || !goesOn(end) || own.raw === '0') break;
    number = joinedField(own, next);
  }
  return found;
}

/** Pieces that stand below each other in aligned text, a column each; null where they are not as many columns as the form's, or do not add up. */
function joinedInColumns(pieces: readonly Field[]): Field[] | null {
  if (pieces.length <= WIDTH || !pieces.every((field) => isDigits(field) && field.span !== undefined))
    return null;
  const columns: { left: number; right: number; field: Field }[] = [];
  for (const field of pieces) {
    const { left, right } = field.span ?? { left: 0, right: 0 };
    const below = columns.filter((column) => column.left < right && left < column.right);
    const [only, other] = below;
    if (other !== undefined) return null;
    if (only === undefined) columns.push({ left, right, field });
    else only.field = joinedField(only.field, field);
  }
  const fields = columns.sort((a, b) => a.left - b.left).map(({ field }) => field);
  const blocks = REVIEW_BLOCKS.map((_, index) => fields.slice(index * SIZE, (index + 1) * SIZE));
  return fields.length === WIDTH && blocks.every(addsUp) && isFilled(fields) ? fields : null;
}

function isDigits({ raw }: Field): boolean {
  return /^\d+$/u.test(raw);
}

function isFilled(fields: readonly Field[]): boolean {
  return fields.some((field) => fieldValue(field) !== 0);
}

/** True for a number that may be a page's own: one with labels before and behind it stands in no row of numbers. */
function mayBePageNumber(
  { field, labelsBefore }: StreamValue,
  index: number,
  all: readonly StreamValue[],
): boolean {
  if (field.maybePageNumber === true) return true;
  const isApart = [all[index - 1], all[index + 1]].every((other) => other?.labelsBefore !== labelsBefore);
  return isApart && index < all.length - 1;
}

/** The fifteen values in the form's order; null where the stream does not decide them. */
export function streamReview(rows: readonly LogicalRow[]): readonly Field[] | null {
  const { values } = valueStream(rows);
  const certain = values.filter((value, index) => !mayBePageNumber(value, index, values));
  const whole = [values, certain].find(({ length }) => length === WIDTH)?.map(({ field }) => field);
  const fields =
    whole ??
    joinedInColumns(values.map(({ field }) => field)) ??
    joinedInOrder(values) ??
    joinedInOrder(certain);
  if (fields === null) return null;
  const header = rows.filter((row) => row.fields.every(({ reading }) => reading.kind === 'text'));
  const order = readReviewOrder(header);
  if (order.contradicts) return null;
  if (fields.every((field) => fieldValue(field) === 0)) return fields;
  const blocks = REVIEW_BLOCKS.map((_, index) => fields.slice(index * SIZE, (index + 1) * SIZE));
  return blocks.every(addsUp) ? fields : null;
}
