/** `coverage`, `changes` and lists of organs, through the real server and store. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Organ } from '../../src/domain/organ.js';
import { UNKNOWN_REGION } from '../../src/domain/region.js';
import { importRoster, parseRoster } from '../../src/services/coverage/import-roster.js';
import type { ReportStore } from '../../src/store/port.js';
import { buildReport, buildWrite, region } from '../support/build-report.js';
import { TestStores, ask, serveStore } from './served-app.js';
import type { Answer } from './served-app.js';

const stores = new TestStores();
let store: ReportStore;
let app: FastifyInstance;

const organ = (name: string, kind: Organ['kind'] = 'DEPARTMENT'): Organ => ({
  name,
  normalizedName: name,
  kind,
  level: 'COUNTY',
});
const QINGHE = region('云泽省', '澄江市', '青禾县');
/** The county became a district: its bureau reports under the new name since 2020. */
const OLD = { ...region('云泽省', '澄江市', '白石县'), today: region('云泽省', '澄江市', '白石区') };
const NEW = region('云泽省', '澄江市', '白石区');
const WANGSHU = region('云泽省', '临溪市', '望舒县');

const write = (name: string, place: typeof QINGHE, years: number[], kind?: Organ['kind']) =>
  store.write(
    years.map((year) => buildWrite(buildReport({ organ: organ(name, kind), region: place, year }))),
  );

beforeAll(async () => {
  store = await stores.open('coverage');
  app = await serveStore(store);
  await write('青禾县教育局', QINGHE, [2019, 2020, 2021]);
  await write('青禾县财政局', QINGHE, [2019, 2021]);
  await write('青禾县旧局', QINGHE, [2015]);
  await write('白石县教育局', OLD, [2018, 2019]);
  await write('白石区教育局', NEW, [2020, 2021]);
  await write('望舒县水利局', WANGSHU, [2019, 2021]);
  await write('望舒县人民政府', WANGSHU, [2019, 2020], 'PEOPLES_GOVERNMENT');
  // Nobody knows which 水利局 this is.
  await write('水利局', UNKNOWN_REGION, [2020]);
});

afterAll(async () => {
  await app.close();
  await stores.destroy();
});

interface Coverage {
  known: number;
  reported: number;
  missing: number;
  uncertain: number;
  totalCount: number;
  noteZh: string;
  pageInfo: { hasNextPage: boolean; endCursor: string };
  edges: { node: { name: string; status: string; years: number[]; mayBe: string[]; rosters: string[] } }[];
}

const QUERY = `query ($year: Int!, $region: String, $level: AdministrativeLevel, $kind: OrganKind, $nameContains: String, $knownSince: Int, $rosters: [String!], $statuses: [CoverageStatus!], $order: CoverageOrder, $first: Int, $after: String) {
  coverage(year: $year, region: $region, level: $level, kind: $kind, nameContains: $nameContains, knownSince: $knownSince, rosters: $rosters, statuses: $statuses, order: $order, first: $first, after: $after) {
    year known reported missing uncertain totalCount noteZh pageInfo { hasNextPage endCursor }
    edges { node { organId name kind level place { province city county } years rosters status mayBe } }
  }
}`;

const answerOf = (variables: object): Promise<Answer> => ask(app, QUERY, variables);
const coverageOf = async (variables: object): Promise<Coverage> => {
  const { data, errors } = await answerOf(variables);
  expect(errors).toEqual([]);
  return (data as { coverage: Coverage }).coverage;
};
const names = ({ edges }: Coverage): string[] => edges.map(({ node }) => node.name);

