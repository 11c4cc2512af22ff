/** An aggregate: every group of one state of the index, figured and ordered by the rules that all stores share. */
import type { estypes } from '@elastic/elasticsearch';
import type { OrganKind } from '../../../domain/organ.js';
import { finishAggregate } from '../../aggregate-rules.js';
import type { RawGroup, RawTotals } from '../../aggregate-rules.js';
import { compareCodePoints } from '../../code-point-order.js';
import type { ValueCounts } from '../../frequency-rules.js';
import type { AggregateRequest, AggregateResult, GroupField } from '../../aggregate-request.js';
import type { BoundedReads, ReadTarget } from './bounded-reads.js';
import { every } from './build-filter.js';
import {
  groupFields,
  groupSources,
  LATEST_AGGREGATION,
  latestId,
  scopeAggregations,
  scopeCounts,
} from './build-groups.js';
import type { LatestAnswer, ScopeAnswer } from './build-groups.js';
import { countableQuery, measureAggregation, rawMeasure, valueField } from './build-measures.js';
import type { MeasureAnswer } from './build-measures.js';
import { matchQuery } from './build-query.js';
import { compositeBuckets } from './composite-pages.js';
import type { CompositeBucket } from './composite-pages.js';
import { coveredQuery } from '../projection/nesting-fields.js';
import type { PlacedReport } from '../projection/nesting-fields.js';
import { noneOf } from './search-places.js';
import type { Query } from './search-places.js';

/** How many reports that can cover others are read at once. */
const COVERING_PAGE = 10_000;

/** What is read, and from where. */
interface Reading {
  request: AggregateRequest;
  reads: BoundedReads;
  target: ReadTarget;
}

/** One group as counted: a bucket of a composite aggregation, or all that was found. */
type GroupBucket = CompositeBucket & ScopeAnswer;

/**
 * Aggregates.
 *
 * @throws OgiError `DEADLINE_EXCEEDED`, `STORE_UNAVAILABLE`, `UNKNOWN_CELL`, `UNKNOWN_DERIVED`, `BAD_ARGUMENT`,
 *   `QUERY_TOO_EXPENSIVE`
 */
