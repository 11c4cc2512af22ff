/** What a projection holds of the sentences of a report, given who else has them. Pure. */
import type { Report, SectionKind } from '../../../domain/report.js';
import {
  countOriginality,
  distinctSentences,
  isPassage,
  sentenceKey,
  sentenceMarks,
} from '../../report-sentences.js';
import type { OriginalityCounts, ReportSentence, SentenceKey } from '../../report-sentences.js';
import { normalTokens } from '../../text-tokens.js';
import type { SentenceFields, TextFields } from '../document.js';
import { SECTION_END, SECTION_START } from './encode-sections.js';

/** The sentences of a report, read once. */
export interface ReadSentences {
  all: ReportSentence[];
  /** Each once. */
  keys: SentenceKey[];
}

/** A report with what its sentences share with others. */
export interface NarratedReport {
  sentences: readonly ReportSentence[];
  fields: SentenceFields;
  counts: OriginalityCounts;
  marks: string;
}

/** The sentences of a report. */
export function readSentences(all: ReportSentence[]): ReadSentences {
  return { all, keys: distinctSentences(all).map(sentenceKey) };
}

/** What a sentence that may be a copy has one of: the fingerprint, or a sketch, told apart by position and length. */
export function kinTokens({ fingerprint, sketches }: SentenceKey): string[] {
  return [fingerprint, ...sketches.map((sketch, position) => `${String(position)}${sketch.toString(36)}`)];
}

/**
 * What the projection of a report holds of its sentences.
 *
 * @param isShared whether another organ has a sentence
 * @param before fingerprints of the report of the year before; null where there is none
 */
export function narrateReport(
  { all, keys }: ReadSentences,
  isShared: (fingerprint: string) => boolean,
  before: ReadonlySet<string> | null,
): NarratedReport {
  const shared = new Set(keys.map(({ fingerprint }) => fingerprint).filter(isShared));
  const passages = keys.filter(isPassage);
  return {
    sentences: all,
    fields: {
      all: keys.map(({ fingerprint }) => fingerprint),
      passages: passages.map(({ fingerprint }) => fingerprint),
      kin: [...new Set(passages.flatMap(kinTokens))],
      unshared: keys.map(({ fingerprint }) => fingerprint).filter((one) => !shared.has(one)),
    },
    counts: countOriginality(
      keys,
      ({ fingerprint }) => shared.has(fingerprint),
      before && (({ fingerprint }) => before.has(fingerprint)),
    ),
    marks: sentenceMarks(all, (one) => !shared.has(one) && !(before?.has(one) ?? false)),
  };
}

/** The tokens of the organ's own sentences, section by section, and of those of the others that hold a number. */
export function ownTokens({ sentences, marks }: NarratedReport): Pick<TextFields, 'own' | 'figures'> {
  const figures: string[] = [];
  const sections = new Map<number, { kind: SectionKind; tokens: string[] }>();
  sentences.forEach(({ section, kind, normal }, index) => {
    if (marks[index] === 'c' && /\d/u.test(normal)) figures.push(normalTokens(normal));
    if (marks[index] !== 'o') return;
    const known = sections.get(section);
    if (known === undefined) sections.set(section, { kind, tokens: [normalTokens(normal)] });
    else known.tokens.push(normalTokens(normal));
  });
  const own: Partial<Record<Report['sections'][number]['kind'], string>> = {};
  for (const { kind, tokens } of sections.values()) {
    const section = [SECTION_START, ...tokens, SECTION_END].join(' ');
    own[kind] = own[kind] === undefined ? section : `${own[kind]} ${section}`;
  }
  return { own, figures: figures.join(' ') };
}