describe('coverage', () => {
  it('lists who has no report of a year, with totals over all that are known', async () => {
    const found = await coverageOf({ year: 2020 });
    expect(found).toMatchObject({ known: 6, reported: 3, missing: 2, uncertain: 1, totalCount: 3 });
    expect(names(found)).toEqual(['望舒县水利局', '青禾县旧局', '青禾县财政局']);
    expect(found.noteZh).toContain('不等于机关未发布');
  });

  it('does not call an organ missing that reports under the new name of its place', async () => {
    expect(names(await coverageOf({ year: 2021, region: '白石区' }))).toEqual([]);
    const before = await coverageOf({ year: 2019, region: '白石区', statuses: ['REPORTED'] });
    expect(names(before)).toEqual(['白石县教育局']);
    // Of 2017 nobody of the place has a report: it is missing once, not under both names.
    expect(await coverageOf({ year: 2017, region: '白石区' })).toMatchObject({ known: 1, missing: 1 });
  });

  it('says where a report of uncertain place may be the one', async () => {
    const { edges } = await coverageOf({ year: 2020, nameContains: '水利' });
    expect(edges.map(({ node }) => [node.status, node.mayBe.length])).toEqual([['UNCERTAIN', 1]]);
    // Of 2021 there is a report, of 2018 there is none that could be its.
    expect(names(await coverageOf({ year: 2021, nameContains: '水利' }))).toEqual([]);
    const { edges: none } = await coverageOf({ year: 2018, nameContains: '水利' });
    expect(none.map(({ node }) => node.status)).toEqual(['MISSING']);
  });

  it('is filtered by place, level, kind and how long an organ has been silent, and sorted', async () => {
    expect(names(await coverageOf({ year: 2021, kind: 'PEOPLES_GOVERNMENT' }))).toEqual(['望舒县人民政府']);
    expect(names(await coverageOf({ year: 2020, region: '临溪市' }))).toEqual(['望舒县水利局']);
    expect(names(await coverageOf({ year: 2020, knownSince: 2019 }))).not.toContain('青禾县旧局');
    expect((await coverageOf({ year: 2020, level: 'CITY' })).known).toBe(0);
    const byYear = names(await coverageOf({ year: 2022, order: 'LAST_YEAR' }));
    expect(byYear.slice(-2)).toEqual(['望舒县人民政府', '青禾县旧局']);
  });

  it('gives its pages without gap or overlap, and refuses a cursor of another question', async () => {
    const all = names(await coverageOf({ year: 2022, first: 100 }));
    const paged: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: Coverage = await coverageOf({ year: 2022, first: 2, after });
      paged.push(...names(page));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(paged).toEqual(all);
    const { errors } = await answerOf({ year: 2021, after });
    expect(errors[0]?.extensions['code']).toBe('BAD_CURSOR');
  });

  it('refuses a place that is not there, a list that is not there, and a year that is none', async () => {
    for (const [argument, value] of [
      ['region', '无此县'],
      ['rosters', ['无']],
    ] as const) {
      const { errors } = await answerOf({ year: 2020, [argument]: value });
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_ARGUMENT', argument });
    }
    expect((await answerOf({ year: 20 })).errors[0]?.extensions['argument']).toBe('year');
  });

  it('counts organs of a list that no report names, until the list is removed', async () => {
    const bytes = Buffer.from(
      '机关,地区,备注\n统计局,云泽省澄江市青禾县,\n云泽省澄江市青禾县教育局,,\n云泽省澄江市青禾县教育局,,两次\n',
    );
    const now = new Date('2024-01-01T00:00:00Z');
    expect(await importRoster(store, { name: '县级', bytes, now })).toMatchObject({
      status: 'new',
      organs: 2,
    });
    expect(await importRoster(store, { name: '县级', bytes, now })).toMatchObject({ status: 'unchanged' });
    const found = await coverageOf({ year: 2021, nameContains: '统计' });
    expect(found.edges.map(({ node }) => [node.years, node.rosters, node.status])).toEqual([
      [[], ['县级'], 'MISSING'],
    ]);
    const known = await coverageOf({ year: 2021, nameContains: '教育', statuses: ['REPORTED'] });
    expect(known.edges.map(({ node }) => node.rosters)).toEqual([[], ['县级']]);
    expect((await coverageOf({ year: 2021, rosters: [], nameContains: '统计' })).known).toBe(0);
    const other = Buffer.from('organ\n云泽省澄江市青禾县民政局\n');
    expect(await importRoster(store, { name: '县级', bytes: other, now })).toMatchObject({
      status: 'replaced',
    });
    expect((await coverageOf({ year: 2021, nameContains: '统计' })).known).toBe(0);
    expect(await store.removeRoster('县级')).toBe(true);
    expect((await coverageOf({ year: 2021, nameContains: '民政局' })).known).toBe(0);
  });
});

