/** Parts a stream of values into the rows of 表二: seven values each, which their own total confirms. */
import { APPLICANT_COLUMNS } from '../../domain/cells.js';
import type { Field } from '../logical-rows.js';
import { isBrokenNumber, joinedField } from '../logical-rows.js';
import { fieldValue } from '../place-values.js';
import { isRead, rowsApartAt, turnedCountsAt, turnedRowsAt } from './rows-in-columns.js';
import type { StreamValue } from './value-stream.js';

const WIDTH = APPLICANT_COLUMNS.length;

/** The values of one row in the form's order. */
export interface ValueChunk {
  fields: readonly Field[];
  /** Row of the source that holds all of its values and no other; null where they stand on several lines. */
  row: number | null;
  /** True where its total is printed before its other values. */
  isTotalFirst: boolean;
  /** All orders of its values in which it adds up, `fields` the first; of orders that print the same, one. */
  alternatives: readonly (readonly Field[])[];
}

/** What a part of the stream costs that is not simply a row whose total is the sum of the six values before it. */
const COST = {
  /** The row begins in the middle: a PDF prints some of its values a little higher than the others, on a line of their own. */
  rotated: 1,
  /** Numbers that their cells broke, with their ends behind the row. */
  broken: 1,
  /** Rows that stand side by side, column by column: all their first values, then all their second ones. */
  turned: 2,
  /** As before, where labels stand between its values, or others of them beside it with none between. */
  turnedAcrossLabels: 4,
  /** Rows whose first values stand with their labels, and the others below. */
  apart: 3,
  /** A bare number where a page ends. */
  pageNumber: 2,
  /** Seven values alone on their line that do not add up: a report may contradict itself. */
  contradictsItself: 4,
  /** A row of which one value stands elsewhere in the stream. */
  strayed: 3,
  /** A value before the first row or behind the last. */
  outside: 1,
  /** A value that belongs to no row. */
  skipped: 6,
} as const;

/** More values than this are no one table. */
const MOST_VALUES = 400;
/** Values that belong to no row. */
const MOST_SKIPPED = 3;

/** A part of the stream: rows, or none for a value left out. */
interface Part {
  rows: number;
  /** The rows; put together only for the parts that are taken. */
  chunks: () => readonly ValueChunk[];
  /** How many values it takes. */
  length: number;
  cost: number;
}

interface Step {
  cost: number;
  skipped: number;
  part: Part;
  from: number;
}

/** The cheapest way to part the values into exactly `count` rows; null where there is none. */
export function chunkValues(values: readonly StreamValue[], count: number): ValueChunk[] | null {
  if (values.length < count * WIDTH || values.length > MOST_VALUES) return null;
  // steps[rows][end]: how the first `end` values make so many rows.
  const steps: (Step | undefined)[][] = Array.from({ length: count + 1 }, () => []);
  for (let at = 0; at < values.length; at += 1) {
    const reached = steps.map((ends, rows) => (at === 0 ? (rows === 0 ? START : undefined) : ends[at]));
    const parts = reached.every((step) => step === undefined) ? [] : partsAt(values, at, count);
    for (const [rows, before] of reached.entries()) {
      if (before === undefined) continue;
      for (const part of parts) {
        const step = stepBy(part, before, at, rows === 0 || rows === count);
        const next = steps[rows + part.rows];
        const rival = next?.[at + part.length];
        const isBetter = rival === undefined || rival.cost > step.cost;
        if (next !== undefined && step.skipped <= MOST_SKIPPED && isBetter) next[at + part.length] = step;
      }
    }
  }
  return chunksOf(steps, values.length, count);
}

/** The step that takes a part. Before the first row and behind the last stand the numbers of other tables. */
function stepBy(part: Part, before: Pick<Step, 'cost' | 'skipped'>, from: number, isAtEdge: boolean): Step {
  const isOutside = part.rows === 0 && isAtEdge;
  return {
    cost: before.cost + (isOutside ? COST.outside : part.cost),
    skipped: before.skipped + (part.rows === 0 && !isOutside ? 1 : 0),
    part,
    from,
  };
}

