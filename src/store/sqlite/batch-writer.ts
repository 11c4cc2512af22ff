/** Writes into the embedded store: revisions are placed, and every report that they touch is brought up to date. */
import type { Database } from 'better-sqlite3';
import { keyOfYear, yearOfKey } from '../../domain/identity.js';
import { compareRevisions } from '../../domain/revision.js';
import type { RevisionCandidate } from '../../domain/revision.js';
import type { Report } from '../../domain/report.js';
import { describeCurrent } from '../current-revision.js';
import type { SetAsideFile } from '../sources.js';
import type { Alias, ReportWrite, WriteLogEntry, WriteOutcome, WriteStatus } from '../writes.js';
import { leadsNowhere } from '../report-id.js';
import { keysOfYearAfter } from '../place-revision.js';
import { indexedTexts } from '../prepared-report.js';
import type { Roster } from '../rosters.js';
import { ChangeLog, pruneChanges } from './change-log.js';
import { Projection } from './projection.js';
import { decodeReport, deflate, encodeFindings } from '../report-codec.js';
import type { EncodedReport } from '../report-codec.js';
import { checkSchema, INDEX_VERSION, readMeta, writeMeta } from './tables.js';
import { prepareWrites } from './write-statements.js';
import { RevisionPlacer } from './revision-placer.js';
import type { Changes, WrittenReport } from './revision-placer.js';
import type { WriteStatements } from './write-statements.js';

/** Texts that wait for the index while all of it is rebuilt. */
const REBUILT_AT_ONCE = 192;

/** Writes, one transaction a call. Which report a revision belongs to is the rule of `place-revision.ts`. */
export class BatchWriter {
  readonly #db: Database;
  readonly #sql: WriteStatements;
  readonly #projection: Projection;
  readonly #log: ChangeLog;
  readonly #placer: RevisionPlacer;

