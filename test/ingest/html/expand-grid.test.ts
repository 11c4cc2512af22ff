import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SLOTS, expandGrid } from '../../../src/ingest/html/expand-grid.js';
import { expected, mergedGrid } from '../../support/merged-grid.js';
import { gridTable, onlyTable, printed, read } from './pages.js';

/** A grid that stands for data whatever its shape: a column and a row without merged cells at its edges. */
function framed(table: string): string {
  return table.replace(
    '<table border=1>',
    '<table><tr><td>甲<td>乙<td>丙<td>丁<td>戊<td>己<td>庚<td>辛</tr>',
  );
}

describe('a table with spans', () => {
  it('is the grid that it was made from', () => {
    const junk = fc.constantFrom(
      '',
      'nowrap',
      'style="width:3px;border:none"',
      'align=center x="&lt;"',
      'height',
    );
    fc.assert(
      fc.property(mergedGrid(), junk, (grid, attributes) => {
        const { rows } = onlyTable(framed(gridTable(grid, attributes)));
        const wanted = expected(grid);
        const [, ...read] = rows;
        expect(
          read.map((row) => row.slice(0, grid.width).map(({ text, origin }) => ({ text, origin }))),
        ).toEqual(wanted);
        // A merged cell has its first place everywhere.
        for (const { row, column, rows: height, columns } of grid.cells) {
          for (let r = row; r < row + height; r += 1)
            for (let c = column; c < column + columns; c += 1)
              expect(read[r]?.[c]?.place).toEqual({ table: 1, row: row + 2, tableColumn: column + 1 });
        }
      }),
      { seed: 4_010, numRuns: 300 },
    );
  });

  it('is a rectangle with one origin for each cell, whatever the spans', () => {
    const span = fc.constantFrom(
      '',
      '0',
      '1',
      '2',
      '3',
      '7',
      '1000',
      '99999',
      '-1',
      '2.5',
      '2px',
      ' 3',
      '２',
      'x',
    );
    const cell = fc.tuple(span, span, fc.constantFrom('1', '', '规章', '总计'));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { minLength: 1, maxLength: 8 }), (rows) => {
        const html = `<table>${rows
          .map(
            (row) =>
              `<tr>${row.map(([c, r, text]) => `<td colspan="${c}" rowspan="${r}">${text}`).join('')}</tr>`,
          )
          .join('')}</table>`;
        const tables = read(html).blocks.filter((block) => block.kind === 'table');
        if (rows.every((row) => row.length < 2)) return;
        const grid = tables.flatMap((table) => table.rows);
        expect(new Set(grid.map((row) => row.length)).size).toBe(1);
        expect(grid.flat().filter(({ origin }) => origin)).toHaveLength(rows.flat().length);
        expect(grid.map((row) => row.filter(({ origin }) => origin).map(({ text }) => text))).toEqual(
          rows.map((row) => row.map(([, , text]) => text)),
        );
      }),
      { seed: 4_011, numRuns: 300 },
    );
  });

  it.each([
    [
      'a ragged row: nothing stands where no cell reaches',
      '<tr><td>a<td>b<td>c<tr><td>d',
      ['a|b|c', 'd|^|^'],
    ],
    [
      'rowspan=0: to the end of the group',
      '<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d',
      ['a|b', '^|c', '^|d'],
    ],
    ['a rowspan beyond the table', '<tr><td rowspan=9>a<td>b<tr><td>c', ['a|b', '^|c']],
    [
      'a rowspan that ends with its row group',
      '<tbody><tr><td rowspan=3>a<td>b</tbody><tbody><tr><td>c<td>d</tbody>',
      ['a|b', 'c|d'],
    ],
    ['a colspan beyond the table', '<tr><td colspan=99>a<tr><td>b<td>c', ['a|^', 'b|c']],
    [
      'two cells that overlap: the first is seen',
      '<tr><td>a<td rowspan=2>b<tr><td colspan=2>c<td>d',
      ['a|b|^', 'c|^|d'],
    ],
    [
      'an empty row inside a merged cell',
      '<tr><td rowspan=2>a<td rowspan=2>b<tr></tr><tr><td>c<td>d',
      ['a|b', '^|^', 'c|d'],
    ],
    [
      'head, foot and body in whatever order',
      '<tfoot><tr><td>x<td>y<tbody><tr><td>a<td>b<thead><tr><td>1<td>2',
      ['a|b', '1|2', 'x|y'],
    ],
    ['head cells as cells', '<tr><th>a<th>b<tr><td>c<td>d', ['a|b', 'c|d']],
    [
      'rows and cells that are not shown',
      '<tr><td>a<td hidden>x<td>b<tr style="display:none"><td>y<tr><td>c<td>d',
      ['a|b', 'c|d'],
    ],
  ])('is read with %s', (_, rows, grid) => {
    expect(printed(onlyTable(`<table>${rows}</table>`))).toEqual(grid);
  });

  it('gives up a table whose spans fill more places than any report', () => {
    const cell = { text: 'x', columns: 1000, rows: 65_534 };
    const row = Array.from({ length: 5 }, () => cell);
    const rows = Array.from({ length: MAX_SLOTS / 4000 }, () => row);
    expect(expandGrid([rows])).toBeNull();
    expect(
      read(`<table>${'<tr><td colspan=1000>甲<td colspan=1000>乙'.repeat(300)}</table>`).blocks,
    ).toHaveLength(600);
  });
});
