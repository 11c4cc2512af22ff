/** Prepared statements of the writer. */
import type { Database, Statement } from 'better-sqlite3';
import type { EncodedReport } from '../report-codec.js';

/** A row of `reports`, as far as placing a revision needs it. */
export interface ReportRow {
  seq: number;
  id: string;
  identity_key: string | null;
  split_from: string | null;
  current_sha: string | null;
}

/** The writer's statements; each is typed by its arguments and its row. */
export type WriteStatements = ReturnType<typeof prepareWrites>;

/** Prepares them once for a connection. */
export function prepareWrites(db: Database) {
  const run = (sql: string): Statement => db.prepare(sql);
  const get = <Argument, Row>(sql: string): Statement<[Argument], Row> => db.prepare<[Argument], Row>(sql);
  const pluck = <Argument, Value>(sql: string): Statement<[Argument], Value> =>
    db.prepare<[Argument], Value>(sql).pluck();
  return {
    reportBySeq: get<number, ReportRow>('SELECT * FROM reports WHERE seq = ?'),
    reportByKey: get<string, ReportRow>('SELECT * FROM reports WHERE identity_key = ?'),
    reportById: db.prepare<[string, string], ReportRow>(
      `SELECT * FROM reports WHERE id = ? OR seq = (SELECT report FROM aliases WHERE id = ?)`,
    ),
    reportByOwnId: get<string, ReportRow>('SELECT * FROM reports WHERE id = ?'),
    hasId: pluck<string, number>('SELECT 1 FROM reports WHERE id = ?'),
    reportSeqs: db.prepare<[], number>('SELECT seq FROM reports ORDER BY seq').pluck(),
    insertReport: run('INSERT INTO reports (id, identity_key, split_from) VALUES (?, ?, ?)'),
    setKey: run('UPDATE reports SET identity_key = ? WHERE seq = ?'),
    setId: run('UPDATE reports SET id = ?, split_from = NULL WHERE seq = ?'),
    setCurrent: run('UPDATE reports SET current_sha = ?, findings = ?, change = ? WHERE seq = ?'),
    deleteReport: run('DELETE FROM reports WHERE seq = ?'),
    insertRemoved: run('INSERT INTO removed_reports VALUES (?, ?)'),

    revision: get<string, { report: number; parser_version: string }>(
      'SELECT report, parser_version FROM revisions WHERE sha256 = ?',
    ),
    revisionsOf: pluck<number, string>('SELECT sha256 FROM revisions WHERE report = ?'),
    encodedRevision: get<string, EncodedReport>(
      'SELECT head, narrative, cells, audit FROM revisions WHERE sha256 = ?',
    ),
    countRevisions: pluck<number, number>('SELECT count(*) FROM revisions WHERE report = ?'),
    putRevision: run(
      `INSERT INTO revisions VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO UPDATE SET
         report = excluded.report, parser_version = excluded.parser_version,
         head = excluded.head, narrative = excluded.narrative, cells = excluded.cells, audit = excluded.audit`,
    ),
    outcome: get<string, { id: string; current: number }>(
      `SELECT reports.id, reports.current_sha = revisions.sha256 AS current
         FROM revisions JOIN reports ON reports.seq = revisions.report WHERE revisions.sha256 = ?`,
    ),
    insertSource: run(
      `INSERT INTO sources (sha256, file_name, media_type, encoding, size, imported_at, bytes, url, retrieved_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    setOrigin: run(
      `UPDATE sources SET url = coalesce(@url, url), retrieved_at = coalesce(@retrievedAt, retrieved_at)
         WHERE sha256 = @sha256
           AND (url IS NOT coalesce(@url, url) OR retrieved_at IS NOT coalesce(@retrievedAt, retrieved_at))`,
    ),

    insertAlias: run('INSERT INTO aliases VALUES (?, ?)'),
    deleteAlias: run('DELETE FROM aliases WHERE id = ?'),
    moveAliases: run('UPDATE aliases SET report = ? WHERE report = ?'),

    deleteAliases: run('DELETE FROM aliases WHERE report = ?'),

    deleteRevision: run('DELETE FROM revisions WHERE sha256 = ?'),
    deleteSource: run('DELETE FROM sources WHERE sha256 = ?'),

    insertWrite: run(
      'INSERT INTO write_log (at, action, report_id, sha256, result, request_id) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    insertSetAside: run('INSERT OR REPLACE INTO set_aside VALUES (?, ?, ?, ?, ?)'),
    putRoster: run('INSERT OR REPLACE INTO rosters VALUES (@name, @importedAt, @sha256, @organs, @entries)'),
    removeRoster: run('DELETE FROM rosters WHERE name = ?'),
    clearSetAside: run('DELETE FROM set_aside WHERE sha256 = ?'),
  };
}
