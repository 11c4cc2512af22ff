/** Pages that are set sideways, turned so that their text runs to the right. */
import { IDENTITY, apply } from './matrix.js';
import type { Matrix } from './matrix.js';
import type { Glyph, PageContent, Ruling } from './page-content.js';
import type { Box } from './drawn-rules.js';

/** The page as its file describes it. */
export interface PageFrame {
  width: number;
  height: number;
  /** From the page's own space to points from the top left corner, the page's rotation applied. */
  transform: Matrix;
}

/** A glyph before the page is turned: where it begins and how far, and in which direction, it goes. */
export interface PlacedGlyph {
  text: string;
  x: number;
  y: number;
  advanceX: number;
  advanceY: number;
  size: number;
  print: number;
}

/** Quarter turns clockwise in which text may run; null for text that runs askew, such as a watermark. */
function quarterTurns({ advanceX, advanceY }: PlacedGlyph): number | null {
  const long = Math.max(Math.abs(advanceX), Math.abs(advanceY));
  const short = Math.min(Math.abs(advanceX), Math.abs(advanceY));
  if (short > long * 0.1) return null;
  if (Math.abs(advanceX) >= Math.abs(advanceY)) return advanceX < 0 ? 2 : 0;
  return advanceY > 0 ? 1 : 3;
}

/** Turns page and text so that most of the text runs to the right. Text that runs askew is left out. */
export function turnUpright(
  placed: readonly PlacedGlyph[],
  boxes: readonly Box[],
  frame: PageFrame,
): PageContent {
  const counts = [0, 0, 0, 0];
  for (const glyph of placed) {
    const turns = quarterTurns(glyph);
    if (turns !== null && glyph.text.trim() !== '') counts[turns] = (counts[turns] ?? 0) + 1;
  }
  const turns = counts.indexOf(Math.max(...counts));
  const { width, height } = frame;
  const turn =
    (
      [
        [1, 0, 0, 1, 0, 0],
        [0, -1, 1, 0, 0, width],
        [-1, 0, 0, -1, width, height],
        [0, 1, -1, 0, height, 0],
      ] as const
    )[turns] ?? IDENTITY;
  const [turnedWidth, turnedHeight] = turns % 2 === 0 ? [width, height] : [height, width];
  const glyphs: Glyph[] = [];
  const omitted = new Map<number, string>();
  const omit = ({ print, text }: PlacedGlyph): void => {
    omitted.set(print, (omitted.get(print) ?? '') + text);
  };
  for (const glyph of placed) {
    if (quarterTurns(glyph) === null) {
      omit(glyph);
      continue;
    }
    const [x, y] = apply(turn, glyph.x, glyph.y);
    const [endX] = apply(turn, glyph.x + glyph.advanceX, glyph.y + glyph.advanceY);
    const left = Math.min(x, endX);
    const right = Math.max(x, endX);
    // What stands beyond the page's edge is not printed.
    if (right < 0 || left > turnedWidth || y < 0 || y > turnedHeight + glyph.size) {
      omit(glyph);
      continue;
    }
    glyphs.push({ text: glyph.text, left, right, baseline: y, size: glyph.size, print: glyph.print });
  }
  const horizontals: Ruling[] = [];
  const verticals: Ruling[] = [];
  for (const box of boxes) {
    const [x0, y0] = apply(turn, box.left, box.top);
    const [x1, y1] = apply(turn, box.right, box.bottom);
    const [left, right, top, bottom] = [
      Math.min(x0, x1),
      Math.max(x0, x1),
      Math.min(y0, y1),
      Math.max(y0, y1),
    ];
    if (right - left >= bottom - top) horizontals.push({ at: (top + bottom) / 2, from: left, to: right });
    else verticals.push({ at: (left + right) / 2, from: top, to: bottom });
  }
  const texts = [...omitted.values()].map((text) => text.trim()).filter((text) => text !== '');
  return { width: turnedWidth, height: turnedHeight, turns, glyphs, horizontals, verticals, omitted: texts };
}
