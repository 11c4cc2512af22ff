/** HTML tables in the middle of a text: Markdown and the output of OCR engines write tables so, on lines of their own or not. */
import { furtherRight } from '../../domain/place.js';
import type { Place } from '../../domain/report.js';
import type { Block } from '../document.js';
import { pageBlocks } from '../html/page-blocks.js';
import { parsePage } from '../html/page-tree.js';

/** The blocks of one table element, and where it begins. */
export interface EmbeddedTable {
  line: number;
  column: number;
  blocks: Block[];
}

const TABLE_TAG = /<(\/?)table(?=[\s/>])[^<>]*>/giu;
const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029]/gu;

/** Stretches of the source from `<table>` to its `</table>`, tables within tables included. */
function regionsOf(text: string): { start: number; end: number }[] {
  const regions: { start: number; end: number }[] = [];
  let depth = 0;
  let start = 0;
  for (const match of text.matchAll(TABLE_TAG)) {
    if (match[1] === '') {
      if (depth === 0) start = match.index;
      depth += 1;
    } else if (depth > 0) {
      depth -= 1;
      if (depth === 0) regions.push({ start, end: match.index + match[0].length });
    }
  }
  // Cut off within a table: its rows are read as far as the last cell that is closed.
  const lastCell = depth > 0 ? text.lastIndexOf('</t') : -1;
  if (lastCell > start) regions.push({ start, end: text.indexOf('>', lastCell) + 1 || text.length });
  return regions;
}

/**
 * Reads the tables of a text.
 *
 * @returns them in order, and the text without them: every other character stands at the line and column where it stood.
 */
export function embeddedTables(text: string): { outside: string; tables: EmbeddedTable[] } {
  const regions = regionsOf(text);
  let outside = '';
  let from = 0;
  let ordinal = 0;
  let line = 1;
  let lineStart = 0;
  const tables: EmbeddedTable[] = [];
  for (const { start, end } of regions) {
    for (const match of text.slice(from, start).matchAll(LINE_END)) {
      line += 1;
      lineStart = from + match.index + match[0].length;
    }
    const html = text.slice(start, end);
    const column = start - lineStart + 1;
    const blocks = pageBlocks(parsePage(html.replace(/\r\n?/gu, '\n')).root, html).map(({ block }) =>
      moved(block, { line, column, table: ordinal }),
    );
    ordinal += html.match(/<table(?=[\s/>])/giu)?.length ?? 0;
    tables.push({ line, column, blocks });
    // A vertical tab parts a line in two, and editors do not count it.
    outside += `${text.slice(from, start)}\v${html.slice(1).replace(/[^\n\r\u0085\u2028\u2029]/gu, ' ')}`;
    for (const match of html.matchAll(LINE_END)) {
      line += 1;
      lineStart = start + match.index + match[0].length;
    }
    from = end;
  }
  return { outside: outside + text.slice(from), tables };
}

/** A block with the places of the fragment made those of the whole text. */
function moved<T extends Block>(block: T, by: { line: number; column: number; table: number }): T {
  const place = (old: Place): Place => {
    if (old.table !== undefined) return { ...old, table: old.table + by.table };
    if (old.line === undefined) return old;
    const moved = { ...old, line: old.line + by.line - 1 };
    return old.line === 1 && old.column !== undefined ? furtherRight(moved, by.column - 1) : moved;
  };
  if (block.kind !== 'table') return { ...block, place: place(block.place) };
  const rows = block.rows.map((row) => row.map((cell) => ({ ...cell, place: place(cell.place) })));
  return { ...block, rows, place: place(block.place) };
}
