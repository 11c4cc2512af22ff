/** How many columns a text takes where every character has one or two: terminals, and tables drawn for them. */

/** Characters of East Asian Width W or F (Unicode Standard Annex 11), as far as reports hold them. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
/** Characters of East Asian Width A that reports hold: one column or two, as the program that drew them took it. */
const AMBIGUOUS = /[“”‘’…—―·×÷±§°①-⓿Ⅰ-ⅻ→←↑↓]/u;
/** Characters that take no column of their own. */
const ZERO = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** The columns of one character. `ambiguous` is the width of those that some programs draw narrow and some wide; the default is 1. */
export function characterWidth(character: string, ambiguous: 1 | 2 = 1): number {
  if (ZERO.test(character)) return 0;
  if (AMBIGUOUS.test(character)) return ambiguous;
  return WIDE.test(character) ? 2 : 1;
}

/** Number of terminal columns that a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}
