/** Whether pages hold text at all, and letters that mean something. */
import type { PageContent } from './page-content.js';

/** Fewer characters than this, on a page on average, are no text: stamps and page numbers on a scan. */
export const LEAST_CHARACTERS = 20;
/** A report whose characters are to this part without meaning has fonts that do not say what their letters are. */
const MOST_UNREADABLE = 0.3;

/** How many characters a page prints, blanks left out. */
export function countLetters({ glyphs }: PageContent): number {
  return glyphs.reduce((sum, { text }) => sum + text.replace(/\s+/gu, '').length, 0);
}

/** From this part of its letters on, a page's fonts do not say enough of it: a whole column of numbers may be without meaning. */
const MOST_UNKNOWN = 0.05;
const WITHOUT_MEANING = /[\p{Co}\p{Cn}\p{Cc}\ufffd]/gu;

/** Whether the fonts of a page do not say which letters a part of it shows that may hold numbers; symbols before lines are fewer. */
export function isGarbled(page: PageContent): boolean {
  const text = page.glyphs.map((glyph) => glyph.text).join('');
  return (text.match(WITHOUT_MEANING)?.length ?? 0) > countLetters(page) * MOST_UNKNOWN;
}

/** `none`: pages without text, or with hardly any; `meaningless`: the fonts do not say which letters they show. */
export function textQuality(pages: readonly PageContent[]): 'good' | 'none' | 'meaningless' {
  const text = pages
    .flatMap((page) => page.glyphs.map((glyph) => glyph.text))
    .join('')
    .replace(/\s+/gu, '');
  if (text.length < LEAST_CHARACTERS * pages.length) return 'none';
  const unreadable = text.match(WITHOUT_MEANING)?.length ?? 0;
  return unreadable > text.length * MOST_UNREADABLE ? 'meaningless' : 'good';
}