/** The rows of the steps that lead to the last value; null where none do. */
function chunksOf(
  steps: readonly (readonly (Step | undefined)[])[],
  length: number,
  count: number,
): ValueChunk[] | null {
  const chunks: ValueChunk[] = [];
  let [end, rows] = [length, count];
  while (end > 0) {
    const step = steps[rows]?.[end];
    if (step === undefined) return null;
    chunks.push(...[...step.part.chunks()].reverse());
    rows -= step.part.rows;
    end = step.from;
  }
  return chunks.reverse();
}

const START: Pick<Step, 'cost' | 'skipped'> = { cost: 0, skipped: 0 };

function partsAt(values: readonly StreamValue[], at: number, count: number): Part[] {
  const skipped = values[at]?.field.maybePageNumber === true ? COST.pageNumber : COST.skipped;
  return [
    ...rowAt(values, at),
    ...brokenRowAt(values, at),
    ...turnedRows(values, at, count),
    ...strayedRowAt(values, at),
    ...rowsApart(values, at),
    { rows: 0, chunks: () => [], length: 1, cost: skipped },
  ];
}

/** One row: seven values on a line of their own, or seven in a row that add up, from the first or from where a line begins. */
function rowAt(values: readonly StreamValue[], at: number): Part[] {
  const own = values.slice(at, at + WIDTH);
  if (own.length < WIDTH) return [];
  const line = own[0]?.row ?? -1;
  const fields = own.map(({ field }) => field);
  const isLine =
    own.every(({ row }) => row === line) && values[at - 1]?.row !== line && values[at + WIDTH]?.row !== line;
  if (isLine) {
    const chunk = { fields, row: line, isTotalFirst: false, alternatives: [fields] };
    return [
      { rows: 1, chunks: () => [chunk], length: WIDTH, cost: addsUp(fields) ? 0 : COST.contradictsItself },
    ];
  }
  const starts = own.flatMap(({ row }, index) => (index === 0 || row !== own[index - 1]?.row ? [index] : []));
  const alternatives = starts
    .map((start) => ({ start, fields: [...fields.slice(start), ...fields.slice(0, start)] }))
    .filter(
      (rotated, index, all) =>
        addsUp(rotated.fields) &&
        all.findIndex((other) => printsSame(other.fields, rotated.fields)) === index,
    );
  const [first] = alternatives;
  if (first === undefined) return [];
  const chunk = {
    fields: first.fields,
    row: null,
    isTotalFirst: first.start === 1,
    alternatives: alternatives.map((rotated) => rotated.fields),
  };
  return [{ rows: 1, chunks: () => [chunk], length: WIDTH, cost: first.start === 0 ? 0 : COST.rotated }];
}

function withoutSame(all: readonly (readonly Field[])[]): (readonly Field[])[] {
  return all.filter((one, index) => all.findIndex((other) => printsSame(one, other)) === index);
}

function printsSame(a: readonly Field[], b: readonly Field[]): boolean {
  return a.every(({ raw }, index) => raw === b[index]?.raw);
}

/** Most numbers of a row that its cells break. */
const MOST_BROKEN = WIDTH;

/**
 * A row whose cells are so narrow that they break numbers: each end follows its beginning, or all ends follow the row.
 * Only a total that is not nothing shows it.
 */
function brokenRowAt(values: readonly StreamValue[], at: number): Part[] {
  if (!holdsBroken(values, at)) return [];
  const inCells = joinedInCells(values, at);
  const found = inCells === null ? [] : [inCells];
  for (let ends = 1; ends <= MOST_BROKEN && at + WIDTH + ends <= values.length; ends += 1) {
    const own = values.slice(at, at + WIDTH + ends).map(({ field }) => field);
    const broken = own.slice(0, WIDTH).flatMap((field, index) => (isBrokenNumber(field) ? [index] : []));
    if (broken.length !== ends) continue;
    const fields = own.slice(0, WIDTH);
    broken.forEach((index, order) => {
      const [begin, end] = [own[index], own[WIDTH + order]];
      if (begin !== undefined && end !== undefined) fields[index] = joinedField(begin, end);
    });
    found.push({ fields, length: WIDTH + ends });
  }
  return found.flatMap(({ fields, length }) =>
    fieldValue(fields.at(-1) ?? null) !== 0 && fields.every(isRead) && addsUp(fields)
      ? [{ rows: 1, chunks: () => [plainChunk(fields)], length, cost: COST.broken }]
      : [],
  );
}

