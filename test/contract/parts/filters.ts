/** Contract: filters and facets, against a count by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACET_FIELDS } from '../../../src/domain/query.js';
import type { FacetField, FacetRequest, ReportFilter, Sort } from '../../../src/domain/query.js';
import type { Report } from '../../../src/domain/report.js';
import type { ReportStore } from '../../../src/store/port.js';
import { conditionField } from '../../../src/store/search-rules.js';
import {
  arbitraryFacts,
  arbitraryFilter,
  arbitraryNamePart,
  arbitraryPhrase,
  TEST_DERIVED,
} from '../../support/arbitrary-report.js';
import {
  countValues,
  facetValues,
  knownReports,
  matchesText,
  passesFilter,
} from '../../support/brute-force.js';
import type { KnownReport } from '../../support/brute-force.js';
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
      const stored = knownReports(await fill(store(), facts.map(buildReport)));
      for (const key of TEST_DERIVED) {
        const values = stored.filter(({ derived }) => derived[key] !== null).length;
        expect(values, `reports with ${key}, or the law says nothing of it`).toBeGreaterThan(2);
        expect(values).toBeLessThan(stored.length - 2);
      }
      await fc.assert(
        fc.asyncProperty(
          arbitraryFilter,
          fc.option(arbitraryPhrase),
          fc.option(arbitraryNamePart, { nil: undefined }),
          async (filter, words, prefix) => {
            const facets = FACET_FIELDS.map((field): FacetRequest => ({
              field,
              limit: 1000,
              ...(prefix === undefined ? {} : { prefix }),
            }));
            const request = buildSearch({ text: words === null ? null : phrase(words), filter, facets });
            const result = await store().search(request);
            const matching = stored.filter(({ report }) => matchesText(report, request));
            const found = matching.filter((one) => passesFilter(one, filter));
            expect(result.hits.map(({ id }) => id).sort()).toEqual(found.map(({ id }) => id).sort());
            expect(result.total).toBe(found.length);
            for (const [index, facet] of result.facets.entries()) {
              const asked = facets[index] as FacetRequest;
              const counted = reportsUnder(asked.field, matching, filter);
              const buckets = countValues(counted, asked);
              expect(facet).toEqual({
                field: asked.field,
                buckets,
                distinct: buckets.length,
                missing: counted.filter((one) => facetValues(one, asked.field).length === 0).length,
              });
            }
          },
        ),
        { seed: 12, numRuns: 300 },
      );
    });

    /** A facet leaves out the conditions at the top that speak of its field alone. */
    function reportsUnder(field: FacetField, stored: KnownReport[], filter: ReportFilter): Report[] {
      const obeyed = conditions(filter).filter((condition) => conditionField(condition) !== field);
      return stored
        .filter((one) => obeyed.every((condition) => passesFilter(one, condition)))
        .map(({ report }) => report);
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
      expect(conditionField({ type: 'organName', contains: '教育' })).toBe('organ');
      expect(conditionField({ type: 'organId', in: ['a'] })).toBe('organ');
      expect(conditionField({ type: 'derived', key: 'derived.refused.total', gt: 0 })).toBeNull();
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

    it('know when the file of the current revision was imported, to filter and to sort by', async () => {
      const at = (hour: number) => `2025-01-0${hour}T00:00:00.000Z`;
      const write = (organ: string, hour: number, cells = {}) => {
        const { source, ...rest } = buildWrite(buildReport({ organ, cells }));
        return store().write([{ ...rest, source: { ...source, importedAt: at(hour) } }]);
      };
      for (const [organ, hour] of [
        ['机关乙', 2],
        ['机关甲', 1],
        ['机关丙', 3],
      ] as const)
        await write(organ, hour);
      const organs = async (filter: ReportFilter | null, direction: Sort['direction']) => {
        const sort: Sort[] = [{ by: 'IMPORTED_AT', direction }];
        const { hits } = await store().search(buildSearch({ filter, sort, reports: true }));
        const pages: string[] = [];
        for (let after: string | null = null; ;) {
          const page = await store().search(buildSearch({ filter, sort, limit: 1, after, highlights: 0 }));
          pages.push(...page.hits.map(({ id }) => id));
          after = page.hits.at(-1)?.cursor ?? null;
          if (!page.hasNextPage) break;
        }
        expect(pages).toEqual(hits.map(({ id }) => id));
        return hits.map(({ report }) => report?.report.organ?.name);
      };
      expect(await organs(null, 'DESC')).toEqual(['机关丙', '机关乙', '机关甲']);
      const second: ReportFilter = { type: 'importedAt', gte: Date.parse(at(2)) };
      expect(await organs(second, 'ASC')).toEqual(['机关乙', '机关丙']);
      // A better revision of the first makes it the newest.
      await write('机关甲', 4, { 'applications.received.total': 5 });
      expect(await organs(second, 'DESC')).toEqual(['机关甲', '机关丙', '机关乙']);
      const scan = await store().scan({
        ...buildSearch(),
        sort: [{ by: 'IMPORTED_AT', direction: 'DESC' }],
        after: null,
        keys: [],
        findings: false,
      });
      expect((await scan.next(2)).map(({ organ }) => organ.name)).toEqual(['机关甲', '机关丙']);
      await scan.close();
    });

    it('never take a missing cell for zero', async () => {
      const key = 'applications.received.total';
      const reports = ([0, 'BLANK', 'ABSENT', 'UNREADABLE', 'NOT_IN_FORM'] as const).map((value, index) =>
        buildReport({ organ: `机关${index}`, cells: { [key]: value } }),
      );
      await fill(store(), reports);
      const count = async (filter: ReportFilter): Promise<number | null> =>
        (await store().search(buildSearch({ filter }))).total;
      expect(await count({ type: 'cell', key, eq: 0 })).toBe(1);
      expect(await count({ type: 'cell', key, gte: -1 })).toBe(1);
      expect(await count({ type: 'not', child: { type: 'cell', key, eq: 0 } })).toBe(4);
      expect(await count({ type: 'cell', key, states: ['BLANK', 'ABSENT'] })).toBe(2);
      expect(await count({ type: 'cell', key, states: ['BLANK'], eq: 0 })).toBe(0);
    });

    it('tell a cell that was read from a picture from one that was not', async () => {
      const key = 'applications.received.total';
      const [scan = '', mixed = '', text = ''] = [
        ...(
          await fill(store(), [
            buildReport({ organ: '扫描局', cells: { [key]: 3 }, confidences: { [key]: 0.7 } }),
            buildReport({
              organ: '混合局',
              cells: { [key]: 3 },
              confidences: { 'applications.carriedIn.total': 0.9 },
            }),
            buildReport({ organ: '文本局', cells: { [key]: 3 } }),
          ])
        ).keys(),
      ];
      const ids = async (readByOcr: boolean): Promise<string[]> =>
        (await store().search(buildSearch({ filter: { type: 'cell', key, eq: 3, readByOcr } }))).hits.map(
          ({ id }) => id,
        );
      expect(await ids(true)).toEqual([scan]);
      expect((await ids(false)).toSorted()).toEqual([mixed, text].toSorted());
    });

    it('find by id', async () => {
      const [id = ''] = [...(await fill(store(), [buildReport(), buildReport({ year: 2019 })])).keys()];
      const { hits } = await store().search(buildSearch({ filter: { type: 'id', in: [id, 'x-2020-none'] } }));
      expect(hits.map((hit) => hit.id)).toEqual([id]);
    });

    it('find a derived value by what it is and by whether it is there', async () => {
      const cells = (refused: number | 'BLANK') => ({
        'applications.granted.total': refused,
        'applications.partlyGranted.total': 3,
      });
      const reports = ([0, 4, 'BLANK'] as const).map((value, index) =>
        buildReport({ organ: `机关${index}`, cells: cells(value) }),
      );
      await fill(store(), reports);
      const organs = async (condition: object): Promise<(string | undefined)[]> => {
        const filter: ReportFilter = { type: 'derived', key: 'derived.disclosed.total', ...condition };
        const { hits } = await store().search(buildSearch({ filter }));
        return (await store().getMany(hits.map(({ id }) => id))).map((one) => one?.report.organ?.name);
      };
      expect(await organs({ eq: 7 })).toEqual(['机关1']);
      expect(await organs({ lt: 100 })).toEqual(['机关0', '机关1']);
      expect(await organs({ hasValue: true })).toEqual(['机关0', '机关1']);
      expect(await organs({ hasValue: false })).toEqual(['机关2']);
      expect(await organs({ hasValue: false, gte: 0 })).toEqual([]);
      expect(await organs({})).toEqual(['机关0', '机关1', '机关2']);
    });

    it.each<[ReportFilter['type'], string, string]>([
      ['cell', 'applications.nothing', 'UNKNOWN_CELL'],
      ['cell', 'derived.refused.total', 'UNKNOWN_CELL'],
      ['derived', 'derived.nothing', 'UNKNOWN_DERIVED'],
      ['derived', 'applications.received.total', 'UNKNOWN_DERIVED'],
    ])('refuse the %s %s, which is not there', async (type, key, code) => {
      const filter = { type, key, eq: 1 } as ReportFilter;
      await expect(store().search(buildSearch({ filter }))).rejects.toMatchObject({ code });
      const sort: Sort = { by: type === 'cell' ? 'CELL' : 'DERIVED', key, direction: 'ASC' };
      await expect(store().search(buildSearch({ sort: [sort] }))).rejects.toMatchObject({ code });
    });
  });
}
