/**
 * The store port: what every store does, with all defaults. Both adapters give the same ids, totals, facets,
 * highlights and orders for the same request, but for the order under relevance.
 *
 * A write is acknowledged (its promise resolves) only when it is durable and the next query sees it. An answer
 * from part of the data is an error, never a smaller answer.
 */
import type { DerivedValues } from '../domain/derive-values.js';
import type { Finding, FindingCode, Outcome } from '../domain/finding.js';
import type { Organ } from '../domain/organ.js';
import type {
  Facet,
  FacetRequest,
  Highlight,
  NumberComparison,
  ReportFilter,
  SearchField,
  Sort,
  TextFilter,
  TextQuery,
} from '../domain/query.js';
import { REPORT_FIELD_NAMES } from '../domain/report-fields.js';
import type { ReportFieldValues } from '../domain/report-fields.js';
import { REGION_FIELDS } from '../domain/region.js';
import type { Region } from '../domain/region.js';
import type { CellState, Report, Section, SectionKind, ExtraTable } from '../domain/report.js';
import type { SetAsideReason } from '../errors.js';
import type { ChangesPage, ChangesRequest } from './changes.js';
import type { OrganHistory } from './organ-history.js';
import type { PreparedReport } from './prepared-report.js';
import type { Roster, RosterInfo } from './rosters.js';
import type { SentenceKey } from './report-sentences.js';

/** Where a file was retrieved from, as far as it is known. */
export interface SourceOrigin {
  /** Address on the web, http or https; null where nobody and nothing tells it. */
  url: string | null;
  /** ISO 8601 date or instant on which it was retrieved from there; null where it is not known. */
  retrievedAt: string | null;
}

/** The original file of a report, without its bytes. */
export interface SourceInfo extends SourceOrigin {
  /** SHA-256 of the bytes, lower-case hex. */
  sha256: string;
  fileName: string;
  mediaType: string;
  encoding: string | null;
  /** Size in bytes. */
  size: number;
  /** ISO 8601 instant of the first import of these bytes. */
  importedAt: string;
}

/** What is known of a source that is kept. */
export interface KnownSource extends SourceOrigin {
  /** Of its report. */
  id: string;
  /** Of the parser that read it. */
  parserVersion: string;
}

/** A source to keep: its facts and its bytes. */
export interface Source extends SourceInfo {
  bytes: Uint8Array;
}

/** A report to write. Its organ and year are not null (the service sets other files aside). */
export interface ReportWrite {
  source: Source;
  report: Report;
  /** Version of the parser that read it; a reparse writes the same source with a newer one. */
  parserVersion: string;
  /** What was made ready of source and report where they were read; a store makes ready itself what is not there. */
  prepared?: PreparedReport;
  /** The id that a new report is to have, if it is free: ids that were once given stay where a store is migrated. */
  id?: string;
}

/**
 * `new` the first report of its organ and year · `revised` another revision of one that is there ·
 * `unchanged` the same bytes were there already · `reparsed` the same bytes, parsed again.
 */
export type WriteStatus = 'new' | 'revised' | 'unchanged' | 'reparsed';

export interface WriteOutcome {
  id: string;
  status: WriteStatus;
  sha256: string;
  /** Whether the written revision is the current one now. */
  current: boolean;
}

/** One revision of a report: other bytes for the same organ and year. */
export interface RevisionInfo {
  source: SourceInfo;
  current: boolean;
  parserVersion: string;
}

/** A report as stored. Its `findings` include those that the store adds (`identity-uncertain`, `revisions-differ`). */
export interface StoredReport {
  /** Stable and readable in a URL; the same for all revisions. */
  id: string;
  /** The same for all years of one organ; null where its region is not certain. See `organId`. */
  organId: string | null;
  report: Report;
  /** Derived values as stored, for the current revision; of an older revision without those of the year before. */
  derived: DerivedValues;
  source: SourceInfo;
  parserVersion: string;
}