/**
 * A row without one of its values, which stands alone between other labels: six values on lines of their own, and a value elsewhere that is
 * what they lack of their total. In which column it was, the sums of the columns tell.
 */
function strayedRowAt(values: readonly StreamValue[], at: number): Part[] {
  const own = values.slice(at, at + WIDTH - 1);
  if (own.length < WIDTH - 1 || own.some(({ labelsBefore }) => labelsBefore !== own[0]?.labelsBefore))
    return [];
  const fields = own.map(({ field }) => field);
  const total = fieldValue(fields.at(-1) ?? null);
  const lacking = total - fields.slice(0, -1).reduce((sum, field) => sum + fieldValue(field), 0);
  if (lacking <= 0 || !fields.every(isRead)) return [];
  const stray = values.findIndex(
    (value, index) => isAlone(values, index) && fieldValue(value.field) === lacking,
  );
  const field = values[stray]?.field;
  if (field === undefined || (stray >= at && stray < at + WIDTH - 1)) return [];
  const alternatives = fields.map((_, index) => [...fields.slice(0, index), field, ...fields.slice(index)]);
  const different = withoutSame(alternatives);
  const chunk = { fields: different[0] ?? [], row: null, isTotalFirst: false, alternatives: different };
  return [{ rows: 1, chunks: () => [chunk], length: WIDTH - 1, cost: COST.strayed }];
}

/** True for a value with labels before and behind it. */
function isAlone(values: readonly StreamValue[], index: number): boolean {
  const at = values[index]?.labelsBefore;
  return values[index - 1]?.labelsBefore !== at && values[index + 1]?.labelsBefore !== at;
}

function holdsBroken(values: readonly StreamValue[], at: number): boolean {
  for (let index = at; index < at + WIDTH; index += 1) {
    const value = values[index];
    if (value !== undefined && isBrokenNumber(value.field)) return true;
  }
  return false;
}

function plainChunk(fields: readonly Field[]): ValueChunk {
  return { fields, row: null, isTotalFirst: false, alternatives: [fields] };
}

/** Seven values of which the broken ones are joined with the value behind them; null where none is broken. */
function joinedInCells(
  values: readonly StreamValue[],
  at: number,
): { fields: Field[]; length: number } | null {
  const fields: Field[] = [];
  let next = at;
  let isJoined = false;
  while (fields.length < WIDTH) {
    let field = values[next]?.field;
    if (field === undefined) return null;
    next += 1;
    const end = values[next]?.field;
    if (isBrokenNumber(field) && end !== undefined) {
      field = joinedField(field, end);
      next += 1;
      isJoined = true;
    }
    fields.push(field);
  }
  return isJoined ? { fields, length: next - at } : null;
}

function turnedRows(values: readonly StreamValue[], at: number, most: number): Part[] {
  return turnedCountsAt(values, at, most).map(({ count, isBlock }) => ({
    rows: count,
    chunks: () => turnedRowsAt(values, at, count).map(plainChunk),
    length: count * WIDTH,
    cost: isBlock ? COST.turned : COST.turnedAcrossLabels,
  }));
}

function rowsApart(values: readonly StreamValue[], at: number): Part[] {
  return rowsApartAt(values, at).map(({ ways, length }) => ({
    rows: length / WIDTH,
    chunks: () =>
      (ways[0] ?? []).map((fields, index) => ({
        ...plainChunk(fields),
        alternatives: withoutSame(ways.flatMap((way) => [way[index] ?? []])),
      })),
    length,
    cost: COST.apart,
  }));
}

/** True where the last value is the sum of the others; marks count as nothing. */
export function addsUp(fields: readonly Field[]): boolean {
  let sum = 0;
  for (const field of fields.slice(0, -1)) sum += fieldValue(field);
  return sum === fieldValue(fields.at(-1) ?? null) && fields.every(isRead);
}
