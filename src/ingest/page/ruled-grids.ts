/** Rulings to grids: lines that cross make a table, and where a line is missing its cells are merged. */
import type { Ruling } from './page-content.js';

/** A cell of a grid: the places it covers and where it stands on the page. */
export interface CellBox {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A table as its rulings draw it. */
export interface RuledGrid {
  /** Edges of its columns, from left to right, and of its rows, downwards: one more than there are. */
  xs: number[];
  ys: number[];
  /** Every place of the grid is in exactly one cell; ordered by row, then by column. */
  cells: CellBox[];
  /** True where no line closes it at the bottom: the table goes on. */
  openBottom: boolean;
}

/** Lines this near to each other, in points, are one line (double borders, borders drawn cell by cell). */
const SAME_LINE = 2;
/** Pieces of a line this near, in points, are joined (corners drawn apart, dashes). */
const SAME_PIECE = 4;
/** How far, in points, a line may end from the one that it meets; lines nearer to each other are one edge. */
export const MEETING = 4;
/** Shorter lines, in points, are underlines of a character or parts of a drawing. */
const SHORTEST_EDGE = 6;
/** A wall stands where a line covers this part of a cell's side. */
const WALL_COVER = 0.6;
/** More lines on one page are a drawing, not tables. */
const MOST_LINES = 1500;
/** More places in one grid are a drawing too. */
const MOST_PLACES = 20_000;
/** A single box higher than this, in points, frames text. */
const TALLEST_ROW = 60;
/** A table that goes on below its last line does so by at least this much, in points. */
const OPEN_HEIGHT = 6;

/**
 * The tables that a page's rulings draw, from the top. A single box around text is none, but a low one may be the only row of a
 * table on its page.
 */
export function ruledGrids(horizontals: readonly Ruling[], verticals: readonly Ruling[]): RuledGrid[] {
  const rows = mergeRulings(horizontals);
  const columns = mergeRulings(verticals);
  if (rows.length + columns.length > MOST_LINES) return [];
  return connected(rows, columns)
    .map(({ rows: lines, columns: walls }) => gridOf(lines, walls))
    .filter((grid): grid is RuledGrid => grid !== null)
    .sort((a, b) => (a.ys[0] ?? 0) - (b.ys[0] ?? 0));
}

/** Joins the pieces of one line and drops what is too short to be an edge. */
export function mergeRulings(rulings: readonly Ruling[]): Ruling[] {
  const lines: Ruling[][] = [];
  for (const ruling of [...rulings].sort((a, b) => a.at - b.at)) {
    const line = lines.at(-1);
    if (line !== undefined && ruling.at - (line[0]?.at ?? 0) <= SAME_LINE) line.push(ruling);
    else lines.push([ruling]);
  }
  return lines.flatMap(joinPieces).filter((ruling) => ruling.to - ruling.from >= SHORTEST_EDGE);
}

function joinPieces(pieces: Ruling[]): Ruling[] {
  const joined: Ruling[] = [];
  for (const piece of pieces.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && piece.from - last.to <= SAME_PIECE) last.to = Math.max(last.to, piece.to);
    else joined.push({ ...piece });
  }
  return joined;
}

interface Lines {
  rows: Ruling[];
  columns: Ruling[];
}

/** Sets of lines that hang together by meeting each other. */
function connected(rows: readonly Ruling[], columns: readonly Ruling[]): Lines[] {
  const sets: Lines[] = [];
  const taken = new Set<Ruling>();
  const meets = (row: Ruling, column: Ruling): boolean =>
    row.at >= column.from - MEETING &&
    row.at <= column.to + MEETING &&
    column.at >= row.from - MEETING &&
    column.at <= row.to + MEETING;
  for (const start of rows) {
    if (taken.has(start)) continue;
    taken.add(start);
    const set: Lines = { rows: [start], columns: [] };
    // Both lists grow while they are walked.
    for (let row = 0, column = 0; row < set.rows.length || column < set.columns.length;) {
      const from = row < set.rows.length ? set.rows[row] : undefined;
      if (from !== undefined) {
        row += 1;
        for (const other of columns)
          if (!taken.has(other) && meets(from, other)) set.columns.push(take(other));
        continue;
      }
      const wall = set.columns[column];
      column += 1;
      if (wall === undefined) break;
      for (const other of rows) if (!taken.has(other) && meets(other, wall)) set.rows.push(take(other));
    }
    sets.push(set);
  }
  return sets;

  function take(ruling: Ruling): Ruling {
    taken.add(ruling);
    return ruling;
  }
}

