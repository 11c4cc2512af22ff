/** Where the sentences of a narrative are, and what their marks say of a match in one. The same for every store. */
import type { Section } from '../domain/report.js';
import { normalize } from '../text/normal-form.js';
import { splitSentences } from '../text/sentences.js';
import type { SentenceRange } from '../text/sentences.js';

/** A sentence with its mark; see `sentenceMarks`. */
export interface MarkedSentence extends SentenceRange {
  mark: string;
}

/** The sentences of each section, in order. */
export function markedSentences(
  sections: readonly Pick<Section, 'text'>[],
  marks: string,
): MarkedSentence[][] {
  let ordinal = 0;
  return sections.map(({ text }) =>
    splitSentences(text).map((range) => ({ ...range, mark: marks[ordinal++] ?? '-' })),
  );
}

/** Of each section the sentences that are the organ's own, in normal form. */
export function ownSentences(sections: readonly Pick<Section, 'text'>[], marks: string): string[][] {
  return markedSentences(sections, marks).map((sentences, section) =>
    sentences
      .filter(({ mark }) => mark === 'o')
      .map(({ start, end }) => normalize(sections[section]?.text.slice(start, end) ?? '')),
  );
}

/** How far from a match a number counts as standing beside it, in UTF-16 units. */
const BESIDE = 16;
const DIGIT = /[0-9０-９]/u;

/**
 * How much a match says, by its sentence: the organ's own words, a number beside it, a number at all; less for a list of names
 * without numbers, and for a line that is no sentence.
 */
export function substance(text: string, sentence: MarkedSentence | undefined, match: SentenceRange): number {
  if (sentence === undefined) return -3;
  const { start, end, mark } = sentence;
  const words = text.slice(start, end);
  let score = mark === 'o' ? 3 : mark === 'r' ? 2 : 0;
  if (DIGIT.test(text.slice(Math.max(start, match.start - BESIDE), Math.min(end, match.end + BESIDE))))
    score += 3;
  else if (DIGIT.test(words)) score += 1;
  else if ((words.match(/、/gu)?.length ?? 0) >= 3) score -= 2;
  if (!/[。！？!?；;][”’」』）)]*$/u.test(words) && words.length < 30) score -= 2;
  return score;
}
