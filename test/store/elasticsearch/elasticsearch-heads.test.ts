import { Client } from '@elastic/elasticsearch';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { indexNames } from '../../../src/store/elasticsearch/indices.js';
import { HeadStore } from '../../../src/store/elasticsearch/commits/head-store.js';
import { writeLimits } from '../../../src/store/elasticsearch/connection/retry.js';
import { describeElasticsearch } from '../../support/elasticsearch/describe-elasticsearch.js';
import { deleteIndices, freshPrefix, openTestStore } from '../../support/elasticsearch/open-stores.js';

describeElasticsearch('the head of a store', (url) => {
  const prefix = freshPrefix();
  let client: Client;
  let heads: HeadStore;
  beforeEach(async () => {
    const store = openTestStore(url, prefix);
    await store.status();
    await store.close();
    client = new Client({ node: url });
    heads = new HeadStore(client, indexNames(prefix), writeLimits(10_000));
  });
  afterEach(async () => {
    await client.close();
    await deleteIndices(url, prefix);
  });

  it('is replaced although the answer to the first try was lost', async () => {
    const state = await heads.read();
    if (state === null) throw new Error('There is no head.');
    const head = { ...state.head, commit: 1, owner: 'one' };
    const first = await heads.replace(state, head, false);
    const again = await heads.replace(state, head, false);
    expect(again).toEqual(await heads.read());
    expect(again?.head).toEqual(head);
    // What a read has shown is not enough: it was written once more.
    expect(again?.seqNo).toBeGreaterThan(first?.seqNo ?? NaN);
  });

  it('is not replaced where another one stands', async () => {
    const state = await heads.read();
    if (state === null) throw new Error('There is no head.');
    await heads.replace(state, { ...state.head, commit: 1, owner: 'one' }, false);
    expect(await heads.replace(state, { ...state.head, commit: 1, owner: 'two' }, false)).toBeNull();
    expect((await heads.read())?.head.owner).toBe('one');
  });
});
