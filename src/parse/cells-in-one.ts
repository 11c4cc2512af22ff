/** Cells that are printed without anything between them ("…495—3801"), blank ones as dashes. */
import { labelLetters } from './label-text.js';

/** A number, or the dash of a blank cell. */
const CELL = /\d[\d,]*(?:\.\d+)?|[—–―]/gu;
const CELL_SIGNS = '0123456789,.—–―';
/** Dashes that are not pairs: a blank cell may print two. */
const ODD_DASHES = /(?<![—–―])(?:[—–―]{2})*[—–―](?![—–―])/u;
/** No cells but two years ("2021—2025"), and numbers of which one begins with zero ("0512—66"). */
const NO_CELLS = /^(?:19|20)\d\d[—–―](?:19|20)\d\d$|(?<![\d,.])0\d/u;

/** Where the signs at the end of a text begin. */
function startOf(signs: string, text: string): number {
  let start = text.length;
  while (start > 0 && signs.includes(text.charAt(start - 1))) start -= 1;
  return start;
}

const BLANK_SIGN = /[/—–―-]/u;

/** What stands behind a label where it holds signs of blank cells, dashes or strokes ("232///227"); null where it does not. */
export function runBehind(text: string): string | null {
  const start = startOf(`${CELL_SIGNS}/-`, text);
  const run = text.slice(start);
  return BLANK_SIGN.test(run) && labelLetters(text.slice(0, start)).length > 1 ? run : null;
}

/** All cells behind a label; null where dashes do not part them. */
export function cellsInOne(text: string): string[] | null {
  const start = startOf(CELL_SIGNS, text);
  const printed = text.slice(start);
  if (!/\d/u.test(printed) || !ODD_DASHES.test(printed) || NO_CELLS.test(printed)) return null;
  if (labelLetters(text.slice(0, start)).length < 2) return null;
  const cells = printed.match(CELL) ?? [];
  return cells.join('') === printed ? cells : null;
}
