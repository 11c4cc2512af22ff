/** Writes happen in a thread of their own: this one goes on meanwhile. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { WriteThread } from '../../src/store/sqlite/write-thread.js';
import { buildReport, buildWrite } from '../support/build-report.js';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ogi-writes-'));
  path = join(folder, 'ogi.sqlite');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('a write that waits for another process lets reads and timers go on, and is done when the other is', async () => {
  const store = await openSqliteStore({ path });
  await store.write([buildWrite(buildReport({ year: 2020 }))]);
  const other = new Database(path);
  other.exec('BEGIN IMMEDIATE');
  let done = false;
  const write = store.write([buildWrite(buildReport({ year: 2021 }))]).then(() => {
    done = true;
  });
  // In this thread the write would hold up the first of these until the other has given up waiting.
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await store.status()).reports).toBe(1);
  expect(done).toBe(false);
  other.exec('ROLLBACK');
  other.close();
  await write;
  expect((await store.status()).reports).toBe(2);
  await store.close();
});

it('closing does what was asked for before', async () => {
  const store = await openSqliteStore({ path });
  const writes = [2019, 2020, 2021].map((year) => store.write([buildWrite(buildReport({ year }))]));
  await store.close();
  expect((await Promise.all(writes)).flat()).toHaveLength(3);
  await expect(store.write([buildWrite(buildReport())])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  const again = await openSqliteStore({ path, readonly: true });
  expect((await again.status()).reports).toBe(3);
  await again.close();
});

it('a thread that dies is told to whoever waits for it, and the next write has another', async () => {
  const store = await openSqliteStore({ path });
  await store.close();
  let started = 0;
  const thread = new WriteThread(path, () => {
    started += 1;
    const reply = started === 1 ? 'process.exit(1)' : 'parentPort.postMessage({ value: [] })';
    return new Worker(
      `const { parentPort } = require('node:worker_threads');
       parentPort.on('message', (call) => { if (call === 'close') parentPort.close(); else ${reply}; });`,
      { eval: true },
    );
  });
  await expect(thread.write('logWrites', [[]])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await expect(thread.write('logWrites', [[]])).resolves.toEqual([]);
  await thread.close();
  await expect(thread.write('logWrites', [[]])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
});
