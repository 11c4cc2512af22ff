/** A coloured page to a grey one. Stamps are taken out by their colour; words printed in red stay. */
import type { Picture } from './picture.js';
import { pageLength } from './picture.js';

/** Red by at least this much more than green and blue is of a stamp, or of a red heading. */
const RED = 48;
/** Side of the squares, as part of the longer side of the page, in which red is looked for. */
const SQUARE = 1 / 160;
/** A square is red from this part of its pixels on. */
const REDDISH = 0.04;
/** A red line of words is at least so many times as wide as high, and no higher than this part of the page. */
const WIDE = 3.5;
const HIGHEST = 0.05;

/** @param rgba four bytes a pixel */
export function withoutStamps(rgba: Uint8ClampedArray | Uint8Array, width: number, height: number): Picture {
  const data = new Uint8Array(width * height);
  const red = new Uint8Array(width * height);
  let reds = 0;
  for (let index = 0, at = 0; index < data.length; index += 1, at += 4) {
    const [r, g, b, alpha] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0, rgba[at + 3] ?? 255];
    // What is transparent is white paper.
    const paper = 255 - alpha;
    const grey = (r * 299 + g * 587 + b * 114) / 1000;
    data[index] = (grey * alpha) / 255 + paper;
    if (alpha > 128 && r - Math.max(g, b) > RED) {
      red[index] = 1;
      reds += 1;
    }
  }
  if (reds === 0) return { width, height, data };
  const words = redWords(red, width, height);
  for (let index = 0, at = 0; index < data.length; index += 1, at += 4) {
    const [r, g, b] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
    // The edge of a stamp is paler than the stamp; black print below it has no more red than any other colour.
    if (r - Math.max(g, b) > RED / 3 && !words(index)) data[index] = Math.max(data[index] ?? 0, r);
  }
  return { width, height, data };
}

/** Tells of a pixel whether it belongs to words printed in red: blots that are wide and low. */
function redWords(red: Uint8Array, width: number, height: number): (index: number) => boolean {
  const longer = pageLength({ width, height });
  const side = Math.max(4, Math.round(longer * SQUARE));
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
  const counts = new Uint32Array(columns * rows);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (red[y * width + x] === 1) {
        const square = Math.floor(y / side) * columns + Math.floor(x / side);
        counts[square] = (counts[square] ?? 0) + 1;
      }
    }
  }
  const isRed = (square: number): boolean => (counts[square] ?? 0) > side * side * REDDISH;
  const isWord = new Uint8Array(columns * rows);
  const seen = new Uint8Array(columns * rows);
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] === 1 || !isRed(start)) continue;
    const blot = [start];
    seen[start] = 1;
    let [left, right, top, bottom] = [columns, 0, rows, 0];
    for (let index = 0; index < blot.length; index += 1) {
      const square = blot[index] ?? 0;
      const x = square % columns;
      const y = (square - x) / columns;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      for (let down = Math.max(0, y - 1); down <= Math.min(rows - 1, y + 1); down += 1) {
        // Letters of a heading stand apart.
        for (let across = Math.max(0, x - 2); across <= Math.min(columns - 1, x + 2); across += 1) {
          const next = down * columns + across;
          if (seen[next] === 1 || !isRed(next)) continue;
          seen[next] = 1;
          blot.push(next);
        }
      }
    }
    const [span, depth] = [right - left, bottom - top];
    if (span >= depth * WIDE && depth * side <= longer * HIGHEST)
      for (const square of blot) isWord[square] = 1;
  }
  return (index) => {
    const x = index % width;
    const y = (index - x) / width;
    return isWord[Math.floor(y / side) * columns + Math.floor(x / side)] === 1;
  };
}