/** An id once given to a report that has gone into another one since: it leads to that other. */
export interface Alias {
  /** The id of old. */
  alias: string;
  /** Id of the report that it leads to. */
  id: string;
}

/** A file that could not become a report. */
export interface SetAsideFile {
  fileName: string;
  /** SHA-256 of its bytes; null where they could not be read. */
  sha256: string | null;
  reason: SetAsideReason;
  /** What is wrong and what to do. */
  message: string;
  /** ISO 8601 instant. */
  at: string;
}

/** Page size limits and defaults, the same for every store and every way in. */
export const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;
export const DEFAULT_FACET_LIMIT = 20;
export const MAX_FACET_LIMIT = 1000;
export const DEFAULT_HIGHLIGHTS = 3;
export const MAX_HIGHLIGHTS = 20;
/** How many UTF-16 code units a snippet shows on either side of its first match. */
export const SNIPPET_CONTEXT = 40;
export const DEFAULT_SEARCH_FIELDS: readonly SearchField[] = ['TITLE', 'TEXT'];
/** Milliseconds after which a read is stopped with `DEADLINE_EXCEEDED`. */
export const DEFAULT_DEADLINE_MS = 10_000;

/** Which reports are meant: the part that a search, an aggregate and a scan share. */
export interface MatchRequest {
  /** Null finds all reports that the filter lets through. */
  text: TextQuery | null;
  /** Phrases in normal form; under relevance, reports that hold one of them exactly come first. */
  exactRuns: string[];
  searchIn: SearchField[];
  /** Search text and headings of sections of these kinds only; null for all. */
  sectionKinds: SectionKind[] | null;
  /** All words joined by AND must stand in one section (or all in the title). */
  sameSection: boolean;
  /**
   * `OWN_WORDS`: a phrase matches where one sentence holds it that is the organ's own; titles and headings are none. Absent for
   * `DEFAULT`.
   */
  textFilter?: TextFilter;
  filter: ReportFilter | null;
}

/** A search. */
export interface SearchRequest extends MatchRequest {
  /** Empty: relevance where there is text, else year descending, then organ. */
  sort: Sort[];
  /** 0–100; 0 for totals and facets alone. */
  limit: number;
  /** The `cursor` of the hit after which the page begins; null from the first. */
  after: string | null;
  /** The `cursor` of the hit before which the page ends; null to the last. */
  before: string | null;
  /** The page is the last `limit` hits of those between `after` and `before`, in the same order; else the first. */
  fromEnd: boolean;
  /** Whether to count all hits. */
  countTotal: boolean;
  facets: FacetRequest[];
  /** How many highlighted passages a hit at most; 0 for none. */
  highlights: number;
  /** Whether the hits carry their reports, as they were when they were found. */
  reports: boolean;
}

export interface Hit {
  id: string;
  /** Opaque; belongs to the request's text, filter and sort (another request refuses it with `BAD_CURSOR`). */
  cursor: string;
  highlights: Highlight[];
  /** Null unless it was asked for. */
  report: StoredReport | null;
}

export interface SearchResult {
  hits: Hit[];
  /** Exact; null unless it was asked for. */
  total: number | null;
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  /** In the order asked. */
  facets: Facet[];
}

export interface ReadOptions {
  /** Milliseconds; past it the read is really stopped and rejects with `DEADLINE_EXCEEDED`. */
  deadlineMs?: number;
}

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

/**
 * What to group by. A report without a value for a field stands in the group null of it. `organ` is one organ with its
 * certain region, whatever others are called so; a report without an organ id is a group of its own.
 */
export const GROUP_FIELDS = ['year', ...REGION_FIELDS, 'organ', ...REPORT_FIELD_NAMES] as const;
export type GroupField = (typeof GROUP_FIELDS)[number];
/** How many fields may be grouped by at once. */
export const MAX_GROUP_FIELDS = 3;
/** How many measures an aggregate may have. */
export const MAX_MEASURES = 20;
export const DEFAULT_GROUP_LIMIT = 100;
export const MAX_GROUP_LIMIT = 1000;

