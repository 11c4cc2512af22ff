/**
 * The law that the stores are one: for the same request over the same reports both give the same ids, totals, facets,
 * aggregates, frequencies, scans, highlights and orders, but for the order under relevance.
 */
import fc from 'fast-check';
import { FACET_FIELDS, SEARCH_FIELDS } from '../../src/domain/query.js';
import type { FacetRequest, Sort, TextFilter } from '../../src/domain/query.js';
import { SECTION_KINDS } from '../../src/domain/report.js';
import { OgiError } from '../../src/errors.js';
import { generateCorpus } from '../../src/sample/index.js';
import { readReport } from '../../src/services/parse-file.js';
import { allSentences, distinctSentences, isPassage, sentenceKey } from '../../src/store/report-sentences.js';
import { GROUP_FIELDS } from '../../src/store/aggregate-request.js';
import { MAX_PAGE_SIZE } from '../../src/store/search-request.js';
import type { AggregateRequest, Measure } from '../../src/store/aggregate-request.js';
import type { ReportStore } from '../../src/store/port.js';
import type { ScanRequest } from '../../src/store/scan-request.js';
import type { MatchRequest, SearchRequest, SearchResult } from '../../src/store/search-request.js';
import type { ReportWrite } from '../../src/store/writes.js';
import {
  TEST_CELLS,
  TEST_DERIVED,
  arbitraryFacts,
  arbitraryFilter,
  arbitraryNamePart,
  arbitraryQuery,
} from '../support/arbitrary-report.js';
import { buildReport, buildSearch, buildWrite } from '../support/build-report.js';

/** How much to try. */
export interface EquivalenceOptions {
  requests: number;
  seed: number;
  /** Reports of random values, beside the made-up corpus. */
  reports: number;
  /** Reports of the made-up corpus. */
  corpus: number;
}

/** What was tried. */
export interface EquivalenceFigures {
  searches: number;
  pages: number;
  /** Searches by relevance, whose hits were compared whatever their order. */
  relevance: number;
  aggregates: number;
  frequencies: number;
  scans: number;
  /** Questions of copied sentences, and of reports with text in common. */
  copied: number;
  kin: number;
  /** Requests that matched at least one report. */
  found: number;
  reports: number;
}

/** A request that the stores answered differently. */
export class StoresDiffer extends Error {}

const KEYS = [
  ...TEST_CELLS,
  ...TEST_DERIVED,
  'derived.grantedRate.ofConcluded',
  'derived.originality.own',
  'derived.originality.repeatedCharacters',
  'disclosure.procurement.amount',
];
const BATCH = 100;

/** The reports that both stores hold. */
export async function mixedCorpus({ reports, corpus, seed }: EquivalenceOptions): Promise<ReportWrite[]> {
  const random = fc
    .sample(arbitraryFacts, { seed, numRuns: reports })
    .map((facts, index) => buildWrite(buildReport(facts), { bytes: `random ${index}` }));
  const writes: ReportWrite[] = [];
  for (const { text } of generateCorpus({ count: corpus, seed })) {
    const bytes = Buffer.from(text);
    const { report } = await readReport(bytes);
    writes.push(buildWrite(report, { bytes: text }));
  }
  return [...random, ...writes];
}

/** Writes the same reports to both, in the same batches. */
export async function fill(stores: readonly ReportStore[], writes: readonly ReportWrite[]): Promise<void> {
  for (let from = 0; from < writes.length; from += BATCH) {
    const batch = writes.slice(from, from + BATCH);
    for (const store of stores) await store.write(batch);
  }
}

const match: fc.Arbitrary<MatchRequest> = fc.record({
  text: fc.option(arbitraryQuery),
  exactRuns: fc.constant([]),
  searchIn: fc.subarray([...SEARCH_FIELDS], { minLength: 1 }),
  sectionKinds: fc.option(fc.subarray([...SECTION_KINDS], { minLength: 1 }), { freq: 3 }),
  sameSection: fc.boolean(),
  filter: fc.option(arbitraryFilter),
  textFilter: fc.constantFrom<TextFilter>('DEFAULT', 'DEFAULT', 'OWN_WORDS'),
});

