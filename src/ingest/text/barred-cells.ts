/**
 * Tables with each cell on a line of its own, a bar behind it (trafilatura before 1.10, which ended a line at each paragraph of a
 * cell) or before it. A bar alone is a blank cell; several are the places that merged cells left over at the end of a row. Newer versions
 * begin each row with a bar on a line of its own and write what is left over behind the last cell: "0 | ||".
 */
import { furtherRight } from '../../domain/place.js';
import type { GridCell, LineBlock, TableBlock } from '../document.js';
import { isFormLabel, isFormLine } from '../html/report-signs.js';
import { compact } from '../html/html-text.js';
import { simplify } from '../../text/fold-script.js';

const BEHIND = /^([^|｜]+)[|｜]$/u;
const BEFORE = /^[|｜]([^|｜]+)$/u;
const BARS = /^([|｜]+)$/u;
/** The last cell of a row, with the places left over behind it. */
const LAST = /^([^|｜]+)[|｜]\s*([|｜][|｜\s]*)$/u;
/** The first paragraph of a cell, whose bar stands behind the last one. */
const PARAGRAPH = /^(?![一二三四五六七八九十]{1,2}、)[^|｜。；;]{1,30}$/u;
/** Fewer lines are no table. */
const FEWEST_LINES = 6;
const MOST_LINES = 2000;
/** What stands where no cell does. */
const MERGED = 2;

interface Item {
  text: string;
  line: LineBlock;
  /** How many places it takes; none is a paragraph of the cell that the next item ends. */
  places: number;
  /** True for places that stand on the line of the last cell. */
  isLeftOver?: boolean;
}

/** Replaces such tables by their grids; where rows do not come out whole, by their cells without bars. */
export function barredCells(lines: readonly LineBlock[]): (LineBlock | TableBlock)[] {
  const out: (LineBlock | TableBlock)[] = [];
  for (let index = 0; index < lines.length;) {
    const items = itemsFrom(lines, index);
    const line = lines[index];
    if (items.length >= FEWEST_LINES && items.some(isOfForm)) out.push(...tableOf(items));
    else if (line !== undefined) out.push(line);
    index += items.length >= FEWEST_LINES ? linesOf(items) : 1;
  }
  return out;
}

function linesOf(items: readonly Item[]): number {
  return items.filter(({ isLeftOver }) => isLeftOver !== true).length;
}

function isOfForm({ text }: Item): boolean {
  const printed = simplify(compact(text));
  return isFormLabel(printed) || isFormLine(printed);
}

function itemsFrom(lines: readonly LineBlock[], from: number): Item[] {
  const items: Item[] = [];
  const printed = (at: number): string => lines[at]?.text.trim() ?? '';
  const start = /^[|｜]$/u.test(printed(from)) && !BEFORE.test(printed(from + 1)) ? from + 1 : from;
  const style = [BEHIND, BEFORE].find(
    (pattern) => pattern.test(printed(start)) || isLast(pattern, printed(start)),
  );
  if (style === undefined) return items;
  for (const [step, line] of lines.slice(from, from + MOST_LINES).entries()) {
    const own = line.text.trim();
    const text = style.exec(own)?.[1]?.trim();
    const bars = BARS.exec(own)?.[1];
    const last = style === BEHIND ? LAST.exec(own) : null;
    if (text !== undefined) items.push({ text, line, places: 1 });
    else if (bars !== undefined) items.push({ text: '', line, places: bars.length });
    else if (last !== null) {
      items.push({ text: last[1]?.trim() ?? '', line, places: 1 });
      items.push({ text: '', line, places: last[2]?.replace(/\s/gu, '').length ?? 0, isLeftOver: true });
    } else if (items.length > 0 && PARAGRAPH.test(own) && isCell(style, printed(from + step + 1))) {
      items.push({ text: own, line, places: 0 });
    } else break;
  }
  return items;
}

function isLast(style: RegExp, printed: string): boolean {
  return style === BEHIND && LAST.test(printed);
}

function isCell(style: RegExp, printed: string): boolean {
  return style === BEHIND && (BEHIND.test(printed) || LAST.test(printed));
}

function tableOf(items: readonly Item[]): (LineBlock | TableBlock)[] {
  const isLed = items[0]?.text === '' && items[0].places === 1;
  const rows = (isLed ? rowsLedByBars(items) : null) ?? rowsOf(items) ?? rowsLedByBars(items);
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

interface Cell {
  text: string;
  line: LineBlock;
  /** False for a place that merged cells left over. */
  origin: boolean;
}

/** The cells of all rows, those in front of the rows among them. */
function cellsOf(items: readonly Item[]): Cell[] {
  const cells: Cell[] = [];
  let paragraphs = '';
  for (const { text, line, places, isLeftOver } of items) {
    if (places === 0) {
      paragraphs += text;
      continue;
    }
    // Bars on a line of their own may be a blank cell, the last of its row, and the places left over behind it.
    for (let step = 0; step < places; step += 1)
      cells.push({ text: paragraphs + text, line, origin: step === 0 && isLeftOver !== true });
    paragraphs = '';
  }
  return cells;
}

/** No table of a report is wider. */
const WIDEST = 60;

/**
 * The rows where each begins with a bar of its own, but for the first perhaps: all as wide as each other, each with a text in its first
 * cell and none behind places left over. The last may be cut off. Null where no width, or more than one, comes out.
 */
function rowsLedByBars(items: readonly Item[]): GridCell[][] | null {
  const cells = cellsOf(items);
  const led = cells[0]?.text === '' ? cells : [{ text: '', line: items[0]?.line, origin: true }, ...cells];
  const widths = Array.from({ length: WIDEST - 1 }, (_, step) => step + 2).filter((width) =>
    isWidth(led, width),
  );
  const [width] = widths;
  if (width === undefined || widths.length > 1) return null;
  return rowsOfWidth(led, width).map((row) =>
    row.slice(1).flatMap(({ text, line, origin }, index): GridCell[] => {
      if (line === undefined) return [];
      const place = placeOf(line);
      return [{ text, origin, place: origin ? place : { ...place, tableColumn: index + 1 } }];
    }),
  );
}

type LedCell = Omit<Cell, 'line'> & { line: LineBlock | undefined };

function rowsOfWidth(cells: readonly LedCell[], width: number): LedCell[][] {
  return Array.from({ length: Math.ceil(cells.length / (width + 1)) }, (_, row) =>
    cells.slice(row * (width + 1), (row + 1) * (width + 1)),
  );
}

function isWidth(cells: readonly LedCell[], width: number): boolean {
  const rows = rowsOfWidth(cells, width);
  // The numbers of the third table stand in a row without a label.
  const unlabelled = rows.filter((row) => row.length > 1 && row[1]?.text === '').length;
  return (
    rows.length > 1 &&
    unlabelled <= 1 &&
    rows.every((row) => {
      const end = row.findIndex(({ origin }, index) => index > 0 && !origin);
      return row[0]?.text === '' && (end === -1 || row.slice(end).every(({ text }) => text === ''));
    })
  );
}

function placeOf({ text, place }: LineBlock): LineBlock['place'] {
  const blanks = /^[\s|｜]*/u.exec(text)?.[0].length ?? 0;
  return furtherRight(place, blanks < text.length ? blanks : 0);
}
