/** Numbers too wide for their cells: read whole where something tells whose they are, else never as another number. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawRows, widthOf } from './build-pdf.js';
import { begin, blocksOf, linesOf, tablesOf } from './pdf-support.js';

const SIZE = 8;
const CELL_WIDTH = 40;
const XS = [50, 150, 190, 230, 270];
const BASELINE = 100;

/** The one row of a table with an empty cell for each number, and with what is drawn at the given places. */
async function rowWith(prints: readonly { x: number; text: string }[]): Promise<string[] | undefined> {
  const pdf = begin();
  const texts = ['规章', '', '', ''];
  const cells = texts.map((text, column) => ({ row: 0, column, rowSpan: 1, columnSpan: 1, text }));
  drawRows(pdf, { xs: XS, rows: 1, cells }, 0, 1);
  for (const { x, text } of prints) pdf.text(x, BASELINE, text, SIZE);
  const blocks = await blocksOf(pdf);
  expect(linesOf(blocks).join('')).not.toMatch(/^\d+$/mu);
  return tablesOf(blocks)[0]?.rows[0]?.map(({ text }) => text);
}

const numberText = fc.bigInt({ min: 0n, max: 99_999_999_999n }).map(String);

describe('pdfToDocument: numbers wider than their cells', () => {
  it('reads numbers that run over the edges of their cells and over each other, also beyond the table', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(numberText, numberText, numberText),
        fc.boolean(),
        async (numbers, hasUnit) => {
          const texts = numbers.map((text) => (hasUnit ? `${text}件` : text));
          // As a writer sets them: in the middle, or from the left edge where they do not fit.
          const prints = texts.map((text, index) => {
            const left = XS[index + 1] ?? 0;
            return { x: left + Math.max(1, (CELL_WIDTH - widthOf(text, SIZE)) / 2), text };
          });
          expect(await rowWith(prints)).toEqual(['规章', ...texts]);
        },
      ),
      { seed: 20_260_406, numRuns: 200 },
    );
  });

  it('never takes a part of a number for a number, wherever it stands', async () => {
    await fc.assert(
      fc.asyncProperty(numberText, fc.integer({ min: 1510, max: 2680 }), async (text, tenths) => {
        const [, ...values] = (await rowWith([{ x: tenths / 10, text }])) ?? [];
        const numbers = values.filter((value) => /^\d+$/u.test(value));
        expect(numbers.filter((value) => value !== text)).toEqual([]);
        expect(values.join('').replace(/…/gu, '')).not.toBe('');
      }),
      { seed: 20_260_407, numRuns: 200 },
    );
  });

  it('keeps a digit that another number overprints with the same: neither is a copy of the other', async () => {
    // The last digit of the long number stands where the short one does.
    const long = { x: 168, text: '12345678905' };
    for (const text of ['5', '05']) {
      const short = { x: 208 - 4 * (text.length - 1), text };
      for (const prints of [
        [long, short],
        [short, long],
      ]) {
        const printed = (await rowWith(prints))?.join('').replace(/\D/gu, '') ?? '';
        expect([...printed].sort()).toEqual([...long.text, ...text].sort());
      }
    }
  });

  it('marks both pieces of a number that may belong to either of two cells', async () => {
    // From the middle of one cell to the middle of the next.
    expect(await rowWith([{ x: 170, text: '1234567890' }])).toEqual(['规章', '12345…', '…67890', '']);
  });

  it('keeps a number whole that was painted digit by digit', async () => {
    const digits = [...'4515575326'].map((text, index) => ({ x: 231 + index * widthOf('0', SIZE), text }));
    expect(await rowWith(digits)).toEqual(['规章', '', '', '4515575326']);
  });
});