const direction = fc.constantFrom('ASC' as const, 'DESC' as const);
const key = fc.constantFrom(...KEYS);
const keyed = (one: string): Pick<Sort, 'by' | 'key'> => ({
  by: one.startsWith('derived.') ? 'DERIVED' : 'CELL',
  key: one,
});
/** None is an order too, but under relevance, where the order may differ. */
const sorts: fc.Arbitrary<Sort[]> = fc.array(
  fc
    .tuple(
      fc.oneof(fc.constantFrom({ by: 'YEAR' as const }, { by: 'ORGAN' as const }), key.map(keyed)),
      direction,
    )
    .map(([by, towards]): Sort => ({ ...by, direction: towards })),
  { maxLength: 3 },
);

function withoutRelevance({ text }: MatchRequest, sort: Sort[]): Sort[] {
  return text !== null && sort.length === 0 ? [{ by: 'YEAR', direction: 'ASC' }] : sort;
}

const facets: fc.Arbitrary<FacetRequest[]> = fc
  .subarray([...FACET_FIELDS], { maxLength: 4 })
  .chain((fields) =>
    fc.tuple(
      ...fields.map((field) =>
        fc
          .tuple(fc.constantFrom(1, 3, 1000), fc.option(arbitraryNamePart, { nil: undefined }))
          .map(([limit, prefix]): FacetRequest => ({
            field,
            limit,
            ...(prefix !== undefined && { prefix }),
          })),
      ),
    ),
  );

const search: fc.Arbitrary<SearchRequest> = fc
  .tuple(
    match,
    sorts,
    facets,
    fc.constantFrom(1, 3, 20, 100),
    fc.constantFrom(0, 2),
    fc.boolean(),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([matched, sort, asked, limit, highlights, fromEnd, countTotal, reports]) => ({
    ...matched,
    sort: withoutRelevance(matched, sort),
    facets: asked,
    limit,
    highlights,
    after: null,
    before: null,
    fromEnd,
    countTotal,
    reports,
  }));

const measure: fc.Arbitrary<Measure> = fc.oneof(
  fc
    .tuple(fc.constantFrom('sum', 'mean', 'min', 'max', 'median'), key)
    .map(([type, of]): Measure => ({ type: type as 'sum', key: of })),
  fc
    .tuple(key, fc.constantFrom(0, 10, 33.3, 90, 100))
    .map(([of, percentile]): Measure => ({ type: 'percentile', key: of, percentile })),
  fc.constant<Measure>({ type: 'pooledRate', key: 'derived.grantedRate.ofConcluded' }),
  fc.constantFrom<Measure>(
    { type: 'reportsWithFinding', code: 'row-total', outcomes: null },
    { type: 'reportsWithFinding', code: 'row-total', outcomes: ['FAILS'] },
  ),
);

const aggregate: fc.Arbitrary<AggregateRequest> = fc
  .tuple(
    match,
    fc.subarray([...GROUP_FIELDS], { maxLength: 3 }),
    fc.array(measure, { maxLength: 3 }),
    direction,
  )
  .chain(([matched, groupBy, measures, towards]) =>
    fc.record({
      groupBy: fc.constant(groupBy),
      measures: fc.constant(measures),
      order: fc.constantFrom<AggregateRequest['order']>(
        [],
        [{ by: 'reports', direction: towards }],
        ...groupBy.map((field): AggregateRequest['order'] => [{ by: 'field', field, direction: towards }]),
        ...measures.map((_one, index): AggregateRequest['order'] => [
          { by: 'measure', index, direction: towards },
        ]),
      ),
      having: fc.constantFrom<AggregateRequest['having']>(
        [],
        [{ by: 'reports', gte: 2 }],
        ...measures.map((_one, index): AggregateRequest['having'] => [{ by: 'measure', index, gt: 0 }]),
      ),
      limit: fc.constantFrom(1, 5, 1000),
      offset: fc.constantFrom(0, 0, 2),
      nested: fc.constantFrom('KEEP' as const, 'TOP_LEVEL' as const),
      withLatest: fc.boolean(),
      ...Object.fromEntries(Object.entries(matched).map(([name, value]) => [name, fc.constant(value)])),
    }),
  ) as fc.Arbitrary<AggregateRequest>;

