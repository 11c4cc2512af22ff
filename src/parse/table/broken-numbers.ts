/**
 * Rows of plain text with numbers that narrow cells broke behind a separator ("3,41", and "5" on the next line). A piece fills
 * no column of its own: a row is read where its pieces, put together, agree with its total, and is undecided elsewhere.
 */
import type { Field } from '../logical-rows.js';
import { isBrokenNumber, joinedField } from '../logical-rows.js';
import type { RowCheck } from '../placement.js';

/** The rest of a broken number: no more than the digits that its last group lacks, and whole groups behind them. */
const REST = /^\d{1,3}(?:,\d{3})*(?:\.\d+)?$/u;
const WHOLE = /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u;

function join(begin: Field, rest: Field | undefined): Field | null {
  if (rest === undefined) return null;
  const [first, second] = [begin.raw.normalize('NFKC').trim(), rest.raw.normalize('NFKC').trim()];
  return REST.test(second) && WHOLE.test(first + second) ? joinedField(begin, rest) : null;
}

/** The values with each broken number joined with the value behind it; null where one does not fit. */
function joinedInOrder(values: readonly Field[]): Field[] | null {
  const joined: Field[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (value === undefined) break;
    if (!isBrokenNumber(value)) {
      joined.push(value);
      continue;
    }
    index += 1;
    const whole = join(value, values[index]);
    if (whole === null) return null;
    joined.push(whole);
  }
  return joined;
}

/** The values with the broken numbers joined with as many values at the end of the row; null where one does not fit. */
function joinedWithEnds(values: readonly Field[]): Field[] | null {
  const broken = values.filter(isBrokenNumber).length;
  const row = values.slice(0, values.length - broken);
  const ends = values.slice(row.length);
  if (row.filter(isBrokenNumber).length !== broken) return null;
  const joined = row.map((value) => (isBrokenNumber(value) ? join(value, ends.shift()) : value));
  return joined.every((value) => value !== null) ? joined : null;
}

/** The ways to put the pieces of a row's numbers together, each number's rest behind it or all rests behind the row. */
export function joinedNumbers(values: readonly Field[]): Field[][] {
  const ways = [joinedInOrder(values), joinedWithEnds(values)].filter((way) => way !== null);
  const texts = ways.map((way) => way.map(({ raw }) => raw).join(' '));
  return ways.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}

/**
 * True where values may be the ends of a row's numbers that broke without a separator ("18796", and "54" on the next line):
 * cells break where they are full, so that there is one end for each of the longest numbers.
 */
export function areEnds(row: readonly Field[], ends: readonly Field[]): boolean {
  const longest = Math.max(...row.map(({ raw }) => raw.length));
  return (
    longest > 1 &&
    ends.length > 0 &&
    ends.every(({ raw }) => /^\d+$/u.test(raw) && raw.length <= longest) &&
    row.filter(({ raw }) => raw.length === longest).length === ends.length
  );
}

/** More pieces behind a row are no ends of its numbers. */
const MOST_ENDS = 3;

/**
 * The ways to give the pieces behind a row ("13", and "4" on the next line) back to numbers that broke without a separator, with
 * which the row agrees with its total; no more than a page's number is left over. A row of nothing but zeros shows none.
 */
export function joinedByTotal(values: readonly Field[], columns: number, check: RowCheck): Field[][] {
  const row = values.slice(0, columns);
  const behind = values.slice(columns);
  const certain = behind.at(-1)?.maybePageNumber === true ? [behind, behind.slice(0, -1)] : [behind];
  const ways = certain.flatMap((ends) =>
    ends.length > 0 && ends.length <= MOST_ENDS && [...row, ...ends].every(isDigits)
      ? waysToEnd(row, ends)
      : [],
  );
  return ways.filter(
    (way) => way.some(({ reading }) => reading.kind === 'number' && reading.value !== 0) && check(way),
  );
}

function isDigits({ raw }: Field): boolean {
  return /^\d+$/u.test(raw);
}

/** Each end behind some number of the row, in order. */
function waysToEnd(row: readonly Field[], ends: readonly Field[]): Field[][] {
  const [end, ...others] = ends;
  if (end === undefined) return [[...row]];
  return row.flatMap((begin, index) => {
    if (begin.raw === '0') return [];
    const whole = joinedField(begin, end);
    return waysToEnd(row.slice(index + 1), others).map((rest) => [...row.slice(0, index), whole, ...rest]);
  });
}

/** Of more values some pieces nearly always add up: no more than the longest numbers are taken for broken. */
const MOST_OF_A_ROW = 7;

/** The ways to take one to three values for the ends of the numbers before them, which in a short row may be narrower than the longest. */
export function waysToJoin(values: readonly Field[]): Field[][] {
  const narrowest = values.length > MOST_OF_A_ROW ? undefined : 2;
  return Array.from({ length: MOST_ENDS }, (_, index) => waysOfJoins(values, index + 1, 2, narrowest)).flat();
}

/** More numbers than this, or fewer ends, are not tried: a row of the review table may break in most of its cells. */
const MOST_JOINS = 6;

/** The ways to take the values beyond `columns` for the ends of the numbers right before them, with which the row agrees with its total. */
export function joinedInPlace(values: readonly Field[], columns: number, check: RowCheck): Field[][] {
  const joins = values.length - columns;
  return joins > MOST_JOINS ? [] : waysOfJoins(values, joins).filter(check);
}

/** True where the values beyond `columns` may be the ends of numbers before them, however short these are: a window of the values is no row then. */
export function mayHoldPieces(values: readonly Field[], columns: number, check: RowCheck): boolean {
  const joins = values.length - columns;
  return joins <= MOST_JOINS && waysOfJoins(values, joins, 1).some(check);
}

function waysOfJoins(values: readonly Field[], joins: number, shortest = 2, narrowest?: number): Field[][] {
  const isWhole = (field: Field): boolean => isDigits(field) || field.reading.kind === 'mark';
  const longest = Math.max(...values.map((field) => (isDigits(field) ? field.raw.length : 0)));
  if (longest < shortest || joins < 1 || !values.every(isWhole)) return [];
  const ways: Field[][] = [];
  const join = (from: number, done: readonly Field[], left: number): void => {
    if (left === 0) ways.push([...done, ...values.slice(from)]);
    for (let at = from; left > 0 && at + 1 < values.length; at += 1) {
      const [begin, end] = [values[at], values[at + 1]];
      if (begin === undefined || end === undefined || !isDigits(begin) || !isDigits(end)) continue;
      if (begin.raw === '0' || begin.raw.length < (narrowest ?? longest)) continue;
      join(at + 2, [...done, ...values.slice(from, at), joinedField(begin, end)], left - 1);
    }
  };
  join(0, [], joins);
  return ways;
}
