import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogicalRow } from '../../../src/parse/logical-rows.js';
import type { TableReading } from '../../../src/parse/table-reading.js';
import { readReview } from '../../../src/parse/tables/review.js';
import { plain, positioned } from '../../support/fields.js';

const SEED = { seed: 20_210_915 };
const BLOCKS = ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration'];
const NAMES = ['行政复议', '未经复议直接起诉', '复议后起诉'];
const RESULTS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
const KEYS = ['upheld', 'corrected', 'other', 'pending', 'total'];
const ALL = BLOCKS.flatMap((block) => KEYS.map((key) => `review.${block}.${key}`));

const read = (rows: readonly LogicalRow[]): TableReading =>
  readReview(rows, false, { isSetInLine: false, gaps: null });
const states = ({ cells }: TableReading): Set<string> =>
  new Set([...cells.values()].map(({ state }) => state));
const values = ({ cells }: TableReading): unknown[] => ALL.map((key) => cells.get(key)?.value);
const named = (reading: TableReading): string[] => reading.findings.flatMap(({ cells }) => cells);

/** Four results and their sum, three times. */
const numbers = fc
  .array(fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 4, maxLength: 4 }), {
    minLength: 3,
    maxLength: 3,
  })
  .map((blocks) => blocks.map((parts) => [...parts, parts.reduce((sum, part) => sum + part, 0)]));
const results = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });

describe('readReview', () => {
  it('puts each number under the label of its column, whatever the order of columns and blocks', () => {
    fc.assert(
      fc.property(
        numbers,
        results,
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        (parts, columns, order) => {
          const reading = read([
            positioned(...order.map((block) => NAMES[block] ?? '')),
            positioned(...order.flatMap(() => columns.map((column) => RESULTS[column] ?? ''))),
            positioned(...order.flatMap((block) => columns.map((column) => String(parts[block]?.[column])))),
          ]);
          expect(values(reading)).toEqual(parts.flat());
          expect(reading.findings).toEqual([]);
        },
      ),
      SEED,
    );
  });

  it('reads all blocks where the name of the first is lost and its results are there', () => {
    const blank = (count: number): string[] => Array.from({ length: count }, () => '');
    const reading = read([
      positioned(...RESULTS, '未经复议直接起诉', ...blank(4), '复议后起诉', ...blank(4)),
      positioned(...blank(5), ...RESULTS, ...RESULTS),
      positioned('147', '', '', '141', '288', '78', '98', '', '56', '232', ...blank(5)),
    ]);
    expect(values(reading)).toEqual([
      147,
      null,
      null,
      141,
      288,
      78,
      98,
      null,
      56,
      232,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('takes the next heading behind a row for none of its cells', () => {
    const blank = (count: number): string[] => Array.from({ length: count }, () => '');
    const reading = read([
      positioned(
        ...[...RESULTS, '未经复议直接起诉', '复议后起诉', ...RESULTS, ...RESULTS, ...blank(5)],
        ...['9', '9', '', '7', '7', '', '14', '2', '', '1', '9', '12', '五、存在的主要问题及改进情况'],
      ),
    ]);
    expect(values(reading)).toEqual([null, null, null, 9, 9, null, 7, 7, null, 14, 2, null, 1, 9, 12]);
  });

  it('reads nothing where the header prints an order in which the sums fail, and in the form’s they hold', () => {
    fc.assert(
      fc.property(numbers, (parts) => {
        const totalFirst = [4, 0, 1, 2, 3].map((column) => RESULTS[column] ?? '');
        const reading = read([
          positioned(...NAMES),
          positioned(...NAMES.flatMap(() => totalFirst)),
          positioned(...parts.flat().map(String)),
        ]);
        expect(states(reading)).toEqual(new Set(['UNREADABLE']));
        expect(new Set(named(reading))).toEqual(new Set(ALL));
      }),
      SEED,
    );
  });

  it('under a broken header, reads nothing that adds up only with the totals elsewhere', () => {
    const torn = [
      plain('行政复议 行政诉讼'),
      plain('结果维 结果纠 其他结 尚未审 总'),
      plain('持 正 果 结 计 尚未审结 结果维持'),
    ];
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 3 }), (parts, at) => {
        const official = read([...torn, plain(parts.flat().join(' '))]);
        expect(values(official)).toEqual(parts.flat());
        const moved = parts.map((part) => [...part.slice(0, at), part[4], ...part.slice(at, 4)]);
        const other = read([...torn, plain(moved.flat().join(' '))]);
        expect(states(other)).toEqual(new Set(['UNREADABLE']));
        expect(new Set(named(other))).toEqual(new Set(ALL));
      }),
      SEED,
    );
  });

  it('reads one row for each block in the order of its header', () => {
    const reading = read([
      positioned('类型', '总计', ...RESULTS.slice(0, 4)),
      ...NAMES.map((name, block) => positioned(name, '10', '1', '2', '3', String(block))),
    ]);
    expect(values(reading)).toEqual([0, 1, 2].flatMap((block) => [1, 2, 3, block, 10]));
  });
});
