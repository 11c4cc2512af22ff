/**
 * Tables of docx2python: each cell a paragraph of its own between empty lines, a merged cell again at each of its places, a blank
 * cell two more line ends. How often the first cells stand tells how wide the table is.
 */
import type { GridCell, LineBlock, TableBlock } from '../document.js';
import { compact } from '../html/html-text.js';
import { isSectionHeading } from '../html/report-signs.js';
import { markMerged } from './merged-cells.js';
import type { Run } from './replace-runs.js';
import { replaceRuns } from './replace-runs.js';

/**
 * How a table begins: its first cell, of how many cells its first row consists, and with what the first row below the header;
 * none where that has no label.
 */
const BEGINNINGS = [
  { first: /^第二十条第/u, cells: 1, body: /^信息内容$/u },
  { first: /勾稽关系/u, cells: 2, body: /^一、本年新收/u },
  { first: /^行政复议$/u, cells: 2, body: null },
] as const;
/** A table is at least so wide. */
const FEWEST_COLUMNS = 4;
const MOST_ITEMS = 1000;
const LETTERS = /\p{L}{2}/u;
const VALUE = /^[-+−]?[\d,.]*\p{L}{0,2}$|^[-—/]$/u;

/** Replaces such tables by their grids; where rows do not come out whole, the lines stay. */
export function paragraphCells(blocks: readonly (LineBlock | TableBlock)[]): (LineBlock | TableBlock)[] {
  return replaceRuns(blocks, tableAt);
}

function tableAt(blocks: readonly (LineBlock | TableBlock)[], from: number): Run | null {
  const [line, again] = [blocks[from], blocks[from + 1]];
  if (line?.kind !== 'line' || again?.kind !== 'line' || again.text !== line.text) return null;
  const beginning = BEGINNINGS.find(({ first }) => first.test(compact(line.text)));
  if (beginning === undefined) return null;
  const { items, next } = itemsFrom(blocks, from);
  const width = widthOf(items, beginning.cells);
  if (width < FEWEST_COLUMNS) return null;
  const { body: first } = beginning;
  const start =
    first === null
      ? items.findLastIndex(({ text }) => LETTERS.test(text)) + 1
      : items.findIndex(({ text }) => first.test(compact(text)));
  if (start < width || (first === null && start % width > 0)) return null;
  const labels = first === null ? 0 : beginning.cells === 1 ? 1 : widthOf(items, 1);
  const body = rowsOf(items.slice(start), width);
  if (body.length === 0 || !body.every((row) => isRow(row, labels))) return null;
  const rows =
    start % width === 0
      ? markMerged(rowsOf(items.slice(0, start), width).concat(body))
      : [...unparted(items.slice(0, start), width), ...markMerged(body)];
  return { blocks: [{ kind: 'table', rows, place: line.place }], next };
}

/** Cells of several paragraphs hide where the rows of a header end: all of it as one cell. */
function unparted(header: readonly GridCell[], width: number): GridCell[][] {
  const texts = header.map(({ text }) => text).filter((text, index, all) => text !== all[index - 1]);
  const place = header[0]?.place ?? {};
  return [
    Array.from({ length: width }, (_, column) => ({
      text: texts.join(''),
      origin: column === 0,
      place,
    })),
  ];
}

/** The cells up to the next heading, blank ones before it too; an even number of empty lines before one is none of this tool. */
function itemsFrom(
  blocks: readonly (LineBlock | TableBlock)[],
  from: number,
): { items: GridCell[]; next: number } {
  const items: GridCell[] = [];
  for (let at = from; ; at += 1) {
    const line = blocks[at];
    if (line?.kind !== 'line' || items.length > MOST_ITEMS) return { items, next: at };
    const isEnd = isSectionHeading(compact(line.text));
    const blanks = at === from ? 1 : line.blankLinesBefore;
    if (blanks % 2 === 0 && !isEnd) return { items: [], next: at };
    for (let blank = 1; blank < blanks; blank += 2) items.push({ text: '', origin: true, place: line.place });
    if (isEnd) return { items, next: at };
    items.push({ text: line.text.trim(), origin: true, place: line.place });
  }
}

/** How many places the first cells take, each as often as it stands. */
function widthOf(items: readonly GridCell[], cells: number): number {
  let width = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    const text = items[width]?.text;
    while (text !== undefined && items[width]?.text === text) width += 1;
  }
  return width;
}

function rowsOf(items: readonly GridCell[], width: number): GridCell[][] {
  const rows: GridCell[][] = [];
  for (let at = 0; at + width <= items.length; at += width) rows.push(items.slice(at, at + width));
  return rows;
}

/** Labels, and behind them nothing but values, or (a header) nothing but letters. */
function isRow(row: readonly GridCell[], labels: number): boolean {
  const [label, values] = [row.slice(0, labels), row.slice(labels)];
  if (labels > 0 && !label.some(({ text }) => LETTERS.test(text))) return false;
  return (
    values.every(({ text }) => VALUE.test(compact(text))) || values.every(({ text }) => LETTERS.test(text))
  );
}
