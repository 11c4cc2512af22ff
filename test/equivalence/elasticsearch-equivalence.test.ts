import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportStore } from '../../src/store/port.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { describeElasticsearch } from '../support/elasticsearch/describe-elasticsearch.js';
import { deleteIndices, freshPrefix, openTestStore } from '../support/elasticsearch/open-stores.js';
import { compareThroughGraphql, copiedWrites, reviseSome } from './equivalence-graphql.js';
import { compareStores, fill, mixedCorpus } from './equivalence.js';

/** Little enough for every run; `npm run equivalence` tries more. */
const OPTIONS = { requests: 100, reports: 60, corpus: 24 };
/** Questions of each kind through GraphQL. */
const QUESTIONS = 15;

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

    it('answer alike through GraphQL who copied whom, who is missing and what changed', async () => {
      const writes = copiedWrites(options.seed);
      await fill(stores, writes);
      await reviseSome(stores, [...writes, ...(await mixedCorpus(options))]);
      const asked = { requests: QUESTIONS, seed: options.seed };
      const { empty, ...lists } = await compareThroughGraphql(stores, asked);
      expect(lists).toEqual(Object.fromEntries(Object.keys(lists).map((name) => [name, QUESTIONS])));
      expect(empty).toBeLessThan(QUESTIONS * 2);
    }, 180_000);
  });
});
