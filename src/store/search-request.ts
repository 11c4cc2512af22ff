/** What a search asks and what it is answered, with all limits and defaults; the same for every store and every way in. */
import type {
  Facet,
  FacetRequest,
  Highlight,
  ReportFilter,
  SearchField,
  Sort,
  TextFilter,
  TextQuery,
} from '../domain/query.js';
import type { SectionKind } from '../domain/report.js';
import type { StoredReport } from './writes.js';

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
  /** All words joined by AND must be in one section (or all in the title). */
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
