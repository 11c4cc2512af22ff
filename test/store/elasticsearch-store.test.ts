import { afterAll } from 'vitest';
import { reportStoreContract } from '../contract/report-store.js';
import { describeElasticsearch } from '../support/elasticsearch/describe-elasticsearch.js';
import { openTestStore } from '../support/elasticsearch/open-stores.js';
import { StorePool } from '../support/elasticsearch/store-pool.js';

describeElasticsearch('elasticsearch store', (url) => {
  const pool = new StorePool(url);
  afterAll(() => pool.close());

  reportStoreContract('elasticsearch', () => {
    const prefix = pool.take();
    let store = openTestStore(url, prefix);
    return Promise.resolve({
      store,
      reopen: async () => {
        await store.close();
        store = openTestStore(url, prefix);
        return store;
      },
      destroy: async () => {
        await store.close();
        await pool.giveBack(prefix);
      },
    });
  });
});
