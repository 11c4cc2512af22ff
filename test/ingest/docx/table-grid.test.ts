import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandGrid } from '../../../src/ingest/docx/table-grid.js';
import type { Merge, WordCell, WordRow } from '../../../src/ingest/docx/table-grid.js';
import { expected, mergedGrid } from '../../support/merged-grid.js';
import type { MergedGrid } from '../../support/merged-grid.js';

/** The rows as Word writes them: a cell in each row that its rectangle touches. */
function wordRows(grid: MergedGrid): WordRow[] {
  return Array.from({ length: grid.height }, (_, row) => ({
    before: 0,
    after: 0,
    cells: grid.cells
      .filter((cell) => cell.row <= row && row < cell.row + cell.rows)
      .sort((a, b) => a.column - b.column)
      .map((cell) => ({
        text: cell.row === row ? cell.text : 'not shown',
        span: cell.columns,
        vertical: cell.rows === 1 ? 'none' : cell.row === row ? 'restart' : 'continue',
        horizontal: 'none',
      })),
  }));
}

const merge = fc.constantFrom<Merge>('none', 'restart', 'continue');
const anyRow: fc.Arbitrary<WordRow> = fc.record({
  before: fc.nat(3),
  after: fc.nat(3),
  cells: fc.array(
    fc.record<WordCell>({
      text: fc.string({ maxLength: 3 }),
      span: fc.integer({ min: 1, max: 5 }),
      vertical: merge,
      horizontal: merge,
    }),
    { maxLength: 6 },
  ),
});

function plain(text: string, more: Partial<WordCell> = {}): WordCell {
  return { text, span: 1, vertical: 'none', horizontal: 'none', ...more };
}

function texts(rows: WordRow[]): string[][] | undefined {
  return expandGrid(rows, 1, 1000)?.map((row) =>
    row.map((cell) => (cell.origin ? cell.text : `<${cell.text}`)),
  );
}

describe('expandGrid', () => {
  it('restores every grid of merged cells', () => {
    fc.assert(
      fc.property(mergedGrid(), (grid) => {
        const rows = expandGrid(wordRows(grid), 1, 1000) ?? [];
        expect(rows.map((row) => row.map(({ text, origin }) => ({ text, origin })))).toEqual(expected(grid));
      }),
      { seed: 4_001, numRuns: 500 },
    );
  });

  it('makes a rectangle of whatever rows, loses no text and repeats only what stands at its place', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 8 }), (rows) => {
        const grid = expandGrid(rows, 7, 10_000) ?? [];
        expect(grid).toHaveLength(rows.length);
        expect(new Set(grid.map((row) => row.length)).size).toBeLessThanOrEqual(1);
        grid.flat().forEach((cell) => {
          const { row = 0, tableColumn = 0, table } = cell.place;
          expect(table).toBe(7);
          expect(grid[row - 1]?.[tableColumn - 1]).toEqual({ ...cell, origin: true });
        });
        const shown = grid
          .flat()
          .filter((cell) => cell.origin && cell.text !== '')
          .map((cell) => cell.text);
        const own = rows.flatMap((row) =>
          row.cells.filter(
            (cell) => cell.vertical !== 'continue' && cell.horizontal !== 'continue' && cell.text !== '',
          ),
        );
        expect(shown).toEqual(expect.arrayContaining(own.map((cell) => cell.text)));
      }),
      { seed: 4_002, numRuns: 500 },
    );
  });

  it('reads columns left out, rows that end early, and cells merged as old files have it', () => {
    expect(
      texts([
        { before: 1, after: 1, cells: [plain('甲')] },
        {
          before: 0,
          after: 0,
          cells: [plain('乙', { horizontal: 'restart' }), plain('不见', { horizontal: 'continue' })],
        },
      ]),
    ).toEqual([
      ['', '甲', ''],
      ['乙', '<乙', ''],
    ]);
  });

  it('shows a cell that goes on with nothing', () => {
    expect(
      texts([
        { before: 0, after: 0, cells: [plain('甲'), plain('乙', { vertical: 'restart' })] },
        {
          before: 0,
          after: 0,
          cells: [plain('丙', { vertical: 'continue' }), plain('不见', { vertical: 'continue' })],
        },
      ]),
    ).toEqual([
      ['甲', '乙'],
      ['丙', '<乙'],
    ]);
  });

  it('refuses a grid beyond the bound before it is made', () => {
    const rows = Array.from({ length: 100 }, () => ({ before: 0, after: 0, cells: [plain('甲')] }));
    expect(expandGrid(rows, 1, 100)).not.toBeNull();
    rows[0] = { before: 0, after: 1000, cells: [plain('甲')] };
    expect(expandGrid(rows, 1, 100)).toBeNull();
  });
});