  constructor(db: Database) {
    this.#db = db;
    this.#sql = prepareWrites(db);
    this.#projection = new Projection(db);
    this.#log = new ChangeLog(db, this.#sql, (sha256) => this.#loadReport(sha256));
    this.#placer = new RevisionPlacer(this.#sql, this.#log, (seq) => {
      this.#remove(seq);
    });
  }

  /** Writes a batch in one transaction: durable as a whole when this returns, or nothing at all. */
  write(batch: readonly ReportWrite[]): WriteOutcome[] {
    return this.#transaction(() => {
      const changes: Changes = { touched: new Set(), keys: new Set(), written: new Map() };
      const placed = batch.map((write) => ({ write, status: this.#placer.place(write, changes) }));
      if (changes.touched.size > 0) this.#settle(changes);
      this.#log.finish((sha256) => changes.written.get(sha256)?.report);
      return placed.map(({ write, status }) => this.#outcome(write.source.sha256, status));
    });
  }

  /** Deletes a report with all that is kept of it, in one transaction; false for an unknown id. */
  delete(id: string): boolean {
    return this.#transaction(() => {
      const report = this.#sql.reportById.get(id, id);
      if (report === undefined) return false;
      this.#log.remember(report);
      for (const sha256 of this.#sql.revisionsOf.all(report.seq)) {
        this.#sql.deleteRevision.run(sha256);
        this.#sql.deleteSource.run(sha256);
      }
      this.#sql.deleteAliases.run(report.seq);
      this.#remove(report.seq);
      const keys = new Set(report.identity_key === null ? [] : [report.identity_key]);
      this.#settle({ touched: new Set(), keys, written: new Map() });
      this.#log.finish(() => undefined);
      return true;
    });
  }

  /** Makes former ids lead to reports, in one transaction. */
  addAliases(aliases: readonly Alias[]): void {
    this.#transaction(() => {
      for (const { alias, id } of aliases) {
        const report = this.#sql.reportById.get(id, id);
        if (report === undefined) throw leadsNowhere({ alias, id });
        if (this.#sql.hasId.get(alias) !== undefined) continue;
        this.#sql.deleteAlias.run(alias);
        this.#sql.insertAlias.run(alias, report.seq);
      }
    });
  }

  /** Adds to the log of writes, in one transaction. */
  logWrites(entries: readonly WriteLogEntry[]): void {
    this.#transaction(() => {
      for (const { at, action, reportId, sha256, result, requestId } of entries) {
        this.#sql.insertWrite.run(at, action, reportId, sha256, result, requestId);
      }
    });
  }

  /** Records files that were set aside, in one transaction. */
  setAside(files: readonly SetAsideFile[]): void {
    this.#transaction(() => {
      for (const file of files) {
        this.#sql.insertSetAside.run(file.fileName, file.sha256 ?? '', file.reason, file.message, file.at);
      }
    });
  }

  /** Keeps a list of organs, in one transaction. */
  putRoster({ entries, ...info }: Roster): void {
    this.#transaction(() => {
      this.#sql.putRoster.run({ ...info, entries: deflate(Buffer.from(JSON.stringify(entries))) });
    });
  }

  /** Deletes a list of organs; false for an unknown name. */
  removeRoster(name: string): boolean {
    return this.#transaction(() => this.#sql.removeRoster.run(name).changes > 0);
  }

  /** Deletes all changes but the last `keep`. */
  pruneChanges(keep: number): number {
    return this.#transaction(() => pruneChanges(this.#db, keep));
  }

  /** Makes the whole projection again from the kept revisions, for this program's version of it. */
  rebuild(): void {
    const change = this.#nextChange();
    this.#projection.clear();
    const settle = () => {
      this.#projection.settle(change, (seq) => this.#currentReport(seq, null));
    };
    const touched = new Set(this.#sql.reportSeqs.all());
    for (const [index, seq] of this.#byYear({ touched, keys: new Set() }).entries()) {
      this.#refresh(seq, change, null);
      if (index % REBUILT_AT_ONCE !== 0) continue;
      settle();
      this.#projection.flush();
    }
    settle();
    this.#projection.flush();
    writeMeta(this.#db, 'change', change);
    writeMeta(this.#db, 'indexVersion', INDEX_VERSION);
  }

  #transaction<T>(operation: () => T): T {
    return this.#db
      .transaction(() => {
        // Another version of the program may have taken over the file since it was opened.
        checkSchema(this.#db);
        this.#projection.begin();
        this.#log.begin();
        const result = operation();
        this.#projection.flush();
        return result;
      })
      .immediate();
  }

  /** Brings everything up to date that the changes affect. */
  #settle(changes: Changes): void {
    const change = this.#nextChange();
    for (const seq of this.#byYear(changes)) this.#refresh(seq, change, changes.written);
    this.#projection.settle(change, (seq) => this.#currentReport(seq, changes.written));
    writeMeta(this.#db, 'change', change);
  }

  #nextChange(): number {
    return Number(readMeta(this.#db, 'change')) + 1;
  }

  #outcome(sha256: string, status: WriteStatus): WriteOutcome {
    const row = this.#sql.outcome.get(sha256);
    if (row === undefined) throw new Error(`The revision ${sha256} was not written.`);
    return { id: row.id, status, sha256, current: row.current === 1 };
  }

  /** Deletes a report that no revision and no alias leads to any more. */
  #remove(seq: number): void {
    this.#projection.remove(seq);
    this.#sql.deleteReport.run(seq);
    this.#sql.insertRemoved.run(seq, this.#nextChange());
  }

  /** The reports to refresh and those of the years after, each after the year before, whose current revision it needs. */
  #byYear({ touched, keys }: Pick<Changes, 'touched' | 'keys'>): number[] {
    for (const key of keysOfYearAfter(keys)) {
      const next = this.#sql.reportByKey.get(key);
      if (next !== undefined) touched.add(next.seq);
    }
    const years = new Map<number, number>();
    for (const seq of touched) {
      const key = this.#sql.reportBySeq.get(seq)?.identity_key ?? null;
      years.set(seq, key === null ? 0 : yearOfKey(key));
    }
    return [...touched].sort((a, b) => (years.get(a) ?? 0) - (years.get(b) ?? 0));
  }

  /** The current revision of the same organ's report of the year before; null where there is none. */
  #yearBefore(key: string | null, written: ReadonlyMap<string, WrittenReport> | null): Report | null {
    const before = key === null ? undefined : this.#sql.reportByKey.get(keyOfYear(key, -1));
    const sha256 = before?.current_sha ?? null;
    return sha256 === null ? null : (written?.get(sha256)?.report ?? this.#loadReport(sha256));
  }

  /**
   * Decides the current revision of a report, and brings findings and projection up to date. `written` null: all
   * of the projection, whether or not it seems to stand.
   */
  #refresh(seq: number, change: number, written: ReadonlyMap<string, WrittenReport> | null): void {
    const row = this.#sql.reportBySeq.get(seq);
    const [current, ...others] = this.#sql.revisionsOf
      .all(seq)
      .map((sha256): RevisionCandidate => ({
        sha256,
        report: written?.get(sha256)?.report ?? this.#loadReport(sha256),
      }))
      .sort(compareRevisions);
    if (row === undefined || current === undefined) throw new Error(`The report ${seq} has no revision.`);
    const { findings, derived } = describeCurrent({
      key: row.identity_key,
      current,
      others,
      before: this.#yearBefore(row.identity_key, written),
    });
    this.#sql.setCurrent.run(current.sha256, encodeFindings(findings), change, seq);
    this.#projection.setFacts(seq, current.report, findings);
    this.#projection.setDerived(seq, derived);
    if (row.current_sha !== current.sha256 || (written?.has(current.sha256) ?? true)) {
      const indexed = written?.get(current.sha256)?.indexed ?? indexedTexts(current.report);
      this.#projection.setContent(seq, current.report, indexed, row.current_sha !== null);
    }
  }

  #currentReport(seq: number, written: ReadonlyMap<string, WrittenReport> | null): Report {
    const sha256 = this.#sql.reportBySeq.get(seq)?.current_sha ?? '';
    return written?.get(sha256)?.report ?? this.#loadReport(sha256);
  }

  #loadReport(sha256: string): Report {
    return decodeReport(this.#sql.encodedRevision.get(sha256) as EncodedReport);
  }
}
