/** Carries out in the tables of the embedded store which report each revision belongs to. Call inside a write transaction. */
import { identityKey } from '../../domain/identity.js';
import type { Report } from '../../domain/report.js';
import { idsOf, mergedIds, placeRevision } from '../place-revision.js';
import type { IndexedTexts } from '../prepared-report.js';
import { encodeReport, deflate } from '../report-codec.js';
import { requireStorable } from '../report-facts.js';
import type { ReportWrite, WriteStatus } from '../writes.js';
import type { ChangeLog } from './change-log.js';
import type { ReportRow, WriteStatements } from './write-statements.js';

/** What a transaction has changed so far. */
export interface Changes {
  /** Reports to bring up to date before the end, by `seq`. */
  touched: Set<number>;
  /** Identity keys that a report has had or has now: the next year's report speaks of it. */
  keys: Set<string>;
  /** Reports just written, by SHA-256; the others are read back where they are needed. */
  written: Map<string, WrittenReport>;
}

export interface WrittenReport {
  report: Report;
  /** Its texts, where they have been prepared. */
  indexed: IndexedTexts | undefined;
}

/** Places revisions by the rule of `place-revision.ts`. */
export class RevisionPlacer {
  readonly #sql: WriteStatements;
  readonly #log: ChangeLog;
  readonly #remove: (seq: number) => void;

  /** `remove` deletes a report that no revision and no alias leads to any more. */
  constructor(sql: WriteStatements, log: ChangeLog, remove: (seq: number) => void) {
    this.#sql = sql;
    this.#log = log;
    this.#remove = remove;
  }

  /** @throws OgiError `BAD_ARGUMENT` for a report that cannot be stored */
  place(write: ReportWrite, changes: Changes): WriteStatus {
    const { source, report, parserVersion } = write;
    requireStorable(write);
    this.#sql.clearSetAside.run(source.sha256);
    const known = this.#sql.revision.get(source.sha256);
    if (known !== undefined) this.#setOrigin(write, known.report, changes.touched);
    if (known?.parser_version === parserVersion) return 'unchanged';

    const key = identityKey(report);
    const left = known && this.#sql.reportBySeq.get(known.report);
    const holder = key === null ? undefined : this.#sql.reportByKey.get(key);
    this.#log.remember(left);
    this.#log.remember(holder);
    const { status, entry } = placeRevision({
      previous: left === undefined ? null : { entry: left, revisions: this.#countRevisions(left) },
      holder: holder ?? null,
    });
    const seq = entry === null ? this.#create(write, key, left) : this.#setKey(entry, key);

    if (known === undefined) this.#insertSource(write);
    this.#putRevision(write, seq, changes);
    for (const one of [key, left?.identity_key ?? null]) if (one !== null) changes.keys.add(one);
    if (left !== undefined && left.seq !== seq) this.#leave(left, seq, changes.touched);
    return status;
  }

  /** An export tells the origin too: where it changes, the state of the store is another one. */
  #setOrigin({ source: { url, retrievedAt, sha256 } }: ReportWrite, seq: number, touched: Set<number>): void {
    if (this.#sql.setOrigin.run({ url, retrievedAt, sha256 }).changes > 0) touched.add(seq);
  }

  #countRevisions({ seq }: ReportRow): number {
    return this.#sql.countRevisions.get(seq) ?? 0;
  }

  #setKey(report: ReportRow, key: string | null): number {
    if (report.identity_key !== key) this.#sql.setKey.run(key, report.seq);
    return report.seq;
  }

  #create(write: ReportWrite, key: string | null, splitFrom: ReportRow | undefined): number {
    for (const id of idsOf(write)) {
      if (this.#sql.hasId.get(id) !== undefined) continue;
      this.#sql.deleteAlias.run(id);
      return Number(this.#sql.insertReport.run(id, key, splitFrom?.id ?? null).lastInsertRowid);
    }
    throw new Error(`No id is free for ${write.source.sha256}.`);
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

  #putRevision(
    { source, report, parserVersion, prepared }: ReportWrite,
    seq: number,
    changes: Changes,
  ): void {
    const { head, narrative, cells, audit } = prepared?.encoded ?? encodeReport(report);
    this.#sql.putRevision.run(source.sha256, seq, parserVersion, head, narrative, cells, audit);
    changes.written.set(source.sha256, { report, indexed: prepared?.indexed });
    changes.touched.add(seq);
    this.#log.note(seq);
  }

  /** After a revision went from one report to another: the one it left is refreshed, or disappears. */
  #leave(left: ReportRow, seq: number, touched: Set<number>): void {
    if (this.#countRevisions(left) !== 0) {
      touched.add(left.seq);
      return;
    }
    touched.delete(left.seq);
    this.#sql.moveAliases.run(seq, left.seq);
    this.#remove(left.seq);
    const into = this.#sql.reportBySeq.get(seq);
    if (into === undefined) throw new Error(`The report ${seq} is not there.`);
    const { id, alias } = mergedIds(left, { id: into.id, splitFrom: into.split_from });
    if (id !== into.id) this.#sql.setId.run(id, seq);
    this.#sql.insertAlias.run(alias, seq);
  }
}
