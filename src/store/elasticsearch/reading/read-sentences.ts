/** Who has which sentence, and which reports have text in common. */
import type { CopiedRequest, CopiedSentence, Kin, KinRequest, SentenceCount } from '../../copied-request.js';
import { COPIED_REPORTS } from '../../copied-request.js';
import { kinTokens } from '../projection/narrated-report.js';
import type { BoundedReads, ReadTarget } from './bounded-reads.js';
import { every, PUBLISHED_FIELD } from './build-filter.js';
import { matchQuery } from './build-query.js';
import type { Query } from './search-places.js';

const PASSAGES = 'sentences.passages';
const ORGAN = 'organ.group';
/** An answer of Elasticsearch has at most 65,536 buckets. */
const MOST_BUCKETS = 65_000;
/** Requests under way at once. */
const AT_ONCE = 6;

/** See `ReportStore.sentenceCounts`. */
export async function countSentences(
  fingerprints: readonly string[],
  reads: BoundedReads,
  target: ReadTarget,
): Promise<SentenceCount[]> {
  return inTurns(fingerprints, (one) => countHolders({ term: { 'sentences.all': one } }, reads, target));
}

/** See `ReportStore.kin`. */
export async function findKin(request: KinRequest, reads: BoundedReads, target: ReadTarget): Promise<Kin[]> {
  const { id, ofOtherOrgans, sentences, limit } = request;
  if (sentences.length === 0 || limit === 0) return [];
  const self: Query = { ids: { values: [id] } };
  const { hits: own } = await reads.search<{ organ: { group: string } }>(target, {
    size: 1,
    query: self,
    _source: [ORGAN],
  });
  const organ = own.hits[0]?._source?.organ.group;
  const left: Query[] = ofOtherOrgans && organ !== undefined ? [{ term: { [ORGAN]: organ } }] : [];
  const { hits } = await reads.search(target, {
    size: limit,
    track_total_hits: false,
    _source: false,
    query: {
      bool: {
        must_not: [self, ...left],
        minimum_should_match: 1,
        should: sentences.map((sentence) => ({
          constant_score: {
            filter: { terms: { 'sentences.kin': kinTokens(sentence) } },
            boost: sentence.size,
          },
        })),
      },
    },
    sort: [{ _score: { order: 'desc' } }, { id: { order: 'asc' } }],
  });
  return hits.hits.map(({ _id: found, sort }) => ({ id: found ?? '', most: Number(sort?.[0]) }));
}

interface Buckets {
  buckets: { key: string; doc_count: number }[];
  doc_count_error_upper_bound: number;
}

/** See `ReportStore.copiedSentences`. */
export async function findCopied(
  request: CopiedRequest,
  reads: BoundedReads,
  target: ReadTarget,
): Promise<CopiedSentence[]> {
  const { minOrgans, limit } = request;
  const matched = matchQuery(request);
  const counted = new Map<string, SentenceCount>();
  // No sentence has more organs than reports: so those with most reports are looked at until the rest cannot be among them.
  for (let size = 2 * limit; ; size *= 2) {
    const { aggregations } = await reads.search(target, {
      size: 0,
      track_total_hits: false,
      query: matched,
      aggs: {
        passages: {
          terms: {
            field: PASSAGES,
            size,
            shard_size: 4 * size,
            min_doc_count: minOrgans,
            order: [{ _count: 'desc' }, { _key: 'asc' }],
          },
        },
      },
    });
    const { buckets, doc_count_error_upper_bound: error } = aggregations?.['passages'] as Buckets;
    const isWhole = buckets.length < size;
    if (error > 0 && !isWhole) continue;
    const missing = buckets.filter(({ key }) => !counted.has(key));
    const counts = await inTurns(missing, ({ key }) =>
      countHolders(every([matched, { term: { [PASSAGES]: key } }]), reads, target),
    );
    missing.forEach(({ key }, index) => {
      const count = counts[index];
      if (count !== undefined) counted.set(key, count);
    });
    const chosen = mostCopied(counted, request);
    const least = chosen.length < limit ? minOrgans : (chosen.at(-1)?.[1].organs ?? 0);
    if (!isWhole && (buckets.at(-1)?.doc_count ?? 0) >= least) continue;
    return inTurns(chosen, async ([fingerprint, count]) => ({
      fingerprint,
      ...count,
      ids: await earliest(every([matched, { term: { [PASSAGES]: fingerprint } }]), reads, target),
    }));
  }
}

function mostCopied(
  counted: ReadonlyMap<string, SentenceCount>,
  { minOrgans, limit }: CopiedRequest,
): [string, SentenceCount][] {
  return [...counted]
    .filter(([, { organs }]) => organs >= minOrgans)
    .sort(
      ([a, one], [b, other]) => other.organs - one.organs || other.reports - one.reports || (a < b ? -1 : 1),
    )
    .slice(0, limit);
}

async function earliest(query: Query, reads: BoundedReads, target: ReadTarget): Promise<string[]> {
  const { hits } = await reads.search(target, {
    size: COPIED_REPORTS,
    track_total_hits: false,
    _source: false,
    query,
    sort: [
      { year: { order: 'asc' } },
      { [PUBLISHED_FIELD]: { order: 'asc', missing: '_last' } },
      { id: { order: 'asc' } },
    ],
  });
  return hits.hits.map(({ _id: id }) => id ?? '');
}

/** How many reports and organs match: organs are counted as buckets that never leave Elasticsearch. */
async function countHolders(query: Query, reads: BoundedReads, target: ReadTarget): Promise<SentenceCount> {
  for (let parts = 1; ; parts *= 2) {
    let organs = 0;
    let reports = 0;
    let isWhole = true;
    for (let part = 0; part < parts && isWhole; part += 1) {
      const { aggregations, hits } = await reads.search(target, {
        size: 0,
        track_total_hits: true,
        query,
        filter_path: [
          'timed_out',
          '_shards',
          'hits.total',
          'aggregations.count',
          'aggregations.organs.sum_other_doc_count',
        ],
        aggs: {
          organs: {
            terms: {
              field: ORGAN,
              size: MOST_BUCKETS,
              ...(parts > 1 && { include: { partition: part, num_partitions: parts } }),
            },
          },
          count: { stats_bucket: { buckets_path: 'organs._count' } },
        },
      });
      const { count } = aggregations?.['count'] as { count: number };
      const { sum_other_doc_count: others } = aggregations?.['organs'] as { sum_other_doc_count: number };
      isWhole = others === 0;
      organs += count;
      reports = typeof hits.total === 'number' ? hits.total : (hits.total?.value ?? 0);
    }
    if (isWhole) return { reports, organs };
  }
}

/** Some at a time, answers in their order. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const answers = new Array<R>(items.length);
  let next = 0;
  const run = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) answers[at] = await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, run));
  return answers;
}
