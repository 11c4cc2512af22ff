/**
 * Decides the column of each printed value of a row. Evidence, strongest first: as many values as columns; the field
 * in which a value is printed; the row's own total; the column totals of the whole table (see `solve-columns.ts`).
 * What stays undecided is returned as several candidates, never as a guess.
 */
import type { Place } from '../domain/report.js';
import type { Field } from './logical-rows.js';
import { fieldAt, isBrokenNumber } from './logical-rows.js';
import type { Placement, RowCheck } from './placement.js';
import {
  areEnds,
  joinedByTotal,
  joinedInPlace,
  joinedNumbers,
  mayHoldPieces,
  waysToJoin,
} from './table/broken-numbers.js';
import { waysOfRun } from './table/digit-runs.js';
import { isTornApart, ordersOfLines } from './table/torn-rows.js';

/** How a row was read. */
export interface PlacedRow {
  /** All placements that the evidence allows; one where it decides. Empty where no placement fits. */
  candidates: Placement[];
  /** For candidates that are windows of the row's fields: where each begins among the fields. */
  shifts?: readonly number[];
  /** Where the source itself parts the fields: the place of each column, so that a blank has its own. */
  columnPlaces?: readonly Place[];
  /** What decided; `DOUBTED`: its numbers may be displaced, so that where they stand on their line is no evidence. */
  basis: 'COMPLETE' | 'FIELD' | 'SHIFTED_FIELD' | 'ALIGNED' | 'SUMS' | 'NONE' | 'DOUBTED';
}

/** A row whose numbers may be displaced. */
export const DOUBTED: PlacedRow = { candidates: [], basis: 'DOUBTED' };

/** So many values more than columns are no page's number and no ends of numbers. */
export const MOST_SURPLUS = 5;

/** Numbers of more placements than this are not enumerated; the row is undecided. */
const MOST_PLACEMENTS = 10_000;

function isPrinted(field: Field): boolean {
  return field.reading.kind !== 'empty';
}

function isNumber(field: Field | null): boolean {
  return field?.reading.kind === 'number';
}

/** Places the fields of one row into `columns` columns. */
export function placeValues(
  fields: readonly Field[],
  positioned: boolean,
  columns: number,
  check: RowCheck,
): PlacedRow {
  const printed = fields.filter(isPrinted);
  const [only] = printed;
  if (only === undefined) return blankRow(fields, positioned, columns);
  if (only.isRun === true && printed.length === 1) return placeRun(only, columns, check);
  const parted = positioned ? partedCells(fields, columns, check) : null;
  if (parted !== null) return parted;
  const broken = positioned ? null : placeBroken(printed, columns, check);
  if (broken !== null) return broken;
  const mayHoldPageNumber = printed.some((field) => field.maybePageNumber === true);
  if (printed.length === columns && (!mayHoldPageNumber || check(printed))) {
    return { candidates: [printed], basis: 'COMPLETE' };
  }
  if (positioned && fields.length >= columns) return placeByField(fields, columns, check);
  if (printed.length > columns) return placeSurplus(printed, columns, check);
  return placeBySums(printed, columns, check);
}

/** A row that prints nothing. */
function blankRow(fields: readonly Field[], positioned: boolean, columns: number): PlacedRow {
  const isWhole = positioned && fields.length === columns;
  return {
    candidates: [Array.from({ length: columns }, () => null)],
    ...(isWhole ? { columnPlaces: fields.map(({ place }) => place) } : {}),
    basis: 'COMPLETE',
  };
}

/** The numbers of a row that are run together. */
function placeRun(run: Field, columns: number, check: RowCheck): PlacedRow {
  const candidates = waysOfRun(run, columns, check);
  // Longer than its columns are many, it was parted by its sum.
  const decided = run.raw.replaceAll(' ', '').length === columns ? 'COMPLETE' : 'SUMS';
  return { candidates, basis: candidates.length === 1 ? decided : 'NONE' };
}

/** Numbers of a plain row that narrow cells broke, or tore over several lines; null where there is no sign of that. */
function placeBroken(printed: readonly Field[], columns: number, check: RowCheck): PlacedRow | null {
  if (printed.some(isBrokenNumber)) return placeJoined(printed, columns, check);
  const certain = printed.length > columns ? withoutPageNumber(printed) : printed;
  if (certain.length <= columns && isTornApart(certain)) return placeTorn(certain, columns, check);
  const isFull = printed.length === columns && !check(printed);
  return isFull && mayBeBroken(printed, columns, check) ? DOUBTED : null;
}

