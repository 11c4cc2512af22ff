/** Lines of text on a page. */
import type { Glyph } from './page-content.js';
import type { TextLine } from './words.js';
import { lineText, textLines } from './words.js';

/** A line of text outside of all tables. */
export interface PageLine {
  kind: 'line';
  page: number;
  /** Ordinal on its page, from 1; 0 until the page is laid out. */
  line: number;
  text: string;
  /** Height of its middle, in points from the top. */
  middle: number;
  size: number;
  /** Its words, for those who look for columns. */
  content: TextLine;
}

/** Characters to lines, from the top. */
export function pageLines(glyphs: readonly Glyph[], page: number): PageLine[] {
  return textLines(glyphs).map((content) => {
    const { middle, size } = content;
    return { kind: 'line', page, line: 0, text: lineText(content), middle, size, content };
  });
}
