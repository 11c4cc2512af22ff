/** Prepared statements of a reader. */
import type { RosterInfo } from '../rosters.js';
import type { Database, Statement } from 'better-sqlite3';
import type { SetAsideReason } from '../../errors.js';
import type { SentenceCount } from '../copied-request.js';
import type { KnownSource } from '../sources.js';
import type { Alias, WriteLogEntry } from '../writes.js';
import type { EncodedReport } from '../report-codec.js';

/** The facts of a source. */
export interface SourceRow {
  sha256: string;
  file_name: string;
  media_type: string;
  encoding: string | null;
  size: number;
  imported_at: string;
  url: string | null;
  retrieved_at: string | null;
}

/** A revision with its source and the id of its report. */
export interface RevisionRow extends SourceRow {
  id: string;
  /** Of the report. */
  identity_key: string | null;
  current: 0 | 1;
  /** Findings of the store, as `encodeFindings` gives them. */
  findings: string | Uint8Array;
  parser_version: string;
  head: string;
  narrative: Buffer;
  cells: Buffer;
  audit: Buffer;
  /** Of the current revision. */
  derived_values: Buffer;
}

/** What a scan reads of the current revision of a report. */
export type ScannedRow = Pick<RevisionRow, 'id' | 'head' | 'derived_values'> &
  SourceRow & {
    cell_values: Buffer;
    states: Buffer;
    confidences: Buffer | null;
    /** The organ's id, the keys of amounts without a known unit, and the findings as pairs of code and outcome, JSON. */
    facts: string;
  };

/** The findings of the current revision, and those of the store. */
export type FindingsRow = Pick<RevisionRow, 'audit' | 'findings'>;

interface StatusRow {
  reports: number;
  revisions: number;
  sources: number;
  setAside: number;
  from: number | null;
  to: number | null;
}

interface SetAsideRow {
  fileName: string;
  sha256: string;
  reason: SetAsideReason;
  message: string;
  at: string;
}

/** A report by its id or an alias. */
const BY_ID = `reports.seq = (
  SELECT seq FROM (SELECT id, seq FROM reports UNION ALL SELECT id, report FROM aliases) WHERE id = ?)`;
const SOURCE = 'sources.sha256, file_name, media_type, encoding, size, imported_at, url, retrieved_at';
const REVISION = `SELECT reports.id, identity_key, reports.current_sha = revisions.sha256 AS current, findings, parser_version, ${SOURCE}`;
const PARTS = 'head, narrative, revisions.cells, audit, derived_values';
const JOINED = `FROM reports JOIN revisions ON revisions.report = reports.seq JOIN sources USING (sha256)`;
const WITH_DERIVED = `${JOINED} JOIN derived_columns USING (seq)`;

/** The reader's statements; each is typed by its arguments and its row. */
export type ReadStatements = ReturnType<typeof prepareReads>;

/** Prepares them once for a connection. */
export function prepareReads(db: Database) {
  const rows = <Arguments extends unknown[], Row>(sql: string): Statement<Arguments, Row> =>
    db.prepare<Arguments, Row>(sql);
  const values = <Arguments extends unknown[], Value>(sql: string): Statement<Arguments, Value> =>
    db.prepare<Arguments, Value>(sql).pluck();
  return {
    current: rows<[id: string], RevisionRow>(
      `${REVISION}, ${PARTS} ${WITH_DERIVED} WHERE ${BY_ID} AND revisions.sha256 = reports.current_sha`,
    ),
    revision: rows<[id: string, sha256: string], RevisionRow>(
      `${REVISION}, ${PARTS} ${WITH_DERIVED} WHERE ${BY_ID} AND revisions.sha256 = ?`,
    ),
    revisions: rows<[id: string], Omit<RevisionRow, keyof EncodedReport | 'derived_values'>>(
      `${REVISION} ${JOINED} WHERE ${BY_ID} ORDER BY current DESC, revisions.sha256`,
    ),
    narrative: values<[seq: number], Buffer>(
      'SELECT narrative FROM reports JOIN revisions ON sha256 = current_sha WHERE seq = ?',
    ),
    scanned: rows<[seq: number], ScannedRow>(
      `SELECT reports.id, head, ${SOURCE}, cell_values, states, confidences, derived_values,
           json_extract(facts, '$.organId', '$.unknownUnits', '$.findings') AS facts
         FROM reports JOIN revisions ON revisions.sha256 = current_sha JOIN sources USING (sha256)
         JOIN cell_columns USING (seq) JOIN derived_columns USING (seq) WHERE seq = ?`,
    ),
    findings: rows<[seq: number], FindingsRow>(
      'SELECT audit, findings FROM reports JOIN revisions ON sha256 = current_sha WHERE seq = ?',
    ),
    source: rows<[sha256: string], SourceRow & { bytes: Buffer }>(
      `SELECT ${SOURCE}, bytes FROM sources WHERE sha256 = ?`,
    ),
    known: rows<[sha256: string], KnownSource>(
      `SELECT id, parser_version AS parserVersion, url, retrieved_at AS retrievedAt
         FROM revisions JOIN reports ON seq = report JOIN sources USING (sha256) WHERE sha256 = ?`,
    ),
    sentenceCount: rows<[fingerprint: string], SentenceCount>(
      'SELECT reports, organs FROM sentences WHERE fingerprint = ?',
    ),
    sentenceId: values<[fingerprint: string], number>('SELECT id FROM sentences WHERE fingerprint = ?'),
    fingerprint: values<[id: number], string>('SELECT fingerprint FROM sentences WHERE id = ?'),
    seqOf: values<[id: string], number>(`SELECT seq FROM reports WHERE ${BY_ID}`),
    marks: values<[seq: number], string>('SELECT marks FROM report_sentences WHERE seq = ?'),
    listSources: values<[after: string, limit: number], string>(
      'SELECT sha256 FROM sources WHERE sha256 > ? ORDER BY sha256 LIMIT ?',
    ),
    listAliases: rows<[after: string, limit: number], Alias>(
      `SELECT aliases.id AS alias, reports.id AS id FROM aliases JOIN reports ON seq = report
         WHERE aliases.id > ? ORDER BY aliases.id LIMIT ?`,
    ),
    listSetAside: rows<[limit: number, offset: number], SetAsideRow>(
      `SELECT file_name AS fileName, sha256, reason, message, at FROM set_aside
         ORDER BY at DESC, file_name, sha256 LIMIT ? OFFSET ?`,
    ),
    listWrites: rows<[limit: number, offset: number], WriteLogEntry>(
      `SELECT at, action, report_id AS reportId, sha256, result, request_id AS requestId FROM write_log
         ORDER BY at DESC, entry DESC LIMIT ? OFFSET ?`,
    ),
    listRosters: rows<[], RosterInfo>(
      'SELECT name, imported_at AS importedAt, sha256, organs FROM rosters ORDER BY name',
    ),
    rosters: rows<[], RosterInfo & { entries: Buffer }>(
      'SELECT name, imported_at AS importedAt, sha256, organs, entries FROM rosters ORDER BY name',
    ),
    countWrites: values<[], number>('SELECT count(*) FROM write_log'),
    countSetAside: values<[], number>('SELECT count(*) FROM set_aside'),
    status: rows<[], StatusRow>(
      `SELECT (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM revisions) AS revisions,
         (SELECT count(*) FROM sources) AS sources, (SELECT count(*) FROM set_aside) AS setAside,
         (SELECT min(facts ->> '$.year') FROM reports) AS "from",
         (SELECT max(facts ->> '$.year') FROM reports) AS "to"`,
    ),
  };
}
