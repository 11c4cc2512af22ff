/** Writes into the embedded store: which report a revision belongs to, and which revision is current. */
import type { Database } from 'better-sqlite3';
import { identityKey, keyOfYear, yearOfKey } from '../../domain/identity.js';
import { compareRevisions } from '../../domain/revision.js';
import type { RevisionCandidate } from '../../domain/revision.js';
import type { Report } from '../../domain/report.js';
import { describeCurrent } from '../current-revision.js';
import type { SetAsideFile } from '../sources.js';
import type { Alias, ReportWrite, WriteLogEntry, WriteOutcome, WriteStatus } from '../writes.js';
import { candidateIds, leadsNowhere } from '../report-id.js';
import { requireIdentity, requireStorable } from '../report-facts.js';
import { indexedTexts } from '../prepared-report.js';
import type { IndexedTexts } from '../prepared-report.js';
import type { Roster } from '../rosters.js';
import { ChangeLog, pruneChanges } from './change-log.js';
import { Projection } from './projection.js';
import { decodeReport, deflate, encodeFindings, encodeReport } from '../report-codec.js';
import type { EncodedReport } from '../report-codec.js';
import { checkSchema, INDEX_VERSION, readMeta, writeMeta } from './schema.js';
import { prepareWrites } from './write-statements.js';
import type { ReportRow, WriteStatements } from './write-statements.js';

/** What a transaction has changed so far. */
interface Changes {
  /** Reports to bring up to date before the end, by `seq`. */
  touched: Set<number>;
  /** Identity keys that a report has had or has now: the next year's report speaks of it. */
  keys: Set<string>;
  /** Reports just written, by SHA-256; the others are read back where they are needed. */
  written: Map<string, WrittenReport>;
}

interface WrittenReport {
  report: Report;
  /** Its texts, where they have been made ready. */
  indexed: IndexedTexts | undefined;
}

/** Texts that wait for the index while all of it is rebuilt. */
const REBUILT_AT_ONCE = 192;

/**
 * Places revisions by this rule:
 *
 * - A revision belongs to the report of its identity key, wherever it was before.
 * - Where no report has that key, or it has none (an uncertain region), a new file becomes a report of its own.
 *   A file that was there before and is parsed again takes its report along, id and all, if it is the report's
 *   only revision; else it leaves and becomes a report of its own.
 * - A report whose last revision has gone into another disappears; its id stays an alias of that other, so that
 *   a link once given still leads to the revision. If the other was split from it before (all its revisions
 *   moved, one after the other), the other takes over the id instead. An alias gives way to a report that has
 *   the id by right of its own identity key.
 *
 * So ids, current revisions and findings do not depend on the order in which files are imported.
 */
export class BatchWriter {
  readonly #db: Database;
  readonly #sql: WriteStatements;
  readonly #projection: Projection;
  readonly #log: ChangeLog;

  constructor(db: Database) {
    this.#db = db;
    this.#sql = prepareWrites(db);
    this.#projection = new Projection(db);
    this.#log = new ChangeLog(db, this.#sql, (sha256) => this.#readReport(sha256));
  }

