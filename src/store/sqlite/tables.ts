/** Tables of the embedded store, and how a file of an older version becomes one of this version. */
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { CELLS } from '../../domain/cells.js';
import { DERIVED } from '../../domain/derived.js';
import { REPORT_FIELD_NAMES } from '../../domain/report-fields.js';
import { SECTION_KINDS } from '../../domain/report.js';
import { OgiError } from '../../errors.js';
import { DOMAIN_PHRASES } from '../../text/domain-phrases.js';
import { TELLING_FIELDS } from '../report-sentences.js';

/** "OGIR" in the header of the file, so that another program's database is not taken for a store. */
const APPLICATION_ID = 0x4f474952;

/** Text columns of the index `body`, in its order: the title, then the text of the sections of each kind. */
export const BODY_COLUMNS: readonly string[] = ['title', ...SECTION_KINDS];

/** Columns of the index `headings`, in its order: the headings of the sections of each kind. */
export const HEADING_COLUMNS: readonly string[] = SECTION_KINDS;

/** Columns of the index `own_words`, in its order: the organ's own sentences of each kind of section, and others that say more than the rest. */
export const OWN_COLUMNS: readonly string[] = [...SECTION_KINDS, ...TELLING_FIELDS];

/** Grows with any change to the encoding, the normal form, the projection or the way values are derived. */
const PROJECTION_VERSION = 11;

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

/** FTS5 gathers this many bytes of new index in memory before it writes a segment; its default is 1 MB. */
const INDEX_BUFFER_BYTES = 16 * 1024 * 1024;

/**
 * Kept: `sources`, `revisions`, `reports.id` with what leads to it, `aliases`, `set_aside`, `write_log`, `changes`, `rosters`. Everything
 * else is a projection of it: `reports.facts`, `cell_columns`, `derived_columns`, `body`, `headings`, and what copied text rests on.
 *
 * `reports.seq` is the row of the report in every projection and is never used again, so that readers can
 * follow changes: each transaction that changes a report raises `meta.change` and marks what it touched with it.
 */
const VERSION_1 = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
  INSERT INTO meta VALUES ('change', 0), ('madeUp', 0), ('indexVersion', '');

  CREATE TABLE sources (
    sha256 TEXT PRIMARY KEY,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    encoding TEXT,
    size INTEGER NOT NULL,
    imported_at TEXT NOT NULL,
    bytes BLOB NOT NULL -- raw deflate
  );

  CREATE TABLE reports (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    identity_key TEXT UNIQUE, -- null: the identity is not certain
    split_from TEXT, -- id of the report that its first revision left
    current_sha TEXT,
    findings TEXT NOT NULL DEFAULT '[]', -- those of the store, JSON
    facts TEXT, -- what filters, facets and orders need, JSON
    change INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX reports_by_change ON reports (change);
  CREATE INDEX reports_by_year ON reports (facts ->> '$.year');

  CREATE TABLE revisions (
    sha256 TEXT PRIMARY KEY REFERENCES sources (sha256),
    report INTEGER NOT NULL REFERENCES reports (seq),
    parser_version TEXT NOT NULL,
    head TEXT NOT NULL, -- what is small, JSON
    narrative BLOB NOT NULL, -- title and sections, JSON, raw deflate
    cells BLOB NOT NULL, -- JSON, raw deflate
    audit BLOB NOT NULL -- extra rows, claims, findings, JSON, raw deflate
  );
  CREATE INDEX revisions_by_report ON revisions (report);

  CREATE TABLE aliases (
    id TEXT PRIMARY KEY, -- once given to a report that has gone into another
    report INTEGER NOT NULL REFERENCES reports (seq)
  );
  CREATE INDEX aliases_by_report ON aliases (report);

  CREATE TABLE removed_reports (seq INTEGER PRIMARY KEY, change INTEGER NOT NULL);
  CREATE INDEX removed_reports_by_change ON removed_reports (change);

  CREATE TABLE cell_columns (
    seq INTEGER PRIMARY KEY REFERENCES reports (seq) ON DELETE CASCADE,
    cell_values BLOB NOT NULL, -- 226 float64, little endian, NaN where there is no value
    states BLOB NOT NULL -- 226 bytes, index into CELL_STATES
  );

  CREATE TABLE set_aside (
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL, -- empty where the bytes could not be read
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (file_name, sha256)
  );
  CREATE INDEX set_aside_by_sha256 ON set_aside (sha256);
  CREATE INDEX set_aside_by_time ON set_aside (at);

  CREATE VIRTUAL TABLE body USING fts5 (
    ${BODY_COLUMNS.join(', ')}, content='', contentless_delete=1, tokenize='ascii'
  );
  CREATE VIRTUAL TABLE headings USING fts5 (
    ${HEADING_COLUMNS.join(', ')}, content='', contentless_delete=1, tokenize='ascii'
  );
  INSERT INTO body (body, rank) VALUES ('hashsize', ${INDEX_BUFFER_BYTES});
`;

/** Derived values, a log of what clients wrote, and what tells this store from every other. */
const VERSION_2 = `
  INSERT INTO meta VALUES ('storeId', lower(hex(randomblob(8))));

  CREATE TABLE derived_columns (
    seq INTEGER PRIMARY KEY REFERENCES reports (seq) ON DELETE CASCADE,
    derived_values BLOB NOT NULL -- float64, little endian, in the order of the dictionary, NaN where there is no value
  );

  CREATE TABLE write_log (
    entry INTEGER PRIMARY KEY, -- in the order of writing
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    report_id TEXT,
    sha256 TEXT,
    result TEXT NOT NULL,
    request_id TEXT NOT NULL
  );
  CREATE INDEX write_log_by_time ON write_log (at);
`;

/** Where files were retrieved from. */
const VERSION_3 = `
  ALTER TABLE sources ADD COLUMN url TEXT;
  ALTER TABLE sources ADD COLUMN retrieved_at TEXT;
`;

/** What changed, report by report, and lists of organs that ought to report. */
const VERSION_4 = `
  CREATE TABLE changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order of the changes; never used again
    at TEXT NOT NULL,
    change TEXT NOT NULL -- JSON, see changes.ts
  );
  -- The last change that is kept no more, and the instant up to which changes are not known.
  INSERT INTO meta VALUES ('changesFrom', 0), ('changesCompleteAfter',
    CASE WHEN EXISTS (SELECT 1 FROM reports) THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE '' END);

  CREATE TABLE rosters (
    name TEXT PRIMARY KEY,
    imported_at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    organs INTEGER NOT NULL,
    entries BLOB NOT NULL -- JSON, raw deflate
  );
