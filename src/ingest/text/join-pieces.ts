/** Text that a tool wrapped over the lines of one drawn cell, joined again. */

/** A number or a part of one, as it stands in a cell of the forms. */
const NUMBER_PART = /^[-+−－＋]?[\d０-９,，.．]+$/u;
const LATIN_END = /\p{Script=Latin}$/u;
const LATIN_START = /^\p{Script=Latin}/u;
/** A line end that Markdown writes out. */
const HARD_BREAK = /\\$/u;
/** Pandoc's Markdown keeps the styles of text so: `[0]{lang="EN-US"}`. */
const STYLED = /\[([^[\]]*)\]\{[^{}=]*=[^{}]*\}/gu;

const OPENS_STYLED = /^\[+/u;
const CLOSES_STYLED = /\](?:\{.*)?$/u;

/**
 * Joins the pieces of one cell, top down: nothing between Chinese, nor between the parts of a number (tools cut "1697"
 * into 16 and 97 where the column is narrow); a blank between Latin words.
 */
export function joinPieces(pieces: readonly string[]): string {
  let joined = '';
  for (const piece of pieces) {
    const text = piece.replace(HARD_BREAK, '').trim();
    joined += parts(joined, text) ? ` ${text}` : text;
  }
  return withoutStyles(joined);
}

/** True where a blank belongs between two pieces. */
function parts(left: string, right: string): boolean {
  if (LATIN_END.test(left) && LATIN_START.test(right)) return true;
  // A number and other text with digits at the border are two things.
  const isNumber = [left, right].every((piece) =>
    NUMBER_PART.test(piece.replace(OPENS_STYLED, '').replace(CLOSES_STYLED, '')),
  );
  return /\d$/u.test(left) && /^\d/u.test(right) && !isNumber;
}

function withoutStyles(text: string): string {
  for (let left = text, opened; ; left = opened) {
    opened = left.replace(STYLED, '$1');
    if (opened === left) return left;
  }
}
