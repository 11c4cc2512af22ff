/** Offsets in the source to lines and columns. */
import type { Place } from '../../domain/report.js';

/** White space and the entities for blanks that are before the first letter of a text. */
const LEADING_BLANKS = /(?:\s|&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#8194|#8195|#12288|#x3000);)*/iuy;

/** Finds lines and columns in a source whose lines end with LF. */
export class SourcePositions {
  readonly #source: string;
  /** Offsets at which lines begin. */
  readonly #starts: number[] = [0];

  constructor(source: string) {
    this.#source = source;
    for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  /** Line and column (UTF-16 code units) of the first character at or after `offset` that is no blank. */
  firstLetter(offset: number): Place {
    LEADING_BLANKS.lastIndex = offset;
    LEADING_BLANKS.test(this.#source);
    const at = LEADING_BLANKS.lastIndex;
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (this.#starts[low] ?? 0) + 1 };
  }

  /** Where the line after the one at `offset` begins. */
  nextLine(offset: number): number {
    const end = this.#source.indexOf('\n', offset);
    return end === -1 ? offset : end + 1;
  }
}
