/** Contract: scans. */
import { reportFieldValues } from '../../../src/domain/report-fields.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELLS } from '../../../src/domain/cells.js';
import { DERIVED } from '../../../src/domain/derived.js';
import type { Sort } from '../../../src/domain/query.js';
import type { ReportStore } from '../../../src/store/port.js';
import type { Scan, ScanRequest, ScanRow } from '../../../src/store/scan-request.js';
import type { StoredReport } from '../../../src/store/writes.js';
import {
  arbitraryFacts,
  arbitraryFilter,
  arbitraryQuery,
  TEST_CELLS,
} from '../../support/arbitrary-report.js';
import { buildReport, buildSearch, buildWrite } from '../../support/build-report.js';
import type { ContractContext } from '../report-store.js';

const [RECEIVED, FEES] = TEST_CELLS;
const ALL_KEYS = [...CELLS, ...DERIVED].map(({ key }) => key);

function buildScan(request: Partial<ScanRequest> = {}): ScanRequest {
  const { text, exactRuns, searchIn, sectionKinds, sameSection, filter, sort } = buildSearch();
  const match = { text, exactRuns, searchIn, sectionKinds, sameSection, filter, sort };
  return { ...match, after: null, keys: [RECEIVED], findings: false, ...request };
}

async function rest(scan: Scan, limit: number): Promise<ScanRow[]> {
  const rows: ScanRow[] = [];
  for (;;) {
    const next = await scan.next(limit);
    if (next.length === 0) return rows;
    expect(next.length).toBeLessThanOrEqual(limit);
    rows.push(...next);
  }
}

async function scanAll(store: ReportStore, request: ScanRequest, limit = 1000): Promise<ScanRow[]> {
  const scan = await store.scan(request);
  try {
    return await rest(scan, limit);
  } finally {
    await scan.close();
  }
}

/** What a row must be, from the report as the store gives it elsewhere. */
function rowOf(stored: StoredReport, { keys, findings, sections }: ScanRequest): Omit<ScanRow, 'cursor'> {
  const { id, organId, report, derived, source } = stored;
  const { title, organ, year, region, publishedOn, cells } = report;
  if (organ === null || year === null) throw new Error('a stored report has organ and year');
  return {
    id,
    organId,
    title,
    organ,
    year,
    region,
    fields: reportFieldValues({ ...report, organ }),
    publishedOn,
    source,
    values: Float64Array.from(keys, (key) => cells[key]?.value ?? derived[key] ?? NaN),
    states: keys.map((key) => cells[key]?.state ?? null),
    confidences: Float64Array.from(keys, (key) => cells[key]?.confidence ?? NaN),
    readByOcr: report.findings.some(({ code }) => code === 'recognised'),
    unknownUnits: keys.filter((key) => cells[key]?.unit === 'UNKNOWN'),
    findings: findings ? report.findings : [],
    extraTables: findings ? report.extraTables : [],
    sections: sections === true ? report.sections : [],
  };
}

const SORTS: Sort[][] = [
  [],
  [{ by: 'YEAR', direction: 'ASC' }],
  [
    { by: 'CELL', key: RECEIVED, direction: 'DESC' },
    { by: 'ORGAN', direction: 'ASC' },
  ],
  [{ by: 'DERIVED', key: 'derived.received.change', direction: 'ASC' }],
];