/**
 * True for as many values as columns that do not add up as they are, and do where some are the ends of the
 * numbers before them: cells too narrow for their numbers, and as many blank ones.
 */
function mayBeBroken(values: readonly Field[], columns: number, check: RowCheck): boolean {
  return waysToJoin(values).some((joined) => placements(joined, columns)?.some(check) === true);
}

/** Several numbers and nothing else: a tool that misses a ruling puts two cells into one. */
export function areSeveral({ raw, reading }: Field): boolean {
  return reading.kind === 'text' && SEVERAL.test(raw);
}

const SEVERAL = /^\d+(?: \d+)+$/u;

/**
 * A row with as many numbers as columns, of which some stand in one cell: read where they agree with the row's total. Where each column
 * has a cell that prints something, several numbers in one of them are one that broke: the others stand in their columns.
 */
function partedCells(fields: readonly Field[], columns: number, check: RowCheck): PlacedRow | null {
  const printed = fields.filter(isPrinted);
  if (!printed.some(areSeveral)) return null;
  const values = printed.flatMap((field) =>
    areSeveral(field)
      ? [...field.raw.matchAll(/\d+/gu)].map((match) => fieldAt(field, match[0], match.index))
      : [field],
  );
  if (values.length === columns && check(values)) return { candidates: [values], basis: 'SUMS' };
  const joined = values.length > columns ? joinedByTotal(values, columns, check) : [];
  if (joined.length !== 1 && fields.length === columns && printed.length === columns) return null;
  return joined.length === 1 ? { candidates: joined, basis: 'SUMS' } : { candidates: [], basis: 'NONE' };
}

/** Numbers that their cells broke: only placements of the whole numbers that the sums confirm. */
function placeJoined(printed: readonly Field[], columns: number, check: RowCheck): PlacedRow {
  const candidates = joinedNumbers(printed)
    .filter((joined) => joined.length <= columns)
    .flatMap((joined) => placements(joined, columns) ?? [])
    .filter(check);
  return { candidates, basis: candidates.length === 1 ? 'SUMS' : 'NONE' };
}

/** Values on several lines: the orders of the lines with which they agree with the row's total. */
function placeTorn(values: readonly Field[], columns: number, check: RowCheck): PlacedRow {
  const orders = ordersOfLines(values);
  const each = orders.length * (placements(values, columns)?.length ?? Infinity);
  const all = each > MOST_PLACEMENTS ? [] : orders.flatMap((order) => placements(order, columns) ?? []);
  const candidates = all.filter(check);
  if (candidates.length === 0) return DOUBTED;
  return { candidates, basis: candidates.length === 1 ? 'SUMS' : 'NONE' };
}

/** The row has at least as many fields as columns: a window of `columns` fields that holds all printed values. */
function placeByField(fields: readonly Field[], columns: number, check: RowCheck): PlacedRow {
  const windows: { shift: number; placement: Placement }[] = [];
  for (let shift = 0; shift + columns <= fields.length; shift += 1) {
    const outside = [...fields.slice(0, shift), ...fields.slice(shift + columns)];
    if (outside.some(isPrinted)) continue;
    const inside = fields.slice(shift, shift + columns);
    windows.push({ shift, placement: inside.map((field) => (isPrinted(field) ? field : null)) });
  }
  if (windows.length === 0) {
    const printed = fields.filter(isPrinted);
    return printed.length > columns
      ? placeSurplus(printed, columns, check)
      : placeBySums(printed, columns, check);
  }
  if (isSpread(fields, columns)) return DOUBTED;
  const only = windows[0];
  if (windows.length === 1 && only !== undefined) {
    const basis = fields.length === columns ? 'FIELD' : 'SHIFTED_FIELD';
    const columnPlaces = fields.slice(only.shift, only.shift + columns).map(({ place }) => place);
    return { candidates: [only.placement], shifts: [only.shift], columnPlaces, basis };
  }
  // Zeros add up wherever they stand: only other numbers are evidence.
  const tells = fields.some((field) => fieldValue(field) !== 0);
  const agreeing = tells ? windows.filter((window) => check(window.placement)) : [];
  const kept = agreeing.length > 0 ? agreeing : windows;
  return {
    candidates: kept.map((window) => window.placement),
    shifts: kept.map((window) => window.shift),
    basis: kept.length === 1 ? 'SHIFTED_FIELD' : 'NONE',
  };
}

