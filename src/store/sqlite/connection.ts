/** Connections to the store file. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { OgiError } from '../../errors.js';
import { BatchWriter } from './batch-writer.js';
import { withStoreErrors } from './store-error.js';
import { checkBinding } from './binding.js';
import { checkSchema, isUpToDate, migrate, readMeta, writeMeta } from './tables.js';

/** How long a writer waits for another process's batch. */
const BUSY_MS = 10_000;

/** The writing connection, with the file brought up to this version of the program. */
export interface Writer {
  db: Database.Database;
  batches: BatchWriter;
}

/**
 * Opens the file for writing; makes it, and its folder, where there is none.
 *
 * @param madeUp - what the store holds; null leaves it as it is, and a new store is the user's.
 * @throws OgiError `STORE_UNAVAILABLE`, `STORE_DAMAGED`; `BAD_CONFIGURATION` where made-up reports would mix with others.
 */
export function openWriter(path: string, madeUp: boolean | null): Writer {
  return withStoreErrors(() => {
    mkdirSync(dirname(path), { recursive: true });
    return connectWriter(path, (db) => bringUp(db, madeUp));
  });
}

/**
 * Opens the file for writing as it is; each write looks whether it is of this version of the program.
 *
 * @throws OgiError `STORE_UNAVAILABLE`, `STORE_DAMAGED`
 */
export function reopenWriter(path: string): Writer {
  return withStoreErrors(() =>
    connectWriter(path, (db) => {
      checkSchema(db);
      return new BatchWriter(db);
    }),
  );
}

function connectWriter(path: string, begin: (db: Database.Database) => BatchWriter): Writer {
  checkBinding();
  const db = new Database(path, { timeout: BUSY_MS });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    return { db, batches: begin(db) };
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens the file for reading.
 *
 * @throws OgiError `STORE_UNAVAILABLE` where there is none or it is of another version, `STORE_DAMAGED`
 */
export function openReader(path: string, madeUp: boolean | null = null): Database.Database {
  if (!existsSync(path)) {
    throw new OgiError('STORE_UNAVAILABLE', 'There is no store file.', { remedy: 'Import reports first.' });
  }
  return withStoreErrors(() => {
    checkBinding();
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
    try {
      checkSchema(db);
      if (madeUp !== null) checkMadeUp(db, madeUp);
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  });
}

/** Makes or migrates the file where it needs it; an existing file is opened without waiting for other writers. */
function bringUp(db: Database.Database, madeUp: boolean | null): BatchWriter {
  if (!db.transaction(() => isUpToDate(db))()) {
    db.transaction(() => {
      const isNew = migrate(db);
      if (isNew) writeMeta(db, 'madeUp', Number(madeUp ?? false));
      if (!isUpToDate(db)) new BatchWriter(db).rebuild();
    }).immediate();
  }
  if (madeUp !== null) checkMadeUp(db, madeUp);
  return new BatchWriter(db);
}

function checkMadeUp(db: Database.Database, madeUp: boolean): void {
  if (Boolean(readMeta(db, 'madeUp')) === madeUp) return;
  throw new OgiError(
    'BAD_CONFIGURATION',
    madeUp ? "The store holds the user's reports, not made-up ones." : 'The store holds made-up reports.',
    { remedy: 'Name another file: made-up reports and real ones never share a store.' },
  );
}
