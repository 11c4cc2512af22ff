/** Watching a saved search: what is told, once, in order; how it is posted, signed and guarded. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliver } from '../../../src/services/watch/deliver.js';
import { beginWatch, tellChanges } from '../../../src/services/watch/watch.js';
import type { WatchHit, WatchState } from '../../../src/services/watch/watch.js';
import { readWatchQuery } from '../../../src/services/watch/watch-query.js';
import { isPublic, postOnce, signature } from '../../../src/services/watch/webhook.js';
import type { ReportStore } from '../../../src/store/port.js';
import { TestStores } from '../../app/served-app.js';
import { buildReport, buildWrite } from '../../support/build-report.js';

const stores = new TestStores();
let opened = 0;
let store: ReportStore;
beforeEach(async () => {
  store = await stores.open(`watch-${String((opened += 1))}`);
});
afterAll(() => stores.destroy());

const write = (year: number, text: string, total = 1) =>
  store.write([
    buildWrite(
      buildReport({ year, sections: [['OTHER', text]], cells: { 'applications.received.total': total } }),
    ),
  ]);

const QUERY = readWatchQuery('{"name": "诉讼", "query": "行政诉讼"}');

interface Run {
  told: WatchHit[];
  state: WatchState | null;
}

/** One run; `fail` makes the n-th telling fail, as a crash would. */
async function run(from: Parameters<typeof tellChanges>[2], fail = Infinity): Promise<Run> {
  const told: WatchHit[] = [];
  let state = from.state;
  await tellChanges(store, QUERY, from, {
    base: 'https://example.org',
    signal: new AbortController().signal,
    tell: (hit) => {
      if (told.length >= fail) return Promise.reject(new Error('crash'));
      told.push(hit);
      return Promise.resolve();
    },
    save: (next) => {
      state = next;
      return Promise.resolve();
    },
  }).catch((error: unknown) => {
    if (!(error instanceof Error && error.message === 'crash')) throw error;
  });
  return { told, state };
}

describe('a watch', () => {
  it('begins now, tells new and revised reports that match, in order and once', async () => {
    await write(2018, '行政诉讼旧案');
    const begun = await beginWatch(store, null);
    expect((await run(begun)).told).toEqual([]);
    await write(2019, '行政诉讼一件');
    await write(2020, '无');
    await write(2021, '行政诉讼两件');
    await write(2019, '行政诉讼三件，另有更长的说明', 2);
    const { told, state } = await run(begun);
    expect(told.map(({ kind, report }) => [kind, report.year])).toEqual([
      ['NEW', 2019],
      ['NEW', 2021],
      ['REVISED', 2019],
    ]);
    expect(told[2]?.cells.map(({ key }) => key)).toEqual(['applications.received.total']);
    expect(told[0]).toMatchObject({
      watch: '诉讼',
      report: { page: `https://example.org/report/${told[0]?.report.id ?? ''}` },
    });
    expect((await run({ state, since: null })).told).toEqual([]);
    // What was there before is told on demand.
    const earlier = await beginWatch(store, '2000-01-01T00:00:00.000Z');
    expect((await run(earlier)).told).toHaveLength(4);
  });

  it('tells each hit once whenever it stops, and a repeated one under the same id', async () => {
    const begun = await beginWatch(store, null);
    for (let year = 2010; year < 2022; year += 1) await write(year, '行政诉讼');
    const whole = (await run(begun)).told.map(({ delivery }) => delivery);
    expect(new Set(whole).size).toBe(12);
    let from: Parameters<typeof tellChanges>[2] = begun;
    const seen: string[] = [];
    for (let fail = 1; seen.length < 12; fail += 1) {
      const { told, state } = await run(from, fail);
      seen.push(...told.map(({ delivery }) => delivery));
      from = { state, since: null };
    }
    expect(seen).toEqual(whole);
  });

  it('does not tell a report that is gone', async () => {
    const begun = await beginWatch(store, null);
    const [one] = await write(2021, '行政诉讼');
    await store.delete(one?.id ?? '');
    expect((await run(begun)).told).toEqual([]);
  });

  it('says so where changes were lost in between', async () => {
    const begun = await beginWatch(store, null);
    for (const year of [2019, 2020, 2021]) await write(year, '行政诉讼');
    await store.pruneChanges(1);
    await expect(run(begun)).rejects.toMatchObject({ code: 'CHANGES_EXPIRED' });
  });
});