describe('a list of organs', () => {
  it.each([
    ['organ\n', 'names no organ'],
    ['place\n云泽省\n', 'no column organ'],
    ['organ,place\n,云泽省\n', 'Line 2'],
    ['organ\nabc\n', 'Line 2'],
    ['organ\n"青禾县教育局\n', 'Quote'],
  ])('%j is refused', (text, message) => {
    expect(() => parseRoster(Buffer.from(text))).toThrow(message);
  });

  it('joins name and place, once', () => {
    const list =
      '\uFEFFname,place\n统计局,云泽省青禾县\n云泽省青禾县统计局,云泽省青禾县\n教育 局,云泽省青禾县\n';
    const names = parseRoster(Buffer.from(list)).map((one) => one.organ.name);
    expect(names).toEqual(['云泽省青禾县统计局', '云泽省青禾县教育局']);
  });
});

describe('changes', () => {
  const CHANGES = `query ($since: String, $first: Int, $after: String) {
    changes(since: $since, first: $first, after: $after) {
      completeAfter pageInfo { hasNextPage endCursor }
      edges { cursor node { kind id year parts cells { key labelZh before { state value } after { state value } } report { id year } } }
    }
  }`;
  interface Changes {
    pageInfo: { endCursor: string; hasNextPage: boolean };
    edges: {
      node: {
        kind: string;
        id: string;
        year: number;
        parts: string[];
        cells: unknown[];
        report: object | null;
      };
    }[];
  }
  const changesOf = async (variables: object): Promise<Changes> => {
    const { data, errors } = await ask(app, CHANGES, variables);
    expect(errors).toEqual([]);
    return (data as { changes: Changes }).changes;
  };

  it('go on from a cursor: a revision names its cells, a deleted report is no more', async () => {
    let cursor: string | null = null;
    for (;;) {
      const page: Changes = await changesOf({ first: 100, after: cursor });
      cursor = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect((await changesOf({ after: cursor })).edges).toEqual([]);
    const facts = { organ: organ('青禾县档案局'), region: QINGHE, year: 2023 };
    const [one] = await store.write([buildWrite(buildReport(facts), { bytes: 'v1' })]);
    const cells = { 'applications.received.total': 7 };
    await store.write([buildWrite(buildReport({ ...facts, cells }), { bytes: 'v2' })]);
    const { edges } = await changesOf({ after: cursor });
    expect(edges.map(({ node }) => [node.kind, node.parts])).toEqual([
      ['NEW', []],
      ['REVISED', ['FILE', 'CELLS']],
    ]);
    expect(edges[1]?.node.cells).toEqual([
      {
        key: 'applications.received.total',
        labelZh: expect.any(String) as string,
        before: { state: 'ABSENT', value: null },
        after: { state: 'REPORTED', value: 7 },
      },
    ]);
    expect(edges[1]?.node.report).toMatchObject({ year: 2023 });
    await store.delete(one?.id ?? '');
    const after = await changesOf({ after: cursor });
    expect(after.edges.map(({ node }) => [node.kind, node.report])).toEqual([
      ['NEW', null],
      ['REVISED', null],
      ['DELETED', null],
    ]);
    expect((await changesOf({ since: '2999-01-01' })).edges).toEqual([]);
  });

  it('refuse what is no instant, and a cursor that is none', async () => {
    const codes = async (variables: object) =>
      (await ask(app, CHANGES, variables)).errors.map(({ extensions }) => [
        extensions['code'],
        extensions['argument'],
      ]);
    expect(await codes({ since: 'gestern' })).toEqual([['BAD_ARGUMENT', 'since']]);
    expect(await codes({ after: 'x' })).toEqual([['BAD_CURSOR', 'after']]);
  });
});
