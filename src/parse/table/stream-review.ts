/** 表三 read as a stream: fifteen values whose three blocks each add up are its one row, wherever the text prints its header. */
import type { Field, LogicalRow } from '../logical-rows.js';
import { joinedField } from '../logical-rows.js';
import { fieldValue } from '../place-values.js';
import { readReviewOrder, REVIEW_BLOCKS } from '../tables/review-header.js';
import { REVIEW_COLUMNS } from '../../domain/cells.js';
import { addsUp } from './chunk-values.js';
import { valueStream } from './value-stream.js';

const SIZE = REVIEW_COLUMNS.length;
const WIDTH = SIZE * REVIEW_BLOCKS.length;

/** More values than these are no row of pieces. */
const MOST_PIECES = 3 * WIDTH;

/** Pieces of numbers that narrow cells broke, each behind its beginning: null where not one way alone adds up in each block. */
function joinedInOrder(pieces: readonly Field[]): Field[] | null {
  if (pieces.length <= WIDTH || pieces.length > MOST_PIECES || !pieces.every(isDigits)) return null;
  const longest = Math.max(...pieces.map(({ raw }) => raw.length));
  let ways: { fields: Field[]; end: number }[] = [{ fields: [], end: 0 }];
  for (let block = 0; block < REVIEW_BLOCKS.length; block += 1) {
    ways = ways.flatMap(({ fields, end }) =>
      numbersFrom(pieces, end, longest, SIZE)
        .filter((way) => addsUp(way.fields))
        .map((way) => ({ fields: [...fields, ...way.fields], end: way.end })),
    );
  }
  const [way, other] = ways.filter(({ end }) => end === pieces.length);
  return way !== undefined && other === undefined && isFilled(way.fields) ? way.fields : null;
}

/** The ways to take so many numbers: a cell breaks a number where it is full, behind as many digits as the longest piece has. */
function numbersFrom(
  pieces: readonly Field[],
  from: number,
  longest: number,
  count: number,
): { fields: Field[]; end: number }[] {
  if (count === 0) return [{ fields: [], end: from }];
  const found: { fields: Field[]; end: number }[] = [];
  let number = pieces[from];
  for (let end = from + 1; number !== undefined && end <= pieces.length; end += 1) {
    const own = number;
    for (const rest of numbersFrom(pieces, end, longest, count - 1))
      found.push({ fields: [own, ...rest.fields], end: rest.end });
    const [last, next] = [pieces[end - 1], pieces[end]];
    if (next === undefined || last?.raw.length !== longest || own.raw === '0') break;
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

/** The fifteen values in the form's order; null where the stream does not decide them. */
export function streamReview(rows: readonly LogicalRow[]): readonly Field[] | null {
  const all = valueStream(rows).values.map(({ field }) => field);
  const certain = all.filter((field) => field.maybePageNumber !== true);
  const whole = [all, certain].find((fields) => fields.length === WIDTH);
  const fields = whole ?? joinedInColumns(all) ?? joinedInOrder(all) ?? joinedInOrder(certain);
  if (fields === null) return null;
  const header = rows.filter((row) => row.fields.every(({ reading }) => reading.kind === 'text'));
  const order = readReviewOrder(header);
  if (order.contradicts) return null;
  if (fields.every((field) => fieldValue(field) === 0)) return fields;
  const blocks = REVIEW_BLOCKS.map((_, index) => fields.slice(index * SIZE, (index + 1) * SIZE));
  return blocks.every(addsUp) ? fields : null;
}
