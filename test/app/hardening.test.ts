/** What the server does against misuse, and what it tells those who run it. */
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportStore } from '../../src/store/port.js';
import { countFields } from '../support/count-fields.js';
import { reportText } from '../support/report-text.js';
import { TestStores, addTexts, ask, serveStore } from './served-app.js';

const stores = new TestStores();
let store: ReportStore;
let app: FastifyInstance;

beforeAll(async () => {
  store = await stores.open('reports');
  await addTexts(
    store,
    [2021, 2022].map((year) => reportText({ year })),
  );
  app = await serveStore(store);
});

afterAll(async () => {
  await app.close();
  await stores.destroy();
});

describe('the protocol', () => {
  it('passes the audit of graphql-http', async () => {
    const server = await serveStore(store);
    try {
      const url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
      const results = await auditServer({
        url,
        // Apollo asks for this header where a browser could send a request without asking first.
        fetchFn: (input: string, init?: RequestInit) =>
          fetch(input, { ...init, headers: { ...init?.headers, 'apollo-require-preflight': 'true' } }),
      });
      const failed = results.filter(({ status }) => status === 'error').map(({ name }) => name);
      expect(results.length).toBeGreaterThan(50);
      expect(failed).toEqual([]);
    } finally {
      await server.close();
    }
  });

  it('answers in application/graphql-response+json where the client takes it', async () => {
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { accept: 'application/graphql-response+json' },
      payload: { query: '{ status { reports } }' },
    });
    expect(response.headers['content-type']).toContain('application/graphql-response+json');
  });

  it('takes no mutation by GET, no batch, and no form that a browser sends unasked', async () => {
    const get = await app.inject({
      url: '/graphql',
      query: { query: 'mutation { deleteReport(id: "x") { deleted } }' },
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect(get.statusCode).toBe(405);
    const batch = await app.inject({
      method: 'POST',
      url: '/graphql',
      payload: [{ query: '{ status { reports } }' }, { query: '{ status { reports } }' }],
    });
    expect(batch.statusCode).toBe(400);
    const form = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'text/plain' },
      payload: '{"query":"{ status { reports } }"}',
    });
    expect(form.statusCode).toBeGreaterThanOrEqual(400);
    const unasked = await app.inject({ url: '/graphql', query: { query: '{ status { reports } }' } });
    expect(unasked.statusCode).toBe(400);
  });
});

describe('cost', () => {
  it('is told in extensions with what is left', async () => {
    const limited = await serveStore(store, { costPerMinute: 1000 });
    const payload = { query: '{ status { reports sources } }' };
    const first = await limited.inject({ method: 'POST', url: '/graphql', payload });
    const { cost } = first.json<{ extensions: { cost: Record<string, number> } }>().extensions;
    expect(cost['requested']).toBeGreaterThanOrEqual(3);
    expect(cost).toMatchObject({ limit: 100_000, remaining: 1000 - (cost['requested'] ?? 0) });
    await limited.close();
  });

  it('ends at the budget of a client, with a status, a time to wait and a code', async () => {
    const limited = await serveStore(store, { costPerMinute: 5 });
    const payload = { query: '{ status { reports sources } }' };
    await limited.inject({ method: 'POST', url: '/graphql', payload });
    const refused = await limited.inject({ method: 'POST', url: '/graphql', payload });
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json<{ errors: { extensions: { code: string } }[] }>().errors[0]?.extensions.code).toBe(
      'TOO_MANY_REQUESTS',
    );
    await limited.close();
  });

  // Ways around cost limits that were found in other servers.
  const cells = 'cells { key state value raw place { line column page } definition { key labelZh labelEn } }';
  const bypasses: Record<string, { query: string; variables?: object }> = {
    'aliases of one expensive field': {
      query: `{ ${Array.from({ length: 10 }, (_, index) => `a${index}: search(first: 100) { nodes { ${cells} } }`).join(' ')} }`,
    },
    'aliases below the root': {
      query: `{ search(first: 100) { nodes { ${Array.from({ length: 12 }, (_, index) => `c${index}: ${cells}`).join(' ')} } } }`,
    },
    'a fragment that doubles at each level': {
      query: `{ search(first: 100) { nodes { ...A ...B } } } fragment A on Report { x: ${cells} ...B } fragment B on Report { y: ${cells} z: ${cells} }`,
    },
    'a page size in a variable': {
      query: `query ($n: Int) { search(first: $n) { nodes { ${cells} } } }`,
      variables: { n: 100 },
    },
    'a page size as the default of a variable': {
      query: `query ($n: Int = 100) { search(first: $n) { nodes { ${cells} } } }`,
    },
    'more root fields than allowed, in fragments': {
      query: `{ ...F ...G } fragment F on Query { ${Array.from({ length: 6 }, (_, index) => `f${index}: status { reports }`).join(' ')} } fragment G on Query { ${Array.from({ length: 6 }, (_, index) => `g${index}: status { reports }`).join(' ')} }`,
    },
    'directives without end': {
      query: `{ status { reports ${'@include(if: true) '.repeat(60)} } }`,
    },
    'introspection in circles': {
      query: `{ __schema { types { ${'fields { type { '.repeat(8)} name ${'} } '.repeat(8)} } } }`,
    },
  };
  it('of introspection is what it sends', async () => {
    const query = `{ ${Array.from({ length: 9 }, (_, index) => `i${index}: __schema { types { name fields { name args { name type { name ofType { name ofType { name } } } } type { name ofType { name ofType { name } } } } inputFields { name type { name ofType { name } } } enumValues { name description } } }`).join(' ')} }`;
    const { data, extensions } = (
      await app.inject({ method: 'POST', url: '/graphql', payload: { query } })
    ).json<{ data: unknown; extensions: { cost: { requested: number } } }>();
    const sent = countFields(data);
    expect(sent).toBeGreaterThan(1000);
    expect(extensions.cost.requested).toBeGreaterThan(sent / 2);
  });

  it.each(Object.entries(bypasses))('refuses %s', async (_name, { query, variables }) => {
    const answer = await ask(app, query, variables);
    expect(answer.status).toBe(400);
    expect(answer.data).toBeNull();
    expect(['QUERY_TOO_EXPENSIVE', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED']).toContain(
      answer.errors[0]?.extensions['code'],
    );
  });
});

