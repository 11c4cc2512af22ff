/** Which version a file is of, and how one of an older version becomes one of this version. */
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { CELLS } from '../../domain/cells.js';
import { DERIVED } from '../../domain/derived.js';
import { REPORT_FIELD_NAMES } from '../../domain/report-fields.js';
import { OgiError } from '../../errors.js';
import { DOMAIN_PHRASES } from '../../text/domain-phrases.js';
import { MIGRATIONS } from './migrations.js';

/** "OGIR" in the header of the file, so that another program's database is not taken for a store. */
const APPLICATION_ID = 0x4f474952;

/** Grows with any change to the encoding, the normal form, the projection or the way values are derived. */
const PROJECTION_VERSION = 12;

/**
 * What the index rests on beside the revisions. Where a file names another version, its index is rebuilt when
 * the store is next opened for writing. With another Unicode, which is Node's, NFKC may change.
 */
export const INDEX_VERSION = [
  PROJECTION_VERSION,
  `unicode-${process.versions['unicode'] ?? 'none'}`,
  createHash('sha256')
    .update(
      JSON.stringify([
        CELLS.map(({ key }) => key),
        DERIVED.map(({ key, formula }) => [key, formula]),
        DOMAIN_PHRASES,
        REPORT_FIELD_NAMES,
      ]),
    )
    .digest('hex')
    .slice(0, 16),
].join('/');

/** The version that this program reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Whether a file is a store of this version, index included.
 *
 * @throws OgiError `STORE_DAMAGED` where it is another program's database, `STORE_UNAVAILABLE` where a newer version
 *   of this program wrote it.
 */
export function isUpToDate(db: Database): boolean {
  return readVersion(db) === SCHEMA_VERSION && readMeta(db, 'indexVersion') === INDEX_VERSION;
}

/**
 * Checks that a file can be read and written as it is.
 *
 * @throws OgiError as {@link isUpToDate}, and `STORE_UNAVAILABLE` where an older version wrote it.
 */
export function checkSchema(db: Database): void {
  if (isUpToDate(db)) return;
  throw new OgiError('STORE_UNAVAILABLE', 'The store file was written by another version of this program.', {
    remedy: 'Open it once for writing with the newest version of this program, and restart older processes.',
  });
}

/**
 * Brings the tables up to this version; an empty file becomes an empty store, and then the answer is true. Call
 * inside a write transaction.
 */
export function migrate(db: Database): boolean {
  const version = readVersion(db);
  for (const step of MIGRATIONS.slice(version)) db.exec(step);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${SCHEMA_VERSION}`);
  return version === 0;
}

function readVersion(db: Database): number {
  const version = db.pragma('user_version', { simple: true }) as number;
  const owner = db.pragma('application_id', { simple: true }) as number;
  const empty = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (owner !== APPLICATION_ID && !(empty && owner === 0 && version === 0)) {
    throw new OgiError('STORE_DAMAGED', 'The file is a database of another program, not a store.', {
      remedy: 'Name another file or folder for the store.',
    });
  }
  if (version > SCHEMA_VERSION) {
    throw new OgiError(
      'STORE_UNAVAILABLE',
      `The store file has version ${version}; this program knows versions up to ${SCHEMA_VERSION}.`,
      { remedy: 'Use the newer version of this program that wrote it.' },
    );
  }
  return version;
}

/** A value of the table `meta`. */
export function readMeta(
  db: Database,
  key: 'change' | 'madeUp' | 'indexVersion' | 'storeId' | 'changesFrom' | 'changesCompleteAfter',
): string | number {
  return db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key) as string | number;
}

/** Sets a value of the table `meta`. */
export function writeMeta(
  db: Database,
  key: 'change' | 'madeUp' | 'indexVersion' | 'changesFrom' | 'changesCompleteAfter',
  value: string | number,
): void {
  db.prepare('UPDATE meta SET value = ? WHERE key = ?').run(value, key);
}
