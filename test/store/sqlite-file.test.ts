/** The store file: damaged, foreign, of another version, read-only, made up, and its index rebuilt. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CELLS } from '../../src/domain/cells.js';
import { CELL_STATES } from '../../src/domain/report.js';
import type { ReportStore } from '../../src/store/port.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import type { SqliteStoreOptions } from '../../src/store/sqlite/index.js';
import { asStoreError } from '../../src/store/sqlite/store-error.js';
import { buildReport, buildSearch, buildWrite, phrase } from '../support/build-report.js';

/** Written by the first version: two years of an organ, one with two revisions, and a file set aside. */
const VERSION_1 = fileURLToPath(new URL('../fixtures/stores/version-1.sqlite.gz', import.meta.url));

let folder: string;
let path: string;
let stores: ReportStore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ogi-store-'));
  path = join(folder, 'deep', 'ogi.sqlite');
});

afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  stores = [];
  rmSync(folder, { recursive: true });
});

async function open(options: Partial<SqliteStoreOptions> = {}): Promise<ReportStore> {
  const store = await openSqliteStore({ path, readers: 1, ...options });
  stores.push(store);
  return store;
}

async function fillAndClose(options: Partial<SqliteStoreOptions> = {}): Promise<void> {
  const store = await open(options);
  await store.write(
    [2019, 2020].map((year) =>
      buildWrite(
        buildReport({
          year,
          sections: [['OTHER', '行政诉讼']],
          cells: { 'applications.received.total': year },
        }),
      ),
    ),
  );
  await store.close();
}

