import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alignedColumns,
  headerSpans,
  isUnderHeader,
  placeByAlignment,
} from '../../src/parse/align-columns.js';
import type { Field } from '../../src/parse/logical-rows.js';
import { placeValues } from '../../src/parse/place-values.js';
import { field } from '../support/fields.js';

const SEED = { seed: 20_210_915 };
const COLUMNS = 7;
const WIDTH = 8;

/** A number in the middle of its column, as a text that is aligned prints it. */
function inColumn(raw: string, column: number): Field {
  const left = column * WIDTH + Math.floor((WIDTH - raw.length) / 2);
  return { ...field(raw), span: { left, right: left + raw.length } };
}

const count = fc.nat({ max: 999 }).map(String);
const fullRow = fc
  .array(count, { minLength: COLUMNS, maxLength: COLUMNS })
  .map((texts) => texts.map(inColumn));
const sparseRow = fc
  .array(fc.option(count, { nil: null }), { minLength: COLUMNS, maxLength: COLUMNS })
  .filter((texts) => texts.some((text) => text !== null) && texts.includes(null));
const never = (): boolean => false;

describe('columns of text that is aligned', () => {
  it('places the numbers of a row that lost its empty cells below those of the full rows', () => {
    fc.assert(
      fc.property(fc.array(fullRow, { minLength: 3, maxLength: 6 }), sparseRow, (full, texts) => {
        const columns = alignedColumns(full, COLUMNS);
        const wanted = texts.map((text, column) => (text === null ? null : inColumn(text, column)));
        const fields = wanted.filter((one) => one !== null);
        const placed = placeByAlignment(placeValues(fields, false, COLUMNS, never), fields, columns ?? []);
        // Columns are as wide as their widest number: a wider one may touch two, or none; then nothing is decided.
        if (placed.basis === 'ALIGNED') expect(placed.candidates).toEqual([wanted]);
        else expect(placed.candidates).not.toHaveLength(1);
        expect(columns).not.toBeNull();
      }),
      SEED,
    );
  });

  it('decides every such row where the columns are as wide as its numbers', () => {
    const full = [1, 2, 3].map(() => Array.from({ length: COLUMNS }, (_, column) => inColumn('100', column)));
    const columns = alignedColumns(full, COLUMNS) ?? [];
    fc.assert(
      fc.property(sparseRow, (texts) => {
        const wanted = texts.map((text, column) => (text === null ? null : inColumn(text, column)));
        const fields = wanted.filter((one) => one !== null);
        const placed = placeByAlignment(placeValues(fields, false, COLUMNS, never), fields, columns);
        expect(placed).toEqual({ candidates: [wanted], basis: 'ALIGNED' });
      }),
      SEED,
    );
  });

  it('keeps both where the place on the line and the sums disagree', () => {
    const full = [1, 2, 3].map(() => Array.from({ length: COLUMNS }, (_, column) => inColumn('100', column)));
    const fields = [inColumn('3', 0), inColumn('3', 5)];
    const last = fields[1] ?? null;
    const bySums = placeValues(fields, false, COLUMNS, (row) => row[0] !== null && row[6] === last);
    expect(bySums.basis).toBe('SUMS');
    const placed = placeByAlignment(bySums, fields, alignedColumns(full, COLUMNS) ?? []);
    expect([placed.basis, placed.candidates.length]).toEqual(['NONE', 2]);
  });

  it('sees no columns in few rows, or in rows that are not in line', () => {
    const row = (shift: number): Field[] =>
      Array.from({ length: COLUMNS }, (_, column) => {
        const { span, ...rest } = inColumn('10', column);
        return { ...rest, span: { left: (span?.left ?? 0) + shift, right: (span?.right ?? 0) + shift } };
      });
    expect(alignedColumns([row(0), row(0)], COLUMNS)).toBeNull();
    expect(alignedColumns([row(0), row(0), row(0)], COLUMNS)).not.toBeNull();
    expect(alignedColumns([row(0), row(2), row(4)], COLUMNS)).toBeNull();
  });

  it('takes a header for evidence only where every number stands under one of its labels', () => {
    const names = ['甲数量', '乙数量', '丙数量'];
    const header = { fields: names.map((name, column) => inColumn(name, column)), positioned: false };
    const spans = headerSpans([header], names);
    expect(spans).toHaveLength(3);
    const rows = (shift: number): { values: Field[]; header: typeof spans }[] =>
      [0, 1, 2].map(() => ({
        values: [inColumn('1', 0), { ...inColumn('2', 2), span: { left: 19 + shift, right: 20 + shift } }],
        header: spans,
      }));
    expect(isUnderHeader(rows(0))).toBe(true);
    expect(isUnderHeader(rows(6))).toBe(false);
    expect(isUnderHeader(rows(0).slice(1))).toBe(false);
    expect(headerSpans([{ ...header, fields: [...header.fields].reverse() }], [...names])).toEqual(spans);
    expect(headerSpans([header], [...names].reverse())).toBeNull();
  });
});
