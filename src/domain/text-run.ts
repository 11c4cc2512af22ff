/** Runs of text with their places in the source, and the place of any stretch of them. */
import type { Box, Place } from './place.js';

/** A word of a printed line: what of the line's text it is, and where on the page it reaches from left to right. */
export interface WordExtent {
  /** In UTF-16 code units, within the text of its line. */
  offset: number;
  length: number;
  /** In points. */
  left: number;
  right: number;
}

/** A piece of text that is in one place of the source: a line, or a paragraph known from markup. */
export interface TextRun {
  /** Where it begins in the text that it is part of, in UTF-16 code units. */
  offset: number;
  place: Place;
  /** Of a line on a page: where its words are. */
  words?: WordExtent[];
}

/** Index of the last run that begins at or before an offset. */
function runAt(runs: readonly TextRun[], offset: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.offset ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The place of a stretch of `text`: its first line and column and, over several lines, its last line. The box is that of what
 * is on the first line.
 */
export function placeIn(
  { text, runs }: { text: string; runs: readonly TextRun[] },
  start: number,
  end: number,
): Place {
  const at = runAt(runs, start);
  const first = runs[at];
  const last = runs[runAt(runs, end - 1)];
  if (first === undefined) return {};
  const limit = runs[at + 1]?.offset ?? text.length;
  const shown = text.slice(first.offset, limit);
  const place = placeWithin(first, shown, start - first.offset, Math.min(end, limit) - first.offset);
  const endLine = last?.place.line;
  if (endLine !== undefined && endLine !== place.line) place.endLine = endLine;
  return place;
}

/** The place of a stretch of one line. `start` and `end` are UTF-16 offsets into `text`. */
export function placeWithin(
  line: { place: Place; words?: readonly WordExtent[] },
  text: string,
  start: number,
  end: number,
): Place {
  const place: Place = { ...line.place };
  if (place.column !== undefined) place.column += start;
  if (place.box !== undefined && line.words !== undefined) {
    place.box = boxOf(place.box, line.words, text, start, end);
  }
  return place;
}

/** Words as they stand in a text from which the first `by` UTF-16 code units were cut. */
export function shiftWords(words: readonly WordExtent[], by: number): WordExtent[] {
  return words.map((word) => ({ ...word, offset: word.offset - by }));
}

/** The part of a line's box that a stretch of it takes: whole words, and of a word its share by the width of its characters. */
function boxOf(box: Box, words: readonly WordExtent[], text: string, start: number, end: number): Box {
  let left = Infinity;
  let right = -Infinity;
  for (const word of words) {
    const from = Math.max(start, word.offset) - word.offset;
    const to = Math.min(end, word.offset + word.length) - word.offset;
    if (from >= to) continue;
    const printed = text.slice(Math.max(0, word.offset), word.offset + word.length);
    const whole = widthOf(printed);
    const at = (units: number): number =>
      word.left + ((word.right - word.left) * widthOf(printed.slice(0, units))) / whole;
    left = Math.min(left, at(from));
    right = Math.max(right, at(to));
  }
  if (left >= right) return box;
  return { ...box, x: rounded(left), width: rounded(right - left) };
}

/** In halves of a Han character. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character < '\u1100' ? 1 : 2;
  return width;
}

/** Points to one decimal: finer than any printed line. */
export function rounded(points: number): number {
  return Math.round(points * 10) / 10;
}
