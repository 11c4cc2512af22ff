import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { MAX_OPEN_SCANS, SCAN_IDLE_MS } from '../../src/store/sqlite/scan-desk.js';
import type { ReportStore } from '../../src/store/port.js';
import type { ScanRequest } from '../../src/store/scan-request.js';
import { buildReport, buildSearch, buildWrite } from '../support/build-report.js';
import { tempFolder } from '../support/temp-folder.js';

const REQUEST: ScanRequest = { ...buildSearch(), after: null, keys: [], findings: false };

async function openFilled(reports: number): Promise<{ store: ReportStore; path: string }> {
  const path = join(tempFolder(), 'ogi.sqlite');
  const store = await openSqliteStore({ path, readers: 1 });
  await store.write(
    Array.from({ length: reports }, (_, index) => buildWrite(buildReport({ organ: `第${index}局` }))),
  );
  return { store, path };
}

/** Whether nothing keeps the log of writes from being emptied. */
async function canEmptyLog(path: string): Promise<boolean> {
  const db = new Database(path, { timeout: 0 });
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return (await stat(`${path}-wal`)).size === 0;
}

describe('scans of the embedded store', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are bounded in number, and leave their place when they are closed or never opened', async () => {
    const { store } = await openFilled(1);
    const scans = await Promise.all(Array.from({ length: MAX_OPEN_SCANS }, () => store.scan(REQUEST)));
    await expect(store.scan(REQUEST)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await scans[0]?.close();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(store.scan({ ...REQUEST, after: 'x' })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
    }
    const another = await store.scan(REQUEST);
    expect(await another.next(9)).toHaveLength(1);
    await store.close();
    await expect(another.next(9)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('end when they lie idle, so that the log of writes can be emptied', async () => {
    const { store, path } = await openFilled(3);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const scan = await store.scan(REQUEST);
    await scan.next(1);
    await store.write([buildWrite(buildReport({ year: 2000 }))]);
    vi.advanceTimersByTime(SCAN_IDLE_MS - 1);
    await scan.next(1);
    vi.advanceTimersByTime(SCAN_IDLE_MS - 1);
    expect(await scan.next(1)).toHaveLength(1);
    expect(await canEmptyLog(path)).toBe(false);
    vi.advanceTimersByTime(SCAN_IDLE_MS);
    await expect(scan.next(1)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    // The worker takes calls in turn: once this is answered, the scan is closed there too.
    await (await store.scan(REQUEST)).close();
    expect(await canEmptyLog(path)).toBe(true);
    await store.close();
  });

  it('come through while another connection writes all the time', async () => {
    const { store, path } = await openFilled(20);
    const writer = await openSqliteStore({ path, readers: 1 });
    const writing = (async () => {
      for (let year = 1900; year < 1940; year += 1) await writer.write([buildWrite(buildReport({ year }))]);
    })();
    for (let round = 0; round < 5; round += 1) {
      const scan = await store.scan(REQUEST);
      let rows = 0;
      for (let next = await scan.next(3); next.length > 0; next = await scan.next(3)) rows += next.length;
      expect(rows).toBe(scan.total);
      await scan.close();
    }
    await writing;
    await Promise.all([store.close(), writer.close()]);
  });
});
