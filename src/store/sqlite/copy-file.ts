/** The store file as a whole: a copy of one state of it, and whether it is sound. */
import Database from 'better-sqlite3';
import { OgiError } from '../../errors.js';
import { checkBinding } from './binding.js';
import { openReader } from './connection.js';
import { withStoreErrors } from './store-error.js';

/**
 * Copies the store into a new file, in one read transaction: one state of it, whatever is written meanwhile. A copy of the file itself
 * would lack what is still in the write-ahead log.
 *
 * @throws OgiError `STORE_UNAVAILABLE`, also where the file is there already; `STORE_DAMAGED` where a page cannot be read
 */
export function copySqliteFile(path: string, copy: string): void {
  const db = openReader(path);
  try {
    withStoreErrors(() => db.prepare('VACUUM INTO ?').run(copy));
  } finally {
    db.close();
  }
}

/**
 * Checks every page of the file, and that indexes and tables fit together.
 *
 * @throws OgiError `STORE_DAMAGED`, `STORE_UNAVAILABLE`
 */
export function checkSqliteFile(path: string): void {
  withStoreErrors(() => {
    checkBinding();
    const db = new Database(path, { readonly: true, fileMustExist: true });
    try {
      const found = db.pragma('integrity_check(10)', { simple: true }) as string;
      if (found === 'ok') return;
      throw new OgiError('STORE_DAMAGED', `The store file is damaged: ${found.split('\n')[0] ?? ''}.`, {
        remedy:
          'Stop all processes that use it, move the file with its -wal and -shm files away, and restore a backup (ogi restore FILE), or import the reports again.',
      });
    } finally {
      db.close();
    }
  });
}
