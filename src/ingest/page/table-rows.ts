/** Lines that may be rows of a table without rulings: their labels and their numbers. */
import type { PageLine } from './page-lines.js';
import type { Word } from './words.js';

const VALUE = /^(?:[-+−－]?\d[\d,，]*(?:\.\d+)?%?|[/／—–-]{1,2})$/u;
/** A mark that stands for nothing beside those of {@link VALUE}. */
const MARK = /^[\\∕―‐*]{1,2}$/u;

/** True for what a cell of a table of numbers holds. */
export function isValue(text: string): boolean {
  const normal = text.normalize('NFKC');
  return VALUE.test(normal) || MARK.test(normal);
}

/** A line that ends with numbers, or one of labels alone. */
export interface Row {
  line: PageLine;
  labels: Word[];
  values: Word[];
}

/** A stretch from left to right. */
export interface Span {
  left: number;
  right: number;
}

/** One row of the table: the lines of its label and its numbers. */
export interface Group {
  lines: Row[];
  values: Row;
}

export function toRow(line: PageLine): Row {
  const { words } = line.content;
  const last = words.findLastIndex((word) => !VALUE.test(word.text.normalize('NFKC')));
  return { line, labels: words.slice(0, last + 1), values: words.slice(last + 1) };
}

/** The column of each value; null where one stands in none, in two, or two in one. */
export function placed(values: readonly Word[], columns: readonly Span[]): number[] | null {
  const found = values.map((value) => {
    const touched = columns.flatMap((column, index) =>
      value.left < column.right && value.right > column.left ? [index] : [],
    );
    return touched.length === 1 ? touched[0] : undefined;
  });
  const places = found.filter((place): place is number => place !== undefined);
  return places.length === values.length && new Set(places).size === places.length ? places : null;
}
