/** Stores of their own on the test server. */
import { randomBytes } from 'node:crypto';
import { Client } from '@elastic/elasticsearch';
import { indexNames } from '../../../src/store/elasticsearch/indices.js';
import { openElasticsearchStore } from '../../../src/store/elasticsearch/elasticsearch-store.js';
import type { ElasticsearchSettings } from '../../../src/store/elasticsearch/connection/client.js';
import type { ReportStore } from '../../../src/store/port.js';

/** A prefix of index names that no other test has. */
export function freshPrefix(): string {
  return `test-${randomBytes(8).toString('hex')}`;
}

/** How to reach a store under a prefix. */
export function testSettings(url: string, indexPrefix: string): ElasticsearchSettings {
  return { urls: [url], indexPrefix, caFile: null, credentials: null };
}

/** Opens the store under a prefix; another one under the same prefix is as a second process. */
export function openTestStore(
  url: string,
  indexPrefix: string,
  options: Pick<ElasticsearchSettings, 'shards'> = {},
): ReportStore {
  return openElasticsearchStore({ settings: { ...testSettings(url, indexPrefix), ...options } });
}

/** Deletes all indices under a prefix. */
export async function deleteIndices(url: string, indexPrefix: string): Promise<void> {
  const client = new Client({ node: url });
  const { all } = indexNames(indexPrefix);
  const index = Object.keys(await client.indices.get({ index: all, ignore_unavailable: true }));
  if (index.length > 0) await client.indices.delete({ index });
  await client.close();
}