/**
 * One figure of a group. All but the last rest on the reports that have a value for `key` (a cell or derived value);
 * amounts without a known unit have none here. `percentile` and `median` interpolate linearly between ranks. `pooledRate`
 * is the sum of numerators ÷ the sum of denominators of a ratio, over the reports in which it has a value.
 * `reportsWithFinding` counts reports with such a finding.
 */
export type Measure =
  | { type: 'sum' | 'mean' | 'min' | 'max' | 'median' | 'pooledRate'; key: string }
  /** `percentile` 0–100. */
  | { type: 'percentile'; key: string; percentile: number }
  | { type: 'reportsWithFinding'; code: FindingCode; outcomes: Outcome[] | null };

/** A figure to order or to test groups by: the number of reports, a group field's value, or a measure by its position. */
export type GroupKey =
  { by: 'reports' } | { by: 'field'; field: GroupField } | { by: 'measure'; index: number };

/** Groups reports. */
export interface AggregateRequest extends MatchRequest {
  /** 0–3 fields; none gives one group of all reports. */
  groupBy: GroupField[];
  measures: Measure[];
  /** Empty: by the group fields, ascending. Missing last; ties are broken by the group fields, ascending. */
  order: (GroupKey & { direction: 'ASC' | 'DESC' })[];
  /** Groups must meet all of these; a missing figure meets none. */
  having: (Extract<GroupKey, { by: 'reports' | 'measure' }> & NumberComparison)[];
  /** 1–1000. */
  limit: number;
  /** How many groups to skip. */
  offset: number;
  /**
   * `TOP_LEVEL` leaves out each report that a consolidated report of the same year, itself matched, covers: that of a
   * people's government, or its office, of a region in which the report's organ lies.
   */
  nested: 'KEEP' | 'TOP_LEVEL';
  /** Whether to name each group's latest report. */
  withLatest: boolean;
}

/** A value of a group field: a number for `year`, else as facets have it; the organ id for `organ`. */
export interface GroupValue {
  value: string | number | null;
  /** For people; null with the value. */
  label: string | null;
}

/** A figure and what it rests on. Figures are rounded to 12 significant digits. */
export interface MeasureValue {
  value: number | null;
  /** How many reports of the group have a value. */
  reportsWithValue: number;
  /** Of `pooledRate`; else null. */
  numerator: number | null;
  denominator: number | null;
}

/** How many reports have which scope, and how many another one covers. */
export interface ScopeCounts {
  own: number;
  consolidated: number;
  unknown: number;
  /** Reports that a consolidated report of the same year, itself matched, covers. Counted twice by a sum. */
  nested: number;
}

export interface AggregateGroup {
  /** In the order of `groupBy`. */
  values: GroupValue[];
  reports: number;
  scopes: ScopeCounts;
  /** In the order of `measures`. */
  measures: MeasureValue[];
  /** Id of the report of the latest year, the least of several; null unless asked for. */
  latest: string | null;
}

export interface AggregateResult {
  groups: AggregateGroup[];
  /** How many groups meet `having`. */
  totalGroups: number;
  /** Over all matched reports, before `having`. */
  reports: number;
  scopes: ScopeCounts;
}

/** How often each value occurs: exact quantiles and histograms come from it. */
export interface Frequencies {
  /** Distinct values, ascending. */
  values: Float64Array;
  /** How many reports have each. */
  counts: Uint32Array;
  /** How many reports match, with or without a value. */
  reports: number;
}

