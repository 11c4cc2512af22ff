import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogicalRow } from '../../../src/parse/logical-rows.js';
import { readDisclosure } from '../../../src/parse/tables/disclosure.js';
import { unturnedDisclosure } from '../../../src/parse/tables/turned-disclosure.js';
import { plain, positioned } from '../../support/fields.js';

const SEED = { seed: 20_210_915 };
const NAMES = ['规章', '行政规范性文件'];
const COLUMNS = ['本年制发件数', '本年废止件数', '现行有效件数'];

const texts = (rows: readonly LogicalRow[]): string[][] =>
  rows.map(({ fields }) => fields.map(({ raw }) => raw));
const cell = fc.oneof(fc.nat({ max: 99 }).map(String), fc.constantFrom('/', '—'));
const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 2 });

describe('unturnedDisclosure', () => {
  it('gives each row of the form back, under a header of the columns in printed order', () => {
    fc.assert(
      fc.property(
        table,
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        fc.boolean(),
        (values, order, isPlain) => {
          const row = (...own: string[]): LogicalRow => (isPlain ? plain(own.join(' ')) : positioned(...own));
          const turned = [
            plain('第二十条第（一）项'),
            row('信息内容', ...NAMES),
            ...order.map((column) => row(COLUMNS[column] ?? '', ...values.map((own) => own[column] ?? ''))),
            plain('第二十条第（五）项'),
          ];
          const header = ['信息内容', ...order.map((column) => COLUMNS[column] ?? '')];
          expect(texts(unturnedDisclosure(turned))).toEqual([
            ['第二十条第（一）项'],
            ...values.flatMap((own, at) => [header, [NAMES[at], ...order.map((column) => own[column])]]),
            ['第二十条第（五）项'],
          ]);
        },
      ),
      SEED,
    );
  });

  it('leaves the form’s own table as it is', () => {
    fc.assert(
      fc.property(table, (values) => {
        const rows = [
          positioned('信息内容', ...COLUMNS),
          ...values.map((own, at) => positioned(NAMES[at] ?? '', ...own)),
          positioned('信息内容', '本年处理决定数量'),
          positioned('行政处罚', ''),
          positioned('行政强制', '3'),
        ];
        expect(unturnedDisclosure(rows)).toEqual(rows);
      }),
      SEED,
    );
  });

  it('makes unreadable what nothing tells apart', () => {
    const rows = [
      plain('信息内容 规章 行政规范性文件'),
      plain('本年制发件数 7'),
      plain('本年废止件数 1 2'),
      plain('现行有效件数 3 4'),
    ];
    const { cells } = readDisclosure(rows, '2021', { isSetInLine: false, gaps: null }, false);
    const shown = [...cells].map(([key, { state, raw }]) => `${key.slice(11)} ${state} ${raw ?? ''}`);
    expect(shown).toEqual([
      'rules.issued UNREADABLE 7',
      'rules.repealed REPORTED 1',
      'rules.inForce REPORTED 3',
      'normativeDocuments.issued UNREADABLE 7',
      'normativeDocuments.repealed REPORTED 2',
      'normativeDocuments.inForce REPORTED 4',
    ]);
  });
});
