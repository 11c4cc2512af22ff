import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTurnedReview } from '../../../src/parse/tables/turned-review.js';
import { readReview } from '../../../src/parse/tables/review.js';
import { REVIEW_BLOCKS } from '../../../src/parse/tables/review-header.js';
import type { LogicalRow } from '../../../src/parse/logical-rows.js';
import { plain, positioned } from '../../support/fields.js';

const SEED = { seed: 20_210_915 };
const NAMES = ['行政复议', '未经复议直接起诉', '复议后起诉'];
const RESULTS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
const KEYS = ['upheld', 'corrected', 'other', 'pending', 'total'];

const blocks = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
const results = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });
const numberOf = (block: number, result: number): string => String(block * 10 + result);

/** What must be read: every number tells its own key. */
const WANTED = Object.fromEntries(
  REVIEW_BLOCKS.flatMap((block, at) =>
    KEYS.map((key, result) => [`${block}.${key}`, numberOf(at, result)] as const),
  ),
);
const shown = (rows: readonly LogicalRow[]): unknown => {
  const fields = readTurnedReview(rows);
  return fields === null ? null : Object.fromEntries([...fields].map(([key, { raw }]) => [key, raw]));
};
const rowOf = (isPlain: boolean, texts: readonly string[]): LogicalRow =>
  isPlain ? plain(texts.join(' ')) : positioned(...texts);

describe('readTurnedReview', () => {
  it('reads one row for each result below the names of the blocks', () => {
    fc.assert(
      fc.property(blocks, results, fc.boolean(), (order, columns, isPlain) => {
        const rows = [
          rowOf(isPlain, ['结果', ...order.map((block) => NAMES[block] ?? '')]),
          ...columns.map((result) =>
            rowOf(isPlain, [RESULTS[result] ?? '', ...order.map((block) => numberOf(block, result))]),
          ),
        ];
        expect(shown(rows)).toEqual(WANTED);
      }),
      SEED,
    );
  });

  it('reads fifteen rows, each block beside the first of its five or above them', () => {
    fc.assert(
      fc.property(blocks, results, fc.boolean(), fc.boolean(), (order, columns, isPlain, isAbove) => {
        const rows = order.flatMap((block) => {
          const own = columns.map((result) => [RESULTS[result] ?? '', numberOf(block, result)]);
          const name = NAMES[block] ?? '';
          return isAbove
            ? [rowOf(isPlain, [name]), ...own.map((texts) => rowOf(isPlain, texts))]
            : own.map((texts, index) => rowOf(isPlain, index === 0 ? [name, ...texts] : texts));
        });
        expect(shown(rows)).toEqual(WANTED);
      }),
      SEED,
    );
  });

  it('is certain of nothing where a number is missing: no cell is read', () => {
    const rows = [
      positioned('结果', ...NAMES),
      ...RESULTS.map((name, result) =>
        plain(
          `${name} ${(result === 2 ? [0, 1] : [0, 1, 2]).map((block) => numberOf(block, result)).join(' ')}`,
        ),
      ),
    ];
    expect(shown(rows)).toEqual({});
    const { cells, findings } = readReview(rows, false, { isSetInLine: false, gaps: null });
    expect([...cells.values()].filter(({ state }) => state === 'UNREADABLE')).toHaveLength(15);
    expect(findings.filter(({ code }) => code === 'unknown-header').flatMap((one) => one.cells)).toHaveLength(
      15,
    );
  });

  it('leaves the form’s own table alone', () => {
    const header = [positioned(...NAMES), positioned(...RESULTS, ...RESULTS, ...RESULTS)];
    expect(shown([...header, positioned(...RESULTS.flatMap(() => ['0', '0', '0']))])).toBeNull();
    expect(
      shown([positioned('类型', ...RESULTS), ...NAMES.map((name) => positioned(name, ...'00011'))]),
    ).toBeNull();
  });
});
