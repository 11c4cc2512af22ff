/** A search: one request for hits, total and facets, and beside it one for each cursor. */
import type { estypes } from '@elastic/elasticsearch';
import type { Facet, FacetBucket, FacetField } from '../../../domain/query.js';
import { positivePhrases } from '../../../text/query-phrases.js';
import { decodeCursor, searchKey } from '../../cursor.js';
import type { CursorArgument, CursorPosition } from '../../cursor.js';
import { finishFacet } from '../../facet-rules.js';
import type { SearchRequest, SearchResult } from '../../search-request.js';
import { topConditions } from '../../search-rules.js';
import { totalHits } from './bounded-reads.js';
import type { BoundedReads, ReadTarget } from './bounded-reads.js';
import {
  facetAggregation,
  facetBucket,
  facetConditions,
  facetPart,
  obeyedConditions,
} from './build-facets.js';
import type { FacetAnswer, FacetConditions } from './build-facets.js';
import { every, filterQuery } from './build-filter.js';
import { rankedQuery, textQuery } from './build-query.js';
import { HitOrder } from './build-sort.js';
import { hitSource, mapHit } from './map-hit.js';
import type { HitSource } from './map-hit.js';
import type { Query } from './search-places.js';

/** A request with what is worked out of it once. */
interface Prepared {
  request: SearchRequest;
  order: HitOrder;
  key: string;
  after: CursorPosition | null;
  before: CursorPosition | null;
  phrases: string[];
  conditions: FacetConditions;
}

/**
 * Searches.
 *
 * @throws OgiError `DEADLINE_EXCEEDED`, `STORE_UNAVAILABLE`, `BAD_CURSOR`, `UNKNOWN_CELL`, `UNKNOWN_DERIVED`,
 *   `QUERY_TOO_EXPENSIVE`
 */
export async function searchReports(
  request: SearchRequest,
  reads: BoundedReads,
  index: string,
): Promise<SearchResult> {
  const prepared = prepare(request);
  const result = await searchWithin(prepared, reads, { index });
  // A facet of very many values takes several reads, which must all see one state.
  return (
    result ??
    (await reads.withSnapshot(index, async (target) => {
      const complete = await searchWithin(prepared, reads, target);
      if (complete === null) throw new Error('A held state of the index gave no complete answer.');
      return complete;
    }))
  );
}

function prepare(request: SearchRequest): Prepared {
  const key = searchKey(request);
  return {
    request,
    key,
    order: new HitOrder(request),
    after: decodeCursor(key, request.after, 'after'),
    before: decodeCursor(key, request.before, 'before'),
    phrases: positivePhrases(request.text),
    conditions: facetConditions(topConditions(request.filter), request.facets),
  };
}

/** Null where a facet is too large for one read and `target` is no held state. */
async function searchWithin(
  prepared: Prepared,
  reads: BoundedReads,
  target: ReadTarget,
): Promise<SearchResult | null> {
  const { request, order, after, before } = prepared;
  const { limit, fromEnd } = request;
  const [answer, hasEarlier, hasLater] = await Promise.all([
    reads.search<HitSource>(target, pageRequest(prepared)),
    after === null ? false : hasHits(prepared, reads, target, after, 'after'),
    before === null ? false : hasHits(prepared, reads, target, before, 'before'),
  ]);
  const facets = await Promise.all(
    request.facets.map((facet, index) => {
      const counted = answer.aggregations?.[String(index)] as FacetAnswer;
      return readFacet(prepared, facet, counted, reads, target);
    }),
  );
  if (facets.includes(null)) return null;
  const within = answer.hits.hits.filter((hit) => {
    const position = order.position(hit.sort ?? []);
    if (fromEnd) return after === null || order.isBefore(after, position);
    return before === null || order.isBefore(position, before);
  });
  const hasMore = within.length > limit;
  const page = within.slice(0, limit);
  if (fromEnd) page.reverse();
  return {
    hits: page.map((hit) => mapHit(hit, request, prepared)),
    total: totalHits(answer.hits.total),
    hasNextPage: hasLater || (hasMore && !fromEnd),
    hasPreviousPage: hasEarlier || (hasMore && fromEnd),
    facets: facets as Facet[],
  };
}

