/** The order of the store on Elasticsearch beside plain BM25, over the made-up reports. */
import { Client } from '@elastic/elasticsearch';
import { expect, it } from 'vitest';
import { describeElasticsearch } from '../support/elasticsearch/describe-elasticsearch.js';
import { deleteIndices, freshPrefix, openTestStore } from '../support/elasticsearch/open-stores.js';
import { worthOf } from './compare.js';
import { madeReports } from './corpus.js';
import { gradeOfMade, judgedSet } from './judge.js';
import { deletePlain, ourSearch, plainSearches } from './systems.js';

describeElasticsearch('the order of the store on Elasticsearch', (url) => {
  it('is worth 0.15 more than the best plain BM25', async () => {
    const prefix = freshPrefix();
    const client = new Client({ node: url });
    const store = openTestStore(url, prefix);
    try {
      const made = madeReports(20190515);
      const ids: string[] = [];
      for (let from = 0; from < made.length; from += 60) {
        const outcomes = await store.write(made.slice(from, from + 60).map(({ write }) => write));
        ids.push(...outcomes.map(({ id }) => id));
      }
      const reports = made.map(({ write }) => write.report);
      const queries = judgedSet().queries.filter((_, at) => at % 4 === 1);
      const worths: number[] = [];
      for (const system of [
        ourSearch('ours', store, ids),
        ...(await plainSearches(client, prefix, reports)),
      ]) {
        const { ndcg } = await worthOf(system, queries, {
          count: made.length,
          grade: (report, query) => gradeOfMade(made[report] ?? { sentences: [] }, query),
        });
        worths.push(ndcg);
      }
      const [ours = 0, ...plain] = worths;
      expect(plain).toHaveLength(4);
      expect(ours).toBeGreaterThan(Math.max(...plain) + 0.15);
    } finally {
      await store.close();
      await deleteIndices(url, prefix);
      await deletePlain(client, prefix);
      await client.close();
    }
  }, 300_000);
});
