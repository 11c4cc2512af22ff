/** Exports made in other processes, of a real store. */
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ExportProcesses } from '../../../src/cli/exports/export-processes.js';
import { OgiError } from '../../../src/errors.js';
import { addExportRoute } from '../../../src/http/export-route.js';
import { ServedStores } from '../../../src/http/served-stores.js';
import { openExport } from '../../../src/services/export/open-export.js';
import type { OpenExport } from '../../../src/services/export/open-export.js';
import { EXPORT_FORMATS, checkExport } from '../../../src/services/export/check-export.js';
import type { ReportStore } from '../../../src/store/port.js';
import { buildReport, buildWrite } from '../../support/build-report.js';
import { TestStores } from '../../app/served-app.js';

const NOW = new Date('2024-03-01T08:05:00.000Z');
const KEY = 'applications.received.total';
const DEADLINE_MS = 60_000;

const stores = new TestStores();
let store: ReportStore;
let exports: ExportProcesses;
let app: FastifyInstance;

beforeAll(async () => {
  store = await stores.open('reports');
  const title = '政府信息公开工作年度报告'.repeat(50);
  await store.write(
    Array.from({ length: 300 }, (_, index) =>
      buildWrite(
        buildReport({ organ: `第${index}局`, title, year: 2019 + (index % 5), cells: { [KEY]: index } }),
      ),
    ),
  );
  exports = new ExportProcesses((madeUp) => ({
    kind: 'sqlite',
    path: `${stores.folder}/${madeUp ? 'sample' : 'reports'}.sqlite`,
    madeUp,
  }));
  app = fastify({ forceCloseConnections: true });
  // From source a process and its threads start slowly, on a busy machine very much so.
  addExportRoute(app, new ServedStores(store, null), {
    exporter: exports,
    idleLimitMs: 200,
    deadlineMs: DEADLINE_MS,
  });
});

afterEach(() => until(() => exports.processIds.length <= 2));

afterAll(async () => {
  await app.close();
  await until(() => exports.processIds.length === 0);
  await stores.destroy();
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

function open(parameters: Record<string, string>): Promise<OpenExport> {
  return exports.open({
    served: { store, madeUp: false },
    request: checkExport(parameters),
    now: NOW,
    deadlineMs: DEADLINE_MS,
    pass: nobodyPasses,
  });
}

/** No reader of the server is free, and none will be. */
function nobodyPasses(): Promise<never> {
  return new Promise(() => undefined);
}

async function bytesOf(file: OpenExport): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.bytes()) pieces.push(piece);
  await file.close();
  return Buffer.concat(pieces);
}

describe('an export from another process', () => {
  it.each(EXPORT_FORMATS)('is byte for byte that of this one: %s', async (format) => {
    const parameters = { format, keys: 'cells,derived', states: 'true', filter: '{"year": {"eq": 2021}}' };
    const there = await open(parameters);
    const here = await openExport(store, checkExport(parameters), { madeUp: false, now: NOW });
    const { about, mediaType, fileName, etag } = here;
    expect(there).toMatchObject({ about, mediaType, fileName, etag });
    const [a, b] = [await bytesOf(there), await bytesOf(here)];
    // The archive tells the time at which it was made.
    if (format === 'xlsx') expect(a.byteLength).toBe(b.byteLength);
    else expect(a.equals(b)).toBe(true);
  });

  it('neither waits for the readers of the server nor takes one', async () => {
    const file = await open({ format: 'csv', keys: KEY });
    expect(file.about.total).toBeGreaterThan(0);
    await file.close();
  });

  it('is made by the same process as the one before', async () => {
    await bytesOf(await open({ format: 'csv', keys: KEY }));
    const before = exports.processIds;
    expect(before).toHaveLength(1);
    await bytesOf(await open({ format: 'csv', keys: KEY }));
    expect(exports.processIds).toEqual(before);
  });

  it('sees every write', async () => {
    const own = await stores.open('written');
    await own.write([buildWrite(buildReport({ year: 2020 }))]);
    const processes = new ExportProcesses(() => ({
      kind: 'sqlite',
      path: `${stores.folder}/written.sqlite`,
      madeUp: false,
    }));
    const total = async (): Promise<number> => {
      const served = { store: own, madeUp: false };
      const request = checkExport({ format: 'csv', keys: KEY });
      const file = await processes.open({
        served,
        request,
        now: NOW,
        deadlineMs: DEADLINE_MS,
        pass: nobodyPasses,
      });
      await file.close();
      return file.about.total;
    };
    expect(await total()).toBe(1);
    await own.write([buildWrite(buildReport({ year: 2021 }))]);
    expect(await total()).toBe(2);
    await processes.close();
  });

  it('fails with the error of ours that it failed with there', async () => {
    const refused = open({ format: 'csv', keys: KEY, after: 'x' });
    await expect(refused).rejects.toBeInstanceOf(OgiError);
    await expect(refused).rejects.toMatchObject({ code: 'BAD_CURSOR', argument: 'after' });
  });

  it('ends with its process, and the next has another', async () => {
    const file = await open({ format: 'csv', keys: 'cells,derived', states: 'true' });
    const pieces = file.bytes();
    await pieces.next();
    const [pid = 0] = exports.processIds;
    process.kill(pid, 'SIGKILL');
    await expect(
      (async () => {
        while ((await pieces.next()).done !== true);
      })(),
    ).rejects.toThrow('ended with SIGKILL');
    await file.close();
    expect((await bytesOf(await open({ format: 'csv', keys: KEY }))).byteLength).toBeGreaterThan(1000);
    expect(exports.processIds).not.toContain(pid);
  });

  it('is refused where its process takes too much memory or time', async () => {
    for (const [signal, message] of [
      ['SIGABRT', 'more memory'],
      ['SIGXCPU', 'more time'],
    ] as const) {
      const file = await open({ format: 'csv', keys: 'cells,derived', states: 'true' });
      const pieces = file.bytes();
      await pieces.next();
      for (const pid of exports.processIds) process.kill(pid, signal);
      await expect(
        (async () => {
          while ((await pieces.next()).done !== true);
        })(),
      ).rejects.toMatchObject({
        code: 'QUERY_TOO_EXPENSIVE',
        message: expect.stringContaining(message) as unknown,
      });
      await file.close();
    }
  });

  it('is served, and one of which nothing is taken lets its process go to the next', async () => {
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    const stalled = await fetch(
      `${address}/export?format=ndjson&keys=cells,derived&states=true&findings=true`,
    );
    expect(stalled.status).toBe(200);
    const whole = await fetch(`${address}/export?format=csv&keys=${KEY}`);
    expect((await whole.text()).split('\r\n')).toHaveLength(302);
    await stalled.body?.cancel();
    const answers = await Promise.all(
      Array.from({ length: 2 }, () => fetch(`${address}/export?format=csv&keys=${KEY}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    for (const answer of answers) await answer.text();
  });
});
