/** Numbers of two columns that run together ("4251516"): the ways to part them, and what the sums leave of these. */
import type { FormSum } from '../../forms/form.js';

/** Numbers of one row, a column each. */
export type Parted = readonly number[];

/** More ways than this to combine the rows of one sum are not tried. */
const MOST_WAYS = 20_000;

/** The ways to part a run of digits into two numbers, none with a leading zero. The total over the years is no less than the year. */
export function waysToPart(digits: string): Parted[] {
  const ways: Parted[] = [];
  for (let at = 1; at < digits.length; at += 1) {
    const parts = [digits.slice(0, at), digits.slice(at)];
    if (parts.some((part) => part.length > 1 && part.startsWith('0'))) continue;
    ways.push(parts.map(Number));
  }
  // A run that can be parted in one way only is what is printed, whatever it says.
  const ordered = ways.filter(([year = 0, over = 0]) => year <= over);
  return ordered.length > 0 ? ordered : ways.slice(0, ways.length === 1 ? 1 : 0);
}

/**
 * Leaves of the ways of each row those that some combination of its sums allows. `ways` has the rows that the table prints; one
 * that is certain has one way.
 */
export function narrowBySums(ways: Map<string, readonly Parted[]>, sums: readonly FormSum[]): void {
  for (const { left, right } of sums) {
    const keys = [...left, ...right].filter((key) => ways.has(key));
    const isWhole = left.every((key) => ways.has(key)) && keys.length > left.length;
    const count = keys.reduce((product, key) => product * (ways.get(key)?.length ?? 1), 1);
    if (!isWhole || count > MOST_WAYS || count <= 1) continue;
    const fitting = combinations(keys.map((key) => ways.get(key) ?? [])).filter((choice) =>
      [0, 1].every((column) => {
        let difference = 0;
        keys.forEach((key, index) => {
          const value = choice[index]?.[column] ?? 0;
          difference += left.includes(key) ? value : -value;
        });
        return difference === 0;
      }),
    );
    // No combination adds up: the table itself does not, and its sums decide nothing.
    if (fitting.length === 0) continue;
    keys.forEach((key, index) => {
      const left_ = new Set(fitting.map((choice) => choice[index]));
      ways.set(
        key,
        [...left_].filter((way) => way !== undefined),
      );
    });
  }
}

function combinations(lists: readonly (readonly Parted[])[]): Parted[][] {
  return lists.reduce<Parted[][]>(
    (all, list) => all.flatMap((begin) => list.map((next) => [...begin, next])),
    [[]],
  );
}
