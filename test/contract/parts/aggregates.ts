/** Contract: groups and measures. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../../src/domain/finding.js';
import type { Organ } from '../../../src/domain/organ.js';
import type { Report } from '../../../src/domain/report.js';
import { GROUP_FIELDS } from '../../../src/store/aggregate-request.js';
import type { AggregateRequest, GroupKey, Measure } from '../../../src/store/aggregate-request.js';
import type { ReportStore } from '../../../src/store/port.js';
import { aggregateSlowly } from '../../support/brute-force-aggregate.js';
import {
  arbitraryFacts,
  arbitraryFilter,
  arbitraryQuery,
  TEST_CELLS,
  TEST_DERIVED,
} from '../../support/arbitrary-report.js';
import { knownReports } from '../../support/brute-force.js';
import type { KnownReport } from '../../support/brute-force.js';
import { buildReport, buildWrite, phrase, region, UNCERTAIN } from '../../support/build-report.js';
import type { ReportFacts } from '../../support/build-report.js';
import type { ContractContext } from '../report-store.js';

const [RECEIVED, FEES] = TEST_CELLS;
const CHANGE_RATE = 'derived.received.changeRateAsZero';

/** An aggregate of all reports in one group, but for what is told. */
export function buildAggregate(request: Partial<AggregateRequest> = {}): AggregateRequest {
  return {
    text: null,
    exactRuns: [],
    searchIn: ['TITLE', 'TEXT'],
    sectionKinds: null,
    sameSection: false,
    filter: null,
    groupBy: [],
    measures: [],
    order: [],
    having: [],
    limit: 1000,
    offset: 0,
    nested: 'KEEP',
    withLatest: false,
    ...request,
  };
}

/** Writes reports and gives what is stored then. */
export async function fillStore(store: ReportStore, reports: readonly Report[]): Promise<KnownReport[]> {
  const outcomes = await store.write(
    reports.map((report, index) => buildWrite(report, { bytes: `${index}` })),
  );
  const stored = await store.getMany([...new Set(outcomes.map(({ id }) => id))]);
  return knownReports(
    new Map(stored.flatMap((one) => (one === null ? [] : [[one.id, one.report] as const]))),
  );
}

const organ = (normalizedName: string, kind: Organ['kind']): Organ => ({
  name: normalizedName,
  normalizedName,
  kind,
  level: 'COUNTY',
});

/** Organs that may cover each other's figures, and one whose office covers nothing. */
const NESTING_ORGANS = [
  organ('人民政府', 'PEOPLES_GOVERNMENT'),
  organ('政府', 'PEOPLES_GOVERNMENT'),
  organ('人民政府办公室', 'OFFICE'),
  organ('政府办', 'OFFICE'),
  organ('人民政府办公厅', 'OFFICE'),
  organ('人民政府办公室信息科', 'OFFICE'),
  organ('教育局', 'DEPARTMENT'),
];
const NESTING_PLACES = [
  region('云泽省'),
  region('云泽省', '澄江市'),
  region('云泽省', '澄江市', '青禾县'),
  region('云泽省', '澄江市', '青禾县', '城关镇'),
  { ...region('云泽省', '澄江市', '青禾县', '河口镇') },
  region('海陵省'),
  // 县 straight below the province.
  (({ province, county, ...rest }) => ({ ...rest, province, city: null, county }))(
    region('海陵省', '澄江市', '白石县'),
  ),
  { ...region('云泽省', '澄江市'), certain: false },
];

/** Reports, with amounts some of which have no known unit, and organs some of which cover others. */
export const arbitraryReport: fc.Arbitrary<Report> = fc
  .record({
    facts: arbitraryFacts,
    nesting: fc.option(
      fc.record({ organ: fc.constantFrom(...NESTING_ORGANS), region: fc.constantFrom(...NESTING_PLACES) }),
    ),
    scope: fc.constantFrom('OWN' as const, 'CONSOLIDATED' as const, 'UNKNOWN' as const),
    unit: fc.constantFrom('UNKNOWN' as const, 'TEN_THOUSAND_YUAN' as const),
  })
  .map(({ facts, nesting, scope, unit }) => {
    const report = buildReport({ ...facts, ...(nesting && { ...nesting, scope }) });
    const cell = report.cells[FEES];
    if (cell?.state === 'REPORTED') cell.unit = unit;
    return report;
  });

/** Keys whose values generated reports may have. */
export const KEYS = [...TEST_CELLS, ...TEST_DERIVED];
const arbitraryMeasure: fc.Arbitrary<Measure> = fc.oneof(
  fc.record({
    type: fc.constantFrom('sum' as const, 'mean' as const, 'min' as const, 'max' as const, 'median' as const),
    key: fc.constantFrom(...KEYS),
  }),
  fc.record({
    type: fc.constant('percentile' as const),
    key: fc.constantFrom(...KEYS),
    percentile: fc.constantFrom(0, 7, 12.5, 25, 50, 90, 99.9, 100),
  }),
  fc.record({
    type: fc.constant('pooledRate' as const),
    key: fc.constantFrom(CHANGE_RATE, 'derived.received.changeRate'),
  }),
  fc.record({
    type: fc.constant('reportsWithFinding' as const),
    code: fc.constantFrom('row-total' as const, 'missing-row' as const, 'identity-uncertain' as const),
    outcomes: fc.option(fc.subarray([...OUTCOMES])),
  }),
);

