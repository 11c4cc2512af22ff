/** Tables that pages cut into several, as document models write them, and tables set side by side. */
import type { DisclosureBlock } from '../../../../src/sample/form-rows.js';
import { textOf } from '../../draw-report.js';
import type { TortureLayout } from '../../layout.js';
import { utf8 } from '../../layout.js';
import type { SpanCell, SpanGrid } from '../../official-grids.js';
import { gridOf } from '../../official-grids.js';
import { cleanTable, page, titleOf, article } from '../html.js';
import { bars } from './exports.js';
import { layOut, PROSE } from './lines.js';

/** The cell that covers each place, and whether it begins there. */
function placesOf(grid: SpanGrid): (SpanCell & { row: number; column: number })[][] {
  const places: (SpanCell & { row: number; column: number })[][] = grid.map(() => []);
  grid.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while (places[row]?.[column] !== undefined) column += 1;
      for (let down = 0; down < cell.rowspan; down += 1) {
        for (let right = 0; right < cell.colspan; right += 1) {
          const line = places[row + down];
          if (line !== undefined) line[column + right] = { ...cell, row, column };
        }
      }
      column += cell.colspan;
    }
  });
  return places;
}

/** What stands below a page's end where a cell reaches over it: nothing, its text again, or no cell at all. */
type Rest = 'empty' | 'again' | 'no cell';

/** The rows from `from` to `to` as a table of their own, row spans cut at both ends. */
export function cutGrid(grid: SpanGrid, from: number, to: number, rest: Rest): SpanGrid {
  const places = placesOf(grid);
  return places.slice(from, to).map((line, offset) => {
    const row = from + offset;
    return line.flatMap((place, column) => {
      const begins = place.column === column && (place.row === row || (row === from && place.row < from));
      if (!begins || (place.row < from && rest === 'no cell')) return [];
      const rowspan = Math.min(place.row + place.rowspan, to) - row;
      return [
        { text: place.row < from && rest === 'empty' ? '' : place.text, colspan: place.colspan, rowspan },
      ];
    });
  });
}

/** HTML tables in Markdown, one a page, row spans cut at the page; the header again on each page, or not. */
const pageTables: TortureLayout = {
  name: 'page-tables',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const print = textOf(report);
    const rest = random.pick<Rest>(['empty', 'again', 'no cell']);
    const hasHeader = random.chance(0.5);
    const between = random.pick<string[]>([
      [''],
      ['', '<!-- Page 3 -->', ''],
      ['', '3', ''],
      ['', '---', ''],
      ['', '![](images/0003.jpg)', ''],
    ]);
    const write = (grid: SpanGrid): string => cleanTable(grid).replace(/\n/gu, '');
    const cut = (grid: SpanGrid, header: number): string[] => {
      const first = random.integer(header + 2, grid.length - 3);
      const ends = [...new Set([first, random.integer(first + 1, grid.length - 1), grid.length])];
      return ends.flatMap((end, index) => {
        const from = ends[index - 1] ?? 0;
        const top = index > 0 && hasHeader ? cutGrid(grid, 0, header, rest) : [];
        return [...(index > 0 ? between : []), write([...top, ...cutGrid(grid, from, end, rest)])];
      });
    };
    const text = layOut(report, {
      ...PROSE,
      disclosure: (blocks) => [write(gridOf({ kind: 'disclosure', blocks }, print) ?? []), ''],
      applications: (rows) => [...cut(gridOf({ kind: 'applications', rows }, print) ?? [], 3), ''],
      review: () => [write(gridOf({ kind: 'review' }, print) ?? []), ''],
    });
    return { bytes: utf8(text) };
  },
};

/** The parts of the first table two by two, side by side, where the organ has drawn it so. */
function besideEachOther(blocks: readonly DisclosureBlock[], print: (key: string) => string): string[][] {
  const rowsOf = ({ title, columns, rows }: DisclosureBlock): string[][] => [
    [title, ...columns.slice(1).map(() => '')],
    [...columns],
    ...rows.map((row) => [...row.label, ...row.keys.map(print)]),
  ];
  const out: string[][] = [];
  for (let index = 0; index < blocks.length;) {
    const [left, right] = [blocks[index], blocks[index + 1]];
    if (left === undefined) break;
    const isPair = right !== undefined && left.columns.length === right.columns.length;
    const [own, other] = [rowsOf(left), isPair ? rowsOf(right) : []];
    for (let row = 0; row < Math.max(own.length, other.length); row += 1) {
      const blank = left.columns.map(() => '');
      out.push([...(own[row] ?? blank), ...(isPair ? (other[row] ?? blank) : [])]);
    }
    index += isPair ? 2 : 1;
  }
  const width = Math.max(...out.map((row) => row.length));
  return out.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
}

const sideBySide: TortureLayout = {
  name: 'side-by-side',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const print = textOf(report);
    const write = random.pick([bars, (row: readonly string[]) => row.join('\t')]);
    const grid = (block: Parameters<typeof gridOf>[0]): string[] => [
      cleanTable(gridOf(block, print) ?? []),
      '',
    ];
    const text = layOut(report, {
      ...PROSE,
      disclosure: (blocks) => [...besideEachOther(blocks, print).map(write), ''],
      applications: (rows) => grid({ kind: 'applications', rows }),
      review: () => grid({ kind: 'review' }),
    });
    return { bytes: utf8(text) };
  },
};

/** The same as a web page draws it. */
const sideBySideHtml: TortureLayout = {
  name: 'html-side-by-side',
  format: 'html',
  keeps: 'all',
  render: (report) => {
    const print = textOf(report);
    const body = article(report, (grid, block) => {
      if (block.kind !== 'disclosure') return cleanTable(grid);
      return cleanTable(
        besideEachOther(block.blocks, print).map((row) =>
          row.map((text) => ({ text, colspan: 1, rowspan: 1 })),
        ),
      );
    });
    return { bytes: utf8(page(titleOf(report), body)) };
  },
};

/** Numbers of many digits broken over two lines in their cells. */
const brokenDigits: TortureLayout = {
  name: 'broken-digits',
  format: 'html',
  keeps: 'not the broken numbers',
  render: (report) => {
    const { random } = report;
    const isLong = /^\d{4,}$/u;
    const texts = new Set([...report.cells.values()].map(({ text }) => text));
    const cell = (text: string): string => {
      if (!texts.has(text) || !isLong.test(text)) return text;
      const at = random.integer(2, text.length - 1);
      return `${text.slice(0, at)}\u0001${text.slice(at)}`;
    };
    const tag = random.pick(['<br>', '<br/>\n', '</p><p>']);
    const body = article(report, (grid) =>
      cleanTable(grid.map((row) => row.map((own) => ({ ...own, text: cell(own.text) })))).replaceAll(
        '\u0001',
        tag,
      ),
    );
    // Two numbers in one cell look the same, and a blank cell beside them may be the one that lost its number.
    const rowOf = (key: string): string => key.slice(0, key.lastIndexOf('.'));
    const broken = new Set(
      [...report.cells].flatMap(([key, { text }]) => (isLong.test(text) ? [rowOf(key)] : [])),
    );
    const lost = [...report.cells].filter(
      ([key, { text }]) => isLong.test(text) || (text === '' && broken.has(rowOf(key))),
    );
    return { bytes: utf8(page(titleOf(report), body)), lost: new Set(lost.map(([key]) => key)) };
  },
};

export const pageLayouts: readonly TortureLayout[] = [pageTables, sideBySide, sideBySideHtml, brokenDigits];
