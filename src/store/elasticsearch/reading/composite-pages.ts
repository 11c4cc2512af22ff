/** All buckets of a composite aggregation, page by page. */
import type { estypes } from '@elastic/elasticsearch';
import type { BoundedReads, ReadTarget } from './bounded-reads.js';
import type { Query } from './search-places.js';

/** Buckets of a page: well below the 65,536 that Elasticsearch lets an answer have. Each page goes through all documents. */
const PAGE_SIZE = 20_000;

/** One bucket with its sub-aggregations. */
export interface CompositeBucket {
  key: Record<string, string | number | null>;
  doc_count: number;
  [aggregation: string]: unknown;
}

interface CompositeAnswer {
  after_key?: estypes.AggregationsCompositeAggregateKey;
  buckets: CompositeBucket[];
}

/** Reads every combination of values of the sources there is, in flat memory. `target` must hold one state. */
export async function* compositeBuckets(
  reads: BoundedReads,
  target: ReadTarget,
  query: Query,
  sources: Record<string, estypes.AggregationsCompositeAggregationSource>,
  aggs: Record<string, estypes.AggregationsAggregationContainer> = {},
): AsyncGenerator<CompositeBucket> {
  let after: estypes.AggregationsCompositeAggregateKey | undefined;
  do {
    const composite: estypes.AggregationsCompositeAggregation = {
      size: PAGE_SIZE,
      sources: Object.entries(sources).map(([name, source]) => ({ [name]: source })),
      ...(after !== undefined && { after }),
    };
    const answer = await reads.search(target, {
      size: 0,
      track_total_hits: false,
      query,
      aggs: { buckets: { composite, aggs } },
    });
    const page = answer.aggregations?.['buckets'] as CompositeAnswer;
    yield* page.buckets;
    after = page.buckets.length < PAGE_SIZE ? undefined : page.after_key;
  } while (after !== undefined);
}
