/** Tables drawn with line characters, as text browsers and terminals write them. */
import type { LineBlock } from '../document.js';

const VERTICAL = /[│┃║┆┇┊┋]/gu;
/** A line of a drawn frame: horizontals with crossings or corners, and nothing else. */
const FRAME = /^(?=.*[─━═╌╍┄┅].*[─━═╌╍┄┅])[\s─━═╌╍┄┅│┃║┌-╬]+$|^\s*\+(?:[-=]+\+)+\s*$/u;

/** The lines with upright bars for drawn verticals, without the horizontal ones; every other character stays in its place. */
export function openDrawnTables(lines: readonly LineBlock[]): LineBlock[] {
  return lines
    .filter((line) => !FRAME.test(line.text))
    .map((line) => ({ ...line, text: line.text.replace(VERTICAL, '|') }));
}
