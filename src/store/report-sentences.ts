/** The sentences of a report as the stores keep them. Pure, the same for every store. */
import { nameWithin } from '../domain/identity.js';
import { REGION_LEVELS } from '../domain/region.js';
import type { Report, SectionKind } from '../domain/report.js';
import { normalize } from '../text/normal-form.js';
import {
  fingerprintOf,
  maskedForm,
  namePattern,
  SHORTEST_PASSAGE,
  sketchesOf,
  splitSentences,
} from '../text/sentences.js';

/** A sentence where a report has it. */
export interface PlacedSentence {
  /** Ordinal of the section, its kind, and UTF-16 units of its text. */
  section: number;
  kind: SectionKind;
  start: number;
  end: number;
  /** In normal form. */
  normal: string;
}

/** A sentence of a report with what it is compared by. */
export interface ReportSentence extends PlacedSentence {
  masked: string;
  fingerprint: string;
}

/** A sentence as it is compared. */
export interface SentenceKey {
  fingerprint: string;
  /** Characters (UTF-16 units) of its masked form. */
  size: number;
  /** Three, or none of a short one. */
  sketches: number[];
}

/** The parts of a report that its sentences rest on. */
export type Narrated = Pick<Report, 'organ' | 'region' | 'sections'>;

/** A region without what kind of region it is: 澄江 of 澄江市. */
const KIND_OF_REGION = /(?:特别行政区|自治区|自治州|自治县|自治旗|地区|街道|[省市州盟县区旗乡镇])$/u;

/** The names of organ and places that are left out: also 澄江 of 澄江市, and 教育局 of an organ that is no government. */
function namesOf({ organ, region }: Narrated): string[] {
  const names: string[] = [];
  for (const level of REGION_LEVELS) {
    for (const place of [region[level], region.today?.[level]]) {
      if (place === null || place === undefined) continue;
      names.push(place.name, place.name.replace(KIND_OF_REGION, ''));
    }
  }
  if (organ !== null) {
    names.push(organ.name, organ.normalizedName);
    const within = nameWithin(region, organ.normalizedName);
    if (organ.kind === 'DEPARTMENT' && [...within].length >= 3) names.push(within);
  }
  return names;
}

/** All sentences of a narrative in order. */
export function placedSentences({ sections }: Pick<Report, 'sections'>): PlacedSentence[] {
  return sections.flatMap(({ kind, text }, section) =>
    splitSentences(text).map(({ start, end }) => ({
      section,
      kind,
      start,
      end,
      normal: normalize(text.slice(start, end)),
    })),
  );
}

/** All sentences of a narrative in order. Of one without a letter of its own, form and fingerprint are empty. */
export function allSentences(report: Narrated): ReportSentence[] {
  const names = namePattern(namesOf(report));
  return placedSentences(report).map((sentence) => {
    const masked = maskedForm(sentence.normal, names);
    return { ...sentence, masked, fingerprint: masked === '' ? '' : fingerprintOf(masked) };
  });
}

/** Each sentence that has a fingerprint once, in the order of first appearance. */
export function distinctSentences(sentences: readonly ReportSentence[]): ReportSentence[] {
  const seen = new Set<string>(['']);
  return sentences.filter(({ fingerprint }) => {
    if (seen.has(fingerprint)) return false;
    seen.add(fingerprint);
    return true;
  });
}

/** What stores keep of a sentence. */
export function sentenceKey({ fingerprint, masked }: ReportSentence): SentenceKey {
  return { fingerprint, size: masked.length, sketches: sketchesOf(masked) };
}

/** Whether a sentence is long enough to tell a copy by. */
export function isPassage({ size }: Pick<SentenceKey, 'size'>): boolean {
  return size >= SHORTEST_PASSAGE;
}

/**
 * Of each sentence of a narrative, in order: `o` the organ's own, which neither others nor its last year have; `r` repeated from its last
 * year, which no other organ has; `c` common, which other organs have; `-` no sentence to compare.
 */
export type SentenceMark = 'o' | 'r' | 'c' | '-';

/** The mark of a sentence by who has it. */
export function sentenceMark(isShared: boolean, repeats: boolean): SentenceMark {
  return isShared ? 'c' : repeats ? 'r' : 'o';
}

/** The marks of a narrative, one character a sentence. */
export function sentenceMarks(
  sentences: readonly ReportSentence[],
  markOf: (fingerprint: string) => SentenceMark,
): string {
  return sentences.map(({ fingerprint }) => (fingerprint === '' ? '-' : markOf(fingerprint))).join('');
}

/** A number that is no year. */
const FIGURE = /\d/u;
const YEAR_OF_TEXT = /(?<!\d)(?:19|20)\d\d(?=年)/gu;

/** Whether a sentence in normal form states a number, a year aside. */
export function hasFigure(normal: string): boolean {
  return FIGURE.test(normal.replace(YEAR_OF_TEXT, ''));
}

/**
 * Sentences beside the organ's own by which a match is ranked higher: `repeated` with the mark `r`; `numbered` that no other organ has and
 * that state a number; `figures` common ones that state a number.
 */
export const TELLING_FIELDS = ['repeated', 'numbered', 'figures'] as const;
export type TellingField = (typeof TELLING_FIELDS)[number];

/** The fields of {@link TELLING_FIELDS} that a sentence belongs to. */
export function tellingFields(mark: string | undefined, normal: string): TellingField[] {
  if (mark === 'c') return hasFigure(normal) ? ['figures'] : [];
  if (mark !== 'o' && mark !== 'r') return [];
  return [
    ...(mark === 'r' ? (['repeated'] as const) : []),
    ...(hasFigure(normal) ? (['numbered'] as const) : []),
  ];
}

/** How many characters of a narrative are whose; every sentence counts once. See `derived.originality` in the dictionary. */
export interface OriginalityCounts {
  /** Of all sentences. */
  characters: number;
  /** Of sentences that no report of another organ has, nor the organ's report of the year before. */
  own: number;
  /** Of sentences that the organ's report of the year before has too; null where there is no such report. */
  repeated: number | null;
  /** Of sentences that a report of another organ has too. */
  shared: number;
}

/**
 * Counts the sentences of a report.
 *
 * @param isShared whether a report of another organ has it
 * @param before whether the report of the year before has it; null where there is none
 */
export function countOriginality<T extends { size: number }>(
  sentences: readonly T[],
  isShared: (sentence: T) => boolean,
  before: ((sentence: T) => boolean) | null,
): OriginalityCounts {
  const counts = { characters: 0, own: 0, shared: 0 };
  let repeated = 0;
  for (const sentence of sentences) {
    const { size } = sentence;
    const [shared, repeats] = [isShared(sentence), before?.(sentence) ?? false];
    counts.characters += size;
    if (shared) counts.shared += size;
    if (repeats) repeated += size;
    if (!shared && !repeats) counts.own += size;
  }
  return { ...counts, repeated: before === null ? null : repeated };
}