export function describeScans(context: ContractContext): void {
  /** Writes five reports, one a year. */
  const writeYears = async (): Promise<void> => {
    const years = [2019, 2020, 2021, 2022, 2023];
    await context
      .store()
      .write(years.map((year) => buildWrite(buildReport({ year, cells: { [RECEIVED]: year } }))));
  };
  const byYear: ScanRequest = buildScan({ sort: [{ by: 'YEAR', direction: 'ASC' }] });
  const years = (rows: readonly ScanRow[]): number[] => rows.map(({ year }) => year);

  describe('scans', () => {
    it('give what a search finds, in its order, with all that the report holds', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(arbitraryFacts, { maxLength: 20, size: 'max' }),
          fc.array(
            fc.record({
              text: fc.option(arbitraryQuery),
              filter: fc.option(arbitraryFilter),
              sort: fc.constantFrom(...SORTS),
              keys: fc.constantFrom(ALL_KEYS, [RECEIVED, 'derived.received.change'], []),
              findings: fc.boolean(),
              sections: fc.boolean(),
            }),
            { minLength: 4, maxLength: 4 },
          ),
          fc.integer({ min: 1, max: 7 }),
          (facts, requests, limit) =>
            context.withAnother(async (store) => {
              const reports = facts.map(buildReport);
              for (const [index, { cells }] of reports.entries()) {
                const fees = cells[FEES];
                if (fees?.state === 'REPORTED') fees.unit = index % 2 === 0 ? 'UNKNOWN' : 'TEN_THOUSAND_YUAN';
              }
              await store.write(reports.map((report, index) => buildWrite(report, { bytes: `${index}` })));
              for (const asked of requests) {
                const request = buildScan(asked);
                const { text, filter, sort } = asked;
                const { hits, total } = await store.search(buildSearch({ text, filter, sort }));
                const stored = await store.getMany(hits.map(({ id }) => id));
                const scan = await store.scan(request);
                const rows = await rest(scan, limit);
                await scan.close();
                expect(scan.total).toBe(total);
                expect(rows.map((row) => ({ ...row, cursor: '' }))).toEqual(
                  stored.map((one) => one && { ...rowOf(one, request), cursor: '' }),
                );
              }
            }),
        ),
        { seed: 613, numRuns: 8 },
      );
    }, 120_000);

    it('see one state of the store, whatever is written meanwhile', async () => {
      await writeYears();
      const scan = await context.store().scan(byYear);
      const first = await scan.next(1);
      const [firstRow] = first;
      await context.store().write([
        buildWrite(buildReport({ year: 2018 })),
        buildWrite(buildReport({ year: 2024 })),
        // Another revision of a report that is not read yet.
        buildWrite(buildReport({ year: 2022, cells: { [RECEIVED]: 7, 'review.litigationDirect.total': 1 } })),
      ]);
      await context.store().delete((await scanAll(context.store(), byYear))[3]?.id ?? '');
      await context.store().delete(firstRow?.id ?? '');
      const rows = [...first, ...(await rest(scan, 2))];
      expect(years(rows)).toEqual([2019, 2020, 2021, 2022, 2023]);
      expect(rows.map(({ values }) => values[0])).toEqual([2019, 2020, 2021, 2022, 2023]);
      expect(scan.total).toBe(5);
      const again = await context.store().scan(byYear);
      expect(again.version).not.toBe(scan.version);
      await Promise.all([scan.close(), again.close()]);
    });

    it('go on after any row', async () => {
      await writeYears();
      const rows = await scanAll(context.store(), byYear, 2);
      expect(new Set(rows.map(({ cursor }) => cursor)).size).toBe(rows.length);
      for (const [index, { cursor }] of rows.entries()) {
        const others = await context.store().scan({ ...byYear, after: cursor, keys: [FEES] });
        expect(years(await rest(others, 2))).toEqual(years(rows.slice(index + 1)));
        expect(others.total).toBe(5);
        await others.close();
      }
    });

    it('may be read with another limit each time', async () => {
      await writeYears();
      const scan = await context.store().scan(byYear);
      const parts = [await scan.next(1), await scan.next(2), await scan.next(1), await scan.next(9)];
      expect(parts.map(years)).toEqual([[2019], [2020, 2021], [2022], [2023]]);
      expect(await scan.next(1)).toEqual([]);
      await scan.close();
    });

    it('have one version as long as no report is written', async () => {
      await writeYears();
      const versions = new Set<string>();
      const setAside = {
        fileName: '空.txt',
        sha256: null,
        reason: 'empty-file' as const,
        message: '',
        at: '2024-03-01T08:00:00.000Z',
      };
      for (const request of [byYear, buildScan()]) {
        const scan = await context.store().scan(request);
        versions.add(scan.version);
        await scan.close();
        await context.store().setAside([setAside]);
      }
      expect(versions.size).toBe(1);
    });

    it('refuse to go on once the data has changed, and in another store', async () => {
      await writeYears();
      const after = (await scanAll(context.store(), byYear))[1]?.cursor ?? '';
      const other = await context.another();
      await other.write([2019, 2020].map((year) => buildWrite(buildReport({ year }))));
      await expect(other.scan({ ...byYear, after })).rejects.toMatchObject({ code: 'DATA_CHANGED' });
      await context.store().write([buildWrite(buildReport({ year: 2024 }))]);
      await expect(context.store().scan({ ...byYear, after })).rejects.toMatchObject({
        code: 'DATA_CHANGED',
      });
    });

    it('refuse cursors of other requests, and what is no cursor', async () => {
      await writeYears();
      const after = (await scanAll(context.store(), byYear))[1]?.cursor ?? '';
      const ask = (request: Partial<ScanRequest>) => context.store().scan({ ...byYear, ...request });
      const bad = { code: 'BAD_CURSOR', argument: 'after' };
      await expect(ask({ after, sort: [] })).rejects.toMatchObject(bad);
      await expect(ask({ after, filter: { type: 'year', gte: 2020 } })).rejects.toMatchObject(bad);
      for (const none of ['', 'x', after.slice(4), Buffer.from('[1,2,3]').toString('base64url')]) {
        await expect(ask({ after: none })).rejects.toMatchObject(bad);
      }
      const { hits } = await context.store().search(buildSearch({ sort: byYear.sort }));
      await expect(ask({ after: hits[0]?.cursor ?? '' })).rejects.toMatchObject(bad);
    });

    it('refuse keys that do not exist', async () => {
      const ask = (key: string) => context.store().scan(buildScan({ keys: [key] }));
      await expect(ask('no.cell')).rejects.toMatchObject({ code: 'UNKNOWN_CELL' });
      await expect(ask('derived.none')).rejects.toMatchObject({ code: 'UNKNOWN_DERIVED' });
    });

    it('give nothing once they are closed, and may be closed twice', async () => {
      await writeYears();
      const scan = await context.store().scan(byYear);
      await scan.next(1);
      await scan.close();
      await scan.close();
      await expect(scan.next(1)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    });

    it('run side by side, and one after the other without end', async () => {
      await writeYears();
      const scans = await Promise.all([1, 2, 3].map(() => context.store().scan(byYear)));
      const read = await Promise.all(scans.map((scan) => rest(scan, 2)));
      expect(read.map(years)).toEqual(Array(3).fill([2019, 2020, 2021, 2022, 2023]));
      await Promise.all(scans.map((scan) => scan.close()));
      for (let round = 0; round < 12; round += 1) await scanAll(context.store(), byYear);
    });
  });
}
