import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openExport } from '../../../src/services/export/open-export.js';
import { checkExport } from '../../../src/services/export/check-export.js';
import { MAX_XLSX_REPORTS, writeXlsx } from '../../../src/services/export/write-xlsx.js';
import type { ReportStore } from '../../../src/store/port.js';
import type { Scan } from '../../../src/store/scan-request.js';
import { TestStores, watched } from '../../app/served-app.js';
import { buildReport, buildWrite } from '../../support/build-report.js';
import {
  NOW,
  csvRecords,
  csvRows,
  exported,
  ndjson,
  parquet,
  sheetRows,
  workbook,
} from './export-support.js';

const COUNT = 2300;
const KEYS = 'applications.received.total';

const stores = new TestStores();
let store: ReportStore;

beforeAll(async () => {
  store = await stores.open('many');
  const writes = Array.from({ length: COUNT }, (_, index) =>
    buildWrite(
      buildReport({
        organ: `第${index}局`,
        year: 2019 + (index % 5),
        cells: { [KEYS]: index },
        findings: ['missing-row', ['row-total', 'FAILS']],
      }),
    ),
  );
  for (let at = 0; at < COUNT; at += 500) await store.write(writes.slice(at, at + 500));
});

afterAll(() => stores.destroy());

const open = (parameters: Record<string, string>, from: Pick<ReportStore, 'scan'> = store) =>
  openExport(from, checkExport({ keys: KEYS, ...parameters }), { madeUp: false, now: NOW });

describe('a broken download', () => {
  it('goes on after any row with exactly the rest', async () => {
    const whole = (await exported(store, { format: 'csv', keys: KEYS })).toString();
    const lines = whole.split('\r\n').slice(0, -1);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: COUNT }), async (row) => {
        const begun = lines.slice(0, row + 1).map((line) => `${line}\r\n`);
        const after = csvRecords(begun.at(-1) ?? '')[0]?.at(-1) ?? '';
        const rest = await exported(store, { format: 'csv', keys: KEYS, after, header: 'false' });
        expect(begun.join('') + rest.toString() === whole).toBe(true);
      }),
      { seed: 6, numRuns: 8, examples: [[1], [COUNT]] },
    );
  });

  it('goes on in every format', async () => {
    const ids = csvRows(await exported(store, { format: 'csv', keys: KEYS })).map(({ id }) => id);
    const reports = ndjson(await exported(store, { format: 'ndjson', keys: KEYS })).reports;
    const after = String(reports[1999]?.['cursor']);
    const rest = await Promise.all(
      ['xlsx', 'ndjson', 'parquet'].map((format) => exported(store, { format, keys: KEYS, after })),
    );
    const [xlsx = Buffer.of(), lines = Buffer.of(), columns = Buffer.of()] = rest;
    const found = [
      sheetRows(await workbook(xlsx), 'reports', 2),
      ndjson(lines).reports,
      (await parquet(columns)).rows,
    ];
    for (const rows of found) expect(rows.map(({ id }) => id)).toEqual(ids.slice(2000));
  });

  it('is refused once the data has changed, or with another query', async () => {
    const own = await stores.open('changing');
    await own.write([2020, 2021].map((year) => buildWrite(buildReport({ year }))));
    const [row] = csvRows(await exported(own, { format: 'csv', keys: KEYS }));
    const after = String(row?.['cursor']);
    await expect(
      exported(own, { format: 'csv', keys: KEYS, after, filter: '{"year": {"gt": 2000}}' }),
    ).rejects.toMatchObject({ code: 'BAD_CURSOR', argument: 'after' });
    await own.write([buildWrite(buildReport({ year: 2022 }))]);
    await expect(exported(own, { format: 'csv', keys: KEYS, after })).rejects.toMatchObject({
      code: 'DATA_CHANGED',
      argument: 'after',
    });
  });
});

