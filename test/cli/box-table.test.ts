import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawTable, wrap } from '../../src/cli/box-table.js';
import { displayWidth } from '../../src/text/display-width.js';

const SEED = 20_260_104;
const text = fc
  .array(fc.constantFrom('政', '（', '3', 'é', 'e\u0301', ' ', '“', '𠮷', '😀', '－12'), { maxLength: 12 })
  .map((parts) => parts.join(''));

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['政府', 4],
    ['（一）', 6],
    ['𠮷', 2],
    ['e\u0301', 1],
    ['│', 1],
    ['', 0],
  ])('%s takes %i columns', (sample, width) => {
    expect(displayWidth(sample)).toBe(width);
  });
});

describe('wrap', () => {
  it('loses nothing, and no line is wider than asked', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 10 }), (sample, width) => {
        const lines = wrap(sample, width);
        expect(lines.join('')).toBe(sample);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe('drawTable', () => {
  it('draws every line equally wide, whatever the text', () => {
    const rows = fc
      .integer({ min: 1, max: 4 })
      .chain((columns) =>
        fc.array(fc.array(text, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 5 }),
      );
    fc.assert(
      fc.property(rows, (sample) => {
        const lines = drawTable(sample, { labelWidth: 8, cellWidth: 6 }).split('\n').slice(0, -1);
        expect(new Set(lines.map(displayWidth)).size).toBe(1);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('sets labels left and numbers right', () => {
    expect(
      drawTable(
        [
          ['', '总计'],
          ['受理', '3'],
        ],
        { labelWidth: 10, cellWidth: 10 },
      ),
    ).toBe(
      [
        '┌──────┬──────┐',
        '│      │ 总计 │',
        '├──────┼──────┤',
        '│ 受理 │    3 │',
        '└──────┴──────┘',
        '',
      ].join('\n'),
    );
  });
});
