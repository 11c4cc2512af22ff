/** Puts the words of a page into the cells of its tables. */
import type { Glyph } from './page-content.js';
import type { PageLine } from './page-lines.js';
import { pageLines } from './page-lines.js';
import type { CellBox, RuledGrid } from './ruled-grids.js';
import type { TextLine, Word } from './words.js';
import { joinWords, middleOf, textLines } from './words.js';

/** A cell with its text; a page's end may have cut it. */
export interface TextCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  text: string;
}

/** A table of one page. */
export interface PageTable {
  kind: 'table';
  page: number;
  top: number;
  bottom: number;
  /** Edges of its columns. */
  xs: number[];
  height: number;
  /** Every place is in exactly one cell. */
  cells: TextCell[];
  openBottom: boolean;
  /** What stands in it, where it has one column: unless a table on the next page goes on with it, it is framed text. */
  framed: PageLine[];
}

/** A word crosses a line if this part of a character stands on its other side; less is a matter of fit. */
const OVERLAP = 0.2;

/** Fills a grid; what stands in none of its cells is left. */
export function fillGrid(
  grid: RuledGrid,
  glyphs: readonly Glyph[],
  page: number,
): { table: PageTable; rest: Glyph[] } {
  const [left, right] = [grid.xs[0] ?? 0, grid.xs.at(-1) ?? 0];
  const [top, bottom] = [grid.ys[0] ?? 0, grid.ys.at(-1) ?? 0];
  const inside: Glyph[] = [];
  const rest: Glyph[] = [];
  for (const glyph of glyphs) {
    const [x, y] = [(glyph.left + glyph.right) / 2, middleOf(glyph)];
    (x > left && x < right && y > top && y < bottom ? inside : rest).push(glyph);
  }
  const cellAt = cellFinder(grid);
  const contents = new Map<CellBox, Glyph[]>();
  for (const line of textLines(inside)) {
    for (const word of line.words) {
      const whole = crossesLines(word, grid.xs)
        ? cellAt((word.left + word.right) / 2, middleOf(word))
        : undefined;
      for (const glyph of word.glyphs) {
        const cell = whole ?? cellAt((glyph.left + glyph.right) / 2, middleOf(glyph));
        if (cell === undefined) continue;
        const content = contents.get(cell);
        if (content === undefined) contents.set(cell, [glyph]);
        else content.push(glyph);
      }
    }
  }
  // Blanks part words inside a cell.
  for (const glyph of inside) {
    if (glyph.text.trim() !== '') continue;
    const cell = cellAt((glyph.left + glyph.right) / 2, middleOf(glyph));
    if (cell !== undefined) contents.get(cell)?.push(glyph);
  }
  const cells = grid.cells.map((cell) => {
    const { row, column, rowSpan, columnSpan } = cell;
    return { row, column, rowSpan, columnSpan, text: cellText(cell, contents.get(cell) ?? []) };
  });
  const height = grid.ys.length - 1;
  const table: PageTable = {
    kind: 'table',
    page,
    top,
    bottom,
    xs: grid.xs,
    height,
    cells,
    openBottom: grid.openBottom,
    framed: grid.xs.length === 2 ? pageLines(inside, page) : [],
  };
  return { table, rest };
}

function cellFinder(grid: RuledGrid): (x: number, y: number) => CellBox | undefined {
  const places: (CellBox | undefined)[][] = grid.ys.map(() => []);
  for (const cell of grid.cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column += 1) {
        const line = places[row];
        if (line !== undefined) line[column] = cell;
      }
    }
  }
  const indexOf = (edges: readonly number[], at: number): number => edges.findIndex((edge) => edge > at) - 1;
  return (x, y) => places[indexOf(grid.ys, y)]?.[indexOf(grid.xs, x)];
}

/** True for a number too wide for its cell: a line runs through one of its characters. It is not cut in two. */
function crossesLines(word: Word, xs: readonly number[]): boolean {
  if (!/^[-+−－]?[\d.,，%]+$/u.test(word.text.normalize('NFKC'))) return false;
  return word.glyphs.some((glyph) => {
    const margin = (glyph.right - glyph.left) * OVERLAP;
    return xs.some((x) => x > glyph.left + margin && x < glyph.right - margin);
  });
}

/** Room, in points, that a cell keeps free at both sides together; less than this and a line was full. */
const PADDING = 12;

function cellText(cell: CellBox, glyphs: readonly Glyph[]): string {
  let text = '';
  let last: TextLine | null = null;
  for (const line of textLines(glyphs)) {
    const next = joinWords(line.words, ' ');
    if (last !== null && !isGlued(cell, last, line, text, next)) text += ' ';
    text += next;
    last = line;
  }
  return text;
}

const JOINED_SCRIPT = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’…—（）]/u;

/** Lines of a cell are joined with nothing between beside Chinese, and where a number was wrapped. */
function isGlued(cell: CellBox, last: TextLine, next: TextLine, left: string, right: string): boolean {
  if (JOINED_SCRIPT.test(left.slice(-1)) || JOINED_SCRIPT.test(right.slice(0, 1))) return true;
  const width = (last.words.at(-1)?.right ?? 0) - (last.words[0]?.left ?? 0);
  const first = next.words[0]?.glyphs[0];
  const wrapped = first === undefined ? 0 : first.right - first.left;
  return (
    /[\d.,]$/u.test(left) && /^[\d.,]/u.test(right) && width + wrapped + PADDING > cell.right - cell.left
  );
}
