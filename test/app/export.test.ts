import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { fastify } from 'fastify';
import { readXlsx } from 'hucre/xlsx';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addExportRoute } from '../../src/http/export-route.js';
import type { ExportLimits } from '../../src/http/export-route.js';
import { EXPORT_PARAMETERS } from '../../src/services/export/check-export.js';
import { ServedStores } from '../../src/http/served-stores.js';
import type { ReportStore } from '../../src/store/port.js';
import { buildReport, buildWrite } from '../support/build-report.js';
import { csvRows } from '../services/export/export-support.js';
import { TestStores, ask, serveStore, watched } from './served-app.js';

const KEY = 'applications.received.total';
const COUNT = 3000;

const stores = new TestStores();
let store: ReportStore;
let app: FastifyInstance;
/** Scans of the store that are open. */
let openScans = 0;

beforeAll(async () => {
  const real = await stores.open('reports');
  store = watched(real, {
    scan: async (request) => {
      const scan = await real.scan(request);
      openScans += 1;
      let open = true;
      return {
        total: scan.total,
        version: scan.version,
        next: (limit) => scan.next(limit),
        close: () => {
          if (open) openScans -= 1;
          open = false;
          return scan.close();
        },
      };
    },
  });
  const title = '政府信息公开工作年度报告'.repeat(100);
  const writes = Array.from({ length: COUNT }, (_, index) =>
    buildWrite(
      buildReport({ organ: `第${index}局`, title, year: 2019 + (index % 5), cells: { [KEY]: index % 7 } }),
    ),
  );
  for (let at = 0; at < COUNT; at += 500) await real.write(writes.slice(at, at + 500));
  app = await serveStore(store);
});

// A scan that stays open makes this time out.
afterEach(() => until(() => openScans === 0));

afterAll(async () => {
  await app.close();
  await stores.destroy();
});

const url = (parameters: Record<string, string>): string =>
  `/export?${new URLSearchParams({ format: 'csv', keys: KEY, ...parameters }).toString()}`;

const FIVE = JSON.stringify({ organName: { contains: '第100' }, cells: [{ key: KEY, gte: 1 }] });

