/** Where in a cell its paper begins: the edges of a grid are drawn as one line each, or as two (a border around each cell). */
import type { DrawnLine, DrawnLines } from './drawn-lines.js';
import type { PixelBox } from './picture.js';

/** A line is an edge of a cell where it runs along this part of its side. */
const ALONG = 0.6;

/**
 * A cell without the rulings around it.
 *
 * @param cell as the edges of its grid bound it
 * @param ruling half the thickness of a line, in pixels
 * @param reach how far lines of one edge stand from it, in pixels
 */
export function insideOf(cell: PixelBox, lines: DrawnLines, ruling: number, reach: number): PixelBox {
  const { left, top, right, bottom } = cell;
  const across = placesOf(lines.across, left, right);
  const down = placesOf(lines.down, top, bottom);
  return {
    left: Math.max(left, ...down.filter((at) => at <= left + reach)) + ruling,
    top: Math.max(top, ...across.filter((at) => at <= top + reach)) + ruling,
    right: Math.min(right, ...down.filter((at) => at >= right - reach)) - ruling,
    bottom: Math.min(bottom, ...across.filter((at) => at >= bottom - reach)) - ruling,
  };
}

/** Where lines run that go along a side from `first` to `last`. */
function placesOf(lines: readonly DrawnLine[], first: number, last: number): number[] {
  return lines
    .filter(({ from, to }) => Math.min(to, last) - Math.max(from, first) >= (last - first) * ALONG)
    .map(({ start, end }) => Math.round((start + end) / 2));
}
