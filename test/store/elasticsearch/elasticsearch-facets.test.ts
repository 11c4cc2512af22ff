import { Client } from '@elastic/elasticsearch';
import { expect, it } from 'vitest';
import { indexNames } from '../../../src/store/elasticsearch/indices.js';
import { buildSearch } from '../../support/build-report.js';
import { describeElasticsearch } from '../../support/elasticsearch/describe-elasticsearch.js';
import { deleteIndices, freshPrefix, openTestStore } from '../../support/elasticsearch/open-stores.js';

/** More than one read brings. */
const ORGANS = 20_500;

describeElasticsearch('a facet of very many values', (url) => {
  it('is counted whole', async () => {
    const prefix = freshPrefix();
    const store = openTestStore(url, prefix);
    await store.status();
    const client = new Client({ node: url });
    // Only what a facet looks at: whole reports would take minutes.
    const operations = Array.from({ length: ORGANS + 1 }, (_, index) => {
      const organ = `第${String(Math.max(index, 1))}局`;
      return [{ index: {} }, { id: `x-2022-${index}`, year: 2022, facets: { organ: `${organ}\n${organ}` } }];
    }).flat();
    const { errors } = await client.bulk({
      index: indexNames(prefix).projection(1),
      operations,
      refresh: true,
    });
    expect(errors).toBe(false);
    const facets = [
      { field: 'organ', limit: 2 },
      { field: 'year', limit: 2 },
    ] as const;
    const result = await store.search(buildSearch({ limit: 0, facets: [...facets] }));
    expect(result.facets).toMatchObject([
      {
        distinct: ORGANS,
        missing: 0,
        buckets: [{ value: '第1局', count: 2 }, { count: 1 }],
      },
      { distinct: 1, buckets: [{ value: '2022', count: ORGANS + 1 }] },
    ]);
    await client.close();
    await store.close();
    await deleteIndices(url, prefix);
  }, 60_000);
});
