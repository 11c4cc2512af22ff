/**
 * Tables drawn with frames: `+---+---+` (pandoc, reStructuredText, terminals) and line characters (w3m). A cell may be
 * wrapped over lines and cover several rows or columns; its frame tells.
 */
import { furtherRight } from '../../domain/place.js';
import type { GridCell, LineBlock, TableBlock } from '../document.js';
import { joinPieces } from './join-pieces.js';
import type { Piece, ScreenLine } from './screen-line.js';
import { characterAt, mayCut, pieceOf, screenLine } from './screen-line.js';

const CORNER = /^[+┌-╋═-╬]$/u;
const HORIZONTAL = /^[-=─━═╌╍┄┅]$/u;
const VERTICAL = /^[|│┃║┆┇┊┋]$/u;
/** The first line of a frame: corners and horizontals alone, at least one cell wide. */
const TOP = /^\s*(?:\+(?:[-=:]+\+)+|[┌┏╔╒╓][─━═┬┳╦╤╥]+[┐┓╗╕╖])\s*$/u;
/** A line of a framed table. */
const MEMBER = /^\s*[+|│┃║├┣╠╟╞└┗╚╘╙┌┏╔╒╓].*[+|│┃║┤┫╣╢╡┘┛╝╛╜┐┓╗╕╖]\s*$/u;
/** A frame has at least this many lines: its top, a row, its end. */
const FEWEST_LINES = 3;
/** None of a report has more lines, nor longer ones. */
const MOST_LINES = 2000;
const LONGEST_LINE = 2000;

/** Replaces framed tables by their grids; a frame whose lines do not meet stays lines. */
export function framedTables(lines: readonly LineBlock[]): (LineBlock | TableBlock)[] {
  const blocks: (LineBlock | TableBlock)[] = [];
  for (let index = 0; index < lines.length;) {
    const run = frameAt(lines, index);
    const table = run.length < FEWEST_LINES ? null : (readFrame(run, 1) ?? readFrame(run, 2));
    const next = index + Math.max(1, run.length);
    if (table !== null) blocks.push(table);
    else for (const line of lines.slice(index, next)) blocks.push(line);
    index = next;
  }
  return blocks;
}

/** The lines of the frame that begins at a line; none where it begins none. */
function frameAt(lines: readonly LineBlock[], from: number): LineBlock[] {
  if (!TOP.test(lines[from]?.text ?? '')) return [];
  let end = from + 1;
  while (end - from < MOST_LINES && MEMBER.test(lines[end]?.text ?? '') && lines[end]?.blankLinesBefore === 0)
    end += 1;
  return lines.slice(from, end);
}

/** A frame laid out: where its columns and its rows part. */
interface Frame {
  lines: readonly FrameLine[];
  /** How many columns the frame has between its borders. */
  width: number;
}

interface FrameLine {
  line: ScreenLine;
  /** Display columns of the borders in this line. */
  borders: readonly number[];
  /** For each column between two borders, true where a rule is drawn. */
  ruled: readonly boolean[];
}

function readFrame(run: readonly LineBlock[], ambiguous: 1 | 2): TableBlock | null {
  if (run.some(({ text }) => text.length > LONGEST_LINE)) return null;
  const frame = layOut(run.map((line) => screenLine(line, ambiguous)));
  return frame === null ? null : tableOf(frame);
}

function layOut(lines: readonly ScreenLine[]): Frame | null {
  const corners = new Set(lines.filter(isFrameLine).flatMap((line) => columnsOf(line, CORNER)));
  const borders = [...corners].sort((a, b) => a - b);
  if (borders.length < 2) return null;
  const laid: FrameLine[] = [];
  for (const line of lines) {
    const own = bordersIn(line, borders);
    if (own === null) return null;
    laid.push({
      line,
      borders: own,
      ruled: own.slice(1).map((to, index) => isRuled(line, own[index] ?? to, to)),
    });
  }
  return { lines: laid, width: borders.length - 1 };
}

function columnsOf(line: ScreenLine, sign: RegExp): number[] {
  return line.at.flatMap((_, column) => (sign.test(characterAt(line, column)) ? [column] : []));
}

/** Where the borders are in a line: in their columns, or, where a cell too narrow for its text shifts them, at its signs. */
function bordersIn(line: ScreenLine, borders: readonly number[]): readonly number[] | null {
  const ends = [borders[0] ?? 0, borders.at(-1) ?? 0];
  const signs = columnsOf(line, VERTICAL);
  const isShifted = signs.length === borders.length && signs.some((column) => !borders.includes(column));
  if (!isShifted && ends.every((column) => isEdge(characterAt(line, column)))) return borders;
  return signs.length === borders.length ? signs : null;
}

