/** Aggregates, through the real server and store. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CORPUS, FILLED_KEYS, serveCorpus, sum, valueOf, valuesIn } from './statistics-corpus.js';
import type { ServedCorpus } from './statistics-corpus.js';

let served: ServedCorpus;

beforeAll(async () => {
  served = await serveCorpus();
});

afterAll(() => served.close());

const [RECEIVED, GRANTED] = FILLED_KEYS;
const RATE = 'derived.grantedRate.ofConcluded';

interface Aggregated {
  aggregate: {
    groups: {
      keys: { field: string; value: string | null; label: string | null }[];
      reports: number;
      values: {
        value: number | null;
        reportsWithValue: number;
        numerator: number | null;
        denominator: number | null;
        pooledRate: number | null;
      }[];
    }[];
    totalGroups: number;
    reports: number;
    scopes: { nested: number };
    warnings: { code: string; count: number }[];
  };
}

const aggregateOf = (args: string): Promise<Aggregated> =>
  served.dataOf<Aggregated>(
    `{ aggregate(${args}) { totalGroups reports scopes { own consolidated unknown nested } warnings { code count messageZh messageEn } groups { keys { field value label } reports values { value reportsWithValue numerator denominator pooledRate } } } }`,
  );

describe('an aggregate', () => {
  it('over groups adds up to the total', async () => {
    const measure = `measures: [{ type: SUM, key: "${RECEIVED}" }]`;
    const { aggregate: total } = await aggregateOf(measure);
    const whole = total.groups[0];
    expect(whole).toMatchObject({
      keys: [],
      reports: CORPUS.length,
      values: [{ value: sum(valuesIn(CORPUS, RECEIVED)) }],
    });
    for (const fields of ['YEAR', 'COUNTY', 'ORGAN, YEAR', 'ORGAN_KIND, SCOPE, FORM', 'TOWNSHIP']) {
      const { aggregate } = await aggregateOf(`groupBy: [${fields}], ${measure}`);
      expect(sum(aggregate.groups.map(({ reports }) => reports)), fields).toBe(CORPUS.length);
      expect(sum(aggregate.groups.map(({ values }) => values[0]?.value ?? 0)), fields).toBe(
        whole?.values[0]?.value,
      );
      expect(sum(aggregate.groups.map(({ values }) => values[0]?.reportsWithValue ?? 0))).toBe(
        whole?.values[0]?.reportsWithValue,
      );
    }
  });

  it('gives the pooled rate beside the mean of rates', async () => {
    const { aggregate } = await aggregateOf(
      `groupBy: [COUNTY], measures: [{ type: MEAN, key: "${RATE}" }, { type: POOLED_RATE, key: "${RATE}" }, { type: MEAN, key: "${GRANTED}" }]`,
    );
    for (const { keys, values } of aggregate.groups) {
      const [mean, pooled, plain] = values;
      const rated = CORPUS.filter(({ region }) => (region.county?.name ?? null) === keys[0]?.label).flatMap(
        (report) => {
          const [numerator, denominator] = [GRANTED, FILLED_KEYS[3]].map((key) => valueOf(report, key));
          return typeof numerator === 'number' && typeof denominator === 'number' && denominator > 0
            ? [{ numerator, denominator }]
            : [];
        },
      );
      expect(mean?.reportsWithValue).toBe(rated.length);
      expect(plain).toMatchObject({ numerator: null, denominator: null, pooledRate: null });
      if (rated.length === 0) {
        expect([mean?.value, mean?.pooledRate, pooled?.value]).toEqual([null, null, null]);
        continue;
      }
      const numerator = sum(rated.map((one) => one.numerator));
      const denominator = sum(rated.map((one) => one.denominator));
      expect(mean).toMatchObject({ numerator, denominator, pooledRate: pooled?.value });
      expect(pooled?.value).toBeCloseTo(numerator / denominator, 10);
      expect(mean?.value).toBeCloseTo(
        sum(rated.map((one) => one.numerator / one.denominator)) / rated.length,
        10,
      );
    }
  });

  it('warns where scopes nest, and leaves out what is covered on request', async () => {
    const measure = `filter: { year: { eq: 2022 } }, measures: [{ type: SUM, key: "${RECEIVED}" }]`;
    const all = await aggregateOf(measure);
    // The two bureaus of 青禾县 lie within its government's consolidated report.
    expect(all.aggregate.scopes).toMatchObject({ nested: 2 });
    expect(all.aggregate.warnings).toContainEqual(
      expect.objectContaining({ code: 'NESTED_SCOPES', count: 2 }),
    );
    const top = await aggregateOf(`scope: TOP_LEVEL, ${measure}`);
    expect(top.aggregate.warnings.map(({ code }) => code)).not.toContain('NESTED_SCOPES');
    expect(top.aggregate.groups[0]?.reports).toBe((all.aggregate.groups[0]?.reports ?? NaN) - 2);
    const own = await aggregateOf(`scope: OWN_ONLY, ${measure}`);
    expect(own.aggregate.groups[0]?.reports).toBe(
      CORPUS.filter(({ year, scope }) => year === 2022 && scope.kind === 'OWN').length,
    );
    expect(own.aggregate.warnings).toEqual([]);
  });

  it('warns where a figure rests on few reports', async () => {
    const { aggregate } = await aggregateOf(
      'measures: [{ type: MEAN, key: "review.reconsideration.total" }]',
    );
    expect(aggregate.groups[0]?.values[0]).toMatchObject({ value: null, reportsWithValue: 0 });
    expect(aggregate.warnings).toContainEqual(expect.objectContaining({ code: 'FEW_VALUES', count: 1 }));
  });

  it('orders, bounds and pages groups', async () => {
    const args = `groupBy: [ORGAN], measures: [{ type: MAX, key: "${RECEIVED}" }], orderBy: [{ by: MEASURE, measure: 0 }, { by: REPORTS }], having: [{ gte: 2 }]`;
    const { aggregate } = await aggregateOf(args);
    expect(aggregate.groups.every(({ reports }) => reports >= 2)).toBe(true);
    const maxima = aggregate.groups.map(({ values }) => values[0]?.value ?? -1);
    expect(maxima).toEqual([...maxima].sort((a, b) => b - a));
    const second = await aggregateOf(`${args}, first: 1, offset: 1`);
    expect(second.aggregate.groups).toEqual(aggregate.groups.slice(1, 2));
    expect(second.aggregate.totalGroups).toBe(aggregate.totalGroups);
  });

  it('names an organ by an id that filters take', async () => {
    const { aggregate } = await aggregateOf('groupBy: [ORGAN]');
    for (const { keys, reports } of aggregate.groups) {
      const [{ value, label } = { value: null, label: null }] = keys;
      if (value?.startsWith('report:') === true) continue;
      const found = await served.dataOf(
        'query ($id: [ID!]) { search(filter: { organIds: $id }) { totalCount } }',
        { id: [value] },
      );
      expect(found, String(label)).toEqual({ search: { totalCount: reports } });
    }
  });

  it.each([
    ['groupBy: [YEAR, CITY, COUNTY, ORGAN]', 'groupBy'],
    ['groupBy: [YEAR, YEAR]', 'groupBy[1]'],
    [`measures: [{ type: SUM, key: "${RATE}" }]`, 'measures[0].type'],
    [`measures: [{ type: POOLED_RATE, key: "${RECEIVED}" }]`, 'measures[0].type'],
    [`measures: [{ type: PERCENTILE, key: "${RECEIVED}" }]`, 'measures[0].percentile'],
    [`measures: [{ type: PERCENTILE, key: "${RECEIVED}", percentile: 101 }]`, 'measures[0].percentile'],
    [`measures: [{ type: SUM, key: "${RECEIVED}", percentile: 5 }]`, 'measures[0].percentile'],
    ['orderBy: [{ by: MEASURE, measure: 0 }]', 'orderBy[0].measure'],
    ['orderBy: [{ by: FIELD, field: YEAR }]', 'orderBy[0].field'],
    ['orderBy: [{ by: REPORTS, field: YEAR }]', 'orderBy[0].field'],
    ['having: [{ measure: 0, gt: 1 }]', 'having[0].measure'],
    ['having: [{}]', 'having[0]'],
    ['first: 1001', 'first'],
    ['offset: -1', 'offset'],
  ])('refuses %s', async (args, argument) => {
    const error = await served.errorOf(`{ aggregate(${args}) { reports } }`);
    expect(error).toMatchObject({ code: 'BAD_ARGUMENT', argument });
    expect(error['remedy']).toMatch(/\w/);
  });
});
