/** Puts the words of a page into the cells of its tables. */
import type { Recognised } from '../document.js';
import type { Glyph } from './page-content.js';
import type { PageLine } from './page-lines.js';
import { pageLines } from './page-lines.js';
import { assignToCells } from './assign-to-cells.js';
import type { CellBox, RuledGrid } from './ruled-grids.js';
import type { TextLine } from './words.js';
import { joinWords, middleOf, textLines } from './words.js';

/** A rectangle in points, text upright. */
export interface Edges {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A cell with its text; a page's end may have cut it. */
export interface TextCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  text: string;
  /** Where it stands: the cell with rulings, else the words. */
  edges: Edges;
  /** True where rulings show that its last line fills it: the text may go on in another. */
  isFull: boolean;
  /** Of a cell in a picture that shows anything: how it was read. */
  recognised?: Recognised;
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

/** Fills a grid; what stands in none of its cells is left. */
export function fillGrid(
  grid: RuledGrid,
  glyphs: readonly Glyph[],
  page: number,
): { table: PageTable; rest: Glyph[] } {
  const [top, bottom] = [grid.ys[0] ?? 0, grid.ys.at(-1) ?? 0];
  const beside = glyphs.filter((glyph) => middleOf(glyph) > top && middleOf(glyph) < bottom);
  const contents = new Map<CellBox, Glyph[]>();
  const inside: Glyph[] = [];
  const taken = new Set<Glyph>();
  for (const { cell, glyph, shown } of assignToCells(grid, beside)) {
    taken.add(glyph);
    inside.push(glyph);
    const content = contents.get(cell);
    if (content === undefined) contents.set(cell, [shown]);
    else content.push(shown);
  }
  const cells = grid.cells.map((cell) => {
    const { row, column, rowSpan, columnSpan, left, right, top, bottom: below } = cell;
    const edges = { left, right, top, bottom: below };
    const lines = textLines(contents.get(cell) ?? []);
    const isFull = lines.length > 0 && fills(cell, lines.at(-1), lines.at(-1)?.size ?? 0);
    const recognised = contents.get(cell)?.find(({ read }) => read !== undefined)?.read;
    return {
      row,
      column,
      rowSpan,
      columnSpan,
      edges,
      text: cellText(cell, lines),
      isFull,
      ...(recognised === undefined ? {} : { recognised }),
    };
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
  return { table, rest: glyphs.filter((glyph) => !taken.has(glyph)) };
}

/** Room, in points, that a cell keeps free at both sides together; less than this and a line was full. */
const PADDING = 12;

function cellText(cell: CellBox, lines: readonly TextLine[]): string {
  let text = '';
  let last: TextLine | null = null;
  for (const line of lines) {
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
  const first = next.words[0]?.glyphs[0];
  const wrapped = first === undefined ? 0 : first.right - first.left;
  return /[\d.,]$/u.test(left) && /^[\d.,]/u.test(right) && fills(cell, last, wrapped);
}

/** True where no more than `wrapped`, in points, found room behind a line. */
function fills(cell: CellBox, line: TextLine | undefined, wrapped: number): boolean {
  const width = (line?.words.at(-1)?.right ?? 0) - (line?.words[0]?.left ?? 0);
  return width + wrapped + PADDING > cell.right - cell.left;
}