/** The request for a page: one hit more than asked for shows whether there are others. */
function pageRequest(prepared: Prepared): estypes.SearchRequest {
  const { request, order, after, before, conditions, phrases } = prepared;
  const { fromEnd } = request;
  const argument = fromEnd ? 'before' : 'after';
  const from = fromEnd ? before : after;
  const source = hitSource(request, phrases);
  return {
    search_type: order.searchType,
    size: request.limit + 1,
    track_total_hits: request.countTotal,
    ...(source === null ? { _source: false, stored_fields: '_none_' } : { _source: source }),
    query: commonQuery(prepared),
    ...(conditions.leftOut.length > 0 && { post_filter: every(conditions.leftOut.map(filterQuery)) }),
    sort: order.sort(fromEnd),
    ...(from !== null && {
      search_after: order.searchAfter(from, { argument, reversed: fromEnd, inclusive: false }),
    }),
    aggs: Object.fromEntries(
      request.facets.map(({ field }, index) => [String(index), facetAggregation(field, conditions.leftOut)]),
    ),
  };
}

/** What holds for the hits and for all facets. */
function commonQuery({ request, order, conditions }: Prepared): Query {
  const { text } = request;
  if (text !== null && order.ranked) return rankedQuery({ ...request, text }, conditions.common);
  return every([...(text === null ? [] : [textQuery(text, request)]), ...conditions.common.map(filterQuery)]);
}

/** Whether there are hits before the page, the one at its `after` included; or likewise behind it. */
async function hasHits(
  prepared: Prepared,
  reads: BoundedReads,
  target: ReadTarget,
  from: CursorPosition,
  argument: CursorArgument,
): Promise<boolean> {
  const { order, conditions } = prepared;
  const reversed = argument === 'after';
  const { hits } = await reads.search(target, {
    search_type: order.searchType,
    size: 1,
    track_total_hits: false,
    _source: false,
    stored_fields: '_none_',
    query: commonQuery(prepared),
    ...(conditions.leftOut.length > 0 && { post_filter: every(conditions.leftOut.map(filterQuery)) }),
    sort: order.sort(reversed),
    search_after: order.searchAfter(from, { argument, reversed, inclusive: true }),
  });
  return hits.hits.length > 0;
}

async function readFacet(
  prepared: Prepared,
  facet: SearchRequest['facets'][number],
  { values, missing }: FacetAnswer,
  reads: BoundedReads,
  target: ReadTarget,
): Promise<Facet | null> {
  const { field } = facet;
  if (values.sum_other_doc_count === 0) {
    const counted = values.buckets.map(({ key, doc_count }) => facetBucket(field, key, doc_count));
    return finishFacet(facet, counted, missing.doc_count);
  }
  if (!('pit' in target)) return null;
  const query = every([
    commonQuery(prepared),
    ...obeyedConditions(field, prepared.conditions.leftOut).map(filterQuery),
  ]);
  for (let parts = 2; ; parts *= 2) {
    const counted = await readParts(field, parts, query, reads, target);
    if (counted !== null) return finishFacet(facet, counted, missing.doc_count);
  }
}

/** All values of a facet, part by part; null where a part is too large for one read. */
async function readParts(
  field: FacetField,
  parts: number,
  query: Query,
  reads: BoundedReads,
  target: ReadTarget,
): Promise<FacetBucket[] | null> {
  const counted: FacetBucket[] = [];
  for (let part = 0; part < parts; part += 1) {
    const { aggregations } = await reads.search(target, {
      size: 0,
      track_total_hits: false,
      query,
      aggs: { values: facetPart(field, part, parts) },
    });
    const values = aggregations?.['values'] as FacetAnswer['values'];
    if (values.sum_other_doc_count > 0) return null;
    for (const { key, doc_count } of values.buckets) counted.push(facetBucket(field, key, doc_count));
  }
  return counted;
}
