import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compares, GroupSums, roundFigure } from '../../src/store/figure-rules.js';

describe('roundFigure', () => {
  it('keeps whole numbers, and twelve digits of others', () => {
    expect(roundFigure(1_234_567_890_123_456)).toBe(1_234_567_890_123_456);
    expect(roundFigure(0.1 + 0.2)).toBe(0.3);
    expect(roundFigure(2 / 3)).toBe(0.666666666667);
    expect(Object.is(roundFigure(-0), 0)).toBe(true);
  });
});

describe('GroupSums', () => {
  it('gives the same sum whatever the order', () => {
    const cents = fc.array(fc.integer({ min: -1e9, max: 1e9 }), { maxLength: 200 });
    fc.assert(
      fc.property(cents, (values) => {
        const sums = new GroupSums(2);
        const reversed = new GroupSums(1);
        for (const value of values) sums.add(1, value / 100);
        for (const value of values.toReversed()) reversed.add(0, value / 100);
        expect(roundFigure(sums.at(1))).toBe(roundFigure(reversed.at(0)));
        expect(sums.at(1)).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 100, 6);
        expect(sums.at(0)).toBe(0);
      }),
      { seed: 631 },
    );
  });

  it('does not lose small numbers beside large ones', () => {
    const sums = new GroupSums(1);
    for (const value of [1, 1e16, 1, -1e16]) sums.add(0, value);
    expect(sums.at(0)).toBe(2);
  });
});

describe('compares', () => {
  it('lets a missing value meet no comparison', () => {
    for (const limits of [{ eq: 0 }, { lt: 1 }, { lte: 1 }, { gt: -1 }, { gte: -1 }]) {
      expect(compares(NaN, limits)).toBe(false);
      expect(compares(0, limits)).toBe(true);
    }
    expect(compares(NaN, {})).toBe(true);
    expect(compares(3, { gt: 2, lte: 3 })).toBe(true);
    expect(compares(3, { gt: 2, lt: 3 })).toBe(false);
  });
});