const comparison = fc.constantFrom({ gt: 0 }, { gte: 1, lte: 7 }, { eq: 2 }, { lt: 3 });

const arbitraryRequest: fc.Arbitrary<AggregateRequest> = fc
  .record({
    groupBy: fc.subarray([...GROUP_FIELDS], { maxLength: 3 }),
    measures: fc.array(arbitraryMeasure, { maxLength: 4 }),
  })
  .chain(({ groupBy, measures }) => {
    const byMeasure = measures.map((_, index): GroupKey => ({ by: 'measure', index }));
    const keys: GroupKey[] = [
      { by: 'reports' },
      ...byMeasure,
      ...groupBy.map((field): GroupKey => ({ by: 'field', field })),
    ];
    type Tested = AggregateRequest['having'][number];
    return fc.record({
      text: fc.option(arbitraryQuery),
      filter: fc.option(arbitraryFilter),
      groupBy: fc.constant(groupBy),
      measures: fc.constant(measures),
      order: fc.array(
        fc
          .tuple(fc.constantFrom(...keys), fc.constantFrom('ASC' as const, 'DESC' as const))
          .map(([key, direction]) => ({ ...key, direction })),
        { maxLength: 2 },
      ),
      having: fc.array(
        fc
          .tuple(fc.constantFrom<GroupKey>({ by: 'reports' }, ...byMeasure), comparison)
          .map(([key, limits]) => ({ ...key, ...limits }) as Tested),
        { maxLength: 1 },
      ),
      limit: fc.constantFrom(1, 3, 1000),
      offset: fc.constantFrom(0, 0, 2),
      nested: fc.constantFrom('KEEP' as const, 'TOP_LEVEL' as const),
      withLatest: fc.boolean(),
    });
  })
  .map(buildAggregate);

