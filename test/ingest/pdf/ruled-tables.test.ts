/** Tables whose rulings are drawn: whatever the merges and wherever the page ends, the grid is the one that was drawn. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PdfBuilder, drawRows } from './build-pdf.js';
import type { DrawnCell, DrawnTable } from './build-pdf.js';
import { PROSE, arbitraryTable, begin, blocksOf, cellsOf, linesOf, tablesOf } from './pdf-support.js';

const COLUMNS = [50, 110, 250, 310, 370, 430, 490];

/** A form like the real ones: a header of two rows, groups of labelled rows, counts and blanks. */
const arbitraryForm: fc.Arbitrary<DrawnTable> = fc
  .array(
    fc.array(fc.array(fc.option(fc.nat(99_999), { freq: 4 }), { minLength: 4, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((groups) => {
    const cells: DrawnCell[] = [];
    const add = (row: number, column: number, rowSpan: number, columnSpan: number, text: string): void => {
      cells.push({ row, column, rowSpan, columnSpan, text });
    };
    add(0, 0, 2, 2, '（本列数据的勾稽关系）');
    add(0, 2, 1, 4, '申请人情况');
    ['自然人', '商业企业', '科研机构', '总计'].forEach((text, index) => {
      add(1, index + 2, 1, 1, text);
    });
    let row = 2;
    groups.forEach((rows, group) => {
      add(row, 0, rows.length, 1, `（${'一二三四'.charAt(group)}）不予公开处理`);
      rows.forEach((values, index) => {
        add(row, 1, 1, 1, `${index + 1}.属于其他法律行政法规禁止公开的信息以及内部事务信息`);
        values.forEach((value, column) => {
          add(row, column + 2, 1, 1, value === null ? '' : String(value));
        });
        row += 1;
      });
    });
    return { rows: row, xs: COLUMNS, cells };
  });

/** By row, then by column. */
function ordered(cells: readonly DrawnCell[]): DrawnCell[] {
  return [...cells].sort((a, b) => a.row - b.row || a.column - b.column);
}

describe('pdfToDocument: tables with rulings', () => {
  it('reads any grid of merged cells as it was drawn', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryTable(8), async (table) => {
        const pdf = begin();
        drawRows(pdf, table, 0, table.rows);
        const [found, ...others] = tablesOf(await blocksOf(pdf));
        expect(others).toEqual([]);
        expect(found === undefined ? [] : cellsOf(found)).toEqual(table.cells);
      }),
      { seed: 20_260_401, numRuns: 100 },
    );
  });

  it('joins a table that a page break cuts anywhere, its header repeated or not, page numbers between', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryForm, fc.nat(), fc.boolean(), async (table, cut, repeated) => {
        const pdf = begin();
        const end = 2 + (cut % (table.rows - 1));
        drawRows(pdf, table, 0, end, { top: 80 });
        pdf.text(290, 820, '- 1 -').page();
        // A header alone, and then the header again, would be two tables to any reader.
        const header = repeated && end > 2 ? drawRows(pdf, table, 0, 2, { top: 60 }) : 60;
        const bottom = end < table.rows ? drawRows(pdf, table, end, table.rows, { top: header }) : header;
        pdf.text(60, bottom + 40, '以上数据由各单位报送。').text(290, 820, '- 2 -');
        const blocks = await blocksOf(pdf);
        const [found, ...others] = tablesOf(blocks);
        expect(others).toEqual([]);
        expect(found === undefined ? [] : ordered(cellsOf(found))).toEqual(ordered(table.cells));
        expect(linesOf(blocks)).toEqual([...PROSE, '以上数据由各单位报送。']);
      }),
      { seed: 20_260_402, numRuns: 60 },
    );
  });

  it('says on which page each cell stands', async () => {
    const table: DrawnTable = {
      xs: [50, 200, 350],
      rows: 2,
      cells: [0, 1, 2, 3].map((place) => ({
        row: place >> 1,
        column: place & 1,
        rowSpan: 1,
        columnSpan: 1,
        text: ['规章', '31', '规范性文件', '7'][place] ?? '',
      })),
    };
    const pdf = begin();
    drawRows(pdf, table, 0, 1);
    drawRows(pdf.page(), table, 1, 2);
    const places = tablesOf(await blocksOf(pdf)).map((block) =>
      block.rows.map((row) => row.map((cell) => cell.place)),
    );
    expect(places).toMatchObject([
      [
        [
          { page: 1, table: 1, row: 1, tableColumn: 1 },
          { page: 1, table: 1, row: 1, tableColumn: 2 },
        ],
        [
          { page: 2, table: 1, row: 2, tableColumn: 1 },
          { page: 2, table: 1, row: 2, tableColumn: 2 },
        ],
      ],
    ]);
  });

  it('joins a row that a page break cuts: no line between, or a bracket left open', async () => {
    const xs = [50, 200, 350];
    const row = (label: string, value: string): DrawnTable => ({
      xs,
      rows: 1,
      cells: [label, value].map((text, column) => ({ row: 0, column, rowSpan: 1, columnSpan: 1, text })),
    });
    const pdf = begin();
    drawRows(pdf, row('规章', '3'), 0, 1, { top: 700 });
    // The next row begins below and is not closed: its sides alone go on.
    for (const x of xs) pdf.rule(x, 736, x, 780);
    pdf.text(60, 756, '行政规范', 8).page();
    drawRows(pdf, row('性文件（含', '24'), 0, 1, { top: 60 });
    drawRows(pdf.page(), row('部门文件）', ''), 0, 1, { top: 60 });
    drawRows(pdf, row('行政许可', '5'), 0, 1, { top: 96 });
    const [table] = tablesOf(await blocksOf(pdf));
    expect(table?.rows.map((cells) => cells.map((cell) => cell.text))).toEqual([
      ['规章', '3'],
      ['行政规范性文件（含部门文件）', '24'],
      ['行政许可', '5'],
    ]);
  });

  it('keeps rows apart that a page break parts, though one of them has no number', async () => {
    const row = (label: string, value: string): DrawnTable => ({
      xs: [50, 200, 350],
      rows: 1,
      cells: [label, value].map((text, column) => ({ row: 0, column, rowSpan: 1, columnSpan: 1, text })),
    });
    const pdf = begin();
    drawRows(pdf, row('行政处罚', '3'), 0, 1);
    drawRows(pdf.page(), row('行政强制', ''), 0, 1);
    const [table] = tablesOf(await blocksOf(pdf));
    expect(table?.rows.map((cells) => cells.map((cell) => cell.text))).toEqual([
      ['行政处罚', '3'],
      ['行政强制', ''],
    ]);
  });

  it('does not join tables of different width', async () => {
    const table = (right: number): DrawnTable => ({
      xs: [50, 200, right],
      rows: 2,
      cells: [0, 1, 2, 3].map((place) => ({
        row: place >> 1,
        column: place & 1,
        rowSpan: 1,
        columnSpan: 1,
        text: '7',
      })),
    });
    const pdf = begin();
    drawRows(pdf, table(350), 0, 2);
    drawRows(pdf.page(), table(400), 0, 2);
    expect(tablesOf(await blocksOf(pdf))).toHaveLength(2);
  });

  it('reads a table on a page that is shown, or set, sideways', async () => {
    const table: DrawnTable = {
      xs: [50, 250, 400],
      rows: 2,
      cells: ['规范性文件', '12', '行政许可', '345'].map((text, place) => ({
        row: place >> 1,
        column: place & 1,
        rowSpan: 1,
        columnSpan: 1,
        text,
      })),
    };
    for (const rotate of [0, 90, 180, 270]) {
      // Turned by /Rotate alone, text lies on its side and is turned back; with the content turned too, it stands.
      const lying = begin({ rotate });
      drawRows(lying, table, 0, 2);
      // A square page holds what is turned on it.
      const standing = new PdfBuilder({ width: 842, rotate }).page().raw(TURNS[rotate / 90] ?? '');
      PROSE.forEach((line, index) => standing.text(60, 20 + index * 16, line));
      drawRows(standing, table, 0, 2);
      for (const pdf of [lying, standing]) {
        const blocks = await blocksOf(pdf);
        expect(linesOf(blocks)).toEqual(PROSE);
        expect(
          tablesOf(blocks).map((block) => block.rows.map((row) => row.map((cell) => cell.text))),
        ).toEqual([
          [
            ['规范性文件', '12'],
            ['行政许可', '345'],
          ],
        ]);
      }
    }
  });

  it('joins the lines of a cell, also a number that was wrapped, and keeps two numbers apart', async () => {
    const draw = (text: string[], width: number): PdfBuilder => {
      const pdf = begin();
      const xs = [50, 150, 150 + width];
      drawRows(pdf, { xs, rows: 1, cells: [cell(0, '规章'), cell(1, ''), cell(1, '')] }, 0, 1, {
        rowHeight: 40,
      });
      pdf.rule(50, 140, 150 + width, 140).rule(50, 120, 50, 140);
      text.forEach((line, index) => pdf.text(153, 92 + index * 12, line, 8));
      return pdf;
    };
    const cell = (column: number, text: string): DrawnCell => ({
      row: 0,
      column,
      rowSpan: 1,
      columnSpan: 1,
      text,
    });
    const read = async (pdf: PdfBuilder): Promise<string | undefined> =>
      tablesOf(await blocksOf(pdf))[0]?.rows[0]?.[1]?.text;
    expect(await read(draw(['39857', '58'], 26))).toBe('3985758');
    expect(await read(draw(['39857', '58'], 90))).toBe('39857 58');
    expect(await read(draw(['本年处理', '决定数量'], 40))).toBe('本年处理决定数量');
  });

  it('keeps a number whole that is wider than its cell', async () => {
    const xs = [50, 150, 170, 250];
    const cells = ['规章', '', ''].map((text, column) => ({
      row: 0,
      column,
      rowSpan: 1,
      columnSpan: 1,
      text,
    }));
    const pdf = begin();
    drawRows(pdf, { xs, rows: 1, cells }, 0, 1);
    pdf.text(152, 100, '447228', 8);
    expect(tablesOf(await blocksOf(pdf))[0]?.rows[0]?.map(({ text }) => text)).toEqual([
      '规章',
      '447228',
      '',
    ]);
  });

  it('takes rulings painted as thin filled boxes, and in pieces, for lines', async () => {
    const pdf = begin();
    const box = (x: number, y: number, width: number, height: number): void => {
      pdf.raw(`${x} ${842 - y - height} ${width} ${height} re f`);
    };
    for (const y of [100, 130, 160]) for (let x = 50; x < 350; x += 50) box(x, y, 49.5, 0.5);
    for (const x of [50, 200, 350]) box(x, 100, 0.5, 60);
    ['规章', '3', '许可', '4'].forEach((text, place) => {
      pdf.text(60 + (place & 1) * 150, 120 + (place >> 1) * 30, text);
    });
    expect(
      tablesOf(await blocksOf(pdf)).map((block) => block.rows.map((row) => row.map(({ text }) => text))),
    ).toEqual([
      [
        ['规章', '3'],
        ['许可', '4'],
      ],
    ]);
  });

  it('takes a box around text for no table', async () => {
    const pdf = begin()
      .rule(50, 100, 350, 100)
      .rule(50, 160, 350, 160)
      .rule(50, 100, 50, 160)
      .rule(350, 100, 350, 160);
    pdf.text(60, 130, '联系电话：0000-0000000');
    const blocks = await blocksOf(pdf);
    expect(tablesOf(blocks)).toEqual([]);
    expect(linesOf(blocks)).toContain('联系电话：0000-0000000');
  });
});

/** Content turned so that it stands upright on a page that is shown turned by 0, 90, 180 and 270 degrees. */
const TURNS = ['', '0 1 -1 0 842 0 cm', '-1 0 0 -1 842 842 cm', '0 -1 1 0 0 842 cm'];
