import { describe, expect, it } from 'vitest';
import type { AlignableRow } from '../../src/parse/align-rows.js';
import { alignWithOtherRows } from '../../src/parse/align-rows.js';
import type { LogicalRow } from '../../src/parse/logical-rows.js';
import { placeValues } from '../../src/parse/place-values.js';
import { positioned } from '../support/fields.js';

const NAMES = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
const never = (): boolean => false;

/** A row with a label in its first field; the others are its values. */
function alignable(...values: string[]): AlignableRow {
  const { fields } = positioned('标题', ...values);
  const own = fields.slice(1);
  return { values: own, width: fields.length, firstValue: 1, placed: placeValues(own, true, 7, never) };
}

/** Nine fields for seven columns, the first and the last of them printed: only one place is left to them. */
const certain = (): AlignableRow => alignable('', '', '1', '', '3', '4', '5', '6', '19');
const open = (): AlignableRow => alignable('', '', '', '', '7', '', '', '', '');

const shown = ({ placed }: AlignableRow): unknown =>
  placed.candidates.map((placement) => placement.map((field) => field?.raw ?? ''));

/** A header of the same ten fields, its labels beginning at the given one. */
function header(first: number): LogicalRow {
  return positioned(...Array<string>(first).fill(''), ...NAMES, ...Array<string>(3 - first).fill(''));
}

describe('alignWithOtherRows', () => {
  it('lets a row that could begin at several fields begin where five rows of its width do', () => {
    const rows = [...Array.from({ length: 5 }, certain), open()];
    alignWithOtherRows(rows, [], NAMES);
    expect(rows[5]?.placed.basis).toBe('SHIFTED_FIELD');
    expect(shown(rows[5] ?? open())).toEqual([['', '', '7', '', '', '', '']]);
  });

  it('is not content with four', () => {
    const rows = [...Array.from({ length: 4 }, certain), open()];
    alignWithOtherRows(rows, [], NAMES);
    expect(rows[4]?.placed).toEqual(open().placed);
    expect(rows[4]?.placed.candidates).toHaveLength(3);
  });

  it('decides nothing where rows of one width begin at different fields', () => {
    const other = alignable('', '1', '', '3', '4', '5', '6', '19', '');
    const rows = [...Array.from({ length: 5 }, certain), other, open()];
    alignWithOtherRows(rows, [], NAMES);
    expect(rows[6]?.placed.candidates).toHaveLength(3);
  });

  it('is content with one row where the header begins there too, and only there', () => {
    const decided = (first: number): number => {
      const rows = [certain(), open()];
      // Places in markup would decide alone.
      const places = header(first).fields.map((field) => ({ ...field, place: {} }));
      alignWithOtherRows(rows, [{ positioned: true, fields: places }], NAMES);
      return rows[1]?.placed.candidates.length ?? 0;
    };
    expect([decided(3), decided(2)]).toEqual([1, 3]);
  });

  it('goes by the column of a grid known from markup', () => {
    const rows = [open()];
    alignWithOtherRows(rows, [header(2)], NAMES);
    expect(shown(rows[0] ?? open())).toEqual([['', '', '', '7', '', '', '']]);
  });
});
