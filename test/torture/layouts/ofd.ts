/** OFD: tables drawn with lines, going on over pages; and the same with every letter an object of its own. */
import type { SampleBlock } from '../../../src/sample/layouts/layout.js';
import type { OfdLine, OfdPage, OfdText } from '../../support/build-ofd.js';
import { advance, buildOfd } from '../../support/build-ofd.js';
import type { TortureReport } from '../draw-report.js';
import { textOf } from '../draw-report.js';
import type { TortureLayout } from '../layout.js';
import type { SpanGrid } from '../official-grids.js';
import { gridOf, gridWidth } from '../official-grids.js';

const LEFT = 20;
const TOP = 22;
const BOTTOM = 275;
const WIDTH = 170;
const TEXT_SIZE = 4.2;
const CELL_SIZE = 2.3;
const PADDING = 0.7;

interface Leaf {
  texts: OfdText[];
  lines: OfdLine[];
}

function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + advance(letter), 0);
}

/** Lines that are no wider than `most`, in units of the font's size. A number is never cut. */
function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const piece of text.match(/[\d.,+-]+|[^\d.,+-]/gu) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last + piece) <= most) lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  return lines;
}

class Writer {
  readonly leaves: Leaf[] = [{ texts: [], lines: [] }];
  #y = TOP;

  get #leaf(): Leaf {
    return this.leaves.at(-1) ?? { texts: [], lines: [] };
  }

  #turn(): void {
    this.leaves.push({ texts: [], lines: [] });
    this.#y = TOP;
  }

  block(block: SampleBlock, report: TortureReport): void {
    const grid = gridOf(block, textOf(report));
    if (grid !== null) {
      this.#table(grid);
      return;
    }
    const texts = 'lines' in block ? block.lines : 'text' in block ? [block.text] : [];
    for (const text of texts) {
      for (const line of wrapped(text, WIDTH / TEXT_SIZE)) {
        if (this.#y + TEXT_SIZE > BOTTOM) this.#turn();
        this.#y += TEXT_SIZE * 1.6;
        this.#leaf.texts.push({ text: line, x: LEFT, y: this.#y, size: TEXT_SIZE });
      }
      this.#y += TEXT_SIZE * 0.8;
    }
  }

  #table(grid: SpanGrid): void {
    const step = WIDTH / gridWidth(grid);
    const taken = grid.map(() => new Set<number>());
    const cells = grid.flatMap((row, y) => {
      let x = 0;
      return row.map(({ text, colspan, rowspan }) => {
        while (taken[y]?.has(x) === true) x += 1;
        for (let down = 0; down < rowspan; down += 1) {
          for (let right = 0; right < colspan; right += 1) taken[y + down]?.add(x + right);
        }
        const lines = wrapped(text, (step * colspan - 2 * PADDING) / CELL_SIZE);
        return { lines, x: x, y, colspan, rowspan };
      });
    });
    const heightOf = (lines: readonly string[]): number =>
      Math.max(1, lines.length) * CELL_SIZE * 1.3 + 2 * PADDING;
    const heights = grid.map((_, y) =>
      Math.max(
        4.5,
        ...cells.filter((cell) => cell.y === y && cell.rowspan === 1).map(({ lines }) => heightOf(lines)),
      ),
    );
    for (const { lines, y, rowspan } of cells) {
      const room = heights.slice(y, y + rowspan).reduce((sum, height) => sum + height, 0);
      const last = y + rowspan - 1;
      if (heightOf(lines) > room) heights[last] = (heights[last] ?? 0) + heightOf(lines) - room;
    }
    // A whole table on a page: a row that merged cells reach over must not be parted from them.
    if (this.#y + heights.reduce((sum, height) => sum + height, 0) > BOTTOM) this.#turn();
    const tops = [this.#y + 2];
    for (const height of heights) tops.push((tops.at(-1) ?? 0) + height);
    for (const { lines, x, y, colspan, rowspan } of cells) {
      const [left, right] = [LEFT + x * step, LEFT + (x + colspan) * step];
      const [top, bottom] = [tops[y] ?? 0, tops[y + rowspan] ?? 0];
      this.#leaf.lines.push(
        [left, top, right, top],
        [left, bottom, right, bottom],
        [left, top, left, bottom],
        [right, top, right, bottom],
      );
      lines.forEach((text, index) => {
        this.#leaf.texts.push({
          text,
          x: left + PADDING,
          y: top + PADDING + CELL_SIZE * (1 + 1.3 * index),
          size: CELL_SIZE,
        });
      });
    }
    this.#y = (tops.at(-1) ?? 0) + 3;
  }
}

function pagesOf(report: TortureReport): Leaf[] {
  const writer = new Writer();
  for (const block of report.blocks) writer.block(block, report);
  return writer.leaves;
}

/** Each letter is an object, as converters write them. */
function inLetters({ texts, lines }: Leaf): OfdPage {
  const letters = texts.flatMap(({ text, x, y, size }) => {
    let at = x;
    return [...text].map((letter) => {
      const placed = { text: letter, x: at, y, size };
      at += advance(letter) * size;
      return placed;
    });
  });
  return { texts: letters, lines };
}

export const ofdLayouts: readonly TortureLayout[] = [
  {
    name: 'ofd-ruled',
    format: 'ofd',
    keeps: 'all',
    render: (report) => ({ bytes: buildOfd(pagesOf(report)) }),
  },
  {
    name: 'ofd-letters',
    format: 'ofd',
    keeps: 'all',
    render: (report) => ({ bytes: buildOfd(pagesOf(report).map(inLetters)) }),
  },
];
