/**
 * Rows of plain text whose values stand on several lines, more than one on some: a tool prints those that are set a little higher first.
 * Each line keeps its own order; how the lines go into each other, only sums can tell.
 */
import type { Field } from '../logical-rows.js';

/** More orders than this are not looked at: the row is undecided. */
const MOST_ORDERS = 3000;

/** Tools that write a cell a line join cells that nearly touch: so many lines, of two values at most, are no lines that stand higher. */
const FEWEST_LINES = 5;

/** True for values on several lines, more than one on some. Equal values are in any order the same; those one a line are in order. */
export function isTornApart(values: readonly Field[]): boolean {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(lineOf(value), (counts.get(lineOf(value)) ?? 0) + 1);
  if (counts.size === 1 || counts.size === values.length) return false;
  const isCellPerLine =
    counts.size >= FEWEST_LINES &&
    counts.size * 3 >= values.length * 2 &&
    [...counts.values()].every((count) => count <= 2);
  return !isCellPerLine && new Set(values.map(({ raw }) => raw)).size > 1;
}

function lineOf({ place }: Field): string {
  return `${String(place.page)}/${String(place.line)}`;
}

/** The orders that keep each line's own, of those that print the same one; none where there are too many. */
export function ordersOfLines(values: readonly Field[]): Field[][] {
  const names = [...new Set(values.map(lineOf))];
  const lines = names.map((name) => values.filter((value) => lineOf(value) === name));
  const orders: Field[][] = [];
  const at = lines.map(() => 0);
  const current: Field[] = [];
  const seen = new Set<string>();
  const merge = (): boolean => {
    if (current.length === values.length) {
      orders.push([...current]);
      return orders.length <= MOST_ORDERS;
    }
    for (const [index, line] of lines.entries()) {
      const next = line[at[index] ?? 0];
      if (next === undefined) continue;
      at[index] = (at[index] ?? 0) + 1;
      current.push(next);
      const state = `${at.join()}:${current.map(({ raw }) => raw).join(' ')}`;
      const isNew = !seen.has(state);
      seen.add(state);
      const within = !isNew || merge();
      current.pop();
      at[index] = (at[index] ?? 0) - 1;
      if (!within) return false;
    }
    return true;
  };
  if (!merge()) return [];
  const printed = orders.map((order) => order.map(({ raw }) => raw).join(' '));
  return orders.filter((_, index) => printed.indexOf(printed[index] ?? '') === index);
}
