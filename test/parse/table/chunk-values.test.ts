/** A stream of values is parted into rows that add up, in whatever order its lines print them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from '../../../src/parse/number-reading.js';
import { chunkValues } from '../../../src/parse/table/chunk-values.js';
import type { StreamValue } from '../../../src/parse/table/value-stream.js';

/** One line of values for each list. */
function stream(lines: readonly (readonly (number | string)[])[]): StreamValue[] {
  return lines.flatMap((line, row) =>
    line.map((value) => {
      const raw = String(value);
      return {
        field: { raw, reading: readNumber(raw), place: { line: row + 1 } },
        row,
        labelsBefore: 0,
        pagesBefore: 0,
      };
    }),
  );
}

function valuesOf(lines: readonly (readonly (number | string)[])[], count: number): string[][] | null {
  return chunkValues(stream(lines), count)?.map(({ fields }) => fields.map(({ raw }) => raw)) ?? null;
}

const row = fc
  .array(fc.nat(99), { minLength: 6, maxLength: 6 })
  .map((values) => [...values, values.reduce((sum, value) => sum + value, 0)]);

describe('rows out of a stream of values', () => {
  it('gives back rows that stand on a line each', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 25 }), (rows) => {
        expect(valuesOf(rows, rows.length)).toEqual(rows.map((values) => values.map(String)));
      }),
      { seed: 4711 },
    );
  });

  it('takes a row whose total or last values are printed first', () => {
    expect(valuesOf([[46], [44, 2, 0, 0, 0, 0]], 1)).toEqual([['44', '2', '0', '0', '0', '0', '46']]);
    expect(
      valuesOf(
        [
          [0, 0, 0, 0, 3187],
          [3108, 79],
        ],
        1,
      ),
    ).toEqual([['3108', '79', '0', '0', '0', '0', '3187']]);
  });

  it('takes rows that are printed column by column', () => {
    const columns = [
      [6, 1],
      [1, 0],
      [0, 0],
      [0, 1],
      [0, 0],
      [0, 0],
      [7, 2],
    ];
    expect(valuesOf(columns, 2)).toEqual([
      ['6', '1', '0', '0', '0', '0', '7'],
      ['1', '0', '0', '1', '0', '0', '2'],
    ]);
  });

  it('joins numbers that narrow cells break, where they then add up', () => {
    expect(valuesOf([['2,67'], [1], [414], [0], [0], [0], [0], ['3,08'], [5]], 1)).toEqual([
      ['2,671', '414', '0', '0', '0', '0', '3,085'],
    ]);
    expect(
      valuesOf(
        [
          ['23,5', '1,87', 0, 381, 0, 0, '25,8'],
          [43, 6, '00'],
        ],
        1,
      ),
    ).toEqual([['23,543', '1,876', '0', '381', '0', '0', '25,800']]);
  });

  it('leaves out the number of a page, and makes no rows of what does not add up', () => {
    expect(valuesOf([[1, 0, 0, 0, 0, 0, 1], [3], [2, 0, 0, 0, 0, 0, 2]], 2)).toHaveLength(2);
    expect(valuesOf([[1], [2], [3], [4], [5], [6], [7]], 1)).toBeNull();
  });
});
