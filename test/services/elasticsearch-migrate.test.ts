import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrateStore } from '../../src/services/migrate-store.js';
import type { ReportStore } from '../../src/store/port.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { buildReport, buildSearch, buildWrite, region } from '../support/build-report.js';
import { describeElasticsearch } from '../support/elasticsearch/describe-elasticsearch.js';
import { deleteIndices, freshPrefix, openTestStore } from '../support/elasticsearch/open-stores.js';

describeElasticsearch('migrating to Elasticsearch', (url) => {
  let folder: string;
  let prefix: string;
  let from: ReportStore;
  let to: ReportStore;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ogi-migrate-'));
    prefix = freshPrefix();
    from = await openSqliteStore({ path: join(folder, 'ogi.sqlite'), readers: 1 });
    to = openTestStore(url, prefix);
  });
  afterEach(async () => {
    await Promise.all([from.close(), to.close()]);
    rmSync(folder, { recursive: true });
    await deleteIndices(url, prefix);
  });

  const contents = async (store: ReportStore): Promise<unknown> => {
    const ids = (await store.search(buildSearch())).hits.map(({ id }) => id).sort();
    return {
      reports: await store.getMany(ids),
      revisions: await store.revisions(ids),
      setAside: await store.listSetAside(10, 0),
      writes: await store.listWrites(10, 0),
      status: { ...(await store.status()), bytes: null },
    };
  };

  it('copies everything, goes on where it was broken off, and tells where the stores differ', async () => {
    const place = region('云泽省', '澄江市', '青禾县');
    const report = (index: number, cells = {}) =>
      buildReport({
        organ: `第${String(index % 30)}局`,
        year: 2019 + Math.floor(index / 30),
        region: place,
        cells,
      });
    await from.write(
      Array.from({ length: 80 }, (_, index) =>
        buildWrite(report(index, { 'applications.carriedIn.total': index }), { bytes: String(index) }),
      ),
    );
    await from.write([buildWrite(report(3, { 'applications.received.total': 1 }), { bytes: 'better' })]);
    // A file that turned out to be of another year keeps the id that it was once given.
    const moved = buildWrite({ ...report(5), year: 1999 }, { bytes: '5', parserVersion: '2' });
    const [{ id: movedId } = { id: '' }] = await from.write([moved]);
    expect(movedId).toMatch(/-2019-/);
    const at = '2024-03-01T08:00:00.000Z';
    await from.setAside([{ fileName: 'a.txt', sha256: null, reason: 'no-year', message: '没有年度。', at }]);
    await from.logWrites(
      ['1', '2', '3'].map((requestId) => ({
        at,
        action: 'DELETE',
        reportId: 'x',
        sha256: null,
        result: 'deleted',
        requestId,
      })),
    );

    const stop = new AbortController();
    const onProgress = (): void => {
      stop.abort();
    };
    expect(await migrateStore(from, to, { signal: stop.signal, onProgress })).toEqual({
      sources: 64,
      copied: 64,
      checksum: null,
    });
    const { checksum, ...counts } = await migrateStore(from, to);
    expect(counts).toEqual({ sources: 81, copied: 17 });
    expect(checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(await contents(to)).toEqual(await contents(from));
    expect(await migrateStore(from, to)).toEqual({ sources: 81, copied: 0, checksum });

    await to.write([buildWrite(report(200))]);
    await expect(migrateStore(from, to)).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  });
});
