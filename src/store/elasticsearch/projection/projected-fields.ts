/** The shape of a document of the projection. */
import type { DaySpan } from '../../../domain/day-span.js';
import type { Finding } from '../../../domain/finding.js';
import type { RegionField } from '../../../domain/region.js';
import type { TopLevelFields } from '../../../domain/report-fields.js';
import type { CellState, SectionKind } from '../../../domain/report.js';
import type { SourceInfo } from '../../sources.js';
import type { ContentDocument } from '../indices.js';

/** A region level, an organ. */
export interface LabelledField {
  value: string;
  label: string;
}

/** Objects nested along the dotted path of a key, as the mapping has them. */
export interface ValueTree {
  [name: string]: number | ValueTree;
}

/** Tokens of texts, see `encodeTexts`. Of each kind of section, text and headings of all sections in one field. */
export interface TextFields {
  title: string;
  organName: string;
  sections: Partial<Record<SectionKind, string>>;
  /** The sentences that are the organ's own, each a text over whose end no phrase runs; sections as in `sections`. */
  own: Partial<Record<SectionKind, string>>;
  /** Others that say more than the rest; see `TELLING_FIELDS`. */
  repeated: string;
  numbered: string;
  figures: string;
}

/** Fingerprints of the sentences of a report, each once. */
export interface SentenceFields {
  all: string[];
  /** Of those that are long enough to tell a copy by. */
  passages: string[];
  /** See `kinTokens`. */
  kin: string[];
  /** Of those that no report of another organ has. */
  unshared: string[];
}

/** What is kept with a projection so that one read gives hits with their reports; not indexed. */
export interface StoredFields {
  /** The current revision. */
  report: ContentDocument;
  source: SourceInfo;
  parserVersion: string;
  /** Findings of the store, which follow those of the report. */
  findings: Finding[];
  /** `DerivedValues` as JSON, raw deflate, base64. */
  derived: string;
  /** See `sentenceMarks`. */
  marks: string;
}

/** Places in a year by which reports cover each other; see `nestingFields`. */
export interface NestingFields {
  /** What the report covers; null where it covers nothing. */
  covers: string | null;
  /** What covers it, whichever report does. */
  above: string[];
  /** What covers it where another report does; null for none. */
  own: string | null;
}

/** Facet values with their labels, `value\nlabel`; null where the report has none. */
export type FacetLabels = Record<'organ' | RegionField, string | null>;

/**
 * The projection of a report. `_id` is its id, `_version` the commit that touched it last (external). Always written
 * whole, so `grams` need not be in `_source`.
 */
export interface ProjectionDocument extends TopLevelFields {
  id: string;
  organId: string | null;
  title: string | null;
  year: number;
  publishedOn: string | null;
  /** The days that it may mean; null without a date. */
  published: DaySpan | null;
  /** Milliseconds since 1970. */
  importedAt: number;
  organ: {
    /** As printed. */
    name: string;
    normalizedName: string;
    kind: string;
    level: string;
    /** Its id, or for an organ without one a value that no other report has. */
    group: string;
  };
  /** As of the report's year and of today. */
  region: Record<RegionField, { key: string; name: string; code: string | null } | null>;
  /** Whether the region is certain. */
  regionCertain: boolean;
  /** Distinct kinds of the sections. */
  sectionKinds: SectionKind[];
  facets: FacetLabels;
  /** Distinct; `code:outcome` pairs, and the codes that a facet counts. */
  findings: { code: string[]; outcome: string[]; codeOutcome: string[]; shown: string[] };
  sha256: string;
  parserVersion: string;
  /** Values of reported cells. */
  cells: ValueTree;
  /** Keys of reported amounts whose unit is not known. */
  unknownUnits: string[];
  /** Keys of the cells that were read from a picture, and how sure each is. */
  readByOcr: string[];
  confidences: Record<string, number>;
  /** Keys of the cells in each state. */
  states: Partial<Record<CellState, string[]>>;
  /** Derived values that there are, without the leading `derived.`. */
  derived: ValueTree;
  nesting: NestingFields;
  sentences: SentenceFields;
  grams: TextFields;
  stored: StoredFields;
}
