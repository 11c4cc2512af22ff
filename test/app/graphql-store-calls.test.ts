/** However many rows an answer has, the store is called a fixed number of times. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import type { ReportStore } from '../../src/store/port.js';
import { buildReport, buildWrite, region } from '../support/build-report.js';
import { TestStores, ask, serveStore } from './served-app.js';

const stores = new TestStores();
const calls = new Map<string, number>();
let app: FastifyInstance;

/** The same store, whose calls are counted by method. */
function counting(store: ReportStore): ReportStore {
  return new Proxy(store, {
    get: (target, name) => {
      const own: unknown = Reflect.get(target, name);
      if (typeof own !== 'function') return own;
      return (...args: unknown[]): unknown => {
        calls.set(String(name), (calls.get(String(name)) ?? 0) + 1);
        return Reflect.apply(own, target, args);
      };
    },
  });
}

/** Calls of the store for a query, by method. */
async function callsOf(query: string): Promise<Record<string, number>> {
  calls.clear();
  const { data, errors } = await ask(app, query);
  expect(errors).toEqual([]);
  expect(data).not.toBeNull();
  return Object.fromEntries(calls);
}

beforeAll(async () => {
  const store = await stores.open('many');
  const organs = ['教育局', '水利局', '财政局', '民政局', '林业局', '商务局'];
  const reports = organs.flatMap((organ, place) =>
    Array.from({ length: 10 }, (_, index) =>
      buildReport({
        organ: `青禾县${organ}`,
        year: 2010 + index,
        region: region('云泽省', `第${place % 3}市`, `第${place}县`),
        cells: { 'applications.received.total': place + index },
        sections: [['OVERVIEW', '全年推进政府信息公开。', '一、总体情况']],
      }),
    ),
  );
  await store.write(reports.map((report) => buildWrite(report)));
  app = await serveStore(counting(store));
});

afterAll(async () => {
  await app.close();
  await stores.destroy();
});

const NODE = `id title year organ { id name years latest { id title } series(keys: ["applications.received.total", "derived.received.change"]) { year report { id } figures { value reason } } region { county { name } } }
  cells(keys: ["applications.received.total"]) { value state } derived(kinds: [RATE]) { key value reason missing } findings { code } sections { text }
  applications { received { total } } scope { kind } source { sha256 } revisions { current source { sha256 } }`;

describe('the calls of the store', () => {
  it.each([
    [
      'a page of 50 reports with all that hangs on them',
      `{ search(first: 50, query: "公开") { totalCount nodes { ${NODE} } edges { highlights { text } node { id organ { years } } } } }`,
      // The latest reports and those of the series are known only once the years are.
      { search: 1, aggregate: 1, getMany: 2, revisions: 1 },
    ],
    [
      'two pages at once',
      `{ a: search(first: 50) { nodes { title organ { years } } } b: search(last: 50) { nodes { title organ { years } } } }`,
      // Each may be answered before the other.
      { search: 2, aggregate: 2 },
    ],
    [
      'a page of organs with their series',
      '{ organs { totalCount organs { name years latest { title } series(keys: ["applications.received.total"]) { year report { title } figures { value } } } } }',
      { aggregate: 2, getMany: 2 },
    ],
    [
      'regions with what is below',
      '{ regions(level: CITY) { totalCount regions { name years { reports } children { name years { reports } children { name } } } } }',
      { aggregate: 5, search: 1 },
    ],
    [
      'a ranking',
      '{ ranking(key: "applications.received.total", year: 2012) { totalCount edges { rank node { title organ { name } } figure { value } } } }',
      { search: 1, frequencies: 1 },
    ],
    [
      'quality by organ and year',
      '{ quality(groupBy: [ORGAN, YEAR], first: 60, codes: [ROW_TOTAL]) { groups { reports counts { reports } } } }',
      { aggregate: 1 },
    ],
  ])('for %s are few', async (_name, query, most) => {
    const { status, ...found } = await callsOf(query);
    // Each request first asks which store is served.
    expect(status ?? 0).toBeLessThanOrEqual(1);
    expect(Object.keys(found).sort()).toEqual(Object.keys(most).sort());
    for (const [method, count] of Object.entries(most)) {
      expect(found[method], method).toBeLessThanOrEqual(count);
    }
  });

  it('leave out what nobody looks at', async () => {
    const { search, aggregate, getMany } = await callsOf('{ search { yearHistogram { year reports } } }');
    expect({ search, aggregate, getMany }).toEqual({ search: 1, aggregate: 1, getMany: undefined });
  });
});
