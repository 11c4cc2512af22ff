/** Numbers of the second table that stand below the heading or the header of the third. */
import type { SourceItem } from './source-lines.js';
import { describe, LONGEST_LABEL, LONGEST_LINE } from './table-zones.js';
import type { TableZone } from './table-zones.js';

function numbersIn(item: SourceItem | undefined): number {
  return item?.kind === 'line' && item.squeezed.length <= LONGEST_LINE
    ? describe(item).numbers
    : FEWEST_IN_APPLICATIONS;
}

/** The third table has no more values than these. */
const MOST_IN_REVIEW = 15;
/** The second table has more, if all of it is there: as many as its rows in the shortest edition times its columns. */
const FEWEST_IN_APPLICATIONS = 23 * 7;
/** No edition has more, but for pages' own numbers. */
const MOST_IN_APPLICATIONS = 25 * 7 + 5;

/**
 * The zones with numbers of the second table that stand below the heading or the header of the third: text in column order prints a
 * page's labels, among them these, before its numbers. So many numbers in a run are none of the third table. Null where there are none.
 */
export function withNumbersBelow(
  items: readonly SourceItem[],
  zones: readonly TableZone[],
): TableZone[] | null {
  const from = zones.findLast(({ table }) => table === 'applications')?.indexes.at(-1);
  const inTable = zones
    .flatMap(({ table, indexes }) => (table === 'applications' ? indexes : []))
    .reduce((sum, index) => sum + numbersIn(items[index]), 0);
  if (from === undefined || inTable === 0 || inTable >= FEWEST_IN_APPLICATIONS) return null;
  const review = zones.flatMap(({ table, indexes }) => (table === 'review' ? indexes : []));
  const moved = longRunsBelow(items, from, review.length === 0 ? Infinity : Math.max(...review));
  const added = moved.reduce((sum, index) => sum + numbersIn(items[index]), 0);
  if (added === 0 || inTable + added > MOST_IN_APPLICATIONS) return null;
  const own = new Set(moved);
  const others = zones.map((zone) => ({ ...zone, indexes: zone.indexes.filter((index) => !own.has(index)) }));
  return [
    ...others.filter(({ indexes }) => indexes.length > 0),
    { table: 'applications', indexes: moved, interrupted: false },
  ];
}

/** The lines of runs of numbers below an item that are too long for the third table, up to the end of that. */
function longRunsBelow(items: readonly SourceItem[], from: number, endOfReview: number): number[] {
  const long: number[] = [];
  let run: number[] = [];
  let values = 0;
  for (let index = from + 1; index <= items.length; index += 1) {
    const item = items[index];
    if (item?.kind === 'line' && item.squeezed === '') continue;
    const shape = item?.kind === 'line' && item.squeezed.length <= LONGEST_LINE ? describe(item) : null;
    if (shape !== null && shape.texts.length === 0 && shape.numbers > 0) {
      run.push(index);
      values += shape.numbers;
      continue;
    }
    if (values > MOST_IN_REVIEW) long.push(...run);
    [run, values] = [[], 0];
    // Beyond the third table, or where narrative begins, nothing is of the second.
    if (item?.kind !== 'line' || item.squeezed.length > LONGEST_LABEL || index > endOfReview) break;
  }
  return long;
}
