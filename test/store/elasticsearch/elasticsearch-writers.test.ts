import { Client } from '@elastic/elasticsearch';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { carryOut } from '../../../src/store/elasticsearch/carry-out.js';
import { CommitLog } from '../../../src/store/elasticsearch/commit-log.js';
import { ContentStore } from '../../../src/store/elasticsearch/content-store.js';
import { BatchDecision } from '../../../src/store/elasticsearch/decide-changes.js';
import { indexNames } from '../../../src/store/elasticsearch/document.js';
import { openElasticsearchStore } from '../../../src/store/elasticsearch/elasticsearch-store.js';
import { HeadStore } from '../../../src/store/elasticsearch/head-store.js';
import type { HeadState } from '../../../src/store/elasticsearch/head-store.js';
import { RegistryView } from '../../../src/store/elasticsearch/registry-view.js';
import { writeLimits } from '../../../src/store/elasticsearch/retry.js';
import type { ReportStore, ReportWrite } from '../../../src/store/port.js';
import { arbitraryFacts } from '../../support/arbitrary-report.js';
import { buildReport, buildSearch, buildWrite, region } from '../../support/build-report.js';
import { describeElasticsearch } from '../../support/elasticsearch/describe-elasticsearch.js';
import {
  deleteIndices,
  freshPrefix,
  openTestStore,
  testSettings,
} from '../../support/elasticsearch/open-stores.js';

const RETRY_MS = 10_000;
const LIMITS = writeLimits(RETRY_MS);

/** All that a store answers of its reports. */
async function contents(store: ReportStore): Promise<unknown> {
  const { hits, total } = await store.search(buildSearch({ facets: [{ field: 'finding', limit: 100 }] }));
  const ids = hits.map(({ id }) => id).sort();
  return {
    total,
    reports: await store.getMany(ids),
    revisions: await store.revisions(ids),
  };
}

/** The steps of a writer, to be broken off between any two of them. */
class StepwiseWriter {
  readonly client: Client;
  readonly commits: CommitLog;
  readonly #heads: HeadStore;
  readonly #contents: ContentStore;

  constructor(url: string, prefix: string) {
    const names = indexNames(prefix);
    this.client = new Client({ node: url });
    this.#heads = new HeadStore(this.client, names, LIMITS);
    this.#contents = new ContentStore(this.client, names, LIMITS);
    const context = {
      client: this.client,
      names,
      heads: this.#heads,
      contents: this.#contents,
      retryMs: RETRY_MS,
    };
    this.commits = new CommitLog(
      this.#heads,
      (changes, head, atHand) => carryOut(changes, head, atHand, context),
      RETRY_MS,
    );
  }

  /** Uploads a batch and writes down what it changes, but carries nothing out. */
  async begin(batch: readonly ReportWrite[], { commit }: { commit: boolean }): Promise<HeadState | null> {
    const state = await this.commits.settled();
    const view = new RegistryView(async (lookup) => (await this.#heads.entries(lookup, state)) ?? []);
    const decision = new BatchDecision(batch, {
      contents: this.#contents,
      setAsideIds: () => Promise.resolve([]),
    });
    const decided = await decision.decide(view, state.head.commit + 1);
    if (decided.changes === null) throw new Error('Nothing was to be changed.');
    await decided.upload();
    return commit ? this.commits.open(state, decided.changes) : null;
  }
}

describeElasticsearch('writers on one store', (url) => {
  let prefix: string;
  let prefixes: string[] = [];
  let stores: ReportStore[] = [];
  const open = (under: string): ReportStore => {
    const store = openTestStore(url, under);
    stores.push(store);
    return store;
  };
  const fresh = (): string => {
    const one = freshPrefix();
    prefixes.push(one);
    return one;
  };
  beforeEach(() => {
    prefix = fresh();
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    for (const one of prefixes) await deleteIndices(url, one);
    [stores, prefixes] = [[], []];
  });

  const organ = (name: string, year: number, cells = {}) =>
    buildReport({ organ: name, year, cells, region: region('云泽省', '澄江市', '青禾县') });

  it('give together what one gives alone, whoever is faster', async () => {
    const [facts = []] = fc.sample(fc.array(arbitraryFacts, { minLength: 24, maxLength: 24 }), {
      seed: 8,
      numRuns: 1,
    });
    const writes = facts.map((one, index) => buildWrite(buildReport(one), { bytes: String(index) }));
    const alone = open(fresh());
    await alone.write(writes);
    const writers = [open(prefix), open(prefix), open(prefix)];
    await Promise.all(
      writers.map(async (writer, number) => {
        for (let start = number * 4; start < writes.length; start += 12) {
          await writer.write(writes.slice(start, start + 4));
        }
      }),
    );
    expect(await contents(open(prefix))).toEqual(await contents(alone));
  });

  it('leave nothing behind that is seen where one ends before its commit', async () => {
    const store = open(prefix);
    await store.status();
    const writer = new StepwiseWriter(url, prefix);
    const write = buildWrite(organ('教育局', 2021));
    await writer.begin([write], { commit: false });
    await writer.client.close();
    expect(await store.knownSources([write.source.sha256])).toEqual(new Map());
    expect(await store.status()).toMatchObject({ reports: 0, sources: 0 });
    expect((await store.write([write]))[0]?.status).toBe('new');
  });

  it('complete what another has committed and left, before they say that it is known', async () => {
    const store = open(prefix);
    await store.write([buildWrite(organ('教育局', 2020, { 'applications.carriedOut.total': 3 }))]);
    const writer = new StepwiseWriter(url, prefix);
    const write = buildWrite(organ('教育局', 2021, { 'applications.carriedIn.total': 3 }));
    const opened = await writer.begin([write], { commit: true });
    expect(opened).not.toBeNull();
    const known = await store.knownSources([write.source.sha256]);
    const id = known.get(write.source.sha256)?.id ?? '';
    const [stored] = await store.getMany([id]);
    expect(stored?.report.findings).toMatchObject([{ code: 'carried-in-continues', outcome: 'HOLDS' }]);
    expect((await store.search(buildSearch())).total).toBe(2);

    // The one that was thought gone wakes up after the report has been revised, and does its work once more.
    const better = buildWrite(
      organ('教育局', 2021, { 'applications.carriedIn.total': 4, 'applications.received.total': 1 }),
    );
    expect(await store.write([better])).toMatchObject([{ id, status: 'revised', current: true }]);
    await store.delete(
      (await store.search(buildSearch({ filter: { type: 'year', eq: 2020 } }))).hits[0]?.id ?? '',
    );
    const before = await contents(store);
    if (opened !== null) await writer.commits.finish(opened);
    await writer.client.close();
    expect(await contents(store)).toEqual(before);
    expect(await contents(open(prefix))).toEqual(before);
  });

  it('find made-up reports and real ones apart', async () => {
    await open(prefix).write([buildWrite(organ('教育局', 2021))]);
    const madeUp = openElasticsearchStore({ settings: testSettings(url, prefix), madeUp: true });
    stores.push(madeUp);
    await expect(madeUp.status()).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' });
  });
});