/** True for values at every second of twice as many fields as columns, some of them blank: a tool parts its cells twice, and no window is a row. */
function isSpread(fields: readonly Field[], columns: number): boolean {
  const printed = fields.flatMap((field, at) => (isPrinted(field) ? [at] : []));
  const [first = 0] = printed;
  return fields.length >= columns * 2 && printed.length > 1 && printed.every((at) => (at - first) % 2 === 0);
}

/** More values than columns: a page number among them, or a window whose sums agree. */
function placeSurplus(printed: readonly Field[], columns: number, check: RowCheck): PlacedRow {
  const joined = different([
    ...joinedByTotal(printed, columns, check),
    ...joinedInPlace(printed, columns, check),
  ]);
  const certain = withoutPageNumber(printed);
  // A number that may be a page's own, or the end of one that the cell broke: only one of them agrees with the total.
  const isWhole = check(printed.slice(0, columns)) || (certain.length === columns && check(certain));
  if (joined.length === 1 && !isWhole) {
    return { candidates: joined, basis: 'SUMS' };
  }
  if (certain.length === columns) return { candidates: [certain], basis: 'FIELD' };
  // So many more are those of other rows as well: some seven of them may add up by chance.
  if (printed.length - columns >= MOST_SURPLUS) return DOUBTED;
  const windows: Placement[] = [];
  for (let shift = 0; shift + columns <= printed.length; shift += 1) {
    const window = printed.slice(shift, shift + columns);
    if (areEnds(window, printed.slice(shift + columns))) return DOUBTED;
    if (window.every(isNumber) && check(window) && !window.every((field) => fieldValue(field) === 0)) {
      windows.push(window);
    }
  }
  if (windows.length !== 1) return { candidates: [], basis: 'NONE' };
  return mayHoldPieces(printed, columns, check) ? DOUBTED : { candidates: windows, basis: 'SUMS' };
}

/** Of ways that print the same, one. */
function different(ways: readonly Field[][]): Field[][] {
  return [...new Map(ways.map((way) => [way.map(({ raw }) => raw).join(' '), way])).values()];
}

function withoutPageNumber(printed: readonly Field[]): Field[] {
  return printed.filter((field) => field.maybePageNumber !== true);
}

/** The value of a field, 0 where none is printed. */
export function fieldValue(field: Field | null): number {
  return field?.reading.kind === 'number' ? field.reading.value : 0;
}

/** Fewer values than columns and no fields to show which: every order-preserving placement that agrees. */
function placeBySums(printed: readonly Field[], columns: number, check: RowCheck): PlacedRow {
  const certain = withoutPageNumber(printed);
  const all = certain.length === 0 ? null : placements(certain, columns);
  if (all === null) return { candidates: [], basis: 'NONE' };
  // Zeros add up wherever they stand: only other numbers are evidence.
  const agreeing = certain.some((field) => fieldValue(field) !== 0) ? all.filter(check) : [];
  return { candidates: agreeing.length > 0 ? agreeing : all, basis: agreeing.length === 1 ? 'SUMS' : 'NONE' };
}

/** Every way to put the values into the columns in order; null where there are too many. */
export function placements(values: readonly Field[], columns: number): Placement[] | null {
  let count = 1;
  for (let index = 0; index < values.length; index += 1) {
    count = (count * (columns - index)) / (index + 1);
    if (count > MOST_PLACEMENTS) return null;
  }
  const result: Placement[] = [];
  const current: (Field | null)[] = [];
  const fill = (column: number, next: number): void => {
    if (column === columns) {
      result.push([...current]);
      return;
    }
    const left = values.length - next;
    const value = values[next];
    if (value !== undefined) {
      current.push(value);
      fill(column + 1, next + 1);
      current.pop();
    }
    if (columns - column > left) {
      current.push(null);
      fill(column + 1, next);
      current.pop();
    }
  };
  fill(0, 0);
  return result;
}
