/** All reads of the embedded store, on one connection. Runs in a read worker. */
import type { Database } from 'better-sqlite3';
import { OgiError } from '../../errors.js';
import type { AggregateRequest, AggregateResult, Frequencies } from '../aggregate-request.js';
import type { CopiedRequest, CopiedSentence, Kin, KinRequest, SentenceCount } from '../copied-request.js';
import type { StoreStatus } from '../port.js';
import type { MatchRequest, SearchRequest } from '../search-request.js';
import type { KnownSource, SetAsideFile, Source } from '../sources.js';
import type { Alias, RevisionInfo, WriteLogEntry } from '../writes.js';
import type { ChangesPage, ChangesRequest } from '../changes.js';
import type { OrganHistory } from '../organ-history.js';
import type { Roster, RosterInfo } from '../rosters.js';
import { aggregateReports } from './aggregate-reports.js';
import { listChanges } from './list-changes.js';
import { organHistory } from './organ-history.js';
import { openReader } from './connection.js';
import { countFrequencies } from './count-frequencies.js';
import { findCopied } from './copied-sentences.js';
import type { Deadline } from './deadline.js';
import { findKin } from './find-kin.js';
import { KeptNarratives } from './kept-narratives.js';
import { OrganOrder } from './organ-order.js';
import { PhraseIndex } from './phrase-index.js';
import { prepareReads } from './read-statements.js';
import type { ReadStatements } from './read-statements.js';
import { decodeNarrative, inflate } from '../report-codec.js';
import type { Narrative } from '../report-codec.js';
import { orderReports, PinnedState, storeVersion } from './scan-reports.js';
import type { KeptRows, ScanOrder, ScanParts } from './scan-reports.js';
import { ReportColumns } from './report-columns.js';
import { readMeta } from './tables.js';
import { searchReports } from './answer-search.js';
import type { FoundPage, OrderRequest, SearchSources } from './answer-search.js';
import { SentenceColumns } from './sentence-columns.js';
import { sourceInfo } from './stored-report.js';
import type { KeptReport } from './stored-report.js';

/** What is known of a source that is kept. */
export interface FoundSource extends KnownSource {
  sha256: string;
}

/**
 * What the store can be asked: arguments and answers are plain data that can pass between threads. Each call sees
 * one state of the file.
 */
export class FileReader {
  readonly #db: Database;
  readonly #sql: ReadStatements;
  readonly #columns: ReportColumns;
  readonly #organs: OrganOrder;
  readonly #phrases: PhraseIndex;
  readonly #sentences: SentenceColumns;
  readonly #path: string;
  readonly #narratives = new KeptNarratives();
  readonly #pinned = new Map<number, PinnedState>();

  /** @throws OgiError `STORE_UNAVAILABLE`, `STORE_DAMAGED` */
  constructor(path: string) {
    this.#path = path;
    this.#db = openReader(path);
    this.#sql = prepareReads(this.#db);
    this.#columns = new ReportColumns(this.#db);
    this.#organs = new OrganOrder(this.#columns.organ);
    this.#phrases = new PhraseIndex(this.#db);
    this.#sentences = new SentenceColumns(this.#db);
  }

  /** See `ReportStore.search`. */
  search(request: SearchRequest, deadline: Deadline): FoundPage {
    return this.#match((sources) => searchReports(request, sources, deadline));
  }

  /** See `ReportStore.aggregate`. */
  aggregate(request: AggregateRequest, deadline: Deadline): AggregateResult {
    return this.#match((sources) => aggregateReports(request, sources, deadline));
  }

  /** See `ReportStore.frequencies`. */
  frequencies(request: MatchRequest, key: string, deadline: Deadline): Frequencies {
    return this.#match((sources) => countFrequencies(request, key, sources, deadline));
  }

  /** See `ReportStore.sentenceCounts`. */
  sentenceCounts(fingerprints: readonly string[]): SentenceCount[] {
    return this.#snapshot(() =>
      fingerprints.map((one) => this.#sql.sentenceCount.get(one) ?? { reports: 0, organs: 0 }),
    );
  }

