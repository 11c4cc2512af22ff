/**
 * Tables with each cell on a line of its own, a bar behind it (trafilatura before 1.10, which ended a line at each paragraph of a
 * cell) or before it. A bar alone is a blank cell; several are the places that merged cells left over at the end of a row.
 */
import type { GridCell, LineBlock, TableBlock } from '../document.js';
import { isFormLabel, isFormLine } from '../html/report-signs.js';
import { compact } from '../html/html-text.js';

const BEHIND = /^([^|｜]+)[|｜]$/u;
const BEFORE = /^[|｜]([^|｜]+)$/u;
const BARS = /^([|｜]+)$/u;
/** Fewer lines are no table. */
const FEWEST_LINES = 6;
const MOST_LINES = 2000;
/** What stands where no cell does. */
const MERGED = 2;

interface Item {
  text: string;
  line: LineBlock;
  /** How many places it takes. */
  places: number;
}

/** Replaces such tables by their grids; where rows do not come out whole, by their cells without bars. */
export function barredCells(lines: readonly LineBlock[]): (LineBlock | TableBlock)[] {
  const out: (LineBlock | TableBlock)[] = [];
  for (let index = 0; index < lines.length;) {
    const items = itemsFrom(lines, index);
    const line = lines[index];
    if (items.length >= FEWEST_LINES && items.some(isOfForm)) out.push(...tableOf(items));
    else if (line !== undefined) out.push(line);
    index += items.length >= FEWEST_LINES ? items.length : 1;
  }
  return out;
}

function isOfForm({ text }: Item): boolean {
  return isFormLabel(compact(text)) || isFormLine(compact(text));
}

function itemsFrom(lines: readonly LineBlock[], from: number): Item[] {
  const items: Item[] = [];
  const first = lines[from];
  const style = [BEHIND, BEFORE].find((pattern) => pattern.test(first?.text.trim() ?? ''));
  if (style === undefined) return items;
  for (const line of lines.slice(from, from + MOST_LINES)) {
    const text = style.exec(line.text.trim())?.[1]?.trim();
    const bars = BARS.exec(line.text.trim())?.[1];
    if (text !== undefined) items.push({ text, line, places: 1 });
    else if (bars !== undefined) items.push({ text: '', line, places: bars.length });
    else break;
  }
  return items;
}

function tableOf(items: readonly Item[]): (LineBlock | TableBlock)[] {
  const rows = rowsOf(items);
  const place = items[0]?.line.place ?? {};
  if (rows !== null) return [{ kind: 'table', rows, place }];
  return items
    .filter(({ text }) => text !== '')
    .map(({ text, line }) => ({ ...line, text, place: placeOf(line) }));
}

/** The rows, where the places of all items fill whole rows as wide as the first, and merged places stand at their ends. */
function rowsOf(items: readonly Item[]): GridCell[][] | null {
  const end = items.findIndex(({ places }) => places >= MERGED);
  if (end === -1) return null;
  const width = items.slice(0, end + 1).reduce((sum, { places }) => sum + places, 0);
  const rows: GridCell[][] = [];
  let row: GridCell[] = [];
  for (const { text, line, places } of items) {
    const cell = { text, origin: places < MERGED, place: placeOf(line) };
    for (let step = 0; step < places; step += 1)
      row.push(cell.origin ? cell : { ...cell, place: { ...cell.place, tableColumn: row.length + 1 } });
    if (row.length > width || (places >= MERGED && row.length < width)) return null;
    if (row.length === width) {
      rows.push(row);
      row = [];
    }
  }
  return row.length === 0 ? rows : null;
}

function placeOf({ text, place }: LineBlock): LineBlock['place'] {
  const blanks = /^[\s|｜]*/u.exec(text)?.[0].length ?? 0;
  return { ...place, column: (place.column ?? 1) + (blanks < text.length ? blanks : 0) };
}
