/** Elasticsearch under faults, briefly; `npm run faults` does it at length. */
import { expect, it } from 'vitest';
import { describeElasticsearch } from '../support/elasticsearch/describe-elasticsearch.js';
import { canRunNodes } from './cluster.js';
import { takeServerAway } from './elasticsearch-faults.js';

const missing = await canRunNodes();
if (missing !== null && process.env['CI'] === 'true') throw new Error(missing);

describeElasticsearch('the store on Elasticsearch', () => {
  it.skipIf(missing !== null)(
    `answers right or refuses, and loses nothing, while its server is away${missing === null ? '' : ` (${missing})`}`,
    async () => {
      const load = { seed: 73, count: 80, perSecond: 16 };
      const { faults, failures } = await takeServerAway(load, { beforeMs: 1_000, betweenMs: 2_000 });
      expect(failures).toEqual([]);
      for (const { fault, acknowledged, right, refused } of faults) {
        expect(acknowledged, fault).toBeGreaterThan(0);
        expect(right, fault).toBeGreaterThan(0);
        expect(refused, `${fault}: or nothing was asked while it was away`).toBeGreaterThan(0);
      }
    },
    300_000,
  );
});
