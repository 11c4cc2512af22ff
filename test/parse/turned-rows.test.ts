import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogicalRow } from '../../src/parse/logical-rows.js';
import { unturnedRows } from '../../src/parse/turned-rows.js';
import { positioned } from '../support/fields.js';

const SEED = { seed: 20_210_915 };
const NAMES = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
const LABELS = [
  '一、本年新收',
  '二、上年结转',
  '（一）予以公开',
  '1.属于国家秘密',
  '2.重复申请',
  '（七）总计',
];

const texts = (rows: readonly LogicalRow[]): string[][] =>
  rows.map(({ fields }) => fields.map(({ raw }) => raw));

/** Any table with a row for each label and a column for each kind of applicant. */
const table = fc.array(
  fc.array(fc.oneof(fc.nat({ max: 99 }).map(String), fc.constant('')), { minLength: 7, maxLength: 7 }),
  { minLength: LABELS.length, maxLength: LABELS.length },
);

function turned(values: readonly (readonly string[])[], order: readonly number[]): LogicalRow[] {
  return [
    positioned('申请人情况', ...LABELS),
    ...order.map((column) => positioned(NAMES[column] ?? '', ...values.map((row) => row[column] ?? ''))),
  ];
}

describe('unturnedRows', () => {
  it('gives back the table that was turned, in whatever order its applicants stand', () => {
    fc.assert(
      fc.property(table, fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 }), (values, order) => {
        const rows = unturnedRows(turned(values, order), NAMES);
        expect(texts(rows)).toEqual(values.map((row, index) => [LABELS[index], ...row]));
      }),
      SEED,
    );
  });

  it('leaves a table of the form as it is', () => {
    fc.assert(
      fc.property(table, (values) => {
        const rows = [
          positioned('', ...NAMES),
          ...values.map((row, index) => positioned(LABELS[index] ?? '', ...row)),
        ];
        expect(unturnedRows(rows, NAMES)).toBe(rows);
      }),
      SEED,
    );
  });

  it('gives no rows where a kind of applicant is missing or stands twice', () => {
    const values = LABELS.map(() => ['1', '0', '0', '0', '0', '0', '1']);
    expect(unturnedRows(turned(values, [0, 1, 2, 3, 4, 5]), NAMES)).toEqual([]);
    expect(unturnedRows(turned(values, [0, 1, 2, 3, 4, 5, 6, 3]), NAMES)).toEqual([]);
  });

  it('gives no rows where fields are known by their order alone and one is missing', () => {
    const values = LABELS.map(() => ['1', '0', '0', '0', '0', '0', '1']);
    const rows = turned(values, [0, 1, 2, 3, 4, 5, 6]).map((row) => ({
      ...row,
      fields: row.fields.map((field) => ({ ...field, place: {} })),
    }));
    expect(texts(unturnedRows(rows, NAMES))).toHaveLength(LABELS.length);
    rows[2]?.fields.pop();
    expect(unturnedRows(rows, NAMES)).toEqual([]);
  });
});
