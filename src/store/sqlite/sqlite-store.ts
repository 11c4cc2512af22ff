/** The embedded store: one SQLite file, one thread that writes, some that read. */
import { stat } from 'node:fs/promises';
import { OgiError } from '../../errors.js';
import { DEFAULT_DEADLINE_MS } from '../search-request.js';
import type { AggregateRequest, AggregateResult, Frequencies } from '../aggregate-request.js';
import type { CopiedRequest, CopiedSentence, Kin, KinRequest, SentenceCount } from '../copied-request.js';
import type { ReportStore, StoreStatus } from '../port.js';
import type { Scan, ScanRequest } from '../scan-request.js';
import type { MatchRequest, ReadOptions, SearchRequest, SearchResult } from '../search-request.js';
import type { SetAsideFile, KnownSource, Source } from '../sources.js';
import type {
  Alias,
  ReportWrite,
  RevisionInfo,
  StoredReport,
  WriteLogEntry,
  WriteOutcome,
} from '../writes.js';
import type { ChangesPage, ChangesRequest } from '../changes.js';
import type { OrganHistory } from '../organ-history.js';
import type { Roster, RosterInfo } from '../rosters.js';
import { openReader, openWriter } from './connection.js';
import { KnownAnswers } from './known-answers.js';
import { ReadPool } from './read-pool.js';
import { ScanDesk } from './scan-desk.js';
import { storedReport } from './stored-report.js';
import { toSent } from './write-protocol.js';
import { WriteThread } from './write-thread.js';

/** How to open the embedded store. */
export interface SqliteStoreOptions {
  /** The store file. Made, with its folder, where there is none. SQLite keeps two files beside it (-wal, -shm). */
  path: string;
  /** How many reads run at once, each in a worker thread. Default is 2. */
  readers?: number;
  /** Milliseconds after which a reader with nothing to do, and the columns that it holds, are let go. Default is null: never. */
  idleReaderMs?: number | null;
  /** Refuses writes; the file must be there. Default is `false`. */
  readonly?: boolean;
  /**
   * Whether the store is for made-up reports. An existing store of the other sort is refused; where this is absent,
   * a new store is the user's and an existing one is taken as it is.
   */
  madeUp?: boolean;
}

/** Reads that run at once, if not told otherwise. */
export const DEFAULT_READERS = 2;

/**
 * Opens the embedded store. Several processes may share a file: each sees what another has written with its next
 * read, and writes wait for each other.
 *
 * @throws OgiError `STORE_UNAVAILABLE`, `STORE_DAMAGED`, or `BAD_CONFIGURATION` where `madeUp` does not fit.
 */
export function openSqliteStore(options: SqliteStoreOptions): Promise<ReportStore> {
  return Promise.resolve(options).then((given) => {
    const { path, readers = DEFAULT_READERS, readonly = false, madeUp, idleReaderMs = null } = given;
    // Made, brought up to date and checked here, before anybody reads; the thread opens it again with the first write.
    if (readonly) openReader(path, madeUp ?? null).close();
    else openWriter(path, madeUp ?? null).db.close();
    return new SqliteStore(path, readonly ? null : new WriteThread(path), { readers, idleReaderMs });
  });
}

class SqliteStore implements ReportStore {
  readonly readsAtOnce: number;
  readonly #path: string;
  readonly #writer: WriteThread | null;
  readonly #pool: ReadPool;
  readonly #scans: ScanDesk;
  readonly #answers: KnownAnswers;
  /** Of one state of the file. */
  #history: { version: string; history: OrganHistory } | null = null;

  constructor(
    path: string,
    writer: WriteThread | null,
    { readers, idleReaderMs }: { readers: number; idleReaderMs: number | null },
  ) {
    this.readsAtOnce = readers;
    const pool = new ReadPool(path, readers, { idleMs: idleReaderMs });
    this.#path = path;
    this.#writer = writer;
    this.#pool = pool;
    this.#scans = new ScanDesk(path, pool);
    this.#answers = new KnownAnswers(path);
  }

  write(batch: readonly ReportWrite[]): Promise<WriteOutcome[]> {
    return this.#write((writer) => writer.write('write', [batch.map(toSent)]));
  }

  setAside(files: readonly SetAsideFile[]): Promise<void> {
    return this.#write((writer) => writer.write('setAside', [files]));
  }

  async knownSources(sha256: readonly string[]): Promise<Map<string, KnownSource>> {
    const known = await this.#pool.read('knownSources', [sha256], DEFAULT_DEADLINE_MS);
    return new Map(known.map(({ sha256: key, ...rest }) => [key, rest]));
  }

