import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishAggregate, groupValue, pooledParts, soleOrgan } from '../../src/store/aggregate-rules.js';
import type { RawGroup, RawMeasure } from '../../src/store/aggregate-rules.js';
import type { AggregateRequest, Measure } from '../../src/store/aggregate-request.js';
import { buildAggregate } from '../contract/parts/aggregates.js';

const SCOPES = { own: 0, consolidated: 0, unknown: 0, nested: 0 };
const KEY = 'applications.received.total';
const SUM: Measure = { type: 'sum', key: KEY };

const group = (value: string | number | null, sum: number | null, reports = 1): RawGroup => ({
  values: [groupValue(value)],
  reports,
  scopes: SCOPES,
  latest: null,
  measure: () => (sum === null ? { count: 0 } : { count: 1, sum }),
});

function finish(groups: readonly RawGroup[], request: Partial<AggregateRequest>): (string | number | null)[] {
  const asked = buildAggregate({ groupBy: ['province'], measures: [SUM], ...request });
  const totals = { reports: groups.length, scopes: SCOPES };
  return finishAggregate(asked, groups, totals).groups.map(({ values }) => values[0]?.value ?? null);
}

describe('finishAggregate', () => {
  it('orders text by code point and missing values last, in both directions', () => {
    const groups = [null, '𠀀', 'ｱ', '云'].map((value) => group(value, 1));
    const by = (direction: 'ASC' | 'DESC') =>
      finish(groups, { order: [{ by: 'field', field: 'province', direction }] });
    expect(by('ASC')).toEqual(['云', 'ｱ', '𠀀', null]);
    expect(by('DESC')).toEqual(['𠀀', 'ｱ', '云', null]);
  });

  it('puts groups without the figure last, and breaks ties by the group fields, ascending', () => {
    const groups = [group('丁', null), group('丙', 0.1 + 0.2), group('乙', 7), group('甲', 0.3)];
    const by = (direction: 'ASC' | 'DESC') =>
      finish(groups, { order: [{ by: 'measure', index: 0, direction }] });
    // 0.1 + 0.2 and 0.3 are one figure once rounded, so they tie.
    expect(by('ASC')).toEqual(['丙', '甲', '乙', '丁']);
    expect(by('DESC')).toEqual(['乙', '丙', '甲', '丁']);
  });

  it('lets no missing figure meet a condition', () => {
    const groups = [group('甲', null), group('乙', 0), group('丙', 5)];
    expect(finish(groups, { having: [{ by: 'measure', index: 0, lt: 9 }] })).toEqual(['丙', '乙']);
    expect(finish(groups, { having: [{ by: 'measure', index: 0 }] })).toEqual(['丙', '乙']);
    expect(finish(groups, { having: [{ by: 'reports', gt: 1 }] })).toEqual([]);
  });

  it('gives pages that make up the whole', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 2000, max: 2030 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        (years, limit) => {
          const groups = years.map((year) => group(year, year % 3));
          const order: AggregateRequest['order'] = [{ by: 'measure', index: 0, direction: 'DESC' }];
          const all = finish(groups, { groupBy: ['year'], order });
          const pages = Array.from({ length: Math.ceil(years.length / limit) }, (_, page) =>
            finish(groups, { groupBy: ['year'], order, limit, offset: page * limit }),
          );
          expect(pages.flat()).toEqual(all);
        },
      ),
      { seed: 651 },
    );
  });

  it('looks only at figures that it gives or orders by', () => {
    const asked: number[] = [];
    const groups = Array.from({ length: 9 }, (_, year): RawGroup => ({
      ...group(year, 1),
      measure: (index): RawMeasure => {
        asked.push(index);
        return { count: 1, sum: 1 };
      },
    }));
    finish(groups, { groupBy: ['year'], measures: [SUM, SUM], limit: 1 });
    expect(asked).toEqual([0, 1]);
  });

  it('has no pooled rate where the denominators cancel each other out', () => {
    const key = 'derived.received.changeRate';
    const groups: RawGroup[] = [
      { ...group('甲', 1), measure: () => ({ count: 2, numerator: 3, denominator: 0 }) },
    ];
    const request = buildAggregate({ groupBy: ['province'], measures: [{ type: 'pooledRate', key }] });
    const result = finishAggregate(request, groups, { reports: 2, scopes: SCOPES });
    expect(result.groups[0]?.measures).toEqual([
      { value: null, reportsWithValue: 2, numerator: 3, denominator: 0 },
    ]);
  });
});

describe('pooledParts', () => {
  it('names the parts of a ratio, and refuses anything else', () => {
    expect(pooledParts('derived.grantedRate.ofConcluded')).toEqual({
      numerator: 'derived.rowTotal.granted',
      denominator: 'derived.rowTotal.outcomeTotal',
    });
    expect(() => pooledParts(KEY)).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }));
    expect(() => pooledParts('derived.intake.total')).toThrow(
      expect.objectContaining({ code: 'BAD_ARGUMENT' }),
    );
  });
});

describe('soleOrgan', () => {
  it('is no organ id', () => {
    expect(soleOrgan('u-2021-abc')).toBe('report:u-2021-abc');
  });
});