/**
 * Asks both stores the same random requests.
 *
 * @throws StoresDiffer with the request and both answers.
 */
export async function compareStores(
  one: ReportStore,
  other: ReportStore,
  { requests, seed }: EquivalenceOptions,
): Promise<EquivalenceFigures> {
  const figures: EquivalenceFigures = {
    searches: 0,
    pages: 0,
    relevance: 0,
    aggregates: 0,
    frequencies: 0,
    scans: 0,
    copied: 0,
    kin: 0,
    found: 0,
    reports: (await one.status()).reports,
  };
  await compare('organs', null, (store) => store.organHistory(), one, other);
  const of = (share: number): number => Math.ceil(requests * share);
  for (const request of fc.sample(search, { seed, numRuns: of(0.6) })) {
    figures.searches += 1;
    figures.pages += await comparePages(one, other, request);
    figures.found += Number((await one.search({ ...request, limit: 1 })).hits.length > 0);
  }
  for (const request of fc.sample(search, { seed: seed + 1, numRuns: of(0.05) })) {
    figures.relevance += await compareRelevance(one, other, request);
  }
  for (const request of fc.sample(aggregate, { seed, numRuns: of(0.25) })) {
    figures.aggregates += 1;
    await compare('aggregate', request, (store) => store.aggregate(request), one, other);
  }
  for (const [request, of_] of fc.sample(fc.tuple(match, key), { seed, numRuns: of(0.05) })) {
    figures.frequencies += 1;
    await compare(`frequencies of ${of_}`, request, (store) => store.frequencies(request, of_), one, other);
  }
  for (const [request, sort] of fc.sample(fc.tuple(match, sorts), { seed, numRuns: of(0.05) })) {
    figures.scans += 1;
    const scan: ScanRequest = {
      ...request,
      sort: withoutRelevance(request, sort),
      after: null,
      keys: KEYS,
      findings: true,
      sections: true,
    };
    await compare('scan', scan, (store) => readScan(store, scan), one, other);
  }
  for (const [request, minOrgans] of fc.sample(fc.tuple(match, fc.constantFrom(2, 3)), {
    seed,
    numRuns: of(0.03),
  })) {
    figures.copied += 1;
    const asked = { ...request, text: null, minOrgans, limit: 20 };
    await compare('copied sentences', asked, (store) => store.copiedSentences(asked), one, other);
  }
  figures.kin += await compareKin(one, other, of(0.05));
  return figures;
}

/** What reports have in common with the others, and how many have each of their sentences. */
async function compareKin(one: ReportStore, other: ReportStore, reports: number): Promise<number> {
  const { hits } = await one.search(buildSearch({ limit: Math.min(reports, MAX_PAGE_SIZE) }));
  for (const stored of await one.getMany(hits.map(({ id }) => id))) {
    if (stored === null) throw new Error('A report is gone.');
    const sentences = distinctSentences(allSentences(stored.report)).map(sentenceKey);
    const fingerprints = sentences.slice(0, 10).map(({ fingerprint }) => fingerprint);
    await compare('sentences', stored.id, (store) => store.sentenceCounts(fingerprints), one, other);
    const request = {
      id: stored.id,
      ofOtherOrgans: stored.id < 'm',
      sentences: sentences.filter(isPassage),
      limit: 20,
    };
    await compare('kin', request, (store) => store.kin(request), one, other);
  }
  return hits.length;
}

