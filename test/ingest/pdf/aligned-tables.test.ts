/** Tables without rulings: a grid where the evidence is plain, lines with tabs where it is not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/ingest/document.js';
import { drawRows, widthOf } from './build-pdf.js';
import type { PdfBuilder } from './build-pdf.js';
import { PROSE, begin, blocksOf, linesOf, tablesOf } from './pdf-support.js';

const XS = [50, 200, 260, 320, 380, 440, 500];
const LABEL = '属于国家秘密以及法律法规禁止公开的政府信息的其他内部事务内容';

interface MadeRow {
  /** How many characters of {@link LABEL} label it. */
  letters: number;
  values: (number | null)[];
}

const arbitraryRow: fc.Arbitrary<MadeRow> = fc.record({
  letters: fc.integer({ min: 2, max: LABEL.length }),
  values: fc.array(fc.option(fc.nat(99_999), { freq: 6 }), { minLength: 5, maxLength: 5 }),
});

/** Rows of which two at least have all their values, as a form has its rows of zeros. */
const arbitraryRows = fc
  .array(arbitraryRow, { minLength: 2, maxLength: 9 })
  .filter((rows) => rows.filter((row) => row.values.every((value) => value !== null)).length >= 2)
  .filter((rows) => rows.every((row) => row.values.some((value) => value !== null)))
  // Whether the table begins with its first row shows only where that has three numbers.
  .filter(([first]) => (first?.values.filter((value) => value !== null).length ?? 0) >= 3);

describe('pdfToDocument: tables without rulings', () => {
  it('finds the columns by alignment, blanks and wrapped labels included', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRows, async (rows) => {
        const expected = rows.map(({ letters, values }) => [
          LABEL.slice(0, letters),
          ...values.map((value) => (value === null ? '' : String(value))),
        ]);
        const cells = expected.flatMap((texts, row) =>
          texts.map((text, column) => ({ row, column, rowSpan: 1, columnSpan: 1, text })),
        );
        const pdf = begin();
        drawRows(pdf, { xs: XS, rows: rows.length, cells }, 0, rows.length, {
          rulings: false,
          rowHeight: 46,
        });
        const blocks = await blocksOf(pdf);
        expect(tablesOf(blocks).map((table) => table.rows.map((row) => row.map(({ text }) => text)))).toEqual(
          [expected],
        );
        expect(linesOf(blocks)).toEqual(PROSE);
      }),
      { seed: 20_260_403, numRuns: 80 },
    );
  });

  it('leaves headings and prose around the table alone', async () => {
    const pdf = begin()
      .text(50, 80, '三、收到和处理政府信息公开申请情况', 12)
      .text(205, 110, '自然人')
      .text(265, 110, '商业企业');
    for (const [index, label] of ['本年新收', '上年结转', '予以公开'].entries()) {
      pdf.text(50, 130 + index * 20, label);
      [1, 2, 3].forEach((value, column) =>
        pdf.text(210 + column * 60, 130 + index * 20, `${value * 7 + index}`),
      );
    }
    pdf.text(50, 210, '四、行政复议、行政诉讼情况', 12).text(50, 240, '全年共办理行政复议3件，行政诉讼1件。');
    const blocks = await blocksOf(pdf);
    expect(
      blocks.slice(PROSE.length).map((block) => (block.kind === 'table' ? block.rows.length : block.text)),
    ).toEqual([
      '三、收到和处理政府信息公开申请情况',
      '自然人\t商业企业',
      3,
      '四、行政复议、行政诉讼情况',
      '全年共办理行政复议3件，行政诉讼1件。',
    ]);
  });

  it('makes no grid where columns overlap: the lines stay, their fields parted by tabs', async () => {
    const pdf = begin();
    pdf.text(50, 130, '规章').text(200, 130, '1').text(260, 130, '2').text(320, 130, '3');
    pdf.text(50, 150, '许可').text(235, 150, '1234567').text(290, 150, '2').text(350, 150, '3');
    pdf.text(50, 170, '强制').text(160, 170, '123456789').text(280, 170, '12345').text(335, 170, '3');
    const blocks = await blocksOf(pdf);
    expect(tablesOf(blocks)).toEqual([]);
    expect(linesOf(blocks).slice(PROSE.length)).toEqual([
      '规章\t1\t2\t3',
      '许可\t1234567\t2\t3',
      '强制\t123456789\t12345\t3',
    ]);
  });

  it('loses no character, whatever is printed where', async () => {
    const words = fc.constantFrom('规章', '12', '0', '/', '总计', '3.5', '本年新收', '-4');
    const item = fc.record({ x: fc.integer({ min: 40, max: 520 }), row: fc.nat(12), text: words });
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 60 }), async (items) => {
        const pdf = begin();
        const kept: typeof items = [];
        for (const next of items) {
          const clash = kept.some(
            (other) =>
              other.row === next.row &&
              next.x < other.x + widthOf(other.text, 10) + 1 &&
              other.x < next.x + widthOf(next.text, 10) + 1,
          );
          if (!clash) kept.push(next);
        }
        for (const { x, row, text } of kept) pdf.text(x, 120 + row * 16, text);
        const printed = (text: string): string => [...text.replace(/\s/gu, '')].sort().join('');
        const found = (await blocksOf(pdf)).map((block) =>
          block.kind === 'table'
            ? block.rows.flatMap((row) => row.map((cell) => (cell.origin ? cell.text : ''))).join('')
            : block.text,
        );
        expect(printed(found.join(''))).toBe(printed([...PROSE, ...kept.map(({ text }) => text)].join('')));
      }),
      { seed: 20_260_404, numRuns: 150 },
    );
  });

  it('mends numbers that were broken at the edges of their cells, and makes no row of their pieces', async () => {
    const draw = (lower: string): PdfBuilder => {
      const pdf = begin();
      for (const [row, label] of ['本年新收', '上年结转', '予以公开'].entries()) {
        const y = 150 + row * 40;
        pdf.text(60, y, label, 8);
        ['12', '0', '7'].forEach((text, column) => pdf.text(242 + column * 42, y, text, 8));
        pdf.text(201, y - 5.5, '17784706', 8).text(213, y + 5.5, lower, 8);
      }
      return pdf;
    };
    const textOf = (blocks: readonly Block[]): string[] =>
      blocks.flatMap((block) =>
        block.kind === 'table'
          ? block.rows.map((row) => row.map(({ text }) => text).join(' '))
          : block.kind === 'line'
            ? [block.text]
            : [],
      );
    expect(textOf(await blocksOf(draw('44'))).slice(PROSE.length)).toEqual([
      '本年新收 1778470644 12 0 7',
      '上年结转 1778470644 12 0 7',
      '予以公开 1778470644 12 0 7',
    ]);
    // What cannot be mended stays lines, each as it stands.
    const blocks = await blocksOf(draw('—'));
    expect(blocks.every(({ kind }) => kind === 'line')).toBe(true);
    expect(textOf(blocks)).toContain('17784706');
  });
});
