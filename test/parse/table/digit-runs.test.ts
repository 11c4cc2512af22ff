/** Numbers that are run together are parted only where their number or the sums decide. */
import { describe, expect, it } from 'vitest';
import type { Field, LogicalRow } from '../../../src/parse/logical-rows.js';
import type { RowCheck } from '../../../src/parse/placement.js';
import { fieldValue } from '../../../src/parse/place-values.js';
import { readNumber } from '../../../src/parse/number-reading.js';
import { areRunTogether, waysOfRun } from '../../../src/parse/table/digit-runs.js';

function ways(raw: string, columns: number, check: RowCheck = () => false): number[][] {
  const run: Field = { raw, reading: { kind: 'text' }, place: {}, isRun: true };
  return waysOfRun(run, columns, check).map((way) => way.map(fieldValue));
}

function addsUp(way: readonly (Field | null)[]): boolean {
  const values = way.map(fieldValue);
  return values.slice(0, -1).reduce((sum, value) => sum + value, 0) === values.at(-1);
}

describe('a run of digits', () => {
  it('is a number for each digit where it has as many as columns, whatever the sums say', () => {
    expect(ways('1000002', 7)).toEqual([[1, 0, 0, 0, 0, 0, 2]]);
  });

  it('is parted as the sum of the row says', () => {
    expect(ways('21710000218', 7, addsUp)).toEqual([[217, 1, 0, 0, 0, 0, 218]]);
  });

  it('keeps all ways where nothing decides', () => {
    expect(ways('124', 2)).toEqual([
      [1, 24],
      [12, 4],
    ]);
  });

  it('is parted at a blank and before a sign in any case', () => {
    expect(ways('500000 5', 7)).toEqual([[5, 0, 0, 0, 0, 0, 5]]);
    expect(ways('15-15', 2)).toEqual([[15, -15]]);
  });

  it('has no way with too few digits', () => {
    expect(ways('0 00000', 7)).toEqual([]);
  });
});

/** The rows of plain lines whose cells are given. */
function linesOf(lines: readonly (readonly string[])[]): LogicalRow[] {
  return lines.map((line, index) => ({
    fields: line.map((raw) => ({ raw, reading: readNumber(raw), place: { line: index + 1 } })),
    positioned: false,
  }));
}

const LABELS = [
  '（一）予以公开',
  '1.属于国家秘密',
  '2.重复申请',
  '3.其他',
  '（七）总计',
  '四、结转下年度继续办理',
];

describe('a table whose numbers are run together', () => {
  it('prints them on the line of their label', () => {
    expect(areRunTogether(linesOf(LABELS.map((label) => [label, '1000001'])))).toBe(true);
  });

  it('is none that prints a cell a line, however large its numbers are', () => {
    const cells = LABELS.flatMap((label) => [[label], ...Array.from({ length: 7 }, () => ['1204518'])]);
    expect(areRunTogether(linesOf(cells))).toBe(false);
  });

  it('is none whose first cell alone stands on the line of the label', () => {
    const cells = LABELS.flatMap((label) => [[label, '1204518'], ...Array.from({ length: 6 }, () => ['0'])]);
    expect(areRunTogether(linesOf(cells))).toBe(false);
  });
});
