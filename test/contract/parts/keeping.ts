/** Contract: what is kept, and for how long: sources, files set aside, everything after a restart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SetAsideFile } from '../../../src/store/sources.js';
import type { ReportWrite } from '../../../src/store/writes.js';
import { arbitraryFacts } from '../../support/arbitrary-report.js';
import { buildReport, buildSearch, buildWrite, phrase, UNCERTAIN } from '../../support/build-report.js';
import type { ContractContext } from '../report-store.js';

const setAside = (facts: Partial<SetAsideFile>): SetAsideFile => ({
  fileName: 'a.txt',
  sha256: 'a'.repeat(64),
  reason: 'no-year',
  message: '没有年度。',
  at: '2024-03-01T08:00:00.000Z',
  ...facts,
});

export function describeKeeping({ store, reopen, another }: ContractContext): void {
  describe('keeping', () => {
    it('gives reports back as they were written', async () => {
      const reports = fc
        .sample(arbitraryFacts, { seed: 15, numRuns: 40 })
        .map((facts) => buildReport({ ...facts, region: UNCERTAIN }));
      const outcomes = await store().write(
        reports.map((report, index) => buildWrite(report, { bytes: `${index}` })),
      );
      const stored = await store().getMany(outcomes.map(({ id }) => id));
      const own = stored.map((one) => one?.report.findings.pop()?.code);
      expect(new Set(own)).toEqual(new Set(['identity-uncertain']));
      expect(stored.map((one) => one?.report)).toEqual(reports);
    });

    it('gives the source back byte for byte', async () => {
      const write = buildWrite(buildReport(), { bytes: '\ufeff第一行\r\n\u0000尾' });
      await store().write([write]);
      const source = await store().source(write.source.sha256);
      expect(source && { ...source, bytes: Buffer.from(source.bytes) }).toEqual(write.source);
      expect(await store().source('0'.repeat(64))).toBeNull();
    });

    it('keeps the time and name of the first import', async () => {
      const write = buildWrite(buildReport(), { bytes: 'a', fileName: 'first.txt' });
      await store().write([write]);
      const later = buildWrite(buildReport(), { bytes: 'a', fileName: 'later.txt', parserVersion: '2' });
      await store().write([
        { ...later, source: { ...later.source, importedAt: '2025-01-01T00:00:00.000Z' } },
      ]);
      expect(await store().source(write.source.sha256)).toMatchObject({
        fileName: 'first.txt',
        importedAt: write.source.importedAt,
      });
    });

    it('keeps where a file came from, and takes over another origin of the same bytes only where one is given', async () => {
      const url = 'https://gov.example.cn/2021/1.html';
      const write = (origin: Partial<ReportWrite['source']>) => {
        const one = buildWrite(buildReport(), { bytes: 'a' });
        return store().write([{ ...one, source: { ...one.source, ...origin } }]);
      };
      const [first] = await write({ url, retrievedAt: '2024-03-01' });
      const { sha256 } = buildWrite(buildReport(), { bytes: 'a' }).source;
      const told = async () => {
        const id = first?.id ?? '';
        const scan = await store().scan({ ...buildSearch(), after: null, keys: [], findings: false });
        const [row] = await scan.next(1);
        await scan.close();
        const [revisions] = await store().revisions([id]);
        const [stored] = await store().getMany([id]);
        const { hits } = await store().search(buildSearch({ reports: true }));
        return [
          (await store().source(sha256)) ?? null,
          (await store().knownSources([sha256])).get(sha256),
          row?.source,
          revisions?.[0]?.source,
          stored?.source,
          hits[0]?.report?.source,
        ].map((one) => [one?.url, one?.retrievedAt]);
      };
      expect(new Set((await told()).map(String))).toEqual(new Set([`${url},2024-03-01`]));
      await write({ url: null, retrievedAt: null });
      expect(new Set((await told()).map(String))).toEqual(new Set([`${url},2024-03-01`]));
      await write({ url: `${url}?again`, retrievedAt: '2024-05-01' });
      expect(new Set((await told()).map(String))).toEqual(new Set([`${url}?again,2024-05-01`]));
    });

    it('lists sources in order', async () => {
      const writes = Array.from({ length: 7 }, (_, index) =>
        buildWrite(buildReport(), { bytes: `${index}` }),
      );
      await store().write(writes);
      const all = writes.map(({ source }) => source.sha256).sort();
      const first = await store().listSources(null, 4);
      expect(first).toEqual(all.slice(0, 4));
      expect(await store().listSources(first.at(-1) ?? null, 100)).toEqual(all.slice(4));
    });

    it('lists files set aside, newest first, each once', async () => {
      await store().setAside([
        setAside({}),
        setAside({ fileName: 'b.txt', sha256: null, at: '2024-03-02T08:00:00.000Z' }),
      ]);
      const again = setAside({ message: '仍然没有年度。', at: '2024-03-03T08:00:00.000Z' });
      await store().setAside([again, setAside({ sha256: 'b'.repeat(64) })]);
      const { files, total } = await store().listSetAside(10, 0);
      expect(total).toBe(3);
      expect(files.map(({ fileName, sha256 }) => [fileName, sha256?.[0] ?? null])).toEqual([
        ['a.txt', 'a'],
        ['b.txt', null],
        ['a.txt', 'b'],
      ]);
      expect(files[0]).toEqual(again);
      expect((await store().listSetAside(1, 1)).files).toEqual(files.slice(1, 2));
      expect((await store().status()).setAside).toBe(3);
    });

    it('forgets that a file was set aside once the same bytes are a report', async () => {
      const write = buildWrite(buildReport());
      await store().setAside([setAside({ sha256: write.source.sha256 }), setAside({})]);
      await store().write([write]);
      expect((await store().listSetAside(10, 0)).files).toEqual([setAside({})]);
    });

    it('has everything after it was closed and opened', async () => {
      const write = buildWrite(
        buildReport({ sections: [['OTHER', '行政诉讼']], cells: { 'applications.received.total': 4 } }),
      );
      const [outcome] = await store().write([write]);
      await store().setAside([setAside({})]);
      const before = await store().getMany([outcome?.id ?? '']);
      const opened = await reopen();
      expect(await opened.getMany([outcome?.id ?? ''])).toEqual(before);
      const filter = { type: 'cell', key: 'applications.received.total', eq: 4 } as const;
      expect((await opened.search(buildSearch({ text: phrase('行政诉讼'), filter }))).total).toBe(1);
      expect(await opened.status()).toMatchObject({
        reports: 1,
        revisions: 1,
        sources: 1,
        setAside: 1,
        madeUp: false,
      });
      expect((await opened.write([write]))[0]?.status).toBe('unchanged');
    });

    it('is empty at first', async () => {
      expect(await store().status()).toMatchObject({
        reports: 0,
        revisions: 0,
        sources: 0,
        setAside: 0,
        years: null,
      });
      const result = await store().search(
        buildSearch({ text: phrase('公开'), facets: [{ field: 'year', limit: 5 }] }),
      );
      expect(result).toEqual({
        hits: [],
        total: 0,
        hasNextPage: false,
        hasPreviousPage: false,
        facets: [{ field: 'year', buckets: [], distinct: 0, missing: 0 }],
      });
      expect(await store().getMany(['x-2021-none'])).toEqual([null]);
      expect(await store().revisions(['x-2021-none'])).toEqual([[]]);
      expect(await store().getRevision('x-2021-none', '0'.repeat(64))).toBeNull();
      expect(await store().write([])).toEqual([]);
    });

    it('takes any text for an id, and knows none but its own', async () => {
      const [outcome] = await store().write([buildWrite(buildReport())]);
      const ids = ['', ' ', 'head', '_all', '没有', 'a\u0000b', '\ud800', '*', '../x', 'x'.repeat(40_000)];
      expect(await store().getMany([...ids, outcome?.id ?? ''])).toMatchObject([
        ...ids.map(() => null),
        { id: outcome?.id },
      ]);
      expect(await store().revisions(ids)).toEqual(ids.map(() => []));
      for (const id of ids) {
        expect(await store().getRevision(id, outcome?.sha256 ?? '')).toBeNull();
        expect(await store().getRevision(outcome?.id ?? '', id)).toBeNull();
        expect(await store().source(id)).toBeNull();
        expect(await store().delete(id)).toBe(false);
      }
      expect((await store().knownSources(ids)).size).toBe(0);
    });

    it('refuses everything once it is closed', async () => {
      const target = await another();
      await target.search(buildSearch());
      await target.close();
      await expect(target.search(buildSearch())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      await expect(target.write([])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    });
  });
}
