import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { SetAsideError } from '../../src/errors.js';
import { readDocument } from '../../src/parse/index.js';
import { BATCH_FILES, MAX_FILES_IN_HAND } from '../../src/services/files-in-progress.js';
import { importFiles } from '../../src/services/import-reports.js';
import type { ImportSummary } from '../../src/services/import-reports.js';
import type { ImportInput } from '../../src/services/fetch-inputs.js';
import type { Region } from '../../src/domain/region.js';
import { readReport } from '../../src/services/parse-file.js';
import { reparse } from '../../src/services/reparse.js';
import type { ReportStore } from '../../src/store/port.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { READ_HERE } from '../support/read-here.js';
import { reportText } from '../support/report-text.js';
import { tempFolder } from '../support/temp-folder.js';

// The real parser; the wrapper lets a test count its calls and make it fail.
vi.mock('../../src/parse/index.js', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/parse/index.js')>();
  return { ...original, readDocument: vi.fn(original.readDocument) };
});
const parse = vi.mocked(readDocument);
beforeEach(() => {
  parse.mockClear();
});

async function openStore(): Promise<ReportStore> {
  const store = await openSqliteStore({ path: join(tempFolder(), 'ogi.sqlite') });
  onTestFinished(() => store.close());
  return store;
}

function input(fileName: string, content: string | SetAsideError): ImportInput {
  const read = (): Promise<Uint8Array> =>
    content instanceof SetAsideError ? Promise.reject(content) : Promise.resolve(Buffer.from(content));
  return { path: `in/${fileName}`, fileName, read };
}

/** Reports of as many organs. */
function* manyInputs(count: number): Generator<ImportInput> {
  for (let index = 0; index < count; index += 1) {
    yield input(`${index}.txt`, reportText({ organ: `云泽省澄江市青禾县第${index}街道办事处` }));
  }
}

function countsOf(summary: ImportSummary): number[] {
  return [summary.new, summary.revised, summary.reparsed, summary.unchanged, summary.setAside.length];
}

describe('importFiles', () => {
  it('tells new, revised, unchanged and bad files apart, and parses none twice', async () => {
    const store = await openStore();
    const files = [
      input('a.txt', reportText()),
      input('a again.txt', reportText()),
      input('b.txt', reportText({ year: 2021 })),
      input('bad.txt', 'no report\n'),
      input('bad again.txt', 'no report\n'),
      input('locked.txt', new SetAsideError('no-permission', 'Locked.')),
    ];
    const first = await importFiles(files, store, { readers: READ_HERE });
    expect(countsOf(first)).toEqual([2, 0, 0, 1, 3]);
    expect(first).toMatchObject({ files: 6, interrupted: false });
    expect(first.setAside.map(({ file, reason }) => [file, reason])).toEqual([
      ['in/bad.txt', 'not-a-report'],
      ['in/bad again.txt', 'not-a-report'],
      ['in/locked.txt', 'no-permission'],
    ]);
    expect(parse).toHaveBeenCalledTimes(3);

    parse.mockClear();
    const second = await importFiles(
      [...files.slice(0, 3), input('a2.txt', reportText({ received: 9 }))],
      store,
      { readers: READ_HERE },
    );
    expect(countsOf(second)).toEqual([0, 1, 0, 3, 0]);
    expect(parse).toHaveBeenCalledTimes(1);
    expect(await store.status()).toMatchObject({ reports: 2, revisions: 3, sources: 3, setAside: 3 });
  });

  it('keeps the bytes as they came, under the name without a path', async () => {
    const store = await openStore();
    const text = `\ufeff${reportText()}`;
    await importFiles([input('甲/2020 年.txt', text)], store, { readers: READ_HERE });
    const sha256 = createHash('sha256').update(text).digest('hex');
    const source = await store.source(sha256);
    expect(source).toMatchObject({ fileName: '甲/2020 年.txt', encoding: 'utf-8', mediaType: 'text/plain' });
    expect(Buffer.from(source?.bytes ?? []).toString()).toBe(text);
  });

  it('sets a file aside on which the parser fails, and goes on', async () => {
    const store = await openStore();
    parse.mockImplementationOnce(() => {
      throw new TypeError('row is undefined');
    });
    const summary = await importFiles(manyInputs(2), store, { readers: READ_HERE });
    expect(countsOf(summary)).toEqual([1, 0, 0, 0, 1]);
    expect(summary.setAside[0]).toMatchObject({ file: 'in/0.txt', reason: 'parser-failure' });
    expect(summary.setAside[0]?.message).not.toContain('undefined');
  });

  it('holds a bounded number of files at a time, and counts only what the store has', async () => {
    const store = await openStore();
    let listed = 0;
    let acknowledged = 0;
    let most = 0;
    const counting = function* (): Generator<ImportInput> {
      for (const file of manyInputs(800)) {
        listed += 1;
        most = Math.max(most, listed - acknowledged);
        yield file;
      }
    };
    const checks: Promise<void>[] = [];
    await importFiles(counting(), store, {
      readers: READ_HERE,
      onProgress: ({ files }) => {
        acknowledged = files;
        checks.push(
          store.status().then(({ sources }) => {
            expect(sources).toBeGreaterThanOrEqual(files);
          }),
        );
      },
    });
    await Promise.all(checks);
    expect(acknowledged).toBe(800);
    // Beside those in progress, some are looked up together, and a batch is being written.
    expect(most).toBeLessThanOrEqual(MAX_FILES_IN_HAND + 64 + BATCH_FILES);
  }, 240_000);

  it('finishes the current batch when interrupted, and the next run goes on', async () => {
    // More than can be in progress while the first batch is written.
    const MANY = 800;
    const store = await openStore();
    const stop = new AbortController();
    const first = await importFiles(manyInputs(MANY), store, {
      readers: READ_HERE,
      signal: stop.signal,
      onProgress: () => {
        stop.abort();
      },
    });
    expect(first.interrupted).toBe(true);
    expect(first.files).toBeLessThan(MANY);
    expect(await store.status()).toMatchObject({ sources: first.new });

    parse.mockClear();
    const second = await importFiles(manyInputs(MANY), store, { readers: READ_HERE });
    expect(countsOf(second)).toEqual([MANY - first.new, 0, 0, first.new, 0]);
    expect(parse).toHaveBeenCalledTimes(MANY - first.new);
  }, 240_000);
});

