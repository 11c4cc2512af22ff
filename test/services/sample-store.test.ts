import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ensureSampleStore } from '../../src/services/sample-store.js';
import type { SampleFile, SampleStoreOptions } from '../../src/services/sample-store.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import type { StoreStatus } from '../../src/store/port.js';
import { reportText } from '../support/report-text.js';
import { tempFolder } from '../support/temp-folder.js';

function sampleOf(...years: number[]): SampleFile[] {
  return years.map((year) => ({ fileName: `made-up-${year}.txt`, text: reportText({ year }) }));
}

function optionsFor(data: string, corpus: SampleFile[], version = '1'): SampleStoreOptions {
  return {
    path: join(data, 'sample', 'ogi.sqlite'),
    open: (path) => openSqliteStore({ path, madeUp: true }),
    files: () => corpus,
    version,
  };
}

async function statusOf({ path, open }: SampleStoreOptions): Promise<StoreStatus> {
  const store = await open(path);
  try {
    return await store.status();
  } finally {
    await store.close();
  }
}

describe('ensureSampleStore', () => {
  it('makes the store once, and again for another corpus', async () => {
    const data = tempFolder();
    const first = optionsFor(data, sampleOf(2019, 2020));
    const progress: [number, number][] = [];
    expect(
      await ensureSampleStore({ ...first, onProgress: (done, total) => progress.push([done, total]) }),
    ).toBe(true);
    expect(progress.at(-1)).toEqual([2, 2]);
    expect(await statusOf(first)).toMatchObject({ reports: 2, madeUp: true });

    const unread = { ...first, files: () => Promise.reject(new Error('read')) as never };
    expect(await ensureSampleStore(unread)).toBe(false);

    const second = optionsFor(data, sampleOf(2019, 2020, 2021), '2');
    expect(await ensureSampleStore(second)).toBe(true);
    expect(await statusOf(second)).toMatchObject({ reports: 3 });
    expect(readdirSync(data)).toEqual(['sample']);
  });

  it('leaves no half of a store where making it fails', async () => {
    const data = tempFolder();
    const bad = optionsFor(data, [...sampleOf(2019), { fileName: 'made-up-bad.txt', text: 'no report' }]);
    await expect(ensureSampleStore(bad)).rejects.toThrow(/made-up-bad\.txt cannot be read/u);
    expect(readdirSync(data)).toEqual([]);
    const good = optionsFor(data, sampleOf(2019));
    expect(await ensureSampleStore(good)).toBe(true);
  });

  it('replaces what a killed run left, and its old leftovers', async () => {
    const data = tempFolder();
    const options = optionsFor(data, sampleOf(2019));
    // A folder without its version file was never complete.
    mkdirSync(join(data, 'sample'));
    writeFileSync(join(data, 'sample', 'ogi.sqlite'), 'half');
    for (const name of ['sample.building-old', 'sample.building-new']) mkdirSync(join(data, name));
    utimesSync(join(data, 'sample.building-old'), 0, 0);
    expect(await ensureSampleStore(options)).toBe(true);
    expect(await statusOf(options)).toMatchObject({ reports: 1 });
    expect(existsSync(join(data, 'sample.building-old'))).toBe(false);
    // It may belong to a run that goes on.
    expect(existsSync(join(data, 'sample.building-new'))).toBe(true);
  });

  it('lets two runs at once end with one whole store', async () => {
    const data = tempFolder();
    const options = optionsFor(data, sampleOf(2019, 2020, 2021));
    await Promise.all([ensureSampleStore(options), ensureSampleStore(options)]);
    expect(await statusOf(options)).toMatchObject({ reports: 3 });
    expect(readdirSync(data)).toEqual(['sample']);
  });
});
