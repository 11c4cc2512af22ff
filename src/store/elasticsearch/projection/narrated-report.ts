/** What a projection holds of the sentences of a report, given who else has them. Pure. */
import type { Report, SectionKind } from '../../../domain/report.js';
import {
  countOriginality,
  distinctSentences,
  isPassage,
  sentenceKey,
  sentenceMark,
  sentenceMarks,
  TELLING_FIELDS,
  tellingFields,
} from '../../report-sentences.js';
import type { OriginalityCounts, ReportSentence, SentenceKey, TellingField } from '../../report-sentences.js';
import { normalTokens } from '../../text-tokens.js';
import type { SentenceFields, TextFields } from './projected-fields.js';
import { SECTION_END, SECTION_START } from './encode-sections.js';
import { recordOf } from '../../../domain/record-of.js';

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
    marks: sentenceMarks(all, (one) => sentenceMark(shared.has(one), before?.has(one) ?? false)),
  };
}

/** The tokens of the organ's own sentences, section by section, and of others that say more than the rest. */
export function ownTokens({ sentences, marks }: NarratedReport): Pick<TextFields, 'own' | TellingField> {
  const telling: Record<TellingField, string[]> = { repeated: [], numbered: [], figures: [] };
  const sections = new Map<number, { kind: SectionKind; tokens: string[] }>();
  sentences.forEach(({ section, kind, normal }, index) => {
    const mark = marks[index];
    const fields = tellingFields(mark, normal);
    if (mark !== 'o' && fields.length === 0) return;
    const tokens = normalTokens(normal);
    for (const field of fields) telling[field].push(tokens);
    if (mark !== 'o') return;
    const known = sections.get(section);
    if (known === undefined) sections.set(section, { kind, tokens: [tokens] });
    else known.tokens.push(tokens);
  });
  const own: Partial<Record<Report['sections'][number]['kind'], string>> = {};
  for (const { kind, tokens } of sections.values()) {
    const section = [SECTION_START, ...tokens, SECTION_END].join(' ');
    own[kind] = own[kind] === undefined ? section : `${own[kind]} ${section}`;
  }
  return { own, ...recordOf(TELLING_FIELDS, (field) => telling[field].join(' ')) };
}