  async search(
    request: SearchRequest,
    { deadlineMs = DEFAULT_DEADLINE_MS }: ReadOptions = {},
  ): Promise<SearchResult> {
    const { hits, ...page } = await this.#answers.get(['search', request], () =>
      this.#pool.read('search', [request], deadlineMs),
    );
    return {
      ...page,
      hits: hits.map(({ kept, ...hit }) => ({ ...hit, report: kept && storedReport(kept) })),
    };
  }

  aggregate(
    request: AggregateRequest,
    { deadlineMs = DEFAULT_DEADLINE_MS }: ReadOptions = {},
  ): Promise<AggregateResult> {
    return this.#answers.get(['aggregate', request], () =>
      this.#pool.read('aggregate', [request], deadlineMs),
    );
  }

  frequencies(
    request: MatchRequest,
    key: string,
    { deadlineMs = DEFAULT_DEADLINE_MS }: ReadOptions = {},
  ): Promise<Frequencies> {
    return this.#answers.get(['frequencies', request, key], () =>
      this.#pool.read('frequencies', [request, key], deadlineMs),
    );
  }

  sentenceCounts(
    fingerprints: readonly string[],
    { deadlineMs = DEFAULT_DEADLINE_MS }: ReadOptions = {},
  ): Promise<SentenceCount[]> {
    return this.#pool.read('sentenceCounts', [fingerprints], deadlineMs);
  }

  kin(request: KinRequest, { deadlineMs = DEFAULT_DEADLINE_MS }: ReadOptions = {}): Promise<Kin[]> {
    return this.#pool.read('kin', [request], deadlineMs);
  }

  copiedSentences(
    request: CopiedRequest,
    { deadlineMs = DEFAULT_DEADLINE_MS }: ReadOptions = {},
  ): Promise<CopiedSentence[]> {
    return this.#pool.read('copiedSentences', [request], deadlineMs);
  }

  scan(request: ScanRequest): Promise<Scan> {
    return this.#scans.open(request);
  }

  delete(id: string): Promise<boolean> {
    return this.#write((writer) => writer.write('delete', [id]));
  }

  logWrites(entries: readonly WriteLogEntry[]): Promise<void> {
    return this.#write((writer) => writer.write('logWrites', [entries]));
  }

  listWrites(limit: number, offset: number): Promise<{ entries: WriteLogEntry[]; total: number }> {
    return this.#pool.read('listWrites', [limit, offset], DEFAULT_DEADLINE_MS);
  }

  async getMany(
    ids: readonly string[],
    { deadlineMs = DEFAULT_DEADLINE_MS }: ReadOptions = {},
  ): Promise<(StoredReport | null)[]> {
    const rows = await this.#pool.read('getMany', [ids], deadlineMs);
    return rows.map((row) => row && storedReport(row));
  }

  revisions(ids: readonly string[]): Promise<RevisionInfo[][]> {
    return this.#pool.read('revisions', [ids], DEFAULT_DEADLINE_MS);
  }

  async getRevision(id: string, sha256: string): Promise<StoredReport | null> {
    const row = await this.#pool.read('getRevision', [id, sha256], DEFAULT_DEADLINE_MS);
    return row && storedReport(row);
  }

  source(sha256: string): Promise<Source | null> {
    return this.#pool.read('source', [sha256], DEFAULT_DEADLINE_MS);
  }

  listSources(after: string | null, limit: number): Promise<string[]> {
    return this.#pool.read('listSources', [after, limit], DEFAULT_DEADLINE_MS);
  }

  listAliases(after: string | null, limit: number): Promise<Alias[]> {
    return this.#pool.read('listAliases', [after, limit], DEFAULT_DEADLINE_MS);
  }

  addAliases(aliases: readonly Alias[]): Promise<void> {
    return this.#write((writer) => writer.write('addAliases', [aliases]));
  }

  listSetAside(limit: number, offset: number): Promise<{ files: SetAsideFile[]; total: number }> {
    return this.#pool.read('listSetAside', [limit, offset], DEFAULT_DEADLINE_MS);
  }

  changes(
    request: ChangesRequest,
    { deadlineMs = DEFAULT_DEADLINE_MS }: ReadOptions = {},
  ): Promise<ChangesPage> {
    return this.#pool.read('changes', [request], deadlineMs);
  }

  pruneChanges(keep: number): Promise<number> {
    return this.#write((writer) => writer.write('pruneChanges', [keep]));
  }

  async organHistory({ deadlineMs = DEFAULT_DEADLINE_MS }: ReadOptions = {}): Promise<OrganHistory> {
    const known = this.#history;
    // It is large, and the same for all who ask until something changes.
    if (known !== null && (await this.#pool.read('version', [], deadlineMs)) === known.version) {
      return known.history;
    }
    this.#history = await this.#pool.read('organHistory', [], deadlineMs);
    return this.#history.history;
  }

  putRoster(roster: Roster): Promise<void> {
    return this.#write((writer) => writer.write('putRoster', [roster]));
  }

  removeRoster(name: string): Promise<boolean> {
    return this.#write((writer) => writer.write('removeRoster', [name]));
  }

  rosters(): Promise<Roster[]> {
    return this.#pool.read('rosters', [], DEFAULT_DEADLINE_MS);
  }

  listRosters(): Promise<RosterInfo[]> {
    return this.#pool.read('listRosters', [], DEFAULT_DEADLINE_MS);
  }

  async status(): Promise<StoreStatus> {
    const [status, bytes] = await Promise.all([
      this.#answers.get(['status'], () => this.#pool.read('status', [], DEFAULT_DEADLINE_MS)),
      this.#bytesOnDisk(),
    ]);
    return { ...status, bytes };
  }

  async close(): Promise<void> {
    await Promise.all([this.#scans.close(), this.#pool.close()]);
    this.#answers.close();
    // Last: who closes the file last tidies it.
    await this.#writer?.close();
  }

  async #bytesOnDisk(): Promise<number> {
    const log = await stat(`${this.#path}-wal`).then(
      ({ size }) => size,
      () => 0,
    );
    return (await stat(this.#path)).size + log;
  }

  async #write<T>(operation: (writer: WriteThread) => Promise<T>): Promise<T> {
    if (this.#writer !== null) return operation(this.#writer);
    throw new OgiError('STORE_UNAVAILABLE', 'The store is not open for writing.', {
      remedy: 'Open it without `readonly`, and write before it is closed.',
    });
  }
}
