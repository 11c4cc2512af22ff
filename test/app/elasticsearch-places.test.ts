/** Places through time are the same over both stores. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildReport, buildWrite, region } from '../support/build-report.js';
import { describeElasticsearch } from '../support/elasticsearch/describe-elasticsearch.js';
import { deleteIndices, freshPrefix, openTestStore } from '../support/elasticsearch/open-stores.js';
import { REPORTS } from './places-corpus.js';
import { TestStores, ask, serveStore } from './served-app.js';

const VIEWS = ['REPORT', 'TODAY'];
/** Below the country, provinces, a municipality, cities and a county. */
const PARENTS = ['CN', '13', '32', '34', '37', '42', '11', '1304', '3208', '3404', '3415', '4206', '110101'];
const REGION = '{ totalCount regions { level key name reports asOf years { year reports } } }';

describeElasticsearch('places of both stores', (url) => {
  const prefix = freshPrefix();
  const stores = new TestStores();
  const elasticsearch = openTestStore(url, prefix);
  let apps: FastifyInstance[] = [];

  beforeAll(async () => {
    const byName = [region('云泽省'), region('云泽省', '澄江市')].map((place) =>
      buildReport({ region: place }),
    );
    const writes = [...REPORTS, ...byName].map((report) => buildWrite(report));
    const both = [await stores.open('places'), elasticsearch];
    for (const store of both) await store.write(writes);
    apps = await Promise.all(both.map((store) => serveStore(store)));
  }, 120_000);

  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await elasticsearch.close();
    await deleteIndices(url, prefix);
    await stores.destroy();
  });

  it.each([
    ...PARENTS.flatMap((parent) =>
      VIEWS.map((view) => `{ regions(parent: "${parent}", asOf: ${view}, first: 100) ${REGION} }`),
    ),
    ...['PROVINCE', 'CITY', 'COUNTY'].flatMap((level) =>
      VIEWS.map((view) => `{ regions(level: ${level}, asOf: ${view}, first: 100) ${REGION} }`),
    ),
    '{ search(facets: [{ field: CITY_TODAY, limit: 100 }, { field: COUNTY_TODAY, limit: 100 }]) { totalCount facets { field missing buckets { value label count } } } }',
    '{ search(filter: { county: ["320813"], asOf: TODAY }) { totalCount } }',
    '{ organs(first: 100) { organs { id predecessors { year kind organ { id } } successors { year kind organ { id } } } } }',
  ])('%s', async (query) => {
    const [ours, theirs] = await Promise.all(apps.map((app) => ask(app, query)));
    expect(ours?.errors).toEqual([]);
    expect(theirs).toEqual(ours);
  });
});
