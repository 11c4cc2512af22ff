/** How often each value of a cell or derived value occurs. */
import type { Frequencies } from '../../aggregate-request.js';
import type { MatchRequest } from '../../search-request.js';
import type { BoundedReads } from './bounded-reads.js';
import { every } from './build-filter.js';
import { countableQuery, valueField } from './build-measures.js';
import { matchQuery } from './build-query.js';
import { compositeBuckets } from './composite-pages.js';

/**
 * Counts the values of a key in the reports that match.
 *
 * @throws OgiError `DEADLINE_EXCEEDED`, `STORE_UNAVAILABLE`, `UNKNOWN_CELL`, `UNKNOWN_DERIVED`, `QUERY_TOO_EXPENSIVE`
 */
export async function countFrequencies(
  request: MatchRequest,
  key: string,
  reads: BoundedReads,
  index: string,
): Promise<Frequencies> {
  const matched = matchQuery(request);
  const countable = every([matched, countableQuery(key)]);
  const sources = { value: { terms: { field: valueField(key) } } };
  return reads.withSnapshot(index, async (target) => {
    const reports = await reads.countAll(target, matched);
    const values: number[] = [];
    const counts: number[] = [];
    for await (const { key: value, doc_count } of compositeBuckets(reads, target, countable, sources)) {
      values.push(Number(value['value']));
      counts.push(doc_count);
    }
    return { values: Float64Array.from(values), counts: Uint32Array.from(counts), reports };
  });
}
