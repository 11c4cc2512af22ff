/** A picture of a page to what stands on it: upright, its lines as rulings, its words where they stand. */
import type { Glyph, PageContent, Ruling } from '../page/page-content.js';
import type { CellBox, RuledGrid } from '../page/ruled-grids.js';
import { MEETING as SAME_EDGE, ruledGrids } from '../page/ruled-grids.js';
import { inkInCell } from './cell-ink.js';
import { insideOf } from './cell-walls.js';
import type { DrawnLine, DrawnLines } from './drawn-lines.js';
import type { Ink } from './ink.js';
import type { PlacedLine } from './line-glyphs.js';
import { lineGlyphs } from './line-glyphs.js';
import { hasFaintWall } from './faint-walls.js';
import type { OcrModels } from './ocr-runtime.js';
import { readTextLines } from './read-text-lines.js';
import type { Picture } from './picture.js';
import { pageLength } from './picture.js';
import type { CellToRead, ReadCell } from './read-cells.js';
import { readCells } from './read-cells.js';
import { inUnits } from './projections.js';
import { rightPage } from './right-page.js';
import type { FoundLine } from './text-detector.js';

/** Half the thickness of the lines of a table, as part of the longer side of the page. */
const RULING = 1 / 780;
/** Stands behind a number that is not sure, so that nobody takes it for one. */
const UNSURE = '…';

/**
 * Reads a page.
 *
 * @param size of the page in points
 */
export async function readPage(
  picture: Picture,
  size: { width: number; height: number },
  models: OcrModels,
): Promise<PageContent> {
  const { picture: page, ink, lines, text, toSource } = await rightPage(picture, models);
  const scale = (size.width / picture.width + size.height / picture.height) / 2;
  const rulings = toRulings(lines, scale);
  const grids = ruledGrids(rulings.horizontals, rulings.verticals);
  const letter = letterHeight(text);
  const cells = grids.flatMap((grid) => cellsToRead({ page, ink, lines, scale, letter }, grid));
  const read = await readCells(
    { picture: page, ink, letter },
    cells.map(({ toRead }) => toRead),
    models,
  );
  const outside = text.filter((line) => !isInGrid(line, grids, scale));
  const placed = await readTextLines(page, outside, models);
  const glyphs = [
    ...cells.flatMap(({ cell }, index) => cellGlyphs(read[index] as ReadCell, cell, scale, index)),
    ...placed.flatMap((line, index) => lineGlyphs(line, scale, cells.length + index)),
  ];
  return {
    width: page.width * scale,
    height: page.height * scale,
    turns: 0,
    glyphs,
    ...rulings,
    omitted: [],
    legibility: legibilityOf([...read.flatMap(({ lines }) => lines), ...placed]),
    toShown: inUnits(toSource, scale),
  };
}

/** Mean probability of the letters of some lines; 1 where there are none. */
function legibilityOf(lines: readonly PlacedLine[]): number {
  const letters = lines.flatMap((line) => line.letters);
  return letters.length === 0
    ? 1
    : letters.reduce((sum, { probability }) => sum + probability, 0) / letters.length;
}

function toRulings(
  { across, down }: DrawnLines,
  scale: number,
): { horizontals: Ruling[]; verticals: Ruling[] } {
  const ruling = ({ from, to, start, end }: DrawnLine): Ruling => ({
    at: ((start + end) / 2 + 0.5) * scale,
    from: from * scale,
    to: (to + 1) * scale,
  });
  return { horizontals: across.map(ruling), verticals: down.map(ruling) };
}

/** The height of a letter: lines as they are found reach a little beyond their letters. */
function letterHeight(lines: readonly FoundLine[]): number {
  const heights = lines
    .map(({ left, right, top, bottom, slope }) => bottom - top - Math.abs(slope) * (right - left))
    .sort((one, other) => one - other);
  return Math.max(8, (heights[heights.length >> 1] ?? 24) * 0.72);
}

interface RuledPage {
  page: Picture;
  ink: Ink;
  lines: DrawnLines;
  /** Points a pixel. */
  scale: number;
  /** Height of a letter, in pixels. */
  letter: number;
}

function cellsToRead(
  { page, ink, lines, scale, letter }: RuledPage,
  grid: RuledGrid,
): { cell: CellBox; toRead: CellToRead }[] {
  const ruling = Math.max(2, Math.round(pageLength(page) * RULING));
  return grid.cells.map((cell) => {
    const box = {
      left: Math.round(cell.left / scale),
      right: Math.round(cell.right / scale),
      top: Math.round(cell.top / scale),
      bottom: Math.round(cell.bottom / scale),
    };
    const inside = insideOf(box, lines, ruling, Math.round(SAME_EDGE / scale));
    return {
      cell,
      toRead: {
        ink: inkInCell(ink, inside, letter, ruling),
        isDoubtful: hasFaintWall(page, grid, cell, scale),
      },
    };
  });
}

function isInGrid(
  { left, right, top, bottom }: FoundLine,
  grids: readonly RuledGrid[],
  scale: number,
): boolean {
  const [x, y] = [((left + right) / 2) * scale, ((top + bottom) / 2) * scale];
  return grids.some(
    ({ xs, ys }) => x > (xs[0] ?? 0) && x < (xs.at(-1) ?? 0) && y > (ys[0] ?? 0) && y < (ys.at(-1) ?? 0),
  );
}

/** The letters of a cell, none of them beyond its edges. */
function cellGlyphs({ lines, recognised }: ReadCell, cell: CellBox, scale: number, print: number): Glyph[] {
  const read = recognised;
  // What could not be read at all is printed all the same.
  const isLost = read.readings.every((reading) => reading === '') && lines.length > 0;
  const glyphs = lines.flatMap((line) => lineGlyphs(line, scale, print));
  const last = glyphs.at(-1);
  const size = last?.size ?? 8;
  const inner = cell.right - 1;
  if (read.unsure === true || isLost) {
    const left = Math.min(last?.right ?? cell.left + 1, inner - 1);
    glyphs.push({
      text: UNSURE,
      left,
      right: Math.min(inner, left + size / 2),
      baseline: last?.baseline ?? (cell.top + cell.bottom) / 2 + size * 0.36,
      size,
      print,
    });
  }
  return glyphs.map((glyph) => ({
    ...glyph,
    left: Math.min(Math.max(glyph.left, cell.left + 0.5), inner),
    right: Math.max(Math.min(glyph.right, inner), cell.left + 0.6),
    read,
  }));
}
