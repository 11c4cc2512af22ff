/** Cells that are printed without anything between them ("…495—3801"), blank ones as dashes. */
import { labelLetters } from './label-text.js';

/** A number, or the dash of a blank cell. */
const CELL = /\d[\d,]*(?:\.\d+)?|[—–―]/gu;
const CELL_SIGNS = '0123456789,.—–―';
/** Dashes that are not pairs: a blank cell may print two. */
const ODD_DASHES = /(?<![—–―])(?:[—–―]{2})*[—–―](?![—–―])/u;
/** No cells but two years ("2021—2025"), and numbers of which one begins with zero ("0512—66"). */
const NO_CELLS = /^(?:19|20)\d\d[—–―](?:19|20)\d\d$|(?<![\d,.])0\d/u;

/** All cells behind a label; null where dashes do not part them. */
export function cellsInOne(text: string): string[] | null {
  let start = text.length;
  while (start > 0 && CELL_SIGNS.includes(text.charAt(start - 1))) start -= 1;
  const printed = text.slice(start);
  if (!/\d/u.test(printed) || !ODD_DASHES.test(printed) || NO_CELLS.test(printed)) return null;
  if (labelLetters(text.slice(0, start)).length < 2) return null;
  const cells = printed.match(CELL) ?? [];
  return cells.join('') === printed ? cells : null;
}
