import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogicalRow } from '../../../src/parse/logical-rows.js';
import {
  blockOrder,
  headersAbove,
  readReviewOrder,
  REVIEW_BLOCKS,
} from '../../../src/parse/tables/review-header.js';
import { plain, positioned } from '../../support/fields.js';

const SEED = { seed: 20_210_915 };
const NAMES = ['行政复议', '未经复议直接起诉', '复议后起诉'];
const RESULTS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
const KEYS = ['upheld', 'corrected', 'other', 'pending', 'total'];

const results = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });
/** The blocks of 行政诉讼 stand together under it. */
const blocks = fc.constantFrom([0, 1, 2], [0, 2, 1], [1, 2, 0], [2, 1, 0]);

const keysOf = (order: readonly number[], columns: readonly (readonly number[])[]): string[] =>
  order.flatMap((block, at) =>
    (columns[at] ?? []).map((result) => `${REVIEW_BLOCKS[block] ?? ''}.${KEYS[result] ?? ''}`),
  );
const named = (columns: readonly number[]): string[] => columns.map((result) => RESULTS[result] ?? '');

describe('readReviewOrder', () => {
  it('reads any order from a row of blocks and a row of results, each block with an order of its own', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([0, 1, 2], { minLength: 1 }),
        fc.tuple(results, results, results),
        (order, columns) => {
          const texts = order.map((block) => NAMES[block] ?? '');
          const lower = order.flatMap((_, at) => named(columns[at] ?? []));
          const wanted = keysOf(order, columns);
          expect(readReviewOrder([positioned(...texts), positioned(...lower)]).keys).toEqual(wanted);
          expect(readReviewOrder([plain(texts.join(' ')), plain(lower.join(' '))]).keys).toEqual(wanted);
          const repeated = texts.flatMap((text) => Array<string>(5).fill(text));
          expect(readReviewOrder([positioned(...repeated), positioned(...lower)]).keys).toEqual(wanted);
        },
      ),
      SEED,
    );
  });

  it('reads any order from the three rows that the form has', () => {
    fc.assert(
      fc.property(blocks, fc.tuple(results, results, results), (order, columns) => {
        const upper = order[0] === 0 ? ['行政复议', '行政诉讼'] : ['行政诉讼', '行政复议'];
        const middle = order.flatMap((block, at) =>
          block === 0 ? named(columns[at] ?? []) : [NAMES[block] ?? ''],
        );
        const lower = order.flatMap((block, at) => (block === 0 ? [] : named(columns[at] ?? [])));
        const header = [positioned(...upper), positioned(...middle), positioned(...lower)];
        expect(readReviewOrder(header).keys).toEqual(keysOf(order, columns));
        expect(blockOrder(header)).toEqual(order.map((block) => REVIEW_BLOCKS[block]));
        // The same with each merged cell written out again at every place that it covers.
        const five = (text: string): string[] => Array<string>(5).fill(text);
        const writtenOut = [
          positioned(...order.flatMap((block) => five(block === 0 ? '行政复议' : '行政诉讼'))),
          positioned(
            ...order.flatMap((block, at) =>
              block === 0 ? named(columns[at] ?? []) : five(NAMES[block] ?? ''),
            ),
          ),
          positioned(...order.flatMap((_, at) => named(columns[at] ?? []))),
        ];
        expect(readReviewOrder(writtenOut).keys).toEqual(keysOf(order, columns));
      }),
      SEED,
    );
  });

  it('of a header cell by cell, calls any order of the results a contradiction but the form’s', () => {
    fc.assert(
      fc.property(results, (columns) => {
        const header = [...NAMES.slice(0, 1), '行政诉讼', ...NAMES.slice(1)].concat(
          ...[1, 2, 3].map(() => named(columns)),
        );
        const read = readReviewOrder(header.map((text) => positioned(text)));
        expect(read.keys).toBeNull();
        expect(read.contradicts).toBe(columns.some((result, index) => result !== index));
      }),
      SEED,
    );
  });

  it('holds nothing against a header whose labels are torn, only against blocks in another order', () => {
    const torn: LogicalRow[] = [
      plain('行政复议 行政诉讼'),
      plain('未经复议直接起诉 复议后起诉'),
      plain('结果维 结果纠 其他结 尚未审'),
      plain('总计 结果维 结果纠 其他结 尚未审 结果维 结果纠 其他结 尚未审'),
      plain('持 正 果 结 总计 总计'),
    ];
    expect(readReviewOrder(torn)).toMatchObject({ keys: null, contradicts: false });
    const exchanged = [plain('行政诉讼 行政复议'), ...torn.slice(1)];
    expect(readReviewOrder(exchanged)).toMatchObject({ keys: null, contradicts: true });
    const litigationFirst = [
      positioned('未经复议直接起诉', '复议后起诉', ...RESULTS),
      positioned(...RESULTS),
    ];
    expect(readReviewOrder(litigationFirst)).toMatchObject({ keys: null, contradicts: true });
  });
});

describe('headersAbove', () => {
  it('knows for each row of values the header above it, which the name of a block does not end', () => {
    const [title, header, values] = [positioned('行政复议'), positioned(...RESULTS), positioned(...'00011')];
    const [next, more] = [positioned('复议后起诉'), positioned(...'00022')];
    const [second, last] = [positioned(...[...RESULTS].reverse()), positioned(...'30003')];
    const headers = headersAbove([title, header, values, next, more, next, second, last]);
    const above = (row: LogicalRow): unknown => row.fields[0] && headers.get(row.fields[0]);
    expect([above(values), above(more), above(last)]).toEqual([
      [title, header],
      [title, header],
      [next, second],
    ]);
  });
});
