/** Cells that are printed right behind their label and without anything between them ("232///227", "495—3801"). */
import { labelLetters } from './label-text.js';

/** Of numbers, and of blank cells. */
const CELL_SIGNS = '0123456789,.—–―/-';
const BLANK_SIGN = /[/—–―-]/u;

/** What stands behind a label where it holds signs of blank cells, dashes or strokes; null where it does not. */
export function runBehind(text: string): string | null {
  let start = text.length;
  while (start > 0 && CELL_SIGNS.includes(text.charAt(start - 1))) start -= 1;
  const run = text.slice(start);
  return BLANK_SIGN.test(run) && labelLetters(text.slice(0, start)).length > 1 ? run : null;
}
