import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOfficialOrder, isOfficialOrder, readColumnOrder } from '../../src/parse/column-order.js';
import { plain, positioned } from '../support/fields.js';

const SEED = { seed: 20_210_915 };
const NAMES = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
const GROUP = '法人或其他组织';
const orders = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 });

/** The header as one row of all names, each text behind the one before. */
const named = (order: readonly number[]): string[] => order.map((column) => NAMES[column] ?? '');

describe('readColumnOrder', () => {
  it('reads any order from one row that names all columns, and puts values back into the form’s', () => {
    fc.assert(
      fc.property(orders, fc.boolean(), (order, isPlain) => {
        const texts = named(order);
        const header = isPlain ? plain(texts.join(' ')) : positioned('', ...texts, '');
        const read = readColumnOrder([header], NAMES);
        expect(read).toEqual(order);
        const values = positioned(...order.map(String)).fields;
        expect(inOfficialOrder(values, read ?? [])?.map(({ raw }) => raw)).toEqual(
          NAMES.map((_, column) => String(column)),
        );
      }),
      SEED,
    );
  });

  it('takes 申请人情况, which stands over all columns, for none of them', () => {
    const header = [
      positioned('自然人', GROUP, '', '申请人情况', '', '', '总计'),
      positioned('', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'),
    ];
    const order = readColumnOrder(header, NAMES);
    expect(order === null ? null : isOfficialOrder(order)).toBe(true);
  });

  it('reads the order of 法人或其他组织 from the row below it', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 }),
        fc.shuffledSubarray(['自然人', GROUP, '总计'], { minLength: 3 }),
        (inner, outer) => {
          const header = [positioned(...outer), positioned(...named(inner))];
          const wanted = outer.flatMap((text) => (text === GROUP ? inner : [NAMES.indexOf(text)]));
          expect(readColumnOrder(header, NAMES)).toEqual(wanted);
        },
      ),
      SEED,
    );
  });

  it('keeps the place of a column of the organ’s own', () => {
    const header = positioned('自然人', ...NAMES.slice(1, -1), '小计', '总计');
    const order = readColumnOrder([header], NAMES);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, null, 6]);
    const row = positioned('1', '2', '3', '4', '5', '6', '20', '21').fields;
    expect(inOfficialOrder(row, order ?? [])?.map(({ raw }) => raw)).toEqual([...'123456', '21']);
    expect(inOfficialOrder(row.slice(1), order ?? [])).toBeNull();
  });

  it('of a header cell by cell, takes the form’s order only where no name stands before its predecessor', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const read = readColumnOrder(
          named(order).map((name) => positioned(name)),
          NAMES,
        );
        const rises = (columns: readonly number[]): boolean =>
          columns.every((column, index) => index === 0 || column > (columns[index - 1] ?? 0));
        const inner = order.filter((column) => column > 0 && column < 6);
        const outer = order.filter((column) => column === 0 || column === 6);
        expect(read).toEqual(rises(inner) && rises(outer) ? null : []);
      }),
      SEED,
    );
    const higherTotal = [
      positioned('', '申请人情况', '总计'),
      positioned('自然人', GROUP),
      positioned('其他'),
    ];
    expect(readColumnOrder(higherTotal, NAMES)).toBeNull();
    expect(isOfficialOrder([])).toBe(false);
    expect(isOfficialOrder([0, 1, 2, 3, 4, 5, 6])).toBe(true);
  });
});
