/** How long the text of a report may be. */
import type { Report } from '../domain/report.js';
import { normalize } from './normal-form.js';

/**
 * Most UTF-16 units of title, headings and narrative together, as printed and in normal form, of a report that is stored.
 * Many times what an annual report has; an index needs ten bytes of each, in one piece.
 */
export const MAX_TEXT_LENGTH = 1_000_000;

/** So many units at most does the normal form make of one: U+FDFA has 18. */
const MOST_OF_ONE = 18;

/** Whether a report's text is longer than {@link MAX_TEXT_LENGTH}. */
export function isTextTooLong({ title, sections }: Pick<Report, 'title' | 'sections'>): boolean {
  const texts = [title ?? '', ...sections.flatMap(({ heading, text }) => [heading ?? '', text])];
  const lengthOf = (all: readonly string[]): number => all.reduce((sum, { length }) => sum + length, 0);
  const length = lengthOf(texts);
  // Nearly all reports are so short that their normal form need not be made to know.
  if (length * MOST_OF_ONE <= MAX_TEXT_LENGTH) return false;
  return length > MAX_TEXT_LENGTH || lengthOf(texts.map(normalize)) > MAX_TEXT_LENGTH;
}
