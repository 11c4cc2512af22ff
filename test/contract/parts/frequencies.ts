/** Contract: how often values occur. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryFilter, arbitraryQuery } from '../../support/arbitrary-report.js';
import { countedValue, matching } from '../../support/brute-force-aggregate.js';
import type { ContractContext } from '../report-store.js';
import { arbitraryReport, buildAggregate, fillStore, KEYS } from './aggregates.js';

export function describeFrequencies(context: ContractContext): void {
  describe('frequencies', () => {
    it('count each value as often as it stands in the reports', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(arbitraryReport, { maxLength: 30, size: 'max' }),
          fc.option(arbitraryQuery),
          fc.option(arbitraryFilter),
          (reports, text, filter) =>
            context.withAnother(async (store) => {
              const known = await fillStore(store, reports);
              const request = buildAggregate({ text, filter });
              const found = matching(known, request);
              for (const key of KEYS) {
                const { values, counts, reports: matched } = await store.frequencies(request, key);
                const all = Array.from(values).flatMap(
                  (value, index) => Array(counts[index]).fill(value) as number[],
                );
                const expected = found.map((one) => countedValue(one, key)).filter((value) => value !== null);
                expect(all).toEqual(expected.toSorted((a, b) => a - b));
                expect(new Set(values).size).toBe(values.length);
                expect(matched).toBe(found.length);
              }
            }),
        ),
        { seed: 612, numRuns: 8 },
      );
    }, 120_000);

    it('refuse keys that do not exist', async () => {
      const ask = (key: string) => context.store().frequencies(buildAggregate(), key);
      await expect(ask('no.cell')).rejects.toMatchObject({ code: 'UNKNOWN_CELL' });
      await expect(ask('derived.none')).rejects.toMatchObject({ code: 'UNKNOWN_DERIVED' });
    });
  });
}
