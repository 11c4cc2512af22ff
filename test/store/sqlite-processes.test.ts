/** What several processes do to one file, and what a killed one leaves. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ReportStore } from '../../src/store/port.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { buildSearch, phrase } from '../support/build-report.js';

const WRITER = fileURLToPath(new URL('../support/write-batches.ts', import.meta.url));
const BATCH_SIZE = 4;

let folder: string;
let path: string;
let store: ReportStore | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ogi-store-'));
  path = join(folder, 'ogi.sqlite');
});

afterEach(async () => {
  await store?.close();
  store = null;
  rmSync(folder, { recursive: true });
});

function startWriter(prefix: string, batches: number) {
  return spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), WRITER, path, prefix, `${batches}`, `${BATCH_SIZE}`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
}

const count = async (words: string): Promise<number> =>
  (await store?.search(buildSearch({ text: phrase(words), limit: 0 })))?.total ?? NaN;

it('shows what another process has written to the next search, batch by batch', async () => {
  store = await openSqliteStore({ path, readers: 1 });
  expect(await count('甲第')).toBe(0);
  const child = startWriter('甲', 5);
  const exit = once(child, 'exit');
  let batches = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    batches += 1;
    expect(await count(`甲第${line}批`)).toBe(BATCH_SIZE);
    expect((await store.status()).reports).toBeGreaterThanOrEqual(batches * BATCH_SIZE);
  }
  expect(await exit).toEqual([0, null]);
  expect(batches).toBe(5);
});

it('lets processes write at the same time', async () => {
  const children = ['甲', '乙'].map((prefix) => startWriter(prefix, 8));
  const exits = await Promise.all(
    children.map((child) => {
      child.stdout.resume();
      return once(child, 'exit');
    }),
  );
  expect(exits).toEqual([
    [0, null],
    [0, null],
  ]);
  store = await openSqliteStore({ path });
  expect(await count('甲第')).toBe(8 * BATCH_SIZE);
  expect(await count('乙第')).toBe(8 * BATCH_SIZE);
});

it.each([1, 3, 7])(
  'has exactly whole batches, all that were acknowledged, after a kill at the %ith',
  async (killAt) => {
    const child = startWriter('甲', 1000);
    const exit = once(child, 'exit');
    let acknowledged = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged = Number(line) + 1;
      if (acknowledged === killAt) child.kill('SIGKILL');
    }
    expect(await exit).toEqual([null, 'SIGKILL']);
    store = await openSqliteStore({ path });
    const { reports, revisions, sources } = await store.status();
    expect([revisions, sources]).toEqual([reports, reports]);
    // A batch may have become durable just before its acknowledgement could be written.
    expect([acknowledged, acknowledged + 1]).toContain(reports / BATCH_SIZE);
    for (let batch = 0; batch < reports / BATCH_SIZE; batch += 1) {
      expect(await count(`甲第${batch}批`)).toBe(BATCH_SIZE);
    }
  },
);