/** Walks three pages at most; each store gets its own cursors. Returns how many pages were compared. */
async function comparePages(one: ReportStore, other: ReportStore, request: SearchRequest): Promise<number> {
  let [first, second] = [request, request];
  for (let page = 1; ; page += 1) {
    const [answer, answerOfOther] = await Promise.all([
      withoutCursors(one, first, request),
      withoutCursors(other, second, request),
    ]);
    requireSame('search', request, answer.shown, answerOfOther.shown);
    if (answer.next === null || answerOfOther.next === null || page === 3) return page;
    first = { ...request, ...answer.next };
    second = { ...request, ...answerOfOther.next };
  }
}

/** By relevance, as a set; 0 where there are more hits than a page has. */
async function compareRelevance(one: ReportStore, other: ReportStore, asked: SearchRequest): Promise<number> {
  const request: SearchRequest = { ...asked, sort: [], limit: MAX_PAGE_SIZE, countTotal: true };
  const unordered = async (store: ReportStore): Promise<SearchResult> => {
    const { hits, ...rest } = await store.search(request);
    const shown = hits.map((hit) => ({ ...hit, cursor: '' })).sort((a, b) => (a.id < b.id ? -1 : 1));
    return { ...rest, hits: shown };
  };
  const [answer, answerOfOther] = await Promise.all([unordered(one), unordered(other)]);
  if (answer.hasNextPage || answer.hasPreviousPage) return 0;
  requireSame('search by relevance', request, answer, answerOfOther);
  return 1;
}

async function withoutCursors(
  store: ReportStore,
  request: SearchRequest,
  { fromEnd }: SearchRequest,
): Promise<{ shown: unknown; next: Partial<SearchRequest> | null }> {
  const { hits, ...rest } = await store.search(request);
  const shown = { ...rest, hits: hits.map((hit) => ({ ...hit, cursor: '' })) };
  const edge = fromEnd ? hits.at(0) : hits.at(-1);
  const more = fromEnd ? rest.hasPreviousPage : rest.hasNextPage;
  if (edge === undefined || !more) return { shown, next: null };
  return { shown, next: fromEnd ? { before: edge.cursor } : { after: edge.cursor } };
}

async function readScan(store: ReportStore, request: ScanRequest): Promise<unknown> {
  const scan = await store.scan(request);
  try {
    const rows: unknown[] = [];
    for (;;) {
      const next = await scan.next(37);
      if (next.length === 0) return { total: scan.total, rows };
      for (const { values, ...row } of next) rows.push({ ...row, cursor: '', values: [...values] });
    }
  } finally {
    await scan.close();
  }
}

async function compare(
  what: string,
  request: unknown,
  ask: (store: ReportStore) => Promise<unknown>,
  one: ReportStore,
  other: ReportStore,
): Promise<void> {
  const [answer, answerOfOther] = await Promise.all([outcome(ask(one)), outcome(ask(other))]);
  requireSame(what, request, answer, answerOfOther);
}

/** A refusal is an answer too. */
function outcome(answer: Promise<unknown>): Promise<unknown> {
  return answer.catch((error: unknown) => {
    if (error instanceof OgiError) return { refused: error.code };
    throw error;
  });
}

function requireSame(what: string, request: unknown, one: unknown, other: unknown): void {
  const [shown, shownOfOther] = [print(one), print(other)];
  if (shown === shownOfOther) return;
  throw new StoresDiffer(
    `${what} ${print(request)}\none:   ${shown.slice(0, 4000)}\nother: ${shownOfOther.slice(0, 4000)}`,
  );
}

/** JSON with sorted members; NaN, typed arrays and the last digits of a sum in another order of its parts told apart or not. */
function print(value: unknown): string {
  return JSON.stringify(value, (_name, one: unknown) => {
    if (typeof one === 'number') return Number.isNaN(one) ? 'NaN' : Number(one.toPrecision(11));
    if (ArrayBuffer.isView(one)) return [...(one as Float64Array)];
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one;
    return Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