describe('GET /export', () => {
  it('gives the reports that a search finds, in its order, under a name that tells what was asked and when', async () => {
    const sort = [{ by: 'CELL', key: KEY, direction: 'ASC' }];
    const response = await app.inject(url({ query: '第100局', filter: FIVE, sort: JSON.stringify(sort) }));
    expect(response.statusCode).toBe(200);
    const { data } = await ask(
      app,
      `{ search(query: "第100局", first: 100, sort: [{by: CELL, key: "${KEY}", direction: ASC}],
          filter: {organName: {contains: "第100"}, cells: [{key: "${KEY}", gte: 1}]}) { totalCount nodes { id } } }`,
    );
    const { totalCount, nodes } = data?.['search'] as { totalCount: number; nodes: { id: string }[] };
    expect(csvRows(response.rawPayload).map(({ id }) => id)).toEqual(nodes.map(({ id }) => id));
    expect(response.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'x-total-count': String(totalCount),
      'cache-control': 'public, no-cache',
    });
    expect(response.headers['content-disposition']).toMatch(
      /^attachment; filename="ogi-reports _100_ filtered \d{4}-\d\d-\d\dT\d{4}Z\.csv"; filename\*=UTF-8''ogi-reports%20%E7%AC%AC100%E5%B1%80%20filtered%20/u,
    );
    const again = await app.inject(String(response.headers['content-location']));
    expect(again.body).toBe(response.body);
  });

  it('as XLSX leads to the pages and files of the server that was asked', async () => {
    const response = await app.inject({
      url: url({ format: 'xlsx', filter: FIVE }),
      headers: { host: 'gov.example.cn' },
    });
    const sheet = (await readXlsx(response.rawPayload, { readStyles: true })).sheets[0];
    const [keys = [], , first = []] = sheet?.rows ?? [];
    const formulaOf = (key: string) => sheet?.cells?.get(`2,${keys.indexOf(key)}`)?.formula;
    const valueOf = (key: string) => String(first[keys.indexOf(key)]);
    expect(formulaOf('id')).toBe(
      `HYPERLINK("http://gov.example.cn/report/${valueOf('id')}","${valueOf('id')}")`,
    );
    expect(formulaOf('fileName')).toBe(
      `HYPERLINK("http://gov.example.cn/source/${valueOf('sha256')}","${valueOf('fileName')}")`,
    );
  });

  it('tells a client that has it already, until the data changes', async () => {
    const own = await stores.open('tags');
    await own.write([buildWrite(buildReport({ year: 2020 }))]);
    const server = await serveStore(own);
    const get = (tag?: string) =>
      server.inject({ url: url({}), ...(tag === undefined ? {} : { headers: { 'if-none-match': tag } }) });
    const tag = String((await get()).headers.etag);
    for (const known of [tag, tag.slice(2), `"x", ${tag}`, '*']) {
      const answer = await get(known);
      expect([answer.statusCode, answer.body], known).toEqual([304, '']);
    }
    await own.write([buildWrite(buildReport({ year: 2021 }))]);
    const changed = await get(tag);
    expect(changed.statusCode).toBe(200);
    expect(changed.headers.etag).not.toBe(tag);
    await server.close();
  });

  it('answers HEAD with the headers alone', async () => {
    const [get, head] = await Promise.all([
      app.inject(url({ filter: FIVE })),
      app.inject({ method: 'HEAD', url: url({ filter: FIVE }) }),
    ]);
    expect([head.statusCode, head.body]).toEqual([200, '']);
    for (const name of ['etag', 'content-type', 'content-location', 'x-total-count', 'content-length']) {
      expect(head.headers[name], name).toBe(get.headers[name]);
    }
  });

  it.each([
    ['an unknown parameter', { colour: 'red' }, 400, 'BAD_ARGUMENT', 'colour'],
    ['an unknown key', { keys: 'applications.recieved.total' }, 400, 'UNKNOWN_CELL', 'keys[0]'],
    ['a broken query', { query: '"' }, 400, 'BAD_QUERY', 'query'],
    ['a foreign cursor', { after: 'x' }, 400, 'BAD_CURSOR', 'after'],
  ])('refuses %s as GraphQL does', async (_name, parameters, status, code, argument) => {
    const response = await app.inject(url(parameters));
    expect(response.statusCode).toBe(status);
    expect(response.json()).toMatchObject({
      errors: [{ extensions: { code, argument, remedy: expect.any(String) as unknown } }],
    });
    expect(response.headers['content-disposition']).toBeUndefined();
  });

  it('refuses to go on once the data has changed', async () => {
    const own = await stores.open('changing');
    await own.write([2020, 2021].map((year) => buildWrite(buildReport({ year }))));
    const server = await serveStore(own);
    const [first] = csvRows((await server.inject(url({}))).rawPayload);
    const after = String(first?.['cursor']);
    const rest = await server.inject(url({ after, header: 'false' }));
    expect([rest.statusCode, rest.body.split('\r\n').length]).toEqual([200, 2]);
    await own.write([buildWrite(buildReport({ year: 2022 }))]);
    const refused = await server.inject(url({ after, header: 'false' }));
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'DATA_CHANGED', argument: 'after' } }],
    });
    await server.close();
  });

  it('masks what is the server’s own fault', async () => {
    const failing = await serveStore(
      watched(store, { scan: () => Promise.reject(new Error('SQLITE_IOERR')) }),
    );
    const response = await failing.inject(url({}));
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('SQLITE');
    await failing.close();
  });

  it('marks the made-up sample', async () => {
    const sample = await stores.open('sample', true);
    await sample.write([buildWrite(buildReport())]);
    const empty = await stores.open('empty');
    const server = fastify();
    addExportRoute(server, new ServedStores(empty, sample));
    const response = await server.inject('/export?format=ndjson');
    expect(decodeURIComponent(String(response.headers['content-disposition']))).toContain('虚构样例');
    expect(JSON.parse(response.body.split('\n')[0] ?? '')).toMatchObject({
      meta: { madeUp: true, total: 1 },
    });
    // Without states a cell is its number, or null; with them, as by default, both.
    const rowOf = async (states: string) => {
      const { body } = await server.inject(`/export?format=ndjson&keys=applications.received.total${states}`);
      return JSON.parse(body.split('\n')[1] ?? '') as { cells: Record<string, unknown> };
    };
    const { state, value } = (await rowOf('')).cells['applications.received.total'] as Record<
      string,
      unknown
    >;
    expect(state).toEqual(expect.any(String));
    expect((await rowOf('&states=false')).cells).toEqual({ 'applications.received.total': value });
    await server.close();
  });
});

