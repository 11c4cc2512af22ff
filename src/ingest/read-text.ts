/** Plain text to line blocks, each with its place. */
import { SetAsideError } from '../errors.js';
import type { LineBlock } from './document.js';

/**
 * Ends of lines: CR LF, LF, CR, NEL, LINE and PARAGRAPH SEPARATOR count as one each. Form feed (a page of PDF text) and
 * vertical tab (a soft line end of word processors) part a line in two, but editors do not count them.
 */
const BREAK = /\r\n|[\n\r\u0085\u2028\u2029\f\v]/gu;

/** Most lines that are read. The longest report known has under 5,000; each costs memory down to the parser. */
export const MAX_LINES = 200_000;

/**
 * Cuts text into its physical lines. Empty lines become the `blankLinesBefore` of the next; a line of white space
 * alone is a block, for it may be an empty table row. Lines are numbered as an editor shows them.
 *
 * @throws SetAsideError `too-large` for more than {@link MAX_LINES} lines with text.
 */
export function readText(text: string): LineBlock[] {
  const blocks: LineBlock[] = [];
  let line = 1;
  let lineStart = 0;
  let partStart = 0;
  let blankLinesBefore = 0;
  /** Line ends within cells since the last line began. */
  let endsInCells = 0;
  const endPart = (end: number): void => {
    if (end === partStart) return;
    if (blocks.length === MAX_LINES) throw tooManyLines();
    blocks.push({
      kind: 'line',
      text: text.slice(partStart, end),
      place: { line, column: partStart - lineStart + 1 },
      blankLinesBefore,
    });
    blankLinesBefore = 0;
  };
  const isInCell = breaksInCells(text);
  for (const found of text.matchAll(BREAK)) {
    if (found[0] === '\r' && isInCell(found.index)) {
      endsInCells += 1;
      continue;
    }
    endPart(found.index);
    partStart = found.index + found[0].length;
    if (found[0] === '\f' || found[0] === '\v') continue;
    if (blocks.at(-1)?.place.line !== line) blankLinesBefore += 1;
    line += 1 + endsInCells;
    endsInCells = 0;
    lineStart = partStart;
  }
  endPart(text.length);
  return blocks;
}

/** A row of cells is no longer than this. */
const LONGEST_ROW = 4000;

/**
 * Tells where a CR alone is a line end within a cell: in a row of tab-separated cells of a text that ends its rows with LF (tabula writes cells of
 * several lines so). Editors count a line there.
 */
function breaksInCells(text: string): (at: number) => boolean {
  if (!text.includes('\n') || !text.includes('\t')) return () => false;
  let [end, isRow] = [-1, false];
  return (at) => {
    if (at >= end) {
      const start = text.lastIndexOf('\n', at) + 1;
      const next = text.indexOf('\n', at);
      end = next === -1 ? text.length : next;
      isRow = end - start <= LONGEST_ROW && text.slice(start, end).includes('\t');
    }
    return isRow;
  };
}

function tooManyLines(): SetAsideError {
  return new SetAsideError(
    'too-large',
    `The text has more than ${MAX_LINES.toLocaleString('en-US')} lines, and no annual report is that long. If it holds many reports, split it into one file each.`,
  );
}
