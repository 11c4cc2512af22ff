/**
 * The store port: what every store does, with all defaults. Both adapters give the same ids, totals, facets,
 * highlights and orders for the same request, but for the order under relevance.
 *
 * A write is acknowledged (its promise resolves) only when it is durable and the next query sees it. An answer
 * from part of the data is an error, never a smaller answer.
 */
import type { AggregateRequest, AggregateResult, Frequencies } from './aggregate-request.js';
import type { ChangesPage, ChangesRequest } from './changes.js';
import type { CopiedRequest, CopiedSentence, Kin, KinRequest, SentenceCount } from './copied-request.js';
import type { OrganHistory } from './organ-history.js';
import type { Roster, RosterInfo } from './rosters.js';
import type { Scan, ScanRequest } from './scan-request.js';
import type { MatchRequest, ReadOptions, SearchRequest, SearchResult } from './search-request.js';
import type { KnownSource, SetAsideFile, Source } from './sources.js';
import type {
  Alias,
  ReportWrite,
  RevisionInfo,
  StoredReport,
  WriteLogEntry,
  WriteOutcome,
} from './writes.js';

export interface StoreStatus {
  reports: number;
  revisions: number;
  sources: number;
  setAside: number;
  /** Bytes on disk; null where the store cannot tell. */
  bytes: number | null;
  /** First and last report year; null when empty. */
  years: { from: number; to: number } | null;
  /** True where the reports are the made-up sample. */
  madeUp: boolean;
}

/** What every store does. All reads see every acknowledged write. */
export interface ReportStore {
  /** How many reads it does at once; more of them wait for each other. */
  readonly readsAtOnce: number;
  /**
   * Writes reports and their sources and clears set-aside records of the same bytes. Of a source that is kept already, only
   * an origin that is given and differs is written; its name and the time of its import stay. Outcomes in the order given. All
   * reports of a resolved batch are there. A batch that is refused for a report in it (`BAD_ARGUMENT`) has written nothing;
   * one that fails for another reason may have written some of its reports, or all: writing it again completes it.
   */
  write(batch: readonly ReportWrite[]): Promise<WriteOutcome[]>;
  /** Records files that could not become reports; the same file name and bytes replace the earlier record. */
  setAside(files: readonly SetAsideFile[]): Promise<void>;
  /** Which of these SHA-256 are stored already, with the parser version that read them and their origins. */
  knownSources(sha256: readonly string[]): Promise<Map<string, KnownSource>>;
  search(request: SearchRequest, options?: ReadOptions): Promise<SearchResult>;
  /** Groups and measures; exact. */
  aggregate(request: AggregateRequest, options?: ReadOptions): Promise<AggregateResult>;
  /** How many reports and organs have each sentence, by fingerprint, in the order given; 0 for one that nobody has. */
  sentenceCounts(fingerprints: readonly string[], options?: ReadOptions): Promise<SentenceCount[]>;
  /** The reports with most text in common by {@link Kin.most}, most first, then by id. None has less than the ones left out. */
  kin(request: KinRequest, options?: ReadOptions): Promise<Kin[]>;
  /** The sentences that most organs have, then most reports, then by fingerprint; exact. Short ones are left out. */
  copiedSentences(request: CopiedRequest, options?: ReadOptions): Promise<CopiedSentence[]>;
  /** How often each value of a cell or derived value occurs. Amounts without a known unit are left out. */
  frequencies(request: MatchRequest, key: string, options?: ReadOptions): Promise<Frequencies>;
  /**
   * Reads all matching reports in order, with flat memory.
   *
   * @throws OgiError `DATA_CHANGED` where `after` comes from another state of the store, `BAD_CURSOR` from another request.
   */
  scan(request: ScanRequest): Promise<Scan>;
  /**
   * Deletes a report with all its revisions and sources, and re-derives the year after. False for an unknown id: a second
   * call is no error.
   */
  delete(id: string): Promise<boolean>;
  /** Adds entries to the audit log of writes. */
  logWrites(entries: readonly WriteLogEntry[]): Promise<void>;
  /** The audit log, newest first. */
  listWrites(limit: number, offset: number): Promise<{ entries: WriteLogEntry[]; total: number }>;
  /** Current revisions by id; an unknown id is null. In the order given. */
  getMany(ids: readonly string[], options?: ReadOptions): Promise<(StoredReport | null)[]>;
  /** All revisions of each report, the current one first, then by SHA-256. Empty for an unknown id. In the order given. */
  revisions(ids: readonly string[]): Promise<RevisionInfo[][]>;
  /** One revision, readable however old; null where there is none. */
  getRevision(id: string, sha256: string): Promise<StoredReport | null>;
  /** The original bytes; null where the store has no such source. */
  source(sha256: string): Promise<Source | null>;
  /** SHA-256 of all kept sources after `after`, ascending, at most `limit`. */
  listSources(after: string | null, limit: number): Promise<string[]>;
  /** Aliases after the id `after`, ascending, at most `limit`. */
  listAliases(after: string | null, limit: number): Promise<Alias[]>;
  /**
   * Makes former ids lead to reports; all reads by id follow them. One that is a report's own stays so, and one that led to
   * another report leads there no more. A second call with the same changes nothing.
   *
   * @throws OgiError `BAD_ARGUMENT` where one would lead to no report; nothing has been changed then.
   */
  addAliases(aliases: readonly Alias[]): Promise<void>;
  /** Files set aside, newest first. */
  listSetAside(limit: number, offset: number): Promise<{ files: SetAsideFile[]; total: number }>;
  status(): Promise<StoreStatus>;
  /**
   * Changes of reports in the order in which they were made; every acknowledged write that changes a current revision is one, in
   * the same transaction. The last {@link CHANGES_KEPT} are kept.
   *
   * @throws OgiError `BAD_CURSOR`, `CHANGES_EXPIRED`
   */
  changes(request: ChangesRequest, options?: ReadOptions): Promise<ChangesPage>;
  /** Deletes all changes but the last `keep`; how many it deleted. */
  pruneChanges(keep: number): Promise<number>;
  /** All organs with the years of their reports. The answer is kept until something changes. */
  organHistory(options?: ReadOptions): Promise<OrganHistory>;
  /** Keeps a list of organs under its name, in the place of one of that name. */
  putRoster(roster: Roster): Promise<void>;
  /** Deletes a list; false where there is none of that name. */
  removeRoster(name: string): Promise<boolean>;
  /** All lists with their organs, by name. */
  rosters(): Promise<Roster[]>;
  /** The lists without their organs, by name. */
  listRosters(): Promise<RosterInfo[]>;
  close(): Promise<void>;
}
