import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sort } from '../../../src/domain/query.js';
import { HitOrder } from '../../../src/store/elasticsearch/reading/build-sort.js';
import { phrase } from '../../support/build-report.js';

const orderBy = (...sort: Sort[]) => new HitOrder({ text: null, sort });
const CELL = 'applications.received.total';
const byCell = (direction: Sort['direction']): Sort => ({ by: 'CELL', key: CELL, direction });

describe('HitOrder', () => {
  it('breaks ties by id, puts what is missing last, and is the same backwards', () => {
    const order = orderBy({ by: 'ORGAN', direction: 'ASC' }, byCell('DESC'));
    expect(order.sort(false)).toEqual([
      { 'organ.normalizedName': { order: 'asc' } },
      { [`cells.${CELL}`]: { order: 'desc', missing: '_last' } },
      { id: { order: 'asc' } },
    ]);
    expect(order.sort(true)).toEqual([
      { 'organ.normalizedName': { order: 'desc' } },
      { [`cells.${CELL}`]: { order: 'asc', missing: '_first' } },
      { id: { order: 'desc' } },
    ]);
  });

  it('is scored by relevance only where there is text', () => {
    const sort: Sort[] = [{ by: 'RELEVANCE', direction: 'DESC' }];
    expect(new HitOrder({ text: phrase('乙'), sort: [] }).ranked).toBe(true);
    expect(new HitOrder({ text: null, sort }).ranked).toBe(false);
    expect(new HitOrder({ text: null, sort }).sort(false)).toEqual([{ id: { order: 'asc' } }]);
  });

  it.each([
    ['ASC', 'Infinity'],
    ['DESC', '-Infinity'],
  ] as const)('names what is missing in %s order as Elasticsearch does', (direction, infinity) => {
    const order = orderBy(byCell(direction));
    const place = { values: [null], id: 'a' };
    expect(order.position([infinity, 'a'])).toEqual(place);
    expect(order.searchAfter(place, { argument: 'after', reversed: false, inclusive: false })).toEqual([
      infinity,
      'a',
    ]);
  });

  it.each([
    ['too few values', []],
    ['a text for a number', ['1', 'organ']],
    ['a number for a text', [2020, 1]],
    ['a part of a year', [2020.5, 'organ']],
    ['no year', [null, 'organ']],
  ])('refuses a place with %s, naming the argument', (_, values) => {
    const order = orderBy({ by: 'YEAR', direction: 'DESC' }, { by: 'ORGAN', direction: 'ASC' });
    expect(() => {
      order.searchAfter({ values, id: 'a' }, { argument: 'before', reversed: true, inclusive: true });
    }).toThrow(expect.objectContaining({ code: 'BAD_CURSOR', argument: 'before' }) as Error);
  });

  it('lets no other id stand between an id and where a search begins that finds it too', () => {
    const ids = fc.stringMatching(/^[a-z0-9-]{1,6}$/);
    // Nothing but the id to order by.
    const order = orderBy({ by: 'RELEVANCE', direction: 'DESC' });
    const from = (id: string, reversed: boolean) =>
      String(order.searchAfter({ values: [], id }, { argument: 'after', reversed, inclusive: true }).at(-1));
    const bytes = (text: string) => Buffer.from(text, 'utf8');
    fc.assert(
      fc.property(ids, ids, (id, other) => {
        expect(Buffer.compare(bytes(from(id, false)), bytes(id))).toBeLessThan(0);
        expect(Buffer.compare(bytes(id), bytes(from(id, true)))).toBeLessThan(0);
        if (other < id) expect(Buffer.compare(bytes(other), bytes(from(id, false)))).toBeLessThan(0);
        if (other > id) expect(Buffer.compare(bytes(other), bytes(from(id, true)))).toBeGreaterThan(0);
      }),
      { seed: 31, numRuns: 500 },
    );
  });

  it('compares places: missing last, text by code point, then the id', () => {
    const order = orderBy(byCell('DESC'));
    const place = (value: number | null, id = 'b') => ({ values: [value], id });
    expect(order.isBefore(place(2), place(1))).toBe(true);
    expect(order.isBefore(place(-5), place(null))).toBe(true);
    expect(order.isBefore(place(null, 'a'), place(null))).toBe(true);
    expect(order.isBefore(place(1), place(1))).toBe(false);
    const organs = orderBy({ by: 'ORGAN', direction: 'ASC' });
    expect(organs.isBefore({ values: ['ｱ'], id: '' }, { values: ['𠀀'], id: '' })).toBe(true);
  });
});