describe('reparse', () => {
  it('renews what another version read, under the same id, and nothing else', async () => {
    const store = await openStore();
    await importFiles(manyInputs(3), store, { readers: READ_HERE });
    const bytes = Buffer.from(reportText({ year: 2022 }));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { report } = await readReport(bytes);
    const source = {
      sha256,
      bytes,
      size: bytes.length,
      fileName: 'old.txt',
      mediaType: 'text/plain',
      encoding: 'utf-8',
      url: null,
      retrievedAt: null,
    };
    const [written] = await store.write([
      {
        source: { ...source, importedAt: '2026-01-01T00:00:00.000Z' },
        // As an older parser may have read it.
        report: { ...report, title: null },
        parserVersion: 'older',
      },
    ]);
    expect(countsOf(await reparse(store, { readers: READ_HERE }))).toEqual([0, 0, 1, 3, 0]);
    const [renewed] = await store.getMany([written?.id ?? '']);
    expect(renewed?.report.title).toBe(report.title);
    expect(renewed?.source).toMatchObject({ fileName: 'old.txt', importedAt: '2026-01-01T00:00:00.000Z' });
    expect(countsOf(await reparse(store, { readers: READ_HERE }))).toEqual([0, 0, 0, 4, 0]);
  });

  it('tells which reports moved from which place to which, and keeps their ids', async () => {
    const store = await openStore();
    // As the parser of the last release read them: by the places of today alone.
    const read = async (organ: string, year: number, region: Region): Promise<string> => {
      const bytes = Buffer.from(reportText({ organ, year }));
      const { report } = await readReport(bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const source = {
        sha256,
        bytes,
        size: bytes.length,
        fileName: `${organ}.txt`,
        mediaType: 'text/plain',
        encoding: 'utf-8',
      };
      const origin = { url: null, retrievedAt: null, importedAt: '2026-01-01T00:00:00.000Z' };
      const [written] = await store.write([
        { source: { ...source, ...origin }, report: { ...report, region }, parserVersion: '2' },
      ]);
      return written?.id ?? '';
    };
    const place = (name: string, code: string | null) => ({ name, code, inferred: false });
    const huainan = {
      province: place('安徽省', '34'),
      city: place('淮南市', '3404'),
      county: place('寿县', '340422'),
    };
    const handan = {
      province: place('河北省', '13'),
      city: place('邯郸市', '1304'),
      county: place('肥乡县', null),
    };
    const zibo = {
      province: place('山东省', '37'),
      city: place('淄博市', '3703'),
      county: place('张店区', '370303'),
    };
    const rest = { township: null, certain: true };
    const ids = [
      await read('寿县人民政府', 2013, { ...huainan, ...rest }),
      await read('寿县人民政府', 2014, { ...huainan, ...rest }),
      await read('邯郸市肥乡县人民政府', 2014, { ...handan, ...rest }),
      await read('淄博市张店区人民政府', 2014, { ...zibo, ...rest }),
    ];
    const summary = await reparse(store, { readers: READ_HERE });
    expect(summary.reparsed).toBe(4);
    expect(summary.moved).toEqual([
      { from: '安徽省淮南市寿县 340422', to: '安徽省六安市寿县 341521', reports: 2 },
      { from: '河北省邯郸市肥乡县', to: '河北省邯郸市肥乡县 130428', reports: 1 },
    ]);
    const reports = await store.getMany(ids);
    expect(reports.map((one) => [one?.id, one?.report.region.county?.code])).toEqual(
      [[ids[0], '341521'], [ids[1], '341521'], [ids[2], '130428'], [ids[3], '370303']], // prettier-ignore
    );
    expect((await reparse(store, { readers: READ_HERE })).moved).toEqual([]);
  });
});
