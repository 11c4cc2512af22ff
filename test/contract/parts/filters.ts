/** Contract: filters and facets, against a count by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACET_FIELDS } from '../../../src/domain/query.js';
import type { FacetField, ReportFilter } from '../../../src/domain/query.js';
import type { Report } from '../../../src/domain/report.js';
import type { ReportStore } from '../../../src/store/port.js';
import { conditionField } from '../../../src/store/search-rules.js';
import { arbitraryFilter, arbitraryPhrase, arbitraryFacts } from '../../support/arbitrary-report.js';
import { countValues, facetValues, matchesText, passesFilter } from '../../support/brute-force.js';
import { buildReport, buildSearch, buildWrite, phrase } from '../../support/build-report.js';
import type { ContractContext } from '../report-store.js';

/** Writes reports, each as one of its own, and gives them by id as stored. */
async function fill(store: ReportStore, reports: readonly Report[]): Promise<Map<string, Report>> {
  const outcomes = await store.write(
    reports.map((report, index) => buildWrite(report, { bytes: `${index}` })),
  );
  const ids = [...new Set(outcomes.map(({ id }) => id))];
  const stored = await store.getMany(ids);
  return new Map(stored.flatMap((one) => (one === null ? [] : [[one.id, one.report] as const])));
}

const conditions = (filter: ReportFilter): ReportFilter[] =>
  filter.type === 'and' ? filter.children.flatMap(conditions) : [filter];

export function describeFilters({ store }: ContractContext): void {
  describe('filters and facets', () => {
    it('agree with a count by hand', async () => {
      const facts = fc.sample(arbitraryFacts, { seed: 12, numRuns: 80 });
      const stored = await fill(store(), facts.map(buildReport));
      const facets = FACET_FIELDS.map((field) => ({ field, limit: 1000 }));
      await fc.assert(
        fc.asyncProperty(arbitraryFilter, fc.option(arbitraryPhrase), async (filter, words) => {
          const request = buildSearch({ text: words === null ? null : phrase(words), filter, facets });
          const result = await store().search(request);
          const found = [...stored].filter(
            ([, one]) => matchesText(one, request) && passesFilter(one, filter),
          );
          expect(result.hits.map(({ id }) => id).sort()).toEqual(found.map(([id]) => id).sort());
          expect(result.total).toBe(found.length);
          for (const facet of result.facets) {
            const counted = reportsUnder(facet.field, [...stored.values()], filter).filter((one) =>
              matchesText(one, request),
            );
            expect(facet.buckets.map(({ value, count }) => ({ value, count }))).toEqual(
              countValues(counted, facet.field),
            );
            expect(facet.distinct).toBe(facet.buckets.length);
            expect(facet.missing).toBe(
              counted.filter((one) => facetValues(one, facet.field).length === 0).length,
            );
          }
        }),
        { seed: 12, numRuns: 300 },
      );
    });

    /** A facet leaves out the conditions at the top that speak of its field alone. */
    function reportsUnder(field: FacetField, reports: Report[], filter: ReportFilter): Report[] {
      const obeyed = conditions(filter).filter((condition) => conditionField(condition) !== field);
      return reports.filter((report) => obeyed.every((condition) => passesFilter(report, condition)));
    }

    it('tell which field a condition speaks of alone', () => {
      const year: ReportFilter = { type: 'year', eq: 2020 };
      const form: ReportFilter = { type: 'form', in: ['FORM_2019'] };
      const cell: ReportFilter = { type: 'cell', key: 'applications.received.total', gt: 0 };
      expect(conditionField(year)).toBe('year');
      expect(conditionField({ type: 'not', child: { type: 'or', children: [year, year] } })).toBe('year');
      expect(conditionField({ type: 'or', children: [year, form] })).toBeNull();
      expect(conditionField({ type: 'or', children: [year, cell] })).toBeNull();
      expect(conditionField({ type: 'region', level: 'city', in: ['澄江市'] })).toBe('city');
    });

    it('leave out a bare condition on the facet’s own field', async () => {
      await fill(
        store(),
        [2019, 2020, 2020].map((year, index) => buildReport({ year, organ: `机关${index}` })),
      );
      const { total, facets } = await store().search(
        buildSearch({
          filter: { type: 'year', eq: 2020 },
          facets: [
            { field: 'year', limit: 1 },
            { field: 'organ', limit: 5 },
          ],
        }),
      );
      expect(total).toBe(2);
      expect(facets).toEqual([
        { field: 'year', buckets: [{ value: '2020', label: '2020', count: 2 }], distinct: 2, missing: 0 },
        {
          field: 'organ',
          buckets: ['机关1', '机关2'].map((value) => ({ value, label: value, count: 1 })),
          distinct: 2,
          missing: 0,
        },
      ]);
    });

    it('never take a missing cell for zero', async () => {
      const key = 'applications.received.total';
      const reports = ([0, 'BLANK', 'ABSENT', 'UNREADABLE', 'NOT_IN_FORM'] as const).map((value, index) =>
        buildReport({ organ: `机关${index}`, cells: { [key]: value } }),
      );
      await fill(store(), reports);
      const count = async (filter: ReportFilter): Promise<number> =>
        (await store().search(buildSearch({ filter }))).total;
      expect(await count({ type: 'cell', key, eq: 0 })).toBe(1);
      expect(await count({ type: 'cell', key, gte: -1 })).toBe(1);
      expect(await count({ type: 'not', child: { type: 'cell', key, eq: 0 } })).toBe(4);
      expect(await count({ type: 'cell', key, states: ['BLANK', 'ABSENT'] })).toBe(2);
      expect(await count({ type: 'cell', key, states: ['BLANK'], eq: 0 })).toBe(0);
    });

    it('find by id', async () => {
      const [id = ''] = [...(await fill(store(), [buildReport(), buildReport({ year: 2019 })])).keys()];
      const { hits } = await store().search(buildSearch({ filter: { type: 'id', in: [id, 'x-2020-none'] } }));
      expect(hits.map((hit) => hit.id)).toEqual([id]);
    });

    it('refuse an unknown cell', async () => {
      const filter: ReportFilter = { type: 'cell', key: 'applications.nothing', eq: 1 };
      await expect(store().search(buildSearch({ filter }))).rejects.toMatchObject({ code: 'UNKNOWN_CELL' });
    });
  });
}