function gridOf(rows: readonly Ruling[], columns: readonly Ruling[]): RuledGrid | null {
  if (rows.length < 2 || columns.length === 0) return null;
  const left = Math.min(...rows.map((row) => row.from), ...columns.map((column) => column.at));
  const right = Math.max(...rows.map((row) => row.to), ...columns.map((column) => column.at));
  const lowest = Math.max(...rows.map((row) => row.at));
  const reach = Math.max(...columns.map((column) => column.to));
  const openBottom = reach > lowest + OPEN_HEIGHT;
  // Tables open at their sides, and at a page's end, are closed where their lines end.
  const xs = edges([...columns.map((column) => column.at), left, right]);
  const ys = edges([...rows.map((row) => row.at), ...(openBottom ? [reach] : [])]);
  const [height, width] = [ys.length - 1, xs.length - 1];
  if (height < 1 || height * width > MOST_PLACES) return null;
  const cells = mergedCells(xs, ys, rows, columns);
  const tall = (ys.at(-1) ?? 0) - (ys[0] ?? 0) > TALLEST_ROW;
  return cells.length === 1 && tall ? null : { xs, ys, cells, openBottom };
}

function edges(positions: readonly number[]): number[] {
  const found: number[] = [];
  for (const at of [...positions].sort((a, b) => a - b)) {
    if (at - (found.at(-1) ?? -Infinity) > MEETING) found.push(at);
  }
  return found;
}

/** True where a line at `at` covers most of the way from `from` to `to`. */
function hasWall(lines: readonly Ruling[], at: number, from: number, to: number): boolean {
  let covered = 0;
  for (const line of lines) {
    if (Math.abs(line.at - at) > MEETING) continue;
    covered += Math.max(0, Math.min(line.to, to) - Math.max(line.from, from));
  }
  return covered >= (to - from) * WALL_COVER;
}

/** Grows each cell over places that no wall parts from it, first to the right, then downwards by whole rows. */
function mergedCells(
  xs: readonly number[],
  ys: readonly number[],
  rows: readonly Ruling[],
  columns: readonly Ruling[],
): CellBox[] {
  const [height, width] = [ys.length - 1, xs.length - 1];
  const x = (index: number): number => xs[index] ?? 0;
  const y = (index: number): number => ys[index] ?? 0;
  const wallRight = grid(height, width, (row, column) => hasWall(columns, x(column + 1), y(row), y(row + 1)));
  const wallBelow = grid(height, width, (row, column) => hasWall(rows, y(row + 1), x(column), x(column + 1)));
  const taken = grid(height, width, () => false);
  const cells: CellBox[] = [];
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      if (taken[row]?.[column] === true) continue;
      let end = column;
      while (end + 1 < width && wallRight[row]?.[end] === false && taken[row]?.[end + 1] === false) end += 1;
      let last = row;
      while (last + 1 < height && isOneWith(last, column, end)) last += 1;
      for (let r = row; r <= last; r += 1) taken[r]?.fill(true, column, end + 1);
      cells.push({
        row,
        column,
        rowSpan: last - row + 1,
        columnSpan: end - column + 1,
        left: x(column),
        right: x(end + 1),
        top: y(row),
        bottom: y(last + 1),
      });
    }
  }
  return cells;

  /** True where the row below belongs to the same cell: no wall above it, none inside it. */
  function isOneWith(row: number, from: number, to: number): boolean {
    for (let column = from; column <= to; column += 1) {
      if (wallBelow[row]?.[column] !== false || taken[row + 1]?.[column] !== false) return false;
      if (column < to && wallRight[row + 1]?.[column] !== false) return false;
    }
    return true;
  }
}

function grid<T>(height: number, width: number, value: (row: number, column: number) => T): T[][] {
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => value(row, column)),
  );
}
