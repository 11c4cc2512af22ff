/** Tables of Markdown: rows between upright bars, the header ruled off (GFM 4.10). */
import { furtherRight } from '../../domain/place.js';
import type { GridCell, LineBlock, TableBlock } from '../document.js';
import { compact } from '../html/html-text.js';
import { joinPieces } from './join-pieces.js';
import { markMerged } from './merged-cells.js';
import { replaceRuns } from './replace-runs.js';

const ROW = /^\s*\|.*\|\s*$/u;
const RULE = /^\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*$/u;
/** A bar that parts cells; a backslash before it makes it text. */
const BAR = /(?<!\\)\|/gu;
/** The name that PyMuPDF gives to a column without a header. */
const NO_HEADER = /^Col\d+$/u;
const NAMED = /^\s*\|(?:.*\|)?Col\d+\|/u;
/** No table of a report has more rows. */
const MOST_ROWS = 1000;
const LINE_BREAK = /<br\s*\/?>|\n/giu;

/**
 * Replaces the tables of a text in which PyMuPDF named columns, and wrote a merged cell out at each of its places. Rows of other
 * widths than their rule's stay lines, for nothing tells what they miss; so do the tables of all other tools: where labels stand
 * outside of them, lines are read better.
 */
export function pipeTables(blocks: readonly (LineBlock | TableBlock)[]): (LineBlock | TableBlock)[] {
  if (!blocks.some((block) => block.kind === 'line' && NAMED.test(block.text))) return [...blocks];
  return replaceRuns(blocks, (all, from) => {
    const run = runAt(all, from);
    const table = tableOf(run);
    return table === null ? null : { blocks: [table], next: from + run.length };
  });
}

/** The lines of rows that begin at a block. */
function runAt(blocks: readonly (LineBlock | TableBlock)[], from: number): LineBlock[] {
  const run: LineBlock[] = [];
  const rule = blocks[from + 1];
  if (rule?.kind !== 'line' || !RULE.test(rule.text)) return run;
  for (let at = from; ; at += 1) {
    const line = blocks[at];
    if (line?.kind !== 'line' || !ROW.test(line.text) || run.length > MOST_ROWS) return run;
    if (run.length > 0 && line.blankLinesBefore > 0) return run;
    run.push(line);
  }
}

function tableOf(run: readonly LineBlock[]): TableBlock | null {
  const [first, rule] = run;
  if (first === undefined || rule === undefined) return null;
  const rows = run.filter((line) => line !== rule).map(cellsOf);
  const width = cellsOf(rule).length;
  if (rows.length < 2 || rows.some((row) => row.length !== width)) return null;
  const header = rows[0]?.map((cell) => (NO_HEADER.test(cell.text) ? { ...cell, text: '' } : cell)) ?? [];
  return { kind: 'table', rows: markMerged([header, ...rows.slice(1)]), place: first.place };
}

/** A number whose last group has too few digits: what follows is its rest. */
const BROKEN_NUMBER = /^[-+−]?\d{1,3}(?:,\d{3})*,\d{0,2}$/u;
const DIGITS = /^[-+−]?[\d,.]+$/u;

/** The lines of a cell. Two numbers stay two unless the first is broken: PyMuPDF puts those of two cells into one as well. */
function joinLines(lines: readonly string[]): string {
  const joined: string[] = [];
  for (const line of lines.map((text) => text.trim())) {
    const last = joined.at(-1) ?? '';
    const isRest = !DIGITS.test(last) || !DIGITS.test(line) || BROKEN_NUMBER.test(last);
    if (isRest && joined.length > 0) joined.splice(-1, 1, joinPieces([last, line]));
    else joined.push(line);
  }
  return joined.join(' ').trim();
}

function cellsOf(line: LineBlock): GridCell[] {
  const bars = [...line.text.matchAll(BAR)].map(({ index }) => index);
  return bars.slice(1).map((end, index): GridCell => {
    const start = (bars[index] ?? 0) + 1;
    const raw = line.text.slice(start, end);
    const text = joinLines(raw.replaceAll('\\|', '|').split(LINE_BREAK));
    const blanks = raw.length - raw.trimStart().length;
    return {
      text: compact(text) === '' ? '' : text,
      origin: true,
      place: furtherRight(line.place, start + (text === '' ? 0 : blanks)),
    };
  });
}
