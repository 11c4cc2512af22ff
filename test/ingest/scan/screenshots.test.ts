/** Pictures of web pages: higher than any page, with a border around each of their small cells. */
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import type { RuledGrid } from '../../../src/ingest/page/ruled-grids.js';
import { ruledGrids } from '../../../src/ingest/page/ruled-grids.js';
import { inkInCell } from '../../../src/ingest/scan/cell-ink.js';
import { insideOf } from '../../../src/ingest/scan/cell-walls.js';
import type { DrawnLine } from '../../../src/ingest/scan/drawn-lines.js';
import { drawnLines } from '../../../src/ingest/scan/drawn-lines.js';
import { inkOf } from '../../../src/ingest/scan/ink.js';
import { blankPicture, pageLength } from '../../../src/ingest/scan/picture.js';
import type { Picture } from '../../../src/ingest/scan/picture.js';
import { recognisePages } from '../../../src/ingest/scan/recognise-pages.js';
import { readingScale } from '../../../src/ingest/scan/to-page.js';
import { hasOcr } from '../../support/has-ocr.js';

const runs = hasOcr();
const why = runs ? '' : ' (skipped: no OCR packages)';

function frame(picture: Picture, left: number, top: number, width: number, height: number): void {
  for (let x = left; x < left + width; x += 1)
    for (const y of [top, top + height - 1]) picture.data[y * picture.width + x] = 80;
  for (let y = top; y < top + height; y += 1)
    for (const x of [left, left + width - 1]) picture.data[y * picture.width + x] = 80;
}

describe('the size of what is read', () => {
  it('is that of a page of the same width, however high the picture', () => {
    expect(pageLength({ width: 1000, height: 1414 })).toBe(1414);
    expect(pageLength({ width: 1414, height: 1000 })).toBe(1414);
    expect(pageLength({ width: 1000, height: 9000 })).toBe(1414);
  });

  it('is not made smaller for the height alone, but bounded in all', () => {
    expect(readingScale({ width: 1350, height: 5400 })).toBeGreaterThan(1);
    const scale = readingScale({ width: 2700, height: 18_000 });
    expect(2700 * 18_000 * scale * scale).toBeLessThanOrEqual(17_000_001);
  });
});

describe('borders around each cell', () => {
  /** Two rows of cells, some of them narrower and all of them lower than lines of a page are long. */
  function bordered(widths: readonly number[] = [40, 16, 40]): Picture {
    const picture = blankPicture(600, 849);
    for (const top of [100, 115]) {
      let left = 20;
      for (const width of widths) {
        frame(picture, left, top, width, 12);
        left += width + 3;
      }
    }
    return picture;
  }

  function gridsOf(picture: Picture): RuledGrid[] {
    const { across, down } = drawnLines(inkOf(picture));
    const ruling = ({ from, to, start, end }: DrawnLine) => ({ at: (start + end) / 2, from, to: to + 1 });
    return ruledGrids(across.map(ruling), down.map(ruling));
  }

  it('are found, and make one grid', () => {
    const grids = gridsOf(bordered());
    expect(grids.map(({ xs, ys, cells }) => [xs.length - 1, ys.length - 1, cells.length])).toEqual([
      [3, 2, 6],
    ]);
  });

  it('are found of narrow cells beside each other, by the levels of the others', () => {
    const grids = gridsOf(bordered([40, 16, 16, 16, 40]));
    expect(grids.map(({ xs, ys, cells }) => [xs.length - 1, ys.length - 1, cells.length])).toEqual([
      [5, 2, 10],
    ]);
  });

  it('are told from the strokes of letters that stand close to each other', () => {
    const picture = bordered([80, 80]);
    const lines = drawnLines(inkOf(picture));
    for (let letter = 0; letter < 4; letter += 1)
      for (let x = 0; x < 12; x += 1) picture.data[106 * picture.width + 26 + letter * 16 + x] = 40;
    expect(drawnLines(inkOf(picture))).toEqual(lines);
  });

  it('are told from a letter that is a box', () => {
    const picture = blankPicture(600, 849);
    frame(picture, 100, 100, 12, 12);
    expect(drawnLines(inkOf(picture))).toEqual({ across: [], down: [] });
  });

  it('are no part of what stands in the cell', () => {
    const line = (at: number, from: number, to: number): DrawnLine => ({ from, to, start: at, end: at });
    const lines = {
      across: [line(10, 0, 200), line(14, 12, 98), line(60, 0, 200)],
      // The last is a stroke of a letter.
      down: [line(10, 0, 80), line(14, 12, 58), line(96, 12, 58), line(100, 0, 80), line(17, 30, 45)],
    };
    expect(insideOf({ left: 10, top: 10, right: 100, bottom: 60 }, lines, 2, 8)).toEqual({
      left: 16,
      top: 16,
      right: 94,
      bottom: 58,
    });
  });
});

describe('a digit right beside the border of its cell', () => {
  /** A cell of 60 by 26 pixels with lines of one pixel, and a stroke as wide as it is given, so many pixels beside its left line. */
  function stroke(beside: number, width: number) {
    const picture = blankPicture(600, 849);
    frame(picture, 100, 100, 60, 26);
    for (let y = 106; y < 117; y += 1)
      for (let x = 0; x < width; x += 1) picture.data[y * picture.width + 101 + beside + x] = 40;
    return inkInCell(inkOf(picture), { left: 102, top: 102, right: 157, bottom: 123 }, 12, 2);
  }

  it('is whole and no part of the next cell where white paper parts it from the line', () => {
    for (const beside of [1, 2])
      for (const width of [3, 6]) {
        const { lines, isTouching } = stroke(beside, width);
        expect({ isTouching, lines }).toMatchObject({
          isTouching: false,
          lines: [{ left: 101 + beside, right: 101 + beside + width, top: 106, bottom: 117 }],
        });
      }
  });

  it('may be a part of something where it hangs on the line', () => {
    expect(stroke(0, 6).isTouching).toBe(true);
  });
});

it.skipIf(!runs)(
  `a page is not given up while it is worked on, however little time a busy machine has for it${why}`,
  async () => {
    const canvas = createCanvas(600, 800);
    canvas.getContext('2d').fillStyle = '#fff';
    canvas.getContext('2d').fillRect(0, 0, 600, 800);
    const bytes = canvas.toBuffer('image/png');
    expect(await recognisePages({ kind: 'picture', bytes }, undefined, 500)).toHaveLength(1);
  },
  300_000,
);
