import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openElasticsearchStore } from '../../../src/store/elasticsearch/elasticsearch-store.js';
import type { ReportStore } from '../../../src/store/port.js';
import { arbitraryFacts } from '../../support/arbitrary-report.js';
import { buildReport, buildSearch, buildWrite, region } from '../../support/build-report.js';
import { describeElasticsearch } from '../../support/elasticsearch/describe-elasticsearch.js';
import {
  deleteIndices,
  freshPrefix,
  openTestStore,
  testSettings,
} from '../../support/elasticsearch/open-stores.js';
import { StepwiseWriter } from '../../support/elasticsearch/stepwise-writer.js';

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
    await writer.context.client.close();
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
    if (opened !== null) await writer.context.commits.finish(opened);
    await writer.context.client.close();
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
