import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf, countValues, histogram, quantile, summarize } from '../../src/store/frequency-rules.js';
import { interpolate } from '../support/brute-force-aggregate.js';

const arbitraryValues = fc.array(fc.oneof(fc.integer({ min: -5, max: 9 }), fc.constantFrom(2.5, 3e9)), {
  maxLength: 40,
});
const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

describe('countValues', () => {
  it('says how often each value occurs, ascending, and passes over what is missing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(NaN, -0, 0, 1, 2.5, -7)), (given) => {
        const { values, counts } = countValues(Float64Array.from(given));
        const all = Array.from(values).flatMap((value, index) =>
          Array<number>(counts[index] ?? 0).fill(value),
        );
        expect(all).toEqual(
          ascending(given.filter((value) => !Number.isNaN(value)).map((value) => value + 0)),
        );
        expect(new Set(values).size).toBe(values.length);
      }),
      { seed: 621 },
    );
  });
});

describe('quantile', () => {
  it('interpolates between the ranks of all values', () => {
    fc.assert(
      fc.property(arbitraryValues, fc.integer({ min: 0, max: 1000 }), (values, permille) => {
        fc.pre(values.length > 0);
        const result = quantile(countValues(Float64Array.from(values)), permille / 1000);
        expect(result).toBeCloseTo(interpolate(ascending(values), permille / 10), 2);
      }),
      { seed: 622 },
    );
  });

  it('is the value itself where the rank is a whole one, however the fraction is written', () => {
    // 100 × 0.07 is 7.000000000000001, and the next value is far away.
    const values = Float64Array.from({ length: 101 }, (_, rank) => (rank <= 7 ? rank : 1e15));
    expect(quantile(countValues(values), 0.07)).toBe(7);
  });

  it('of no values is null', () => {
    expect(quantile(countValues(Float64Array.of(NaN)), 0.5)).toBeNull();
  });
});

describe('histogram', () => {
  it('puts each value into one bucket, or below, or above', () => {
    fc.assert(
      fc.property(
        arbitraryValues,
        fc.uniqueArray(fc.integer({ min: -6, max: 12 }), { minLength: 2, maxLength: 6 }),
        (values, unsorted) => {
          const edges = ascending(unsorted);
          const result = histogram(countValues(Float64Array.from(values)), edges);
          const last = edges.length - 2;
          result.buckets.forEach(({ from, to, count }, index) => {
            const within = values.filter(
              (value) => value >= from && (index === last ? value <= to : value < to),
            );
            expect(count).toBe(within.length);
          });
          expect(result.buckets.map(({ from }) => from)).toEqual(edges.slice(0, -1));
          const inside = result.buckets.reduce((sum, { count }) => sum + count, 0);
          expect(inside + result.below + result.above).toBe(values.length);
          expect(result.below).toBe(values.filter((value) => value < Math.min(...edges)).length);
        },
      ),
      { seed: 623 },
    );
  });
});

describe('summarize', () => {
  it('agrees with the values', () => {
    fc.assert(
      fc.property(arbitraryValues, (values) => {
        const frequencies = countValues(Float64Array.from(values));
        const sum = values.reduce((total, value) => total + value, 0);
        const empty = values.length === 0;
        expect(summarize(frequencies)).toMatchObject({
          reportsWithValue: countOf(frequencies),
          sum: empty ? null : sum,
          min: empty ? null : Math.min(...values) + 0,
          max: empty ? null : Math.max(...values) + 0,
        });
        if (!empty) expect(summarize(frequencies).mean).toBeCloseTo(sum / values.length, 1);
      }),
      { seed: 624 },
    );
  });
});
