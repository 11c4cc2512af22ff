/** A line as read to letters in their places, in points. */
import type { Glyph } from '../page/page-content.js';
import type { ReadLetter } from './text-recogniser.js';

/** A line as read: its letters, and in pixels where the picture of it stood. */
export interface PlacedLine {
  letters: readonly ReadLetter[];
  left: number;
  width: number;
  top: number;
  bottom: number;
}

/** How wide letters are, in units of their height: Chinese and full width, all others. */
const FULL = 1;
const HALF = 0.52;
const FULL_WIDTH = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60“”‘’…—]/u;
/** Letters whose middles are no further apart than this, in units of their usual distance, touch. */
const TOUCH = 1.35;

/** The glyphs of a line. The model tells where the middle of a letter is; its edges are those of letters of its kind. */
export function lineGlyphs(
  { letters, left, width, top, bottom }: PlacedLine,
  scale: number,
  print: number,
): Glyph[] {
  const size = (bottom - top) * scale;
  const baseline = ((top + bottom) / 2) * scale + size * 0.36;
  const shown = letters.filter(({ text }) => text.trim() !== '');
  const middles = shown.map(({ at }) => (left + at * width) * scale);
  const widths = shown.map(({ text }) => (FULL_WIDTH.test(text) ? FULL : HALF) * size);
  return shown.map(({ text, probability }, index) => {
    const middle = middles[index] ?? 0;
    const own = widths[index] ?? size;
    const reach = (other: number): number => {
      const distance = Math.abs((middles[other] ?? Infinity) - middle);
      const usual = (own + (widths[other] ?? own)) / 2;
      return distance <= usual * TOUCH ? distance / 2 : own / 2;
    };
    return {
      text,
      probability,
      left: middle - (index === 0 ? own / 2 : reach(index - 1)),
      right: middle + (index === shown.length - 1 ? own / 2 : reach(index + 1)),
      baseline,
      size,
      print,
    };
  });
}