describe('an export', () => {
  it('shows one state of the data, whatever is written meanwhile', async () => {
    const own = await stores.open('written-to');
    const reports = (year: number) =>
      Array.from({ length: 510 }, (_, index) =>
        buildWrite(buildReport({ organ: `第${index}局`, year, cells: { [KEYS]: 1 } })),
      );
    await own.write(reports(2020));
    const file = await open({ format: 'csv', header: 'false' }, own);
    const pieces = file.bytes();
    const first = await pieces.next();
    await own.write([
      ...reports(2021),
      ...reports(2020).map(({ report }) =>
        buildWrite({ ...report, title: '改正' }, { bytes: `改正 ${String(report.organ?.name)}` }),
      ),
    ]);
    const texts = [String(first.value)];
    for await (const piece of pieces) texts.push(Buffer.from(piece).toString());
    await file.close();
    const records = csvRecords([Buffer.from(first.value ?? []).toString(), ...texts.slice(1)].join(''));
    expect(records).toHaveLength(510);
    expect(records.every((record) => record[1] === '2020' && !record.includes('改正'))).toBe(true);
  });

  it('reads no more than what is taken, and one batch ahead', async () => {
    let read = 0;
    const counting = watched(store, {
      scan: async (request) => {
        const scan = await store.scan(request);
        return {
          total: scan.total,
          version: scan.version,
          next: (limit: number) => {
            read += limit;
            return scan.next(limit);
          },
          close: () => scan.close(),
        } satisfies Scan;
      },
    });
    for (const format of ['csv', 'ndjson', 'xlsx']) {
      read = 0;
      const file = await open({ format }, counting);
      const pieces = file.bytes();
      await pieces.next();
      await pieces.next();
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(read, format).toBeLessThanOrEqual(1500);
      await pieces.return();
      await file.close();
    }
  });

  it('has one tag for the same request on the same data, and others for others', async () => {
    const tag = async (parameters: Record<string, string>, from = store) => {
      const file = await open({ format: 'csv', ...parameters }, from);
      await file.close();
      return file.etag;
    };
    const same = await tag({});
    expect(await tag({})).toBe(same);
    expect(await tag({ filter: ' { } ' })).toBe(same);
    const own = await stores.open('tagged');
    await own.write([buildWrite(buildReport())]);
    const before = await tag({}, own);
    await own.write([buildWrite(buildReport({ year: 2024 }))]);
    const others = [
      before,
      await tag({}, own),
      ...(await Promise.all(
        [
          { format: 'ndjson' },
          { query: '公开' },
          { keys: 'cells' },
          { states: 'true' },
          { header: 'false' },
        ].map((parameters) => tag(parameters)),
      )),
    ];
    expect(new Set([same, ...others]).size).toBe(others.length + 1);
  });

  it('as XLSX is refused before it begins where Excel has not enough rows, and closes the scan', async () => {
    let closed = 0;
    const scan: Scan = {
      total: MAX_XLSX_REPORTS + 1,
      version: 'v',
      next: () => Promise.resolve([]),
      close: () => Promise.resolve(void (closed += 1)),
    };
    const large = { scan: () => Promise.resolve(scan) };
    await expect(open({ format: 'xlsx' }, large)).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
      argument: 'format',
    });
    expect(closed).toBe(1);
    await expect(open({ format: 'csv' }, large)).resolves.toMatchObject({
      about: { total: MAX_XLSX_REPORTS + 1 },
    });
  });

  it('as XLSX goes on with the findings in another sheet where one is full', async () => {
    const request = checkExport({ format: 'xlsx', keys: KEYS });
    const scan = await store.scan({ ...request.scan, after: null });
    const about = { asked: {}, askedAt: '', total: scan.total, version: scan.version, madeUp: false };
    async function* batches() {
      for (let rows = await scan.next(100); rows.length > 0; rows = await scan.next(100)) yield rows;
    }
    const pieces: Uint8Array[] = [];
    for await (const piece of writeXlsx(batches(), { ...request, about }, 2000)) pieces.push(piece);
    await scan.close();
    const book = await workbook(Buffer.concat(pieces));
    const names = book.sheets.map(({ name }) => name).filter((name) => name.startsWith('findings'));
    expect(names).toEqual(['findings', 'findings 2', 'findings 3']);
    const rows = names.flatMap((name) => sheetRows(book, name));
    expect(rows).toHaveLength(2 * COUNT);
    expect(rows.filter(({ code }) => code === 'row-total')).toHaveLength(COUNT);
  });
});
