/** The changes of reports that a transaction makes, kept in the table `changes`. */
import type { Database, Statement } from 'better-sqlite3';
import type { Report } from '../../domain/report.js';
import { CHANGES_KEPT, changeBetween } from '../changes.js';
import type { CurrentRevision } from '../changes.js';
import { writeMeta } from './tables.js';
import type { ReportRow, WriteStatements } from './write-statements.js';

/** Notes how reports were before a transaction changes them, and writes what came of it at its end. */
export class ChangeLog {
  readonly #db: Database;
  readonly #sql: Pick<WriteStatements, 'reportBySeq' | 'reportByOwnId' | 'reportById'>;
  readonly #read: (sha256: string) => Report;
  readonly #insert: Statement<[string, string]>;
  /** By id, as they were; only reports that were there before the transaction. */
  readonly #before = new Map<string, CurrentRevision>();
  /** Rows of the reports that are written. */
  readonly #written = new Set<number>();

  /** `read` gives a kept revision by its SHA-256. */
  constructor(db: Database, sql: WriteStatements, read: (sha256: string) => Report) {
    this.#db = db;
    this.#sql = sql;
    this.#read = read;
    this.#insert = db.prepare('INSERT INTO changes (at, change) VALUES (?, ?)');
  }

  begin(): void {
    this.#before.clear();
    this.#written.clear();
  }

  /** A report whose current revision may be about to change or to go. Call it before anything of it does. */
  remember(row: ReportRow | undefined): void {
    // One without a current revision was made in this very transaction.
    if (row === undefined || row.current_sha === null || this.#before.has(row.id)) return;
    this.#before.set(row.id, { sha256: row.current_sha, report: this.#read(row.current_sha) });
  }

  /** A report that is written: it may be new. */
  note(seq: number): void {
    this.#written.add(seq);
  }

  /** Writes the changes; `known` are revisions that need not be read back. All current revisions are decided. */
  finish(known: (sha256: string) => Report | undefined): void {
    const ids = new Set(this.#before.keys());
    for (const seq of this.#written) {
      const row = this.#sql.reportBySeq.get(seq);
      if (row !== undefined) ids.add(row.id);
    }
    const at = new Date().toISOString();
    let written = 0;
    for (const id of [...ids].sort()) {
      const sha256 = this.#sql.reportByOwnId.get(id)?.current_sha ?? null;
      const after = sha256 === null ? null : { sha256, report: known(sha256) ?? this.#read(sha256) };
      const mergedInto = after === null ? (this.#sql.reportById.get(id, id)?.id ?? null) : null;
      const change = changeBetween({ id, at, mergedInto }, this.#before.get(id) ?? null, after);
      if (change === null) continue;
      this.#insert.run(at, JSON.stringify(change));
      written += 1;
    }
    if (written > 0) pruneChanges(this.#db, CHANGES_KEPT);
    this.begin();
  }
}

/** Deletes all but the last `keep` changes. Call inside a transaction. */
export function pruneChanges(db: Database, keep: number): number {
  const last = db
    .prepare<[number], { seq: number; at: string }>(
      'SELECT seq, at FROM changes ORDER BY seq DESC LIMIT 1 OFFSET ?',
    )
    .get(keep);
  if (last === undefined) return 0;
  const { changes } = db.prepare('DELETE FROM changes WHERE seq <= ?').run(last.seq);
  writeMeta(db, 'changesFrom', last.seq);
  writeMeta(db, 'changesCompleteAfter', last.at);
  return changes;
}
