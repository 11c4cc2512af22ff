/** A line of text as a terminal shows it: cut by display columns, the characters of East Asian scripts taking two. */
import { characterWidth } from '../../text/display-width.js';
import type { LineBlock } from '../document.js';

/** A line laid out in display columns. */
export interface ScreenLine {
  readonly line: LineBlock;
  /** For each display column the index of its character in the text; the second column of a wide character has -1. */
  readonly at: readonly number[];
}

/** A stretch of a line between two display columns, trimmed. */
export interface Piece {
  text: string;
  /** Index in the line's text at which it begins. */
  at: number;
}

/** Lays a line out; `ambiguous` is the width of characters that some programs draw narrow and some wide. */
export function screenLine(line: LineBlock, ambiguous: 1 | 2): ScreenLine {
  const at: number[] = [];
  let index = 0;
  for (const character of line.text) {
    const width = characterWidth(character, ambiguous);
    if (width > 0) at.push(index);
    if (width === 2) at.push(-1);
    index += character.length;
  }
  return { line, at };
}

/** The character in a display column: empty right of the line's end and in the second half of a wide one. */
export function characterAt({ line, at }: ScreenLine, column: number): string {
  const index = at[column] ?? -1;
  return index === -1 ? '' : String.fromCodePoint(line.text.codePointAt(index) ?? 0);
}

/** True where a cut left of the column goes through no character. */
export function mayCut({ at }: ScreenLine, column: number): boolean {
  return at[column] !== -1;
}

/** What stands from the column `from` to before the column `to`. */
export function pieceOf({ line, at }: ScreenLine, from: number, to: number): Piece {
  const start = at.slice(from).find((index) => index !== -1) ?? line.text.length;
  const end = at.slice(to).find((index) => index !== -1) ?? line.text.length;
  const raw = line.text.slice(start, end);
  return { text: raw.trim(), at: start + raw.length - raw.trimStart().length };
}
