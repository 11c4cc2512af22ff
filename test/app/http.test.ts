import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { HEALTH_PER_MINUTE } from '../../src/http/health.js';
import { ServedStores } from '../../src/http/served-stores.js';
import type { ReportStore } from '../../src/store/port.js';
import { reportText } from '../support/report-text.js';
import { TEST_CONFIG, TestStores, addTexts, ask, serveStore, watched } from './served-app.js';

const stores = new TestStores();
let store: ReportStore;
let app: FastifyInstance;

beforeAll(async () => {
  store = await stores.open('reports');
  await addTexts(store, [reportText()]);
  app = await serveStore(store);
});

afterAll(async () => {
  await app.close();
  await stores.destroy();
});

const QUERY = '{ status { reports } }';

describe('POST and GET /graphql', () => {
  it('answers a GET that no foreign page can send', async () => {
    const url = `/graphql?query=${encodeURIComponent(QUERY)}`;
    const response = await app.inject({ url, headers: { 'apollo-require-preflight': 'true' } });
    expect(response.json()).toMatchObject({ data: { status: { reports: 1 } } });
  });

  it.each([
    ['a plain GET', { url: `/graphql?query=${encodeURIComponent(QUERY)}` }],
    [
      'a form',
      { method: 'POST', url: '/graphql', payload: QUERY, headers: { 'content-type': 'text/plain' } },
    ],
    ['a batch', { method: 'POST', url: '/graphql', payload: [{ query: QUERY }, { query: QUERY }] }],
    [
      'no JSON',
      { method: 'POST', url: '/graphql', payload: '{', headers: { 'content-type': 'application/json' } },
    ],
    ['no query', { method: 'POST', url: '/graphql', payload: {} }],
    [
      'an impossible host',
      { method: 'POST', url: '/graphql', payload: { query: QUERY }, headers: { host: 'a b' } },
    ],
  ] as const)('refuses %s', async (_name, request) => {
    const response = await app.inject(request);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_REQUEST', remedy: expect.any(String) as unknown } }],
    });
  });

  it('refuses more requests a minute from one address than are allowed, and says when to come again', async () => {
    const limited = await serveStore(store, { requestsPerMinute: 2 });
    try {
      const send = () => limited.inject({ method: 'POST', url: '/graphql', payload: { query: QUERY } });
      const first = await send();
      expect([first.statusCode, first.headers['ratelimit-remaining']]).toEqual([200, '1']);
      expect((await send()).statusCode).toBe(200);
      const refused = await send();
      expect(refused.statusCode).toBe(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(refused.json()).toMatchObject({ errors: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }] });
      for (let at = 0; at < HEALTH_PER_MINUTE; at += 1) {
        expect((await limited.inject('/health')).statusCode).toBe(200);
      }
      expect((await limited.inject('/health')).statusCode).toBe(429);
    } finally {
      await limited.close();
    }
  });

  it('refuses a body of more than 1 MB', async () => {
    const payload = { query: QUERY, variables: { text: 'x'.repeat(1024 * 1024) } };
    const response = await app.inject({ method: 'POST', url: '/graphql', payload });
    expect(response.statusCode).toBe(413);
    expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('leads a browser to the sandbox', async () => {
    const response = await app.inject({ url: '/graphql', headers: { accept: 'text/html,*/*' } });
    expect(response.statusCode).toBe(302);
    expect(response.headers.location).toBe('/sandbox');
  });
});

describe('GET /health', () => {
  it('says that the store is readable', async () => {
    const response = await app.inject({ url: '/health' });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ status: 'ok', reports: 1, madeUp: false });
  });

  it('is told from memory while the store is busy with other things', async () => {
    let answers = 0;
    const busy = await serveStore(
      watched(store, {
        status: () => ((answers += 1) === 1 ? store.status() : new Promise(() => undefined)),
      }),
    );
    for (let at = 0; at < 3; at += 1) {
      expect((await busy.inject('/health')).json()).toEqual({ status: 'ok', reports: 1, madeUp: false });
      await new Promise((resolve) => setTimeout(resolve, 600));
    }
    expect(answers).toBe(2);
    await busy.close();
  });

  it('says that it is not, and no more', async () => {
    const failing = await serveStore(
      watched(store, { status: () => Promise.reject(new Error('SQLITE_IOERR')) }),
    );
    const response = await failing.inject({ url: '/health' });
    expect(response.statusCode).toBe(503);
    expect(response.json()).toEqual({ status: 'unavailable' });
    await failing.close();
  });
});

describe('closing', () => {
  it('is not held up by a client that never sends the rest of its request', async () => {
    const server = await serveStore(store, { deadlineMs: 100 });
    const port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port);
    const socket = connect(port, '127.0.0.1');
    const head =
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\nexpect: 100-continue\r\n\r\n';
    await new Promise((resolve) => socket.once('data', resolve).write(head));
    const closed = new Promise((resolve) => socket.on('error', () => undefined).on('close', resolve));
    await server.close();
    await closed;
  });
});

describe('the pages', () => {
  it('load nothing from elsewhere, and everything they load is there', async () => {
    const open = ['/', '/developers', '/sandbox'];
    const seen = new Set(open);
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      const response = await app.inject({ url: path });
      expect(response.statusCode, path).toBe(200);
      expect(String(response.headers['content-security-policy'])).toContain("default-src 'none'");
      // What is bundled names addresses, in licences and of XML; which requests it makes is for the tests in a browser.
      if (/^\/(?:vendor|assets)\/|\.svg$/u.test(path)) continue;
      expect(response.body, path).not.toMatch(/https?:\/\/|["'(]\/\//);
      if (!String(response.headers['content-type']).includes('html')) continue;
      for (const [, link] of response.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
        if (link === undefined || link === 'data:,' || link === '/health' || seen.has(link)) continue;
        seen.add(link);
        open.push(link);
      }
    }
    expect([...seen].filter((path) => path.startsWith('/vendor/'))).toHaveLength(4);
  });

  it('tell of the address that is not there', async () => {
    const response = await app.inject({ url: '/vendor/../../package.json' });
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });
});

describe('the sample', () => {
  it('is marked as made up, and gives way at once to the first report of the user, from whatever process', async () => {
    const sample = await stores.open('sample', true);
    await addTexts(
      sample,
      [2019, 2020, 2021].map((year) => reportText({ year })),
    );
    const user = await stores.open('user');
    const server = await createApp(new ServedStores(user, sample), TEST_CONFIG);
    const query = '{ status { reports madeUp } search { totalCount nodes { madeUp } } }';

    expect((await ask(server, query)).data).toEqual({
      status: { reports: 3, madeUp: true },
      search: { totalCount: 3, nodes: [{ madeUp: true }, { madeUp: true }, { madeUp: true }] },
    });
    expect((await server.inject({ url: '/developers' })).body).toContain('虚构样例');

    const otherConnection = await stores.open('user');
    await addTexts(otherConnection, [reportText({ year: 2023 })]);
    expect((await ask(server, query)).data).toEqual({
      status: { reports: 1, madeUp: false },
      search: { totalCount: 1, nodes: [{ madeUp: false }] },
    });
    expect((await server.inject({ url: '/developers' })).body).not.toContain('虚构样例');
    await server.close();
  });
});
