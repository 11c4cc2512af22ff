/** Organs and regions, through the real server and store. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/domain/report.js';
import { CORPUS, FILLED_KEYS, serveCorpus, valueOf } from './statistics-corpus.js';
import type { ServedCorpus } from './statistics-corpus.js';

let served: ServedCorpus;

beforeAll(async () => {
  served = await serveCorpus();
});

afterAll(() => served.close());

const [RECEIVED] = FILLED_KEYS;
const RATE = 'derived.grantedRate.ofConcluded';

const reportsOf = (name: string): Report[] => CORPUS.filter(({ organ }) => organ?.name === name);

interface Series {
  years: number[];
  latest: { year: number };
  region: { county: { name: string } | null };
  series: {
    year: number;
    report: { year: number } | null;
    figures: { key: string; value: number | null; state: string | null; reason: string | null }[];
  }[];
}

const SERIES = `years latest { year } region { county { name } } series(keys: ["${RECEIVED}", "${RATE}", "derived.received.change"]) { year report { year } figures { key value state reason numerator denominator unit } }`;

describe('an organ', () => {
  it('shows its years with gaps', async () => {
    const { organ } = await served.dataOf<{ organ: Series }>(
      `query ($id: ID!) { organ(id: $id) { name ${SERIES} } }`,
      { id: await served.organIdOf('青禾县人民政府') },
    );
    expect(organ.years).toEqual([2019, 2020, 2022, 2023]);
    expect(organ.latest.year).toBe(2023);
    expect(organ.region.county?.name).toBe('青禾县');
    expect(organ.series.map(({ year, report }) => [year, report?.year ?? null])).toEqual([
      [2019, 2019],
      [2020, 2020],
      [2021, null],
      [2022, 2022],
      [2023, 2023],
    ]);
    expect(organ.series[2]?.figures).toEqual([]);
    for (const report of reportsOf('青禾县人民政府')) {
      const [received, , change] = organ.series.find(({ year }) => year === report.year)?.figures ?? [];
      expect(received).toMatchObject({
        value: valueOf(report, RECEIVED),
        state: report.cells[RECEIVED]?.state,
      });
      // A gap is no year before.
      if (report.year === 2019 || report.year === 2022) expect(change?.value).toBeNull();
    }
    expect(organ.series[3]?.figures[2]?.reason).toMatch(/NO_PREVIOUS_YEAR|MISSING_PART/);
  });

  it('is null for an unknown id', async () => {
    expect(await served.dataOf('{ organ(id: "nobody") { name } }')).toEqual({ organ: null });
  });

  it('without a certain region is its one report', async () => {
    const { organs } = await served.dataOf<{ organs: { organs: (Series & { id: null })[] } }>(
      `{ organs(nameContains: "城关镇") { organs { id ${SERIES} } } }`,
    );
    expect(organs.organs).toMatchObject([{ id: null, years: [2022], latest: { year: 2022 } }]);
    expect(organs.organs[0]?.series.map(({ year }) => year)).toEqual([2022]);
  });

  it.each([
    ['[]', 'BAD_ARGUMENT', 'keys'],
    ['["a.b"]', 'UNKNOWN_CELL', 'keys[0]'],
    ['["derived.b"]', 'UNKNOWN_DERIVED', 'keys[0]'],
  ])('refuses a series of %s', async (keys, code, argument) => {
    const query = `{ organs(first: 1) { organs { series(keys: ${keys}) { year } } } }`;
    expect(await served.errorOf(query)).toMatchObject({ code, argument });
  });
});

describe('organs', () => {
  interface Organs {
    organs: { totalCount: number; organs: { name: string; years: number[] }[] };
  }
  const find = (args: string): Promise<Organs> =>
    served.dataOf<Organs>(`{ organs${args} { totalCount organs { name years } } }`);

  it('are found by part of the name, those with most reports first', async () => {
    const { organs } = await find('(nameContains: "青禾縣")');
    expect(organs.totalCount).toBe(3);
    expect(organs.organs.map(({ name }) => name)).toEqual(['青禾县人民政府', '青禾县教育局', '青禾县水利局']);
    expect(organs.organs.map(({ years }) => years.length)).toEqual([4, 3, 2]);
  });

  it('are paged', async () => {
    const all = await find('(first: 100)');
    expect(all.organs.totalCount).toBe(7);
    const pages = await Promise.all([0, 3, 6].map((offset) => find(`(first: 3, offset: ${offset})`)));
    expect(pages.flatMap(({ organs }) => organs.organs)).toEqual(all.organs.organs);
  });

  it('obey the filter and the name both', async () => {
    const { organs } = await find('(nameContains: "教育局", filter: { county: ["望舒县"] })');
    expect(organs.organs.map(({ name }) => name)).toEqual(['望舒县教育局']);
    expect(await served.errorOf('{ organs(nameContains: "") { totalCount } }')).toMatchObject({
      code: 'BAD_ARGUMENT',
      argument: 'nameContains',
    });
  });
});

describe('regions', () => {
  interface Region {
    key: string;
    name: string;
    reports: number;
    years: { reports: number }[];
    children: Region[];
  }
  const FIELDS = 'key name reports years { year reports }';

  it('add up over those below', async () => {
    const { region } = await served.dataOf<{ region: Region }>(
      `{ region(level: PROVINCE, place: "云泽省") { ${FIELDS} children { ${FIELDS} children { ${FIELDS} } } } }`,
    );
    expect(region.reports).toBe(CORPUS.filter((report) => report.region.province !== null).length);
    const check = ({ reports, years, children }: Region): void => {
      expect(years.reduce((total, year) => total + year.reports, 0)).toBe(reports);
      // No organ of the corpus belongs to a province or a city itself.
      if (children.length > 0) {
        expect(children.reduce((total, child) => total + child.reports, 0)).toBe(reports);
        children.forEach((child) => {
          check({ ...child, children: child.children });
        });
      }
    };
    check({
      ...region,
      children: region.children.map((city) => ({
        ...city,
        children: city.children.map((county) => ({ ...county, children: [] })),
      })),
    });
    expect(region.children.map(({ name }) => name).sort()).toEqual(['临溪市', '澄江市']);
  });

  it('are listed without reports that have none', async () => {
    const { regions } = await served.dataOf<{ regions: { totalCount: number; regions: Region[] } }>(
      `{ regions(level: COUNTY) { totalCount regions { ${FIELDS} } } }`,
    );
    expect(regions.totalCount).toBe(2);
    expect(regions.regions.map(({ name }) => name).sort()).toEqual(['望舒县', '青禾县']);
  });

  it('are listed below the country by name after all that have a code', async () => {
    const { regions } = await served.dataOf<{ regions: { totalCount: number; regions: Region[] } }>(
      '{ regions(parent: "CN", first: 5, offset: 31) { totalCount regions { key name reports } } }',
    );
    expect(regions.totalCount).toBe(32);
    const { region } = await served.dataOf<{ region: Region }>(
      '{ region(level: PROVINCE, place: "云泽省") { key name reports } }',
    );
    expect(regions.regions).toEqual([region]);
  });

  it('are null where there is none, and refuse a level that is not below', async () => {
    expect(await served.dataOf('{ region(level: CITY, place: "无名市") { key } }')).toEqual({ region: null });
    expect(
      await served.errorOf('{ region(level: COUNTY, place: "青禾县") { children(level: CITY) { key } } }'),
    ).toMatchObject({ code: 'BAD_ARGUMENT', argument: 'level' });
  });
});
