/** Parts a stream of values into the rows of 表二: seven values each, which their own total confirms. */
import { APPLICANT_COLUMNS } from '../../domain/cells.js';
import type { Field } from '../logical-rows.js';
import { fieldValue } from '../place-values.js';
import type { StreamValue } from './value-stream.js';

const WIDTH = APPLICANT_COLUMNS.length;

/** The values of one row in the form's order. */
export interface ValueChunk {
  fields: readonly Field[];
  /** Row of the source that holds all of its values and no other; null where they stand on several lines. */
  row: number | null;
  /** True where its total is printed before its other values. */
  isTotalFirst: boolean;
}

/** What a part of the stream costs that is not simply a row whose total is the sum of the six values before it. */
const COST = {
  /** The total stands before its six values: a PDF prints it on a line of its own, a little higher. */
  totalFirst: 1,
  /** Rows that stand side by side, column by column: all their first values, then all their second ones. */
  turned: 2,
  /** A bare number where a page ends. */
  pageNumber: 2,
  /** Seven values alone on their line that do not add up: a report may contradict itself. */
  contradictsItself: 4,
  /** A value that belongs to no row. */
  skipped: 6,
} as const;

/** More values than this are no one table. */
const MOST_VALUES = 400;

/** So many rows of a page may be printed column by column. */
const MOST_TURNED = 30;

/** One step along the stream: rows, or none for a value left out. */
interface Step {
  cost: number;
  from: number;
  chunks: readonly ValueChunk[];
}

/** The cheapest way to part the values into exactly `count` rows; null where there is none, or it leaves out more than `mostSkipped`. */
export function chunkValues(
  values: readonly StreamValue[],
  count: number,
  mostSkipped = 2,
): ValueChunk[] | null {
  const surplus = values.length - count * WIDTH;
  if (surplus < 0 || surplus > mostSkipped || values.length > MOST_VALUES) return null;
  // steps[skipped][end]: the rows before `end` are then known.
  const steps: (Step | null)[][] = Array.from({ length: surplus + 1 }, () =>
    Array.from({ length: values.length + 1 }, () => null),
  );
  const keep = (skipped: number, end: number, step: Step): void => {
    const rival = steps[skipped]?.[end];
    if (rival !== undefined && (rival === null || step.cost < rival.cost)) (steps[skipped] ?? [])[end] = step;
  };
  keep(0, 0, { cost: 0, from: -1, chunks: [] });
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    const parts = [...chunksAt(values, at), ...turnedAt(values, at)];
    for (let skipped = 0; skipped <= surplus; skipped += 1) {
      const before = steps[skipped]?.[at];
      if (before === null || before === undefined || value === undefined) continue;
      for (const { chunks, cost } of parts) {
        keep(skipped, at + WIDTH * chunks.length, { cost: before.cost + cost, from: at, chunks });
      }
      const cost = before.cost + (value.field.maybePageNumber === true ? COST.pageNumber : COST.skipped);
      keep(skipped + 1, at + 1, { cost, from: at, chunks: [] });
    }
  }
  const chunks: ValueChunk[] = [];
  let [end, skipped] = [values.length, surplus];
  while (end > 0) {
    const step = steps[skipped]?.[end];
    if (step === null || step === undefined) return null;
    if (step.chunks.length === 0) skipped -= 1;
    chunks.push(...[...step.chunks].reverse());
    end = step.from;
  }
  return chunks.reverse();
}

interface Part {
  chunks: ValueChunk[];
  cost: number;
}

function chunksAt(values: readonly StreamValue[], at: number): Part[] {
  const part = values.slice(at, at + WIDTH);
  if (part.length < WIDTH) return [];
  const first = part[0]?.row ?? -1;
  const isLine =
    part.every(({ row }) => row === first) &&
    values[at - 1]?.row !== first &&
    values[at + WIDTH]?.row !== first;
  const fields = part.map(({ field }) => field);
  if (isLine) {
    return [
      {
        chunks: [{ fields, row: first, isTotalFirst: false }],
        cost: addsUp(fields) ? 0 : COST.contradictsItself,
      },
    ];
  }
  const found: Part[] = [];
  if (addsUp(fields)) found.push({ chunks: [{ fields, row: null, isTotalFirst: false }], cost: 0 });
  const turned = [...fields.slice(1), ...fields.slice(0, 1)];
  if (addsUp(turned))
    found.push({ chunks: [{ fields: turned, row: null, isTotalFirst: true }], cost: COST.totalFirst });
  return found;
}

/** Several rows printed column by column, each of which adds up. */
function turnedAt(values: readonly StreamValue[], at: number): Part[] {
  const found: Part[] = [];
  for (let count = 2; count <= MOST_TURNED && at + count * WIDTH <= values.length; count += 1) {
    const chunks: ValueChunk[] = [];
    for (let row = 0; row < count; row += 1) {
      const fields: Field[] = [];
      for (let column = 0; column < WIDTH; column += 1) {
        const value = values[at + column * count + row];
        if (value !== undefined) fields.push(value.field);
      }
      if (!addsUp(fields)) break;
      chunks.push({ fields, row: null, isTotalFirst: false });
    }
    if (chunks.length === count) found.push({ chunks, cost: COST.turned });
  }
  return found;
}

/** True where the last value is the sum of the others; marks count as nothing. */
export function addsUp(fields: readonly Field[]): boolean {
  let sum = 0;
  for (const field of fields.slice(0, -1)) sum += fieldValue(field);
  return sum === fieldValue(fields.at(-1) ?? null);
}
