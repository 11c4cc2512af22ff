/** The order in which a block of 表一 prints its values: row by row, column by column, or one that is not seen. */
import type { Field } from '../logical-rows.js';
import { readColumns } from '../tables/disclosure-columns.js';
import type { StreamValue } from './value-stream.js';

/** A run of labels and the values that follow it. */
export interface Run {
  letters: string;
  values: StreamValue[];
}

/** One 第二十条第…项: labels and values in reading order. */
export interface Block {
  runs: Run[];
  letters: string;
  values: StreamValue[];
}

/** The first run that holds values. */
export function firstFilled({ runs }: Block): number {
  return runs.findIndex(({ values }) => values.length > 0);
}

/** True where each header is followed by the values of its column; null where no order is seen. */
export function isColumnByColumn(block: Block, columns: readonly string[], rows: number): boolean | null {
  if (columns.length === 1 || rows === 1) return false;
  const { runs } = block;
  const after = runs.slice(firstFilled(block) + 1).map(({ letters }) => letters);
  if (!after.some((letters) => readColumns(letters).length > 0)) return false;
  const filled = runs.filter(({ values }) => values.length > 0);
  const isUnder = (count: (column: number) => number): boolean =>
    filled.length >= columns.length &&
    columns.every((column, index) => {
      const run = filled[index];
      return run?.values.length === count(index) && readColumns(run.letters).at(-1) === column;
    });
  if (filled.length === columns.length && isUnder(() => rows)) return true;
  // The header's cells hold the numbers of the first row.
  return isUnder(() => 1) ? false : null;
}

/**
 * True for a row whose values stand on several lines, more than one on some: a PDF prints the values that stand higher
 * first, and nothing tells which these are. Equal values are in any order the same.
 */
export function isTornApart(fields: readonly Field[], { values }: Block): boolean {
  const own = values.filter(({ field }) => fields.includes(field));
  const rows = new Set(own.map(({ row }) => row));
  const isEqual = new Set(fields.map(({ raw }) => raw)).size === 1;
  const sides = new Set(own.map(({ labelsBefore }) => labelsBefore));
  if (isEqual || (rows.size === 1 && sides.size === 1)) return false;
  return rows.size !== own.length || sides.size > 1;
}

/**
 * True where the values of several rows stand one a line below all of the labels: they may be printed row by row or column by
 * column, which is the same only for some of them.
 */
export function mayBeTurned({ runs }: Block, values: readonly StreamValue[], rows: number): boolean {
  const columns = values.length / rows;
  if (rows === 1 || columns === 1 || runs.filter((run) => run.values.length > 0).length > 1) return false;
  if (new Set(values.map(({ row }) => row)).size !== values.length) return false;
  return values.some((value, index) => {
    const turned = values[(index % columns) * rows + Math.floor(index / columns)];
    return value.field.raw !== turned?.field.raw;
  });
}
