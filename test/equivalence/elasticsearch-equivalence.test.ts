import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportStore } from '../../src/store/port.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { describeElasticsearch } from '../support/elasticsearch/describe-elasticsearch.js';
import { deleteIndices, freshPrefix, openTestStore } from '../support/elasticsearch/open-stores.js';
import { compareStores, fill, mixedCorpus } from './equivalence.js';

/** Little enough for every run; `npm run equivalence` tries more. */
const OPTIONS = { requests: 100, reports: 60, corpus: 24 };

describeElasticsearch('the two stores', (url) => {
  // Each with other requests.
  describe.each([1, 3])('with shards: %i', (shards) => {
    const prefix = freshPrefix();
    const folder = mkdtempSync(join(tmpdir(), 'ogi-equivalence-'));
    const options = { ...OPTIONS, seed: 20 + shards };
    let stores: [ReportStore, ReportStore];
    beforeAll(async () => {
      stores = [
        await openSqliteStore({ path: join(folder, 'ogi.sqlite'), readers: 1 }),
        openTestStore(url, prefix, { shards }),
      ];
      await fill(stores, await mixedCorpus(options));
    });
    afterAll(async () => {
      await Promise.all(stores.map((store) => store.close()));
      rmSync(folder, { recursive: true });
      await deleteIndices(url, prefix);
    });

    it('answer random requests alike', async () => {
      const { found, pages } = await compareStores(...stores, options);
      // Else the law says little.
      expect(found).toBeGreaterThan(options.requests / 4);
      expect(pages).toBeGreaterThan(options.requests * 0.6);
    }, 180_000);
  });
});
