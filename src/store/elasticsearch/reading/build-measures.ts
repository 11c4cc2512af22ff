/** Measures as aggregations, and back. Pure. */
import type { estypes } from '@elastic/elasticsearch';
import { isDerivedKey } from '../../../domain/derived.js';
import { pooledParts } from '../../aggregate-rules.js';
import type { RawMeasure } from '../../aggregate-rules.js';
import type { ValueCounts } from '../../frequency-rules.js';
import type { Measure } from '../../aggregate-request.js';
import { cellField, derivedField, every, findingQuery } from './build-filter.js';
import { noneOf } from './search-places.js';
import type { Query } from './search-places.js';

type Aggregation = estypes.AggregationsAggregationContainer;

/**
 * The field of the values of a key.
 *
 * @throws OgiError `UNKNOWN_CELL`, `UNKNOWN_DERIVED`
 */
export function valueField(key: string): string {
  return key.startsWith('derived.') ? derivedField(key) : cellField(key);
}

/** Reports whose value of a key may be counted and added: there is one, and its unit is known. */
export function countableQuery(key: string): Query {
  const exists: Query = { exists: { field: valueField(key) } };
  return isDerivedKey(key) ? exists : every([exists, noneOf({ term: { unknownUnits: key } })]);
}

/**
 * The aggregation for a measure, but for the frequencies that quantiles need.
 *
 * @throws OgiError `UNKNOWN_CELL`, `UNKNOWN_DERIVED`, `BAD_ARGUMENT`
 */
export function measureAggregation(measure: Measure): Aggregation {
  switch (measure.type) {
    case 'reportsWithFinding': {
      const { code, outcomes } = measure;
      return { filter: findingQuery({ codes: [code], ...(outcomes !== null && { outcomes }) }) };
    }
    case 'pooledRate': {
      const { numerator, denominator } = pooledParts(measure.key);
      return {
        filter: countableQuery(measure.key),
        aggs: {
          numerator: { sum: { field: valueField(numerator) } },
          denominator: { sum: { field: valueField(denominator) } },
        },
      };
    }
    case 'median':
    case 'percentile':
      return { filter: countableQuery(measure.key) };
    default:
      return {
        filter: countableQuery(measure.key),
        aggs: { stats: { stats: { field: valueField(measure.key) } } },
      };
  }
}

/** What {@link measureAggregation} answers. */
export interface MeasureAnswer {
  doc_count: number;
  stats?: { sum: number; min: number | null; max: number | null };
  numerator?: { value: number };
  denominator?: { value: number };
}

/** What is known of a measure in a group; `frequencies` where it is a quantile. */
export function rawMeasure(
  { doc_count, stats, numerator, denominator }: MeasureAnswer,
  frequencies: ValueCounts | undefined,
): RawMeasure {
  return {
    count: doc_count,
    ...(stats !== undefined && { sum: stats.sum, min: stats.min ?? NaN, max: stats.max ?? NaN }),
    ...(numerator !== undefined && { numerator: numerator.value }),
    ...(denominator !== undefined && { denominator: denominator.value }),
    ...(frequencies !== undefined && { frequencies }),
  };
}