describe('headers', () => {
  it('keep browsers from misusing an answer', async () => {
    const { headers } = await app.inject({ url: '/health' });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('let other sites in only where the settings name them', async () => {
    const preflight = (server: FastifyInstance, origin: string) =>
      server.inject({
        method: 'OPTIONS',
        url: '/graphql',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    expect(
      (await preflight(app, 'https://a.example')).headers['access-control-allow-origin'],
    ).toBeUndefined();
    const open = await serveStore(store, { corsOrigins: ['https://a.example'] });
    const named = await preflight(open, 'https://a.example');
    expect(named.headers['access-control-allow-origin']).toBe('https://a.example');
    const other = await preflight(open, 'https://b.example');
    expect(other.headers['access-control-allow-origin']).not.toBe('https://b.example');
    await open.close();
  });

  it('carry a request id: the client’s own where it is harmless', async () => {
    const id = async (given?: string) =>
      (await app.inject({ url: '/health', ...(given && { headers: { 'x-request-id': given } }) })).headers[
        'x-request-id'
      ];
    expect(await id('trace-1')).toBe('trace-1');
    expect(await id('a b"c')).toMatch(/^[\da-f-]{36}$/u);
    expect(await id()).not.toBe(await id());
  });

  it('let a GET answer be kept and asked for again', async () => {
    const get = (headers: Record<string, string> = {}) =>
      app.inject({
        url: '/graphql',
        query: { query: '{ status { reports } }' },
        headers: { 'apollo-require-preflight': 'true', ...headers },
      });
    const first = await get();
    const tag = String(first.headers['etag']);
    expect(first.headers['cache-control']).toContain('no-cache');
    expect((await get({ 'if-none-match': tag })).statusCode).toBe(304);
    expect((await get({ 'if-none-match': 'W/"other"' })).statusCode).toBe(200);
  });
});

describe('metrics', () => {
  it('are there for this machine, and elsewhere for whoever has the token', async () => {
    await ask(app, '{ status { reports } }');
    const own = await app.inject({ url: '/metrics' });
    expect(own.statusCode).toBe(200);
    expect(own.body).toContain('ogi_graphql_root_fields_total{field="status"}');
    expect(own.body).toContain('ogi_reports 2');
    const away = await app.inject({ url: '/metrics', remoteAddress: '192.0.2.1' });
    expect(away.statusCode).toBe(404);

    const token = 'metrics-token-of-tests';
    const guarded = await serveStore(store, { metricsToken: token });
    expect((await guarded.inject({ url: '/metrics' })).statusCode).toBe(404);
    const shown = await guarded.inject({ url: '/metrics', headers: { authorization: `Bearer ${token}` } });
    expect(shown.statusCode).toBe(200);
    await guarded.close();
  });

  it('are those that the dashboard draws, with the labels that it asks for', async () => {
    // Made here once, or there is no series of errors yet.
    await ask(app, '{ report(id: "") { nothing } }');
    const { body } = await app.inject({ url: '/metrics' });
    const dashboard = readFileSync(new URL('../../docs/grafana/dashboard.json', import.meta.url), 'utf8');
    const { panels } = JSON.parse(dashboard) as { panels: { title: string; targets: { expr: string }[] }[] };
    expect(panels.length).toBeGreaterThan(5);
    for (const { title, targets } of panels) {
      for (const { expr } of targets) {
        const names = [...expr.matchAll(/([a-z][a-z0-9_]*)\{/gu)].map(([, name]) => name);
        expect(names, title).not.toHaveLength(0);
        const labels = [...expr.matchAll(/by \(([^)]*)\)/gu)].flatMap(([, list]) => list?.split(', ') ?? []);
        for (const name of names) {
          const series = body.split('\n').filter((line) => new RegExp(`^${name}[ {]`, 'u').test(line));
          expect(series, `${title}: ${name}`).not.toHaveLength(0);
          // The job and the server are what Prometheus adds.
          for (const label of labels.filter((one) => one !== 'instance')) {
            expect(series[0], `${title}: ${label}`).toContain(`${label}="`);
          }
        }
      }
    }
  });
});
