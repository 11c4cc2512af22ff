/** What the PDF tests share: reading a PDF under construction, and made-up tables. */
import fc from 'fast-check';
import type { Block, TableBlock } from '../../../src/ingest/document.js';
import { pdfToDocument } from '../../../src/ingest/pdf/pdf-to-document.js';
import { PdfBuilder } from './build-pdf.js';
import type { DrawnCell, DrawnTable } from './build-pdf.js';

/** A paragraph above whatever is tested, so that the file is a text. */
export const PROSE = [
  '本报告由云泽省澄江市青禾县人民政府办公室编制，统计期限为全年。',
  '全年主动公开各类信息三千余条，办理依申请公开若干件，均按期答复。',
  '下一步将继续完善工作机制，提高公开的质量和效率，接受社会监督。',
];

export async function blocksOf(pdf: PdfBuilder): Promise<Block[]> {
  return (await pdfToDocument(pdf.bytes())).blocks;
}

export function tablesOf(blocks: readonly Block[]): TableBlock[] {
  return blocks.filter((block) => block.kind === 'table');
}

export function linesOf(blocks: readonly Block[]): string[] {
  return blocks.filter((block) => block.kind === 'line').map((block) => block.text);
}

/** The cells of a grid as they were drawn. */
export function cellsOf({ rows }: TableBlock): DrawnCell[] {
  return rows.flatMap((cells, row) =>
    cells.flatMap((cell, column): DrawnCell[] => {
      if (!cell.origin) return [];
      const covers = (r: number, c: number): boolean => {
        const other = rows[r]?.[c];
        return (
          other !== undefined && !other.origin && JSON.stringify(other.place) === JSON.stringify(cell.place)
        );
      };
      let [rowSpan, columnSpan] = [1, 1];
      while (covers(row, column + columnSpan)) columnSpan += 1;
      while (covers(row + rowSpan, column)) rowSpan += 1;
      return [{ row, column, rowSpan, columnSpan, text: cell.text }];
    }),
  );
}

/** A page of prose above whatever follows, so that the file is a text. */
export function begin(options?: ConstructorParameters<typeof PdfBuilder>[0]): PdfBuilder {
  const pdf = new PdfBuilder(options).page();
  PROSE.forEach((line, index) => pdf.text(60, 20 + index * 16, line, 10));
  return pdf;
}

const words = fc.string({
  unit: fc.constantFrom(...'信息公开规章数量本年结转受理'),
  minLength: 1,
  maxLength: 12,
});
const cellText = fc.oneof(
  { weight: 3, arbitrary: words },
  { weight: 4, arbitrary: fc.nat(9_999_999).map(String) },
  { weight: 1, arbitrary: fc.constant('') },
);

/** A table cut into merged cells at random: each free place grows to the right and down as far as it may. */
export function arbitraryTable(maxRows: number): fc.Arbitrary<DrawnTable> {
  return fc
    .record({ rows: fc.integer({ min: 2, max: maxRows }), columns: fc.integer({ min: 2, max: 7 }) })
    .chain(({ rows, columns }) =>
      fc
        .array(fc.record({ right: fc.nat(2), down: fc.nat(2), text: cellText }), {
          minLength: rows * columns,
          maxLength: rows * columns,
        })
        .map((seeds) => ({ rows, xs: edges(columns), cells: mergeCells(rows, columns, seeds) })),
    )
    .filter(({ cells, rows, xs }) => cells.length >= 4 && everyEdgeIsDrawn(cells, rows, xs.length - 1));
}

function edges(columns: number): number[] {
  return Array.from({ length: columns + 1 }, (_, index) => 50 + (index * 490) / columns);
}

function mergeCells(
  rows: number,
  columns: number,
  seeds: readonly { right: number; down: number; text: string }[],
): DrawnCell[] {
  const taken = new Set<number>();
  const cells: DrawnCell[] = [];
  for (let place = 0; place < rows * columns; place += 1) {
    if (taken.has(place)) continue;
    const [row, column] = [Math.floor(place / columns), place % columns];
    const seed = seeds[place] ?? { right: 0, down: 0, text: '' };
    let [columnSpan, rowSpan] = [1, 1];
    while (columnSpan <= seed.right && column + columnSpan < columns && !taken.has(place + columnSpan))
      columnSpan += 1;
    while (rowSpan <= seed.down && row + rowSpan < rows) rowSpan += 1;
    for (let r = 0; r < rowSpan; r += 1) {
      for (let c = 0; c < columnSpan; c += 1) taken.add(place + r * columns + c);
    }
    cells.push({ row, column, rowSpan, columnSpan, text: seed.text });
  }
  return cells;
}

/** A row or column that only merged cells cross has no line of its own and cannot be seen. */
function everyEdgeIsDrawn(cells: readonly DrawnCell[], rows: number, columns: number): boolean {
  const starts = (of: (cell: DrawnCell) => number): Set<number> => new Set(cells.map(of));
  const [tops, lefts] = [starts((cell) => cell.row), starts((cell) => cell.column)];
  return (
    Array.from({ length: rows }, (_, row) => tops.has(row)).every(Boolean) &&
    Array.from({ length: columns }, (_, column) => lefts.has(column)).every(Boolean) &&
    cells.some((cell) => cell.text !== '')
  );
}
