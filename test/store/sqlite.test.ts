import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { reportStoreContract } from '../contract/report-store.js';

reportStoreContract('sqlite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ogi-store-'));
  const open = () => openSqliteStore({ path: join(folder, 'ogi.sqlite'), readers: 1 });
  let store = await open();
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await open();
      return store;
    },
    destroy: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