describe('a saved search', () => {
  it.each([
    ['[]', 'FILE'],
    ['{', 'FILE'],
    ['{}', 'name'],
    ['{"name": "a", "x": 1}', 'x'],
    ['{"name": "a", "query": 3}', 'query'],
    ['{"name": "a", "query": "\\""}', 'query'],
    ['{"name": "a", "filter": {"year": 3}}', 'filter.year'],
    ['{"name": "a", "kinds": ["DELETED"]}', 'kinds[0]'],
    ['{"name": "a", "webhook": "ftp://example.org"}', 'webhook'],
    ['{"name": "a", "webhook": "https://me:you@example.org"}', 'webhook'],
  ])('%s is refused', (text, argument) => {
    expect(() => readWatchQuery(text)).toThrow(expect.objectContaining({ argument }));
  });
});

describe('a webhook', () => {
  interface Received {
    headers: IncomingHttpHeaders;
    body: string;
  }
  let server: Server;
  let url: URL;
  let received: Received[];
  let statuses: number[];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        received.push({ headers: request.headers, body });
        const status = statuses.shift() ?? 204;
        if (status === 0) return;
        response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`);
  });
  beforeEach(() => {
    received = [];
    statuses = [];
  });
  afterEach(() => {
    server.closeAllConnections();
  });
  afterAll(() => {
    server.close();
  });

  const hit: WatchHit = {
    delivery: 'abc',
    watch: '诉讼',
    kind: 'NEW',
    at: '2024-01-01T00:00:00.000Z',
    report: { id: 'x', title: null, organ: '青禾县人民政府', year: 2021, sha256: null, page: 'https://x' },
    cells: [],
  };
  const options = {
    secret: 'a-secret-of-the-tests',
    allowPrivate: true,
    tries: 4,
    firstWaitMs: 1,
    onRetry: () => undefined,
    signal: new AbortController().signal,
  };

  it('gets the hit with a signature that it can check', async () => {
    await deliver(url, hit, options);
    const [one] = received;
    expect(JSON.parse(one?.body ?? '')).toEqual(hit);
    const time = String(one?.headers['x-ogi-timestamp']);
    expect(one?.headers['x-ogi-signature']).toBe(signature(options.secret, time, one?.body ?? ''));
    expect(one?.headers['x-ogi-delivery']).toBe('abc');
    await deliver(url, hit, { ...options, secret: null });
    expect(received[1]?.headers['x-ogi-signature']).toBeUndefined();
  });

  it('is tried again while it fails, with the same id, until it takes the hit', async () => {
    statuses = [500, 429, 503, 200];
    await deliver(url, hit, options);
    expect(received.map(({ headers }) => headers['x-ogi-delivery'])).toEqual(['abc', 'abc', 'abc', 'abc']);
  });

  it('is given up after its tries, at once where it refuses, and its redirects are not followed', async () => {
    statuses = [500, 500, 500, 500, 200];
    await expect(deliver(url, hit, options)).rejects.toMatchObject({ argument: 'webhook' });
    expect(received).toHaveLength(4);
    for (const status of [400, 410, 302]) {
      received = [];
      statuses = [status];
      await expect(deliver(url, hit, options)).rejects.toThrow(`HTTP ${String(status)}`);
      expect(received).toHaveLength(1);
    }
  });

  it('that never answers is tried again', async () => {
    statuses = [0];
    expect(await postOnce(url, { id: 'a', body: '{}' }, { ...options, timeoutMs: 100 })).toMatchObject({
      status: 'again',
    });
  });

  it('is no address of this machine or a private network, by number or by name, unless allowed', async () => {
    const guarded = { ...options, allowPrivate: false };
    const { port } = url;
    for (const host of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '10.0.0.1',
      '169.254.169.254',
      '[::ffff:127.0.0.1]',
    ]) {
      const outcome = await postOnce(new URL(`http://${host}:${port}/`), { id: 'a', body: '{}' }, guarded);
      expect([host, outcome.status]).toEqual([host, 'refused']);
    }
    expect(received).toEqual([]);
    expect(isPublic('8.8.8.8')).toBe(true);
    for (const own of ['192.168.1.1', '172.16.0.1', 'fc00::1', 'fe80::1', '0.0.0.0', '100.64.0.1']) {
      expect([own, isPublic(own)]).toEqual([own, false]);
    }
  });
});