function isEdge(character: string): boolean {
  return CORNER.test(character) || VERTICAL.test(character);
}

/** True for a line that draws borders; text may stand beside them, where a cell covers several rows. */
function isFrameLine(line: ScreenLine): boolean {
  return /[-=─━═╌╍┄┅]{2}[+┌-╋═-╬]|[+┌-╋═-╬][-=─━═╌╍┄┅]{2}/u.test(line.line.text);
}

/** True where a rule goes from one border to the next; two borders side by side have none between, and are joined themselves. */
function isRuled(line: ScreenLine, left: number, right: number): boolean {
  for (let column = left + 1; column < right; column += 1) {
    const character = characterAt(line, column);
    // A colon tells the alignment of a column.
    const isColon = character === ':' && (column === left + 1 || column === right - 1);
    if (!HORIZONTAL.test(character) && !isColon) return false;
  }
  return right - left > 1 || [left, right].every((column) => !VERTICAL.test(characterAt(line, column)));
}

function tableOf({ lines, width }: Frame): TableBlock | null {
  const rows = rowsOf(lines);
  const rootOf = cellRoots(lines, rows, width);
  const pieces = new Map<number, { piece: Piece; line: LineBlock }[]>();
  for (const [index, { line, borders, ruled }] of lines.entries()) {
    const below = rows.findIndex((own) => (own.at(-1) ?? -1) >= index);
    const row = below === -1 ? rows.length - 1 : below;
    for (let column = 0, end = 1; column < width; column = end, end += 1) {
      if (ruled[column] === true) continue;
      const cell = rootOf(row * width + column);
      while (end < width && rootOf(row * width + end) === cell && ruled[end] !== true) end += 1;
      const [from, to] = [(borders[column] ?? 0) + 1, borders[end] ?? 0];
      if (!mayCut(line, to)) return null;
      const piece = pieceOf(line, from, to);
      if (piece.text !== '') pieces.set(cell, [...(pieces.get(cell) ?? []), { piece, line: line.line }]);
    }
  }
  const cells = rows.map((_, row) =>
    Array.from({ length: width }, (__, column): GridCell => {
      const index = row * width + column;
      const root = rootOf(index);
      const found = pieces.get(root) ?? [];
      const place =
        found[0] === undefined
          ? blankPlace(lines, rows, width, root)
          : placeAt(found[0].line, found[0].piece.at);
      return { text: joinPieces(found.map(({ piece }) => piece.text)), origin: root === index, place };
    }),
  );
  const top = lines[0]?.line.line;
  return top === undefined ? null : { kind: 'table', rows: cells, place: placeAt(top, 0) };
}

/** For each place of the rectangle, by its number, the place furthest up and left of the cell that covers it. */
function cellRoots(
  lines: readonly FrameLine[],
  rows: readonly (readonly number[])[],
  width: number,
): (index: number) => number {
  const parent = Array.from({ length: rows.length * width }, (_, index) => index);
  const find = (index: number): number => {
    let root = index;
    for (let next = parent[root]; next !== undefined && next !== root; next = parent[root]) root = next;
    return root;
  };
  const join = (a: number, b: number): void => {
    parent[Math.max(find(a), find(b))] = Math.min(find(a), find(b));
  };
  for (const [row, own] of rows.entries()) {
    const rule = lines[(rows[row + 1]?.[0] ?? 0) - 1];
    for (let column = 0; column < width; column += 1) {
      const index = row * width + column;
      const isOpen = own.every((at) => {
        const found = lines[at];
        return found !== undefined && !VERTICAL.test(characterAt(found.line, found.borders[column + 1] ?? 0));
      });
      if (column + 1 < width && isOpen) join(index, index + 1);
      if (row + 1 < rows.length && rule?.ruled[column] === false) join(index, index + width);
    }
  }
  return find;
}

function blankPlace(
  lines: readonly FrameLine[],
  rows: readonly (readonly number[])[],
  width: number,
  root: number,
): GridCell['place'] {
  const found = lines[rows[Math.floor(root / width)]?.[0] ?? 0];
  if (found === undefined) return {};
  const from = (found.borders[root % width] ?? 0) + 1;
  return placeAt(found.line.line, pieceOf(found.line, from, from).at);
}

function placeAt(line: LineBlock, at: number): GridCell['place'] {
  return furtherRight(line.place, at);
}

/** The lines between rules, by their indexes: each run is a row. */
function rowsOf(lines: readonly FrameLine[]): number[][] {
  const rows: number[][] = [];
  let open = false;
  for (const [index, { ruled }] of lines.entries()) {
    if (ruled.some(Boolean)) open = false;
    else if (open) rows.at(-1)?.push(index);
    else {
      rows.push([index]);
      open = true;
    }
  }
  return rows;
}
