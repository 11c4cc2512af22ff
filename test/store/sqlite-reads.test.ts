/** Reads of the embedded store: deadlines, and workers that die. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReportStore } from '../../src/store/port.js';
import { openReader } from '../../src/store/sqlite/connection.js';
import { Deadline, deadlineExceeded } from '../../src/store/sqlite/deadline.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { PhraseIndex, searchColumns } from '../../src/store/sqlite/phrase-index.js';
import { ReadPool } from '../../src/store/sqlite/read-pool.js';
import { startWorker } from '../../src/store/sqlite/start-worker.js';
import { buildReport, buildSearch, buildWrite, phrase } from '../support/build-report.js';

const REPORTS = 200;

let folder: string;
let path: string;
let store: ReportStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ogi-store-'));
  path = join(folder, 'ogi.sqlite');
  store = await openSqliteStore({ path, readers: 1 });
  const reports = Array.from({ length: REPORTS }, (_, index) =>
    buildReport({ organ: `第${index}局`, sections: [['OTHER', '全年无行政诉讼案件']] }),
  );
  await store.write(reports.map((report) => buildWrite(report)));
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** A deadline that passes at its n-th look at the clock. */
class CountedDeadline extends Deadline {
  looks = 0;
  constructor(readonly last: number) {
    super(Infinity);
  }

  override check(): void {
    this.looks += 1;
    if (this.looks > this.last) throw deadlineExceeded();
  }
}

describe('a deadline', () => {
  it('stops a statement while it runs, and the next read works', () => {
    const db = openReader(path);
    try {
      const index = new PhraseIndex(db);
      const find = (deadline: Deadline, scored: boolean) =>
        index.find('无行政诉讼案', searchColumns(['TEXT'], null), scored, REPORTS + 1, deadline);
      for (const scored of [false, true]) {
        // One look before the statement, one in 64 of its rows.
        const deadline = new CountedDeadline(2);
        expect(() => find(deadline, scored)).toThrow(
          expect.objectContaining({ code: 'DEADLINE_EXCEEDED' }) as Error,
        );
        expect(deadline.looks).toBe(3);
      }
      const found = find(new CountedDeadline(Infinity), true);
      expect(found.set.reduce((sum, member) => sum + member, 0)).toBe(REPORTS);
    } finally {
      db.close();
    }
  });

  it('that has passed is refused, and the next read works', async () => {
    const request = buildSearch({ text: phrase('行政诉讼') });
    await expect(store.search(request, { deadlineMs: 0 })).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
    });
    await expect(store.getMany(['x'], { deadlineMs: 0 })).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
    });
    expect((await store.search(request)).total).toBe(REPORTS);
  });

  it('also ends the wait for a free worker', async () => {
    const busy = new Worker('setInterval(() => {}, 1000)', { eval: true });
    const pool = new ReadPool(path, 1, { start: () => busy });
    const running = pool.read('status', [], 10_000);
    await expect(pool.read('status', [], 5)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await Promise.all([
      expect(running).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' }),
      busy.terminate(),
    ]);
  });
});

describe('a worker that dies', () => {
  it('fails its own read, and the next has a new worker', async () => {
    let started = 0;
    const dying = `require('node:worker_threads').parentPort.on('message', () => process.exit(1))`;
    const echo = `const { parentPort } = require('node:worker_threads');
      parentPort.on('message', ({ name }) => parentPort.postMessage({ value: name }))`;
    const start = (): Worker => {
      started += 1;
      return new Worker(started === 1 ? dying : echo, { eval: true });
    };
    const pool = new ReadPool(path, 1, { start });
    const [first, second] = await Promise.allSettled([
      pool.read('status', [], 10_000),
      pool.read('status', [], 10_000),
    ]);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'STORE_UNAVAILABLE' } });
    expect(second).toEqual({ status: 'fulfilled', value: 'status' });
    await pool.close();
    expect(started).toBe(2);
  });
});

it('lets a worker go that has nothing to do, where it is told to, and starts another for the next read', async () => {
  const ends: Promise<unknown>[] = [];
  const start = (at: string): Worker => {
    const worker = startWorker('read-worker', at);
    ends.push(once(worker, 'exit'));
    return worker;
  };
  const pool = new ReadPool(path, 1, { start, idleMs: 1 });
  const [one, other] = await Promise.all([pool.read('status', [], 10_000), pool.read('status', [], 10_000)]);
  expect(other).toEqual(one);
  await ends[0];
  expect(await pool.read('status', [], 10_000)).toEqual(one);
  await pool.close();
  expect(ends).toHaveLength(2);
  await Promise.all(ends);
});

it('lets a read that runs come to its end when it closes, and refuses those that wait', async () => {
  const pool = new ReadPool(path, 1);
  const running = pool.read('status', [], 10_000);
  const waiting = pool.read('status', [], 10_000);
  const closed = pool.close();
  await expect(waiting).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await expect(running).resolves.toMatchObject({ reports: REPORTS });
  await closed;
});
