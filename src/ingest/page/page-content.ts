/** What a page shows: characters and rulings. Points; x to the right, y down from the top left corner, text upright. */

/** A printed character (or ligature). Blanks are glyphs too: they part words. */
export interface Glyph {
  text: string;
  left: number;
  right: number;
  baseline: number;
  /** Height of the font, in points. */
  size: number;
  /** Which of the page's pieces of text it was painted with. */
  print: number;
}

/** A straight line along one axis: `at` on the other axis, from `from` to `to`. */
export interface Ruling {
  at: number;
  from: number;
  to: number;
}

/** One page, its text turned upright. */
export interface PageContent {
  width: number;
  height: number;
  /** How many quarter turns clockwise its text ran in the page as a viewer shows it, before it was turned upright. */
  turns: number;
  glyphs: Glyph[];
  horizontals: Ruling[];
  verticals: Ruling[];
  /** Texts that run askew (a watermark) or stand beyond the page's edge, and are no glyphs here. */
  omitted: string[];
}
