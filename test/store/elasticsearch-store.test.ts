import { reportStoreContract } from '../contract/report-store.js';
import { describeElasticsearch, freshPrefix } from '../support/elasticsearch/describe-elasticsearch.js';
import { deleteIndices, openTestStore } from '../support/elasticsearch/open-stores.js';

describeElasticsearch('elasticsearch store', (url) => {
  reportStoreContract('elasticsearch', () => {
    const prefix = freshPrefix();
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
        await deleteIndices(url, prefix);
      },
    });
  });
});