export function describeAggregates(context: ContractContext): void {
  const write = (...facts: ReportFacts[]): Promise<KnownReport[]> =>
    fillStore(context.store(), facts.map(buildReport));

  describe('aggregates', () => {
    it('answer what a count by hand does, whatever is asked', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(arbitraryReport, { maxLength: 30, size: 'max' }),
          fc.array(arbitraryRequest, { minLength: 25, maxLength: 25 }),
          (reports, requests) =>
            context.withAnother(async (store) => {
              const known = await fillStore(store, reports);
              for (const request of requests) {
                expect(await store.aggregate(request)).toEqual(aggregateSlowly(known, request));
              }
            }),
        ),
        { seed: 611, numRuns: 12 },
      );
    }, 120_000);

    it('never count a missing value as zero', async () => {
      await write(
        { organ: '一局', cells: { [RECEIVED]: 4 } },
        { organ: '二局', cells: { [RECEIVED]: 'BLANK' } },
        { organ: '三局', cells: { [RECEIVED]: 0 } },
      );
      const types = ['sum', 'mean', 'min', 'max', 'median'] as const;
      const result = await context
        .store()
        .aggregate(buildAggregate({ measures: types.map((type) => ({ type, key: RECEIVED })) }));
      expect(result.groups[0]?.reports).toBe(3);
      expect(result.groups[0]?.measures.map(({ value }) => value)).toEqual([4, 2, 0, 4, 2]);
      expect(result.groups[0]?.measures.map(({ reportsWithValue }) => reportsWithValue)).toEqual([
        2, 2, 2, 2, 2,
      ]);
    });

    it('give one group of no reports where nothing matches and nothing is grouped by', async () => {
      const measures: Measure[] = [
        { type: 'sum', key: RECEIVED },
        { type: 'reportsWithFinding', code: 'row-total', outcomes: null },
      ];
      const all = await context.store().aggregate(buildAggregate({ measures }));
      expect(all.groups).toMatchObject([{ reports: 0, measures: [{ value: null }, { value: 0 }] }]);
      const grouped = await context.store().aggregate(buildAggregate({ measures, groupBy: ['year'] }));
      expect(grouped).toMatchObject({ groups: [], totalGroups: 0, reports: 0 });
    });

    it('keep large whole numbers exact', async () => {
      await write(
        { organ: '一局', cells: { [RECEIVED]: 1_234_567_890_123 } },
        { organ: '二局', cells: { [RECEIVED]: 4 } },
      );
      const result = await context
        .store()
        .aggregate(buildAggregate({ measures: [{ type: 'sum', key: RECEIVED }] }));
      expect(result.groups[0]?.measures[0]?.value).toBe(1_234_567_890_127);
    });

    it('pool a rate over the reports in which it has a value, a confirmed blank as the zero that it is', async () => {
      const rate = 'derived.naturalPersonShare.ofReceivedAsZero';
      const row = (cells: Record<string, number | 'BLANK'>) =>
        Object.fromEntries(
          Object.entries(cells).map(([key, value]) => [`applications.received.${key}`, value]),
        );
      const rest = {
        business: 'BLANK',
        research: 'BLANK',
        publicWelfare: 'BLANK',
        legalService: 'BLANK',
      } as const;
      await write(
        { organ: '一局', cells: row({ ...rest, naturalPerson: 3, other: 1, total: 4 }) },
        // 6 = 6: the blank is zero.
        { organ: '二局', cells: row({ ...rest, naturalPerson: 'BLANK', other: 6, total: 6 }) },
        // 5 of 9 are missing: no value, and its denominator must not count.
        { organ: '三局', cells: row({ ...rest, naturalPerson: 'BLANK', other: 4, total: 9 }) },
      );
      const result = await context.store().aggregate(
        buildAggregate({
          measures: [
            { type: 'pooledRate', key: rate },
            { type: 'mean', key: rate },
          ],
        }),
      );
      expect(result.groups[0]?.measures).toEqual([
        { value: 0.3, reportsWithValue: 2, numerator: 3, denominator: 10 },
        { value: 0.375, reportsWithValue: 2, numerator: null, denominator: null },
      ]);
    });

    it('keep organs of one name apart, and each report without a certain region to itself', async () => {
      const [, , , first, second] = await write(
        { organ: '教育局', region: region('云泽省', '澄江市'), year: 2020 },
        { organ: '教育局', region: region('云泽省', '澄江市'), year: 2021 },
        { organ: '教育局', region: region('海陵省'), year: 2021 },
        { organ: '教育局', region: UNCERTAIN, year: 2020 },
        { organ: '教育局', region: UNCERTAIN, year: 2021 },
      );
      const { groups } = await context.store().aggregate(buildAggregate({ groupBy: ['organ'] }));
      expect(groups.map(({ reports }) => reports).toSorted()).toEqual([1, 1, 1, 2]);
      expect(groups.map(({ values }) => values[0]?.label)).toEqual(Array(4).fill('教育局'));
      expect(groups.map(({ values }) => values[0]?.value)).toEqual(
        expect.arrayContaining([`report:${first?.id ?? ''}`, `report:${second?.id ?? ''}`]),
      );
    });

    it('name what is spelt in several ways by the spelling that is least by code point', async () => {
      const spelt = (name: string): Organ => ({ ...organ('青禾县教育局', 'DEPARTMENT'), name });
      const place = region('云泽省', '澄江市', '青禾县');
      const county = (name: string) => ({ ...place, county: { name, code: '990001', inferred: false } });
      for (const names of [
        ['青禾县教育局', '（青禾县）教育局'],
        ['（青禾县）教育局', '青禾县教育局'],
      ]) {
        const store = await context.another();
        const organs = names.map((name, index) => ({
          organ: spelt(name),
          year: 2020 + index,
          region: place,
        }));
        const counties = names.map((name) => ({ organ: '县志办', region: county(name) }));
        await fillStore(store, [...organs, ...counties].map(buildReport));
        const request = buildAggregate({
          groupBy: ['county', 'organ'],
          order: [{ by: 'field', field: 'county', direction: 'ASC' }],
        });
        const { groups } = await store.aggregate(request);
        const labels = new Set(groups.map(({ values }) => values.map(({ label }) => label).join(' ')));
        expect(labels).toEqual(new Set(['青禾县 青禾县教育局', '青禾县教育局 县志办']));
      }
    });

    it('see what was written last', async () => {
      const measures: Measure[] = [{ type: 'sum', key: RECEIVED }];
      await write({ cells: { [RECEIVED]: 4 } });
      await context.store().aggregate(buildAggregate({ measures }));
      await context.store().write([buildWrite(buildReport({ organ: '他局', cells: { [RECEIVED]: 5 } }))]);
      const { groups } = await context.store().aggregate(buildAggregate({ measures }));
      expect(groups[0]?.measures[0]?.value).toBe(9);
    });

    it('refuse keys that do not exist and pooled rates of what is no ratio', async () => {
      const ask = (measure: Measure) => context.store().aggregate(buildAggregate({ measures: [measure] }));
      await expect(ask({ type: 'sum', key: 'no.cell' })).rejects.toMatchObject({ code: 'UNKNOWN_CELL' });
      await expect(ask({ type: 'sum', key: 'derived.none' })).rejects.toMatchObject({
        code: 'UNKNOWN_DERIVED',
      });
      await expect(ask({ type: 'pooledRate', key: RECEIVED })).rejects.toMatchObject({
        code: 'BAD_ARGUMENT',
      });
    });

    it('stop at their deadline', async () => {
      await write({});
      await expect(
        context.store().aggregate(buildAggregate({ text: phrase('公开') }), { deadlineMs: 0 }),
      ).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    });
  });
}
