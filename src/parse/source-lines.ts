/** The document as a flat list of lines and grids, with noise set apart. */
import type { Block, GridCell } from '../ingest/document.js';
import type { Place } from '../domain/report.js';
import { foldRadicals } from '../text/fold-script.js';
import { partLine } from './flat-lines.js';
import { squeeze } from './label-text.js';
import { splitTableLine } from './one-line-tables.js';
import type { SourceLine } from './source-line.js';

/** A table known from markup. */
export interface SourceGrid {
  kind: 'grid';
  rows: GridCell[][];
  place: Place;
}

export type SourceItem = SourceLine | SourceGrid;

/** Flattens the blocks of a document, in order. Lines of white space alone become blank lines. */
export function sourceItems(blocks: readonly Block[]): SourceItem[] {
  const items: SourceItem[] = [];
  let pendingBlank = 0;
  for (const block of blocks) {
    if (block.kind === 'table') {
      items.push(
        ...splitGrid(block.rows).map((rows): SourceGrid => ({ kind: 'grid', rows, place: block.place })),
      );
      pendingBlank = 0;
      continue;
    }
    const squeezed = squeeze(block.text);
    const blankBefore = block.kind === 'line' ? block.blankLinesBefore : 0;
    // A line of blanks alone separates; one with a tab is an empty table cell and is kept.
    if (squeezed === '' && !block.text.includes('\t')) {
      pendingBlank += blankBefore + 1;
      continue;
    }
    items.push(
      ...partLine({
        kind: 'line',
        text: foldRadicals(block.text),
        squeezed,
        place: block.place,
        ...(block.kind === 'line' && block.words !== undefined ? { words: block.words } : {}),
        blankLinesBefore: blankBefore + pendingBlank,
        whole: block.kind !== 'line',
        heading: block.kind === 'heading',
      }).flatMap(splitTableLine),
    );
    pendingBlank = 0;
  }
  return items;
}

/** Words that begin one of the three tables. */
const TABLE_BEGINS: readonly RegExp[] = [
  /第二十条第|^信息内容/u,
  /勾稽关系|申请人情况|本年新收/u,
  /行政复议.*行政诉讼|结果维持/u,
];

/** Parts a grid that holds several of the three tables, one below the other. */
function splitGrid(rows: readonly GridCell[][]): GridCell[][][] {
  const parts: GridCell[][][] = [[]];
  let table = -1;
  for (const row of rows) {
    const text = squeeze(row.flatMap((cell) => (cell.origin ? [cell.text] : [])).join(''));
    const begins = TABLE_BEGINS.findIndex((pattern) => pattern.test(text));
    if (begins !== -1 && begins !== table) {
      if (table !== -1) parts.push([]);
      table = begins;
    }
    parts.at(-1)?.push(row);
  }
  return parts;
}

const ENGLISH_FUNCTION_WORD =
  /\b(?:the|of|is|are|at|with|a|an|and|on|in|to|that|there|below|shows?|displays?|includes?)\b/giu;
const PICTURE_SENTENCE =
  /^\s*(?:the|this|an?)\s+(?:screenshot|image|picture|photo(?:graph)?|figure|chart|diagram|logo|icon|qr code)\b/iu;

/**
 * True for what an OCR engine wrote of a picture: English prose in a Chinese report. Judged by English function
 * words, so that addresses, product names and abbreviations stay.
 */
export function isPictureDescription(line: SourceLine): boolean {
  if (line.text.includes('\t') || !/[A-Za-z]{3}/.test(line.text)) return false;
  const words = line.text.match(ENGLISH_FUNCTION_WORD)?.length ?? 0;
  return words >= 8 || (words >= 2 && PICTURE_SENTENCE.test(line.text));
}

const PAGE_NUMBER =
  /^(?:[-–—―]{1,2}\s*\d{1,4}\s*[-–—―]{1,2}|第\s*\d{1,4}\s*页(?:\s*(?:[,，/]\s*)?共\s*\d{1,4}\s*页)?|\d{1,4}\s*\/\s*\d{1,4})$/u;

/** True for a line that looks like a page number ("- 3 -", 第3页共8页). In a table it may be three cells after all. */
export function isPageNumber(line: SourceLine): boolean {
  return PAGE_NUMBER.test(line.text.trim());
}