function change(sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

const everything = buildSearch({
  text: phrase('行政诉讼'),
  filter: { type: 'cell', key: 'applications.received.total', gt: 0 },
  facets: [{ field: 'organ', limit: 10 }],
  highlights: 1,
});

describe('a file that is no store', () => {
  it('is refused where it is garbage', async () => {
    path = join(folder, 'garbage');
    writeFileSync(
      path,
      'This is a text, and a long one, so that SQLite reads a whole header of it. '.repeat(10),
    );
    await expect(open()).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
    await expect(open({ readonly: true })).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
    expect(readFileSync(path, 'utf8')).toContain('This is a text');
  });

  it('is refused, and left alone, where it is another program’s', async () => {
    path = join(folder, 'other.sqlite');
    change('CREATE TABLE notes (text TEXT)');
    await expect(open()).rejects.toMatchObject({
      code: 'STORE_DAMAGED',
      message: expect.stringContaining('another program') as string,
    });
    const db = new Database(path);
    expect(db.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['notes']);
    db.close();
  });

  it('is refused where it is missing and may only be read', async () => {
    await expect(open({ readonly: true })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('is refused where its folder is a file', async () => {
    writeFileSync(join(folder, 'deep'), '');
    await expect(open()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('answers with an error, never with less, where pages are damaged', async () => {
    await fillAndClose();
    const bytes = readFileSync(path);
    // Everything but the header and the schema.
    bytes.fill(0x5a, 4096 * 2);
    writeFileSync(path, bytes);
    const result = open().then((store) => store.search(everything));
    await expect(result).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  });
});

describe('versions', () => {
  it('refuses a file that a newer program wrote', async () => {
    await fillAndClose();
    change('PRAGMA user_version = 999');
    for (const readonly of [false, true]) {
      await expect(open({ readonly })).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        message: expect.stringContaining('999') as string,
      });
    }
  });

  it('takes a batch into its indexes as one segment each, whatever the order of years', async () => {
    const store = await open();
    const years = Array.from({ length: 30 }, (_, index) => 2030 - index);
    await store.write(
      years.map((year) =>
        buildWrite(buildReport({ year, sections: [['OTHER', `${String(year)}年受理行政复议申请若干件。`]] })),
      ),
    );
    await store.close();
    const db = new Database(path, { readonly: true });
    for (const index of ['body', 'own_words']) {
      expect(db.prepare(`SELECT count(DISTINCT segid) FROM ${index}_idx`).pluck().get(), index).toBe(1);
    }
    db.close();
  });

  it('makes the index again where it rests on another version', async () => {
    await fillAndClose();
    const before = await (await open()).search(everything);
    expect(before.total).toBe(2);
    await stores.pop()?.close();
    change(`UPDATE meta SET value = 'old' WHERE key = 'indexVersion';
      DELETE FROM body; DELETE FROM headings; DELETE FROM cell_columns; DELETE FROM derived_columns; UPDATE reports SET facts = '{}', findings = '[]'`);
    await expect(open({ readonly: true })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await (await open()).search(everything)).toEqual(before);
  });

  it('takes over a file of version 1 with everything in it, and derives its values', async () => {
    mkdirSync(dirname(path));
    writeFileSync(path, gunzipSync(readFileSync(VERSION_1)));
    await expect(open({ readonly: true })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    const store = await open();
    expect(await store.status()).toMatchObject({ reports: 2, revisions: 3, sources: 3, setAside: 1 });
    const filter = { type: 'derived', key: 'derived.received.change', eq: 2 } as const;
    const { hits } = await store.search({ ...everything, filter });
    const [stored] = await store.getMany(hits.map(({ id }) => id));
    expect(stored?.report.year).toBe(2020);
    expect(stored?.report.cells['applications.received.total']).toMatchObject({
      state: 'REPORTED',
      value: 14,
    });
    expect(stored?.derived).toMatchObject({
      'derived.received.previousYear': 12,
      'derived.received.change': 2,
      'derived.intake.total': 16,
    });
    expect(stored?.organId).toMatch(/^[a-z2-7]{16}$/u);
    await store.logWrites([]);
    expect(await store.listWrites(1, 0)).toEqual({ entries: [], total: 0 });
    expect(await store.delete(stored?.id ?? '')).toBe(true);
    expect((await store.status()).reports).toBe(1);
  });

  // What the second holds are reports of 2009–2015, of which that version read no number.
  it.each([
    ['version-1', true],
    ['version-2', false],
  ])('keeps every cell of a file of %s: its own columns tell what stood there', async (name, hasNumbers) => {
    mkdirSync(dirname(path));
    const gzipped = readFileSync(new URL(`../fixtures/stores/${name}.sqlite.gz`, import.meta.url));
    writeFileSync(path, gunzipSync(gzipped));
    const db = new Database(path, { readonly: true });
    const rows = db
      .prepare('SELECT id, cell_values, states FROM reports JOIN cell_columns USING (seq) ORDER BY id')
      .all() as { id: string; cell_values: Buffer; states: Buffer }[];
    db.close();
    expect(rows.length).toBeGreaterThan(1);
    const store = await open();
    const kept = await store.getMany(rows.map(({ id }) => id));
    let numbers = 0;
    for (const [at, { cell_values: values, states }] of rows.entries()) {
      // The cells of the editions of 2019 and 2021 were all that there were, in the order of today.
      for (const { key, index } of CELLS.slice(0, states.length)) {
        const value = values.readDoubleLE(index * Float64Array.BYTES_PER_ELEMENT);
        expect([key, kept[at]?.report.cells[key]]).toMatchObject([
          key,
          { state: CELL_STATES[states[index] ?? -1], value: Number.isNaN(value) ? null : value },
        ]);
        if (!Number.isNaN(value)) numbers += 1;
      }
    }
    expect(numbers > 1).toBe(hasNumbers);
  });

  it('stops a process whose file another version has taken over', async () => {
    await fillAndClose();
    const store = await open();
    expect((await store.search(everything)).total).toBe(2);
    change(
      `UPDATE meta SET value = 'newer' WHERE key = 'indexVersion'; UPDATE meta SET value = value + 1 WHERE key = 'change'`,
    );
    await expect(store.search(everything)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(store.write([buildWrite(buildReport())])).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
  });
});

describe('options', () => {
  it('reads and refuses writes where it is read-only', async () => {
    await fillAndClose();
    const store = await open({ readonly: true });
    expect((await store.search(everything)).total).toBe(2);
    await expect(store.write([buildWrite(buildReport())])).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
  });

  it('never mixes made-up reports with others', async () => {
    await fillAndClose({ madeUp: true });
    await expect(open({ madeUp: false })).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' });
    await expect(open({ madeUp: false, readonly: true })).rejects.toMatchObject({
      code: 'BAD_CONFIGURATION',
    });
    expect((await (await open()).status()).madeUp).toBe(true);
  });
});

describe('failures of the disk', () => {
  const failure = (provoke: (db: Database.Database) => void): unknown => {
    const db = new Database(join(folder, 'failure.sqlite'), { timeout: 0 });
    try {
      db.exec('CREATE TABLE IF NOT EXISTS t (a)');
      provoke(db);
    } catch (error) {
      return asStoreError(error);
    } finally {
      db.close();
    }
    throw new Error('nothing failed');
  };

  it('say what to do', () => {
    const full = failure((db) => {
      db.pragma('max_page_count = 2');
      db.exec(`INSERT INTO t VALUES (zeroblob(100000))`);
    });
    expect(full).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      remedy: expect.stringContaining('space') as string,
    });
    const locked = failure((db) => {
      const other = new Database(db.name, { timeout: 0 });
      db.exec('BEGIN IMMEDIATE');
      try {
        other.exec('BEGIN IMMEDIATE');
      } finally {
        other.close();
      }
    });
    expect(locked).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      remedy: expect.stringContaining('Another process') as string,
    });
    const readonly = failure((db) => {
      db.pragma('query_only = ON');
      db.exec('INSERT INTO t VALUES (1)');
    });
    expect(readonly).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      remedy: expect.stringContaining('right') as string,
    });
  });

  it('leave a fault of the program as it is', () => {
    const fault = failure((db) => db.exec('SELECT nothing'));
    expect(fault).toBeInstanceOf(Database.SqliteError);
  });
});
