/** The user's store, for commands that need it. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Config } from '../config.js';
import { OgiError } from '../errors.js';
import type { ReportStore } from '../store/port.js';
import { openSqliteStore } from '../store/sqlite/index.js';

/** True where a store has been made; asking does not make one. */
export function storeExists(config: Config): boolean {
  return existsSync(config.storePath);
}

/**
 * Opens the store, lends it to `use`, and closes it whatever happens.
 *
 * @throws OgiError `STORE_UNAVAILABLE` or `STORE_DAMAGED`, with what to do.
 */
export async function withStore<T>(config: Config, use: (store: ReportStore) => Promise<T>): Promise<T> {
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
  const store = await openSqliteStore({ path: config.storePath });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
