/** Search in both directions, derived values and distributions, through the real server and store. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CORPUS, FILLED_KEYS, serveCorpus, sum, valuesIn } from './statistics-corpus.js';
import type { ServedCorpus } from './statistics-corpus.js';

let served: ServedCorpus;

beforeAll(async () => {
  served = await serveCorpus();
});

afterAll(() => served.close());

const [RECEIVED] = FILLED_KEYS;
const RATE = 'derived.grantedRate.ofConcluded';

interface Page {
  search: {
    totalCount?: number;
    nodes: { id: string }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  };
}

const PAGE_FIELDS = 'nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

describe('search', () => {
  it('walks backward through the same pages as forward', async () => {
    for (const sort of ['', 'sort: [{ by: DERIVED, key: "derived.disclosed.total" }]']) {
      const args = sort === '' ? '' : `, ${sort}`;
      const all = await served.dataOf<Page>(`{ search(first: 100${args}) { ${PAGE_FIELDS} } }`);
      const backward: string[] = [];
      let before: string | null = null;
      do {
        const { search }: Page = await served.dataOf<Page>(
          `query ($before: String) { search(last: 3, before: $before${args}) { ${PAGE_FIELDS} } }`,
          { before },
        );
        expect(search.pageInfo.hasNextPage).toBe(before !== null);
        backward.unshift(...search.nodes.map(({ id }) => id));
        before = search.pageInfo.hasPreviousPage ? search.pageInfo.startCursor : null;
      } while (before !== null);
      expect(backward).toEqual(all.search.nodes.map(({ id }) => id));
      expect(backward).toHaveLength(CORPUS.length);
    }
  });

  it.each([
    ['first: 2, last: 2', 'first'],
    ['after: "x", before: "y"', 'after'],
    ['first: 2, before: "y"', 'first'],
    ['last: 2, after: "x"', 'after'],
  ])('refuses a page that goes both ways: %s', async (args, argument) => {
    const error = await served.errorOf(`{ search(${args}) { nodes { id } } }`);
    expect(error).toMatchObject({ code: 'BAD_ARGUMENT', argument });
    expect(error['remedy']).toContain('Page forward');
  });

  it('finds organs by part of their name, however it is spelt', async () => {
    const query =
      'query ($contains: String!) { search(filter: { organName: { contains: $contains } }) { totalCount } }';
    for (const contains of ['财政', '財政', '財政局']) {
      expect(await served.dataOf(query, { contains })).toEqual({ search: { totalCount: 1 } });
    }
    expect(await served.errorOf(query, { contains: ' ' })).toMatchObject({
      code: 'BAD_ARGUMENT',
      argument: 'filter.organName.contains',
    });
  });

  it('filters by derived values as it sorts by them', async () => {
    interface Found {
      search: { totalCount: number; nodes: { derived: { value: number | null }[] }[] };
    }
    const find = (filter: string): Promise<Found> =>
      served.dataOf<Found>(
        `{ search(first: 100, filter: { derived: [{ key: "${RATE}", ${filter} }] }, sort: [{ by: DERIVED, key: "${RATE}", direction: ASC }]) { totalCount nodes { derived(keys: ["${RATE}"]) { value } } } }`,
      );
    const valued = await find('hasValue: true');
    const values = valued.search.nodes.map(({ derived }) => derived[0]?.value ?? NaN);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(values.length).toBeGreaterThan(3);
    const missing = await find('hasValue: false');
    expect(missing.search.totalCount + values.length).toBe(CORPUS.length);
    const atLeast = await find('gte: 1');
    expect(atLeast.search.totalCount).toBe(values.filter((value) => value >= 1).length);
  });

  it('counts facets by prefix', async () => {
    const query =
      '{ search(facets: [{ field: ORGAN, prefix: "望舒縣" }]) { facets { distinct buckets { label } } } }';
    const { search } = await served.dataOf<{
      search: { facets: [{ distinct: number; buckets: { label: string }[] }] };
    }>(query);
    expect(search.facets[0].distinct).toBe(3);
    for (const { label } of search.facets[0].buckets) expect(label).toMatch(/^望舒县/);
  });

  it('counts years with gaps as 0', async () => {
    const query = `{ search(filter: { organ: ["青禾县人民政府"] }) { yearHistogram { year reports } } }`;
    expect(await served.dataOf(query)).toEqual({
      search: {
        yearHistogram: [2019, 2020, 2021, 2022, 2023].map((year) => ({
          year,
          reports: year === 2021 ? 0 : 1,
        })),
      },
    });
  });
});

describe('a report’s derived values', () => {
  it('come with what they rest on, or with the reason', async () => {
    interface Found {
      search: {
        nodes: {
          granted: number | null;
          derived: [
            {
              value: number | null;
              numerator: number | null;
              denominator: number | null;
              reason: string | null;
            },
          ];
        }[];
      };
    }
    const { search } = await served.dataOf<Found>(
      `{ search(first: 100) { nodes { derived(keys: ["${RATE}"]) { value numerator denominator reason missing definition { key formula numerator denominator } } } } }`,
    );
    for (const { derived } of search.nodes) {
      const [{ value, numerator, denominator, reason }] = derived;
      if (value === null) expect(reason).toMatch(/^(MISSING_PART|ZERO_DENOMINATOR)$/);
      else expect(value).toBeCloseTo((numerator ?? NaN) / (denominator ?? NaN), 12);
      expect(value === null).toBe(reason !== null);
    }
  });

  it('are listed by kind, and by known keys only', async () => {
    const { search } = await served.dataOf<{ search: { nodes: [{ derived: { definition: object }[] }] } }>(
      '{ search(first: 1) { nodes { derived(kinds: [CHANGE]) { key definition { kind } } } } }',
    );
    expect(search.nodes[0].derived.length).toBeGreaterThan(0);
    for (const { definition } of search.nodes[0].derived) expect(definition).toEqual({ kind: 'CHANGE' });
    expect(
      await served.errorOf(
        '{ search(first: 1) { nodes { derived(keys: ["derived.disclosd.total"]) { key } } } }',
      ),
    ).toMatchObject({ code: 'UNKNOWN_DERIVED', suggestions: ['derived.disclosed.total'] });
  });
});

describe('a distribution', () => {
  it('counts each value once', async () => {
    const query = `query ($key: String!, $edges: [Float!]) { search { distribution(key: $key, edges: $edges) {
      reports reportsWithValue min max sum mean median quantiles { fraction value } histogram { from to count } below above } } }`;
    for (const edges of [null, [0, 1, 3], [2, 4], [-1, 9]]) {
      const { search } = await served.dataOf<{
        search: {
          distribution: Record<string, number> & {
            histogram: { from: number; to: number; count: number }[];
            quantiles: { fraction: number; value: number }[];
          };
        };
      }>(query, { key: RECEIVED, edges });
      const { histogram, quantiles, ...figures } = search.distribution;
      const values = valuesIn(CORPUS, RECEIVED).sort((a, b) => a - b);
      expect(figures).toMatchObject({
        reports: CORPUS.length,
        reportsWithValue: values.length,
        min: values[0],
        max: values.at(-1),
        sum: sum(values),
      });
      const inside = sum(histogram.map(({ count }) => count));
      expect(inside + (figures['below'] ?? 0) + (figures['above'] ?? 0)).toBe(values.length);
      for (const [index, { from, to, count }] of histogram.entries()) {
        const last = index === histogram.length - 1;
        const counted = values.filter((value) => value >= from && (last ? value <= to : value < to));
        expect(count).toBe(counted.length);
      }
      if (edges === null) expect(inside).toBe(values.length);
      expect(quantiles[2]).toEqual({ fraction: 0.5, value: figures['median'] });
    }
  });

  it('of a rate has no sum, and of nothing no figures', async () => {
    const { search } = await served.dataOf<{ search: { distribution: object } }>(
      `{ search(filter: { year: { eq: 1999 } }) { distribution(key: "${RATE}") { reports sum mean median histogram { count } quantiles { value } } } }`,
    );
    expect(search.distribution).toMatchObject({ reports: 0, sum: null, mean: null, histogram: [] });
    const rates = await served.dataOf<{ search: { distribution: { sum: null; mean: number } } }>(
      `{ search { distribution(key: "${RATE}") { sum mean } } }`,
    );
    expect(rates.search.distribution.sum).toBeNull();
    expect(rates.search.distribution.mean).toBeGreaterThan(0);
  });

  it.each([
    ['key: "a.b"', 'UNKNOWN_CELL', 'key'],
    ['key: "derived.a"', 'UNKNOWN_DERIVED', 'key'],
    [`key: "${RECEIVED}", quantiles: [2]`, 'BAD_ARGUMENT', 'quantiles[0]'],
    [`key: "${RECEIVED}", edges: [3, 1]`, 'BAD_ARGUMENT', 'edges'],
    [`key: "${RECEIVED}", edges: [1]`, 'BAD_ARGUMENT', 'edges'],
    [`key: "${RECEIVED}", edges: [1, 2], buckets: 3`, 'BAD_ARGUMENT', 'buckets'],
    [`key: "${RECEIVED}", buckets: 101`, 'BAD_ARGUMENT', 'buckets'],
  ])('refuses %s', async (args, code, argument) => {
    expect(await served.errorOf(`{ search { distribution(${args}) { reports } } }`)).toMatchObject({
      code,
      argument,
    });
  });
});
