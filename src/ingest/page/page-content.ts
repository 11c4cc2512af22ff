/** What a page shows: characters and rulings. Points; x to the right, y down from the top left corner, text upright. */

import type { Recognised } from '../document.js';

/** Stands for a letter that is printed, of which the file does not say which one it is. */
export const UNKNOWN_LETTER = '\ufffd';

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
  /** Of a letter read from a picture: how sure the model is of it, 0 to 1. */
  probability?: number;
  /** Of a letter read from a picture, in the cell of a drawn table: how that cell was read. */
  read?: Recognised;
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
  /** Pictures cover half of the page or more. */
  pictured?: boolean;
  /** Of a page that was recognised: mean probability of its letters, 0 to 1. */
  legibility?: number;
  /** Of a source of several files: in which of them it is, from 1. */
  part?: number;
  /** Of a picture that was righted: from a point of this page to one of the page as a viewer shows it. */
  toShown?: Projection;
}

/** A projective map of points, by rows: x' = (a x + b y + c) / (g x + h y + 1), y' = (d x + e y + f) / (g x + h y + 1). */
export type Projection = readonly [number, number, number, number, number, number, number, number];

/** Where a projection puts a point. */
export function project(
  [a, b, c, d, e, f, g, h]: Projection,
  x: number,
  y: number,
): readonly [number, number] {
  const scale = g * x + h * y + 1;
  return [(a * x + b * y + c) / scale, (d * x + e * y + f) / scale];
}
