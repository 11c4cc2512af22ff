/** Which cell of a grid each character belongs to. A number is never cut in two without a sign, however wide it is. */
import type { Glyph } from './page-content.js';
import type { CellBox, RuledGrid } from './ruled-grids.js';
import { middleOf, textLines } from './words.js';

/** A character in its cell. */
export interface AssignedGlyph {
  cell: CellBox;
  glyph: Glyph;
  /** The character as the cell shows it: with {@link CUT} where a line cuts its number and nothing tells whose it is. */
  shown: Glyph;
}

/** Stands at the end of a piece of a number: no piece may be taken for a number of its own. */
const CUT = '…';
/** A number, with or without its unit, as far as it can be one that is too wide for its cell. */
const NUMBER = /^[-+−]?[\d.,%]+\p{Script=Han}{0,2}$/u;
/** A character crosses a line if this part of it stands on either side; less is a matter of fit. */
const OVERLAP = 0.2;
/** Prints overlap where they share this part of a character's height. */
const OVERPRINT = 0.1;
/** Room, in points, that a cell may keep free beside a number set against its edge. */
const WIDEST_PADDING = 6;
/** A number in the middle of its cell stands there to this, in points. */
const CENTRED = 1;
/** A number belongs to the cell in which this part of it stands. */
const MOST = 0.75;

type CellAt = (glyph: Glyph) => CellBox | undefined;

/** Gives each character to its cell; those that stand in none are left out. */
export function assignToCells(grid: RuledGrid, glyphs: readonly Glyph[]): AssignedGlyph[] {
  const cellAt = cellFinder(grid);
  const words = textLines(glyphs).flatMap((line) => line.words.map((word) => word.glyphs));
  const letters = words.flatMap((word) =>
    crossesLines(word, grid.xs, cellAt) ? assignWide(word, grid.xs, cellAt) : assignByPlace(word, cellAt),
  );
  // Blanks part words inside a cell that has any.
  const filled = new Set(letters.map(({ cell }) => cell));
  const blanks = assignByPlace(
    glyphs.filter((glyph) => glyph.text.trim() === ''),
    cellAt,
  ).filter(({ cell }) => filled.has(cell));
  return [...letters, ...blanks];
}

function assignByPlace(glyphs: readonly Glyph[], cellAt: CellAt): AssignedGlyph[] {
  return glyphs.flatMap((glyph) => {
    const cell = cellAt(glyph);
    return cell === undefined ? [] : [{ cell, glyph, shown: glyph }];
  });
}

/** Characters that touch each other, and lines through them: a number too wide for its cell, or two that run into each other. */
function assignWide(word: readonly Glyph[], xs: readonly number[], cellAt: CellAt): AssignedGlyph[] {
  const prints = printsOf(word);
  const pieces = prints.length === 1 || areApart(prints, xs, cellAt) ? prints : [[...word]];
  return pieces.flatMap((piece) => {
    if (!crossesLines(piece, xs, cellAt) || !NUMBER.test(textOf(piece))) return assignByPlace(piece, cellAt);
    const cell = ownerOf(piece, cellAt);
    return cell === null ? cutPieces(piece, cellAt) : piece.map((glyph) => ({ cell, glyph, shown: glyph }));
  });
}

function printsOf(word: readonly Glyph[]): Glyph[][] {
  const prints = new Map<number, Glyph[]>();
  for (const glyph of word) prints.set(glyph.print, [...(prints.get(glyph.print) ?? []), glyph]);
  return [...prints.values()];
}

/** True for prints of several cells: they overlap, or each has a cell of its own. Else they may be pieces of one number. */
function areApart(prints: readonly Glyph[][], xs: readonly number[], cellAt: CellAt): boolean {
  const spans = prints.map(spanOf).sort((a, b) => a.left - b.left);
  const overlap = spans.some(
    (span, index) => span.left < (spans[index - 1]?.right ?? -Infinity) - span.size * OVERPRINT,
  );
  if (overlap) return true;
  const owners = prints.map((print) =>
    crossesLines(print, xs, cellAt) ? ownerOf(print, cellAt) : (print.map(cellAt)[0] ?? null),
  );
  return (
    prints.some((print) => print.length > 1) &&
    !owners.includes(null) &&
    new Set(owners).size === owners.length
  );
}

function spanOf(glyphs: readonly Glyph[]): { left: number; right: number; size: number } {
  return {
    left: Math.min(...glyphs.map((glyph) => glyph.left)),
    right: Math.max(...glyphs.map((glyph) => glyph.right)),
    size: Math.max(...glyphs.map((glyph) => glyph.size)),
  };
}

function cellFinder(grid: RuledGrid): CellAt {
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
  return (glyph) =>
    places[indexOf(grid.ys, middleOf(glyph))]?.[indexOf(grid.xs, (glyph.left + glyph.right) / 2)];
}

function textOf(glyphs: readonly Glyph[]): string {
  return glyphs
    .map((glyph) => glyph.text)
    .join('')
    .normalize('NFKC');
}

/** True where a line runs through one of the characters, or between them. */
function crossesLines(glyphs: readonly Glyph[], xs: readonly number[], cellAt: CellAt): boolean {
  const cuts = (glyph: Glyph): boolean => {
    const margin = (glyph.right - glyph.left) * OVERLAP;
    return xs.some((x) => x > glyph.left + margin && x < glyph.right - margin);
  };
  return new Set(glyphs.map(cellAt)).size > 1 || glyphs.some(cuts);
}

/** The cell to which a number belongs that does not fit into it; null where nothing tells, or two signs disagree. */
function ownerOf(print: readonly Glyph[], cellAt: CellAt): CellBox | null {
  const { left, right } = spanOf(print);
  const reached = new Set(print.map(cellAt));
  const owners = [...reached].filter((cell) => {
    if (cell === undefined) return false;
    const part = Math.min(right, cell.right) - Math.max(left, cell.left);
    return (
      part >= MOST * (right - left) ||
      isNear(left - cell.left) ||
      isNear(cell.right - right) ||
      Math.abs(left + right - cell.left - cell.right) <= 2 * CENTRED
    );
  });
  return owners.length === 1 ? (owners[0] ?? null) : null;
}

function isNear(distance: number): boolean {
  return distance >= 0 && distance <= WIDEST_PADDING;
}

/** A number cut by the lines that it crosses, each piece marked where it goes on. */
function cutPieces(print: readonly Glyph[], cellAt: CellAt): AssignedGlyph[] {
  return print.flatMap((glyph, index) => {
    const cell = cellAt(glyph);
    if (cell === undefined) return [];
    const [before, after] = [print[index - 1], print[index + 1]];
    const isCutBefore = before !== undefined && cellAt(before) !== cell;
    const isCutAfter = after !== undefined && cellAt(after) !== cell;
    const text = (isCutBefore ? CUT : '') + glyph.text + (isCutAfter ? CUT : '');
    return [{ cell, glyph, shown: { ...glyph, text } }];
  });
}
