/** How the values of one key are spread over the reports that a search finds. */
import { ratioOf } from '../domain/derived.js';
import { roundFigure } from '../store/figure-rules.js';
import { histogram, quantile, summarize } from '../store/frequency-rules.js';
import type { Bucket, Summary } from '../store/frequency-rules.js';
import type { MatchRequest } from '../store/search-request.js';
import { badArgument, checkInteger, checkKey, checkList } from './check-input.js';
import type { ReportReader } from './report-reader.js';

/** How many quantiles one distribution may give. */
export const MAX_QUANTILES = 100;
/** How many buckets a histogram may have. */
export const MAX_BUCKETS = 100;
/** How many buckets a histogram has where nothing is said. */
export const DEFAULT_BUCKETS = 10;

/** A distribution as written; null counts as not given. */
export interface DistributionInput {
  /** Key of a cell or derived value. */
  key: string;
  /** Fractions from 0 to 1. */
  quantiles?: readonly number[] | null;
  /** Edges of the histogram, ascending; not with `buckets`. */
  edges?: readonly number[] | null;
  /** Number of equal buckets from the least to the greatest value. */
  buckets?: number | null;
}

/** A quantile: the value below which `fraction` of the values lie. */
export interface Quantile {
  fraction: number;
  /** Null where there are no values. */
  value: number | null;
}

/** The values of one key: figures rounded to 12 significant digits, quantiles and histogram exact. */
export interface Distribution extends Summary {
  key: string;
  /** How many reports were found, with or without a value. */
  reports: number;
  /** Null for a rate, whose sum says nothing. */
  sum: number | null;
  median: number | null;
  quantiles: Quantile[];
  histogram: Bucket[];
  /** How many values lie below the first edge, and above the last. */
  below: number;
  above: number;
}

const DEFAULT_QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9];

/** A checked distribution. */
export interface DistributionRequest {
  key: string;
  fractions: readonly number[];
  /** How to find the edges of the histogram once the values are known. */
  edgesOf: (values: Float64Array) => readonly number[];
}

/**
 * Checks a distribution.
 *
 * @throws OgiError `BAD_ARGUMENT`, `UNKNOWN_CELL` or `UNKNOWN_DERIVED`, naming the argument.
 */
export function distributionRequest(input: DistributionInput): DistributionRequest {
  return {
    key: checkKey(input.key, 'key'),
    fractions: readQuantiles(input.quantiles ?? DEFAULT_QUANTILES),
    edgesOf: readBuckets(input),
  };
}

/**
 * The distribution of a key over matched reports.
 *
 * @throws OgiError as {@link distributionRequest} does.
 */
export async function readDistribution(
  reader: ReportReader,
  match: MatchRequest,
  input: DistributionInput,
): Promise<Distribution> {
  const { key, fractions, edgesOf } = distributionRequest(input);
  const frequencies = await reader.frequencies(match, key);
  const summary = summarize(frequencies);
  const { buckets, below, above } = histogram(frequencies, edgesOf(frequencies.values));
  return {
    key,
    reports: frequencies.reports,
    ...summary,
    sum: ratioOf(key) === null ? summary.sum : null,
    median: quantile(frequencies, 0.5),
    quantiles: fractions.map((fraction) => ({ fraction, value: quantile(frequencies, fraction) })),
    histogram: buckets,
    below,
    above,
  };
}

function readQuantiles(quantiles: readonly number[]): number[] {
  if (quantiles.length === 0) return [];
  checkList(quantiles, 'quantiles', MAX_QUANTILES).forEach((fraction, index) => {
    if (fraction >= 0 && fraction <= 1) return;
    throw badArgument(
      `quantiles[${index}]`,
      `quantiles[${index}] is ${fraction}.`,
      'Give numbers from 0 to 1, e.g. 0.9.',
    );
  });
  return [...quantiles];
}

/** How to find the edges of the histogram once the values are known; none where there is nothing to count. */
function readBuckets({ edges, buckets }: DistributionInput): (values: Float64Array) => readonly number[] {
  if (!edges) {
    const count = checkInteger(buckets, 'buckets', { from: 1, to: MAX_BUCKETS, fallback: DEFAULT_BUCKETS });
    return (values) => equalEdges(values, count);
  }
  if (buckets !== null && buckets !== undefined)
    throw badArgument('buckets', 'buckets does not go with edges.', 'Give one of the two.');
  const checked = checkList(edges, 'edges', MAX_BUCKETS + 1);
  if (checked.length < 2 || checked.some((edge, index) => index > 0 && !(edge > (checked[index - 1] ?? NaN))))
    throw badArgument(
      'edges',
      'edges do not ascend.',
      'Give at least two numbers, each greater than the last.',
    );
  return () => checked;
}

/** Edges of buckets of one width from the least to the greatest value, which are edges exactly. */
function equalEdges(values: Float64Array, count: number): number[] {
  const [least, greatest] = [values[0], values.at(-1)];
  if (least === undefined || greatest === undefined) return [];
  const width = (greatest - least) / count;
  const inner = Array.from({ length: count - 1 }, (_, index) => roundFigure(least + (index + 1) * width));
  // Rounding may let edges meet where the values lie closer than the digits of a figure.
  const between = [...new Set(inner)].filter((edge) => edge > least && edge < greatest);
  return [least, ...between, greatest];
}