/** A server on a port, with limits of its own. */
async function listening(limits: ExportLimits): Promise<{ server: FastifyInstance; port: number }> {
  const server = fastify();
  addExportRoute(server, { current: () => Promise.resolve({ store, madeUp: false }) }, limits);
  const port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port);
  return { server, port };
}

/** Begins a download and reads nothing of its body. */
async function begin(port: number): Promise<IncomingMessage> {
  const path = url({ keys: 'cells,derived', states: 'true' });
  const client = httpRequest({ host: '127.0.0.1', port, path, agent: false }).end();
  const [response] = (await once(client, 'response')) as [IncomingMessage];
  return response;
}

/** Waits until something holds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('a download', () => {
  it('takes a place until it is over, and lets its data go when the client goes away', async () => {
    const { server, port } = await listening({ atOnce: 1 });
    const first = await begin(port);
    expect(openScans).toBe(1);
    const second = await begin(port);
    expect(second.statusCode).toBe(429);
    expect(Number(second.headers['retry-after'])).toBeGreaterThan(0);
    first.destroy();
    await until(() => openScans === 0);
    const answer = await server.inject(url({ filter: FIVE }));
    expect(answer.statusCode).toBe(200);
    await server.close();
  });

  it('is one of few for each address, so that no address takes all places', async () => {
    const { server, port } = await listening({ atOnce: 3, atOnceOfOne: 2 });
    const mine = [await begin(port), await begin(port)];
    expect(mine.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect((await begin(port)).statusCode).toBe(429);
    const other = { url: url({ filter: FIVE }), remoteAddress: '192.0.2.1' };
    expect((await server.inject(other)).statusCode).toBe(200);
    for (const response of mine) response.destroy();
    await until(() => openScans === 0);
    await server.close();
  });

  it('is cut off where the client takes nothing of it, and its state of the store is let go', async () => {
    const { server, port } = await listening({ idleLimitMs: 100 });
    const response = await begin(port);
    expect(openScans).toBe(1);
    await until(() => openScans === 0);
    response.resume();
    await expect(once(response, 'end')).rejects.toThrow('aborted');
    await server.close();
  });

  it('costs what it holds', async () => {
    const limited = await serveStore(store, { costPerMinute: 40_000 });
    const all = { url: url({ keys: 'cells' }), remoteAddress: '192.0.2.1' };
    const statuses: number[] = [];
    let last = await limited.inject(all);
    for (; last.statusCode === 200; last = await limited.inject(all)) statuses.push(last.statusCode);
    expect(statuses.length).toBeGreaterThan(0);
    expect(statuses.length).toBeLessThan(6);
    expect([last.statusCode, Number(last.headers['retry-after']) > 0]).toEqual([429, true]);
    expect((await limited.inject({ ...all, remoteAddress: '192.0.2.2' })).statusCode).toBe(200);
    await limited.close();
  });

  it('is cut off after the time limit, and not passed off as whole', async () => {
    const { server, port } = await listening({ timeLimitMs: 300 });
    const response = await begin(port);
    await until(() => openScans === 0);
    response.resume();
    await expect(once(response, 'end')).rejects.toThrow('aborted');
    await server.close();
  });

  it('is finished before the server closes', async () => {
    const { server, port } = await listening({});
    const response = await begin(port);
    const closed = server.close();
    let bytes = '';
    response.setEncoding('utf8').on('data', (text: string) => (bytes += text));
    await once(response, 'end');
    await closed;
    expect(bytes.split('\r\n')).toHaveLength(COUNT + 2);
  });
});

describe('the documentation', () => {
  it('asks for what there is', async () => {
    const docs = readFileSync(new URL('../../docs/exports.md', import.meta.url), 'utf8');
    const paths = [...docs.matchAll(/'http:\/\/127\.0\.0\.1:4000(\/export[^']*)'/gu)].map(
      ([, path]) => path ?? '',
    );
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) {
      expect((await app.inject({ method: 'HEAD', url: path })).statusCode, path).toBe(200);
    }
    for (const parameter of EXPORT_PARAMETERS) expect(docs).toContain(`| \`${parameter}\``);
  });
});

describe('the rate limit', () => {
  it('counts exports too', async () => {
    const limited = await serveStore(store, { requestsPerMinute: 1 });
    expect((await limited.inject(url({ filter: FIVE }))).statusCode).toBe(200);
    expect((await limited.inject(url({ filter: FIVE }))).statusCode).toBe(429);
    await limited.close();
  });
});