export async function aggregateReports(
  request: AggregateRequest,
  reads: BoundedReads,
  index: string,
): Promise<AggregateResult> {
  const matched = matchQuery(request);
  const measures = measureAggregations(request);
  return reads.withSnapshot(index, async (target) => {
    const reading: Reading = { request, reads, target };
    const { totals, covering } = await readCovering(reading, matched);
    const covered = coveredQuery(covering);
    const counted =
      request.nested === 'TOP_LEVEL' && covered !== null ? every([matched, noneOf(covered)]) : matched;
    const groups = await readGroups(reading, counted, { ...scopeAggregations(covered), ...measures });
    // Each report that is counted is in one group; those that are left out are covered.
    const leftOut = totals.reports - sum(groups.map(({ reports }) => reports));
    const nested = leftOut + sum(groups.map(({ scopes }) => scopes.nested));
    const result = finishAggregate(request, groups, { ...totals, scopes: { ...totals.scopes, nested } });
    return withLabels(reading, counted, result);
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function measureAggregations({
  measures,
  withLatest,
}: AggregateRequest): Record<string, estypes.AggregationsAggregationContainer> {
  const named = measures.map((measure, index) => [measureName(index), measureAggregation(measure)] as const);
  return { ...Object.fromEntries(named), ...(withLatest && { latest: LATEST_AGGREGATION }) };
}

function measureName(index: number): string {
  return `measure${index}`;
}

/** How many reports match, and those among them which can cover others. */
async function readCovering(
  { reads, target }: Reading,
  matched: Query,
): Promise<{ totals: RawTotals; covering: PlacedReport[] }> {
  const covering: PlacedReport[] = [];
  let totals: RawTotals | null = null;
  let after: estypes.FieldValue[] | undefined;
  do {
    const { hits, aggregations } = await reads.search(target, {
      size: COVERING_PAGE,
      track_total_hits: false,
      _source: false,
      query: matched,
      post_filter: { exists: { field: 'nesting.covers' } },
      sort: ['nesting.covers', 'organ.kind', 'id'],
      ...(after === undefined
        ? { aggs: { all: { filter: { match_all: {} }, aggs: scopeAggregations(null) } } }
        : { search_after: after }),
    });
    if (aggregations !== undefined) {
      const all = aggregations['all'] as GroupBucket;
      totals = { reports: all.doc_count, scopes: scopeCounts(all) };
    }
    for (const { sort = [] } of hits.hits) {
      const [place, organKind, id] = sort as [string, OrganKind, string];
      covering.push({ place, organKind, id });
    }
    after = hits.hits.length < COVERING_PAGE ? undefined : hits.hits.at(-1)?.sort;
  } while (after !== undefined);
  if (totals === null) throw new Error('The answer has no totals.');
  return { totals, covering };
}

/** All reports of a query as one group. */
async function readAll(
  { reads, target }: Reading,
  query: Query,
  aggs: Record<string, estypes.AggregationsAggregationContainer>,
): Promise<GroupBucket> {
  const answer = await reads.search(target, {
    size: 0,
    track_total_hits: false,
    query,
    aggs: { all: { filter: { match_all: {} }, aggs } },
  });
  return { key: {}, ...(answer.aggregations?.['all'] as Omit<GroupBucket, 'key'>) } as GroupBucket;
}

async function readGroups(
  reading: Reading,
  query: Query,
  aggs: Record<string, estypes.AggregationsAggregationContainer>,
): Promise<RawGroup[]> {
  const { request } = reading;
  const { groupBy, measures } = request;
  const [buckets, frequencies] = await Promise.all([
    groupBy.length === 0
      ? readAll(reading, query, aggs).then((all) => [all])
      : readBuckets(reading, query, aggs),
    readFrequencies(reading, query),
  ]);
  return buckets.map((bucket): RawGroup => ({
    // Labels are read when it is known which groups are shown.
    values: valuesOf(bucket, groupBy).map((value) => ({
      value,
      label: value === null ? null : String(value),
    })),
    reports: bucket.doc_count,
    scopes: scopeCounts(bucket),
    latest: request.withLatest ? latestId(bucket['latest'] as LatestAnswer) : null,
    measure: (index) => {
      const measure = measures[index];
      const key = measure === undefined || !isQuantile(measure) ? null : measure.key;
      const counts = key === null ? undefined : frequencies.get(key)?.get(groupName(bucket, groupBy));
      return rawMeasure(bucket[measureName(index)] as MeasureAnswer, counts);
    },
  }));
}

async function readBuckets(
  { request, reads, target }: Reading,
  query: Query,
  aggs: Record<string, estypes.AggregationsAggregationContainer>,
): Promise<GroupBucket[]> {
  const buckets: GroupBucket[] = [];
  const sources = groupSources(request.groupBy);
  for await (const bucket of compositeBuckets(reads, target, query, sources, aggs)) {
    buckets.push(bucket as GroupBucket);
  }
  return buckets;
}

function isQuantile(
  measure: AggregateRequest['measures'][number],
): measure is Extract<AggregateRequest['measures'][number], { type: 'median' | 'percentile' }> {
  return measure.type === 'median' || measure.type === 'percentile';
}

function valuesOf({ key }: GroupBucket, groupBy: readonly GroupField[]): (string | number | null)[] {
  return groupBy.map((_, index) => key[String(index)] ?? null);
}

function groupName(bucket: GroupBucket, groupBy: readonly GroupField[]): string {
  return JSON.stringify(valuesOf(bucket, groupBy));
}

/** For each key of which there are quantiles, how often each value occurs in each group. */
async function readFrequencies(
  { request, reads, target }: Reading,
  query: Query,
): Promise<Map<string, Map<string, ValueCounts>>> {
  const { groupBy } = request;
  const keys = new Set(request.measures.filter(isQuantile).map(({ key }) => key));
  const byKey = new Map<string, Map<string, ValueCounts>>();
  for (const key of keys) {
    const collected = new Map<string, { values: number[]; counts: number[] }>();
    const sources = { ...groupSources(groupBy), value: { terms: { field: valueField(key) } } };
    const countable = every([query, countableQuery(key)]);
    for await (const bucket of compositeBuckets(reads, target, countable, sources)) {
      const name = groupName(bucket as GroupBucket, groupBy);
      let group = collected.get(name);
      if (group === undefined) collected.set(name, (group = { values: [], counts: [] }));
      // They come ordered by group, and in a group by value.
      group.values.push(Number(bucket.key['value']));
      group.counts.push(bucket.doc_count);
    }
    byKey.set(
      key,
      new Map(
        [...collected].map(([name, { values, counts }]) => [
          name,
          { values: Float64Array.from(values), counts: Uint32Array.from(counts) },
        ]),
      ),
    );
  }
  return byKey;
}

/** Gives the values of the groups that are shown their labels: of all spellings that were counted, the least by code point. */
async function withLabels(
  { request, reads, target }: Reading,
  query: Query,
  result: AggregateResult,
): Promise<AggregateResult> {
  for (const [index, field] of request.groupBy.entries()) {
    const { value, label } = groupFields(field);
    const shown = result.groups.map(({ values }) => values[index]).filter((one) => one !== undefined);
    const wanted = [...new Set(shown.map((one) => one.value))].filter((one) => one !== null);
    if (label === null || wanted.length === 0) continue;
    const labels = new Map<string | number, string>();
    const sources = { value: { terms: { field: value } }, label: { terms: { field: label } } };
    const those = every([query, { terms: { [value]: wanted } }]);
    for await (const { key } of compositeBuckets(reads, target, those, sources)) {
      const name = String(key['value']);
      const other = labels.get(name);
      const spelling = String(key['label']);
      if (other === undefined || compareCodePoints(spelling, other) < 0) labels.set(name, spelling);
    }
    for (const one of shown) one.label = one.value === null ? null : (labels.get(one.value) ?? one.label);
  }
  return result;
}
