/** Places through time, through the real server and store. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { regionHistory } from '../../src/parse/region-history.js';
import { placesBelow } from '../../src/services/place-history.js';
import { KEY, REPORTS } from './places-corpus.js';
import { serveCorpus } from './statistics-corpus.js';
import type { ServedCorpus } from './statistics-corpus.js';

let served: ServedCorpus;
beforeAll(async () => {
  served = await serveCorpus(REPORTS);
});
afterAll(() => served.close());

interface Counted {
  search: {
    totalCount: number;
    facets: { field: string; missing: number; buckets: { value: string; label: string; count: number }[] }[];
  };
}

describe('filters and facets', () => {
  it('count by the place of the year, and by that of today, with equal totals', async () => {
    const { search } = await served.dataOf<Counted>(
      '{ search(facets: [{ field: COUNTY, limit: 100 }, { field: COUNTY_TODAY, limit: 100 }]) { totalCount facets { field missing buckets { value label count } } } }',
    );
    const [then, today] = search.facets;
    for (const facet of [then, today]) {
      const counted = (facet?.buckets ?? []).reduce((sum, { count }) => sum + count, facet?.missing ?? 0);
      expect(counted).toBe(search.totalCount);
    }
    const countOf = (facet: typeof then, value: string): number | undefined =>
      facet?.buckets.find((bucket) => bucket.value === value)?.count;
    expect([countOf(then, '320829'), countOf(then, '320813')]).toEqual([3, 3]);
    expect([countOf(today, '320829'), countOf(today, '320813')]).toEqual([undefined, 6]);
    // A county that was divided has no place of today.
    expect([then?.missing, today?.missing]).toEqual([0, 2]);
  });

  it.each([
    ['county: ["320813"]', 3],
    ['county: ["320813"], asOf: REPORT', 3],
    ['county: ["320813"], asOf: TODAY', 6],
    ['county: ["洪泽县"], asOf: TODAY', 0],
    ['city: ["3415"]', 1],
    ['city: ["3404"], asOf: TODAY', 2],
    ['county: ["110101"], asOf: TODAY', 6],
    ['not: { city: ["1304"], asOf: TODAY }', 19],
  ])('find by { %s }', async (filter, count) => {
    const { search } = await served.dataOf<Counted>(`{ search(filter: { ${filter} }) { totalCount } }`);
    expect(search.totalCount).toBe(count);
  });

  it('group by the place of today', async () => {
    const { aggregate } = await served.dataOf<{
      aggregate: { groups: { keys: { value: string }[]; reports: number }[] };
    }>(
      '{ aggregate(groupBy: [COUNTY_TODAY], filter: { city: ["3208"] }) { groups { keys { value } reports } } }',
    );
    expect(aggregate.groups.map(({ keys, reports }) => [keys[0]?.value, reports])).toEqual([['320813', 6]]);
  });
});

describe('a region', () => {
  const REGION =
    'level key name reports asOf years { year reports } history { from to name code above { name code } } predecessors { year kind before { name code } after { name code } sameTerritory } successors { year kind after { name code } sameTerritory }';
  const region = async (args: string): Promise<Record<string, unknown> | null> => {
    const { region: found } = await served.dataOf<{ region: Record<string, unknown> | null }>(
      `{ region(${args}) { ${REGION} } }`,
    );
    return found;
  };

  it('has its names, codes and places above over the years', async () => {
    const found = await region('code: "320829"');
    expect(found).toMatchObject({
      level: 'COUNTY',
      key: '320829',
      name: '洪泽县',
      reports: 3,
      asOf: 'REPORT',
    });
    expect(found?.['history']).toMatchObject([
      {
        from: null,
        to: 2015,
        name: '洪泽县',
        code: '320829',
        above: [{ name: '江苏省' }, { name: '淮安市' }],
      },
      { from: 2016, to: null, name: '洪泽区', code: '320813' },
    ]);
    expect(found?.['successors']).toEqual([
      { year: 2016, kind: 'UPGRADED', after: [{ name: '洪泽区', code: '320813' }], sameTerritory: true },
    ]);
    const moved = await region('code: "340422"');
    expect(moved?.['history']).toMatchObject([
      { to: 2014, code: '341521', above: [{}, { name: '六安市' }] },
      { from: 2015, code: '340422', above: [{}, { name: '淮南市' }] },
    ]);
    const fancheng = await region('code: "420606"');
    expect(fancheng?.['history']).toMatchObject([
      { to: 2009, above: [{}, { name: '襄樊市' }] },
      { from: 2010, above: [{}, { name: '襄阳市' }] },
    ]);
  });

  it('counts by the place of today on request, under which an old code stands for what became of it', async () => {
    const today = await region('code: "320829", asOf: TODAY');
    expect(today).toMatchObject({ key: '320813', name: '洪泽区', reports: 6, asOf: 'TODAY' });
    expect(today?.['years']).toHaveLength(6);
    expect(await region('level: COUNTY, place: "110101", asOf: TODAY')).toMatchObject({ reports: 6 });
    const { regions } = await served.dataOf<{ regions: { totalCount: number } }>(
      '{ regions(level: COUNTY, asOf: TODAY) { totalCount regions { key } } }',
    );
    // 洪泽区, 寿县, 东城区, 邯山区, 丛台区, 樊城区, 张店区
    expect(regions.totalCount).toBe(7);
  });

  it('is there without reports, and refused where a code is no single place today', async () => {
    expect(await region('code: "130408"')).toMatchObject({ name: '永年区', reports: 0 });
    expect(await region('code: "370000"')).toMatchObject({ key: '37', name: '山东省' });
    expect(await region('code: "999999"')).toBeNull();
    expect(await served.errorOf('{ region(code: "130421", asOf: TODAY) { name } }')).toMatchObject({
      code: 'BAD_ARGUMENT',
      argument: 'code',
    });
    expect(await served.errorOf('{ region(code: "12345") { name } }')).toMatchObject({ argument: 'code' });
    expect(await served.errorOf('{ region(level: CITY) { name } }')).toMatchObject({ code: 'BAD_ARGUMENT' });
  });
});

describe('the regions below another', () => {
  interface Page {
    totalCount: number;
    regions: { level: string; key: string; name: string; reports: number; asOf: string }[];
  }
  const below = async (args: string): Promise<Page> => {
    const { regions } = await served.dataOf<{ regions: Page }>(
      `{ regions(${args}) { totalCount regions { level key name reports asOf } } }`,
    );
    return regions;
  };

  it('are all of today, also without reports, with their counts', async () => {
    const provinces = await below('parent: "CN", first: 100, asOf: TODAY');
    expect(provinces).toMatchObject({ totalCount: 31 });
    expect(provinces.regions.reduce((sum, { reports }) => sum + reports, 0)).toBe(REPORTS.length);
    expect(provinces.regions[0]).toEqual({
      level: 'PROVINCE',
      key: '11',
      name: '北京市',
      reports: 6,
      asOf: 'TODAY',
    });
    const shandong = await below('parent: "370000", first: 100, asOf: TODAY');
    expect(shandong.totalCount).toBe(16);
    expect(shandong.regions.filter(({ reports }) => reports > 0)).toMatchObject([
      { level: 'CITY', key: '3703', name: '淄博市', reports: 2 },
    ]);
    // Counties directly below a province, and those of a municipality.
    expect((await below('parent: "42", first: 100, asOf: TODAY')).regions).toContainEqual({
      level: 'COUNTY',
      key: '429004',
      name: '仙桃市',
      reports: 0,
      asOf: 'TODAY',
    });
    expect((await below('parent: "11", asOf: TODAY')).regions[0]).toMatchObject({
      key: '110101',
      reports: 6,
    });
    expect(await below('parent: "4419", asOf: TODAY')).toEqual({ totalCount: 0, regions: [] });
  });

  it('are those of all years by the place of the year, each code once', async () => {
    const of = async (parent: string, asOf: string): Promise<unknown> =>
      (await below(`parent: "${parent}", first: 100, asOf: ${asOf}`)).regions
        .filter(({ name }) => /洪泽|寿县|崇文|东城/u.test(name))
        .map(({ key, name, reports }) => `${key} ${name} ${reports}`);
    expect(await of('3208', 'REPORT')).toEqual(['320813 洪泽区 3', '320829 洪泽县 3']);
    expect(await of('3208', 'TODAY')).toEqual(['320813 洪泽区 6']);
    expect(await of('3415', 'REPORT')).toEqual(['341521 寿县 1']);
    expect(await of('3415', 'TODAY')).toEqual([]);
    expect(await of('3404', 'TODAY')).toEqual(['340422 寿县 2']);
    expect(await of('11', 'REPORT')).toEqual(['110101 东城区 4', '110103 崇文区 2']);
    const cities = await below('parent: "42"');
    expect(cities.regions).toContainEqual({
      level: 'CITY',
      key: '4206',
      name: '襄阳市',
      reports: 3,
      asOf: 'REPORT',
    });
  });

  it('come in pages', async () => {
    const all = await below('parent: "13", first: 100');
    const pages = [await below('parent: "13", first: 5'), await below('parent: "13", first: 95, offset: 5')];
    expect(pages.flatMap(({ regions }) => regions)).toEqual(all.regions);
    expect(pages.map(({ totalCount }) => totalCount)).toEqual([all.totalCount, all.totalCount]);
  });

  it.each([
    ['', 'level'],
    ['level: CITY, parent: "37"', 'level'],
    ['parent: "山东省"', 'parent'],
    ['parent: "99"', 'parent'],
    ['parent: "130421", asOf: TODAY', 'parent'],
    ['parent: "37", first: 101', 'first'],
  ])('are refused by (%s)', async (args, argument) => {
    const given = args === '' ? '' : `(${args})`;
    expect(await served.errorOf(`{ regions${given} { totalCount } }`)).toMatchObject({
      code: 'BAD_ARGUMENT',
      argument,
    });
  });

  it.each(['REPORT', 'TODAY'] as const)('lead from the country to every place of the tables (%s)', (view) => {
    const walk = (code: string | null): string[] =>
      placesBelow(code, view).flatMap((place) => [place.code, ...walk(place.code)]);
    const { spells, lastYear } = regionHistory();
    const codes = spells.filter(({ to }) => view === 'REPORT' || to >= lastYear).map(({ code }) => code);
    expect(walk(null).sort()).toEqual([...new Set(codes)].sort());
  });
});

describe('an organ over a change of its place', () => {
  interface Beside {
    year: number;
    kind: string;
    organ: { name: string };
  }
  interface Answer {
    organ: {
      predecessors: Beside[];
      successors: Beside[];
      series: {
        year: number;
        changes: { kind: string; sameTerritory: boolean }[];
        figures: { value: number | null }[];
      }[];
    };
  }
  const organ = async (name: string, across: boolean): Promise<Answer['organ']> => {
    const beside = '{ year kind organ { name } }';
    const answer = await served.dataOf<Answer>(
      `query ($id: ID!) { organ(id: $id) { predecessors ${beside} successors ${beside} series(keys: ["${KEY}"], across: ${across}) { year changes { kind sameTerritory } figures { value } } } }`,
      { id: await served.organIdOf(name) },
    );
    return answer.organ;
  };
  const values = (series: Answer['organ']['series']): unknown =>
    series.map(({ year, figures }) => [year, figures[0]?.value ?? null]);

  it('knows the organs before and after, and runs on over them on request', async () => {
    const county = await organ('洪泽县人民政府', false);
    expect(county.successors).toEqual([{ year: 2016, kind: 'UPGRADED', organ: { name: '洪泽区人民政府' } }]);
    expect(values(county.series)).toEqual([[2013, 13], [2014, 14], [2015, 15]]); // prettier-ignore
    const district = await organ('洪泽区人民政府', true);
    expect(district.predecessors).toEqual([
      { year: 2016, kind: 'UPGRADED', organ: { name: '洪泽县人民政府' } },
    ]);
    expect(values(district.series)).toEqual([
      [2013, 13], [2014, 14], [2015, 15], [2016, 16], [2017, 17], [2018, null], [2019, null], [2020, 20],
    ]); // prettier-ignore
    expect(district.series.flatMap(({ year, changes }) => changes.map((change) => [year, change]))).toEqual([
      [2016, { kind: 'UPGRADED', sameTerritory: true }],
    ]);
  });

  it('follows a move under another city and the new name of a city', async () => {
    expect(values((await organ('寿县教育局', true)).series)).toEqual([[2014, 14], [2015, 15]]); // prettier-ignore
    const fancheng = await organ('襄阳市樊城区人民政府', true);
    expect(fancheng.predecessors).toMatchObject([{ year: 2010, kind: 'RENAMED' }]);
    expect(values(fancheng.series)).toEqual([[2009, 9], [2010, 10], [2011, 11]]); // prettier-ignore
    expect(fancheng.series[1]?.changes).toEqual([{ kind: 'RENAMED', sameTerritory: true }]);
  });

  it('never adds up what was merged, and ends where a place was divided', async () => {
    const dongcheng = await organ('北京市东城区人民政府', true);
    expect(dongcheng.predecessors).toEqual([
      { year: 2010, kind: 'MERGED', organ: { name: '崇文区人民政府' } },
    ]);
    expect(values(dongcheng.series)).toEqual([[2008, 8], [2009, 9], [2010, 10], [2011, 11]]); // prettier-ignore
    expect(dongcheng.series[2]?.changes).toEqual([{ kind: 'MERGED', sameTerritory: false }]);
    const county = await organ('邯郸县人民政府', true);
    expect(county.successors.map(({ kind, organ: { name } }) => [kind, name])).toEqual([
      ['SPLIT', '丛台区人民政府'],
      ['SPLIT', '邯山区人民政府'],
    ]);
    expect(values(county.series)).toEqual([[2014, 14], [2015, 15]]); // prettier-ignore
  });
});
