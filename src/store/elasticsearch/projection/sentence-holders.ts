/** Who has which sentence, as an index of projections knows it. */
import type { Client, estypes } from '@elastic/elasticsearch';
import { withRetries } from '../connection/retry.js';
import { getDocuments } from '../kept/get-documents.js';

/** An index to ask, with the reports that are left out: those about to be written or deleted. */
export interface HolderContext {
  client: Client;
  index: string;
  without: readonly string[];
  retryMs: number;
}

/** The organ that alone has a sentence, or that several have it. */
export type Holder = { sole: string } | 'SEVERAL';

/** Fingerprints asked for at once: each may come with two organs, and an answer has at most 65,536 buckets. */
const AT_ONCE = 10_000;
/** A look at so many reports on each shard tells most sentences of templates apart, whatever the size of the index. */
const FIRST_LOOK = 1000;
const PAGE = 500;

interface HolderBuckets {
  buckets: { key: string; organs: { buckets: { key: string }[] } }[];
}

/** A report that has a sentence. */
export interface HoldingReport {
  id: string;
  /** SHA-256 of the revision that its projection is of. */
  sha256: string;
  organ: string;
  unshared: string[];
}

/** Who has each of some sentences; those that nobody has are left out. */
export async function readHolders(
  fingerprints: Iterable<string>,
  context: HolderContext,
): Promise<Map<string, Holder>> {
  const wanted = [...new Set(fingerprints)];
  const holders = new Map<string, Holder>();
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const part = wanted.slice(from, from + AT_ONCE);
    // What a few reports of several organs have is shared, whoever else has it.
    for (const [one, holder] of await askHolders(part, context, FIRST_LOOK)) {
      if (holder === 'SEVERAL') holders.set(one, holder);
    }
    const rest = part.filter((one) => !holders.has(one));
    if (rest.length === 0) continue;
    for (const [one, holder] of await askHolders(rest, context, null)) holders.set(one, holder);
  }
  return holders;
}

async function askHolders(
  fingerprints: readonly string[],
  context: HolderContext,
  atMost: number | null,
): Promise<Map<string, Holder>> {
  const { aggregations } = await search(context, {
    size: 0,
    track_total_hits: false,
    ...(atMost !== null && { terminate_after: atMost }),
    query: query('sentences.all', fingerprints, context),
    aggs: {
      holders: {
        terms: { field: 'sentences.all', include: [...fingerprints], size: fingerprints.length },
        aggs: { organs: { terms: { field: 'organ.group', size: 2 } } },
      },
    },
  });
  const { buckets } = aggregations?.['holders'] as HolderBuckets;
  return new Map(
    buckets.flatMap(({ key, organs }): [string, Holder][] => {
      const [first, second] = organs.buckets;
      if (first === undefined) return [];
      return [[key, second === undefined ? { sole: first.key } : 'SEVERAL']];
    }),
  );
}

/** The reports that have one of some sentences, found by a field. */
export async function readReportsWith(
  field: 'all' | 'unshared',
  fingerprints: readonly string[],
  context: HolderContext,
): Promise<HoldingReport[]> {
  const found: HoldingReport[] = [];
  for (let from = 0; from < fingerprints.length; from += AT_ONCE) {
    const part = fingerprints.slice(from, from + AT_ONCE);
    let after: estypes.SortResults | undefined;
    for (;;) {
      const { hits } = await search(context, {
        size: PAGE,
        sort: [{ id: 'asc' }],
        track_total_hits: false,
        _source: ['sha256', 'organ.group', 'sentences.unshared'],
        query: query(`sentences.${field}`, part, context),
        ...(after !== undefined && { search_after: after }),
      });
      for (const { _id: id, _source: source } of hits.hits) {
        if (id === undefined || source === undefined) continue;
        const { sha256, organ, sentences } = source as {
          sha256: string;
          organ: { group: string };
          sentences: { unshared: string[] };
        };
        found.push({ id, sha256, organ: organ.group, unshared: sentences.unshared });
      }
      if (hits.hits.length < PAGE) break;
      after = hits.hits.at(-1)?.sort;
    }
  }
  return found;
}

/** The sentences of reports as their projections hold them; those that are not there have none. */
export async function readProjectedSentences(
  ids: readonly string[],
  { client, index, retryMs }: Omit<HolderContext, 'without'>,
): Promise<Set<string>> {
  const sentences = new Set<string>();
  if (ids.length === 0) return sentences;
  const found = await withRetries(
    () =>
      getDocuments<{ sentences: { all: string[] } }>(client, index, ids, { maxRetries: 0 }, [
        'sentences.all',
      ]),
    retryMs,
  );
  for (const { sentences: own } of found.values()) for (const one of own.all) sentences.add(one);
  return sentences;
}

function query(field: string, fingerprints: readonly string[], { without }: HolderContext): object {
  return {
    bool: {
      filter: [{ terms: { [field]: [...fingerprints] } }],
      must_not: without.length === 0 ? [] : [{ ids: { values: [...without] } }],
    },
  };
}

function search(
  { client, index, retryMs }: HolderContext,
  body: object,
): Promise<estypes.SearchResponse<unknown, Record<string, unknown>>> {
  return withRetries(
    () =>
      client.search<unknown, Record<string, unknown>>(
        { index, allow_partial_search_results: false, ...body },
        { maxRetries: 0 },
      ),
    retryMs,
  );
}
