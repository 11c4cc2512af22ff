/** Failures of SQLite and of the disk as errors that say what to do. */
import Database from 'better-sqlite3';
import { OgiError } from '../../errors.js';

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /^SQLITE_FULL|^SQLITE_IOERR_(WRITE|FSYNC|TRUNCATE|SHMSIZE)/,
    'Free some space on the disk of the store, then try again.',
  ],
  [/^SQLITE_(BUSY|LOCKED)/, 'Another process is writing to the store. Wait for it to end, then try again.'],
  [/^SQLITE_(READONLY|PERM|AUTH)/, 'Give this user the right to write to the store file and its folder.'],
  [
    /^SQLITE_CANTOPEN/,
    'Check that the store file and its folder exist and that this user may read and write them.',
  ],
];

/** Whether the file itself is broken or is no SQLite file. */
function isDamage(code: string): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(code);
}

/** What the operating system says where a file or folder cannot be used. */
const SYSTEM_CODES = /^E(ACCES|PERM|ROFS|NOSPC|DQUOT|NOENT|NOTDIR|EXIST|ISDIR|IO|MFILE|NFILE)$/;

/**
 * Turns whatever a store operation threw into what a caller may see: `STORE_DAMAGED` or `STORE_UNAVAILABLE` for
 * SQLite's failures; an `OgiError` stays; anything else is a fault of the program and stays as it is.
 */
export function asStoreError(error: unknown): unknown {
  if (isSystemError(error)) {
    return new OgiError('STORE_UNAVAILABLE', 'The store file or its folder cannot be used.', {
      remedy:
        'Check that the folder of the store exists, has space left, and that this user may write there.',
      cause: error,
    });
  }
  if (!(error instanceof Database.SqliteError)) return error;
  if (isDamage(error.code)) {
    return new OgiError('STORE_DAMAGED', 'The store file is damaged, or is not a store.', {
      remedy:
        'Stop all processes that use it and move the file with its -wal and -shm files away; then restore a backup, or import the reports again.',
      cause: error,
    });
  }
  const remedy = REMEDIES.find(([pattern]) => pattern.test(error.code))?.[1];
  if (remedy === undefined && !/^SQLITE_(IOERR|NOMEM|PROTOCOL|NOLFS)/.test(error.code)) return error;
  return new OgiError('STORE_UNAVAILABLE', 'The store could not do this.', {
    remedy: remedy ?? 'Check the disk and the memory of the machine, then try again.',
    cause: error,
  });
}

function isSystemError(error: unknown): boolean {
  return (
    error instanceof Error && 'syscall' in error && 'code' in error && SYSTEM_CODES.test(String(error.code))
  );
}

/** Runs a store operation; its failures come out by {@link asStoreError}. */
export function withStoreErrors<T>(operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw asStoreError(error);
  }
}
