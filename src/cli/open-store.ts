/** The user's store, for commands that need it. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Config } from '../config.js';
import { OgiError } from '../errors.js';
import type { ElasticsearchSettings } from '../store/elasticsearch/connection/client.js';
import type { ReportStore } from '../store/port.js';
import { openSqliteStore } from '../store/sqlite/index.js';

/** True where a store has been made; asking does not make one. A cluster is there, and counts as a store. */
export function storeExists(config: Config): boolean {
  return config.store === 'elasticsearch' || existsSync(config.storePath);
}

/**
 * Where Elasticsearch is.
 *
 * @throws OgiError `BAD_CONFIGURATION` where nothing says so
 */
export function elasticsearchSettings({ elasticsearch }: Config): ElasticsearchSettings {
  if (elasticsearch !== null) return elasticsearch;
  throw new OgiError('BAD_CONFIGURATION', 'It is not known where Elasticsearch is.', {
    argument: 'ELASTICSEARCH_URL',
    remedy: 'Set ELASTICSEARCH_URL to the address of the cluster.',
  });
}

/**
 * Opens the store, lends it to `use`, and closes it whatever happens.
 *
 * @throws OgiError `STORE_UNAVAILABLE` or `STORE_DAMAGED`, with what to do.
 */
export function withStore<T>(config: Config, use: (store: ReportStore) => Promise<T>): Promise<T> {
  return config.store === 'elasticsearch' ? withElasticsearch(config, use) : withEmbeddedStore(config, use);
}

/** As {@link withStore}, on Elasticsearch whatever the configured store is. */
export async function withElasticsearch<T>(
  config: Config,
  use: (store: ReportStore) => Promise<T>,
): Promise<T> {
  const settings = elasticsearchSettings(config);
  // Its client is a tenth of all the code of the program.
  const { openElasticsearchStore } = await import('../store/elasticsearch/elasticsearch-store.js');
  return lend(openElasticsearchStore({ settings }), use);
}

/** As {@link withStore}, on the embedded store whatever the configured store is. */
export async function withEmbeddedStore<T>(
  config: Config,
  use: (store: ReportStore) => Promise<T>,
): Promise<T> {
  try {
    await mkdir(config.dataDir, { recursive: true });
  } catch (cause) {
    throw new OgiError(
      'STORE_UNAVAILABLE',
      `The data folder ${config.dataDir} cannot be made or is no folder.`,
      {
        remedy: 'Choose another with --data or OGI_DATA, or have its owner allow you to write there.',
        cause,
      },
    );
  }
  return lend(await openSqliteStore({ path: config.storePath }), use);
}

async function lend<T>(store: ReportStore, use: (store: ReportStore) => Promise<T>): Promise<T> {
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
