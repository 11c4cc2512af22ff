/** The parsed report: what the parser yields and everything downstream reads. Plain data, JSON-safe. */
import type { Finding, Outcome } from './finding.js';
import type { Region } from './region.js';
import type { Organ } from './organ.js';
import type { FormTableName } from '../forms/words.js';
import type { Place } from './place.js';
import type { TextRun } from './text-run.js';

export type { Box, Place } from './place.js';

export const CELL_STATES = ['REPORTED', 'BLANK', 'ABSENT', 'NOT_IN_FORM', 'UNREADABLE'] as const;
/**
 * `REPORTED` a number is printed · `BLANK` the row is there, the cell is empty, "/" or "—" · `ABSENT` the report
 * has no such row or table though its form has · `NOT_IN_FORM` · `UNREADABLE` something is printed that is no
 * number, or no evidence decides where it belongs.
 */
export type CellState = (typeof CELL_STATES)[number];

/** One statistic cell as read. Only `REPORTED` has a value; zero is printed zero and nothing else. */
export interface Cell {
  state: CellState;
  /** Counts as printed; amounts in 万元 unless `unit` is `UNKNOWN`. Null unless `REPORTED`. */
  value: number | null;
  /** The text as printed, with remarks; null where nothing is printed. */
  raw: string | null;
  place: Place | null;
  /** Only on amounts: `UNKNOWN` where neither form nor cell prints a unit; such a number stays out of every sum. */
  unit?: 'TEN_THOUSAND_YUAN' | 'UNKNOWN';
  /** Only of a cell read from a picture (OCR): how sure the less sure of its two readings is, from 0 to 1. */
  confidence?: number;
}

export const SECTION_KINDS = [
  'PREAMBLE',
  'OVERVIEW',
  'PROACTIVE_DISCLOSURE',
  'APPLICATIONS',
  'REVIEW_AND_LITIGATION',
  'PROBLEMS_AND_IMPROVEMENT',
  'OTHER_MATTERS',
  'OTHER',
] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];

/** A part of the narrative, in document order. Table text is not narrative. */
export interface Section {
  kind: SectionKind;
  /** As printed, white space mended; null for the text before the first heading. */
  heading: string | null;
  /** Paragraphs joined by "\n"; may be empty. */
  text: string;
  place: Place | null;
  /** Where the text is in the source, ascending by offset; absent in reports read by an older version. */
  runs?: TextRun[];
}

export const FORMS = ['FORM_2014', 'FORM_2019', 'FORM_2021', 'FREE_PROSE'] as const;
/**
 * Decided by the tables that are there, not by the year; `FREE_PROSE` where there is none. `FORM_2014` is the family of list
 * tables of 2008–2018, national and provincial.
 */
export type Form = (typeof FORMS)[number];

export const SCOPES = ['OWN', 'CONSOLIDATED', 'UNKNOWN'] as const;
/** 汇总口径: `CONSOLIDATED` where the figures cover subordinate organs too. */
export type ScopeKind = (typeof SCOPES)[number];

export interface Scope {
  kind: ScopeKind;
  /** The words that show it; null for `UNKNOWN`. */
  words: string | null;
  place: Place | null;
}

export const DATE_KINDS = ['PUBLISHED', 'SIGNED'] as const;
/** `PUBLISHED` the page's own date, `SIGNED` the date under the signature (落款). */
export type DateKind = (typeof DATE_KINDS)[number];

/** A row or remark outside the form (e.g. 其他主动公开文件, 注：…), kept with its label. */
export interface ExtraRow {
  table: FormTableName;
  label: string;
  values: { raw: string; value: number | null; place: Place | null }[];
  place: Place | null;
}

/** A number or text of an extra table. */
export interface ExtraTableValue {
  /** Header of its column as printed; null where none is, or where nothing shows which it is. */
  column: string | null;
  raw: string;
  /** Null where the text is no number. */
  value: number | null;
  place: Place | null;
}

/** A row of an extra table. */
export interface ExtraTableRow {
  /** What is over it: a heading, or the whole of which it is a part; null where there is none. */
  group: string | null;
  label: string;
  /** As printed; null where none is. */
  unit: string | null;
  /** Empty cells are left out. */
  values: ExtraTableValue[];
  place: Place | null;
}

/** A table, or the rows of one, that no form we know has: kept whole. Its words are in the sections too, where they are searched. */
export interface ExtraTable {
  /** The line above it; null where none is its title. */
  title: string | null;
  /** Headers of the columns of values, as printed. */
  columns: string[];
  rows: ExtraTableRow[];
  place: Place | null;
}

/** A number that the narrative states. A claim never fills a cell. */
export interface Claim {
  /** Key of the cell or derived value it speaks of; null where no cell holds it. */
  cell: string | null;
  value: number;
  /** The words as printed. */
  text: string;
  place: Place | null;
  /** Null where there is no cell to compare with. */
  outcome: Outcome | null;
}

/** What the user says of a file that tells too little of itself; it outweighs what the file prints, and a finding says so. */
export interface GivenHead {
  title?: string;
  organ?: string;
  year?: number;
}

/** One of several files that were joined to one source. */
export interface SourceFile {
  name: string;
  /** E.g. `text/html`. */
  mediaType: string;
}

/** A parsed report. `organ` and `year` are null where the source does not give them. */
export interface Report {
  title: string | null;
  organ: Organ | null;
  /** The year reported on, not the year of publication. */
  year: number | null;
  /** ISO 8601 date, full or partial: `2021-01-28`, `2020-02`, `2020`. */
  publishedOn: string | null;
  dateKind: DateKind | null;
  region: Region;
  /** What was given with the file; kept, so that it is read alike again. */
  given?: GivenHead;
  /** The files of a joined source, in order; the `part` of a place counts them from 1. */
  files?: SourceFile[];
  scope: Scope;
  form: Form;
  sections: Section[];
  /** All keys, in the order of the dictionary. */
  cells: Record<string, Cell>;
  extraRows: ExtraRow[];
  extraTables: ExtraTable[];
  claims: Claim[];
  findings: Finding[];
}
