/** Joins the parts of a table that page breaks cut. */
import { compact } from '../html/html-text.js';
import { isFormLabel } from '../html/report-signs.js';
import type { PageTable, TextCell } from './page-tables.js';

/** A cell of a joined table, with the page on which it stands. */
export interface JoinedCell extends TextCell {
  page: number;
}

/** A table, over one page or several. */
export interface JoinedTable {
  kind: 'table';
  page: number;
  lastPage: number;
  xs: number[];
  height: number;
  cells: JoinedCell[];
  openBottom: boolean;
  /** As {@link PageTable} has it. */
  framed: PageTable['framed'];
}

/** How far, in points, the edges of one column may stand apart on two pages. */
const SAME_EDGE = 3;
/** A header that is repeated has at most this many rows. */
const TALLEST_HEADER = 4;

/** A cell that begins with a number of an outline begins a row: it is no end of a label that a page cut. */
const OUTLINE =
  /^\s*(?:[（(]?[一二三四五六七八九十]+[）)、.．]|[（(]?\d{1,2}(?:[）)、．]|[.](?!\d))|总计|合计|注[:：])/u;
/** What stands in a cell for numbers, on compacted text: a number, with its unit or without, or a mark for none. */
const VALUE = /^[-+−]?\d[\d,]*(?:\.\d+)?(?:%|[件项条个宗份起次户笔元]|[万亿]元|[件人]次)?$|^[-—/]$/u;
const DIGITS = /^[-+−]?[\d.,]+$/u;
/** The rest of a wrapped number: digits, its unit, or both. */
const DIGITS_END = /^[\d.,]*(?:[件项条个宗份起次户笔元万亿]|[万亿]元|[件人]次)?$/u;

/** A page's table as the beginning of a joined one. */
export function beginTable(table: PageTable): JoinedTable {
  const { page, xs, height, openBottom, framed } = table;
  return {
    kind: 'table',
    page,
    lastPage: page,
    xs,
    height,
    openBottom,
    framed,
    cells: table.cells.map((cell) => ({ ...cell, page })),
  };
}

/** The table with the part on the next page added; null where that is another table. */
export function continueTable(table: JoinedTable, part: PageTable): JoinedTable | null {
  if (part.page !== table.lastPage + 1) return null;
  if (!isSameEdge(table.xs[0], part.xs[0]) || !isSameEdge(table.xs.at(-1), part.xs.at(-1))) return null;
  const xs = unionOf(table.xs, part.xs);
  const upper = onEdges(table.cells, table.xs, xs);
  const added = onEdges(part.cells, part.xs, xs);
  if (xs.length === 2 || upper === null || added === null) return null;
  const header = repeatedHeader(upper, added);
  const lower = added.filter((cell) => cell.row >= header);
  const first = lower.filter((cell) => cell.row === header);
  const last = upper.filter((cell) => cell.row + cell.rowSpan === table.height);
  const cut = (header === 0 && isCutRow(table, last, first)) || runsOn(last, first);
  const shift = table.height - header - (cut ? 1 : 0);
  const grown = new Map<JoinedCell, JoinedCell>();
  const moved: JoinedCell[] = [];
  for (const cell of lower) {
    const row = cell.row + shift;
    const above = cell.row === header ? last.find((other) => isSameColumn(other, cell)) : undefined;
    if (above !== undefined && (cut || goesOn(above, cell, first))) {
      const text = joinPieces(above, cell);
      grown.set(above, { ...above, text, rowSpan: row + cell.rowSpan - above.row });
    } else {
      moved.push({ ...cell, row, page: part.page });
    }
  }
  return {
    ...table,
    lastPage: part.page,
    xs,
    height: part.height + shift,
    cells: [...upper.map((cell) => grown.get(cell) ?? cell), ...moved],
    openBottom: part.openBottom,
  };
}

function isSameEdge(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(a - b) <= SAME_EDGE;
}

function unionOf(a: readonly number[], b: readonly number[]): number[] {
  return [...a, ...b.filter((edge) => !a.some((other) => isSameEdge(edge, other)))].sort((x, y) => x - y);
}

