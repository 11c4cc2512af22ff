/**
 * Text queries whose words must be in one section (or all in the title).
 *
 * A report matches where one section, or the title, holds all words of an AND. What is excluded is excluded from
 * the report: `甲 -乙` finds reports with 甲 that have no 乙 anywhere, and `甲 -(乙 丙)` those of which no one
 * section holds both 乙 and 丙.
 */
import type { TextQuery } from '../../domain/query.js';
import { SECTION_KINDS } from '../../domain/report.js';
import type { SectionKind } from '../../domain/report.js';
import { normalize } from '../../text/normal-form.js';
import { combine, complement, unite } from './bit-set.js';
import type { ReportSet } from './bit-set.js';
import { ownSentences } from '../sentence-places.js';
import type { SearchColumns } from './phrase-index.js';
import type { Narrative } from '../report-codec.js';

/** What the match needs from the reader. */
export interface SectionSource {
  live: ReportSet;
  /** Reports that hold a phrase in one of the columns. */
  find: (phrase: string, columns: SearchColumns) => ReportSet;
  /** Reports with more than one section of the kind. */
  repeated: (kind: SectionKind) => ReportSet;
  /** Reads the text of a report; checks the deadline. */
  narrative: (seq: number) => Narrative;
  /** See `sentenceMarks`. */
  marks: (seq: number) => string;
}

/** A query without NOT, but for parts that were decided for whole reports. */
type Positive =
  | { type: 'phrase'; phrase: string }
  | { type: 'and' | 'or'; children: Positive[] }
  | { type: 'decided'; set: ReportSet };

/** The reports that match a query within one section. The set is the caller's own. */
export function matchSameSection(query: TextQuery, columns: SearchColumns, source: SectionSource): ReportSet {
  const positive = decideExclusions(query, columns, source);
  // Where only exclusions are left, a report needs no section to match.
  const found = matchUnit(positive, { body: [], headings: [], own: [] }, source).slice();
  if (columns.body.includes('title'))
    unite(found, matchUnit(positive, { body: ['title'], headings: [], own: [] }, source));
  for (const kind of SECTION_KINDS) {
    const unit = {
      body: columns.body.filter((one) => one === kind),
      headings: columns.headings.filter((one) => one === kind),
      own: columns.own.filter((one) => one === kind),
    };
    if (unit.body.length + unit.headings.length + unit.own.length === 0) continue;
    // The index holds the sections of a kind together: exact where there is one, else to be looked at.
    const candidates = matchUnit(positive, unit, source);
    const repeated = source.repeated(kind);
    candidates.forEach((candidate, seq) => {
      if (candidate === 0 || found[seq] === 1) return;
      if (repeated[seq] === 1 && !holdsInOneSection(positive, seq, kind, unit, source)) return;
      found[seq] = 1;
    });
  }
  return found;
}

function decideExclusions(query: TextQuery, columns: SearchColumns, source: SectionSource): Positive {
  switch (query.type) {
    case 'phrase':
      return query;
    case 'not':
      return {
        type: 'decided',
        set: complement(matchSameSection(query.child, columns, source), source.live),
      };
    default:
      return {
        type: query.type,
        children: query.children.map((child) => decideExclusions(child, columns, source)),
      };
  }
}

/** Reports that match within the columns of one unit. */
function matchUnit(query: Positive, unit: SearchColumns, source: SectionSource): ReportSet {
  switch (query.type) {
    case 'phrase':
      return source.find(query.phrase, unit);
    case 'decided':
      return query.set;
    default: {
      const sets = query.children.map((child) => matchUnit(child, unit, source));
      return combine(query.type, sets, source.live);
    }
  }
}

function holdsInOneSection(
  query: Positive,
  seq: number,
  kind: SectionKind,
  unit: SearchColumns,
  source: SectionSource,
): boolean {
  const { sections } = source.narrative(seq);
  const own = unit.own.length > 0 ? ownSentences(sections, source.marks(seq)) : [];
  return sections.some((section, ordinal) => {
    if (section.kind !== kind) return false;
    const texts = [
      ...(unit.body.length > 0 ? [normalize(section.text)] : []),
      ...(unit.headings.length > 0 ? [normalize(section.heading ?? '')] : []),
      ...(own[ordinal] ?? []),
    ];
    return holds(query, seq, texts);
  });
}

function holds(query: Positive, seq: number, texts: readonly string[]): boolean {
  switch (query.type) {
    case 'phrase':
      return texts.some((text) => text.includes(query.phrase));
    case 'decided':
      return query.set[seq] === 1;
    case 'and':
      return query.children.every((child) => holds(child, seq, texts));
    case 'or':
      return query.children.some((child) => holds(child, seq, texts));
  }
}
