/**
 * A search request as plain data, the same for every store. Text is already parsed and in normal form; the
 * store neither parses nor segments.
 */
import type { CellState, Place, SectionKind } from './report.js';
import { REPORT_FIELD_NAMES } from './report-fields.js';
import type { ReportFieldFilter } from './report-fields.js';
import { REGION_FIELDS } from './region.js';
import type { RegionLevel, RegionView } from './region.js';
import type { FindingCode, Outcome } from './finding.js';

/**
 * What to find in the text. A phrase is non-empty and in normal form; it matches a field if and only if it is
 * a substring of the field's normal form. `and`, `or` have at least one child.
 */
export type TextQuery =
  | { type: 'phrase'; phrase: string }
  | { type: 'and'; children: TextQuery[] }
  | { type: 'or'; children: TextQuery[] }
  | { type: 'not'; child: TextQuery };

export const SEARCH_FIELDS = ['TITLE', 'TEXT', 'HEADINGS'] as const;
/** Where to search; the default is title and text. */
export type SearchField = (typeof SEARCH_FIELDS)[number];

export const TEXT_FILTERS = ['DEFAULT', 'OWN_WORDS'] as const;
/** Which text counts for membership: all of it, or the sentences that no other organ has, nor the organ's last year. */
export type TextFilter = (typeof TEXT_FILTERS)[number];

export const QUERY_HINT_CODES = [
  'AND_WORD',
  'NOT_WORD',
  'OR_WORD',
  'NEAR',
  'WILDCARD',
  'REQUIRED',
  'FIELD',
] as const;
/**
 * `AND_WORD` AND, && · `NOT_WORD` NOT, ! · `OR_WORD` or, || (only `OR` is one) · `NEAR` NEAR, NEAR/3, ~ · `WILDCARD` * or ? in a word ·
 * `REQUIRED` a plus before a word · `FIELD` title:, intitle:, site: …
 */
export type QueryHintCode = (typeof QUERY_HINT_CODES)[number];

/** What was typed, where, and what to write instead. */
export interface QueryHint {
  code: QueryHintCode;
  /** As typed. */
  text: string;
  /** In UTF-16 units of the query. */
  position: number;
  length: number;
  messageZh: string;
  messageEn: string;
}

/** A comparison of a number; all that are given must hold. A missing value never compares. */
export interface NumberComparison {
  eq?: number;
  lt?: number;
  lte?: number;
  gt?: number;
  gte?: number;
}

/** A condition on reports. */
export type ReportFilter =
  | { type: 'and'; children: ReportFilter[] }
  | { type: 'or'; children: ReportFilter[] }
  | { type: 'not'; child: ReportFilter }
  | ({ type: 'year'; in?: number[] } & NumberComparison)
  /** A region level equals one of these codes, names or region keys; as of the report's year unless said otherwise. */
  | { type: 'region'; level: RegionLevel; in: string[]; asOf?: RegionView }
  /** The organ's name, as printed or normalised, equals one of these. */
  | { type: 'organ'; in: string[] }
  /** The organ's name contains this; in normal form. */
  | { type: 'organName'; contains: string }
  /** The organ is one of these; an organ whose region is not certain has no id. */
  | { type: 'organId'; in: string[] }
  | ReportFieldFilter
  /** Has a section of one of these kinds. */
  | { type: 'hasSection'; in: SectionKind[] }
  /** Has a finding with one of these codes and, where given, one of these outcomes. */
  | { type: 'finding'; codes?: FindingCode[]; outcomes?: Outcome[] }
  /** A cell's value compares so and, where given, its state is one of these, and it was read from a picture (OCR) or was not. */
  | ({ type: 'cell'; key: string; states?: CellState[]; readByOcr?: boolean } & NumberComparison)
  /** A derived value compares so and, where given, is there or is not. */
  | ({ type: 'derived'; key: string; hasValue?: boolean } & NumberComparison)
  /** The instant at which the current revision's file was imported, in milliseconds since 1970 (UTC). */
  | ({ type: 'importedAt' } & NumberComparison)
  /**
   * Every day that the report's date may mean lies between these two, days as in `DaySpan`; both count. A report without a
   * date never passes.
   */
  | { type: 'publishedOn'; from?: number; to?: number }
  | { type: 'id'; in: string[] };

export const SORT_FIELDS = [
  'RELEVANCE',
  'YEAR',
  'ORGAN',
  'CELL',
  'DERIVED',
  'IMPORTED_AT',
  'PUBLISHED_ON',
] as const;
export type SortField = (typeof SORT_FIELDS)[number];

/** Missing values come last in both directions; text sorts by code point, a partial date as its first day; ties are broken by id. */
export interface Sort {
  by: SortField;
  /** The key where `by` is `CELL` or `DERIVED`. */
  key?: string;
  direction: 'ASC' | 'DESC';
}

export const FACET_FIELDS = [
  'year',
  ...REGION_FIELDS,
  'organ',
  ...REPORT_FIELD_NAMES,
  'sectionKind',
  'finding',
] as const;
export type FacetField = (typeof FACET_FIELDS)[number];

/** Order of buckets: count descending, then value by code point. */
export interface FacetRequest {
  field: FacetField;
  /** How many buckets at most, 1–1000. */
  limit: number;
  /** Only values whose normal form, or whose label's, begins with this; in normal form. Absent for all. */
  prefix?: string;
}

export interface FacetBucket {
  /** The value to filter by. */
  value: string;
  /** The value for people: a region's name, an organ's name as printed; else the value. */
  label: string;
  count: number;
}

export interface Facet {
  field: FacetField;
  buckets: FacetBucket[];
  /** How many distinct values there are in all, of those that the prefix lets through. */
  distinct: number;
  /** How many of the reports that the facet counts have no value for the field. */
  missing: number;
}

/**
 * A highlighted passage. `text` is a snippet of the original (never HTML), `offset` its place in the section's
 * text (UTF-16 code units), `ranges` are UTF-16 offsets into `text`.
 */
export interface Highlight {
  /** `SECTION` text, a section's `HEADING`, or the `TITLE`. */
  field: 'TITLE' | 'SECTION' | 'HEADING';
  /** Ordinal of the section from 0; null for the title. */
  section: number | null;
  sectionKind: SectionKind | null;
  heading: string | null;
  offset: number;
  text: string;
  ranges: { start: number; end: number }[];
  /** Of the first match in the source; null in a title or heading, and in reports read by an older version. */
  place: Place | null;
}