/** What a scan gives of each report. */
export interface ScanRequest extends MatchRequest {
  sort: Sort[];
  /** The `cursor` of the row after which to go on, as an earlier scan gave it; null from the first. */
  after: string | null;
  /** Keys of cells and derived values to give. */
  keys: string[];
  /** Whether to give the findings and the extra tables. */
  findings: boolean;
  /** Whether to give the sections; absent for no. */
  sections?: boolean;
}

/** One report of a scan. */
export interface ScanRow {
  id: string;
  organId: string | null;
  /** Opaque; belongs to the request and to the state of the store. */
  cursor: string;
  title: string | null;
  organ: Organ;
  year: number;
  region: Region;
  fields: ReportFieldValues;
  publishedOn: string | null;
  source: SourceInfo;
  /** In the order of `keys`; NaN where there is no value. */
  values: Float64Array;
  /** In the order of `keys`; null for a derived value. */
  states: (CellState | null)[];
  /** In the order of `keys`, from 0 to 1; NaN for a cell that was not read from a picture (OCR), and for a derived value. */
  confidences: Float64Array;
  /** Whether the file, or a part of it, was read from pictures. */
  readByOcr: boolean;
  /** Those of `keys` whose value is an amount without a known unit; it stands in `values` as printed. */
  unknownUnits: string[];
  /** Empty unless findings are asked for, as are the extra tables. */
  findings: Finding[];
  extraTables: ExtraTable[];
  /** Empty unless asked for. */
  sections: Section[];
}

/** An open scan: one state of the store, however long it takes and whatever is written meanwhile. Close it. */
export interface Scan {
  /** How many reports match in all, from the first. */
  total: number;
  /** Names the state of the store that is read. */
  version: string;
  /** The next rows, at most `limit`; none at the end. */
  next(limit: number): Promise<ScanRow[]>;
  close(): Promise<void>;
}

/** How many reports and how many organs have a sentence. */
export interface SentenceCount {
  reports: number;
  organs: number;
}

/** Asks for the reports that have most text in common with one. */
export interface KinRequest {
  /** Of the report itself, which is left out. */
  id: string;
  /** Leaves out the other reports of its organ. */
  ofOtherOrgans: boolean;
  /** Its sentences that are long enough to tell a copy by, each once. At most {@link MAX_KIN_SENTENCES}. */
  sentences: SentenceKey[];
  /** How many reports at most. */
  limit: number;
}

/** A report that may have text in common with another. */
export interface Kin {
  id: string;
  /**
   * The sum of the sizes of the sentences asked for that the report has, or of which it has one with an equal sketch: it has no
   * more in common.
   */
  most: number;
}

/** Of longer narratives the longest sentences are compared. */
export const MAX_KIN_SENTENCES = 500;

/** Asks for the sentences that most organs have, of the reports that match. */
export interface CopiedRequest extends MatchRequest {
  /** At least so many organs must have it, 2 or more. */
  minOrgans: number;
  /** 1–100. */
  limit: number;
}

/** How many reports are named of each copied sentence. */
export const COPIED_REPORTS = 20;

/** A sentence that several organs have; all is counted among the reports that match. */
export interface CopiedSentence {
  fingerprint: string;
  organs: number;
  reports: number;
  /** Ids of the reports that have it, the earliest year first, then the earliest date (missing last), then by id; at most 20. */
  ids: string[];
}

/** One write by a client, for the audit log. */
export interface WriteLogEntry {
  /** ISO 8601 instant. */
  at: string;
  /** `TOKEN`: a wrong token was shown. */
  action: 'IMPORT' | 'DELETE' | 'REPARSE' | 'TOKEN';
  /** Id of the report concerned; null for all or none. */
  reportId: string | null;
  /** SHA-256 of the file concerned; null where there is none. */
  sha256: string | null;
  /** What came of it, e.g. `new`, `set-aside: no-year`, `deleted`. */
  result: string;
  /** Id of the request that asked for it. */
  requestId: string;
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
   * Makes ids of old lead to reports; all reads by id follow them. One that is a report's own stays so, and one that led to
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
