/** Empty stores for tests. Making the indices of a store takes seconds, so that one is emptied and lent again. */
import { randomUUID } from 'node:crypto';
import { Client } from '@elastic/elasticsearch';
import type { estypes } from '@elastic/elasticsearch';
import { HEAD_ID, indexNames } from '../../../src/store/elasticsearch/indices.js';
import type { Head } from '../../../src/store/elasticsearch/indices.js';
import { deleteIndices, freshPrefix } from './open-stores.js';

/** Elasticsearch gives no more hits in one answer. */
const MOST_HITS = 10_000;

/** Lends prefixes of index names under which there is nothing, or an empty store. */
export class StorePool {
  readonly #url: string;
  readonly #client: Client;
  readonly #all: string[] = [];
  readonly #free: string[] = [];

  constructor(url: string) {
    this.#url = url;
    this.#client = new Client({ node: url });
  }

  /** A prefix that nobody else has until it is given back. */
  take(): string {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    const prefix = freshPrefix();
    this.#all.push(prefix);
    return prefix;
  }

  /** Empties the store under a prefix, all of whose users have closed it. */
  async giveBack(prefix: string): Promise<void> {
    await emptyStore(this.#client, prefix);
    this.#free.push(prefix);
  }

  /** Deletes all indices. */
  async close(): Promise<void> {
    for (const prefix of this.#all) await deleteIndices(this.#url, prefix);
    await this.#client.close();
  }
}

/**
 * Deletes all documents, and gives the head the name of another store. The head goes on counting: Elasticsearch remembers
 * the versions of deleted documents for a minute, and takes none that is older under the same id.
 */
async function emptyStore(client: Client, prefix: string): Promise<void> {
  const { all, registry } = indexNames(prefix);
  await client.indices.refresh({ index: all, ignore_unavailable: true });
  const { hits } = await client.search<Head>({
    index: all,
    ignore_unavailable: true,
    size: MOST_HITS,
    version: true,
    track_total_hits: true,
    _source_excludes: ['open', 'stored'],
  });
  const total = (hits.total as estypes.SearchTotalHits | undefined)?.value ?? 0;
  if (total > hits.hits.length) throw new Error('The store holds too much to be emptied.');
  const operations = hits.hits.flatMap(({ _index, _id: id = '', _source: head }): object[] => {
    if (_index !== registry || id !== HEAD_ID) return [{ delete: { _index, _id: id } }];
    const empty = { ...head, open: null, store: randomUUID() };
    return [{ index: { _index, _id: id } }, empty];
  });
  if (operations.length === 0) return;
  const { errors } = await client.bulk({ operations, refresh: true });
  if (errors) throw new Error('The store could not be emptied.');
}
