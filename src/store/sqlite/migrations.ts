/** The tables of the embedded store: the steps that lead from an empty file to this version, and the columns of its indexes. */
import { SECTION_KINDS } from '../../domain/report.js';
import { TELLING_FIELDS } from '../report-sentences.js';

/** Text columns of the index `body`, in its order: the title, then the text of the sections of each kind. */
export const BODY_COLUMNS: readonly string[] = ['title', ...SECTION_KINDS];

/** Columns of the index `headings`, in its order: the headings of the sections of each kind. */
export const HEADING_COLUMNS: readonly string[] = SECTION_KINDS;

/** Columns of the index `own_words`, in its order: the organ's own sentences of each kind of section, and others that say more than the rest. */
export const OWN_COLUMNS: readonly string[] = [...SECTION_KINDS, ...TELLING_FIELDS];

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

/** What a reader holds of sentences, many of them a row, and what a report's own share rests on beside it. */
const VERSION_8 = `
  DROP TABLE report_sentences;
  DROP TABLE sentences;
  CREATE TABLE sentences (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: readers keep what they know of it
    fingerprint TEXT NOT NULL UNIQUE,
    reports INTEGER NOT NULL,
    organs INTEGER NOT NULL,
    organ_sum INTEGER NOT NULL -- sum of the numbers of the organs that have it: where that is one, its number
  );
  CREATE TABLE sentence_blocks (
    block INTEGER PRIMARY KEY, -- of the sentences from id block * 1024
    keys BLOB NOT NULL -- see sentence-blocks.ts; of a sentence that nobody has any more they stay
  );
  CREATE TABLE report_sentences (
    seq INTEGER PRIMARY KEY REFERENCES reports (seq) ON DELETE CASCADE,
    organ INTEGER NOT NULL,
    list BLOB NOT NULL, -- ids of its sentences, each once, in the order of the text, int32, little endian
    sizes BLOB NOT NULL, -- of each sentence of the list: characters of its masked form, int32, little endian
    own BLOB NOT NULL, -- of each sentence of the list: 1 where it is the organ's own, 2 where it repeats its last year alone, else 0
    marks TEXT NOT NULL -- see sentenceMarks
  );
  CREATE INDEX report_sentences_by_organ ON report_sentences (organ);
`;

/** Step n leads from version n to version n + 1. A released step is never edited. */
export const MIGRATIONS: readonly string[] = [
  VERSION_1,
  VERSION_2,
  VERSION_3,
  VERSION_4,
  VERSION_5,
  VERSION_6,
  VERSION_7,
  VERSION_8,
];
