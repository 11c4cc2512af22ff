/** Whose requests count together: addresses behind proxies, networks, several servers. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import type { ReportStore } from '../../src/store/port.js';
import { TestStores, serveStore } from './served-app.js';

const stores = new TestStores();
let store: ReportStore;

beforeAll(async () => {
  store = await stores.open('reports');
});

afterAll(() => stores.destroy());

const payload = { query: '{ status { reports } }' };

/** Statuses of requests from addresses, one after the other. */
async function statuses(
  server: FastifyInstance,
  requests: readonly { from: string; forwarded?: string }[],
): Promise<number[]> {
  const found: number[] = [];
  for (const { from, forwarded } of requests) {
    const { statusCode } = await server.inject({
      method: 'POST',
      url: '/graphql',
      remoteAddress: from,
      payload,
      ...(forwarded !== undefined && { headers: { 'x-forwarded-for': forwarded } }),
    });
    found.push(statusCode);
  }
  return found;
}

describe('a client behind a proxy', () => {
  it('is the first address from the right that is no proxy of ours, whatever stands left of it', async () => {
    const server = await serveStore(store, {
      requestsPerMinute: 2,
      trustProxy: loadConfig({ OGI_TRUST_PROXY: '10.0.0.0/8, 192.0.2.1' }).trustProxy,
    });
    const from = '10.0.0.5';
    expect(
      await statuses(server, [
        { from, forwarded: '203.0.113.1, 198.51.100.7' },
        { from, forwarded: '203.0.113.2, 198.51.100.7, 192.0.2.1' },
        { from, forwarded: '203.0.113.3, 198.51.100.7' },
        { from, forwarded: '203.0.113.1, 198.51.100.8' },
      ]),
    ).toEqual([200, 200, 429, 200]);
    await server.close();
  });

  it('is not believed where it connects directly', async () => {
    const server = await serveStore(store, { requestsPerMinute: 2, trustProxy: ['10.0.0.0/8'] });
    const from = '198.51.100.7';
    expect(
      await statuses(server, [
        { from, forwarded: '203.0.113.1' },
        { from, forwarded: '203.0.113.2' },
        { from, forwarded: '127.0.0.1' },
      ]),
    ).toEqual([200, 200, 429]);
    await server.close();
  });

  it('does not get the metrics by calling itself this machine', async () => {
    const open = await serveStore(store, { trustProxy: ['127.0.0.1'] });
    const straight = await serveStore(store);
    const metrics = (server: FastifyInstance, remoteAddress: string, forwarded?: string) =>
      server
        .inject({
          url: '/metrics',
          remoteAddress,
          ...(forwarded !== undefined && { headers: { 'x-forwarded-for': forwarded } }),
        })
        .then(({ statusCode }) => statusCode);
    expect(await metrics(open, '127.0.0.1', '127.0.0.1, 203.0.113.1')).toBe(404);
    expect(await metrics(straight, '127.0.0.1', '127.0.0.1')).toBe(404);
    expect(await metrics(straight, '203.0.113.1', '127.0.0.1')).toBe(404);
    expect(await metrics(straight, '::ffff:127.0.0.1')).toBe(200);
    await open.close();
    await straight.close();
  });

  it.each(['true', 'yes', 'proxy.example', '10.0.0.0/99'])(
    'is not taken from OGI_TRUST_PROXY=%s',
    (value) => {
      expect(() => loadConfig({ OGI_TRUST_PROXY: value })).toThrow('OGI_TRUST_PROXY');
    },
  );
});

describe('a network', () => {
  it('of 64 bits is one client, for requests and for cost', async () => {
    const requests = await serveStore(store, { requestsPerMinute: 2 });
    const cost = await serveStore(store, { costPerMinute: 5 });
    const network = ['2001:db8::1', '2001:db8::2', '2001:db8::3', '2001:db8:0:1::1'].map((from) => ({
      from,
    }));
    expect(await statuses(requests, network)).toEqual([200, 200, 429, 200]);
    expect(await statuses(cost, network)).toEqual([200, 200, 429, 200]);
    await requests.close();
    await cost.close();
  });
});

describe('two servers', () => {
  it('that know of each other let a client have together what one server would', async () => {
    const servers = await Promise.all(
      [1, 2].map(() => serveStore(store, { requestsPerMinute: 6, costPerMinute: 1000, servers: 2 })),
    );
    const from = Array.from({ length: 5 }, () => ({ from: '203.0.113.1' }));
    const found = await Promise.all(servers.map((server) => statuses(server, from)));
    expect(found.flat().filter((status) => status === 200)).toHaveLength(6);
    for (const server of servers) await server.close();
  });
});
