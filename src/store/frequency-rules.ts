/** Exact quantiles and histograms from how often each value occurs. The same for every store. */
import { GroupSums, roundFigure } from './figure-rules.js';
import type { Frequencies } from './aggregate-request.js';

/** Distinct values, ascending, with how many reports have each. */
export type ValueCounts = Pick<Frequencies, 'values' | 'counts'>;

/** A rank this near to a whole one is that: `0.07 * 100` is 7 and not 7.000000000000001. */
const RANK_TOLERANCE = 1e-9;

/** Counts values; NaN is no value. Sorts the array that is given. */
export function countValues(values: Float64Array): ValueCounts {
  // NaN sorts last.
  values.sort();
  const distinct = new Float64Array(values.length);
  const counts = new Uint32Array(values.length);
  let size = 0;
  for (const value of values) {
    if (Number.isNaN(value)) break;
    if (size === 0 || value !== distinct[size - 1]) {
      distinct[size] = value + 0;
      size += 1;
    }
    counts[size - 1] = (counts[size - 1] ?? 0) + 1;
  }
  return { values: distinct.slice(0, size), counts: counts.slice(0, size) };
}

/** How many values there are in all. */
export function countOf({ counts }: ValueCounts): number {
  return counts.reduce((total, count) => total + count, 0);
}

/**
 * The quantile at `fraction` (0–1; 0.5 is the median): linear interpolation between the ranks 0 to n − 1. Null where
 * there are no values.
 */
export function quantile(frequencies: ValueCounts, fraction: number): number | null {
  const size = countOf(frequencies);
  if (size === 0) return null;
  const wanted = (size - 1) * fraction;
  const nearest = Math.round(wanted);
  const rank = Math.abs(wanted - nearest) < RANK_TOLERANCE ? nearest : wanted;
  const below = Math.floor(rank);
  const [lower, upper] = valuesAtRanks(frequencies, below);
  return roundFigure(lower + (rank - below) * (upper - lower));
}

/** The value at a rank from 0, and the next; the last stands for what would follow it. */
function valuesAtRanks({ values, counts }: ValueCounts, rank: number): [number, number] {
  let passed = 0;
  for (let index = 0; index < values.length; index += 1) {
    passed += counts[index] ?? 0;
    if (passed <= rank) continue;
    const value = values[index] ?? NaN;
    return [value, passed > rank + 1 ? value : (values[index + 1] ?? value)];
  }
  throw new RangeError(`There is no rank ${rank}.`);
}

/** The figures of a distribution; null where there are no values. */
export interface Summary {
  reportsWithValue: number;
  sum: number | null;
  mean: number | null;
  min: number | null;
  max: number | null;
}

/** Count, sum, mean, least and greatest value. */
export function summarize(frequencies: ValueCounts): Summary {
  const { values, counts } = frequencies;
  const reportsWithValue = countOf(frequencies);
  const [min, max] = [values[0], values.at(-1)];
  if (min === undefined || max === undefined) {
    return { reportsWithValue, sum: null, mean: null, min: null, max: null };
  }
  const sums = new GroupSums(1);
  values.forEach((value, index) => {
    sums.add(0, value * (counts[index] ?? 0));
  });
  const sum = sums.at(0);
  return {
    reportsWithValue,
    sum: roundFigure(sum),
    mean: roundFigure(sum / reportsWithValue),
    min: roundFigure(min),
    max: roundFigure(max),
  };
}

/** How many values lie from an edge up to the next. */
export interface Bucket {
  /** Included. */
  from: number;
  /** Left out, but for the last bucket, which includes it. */
  to: number;
  count: number;
}

export interface Histogram {
  buckets: Bucket[];
  /** How many values lie below the first edge. */
  below: number;
  /** How many lie above the last. */
  above: number;
}

/** A histogram between edges, which ascend strictly; two at least. */
export function histogram({ values, counts }: ValueCounts, edges: readonly number[]): Histogram {
  const buckets = edges.slice(1).map((to, index): Bucket => ({ from: edges[index] ?? NaN, to, count: 0 }));
  const result: Histogram = { buckets, below: 0, above: 0 };
  const last = edges.at(-1) ?? NaN;
  let at = 0;
  values.forEach((value, index) => {
    const count = counts[index] ?? 0;
    if (value < (edges[0] ?? NaN)) result.below += count;
    else if (value > last) result.above += count;
    else {
      // Values ascend, so the bucket only moves on.
      while (at < buckets.length - 1 && value >= (buckets[at]?.to ?? NaN)) at += 1;
      const bucket = buckets[at];
      if (bucket !== undefined) bucket.count += count;
    }
  });
  return result;
}