  /** Writes a batch in one transaction: durable as a whole when this returns, or nothing at all. */
  write(batch: readonly ReportWrite[]): WriteOutcome[] {
    return this.#transaction(() => {
      const changes: Changes = { touched: new Set(), keys: new Set(), written: new Map() };
      const statuses = batch.map((write) => this.#place(write, changes));
      if (changes.touched.size > 0) this.#settle(changes);
      this.#log.finish((sha256) => changes.written.get(sha256)?.report);
      return batch.map(({ source }, index) => this.#outcome(source.sha256, statuses[index] as WriteStatus));
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

  /** Makes ids of old lead to reports, in one transaction. */
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

  /** Brings everything up to date that the changes bear on. */
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

  #place(write: ReportWrite, changes: Changes): WriteStatus {
    const { source, report, parserVersion } = write;
    requireStorable(write);
    this.#sql.clearSetAside.run(source.sha256);
    const known = this.#sql.revision.get(source.sha256);
    const { url, retrievedAt, sha256 } = source;
    // An export tells it too: the state of the store is another one.
    if (known !== undefined && this.#sql.setOrigin.run({ url, retrievedAt, sha256 }).changes > 0) {
      changes.touched.add(known.report);
    }
    if (known?.parser_version === parserVersion) return 'unchanged';

    const key = identityKey(report);
    const previous = known === undefined ? undefined : this.#sql.reportBySeq.get(known.report);
    const holder = key === null ? undefined : this.#sql.reportByKey.get(key);
    this.#log.remember(previous);
    this.#log.remember(holder);
    const alone = previous !== undefined && this.#sql.countRevisions.get(previous.seq) === 1;
    const seq = holder?.seq ?? (alone ? this.#rekey(previous, key) : this.#create(write, key, previous));

    if (known === undefined) this.#insertSource(write);
    const { head, narrative, cells, audit } = write.prepared?.encoded ?? encodeReport(report);
    this.#sql.putRevision.run(source.sha256, seq, parserVersion, head, narrative, cells, audit);
    changes.written.set(source.sha256, { report, indexed: write.prepared?.indexed });
    changes.touched.add(seq);
    this.#log.note(seq);
    for (const one of [key, previous?.identity_key ?? null]) if (one !== null) changes.keys.add(one);
    if (previous !== undefined && previous.seq !== seq) this.#leave(previous, seq, changes.touched);
    if (known !== undefined) return 'reparsed';
    return holder !== undefined ? 'revised' : 'new';
  }

  #rekey(report: ReportRow, key: string | null): number {
    if (report.identity_key !== key) this.#sql.setKey.run(key, report.seq);
    return report.seq;
  }

  #create(write: ReportWrite, key: string | null, splitFrom: ReportRow | undefined): number {
    const { source, report, id: wanted } = write;
    const { year } = requireIdentity(report);
    const candidates = candidateIds({ region: report.region, year, key, sha256: source.sha256 });
    for (const id of wanted === undefined ? candidates : [wanted, ...candidates]) {
      if (this.#sql.hasId.get(id) !== undefined) continue;
      this.#sql.deleteAlias.run(id);
      return Number(this.#sql.insertReport.run(id, key, splitFrom?.id ?? null).lastInsertRowid);
    }
    throw new Error(`No id is free for ${source.sha256}.`);
  }

  #insertSource({ source, prepared }: ReportWrite): void {
    this.#sql.insertSource.run(
      source.sha256,
      source.fileName,
      source.mediaType,
      source.encoding,
      source.size,
      source.importedAt,
      prepared?.packedSource ?? deflate(source.bytes),
      source.url,
      source.retrievedAt,
    );
  }

  /** After a revision went from one report to another: the one it left is refreshed, or disappears. */
  #leave(left: ReportRow, seq: number, touched: Set<number>): void {
    if (this.#sql.countRevisions.get(left.seq) !== 0) {
      touched.add(left.seq);
      return;
    }
    touched.delete(left.seq);
    this.#sql.moveAliases.run(seq, left.seq);
    this.#remove(left.seq);
    const target = this.#sql.reportBySeq.get(seq);
    if (target?.split_from !== left.id) {
      this.#sql.insertAlias.run(left.id, seq);
      return;
    }
    this.#sql.setId.run(left.id, seq);
    this.#sql.insertAlias.run(target.id, seq);
  }

  /** Deletes a report that no revision and no alias leads to any more. */
  #remove(seq: number): void {
    this.#projection.remove(seq);
    this.#sql.deleteReport.run(seq);
    this.#sql.insertRemoved.run(seq, this.#nextChange());
  }

  /** The reports to refresh and those of the years after, each after the year before, whose current revision it needs. */
  #byYear({ touched, keys }: Pick<Changes, 'touched' | 'keys'>): number[] {
    for (const key of keys) {
      const next = this.#sql.reportByKey.get(keyOfYear(key, 1));
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
    return sha256 === null ? null : (written?.get(sha256)?.report ?? this.#readReport(sha256));
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
        report: written?.get(sha256)?.report ?? this.#readReport(sha256),
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
    return written?.get(sha256)?.report ?? this.#readReport(sha256);
  }

  #readReport(sha256: string): Report {
    return decodeReport(this.#sql.encodedRevision.get(sha256) as EncodedReport);
  }
}