/** The same cells on a finer set of columns; null where two edges would be one. */
function onEdges<T extends TextCell>(
  cells: readonly T[],
  from: readonly number[],
  to: readonly number[],
): T[] | null {
  const indexes = from.map((edge) => to.findIndex((other) => isSameEdge(edge, other)));
  if (indexes.some((at, index) => index > 0 && at <= (indexes[index - 1] ?? 0))) return null;
  return cells.map((cell) => {
    const column = indexes[cell.column] ?? 0;
    return { ...cell, column, columnSpan: (indexes[cell.column + cell.columnSpan] ?? 0) - column };
  });
}

/** How many rows at the top of a part repeat the table's own first rows. */
function repeatedHeader(table: readonly TextCell[], part: readonly TextCell[]): number {
  const textOf = (cells: readonly TextCell[], row: number): string =>
    cells
      .filter((cell) => cell.row === row)
      .map((cell) => `${cell.column}+${cell.columnSpan}:${cell.text.replace(/\s+/gu, '')}`)
      .join('|');
  let rows = 0;
  while (rows < TALLEST_HEADER) {
    const repeated = textOf(table, rows);
    if (repeated !== textOf(part, rows) || !/\p{L}/u.test(repeated)) break;
    rows += 1;
  }
  // A merged cell of the header must not reach beyond it.
  return part.some((cell) => cell.row < rows && cell.row + cell.rowSpan > rows) ? 0 : rows;
}

/**
 * True where the page break runs through a row: no line parts what stands above from what stands below, or a bracket that
 * opens above closes below. Where a label is merely short, the two rows stay two.
 */
function isCutRow(table: JoinedTable, last: readonly TextCell[], first: readonly TextCell[]): boolean {
  const pairs = first.map((below) => ({ below, above: last.find((cell) => isSameColumn(cell, below)) }));
  if (first.some((cell) => OUTLINE.test(cell.text))) return false;
  if (last.some(isValue) && first.some(isValue)) return false;
  // Each piece must find the cell that it goes on with.
  if (pairs.some(({ above }) => above === undefined)) return false;
  return table.openBottom || pairs.some(({ above, below }) => closesBracket(above?.text ?? '', below.text));
}

/**
 * True where the cells themselves show that the break runs through a row: each text below goes on from a text above that fills
 * its cell, and nothing below is a label of the form that begins there, or stands below a blank beside values of its own.
 */
function runsOn(last: readonly TextCell[], first: readonly TextCell[]): boolean {
  const pairs = first.map((below) => ({ below, above: last.find((cell) => isSameColumn(cell, below)) }));
  const printed = pairs.filter(({ below }) => below.text.trim() !== '');
  if (printed.length === 0) return false;
  if (printed.some(({ below }) => OUTLINE.test(below.text) || isFormLabel(compact(below.text)))) return false;
  return printed.every(({ above, below }) => {
    if (above === undefined) return false;
    if (above.text.trim() === '') return isValue(below) && !last.some(isValue);
    return above.isFull && (isValue(above) ? isNumberCut(above, below) : !isValue(below));
  });
}

function isValue({ text }: TextCell): boolean {
  return VALUE.test(compact(text));
}

/** True where two pieces make one number, the first being wrapped at the edge of its cell. */
function isNumberCut(above: TextCell, below: TextCell): boolean {
  return above.isFull && DIGITS.test(compact(above.text)) && DIGITS_END.test(compact(below.text));
}

function closesBracket(above: string, below: string): boolean {
  return /[（(][^（(）)]*$/u.test(above) && /^[^（(]*[）)]/u.test(below);
}

function isSameColumn(a: TextCell, b: TextCell): boolean {
  return a.column === b.column && a.columnSpan === b.columnSpan;
}

/** True for the rest of a merged cell that a page break cuts: the end of its label, or nothing beside another label. */
function goesOn(above: TextCell, below: TextCell, row: readonly TextCell[]): boolean {
  const isLabel = (cell: TextCell): boolean => /\p{L}/u.test(cell.text);
  if (!isLabel(above) || isValue(above) || isValue(below) || OUTLINE.test(below.text)) return false;
  if (above.rowSpan > 1 || below.rowSpan > 1) return true;
  return below.text === '' && row.some((cell) => cell.column > below.column && isLabel(cell));
}

function joinPieces(above: TextCell, below: TextCell): string {
  // A number that fills its cell was wrapped.
  if (isNumberCut(above, below)) return above.text + below.text;
  const needsBlank = /[\p{Script=Latin}\d]$/u.test(above.text) && /^[\p{Script=Latin}\d]/u.test(below.text);
  return needsBlank ? `${above.text} ${below.text}` : above.text + below.text;
}
