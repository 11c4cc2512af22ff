/**
 * The store port: what every store does, with all defaults. Both adapters give the same ids, totals, facets,
 * highlights and orders for the same request, but for the order under relevance.
 *
 * A write is acknowledged (its promise resolves) only when it is durable and the next query sees it. An answer
 * from part of the data is an error, never a smaller answer.
 */
import type {
  Facet,
  FacetRequest,
  Highlight,
  ReportFilter,
  SearchField,
  Sort,
  TextQuery,
} from '../domain/query.js';
import type { Report, SectionKind } from '../domain/report.js';
import type { SetAsideReason } from '../errors.js';

/** The original file of a report, without its bytes. */
export interface SourceInfo {
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
}

/**
 * `new` the first report of its organ and year · `revised` another revision of one that is there ·
 * `unchanged` the same bytes were there already · `reparsed` the same bytes, parsed anew.
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
  report: Report;
  source: SourceInfo;
  parserVersion: string;
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

/** A search. Absent members take the defaults above. */
export interface SearchRequest {
  /** Null finds all reports that the filter lets through. */
  text: TextQuery | null;
  /** Phrases in normal form; under relevance, reports that hold one of them exactly come first. */
  exactRuns: string[];
  searchIn: SearchField[];
  /** Search text and headings of sections of these kinds only; null for all. */
  sectionKinds: SectionKind[] | null;
  /** All words joined by AND must stand in one section (or all in the title). */
  sameSection: boolean;
  filter: ReportFilter | null;
  /** Empty: relevance where there is text, else year descending, then organ. */
  sort: Sort[];
  /** 0–100; 0 for totals and facets alone. */
  limit: number;
  /** The `cursor` of the hit after which the page begins; null for the first page. */
  after: string | null;
  facets: FacetRequest[];
  /** How many highlighted passages a hit at most; 0 for none. */
  highlights: number;
}

export interface Hit {
  id: string;
  /** Opaque; belongs to the request's text, filter and sort (another request refuses it with `BAD_CURSOR`). */
  cursor: string;
  highlights: Highlight[];
}

export interface SearchResult {
  hits: Hit[];
  /** Exact. */
  total: number;
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

/** What every store does. All reads see every acknowledged write. */
export interface ReportStore {
  /**
   * Writes reports and their sources, atomically for the whole batch, and clears set-aside records of the same
   * bytes. Outcomes in the order given.
   */
  write(batch: readonly ReportWrite[]): Promise<WriteOutcome[]>;
  /** Records files that could not become reports; the same file name and bytes replace the earlier record. */
  setAside(files: readonly SetAsideFile[]): Promise<void>;
  /** Which of these SHA-256 are stored already, with the parser version that read them. */
  knownSources(sha256: readonly string[]): Promise<Map<string, { id: string; parserVersion: string }>>;
  search(request: SearchRequest, options?: ReadOptions): Promise<SearchResult>;
  /** Current revisions by id; an unknown id is null. In the order given. */
  getMany(ids: readonly string[], options?: ReadOptions): Promise<(StoredReport | null)[]>;
  /** All revisions of a report, the current one first, then by SHA-256. Empty for an unknown id. */
  revisions(id: string): Promise<RevisionInfo[]>;
  /** One revision, readable however old; null where there is none. */
  getRevision(id: string, sha256: string): Promise<StoredReport | null>;
  /** The original bytes; null where the store has no such source. */
  source(sha256: string): Promise<Source | null>;
  /** SHA-256 of all kept sources after `after`, ascending, at most `limit`. */
  listSources(after: string | null, limit: number): Promise<string[]>;
  /** Files set aside, newest first. */
  listSetAside(limit: number, offset: number): Promise<{ files: SetAsideFile[]; total: number }>;
  status(): Promise<StoreStatus>;
  close(): Promise<void>;
}
