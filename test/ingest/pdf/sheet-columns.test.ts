/** Sheets of a workbook printed without lines: the header shows the columns, the edges of the numbers prove them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf } from './build-pdf.js';
import type { PdfBuilder } from './build-pdf.js';
import { PROSE, begin, blocksOf, linesOf, tablesOf } from './pdf-support.js';

const SIZE = 10;
const PITCH = 13;
const PADDING = 2;
/** Left edges of the cells, the labels' first. */
const LEFTS = [50, 150, 210, 270, 330, 390, 450];
const END = 510;
/** As wide as their cells: they stand side by side without a gap. */
const HEADS = ['项目情况', '自然人自然', '商业企业商', '科研机构科', '社会公益组', '法律服务机', '总计'];
const LABELS = [
  '予以公开的',
  '部分公开的',
  '属于国家秘',
  '危及安全的',
  '重复申请的',
  '信访举报类',
  '无法提供的',
  '本年度总计',
];

type Value = number | '\\' | null;
interface MadeRow {
  values: Value[];
}

const arbitraryRow: fc.Arbitrary<MadeRow> = fc.record({
  values: fc.array(fc.oneof(fc.constant(null), fc.nat(9999), fc.constant('\\' as const)), {
    minLength: 6,
    maxLength: 6,
  }),
});

const isNumber = (value: Value | undefined): boolean => typeof value === 'number';

/** Rows that prove two columns, and end with one that has a number. */
const arbitraryRows = fc
  .array(arbitraryRow, { minLength: 3, maxLength: LABELS.length })
  .filter((rows) => rows.at(-1)?.values.some((value) => value !== null) === true)
  .filter(
    (rows) => [0, 1, 2, 3, 4].filter((at) => rows.some(({ values }) => isNumber(values[at]))).length >= 2,
  );

function drawSheet(pdf: PdfBuilder, rows: readonly MadeRow[], top: number): void {
  HEADS.forEach((head, at) => pdf.text((LEFTS[at] ?? 0) + PADDING, top, head, SIZE));
  rows.forEach(({ values }, index) => {
    const y = top + (index + 1) * PITCH;
    pdf.text((LEFTS[0] ?? 0) + PADDING, y, LABELS[index] ?? '', SIZE);
    values.forEach((value, at) => {
      if (value === null) return;
      const text = String(value);
      const [left, right] = [LEFTS[at + 1] ?? 0, LEFTS[at + 2] ?? END];
      pdf.text(isNumber(value) ? right - PADDING - widthOf(text, SIZE) : left + PADDING, y, text, SIZE);
    });
  });
}

describe('a sheet printed without lines', () => {
  it('has its numbers in the columns of its header, however many cells are empty', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRows, async (rows) => {
        const pdf = begin();
        drawSheet(pdf, rows, 300);
        const [table, ...others] = tablesOf(await blocksOf(pdf));
        expect(others).toEqual([]);
        expect(table?.rows.map((row) => row.map(({ text }) => text))).toEqual(
          rows.map(({ values }, index) => [
            LABELS[index],
            ...values.map((value) => (value === null ? '' : String(value))),
          ]),
        );
      }),
      { seed: 31, numRuns: 40 },
    );
  });

  it('is no table where a number ends elsewhere than the others: nothing proves its column', async () => {
    const pdf = begin();
    drawSheet(
      pdf,
      [{ values: [1, null, 2, null, null, 3] }, { values: [null, 4, null, null, null, 4] }],
      300,
    );
    pdf.text((LEFTS[0] ?? 0) + PADDING, 300 + 3 * PITCH, '另一行标签', SIZE);
    // In the middle of its cell.
    pdf.text((LEFTS[2] ?? 0) + 25, 300 + 3 * PITCH, '7', SIZE);
    const blocks = await blocksOf(pdf);
    expect(tablesOf(blocks)).toEqual([]);
    expect(linesOf(blocks).join('\n')).toContain('7');
  });

  it('is none without numbers that prove two columns', async () => {
    const pdf = begin();
    drawSheet(
      pdf,
      [{ values: [1, null, null, null, null, 1] }, { values: [2, null, null, null, null, 2] }],
      300,
    );
    expect(tablesOf(await blocksOf(pdf))).toEqual([]);
  });

  it('leaves prose in lines', async () => {
    const pdf = begin();
    PROSE.forEach((text, index) => pdf.text(50, 300 + index * PITCH, text, SIZE));
    expect(tablesOf(await blocksOf(pdf))).toEqual([]);
  });
});
