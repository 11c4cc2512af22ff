/** Digits so near to others, printed on their own, that what PDFium dropped between or below them would make another number. */
import type { Glyph } from '../../page/page-content.js';
import { UnsureError } from './unsure.js';

/** Height of a strip of the page, in points, in which neighbours are looked for. */
const STRIP = 6;
/** Lines nearer than this part of a letter's height are one. */
const ONE_LINE = 0.4;

/** Letters that share more than this part of the narrower one's width are over each other. */
const MOST_SHARED = 0.3;
/** Parts of a letter's height between which a gap may be, or not be, one between two numbers: a blank decides it. */
const [LEAST_GAP, MOST_GAP] = [0.15, 0.35];

/** How many letters beside one are looked at. */
const MOST_NEIGHBOURS = 16;

const DIGIT = /^\p{Nd}$/u;
const PUNCTUATION = /^\p{P}$/u;

/**
 * PDFium drops a letter where the same one was painted before it, and a blank at the end of what was painted. What it dropped
 * is not to be seen; where it would matter, is.
 *
 * @throws UnsureError
 */
export function assertNumbersApart(glyphs: readonly Glyph[]): void {
  const strips = new Map<number, Glyph[]>();
  for (const glyph of glyphs) {
    const strip = Math.round(glyph.baseline / STRIP);
    const known = strips.get(strip);
    if (known === undefined) strips.set(strip, [glyph]);
    else known.push(glyph);
  }
  for (const [strip, own] of strips) {
    const near = [...own, ...(strips.get(strip + 1) ?? [])].sort((a, b) => a.left - b.left);
    near.forEach((glyph, index) => {
      checkNeighbours(glyph, near.slice(index + 1, index + 1 + MOST_NEIGHBOURS));
    });
  }
}

/** @param right what begins right of where the letter begins, from the left */
function checkNeighbours(glyph: Glyph, right: readonly Glyph[]): void {
  const reach = glyph.right + MOST_GAP * glyph.size;
  let isNext = true;
  for (const other of right) {
    if (other.left >= reach) return;
    if (!isSameLine(glyph, other)) continue;
    if (glyph.print !== other.print) {
      if (isOver(glyph, other)) throw new UnsureError('a number over something else');
      if (isNext && isPartedByGap(glyph, other)) throw new UnsureError('a gap that may part two numbers');
    }
    isNext = false;
  }
}

function isSameLine(glyph: Glyph, next: Glyph): boolean {
  return Math.abs(glyph.baseline - next.baseline) <= ONE_LINE * Math.min(glyph.size, next.size);
}

/** Punctuation is often pushed together, and no harm is in it. */
function isOver(glyph: Glyph, next: Glyph): boolean {
  if (!DIGIT.test(glyph.text) && !DIGIT.test(next.text)) return false;
  if (PUNCTUATION.test(glyph.text) || PUNCTUATION.test(next.text)) return false;
  const shared = Math.min(glyph.right, next.right) - next.left;
  return shared > MOST_SHARED * Math.min(glyph.right - glyph.left, next.right - next.left);
}

function isPartedByGap(glyph: Glyph, next: Glyph): boolean {
  if (!DIGIT.test(glyph.text) || !DIGIT.test(next.text)) return false;
  const gap = (next.left - glyph.right) / Math.max(glyph.size, next.size);
  return gap > LEAST_GAP && gap < MOST_GAP;
}
