/** Every route that reads the store waits its turn at the gate, and costs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportStore } from '../../src/store/port.js';
import { buildReport, buildWrite } from '../support/build-report.js';
import { TestStores, ask, serveStore, watched } from './served-app.js';

const stores = new TestStores();
let store: ReportStore;
let sha256: string;

beforeAll(async () => {
  store = await stores.open('reports');
  const write = buildWrite(buildReport());
  ({ sha256 } = write.source);
  await store.write([write]);
});

afterAll(() => stores.destroy());

const paths = (): string[] => [`/source/${sha256}`, '/feed', '/developers', '/export?format=csv&keys=cells'];

describe('a route that reads the store', () => {
  it('waits for its turn, and is refused where it does not come in time', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const busy = watched(store, {
      search: async (request, options) => {
        await held;
        return store.search(request, options);
      },
    });
    const app = await serveStore(busy, { deadlineMs: 300 });
    const searches = Array.from({ length: store.readsAtOnce }, () => ask(app, '{ search { totalCount } }'));
    for (const { errors } of await Promise.all(searches)) {
      expect(errors[0]?.extensions['code']).toBe('DEADLINE_EXCEEDED');
    }
    for (const path of paths()) {
      const response = await app.inject(path);
      expect([path, response.statusCode]).toEqual([path, 503]);
      expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }] });
    }
    const { errors } = await ask(app, `{ report(id: "x") { id } }`);
    expect(errors[0]?.extensions['code']).toBe('DEADLINE_EXCEEDED');
    expect((await app.inject('/health')).statusCode).toBe(200);
    letGo();
    for (const path of paths()) expect([path, (await app.inject(path)).statusCode]).toEqual([path, 200]);
    await app.close();
  });

  it('as a feed has few places for each address, so that no address takes all', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const slow = watched(store, {
      scan: async (request) => {
        const scan = await store.scan(request);
        return {
          total: scan.total,
          version: scan.version,
          next: async (limit) => {
            await held;
            return scan.next(limit);
          },
          close: () => scan.close(),
        };
      },
    });
    const app = await serveStore(slow);
    const from = (remoteAddress: string) => app.inject({ url: '/feed', remoteAddress });
    const first = [from('192.0.2.1'), from('192.0.2.1'), from('192.0.2.1')];
    expect((await Promise.race(first)).statusCode).toBe(429);
    const other = from('192.0.2.2');
    // Asked after the other, so that it has its place when this is refused.
    expect((await from('192.0.2.1')).statusCode).toBe(429);
    letGo();
    expect((await other).statusCode).toBe(200);
    expect((await Promise.all(first)).map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 429]);
    await app.close();
  });

  it('costs, for each address', async () => {
    const app = await serveStore(store, { costPerMinute: 300 });
    for (const path of paths()) {
      const remoteAddress = `192.0.2.${String(paths().indexOf(path) + 1)}`;
      let status = 200;
      let asked = 0;
      for (; status === 200 && asked <= 300; asked += 1)
        status = (await app.inject({ url: path, remoteAddress })).statusCode;
      expect([path, status]).toEqual([path, 429]);
      expect(asked).toBeGreaterThan(1);
    }
    expect((await app.inject({ url: '/feed', remoteAddress: '192.0.2.99' })).statusCode).toBe(200);
    await app.close();
  });
});
