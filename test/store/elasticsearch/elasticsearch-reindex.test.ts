import { Client } from '@elastic/elasticsearch';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { indexNames } from '../../../src/store/elasticsearch/indices.js';
import { reindex } from '../../../src/store/elasticsearch/projection/reindex.js';
import type { ReportStore } from '../../../src/store/port.js';
import type { ReportWrite } from '../../../src/store/writes.js';
import { buildReport, buildSearch, buildWrite, phrase, region } from '../../support/build-report.js';
import { describeElasticsearch } from '../../support/elasticsearch/describe-elasticsearch.js';
import {
  deleteIndices,
  freshPrefix,
  openTestStore,
  testSettings,
} from '../../support/elasticsearch/open-stores.js';

const PLACE = region('云泽省', '澄江市', '青禾县');

function writes(from: number, count: number): ReportWrite[] {
  return Array.from({ length: count }, (_, index) =>
    buildWrite(
      buildReport({
        organ: `第${String(Math.floor((from + index) / 4))}局`,
        year: 2018 + ((from + index) % 4),
        region: PLACE,
        sections: [['OTHER', `公开${String(from + index)}件`]],
        cells: { 'applications.carriedIn.total': 1, 'applications.carriedOut.total': index % 2 },
      }),
    ),
  );
}

/** What is read of the projection, of all reports. */
async function projected(store: ReportStore): Promise<unknown> {
  const search = buildSearch({
    text: phrase('公开'),
    sort: [{ by: 'CELL', key: 'applications.carriedOut.total', direction: 'ASC' }],
    facets: [
      { field: 'finding', limit: 10 },
      { field: 'organ', limit: 1000 },
    ],
    highlights: 1,
  });
  const { hits, ...rest } = await store.search(search);
  const reports = await store.getMany(hits.map(({ id }) => id));
  return {
    ...rest,
    hits: hits.map(({ id, highlights }) => ({ id, highlights })),
    reports: reports.map((one) => ({ ...one, report: { ...one?.report } })),
  };
}

describeElasticsearch('reindexing', (url) => {
  let prefix: string;
  let store: ReportStore;
  beforeEach(() => {
    prefix = freshPrefix();
    store = openTestStore(url, prefix);
  });
  afterEach(async () => {
    await store.close();
    await deleteIndices(url, prefix);
  });
  const run = ({
    shards,
    ...options
  }: { rollback?: boolean; onProgress?: (done: number, total: number) => void; shards?: number } = {}) =>
    reindex({
      settings: { ...testSettings(url, prefix), ...(shards !== undefined && { shards }) },
      ...options,
    });

  it('serves another index that answers alike, and back', async () => {
    await store.write(writes(0, 20));
    const before = await projected(store);
    const names = indexNames(prefix);
    await expect(run({ rollback: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const first = await run();
    expect(first).toMatchObject({ index: names.projection(2), reports: 20 });
    expect(await projected(store)).toEqual(before);

    await store.write(writes(20, 3));
    const [gone] = (await store.search(buildSearch())).hits;
    await store.delete(gone?.id ?? '');
    const after = await projected(store);
    expect(await run({ rollback: true })).toMatchObject({ index: names.projection(1), reports: 22 });
    expect(await projected(store)).toEqual(after);
    // Only the one to go back to is kept.
    await run();
    await run();
    const client = new Client({ node: url });
    expect(Object.keys(await client.indices.get({ index: names.projections }))).toHaveLength(2);
    await client.close();
    expect(await projected(store)).toEqual(after);
  });

  it('divides the index again, and answers alike, scores included', async () => {
    await store.write(writes(0, 60));
    // Unlike lengths, so that scores differ and rest on how common the words are in all of the index.
    const long = Array.from({ length: 12 }, (_, index) =>
      buildWrite(
        buildReport({
          organ: `长文第${String(index)}局`,
          sections: [['OTHER', `${'依法'.repeat(index * 3)}公开${'制度'.repeat(index % 5)}`]],
        }),
      ),
    );
    await store.write(long);
    const ranked = async (): Promise<string[]> => {
      const text = { type: 'or' as const, children: [phrase('公开'), phrase('制度'), phrase('依法')] };
      return (await store.search(buildSearch({ text, limit: 100 }))).hits.map(({ id }) => id);
    };
    const [before, order] = [await projected(store), await ranked()];
    const client = new Client({ node: url });
    const divided = async (index: string): Promise<unknown> =>
      (await client.indices.getSettings({ index }))[index]?.settings?.index?.number_of_shards;
    const { index } = await run({ shards: 5 });
    expect(await divided(index)).toBe('5');
    expect(await projected(store)).toEqual(before);
    expect(await ranked()).toEqual(order);
    // Nobody who does not ask for it changes that.
    expect(await divided((await run()).index)).toBe('5');
    await client.close();
  });

  it('loses nothing of what is written meanwhile', async () => {
    await store.write(writes(0, 40));
    const all = writes(40, 12);
    const reindexed = run();
    const writing = (async () => {
      for (let next = 0; next < all.length; next += 1) await store.write(all.slice(next, next + 1));
      const [first, second] = (await store.search(buildSearch())).hits;
      await store.delete(first?.id ?? '');
      await store.delete(second?.id ?? '');
    })();
    await Promise.all([reindexed, writing]);
    const { total } = await store.search(buildSearch());
    expect(total).toBe(50);
    expect(await store.status()).toMatchObject({ reports: 50 });
    const here = await projected(store);
    await run();
    expect(await projected(store)).toEqual(here);
  });

  it('goes on where it was broken off, and leaves the old index serving until then', async () => {
    await store.write(writes(0, 300));
    const before = await projected(store);
    const stop = new Error('broken off');
    const broken = run({
      onProgress: () => {
        throw stop;
      },
    });
    await expect(broken).rejects.toBe(stop);
    const client = new Client({ node: url });
    const index = indexNames(prefix).projection(2);
    await client.indices.refresh({ index });
    const { count } = await client.count({ index });
    await client.close();
    expect(count).toBe(256);
    expect(await projected(store)).toEqual(before);
    const seen: number[] = [];
    expect(await run({ onProgress: (done, total) => seen.push(done, total) })).toMatchObject({
      index,
      reports: 300,
    });
    expect(seen).toEqual([256, 300, 300, 300]);
    expect(await projected(store)).toEqual(before);
  });
});
