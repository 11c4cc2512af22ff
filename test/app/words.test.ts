/** A server has its queries cut into words elsewhere: none of its doors may load the dictionaries into it. */
import nodejieba from 'nodejieba';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { endCutter } from '../../src/text/cut-ahead.js';
import { reportText } from '../support/report-text.js';
import { addTexts, ask, serveStore, TestStores } from './served-app.js';

const stores = new TestStores();
let app: FastifyInstance;
const load = vi.spyOn(nodejieba, 'load');

beforeAll(async () => {
  const store = await stores.open('words');
  await addTexts(store, [reportText()]);
  app = await serveStore(store);
});
afterAll(async () => {
  await app.close();
  await stores.destroy();
  endCutter();
});

it('cuts words of every door elsewhere', async () => {
  const total = 'totalCount';
  const asked = await Promise.all([
    ask(app, `{ search(query: "政府信息公开工作", first: 1) { ${total} } }`),
    ask(app, `query ($q: String) { search(query: $q, first: 1) { ${total} } }`, { q: '依申请公开情况说明' }),
    ask(app, `query ($q: String = "规范性文件制发件数") { search(query: $q, first: 1) { ${total} } }`),
    ask(app, '{ ...F } fragment F on Query { aggregate(query: "行政复议行政诉讼") { totalGroups } }'),
    ask(app, '{ search(query: "没有（完", first: 1) { totalCount } }'),
  ]);
  expect(asked.map(({ errors }) => errors.map(({ extensions }) => extensions['code']))).toEqual([
    [],
    [],
    [],
    [],
    ['BAD_QUERY'],
  ]);
  expect(asked[0].data).toEqual({ search: { totalCount: 1 } });
  for (const url of ['/feed?query=', '/export?format=csv&keys=applications.received.total&query=']) {
    const { statusCode } = await app.inject({ url: url + encodeURIComponent('主动公开政府信息情况') });
    expect(statusCode).toBe(200);
  }
  expect(load).not.toHaveBeenCalled();
});
