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
/** Prints overlap that share this part of a character's height. */
const OVERPRINT = 0.1;
/** Room, in points, that a cell may keep free beside a number set against its edge. */
const WIDEST_PADDING = 6;
/** A number in the middle of its cell stands there to this, in points. */
const CENTRED = 1;
/** A number belongs to the cell in which this part of it stands. */
const MOST = 0.75;

/** Gives each character to its cell; those that stand in none are left out. */
export function assignToCells(grid: RuledGrid, glyphs: readonly Glyph[]): AssignedGlyph[] {
  const cellAt = cellFinder(grid);
  const painted = new Map(glyphs.map((glyph, index) => [glyph, index]));
  const byPlace = (glyph: Glyph): AssignedGlyph[] => {
    const cell = cellAt(centreOf(glyph), middleOf(glyph));
    return cell === undefined ? [] : [{ cell, glyph, shown: glyph }];
  };
  const words = textLines(glyphs).flatMap((line) => line.words.map((word) => word.glyphs));
  const letters = words.flatMap((word) => {
    const wide = NUMBER.test(textOf(word)) && crossesLines(word, grid.xs);
    if (!wide) return word.flatMap(byPlace);
    return printsOf(word, painted).flatMap((print) => {
      if (!crossesLines(print, grid.xs)) return print.flatMap(byPlace);
      const owner = ownerOf(print, cellAt);
      return owner === null
        ? cutPieces(print.map((glyph) => ({ glyph, cell: cellAt(centreOf(glyph), middleOf(glyph)) })))
        : print.map((glyph) => ({ cell: owner, glyph, shown: glyph }));
    });
  });
  // Blanks part words inside a cell that has any.
  const filled = new Set(letters.map(({ cell }) => cell));
  const blanks = glyphs
    .filter((glyph) => glyph.text.trim() === '')
    .flatMap(byPlace)
    .filter(({ cell }) => filled.has(cell));
  return [...letters, ...blanks];
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

function centreOf(glyph: Glyph): number {
  return (glyph.left + glyph.right) / 2;
}

function textOf(glyphs: readonly Glyph[]): string {
  return glyphs
    .map((glyph) => glyph.text)
    .join('')
    .normalize('NFKC');
}

/** True where a line runs through one of the characters. */
function crossesLines(glyphs: readonly Glyph[], xs: readonly number[]): boolean {
  return glyphs.some((glyph) => {
    const margin = (glyph.right - glyph.left) * OVERLAP;
    return xs.some((x) => x > glyph.left + margin && x < glyph.right - margin);
  });
}

/**
 * Numbers printed over each other, as two that are too wide for their cells, told apart by the order of painting. What was
 * painted in pieces that lie side by side is one.
 */
function printsOf(word: readonly Glyph[], painted: ReadonlyMap<Glyph, number>): Glyph[][] {
  const order = (glyph: Glyph): number => painted.get(glyph) ?? 0;
  const prints: Glyph[][] = [];
  for (const glyph of [...word].sort((a, b) => order(a) - order(b))) {
    const last = prints.at(-1)?.at(-1);
    if (last !== undefined && glyph.left >= last.right - glyph.size * OVERPRINT) prints.at(-1)?.push(glyph);
    else prints.push([glyph]);
  }
  return prints;
}

/** The cell to which a number belongs that does not fit into it; null where nothing tells, or two signs disagree. */
function ownerOf(
  print: readonly Glyph[],
  cellAt: (x: number, y: number) => CellBox | undefined,
): CellBox | null {
  const left = Math.min(...print.map((glyph) => glyph.left));
  const right = Math.max(...print.map((glyph) => glyph.right));
  const reached = new Set(
    print.flatMap((glyph) => [glyph.left, glyph.right].map((x) => cellAt(x, middleOf(glyph)))),
  );
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
function cutPieces(print: readonly { glyph: Glyph; cell: CellBox | undefined }[]): AssignedGlyph[] {
  return print.flatMap(({ glyph, cell }, index) => {
    if (cell === undefined) return [];
    const [before, after] = [print[index - 1], print[index + 1]];
    const isCutBefore = before !== undefined && before.cell !== cell;
    const isCutAfter = after !== undefined && after.cell !== cell;
    const text = (isCutBefore ? CUT : '') + glyph.text + (isCutAfter ? CUT : '');
    return [{ cell, glyph, shown: { ...glyph, text } }];
  });
}