  /** See `ReportStore.kin`. */
  kin(request: KinRequest, deadline: Deadline): Kin[] {
    return this.#matchSentences(({ columns }, sentences) => {
      const idOf = (fingerprint: string) => this.#sql.sentenceId.get(fingerprint);
      const seqOf = (id: string) => this.#sql.seqOf.get(id);
      return findKin(request, { columns, sentences, idOf, seqOf }, deadline);
    });
  }

  /** See `ReportStore.copiedSentences`. */
  copiedSentences(request: CopiedRequest, deadline: Deadline): CopiedSentence[] {
    return this.#matchSentences((sources, sentences) =>
      findCopied(request, sources, sentences, (id) => this.#sql.fingerprint.get(id) ?? '', deadline),
    );
  }

  /** The reports of a scan, in order. */
  orderReports(request: OrderRequest, deadline: Deadline): ScanOrder {
    return this.#match((sources) => ({
      members: orderReports(request, sources, deadline),
      version: storeVersion(this.#db),
    }));
  }

  /** Keeps the present state of the file under a name; false, and nothing is kept, where it is not this version. */
  pinState(name: number, version: string): boolean {
    const state = new PinnedState(this.#path);
    if (state.version === version) this.#pinned.set(name, state);
    else state.close();
    return state.version === version;
  }

  /** The rows of reports from the state that {@link pinState} keeps. */
  readPinned(name: number, members: Int32Array, parts: ScanParts, deadline: Deadline): KeptRows {
    const state = this.#pinned.get(name);
    if (state !== undefined) return state.read(members, parts, deadline);
    throw new OgiError('STORE_UNAVAILABLE', 'The scan was cut short.', {
      remedy: 'Begin again after the last row; it is refused if the data has changed since.',
    });
  }

  /** Lets a state go; nothing happens where none is kept under the name. */
  unpinState(name: number): void {
    this.#pinned.get(name)?.close();
    this.#pinned.delete(name);
  }

  /** See `ReportStore.getMany`. */
  getMany(ids: readonly string[], deadline: Deadline): (KeptReport | null)[] {
    return this.#snapshot(() =>
      ids.map((id) => {
        deadline.check();
        return this.#sql.current.get(id) ?? null;
      }),
    );
  }

  /** See `ReportStore.revisions`. */
  revisions(ids: readonly string[], deadline: Deadline): RevisionInfo[][] {
    return this.#snapshot(() =>
      ids.map((id) => {
        deadline.check();
        return this.#sql.revisions.all(id).map((row) => ({
          source: sourceInfo(row),
          current: row.current === 1,
          parserVersion: row.parser_version,
        }));
      }),
    );
  }

  /** See `ReportStore.getRevision`. */
  getRevision(id: string, sha256: string): KeptReport | null {
    return this.#sql.revision.get(id, sha256) ?? null;
  }

  /** See `ReportStore.source`. */
  source(sha256: string): Source | null {
    const row = this.#sql.source.get(sha256);
    return row === undefined ? null : { ...sourceInfo(row), bytes: inflate(row.bytes) };
  }

  /** Those of the sources that are kept. */
  knownSources(sha256: readonly string[]): FoundSource[] {
    return this.#snapshot(() =>
      sha256.flatMap((one) => {
        const known = this.#sql.known.get(one);
        return known === undefined ? [] : [{ sha256: one, ...known }];
      }),
    );
  }

  /** See `ReportStore.listSources`. */
  listSources(after: string | null, limit: number): string[] {
    return this.#sql.listSources.all(after ?? '', limit);
  }

  /** See `ReportStore.listAliases`. */
  listAliases(after: string | null, limit: number): Alias[] {
    return this.#sql.listAliases.all(after ?? '', limit);
  }

  /** See `ReportStore.listSetAside`. */
  listSetAside(limit: number, offset: number): { files: SetAsideFile[]; total: number } {
    return this.#snapshot(() => ({
      files: this.#sql.listSetAside.all(limit, offset).map((row) => ({ ...row, sha256: row.sha256 || null })),
      total: this.#sql.countSetAside.get() ?? 0,
    }));
  }

  /** See `ReportStore.listWrites`. */
  listWrites(limit: number, offset: number): { entries: WriteLogEntry[]; total: number } {
    return this.#snapshot(() => ({
      entries: this.#sql.listWrites.all(limit, offset),
      total: this.#sql.countWrites.get() ?? 0,
    }));
  }

  /** See `ReportStore.changes`. */
  changes(request: ChangesRequest): ChangesPage {
    return this.#snapshot(() => listChanges(this.#db, request));
  }

  /** Names the state of all reports: equal as long as none has changed. */
  version(): string {
    return this.#snapshot(() => storeVersion(this.#db));
  }

  /** See `ReportStore.organHistory`, with the state that it shows. */
  organHistory(deadline: Deadline): { version: string; history: OrganHistory } {
    return this.#match(({ columns }) => ({
      version: storeVersion(this.#db),
      history: organHistory(columns, deadline),
    }));
  }

  /** See `ReportStore.listRosters`. */
  listRosters(): RosterInfo[] {
    return this.#sql.listRosters.all();
  }

  /** See `ReportStore.rosters`. */
  rosters(): Roster[] {
    return this.#sql.rosters.all().map(({ entries, ...info }) => ({
      ...info,
      entries: JSON.parse(inflate(entries).toString('utf8')) as Roster['entries'],
    }));
  }

  /** See `ReportStore.status`. */
  status(): Omit<StoreStatus, 'bytes'> {
    return this.#snapshot(() => {
      const row = this.#sql.status.get();
      if (row === undefined) throw new Error('The status has no row.');
      const { from, to, ...counts } = row;
      const years = from === null || to === null ? null : { from, to };
      return { ...counts, years, madeUp: Boolean(readMeta(this.#db, 'madeUp')) };
    });
  }

  #match<T>(read: (sources: SearchSources) => T): T {
    return this.#snapshot(() => {
      if (this.#columns.refresh()) {
        this.#phrases.forget();
        this.#narratives.clear();
      }
      return read({
        columns: this.#columns,
        organs: this.#organs,
        phrases: this.#phrases,
        narrative: (seq) => this.#narratives.get(seq, () => this.#loadNarrative(seq)),
        marks: (seq) => this.#sql.marks.get(seq) ?? '',
        kept: (id) => this.#kept(id),
      });
    });
  }

  #matchSentences<T>(read: (sources: SearchSources, sentences: SentenceColumns) => T): T {
    return this.#match((sources) => {
      this.#sentences.refresh(Number(readMeta(this.#db, 'change')));
      return read(sources, this.#sentences);
    });
  }

  #snapshot<T>(read: () => T): T {
    return this.#db.transaction(read)();
  }

  #kept(id: string): KeptReport {
    const kept = this.#sql.current.get(id);
    if (kept === undefined) throw new Error(`The report ${id} has no current revision.`);
    return kept;
  }

  #loadNarrative(seq: number): Narrative {
    const narrative = this.#sql.narrative.get(seq);
    if (narrative === undefined) throw new Error(`The report ${seq} has no current revision.`);
    return decodeNarrative(narrative);
  }
}