`;

/** Copied text: which sentences there are, who has them, and an index of the words that are an organ's own. All of it is a projection. */
const VERSION_5 = `
  CREATE TABLE organ_numbers (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    organ TEXT NOT NULL UNIQUE -- its id; for a report without one a name that no other report has
  );
  CREATE TABLE sentences (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: readers keep what they know of it
    fingerprint TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    sketches BLOB NOT NULL, -- uint32, little endian
    reports INTEGER NOT NULL,
    organs INTEGER NOT NULL,
    organ_sum INTEGER NOT NULL -- sum of the numbers of the organs that have it: where that is one, its number
  );
  CREATE TABLE report_sentences (
    seq INTEGER PRIMARY KEY REFERENCES reports (seq) ON DELETE CASCADE,
    organ INTEGER NOT NULL,
    list BLOB NOT NULL, -- ids of its sentences, each once, in the order of the text, int32, little endian
    own BLOB NOT NULL, -- of each sentence of the list: 1 where it is the organ's own, 2 where it repeats its last year alone, else 0
    marks TEXT NOT NULL -- see sentenceMarks
  );
  CREATE INDEX report_sentences_by_organ ON report_sentences (organ);
  CREATE VIRTUAL TABLE own_words USING fts5 (
    ${[...SECTION_KINDS, 'figures'].join(', ')}, content='', contentless_delete=1, tokenize='ascii'
  );
`;

/** What else says more than the rest. */
const VERSION_6 = `
  DROP TABLE own_words;
  CREATE VIRTUAL TABLE own_words USING fts5 (
    ${OWN_COLUMNS.join(', ')}, content='', contentless_delete=1, tokenize='ascii'
  );
`;

/** How sure the reading of cells from a picture is. */
const VERSION_7 = `
  ALTER TABLE cell_columns ADD COLUMN confidences BLOB; -- uint16, little endian, thousandths; null: no cell was read from a picture
`;

/** Step n leads from version n to version n + 1. A released step is never edited. */
const MIGRATIONS: readonly string[] = [
  VERSION_1,
  VERSION_2,
  VERSION_3,
  VERSION_4,
  VERSION_5,
  VERSION_6,
  VERSION_7,
];

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
