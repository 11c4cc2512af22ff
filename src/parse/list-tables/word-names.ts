/** Which words of a list table are a label or a heading of the form. */
import { isListHeading, rowsNamed } from './list-labels.js';
import type { ListToken } from './list-tokens.js';

/** A label has at most so many pieces above its numbers, and below. */
export const MOST_PIECES = 8;
/** What heads a group, though the form knows it not. */
export const LIKE_HEADING = /^[（(]?[一二三四五六七八九十]{1,2}[)）、]|情况[:：]?$|^其中[:：]?$/u;

/** The words of a text. */
export function textOf(words: readonly ListToken[]): string {
  return words.map(({ raw }) => raw).join('');
}

/** Of how many words the longest heading or label of the form is that begins with the word `at`. */
export function nameAt(words: readonly ListToken[], at: number): number {
  for (let length = Math.min(words.length - at, MOST_PIECES); length > 0; length -= 1) {
    const text = textOf(words.slice(at, at + length));
    if (isListHeading(text) || rowsNamed(text).length > 0) return length;
  }
  return 0;
}

/** How many words there are up to the last heading or label of the form, this included. */
export function behindLastName(words: readonly ListToken[]): number {
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const length = nameAt(words, at);
    if (length > 0) return at + length;
  }
  return 0;
}

/**
 * How many headings and labels of the form begin the words, and of how many words they are; of more words than one label has, those
 * up to the last one.
 */
export function headingsIn(words: readonly ListToken[]): { count: number; words: number } {
  let [count, end] = [0, 0];
  for (let at = 0; at < words.length;) {
    const length = nameAt(words, at);
    if (length === 0 && words.length <= MOST_PIECES) break;
    at += Math.max(length, 1);
    if (length === 0) continue;
    count += 1;
    end = at;
  }
  return { count, words: end };
}
