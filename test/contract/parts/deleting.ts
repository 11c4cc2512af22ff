/** Contract: what a deletion takes away, and what it leaves behind. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportStore } from '../../../src/store/port.js';
import type { SetAsideFile } from '../../../src/store/sources.js';
import type { ReportWrite } from '../../../src/store/writes.js';
import { arbitraryFacts } from '../../support/arbitrary-report.js';
import { buildReport, buildSearch, buildWrite, phrase } from '../../support/build-report.js';
import type { ContractContext } from '../report-store.js';

/** Everything that can be asked of the reports of a store. */
async function describeStore(store: ReportStore): Promise<unknown> {
  const { hits, ...result } = await store.search(
    buildSearch({
      facets: [
        { field: 'organ', limit: 100 },
        { field: 'finding', limit: 100 },
      ],
    }),
  );
  const ids = hits.map(({ id }) => id);
  return {
    ...result,
    // Bytes on disk differ by what was there before.
    status: { ...(await store.status()), bytes: null },
    reports: await store.getMany(ids),
    revisions: await store.revisions(ids),
    sources: await store.listSources(null, 1000),
  };
}

export function describeDeleting({ store, another, reopen }: ContractContext): void {
  describe('deleting', () => {
    const first = buildWrite(buildReport({ sections: [['OTHER', '旧文稿']] }), { bytes: 'a' });
    const better = buildWrite(
      buildReport({ sections: [['OTHER', '新文稿']], cells: { 'applications.received.total': 1 } }),
      { bytes: 'b' },
    );

    /** Ids of what was written. */
    const write = async (...writes: ReportWrite[]): Promise<[string, string]> => {
      const ids = (await store().write(writes)).map(({ id }) => id);
      return [ids[0] ?? '', ids[1] ?? ''];
    };

    it('takes a report away with all revisions and sources, once', async () => {
      const [id] = await write(first, better);
      const other = buildWrite(buildReport({ year: 2015 }));
      await store().write([other]);
      // What a store keeps of earlier answers must not outlive them.
      expect((await store().search(buildSearch({ text: phrase('新文稿') }))).total).toBe(1);

      expect(await store().delete(id)).toBe(true);
      expect((await store().search(buildSearch({ text: phrase('新文稿') }))).total).toBe(0);
      expect(await store().getMany([id])).toEqual([null]);
      expect(await store().revisions([id])).toEqual([[]]);
      for (const { source } of [first, better]) {
        expect(await store().getRevision(id, source.sha256)).toBeNull();
        expect(await store().source(source.sha256)).toBeNull();
      }
      expect(await store().knownSources([first.source.sha256, other.source.sha256])).toHaveProperty(
        'size',
        1,
      );
      expect(await store().listSources(null, 9)).toEqual([other.source.sha256]);
      expect(await store().status()).toMatchObject({
        reports: 1,
        revisions: 1,
        sources: 1,
        years: { from: 2015, to: 2015 },
      });

      expect(await store().delete(id)).toBe(false);
      expect(await (await reopen()).getMany([id])).toEqual([null]);
    });

    it('of an unknown report is no error', async () => {
      await store().write([first]);
      expect(await store().delete('x-2021-none')).toBe(false);
      expect((await store().status()).reports).toBe(1);
    });

    it('lets the same file come again, as new and with the same id', async () => {
      const [outcome] = await store().write([first]);
      await store().delete(outcome?.id ?? '');
      expect(await store().write([first])).toEqual([{ ...outcome, status: 'new' }]);
      expect((await store().search(buildSearch({ text: phrase('旧文稿') }))).total).toBe(1);
    });

    it('by an id of old takes the report that the id leads to, and then neither leads anywhere', async () => {
      const elsewhere = buildReport({ organ: '白石县人民政府' });
      const [id, old] = await write(first, buildWrite(elsewhere, { bytes: 'c' }));
      // Read again, the file turns out to be a revision of the first report.
      await store().write([buildWrite(buildReport(), { bytes: 'c', parserVersion: '2' })]);
      expect((await store().getMany([old]))[0]?.id).toBe(id);
      expect(await store().delete(old)).toBe(true);
      expect(await store().getMany([id, old])).toEqual([null, null]);
      expect((await store().status()).sources).toBe(0);
    });

    it('leaves files set aside alone', async () => {
      const file: SetAsideFile = {
        fileName: 'a.txt',
        sha256: null,
        reason: 'no-year',
        message: '没有年度。',
        at: '2024-03-01T08:00:00.000Z',
      };
      await store().setAside([file]);
      const [id] = await write(first);
      await store().delete(id);
      expect(await store().listSetAside(9, 0)).toEqual({ files: [file], total: 1 });
    });

    it('leaves what a store is that never had the report', async () => {
      const writes = fc
        .sample(arbitraryFacts, { seed: 17, numRuns: 60 })
        .map((facts, index) => buildWrite(buildReport(facts), { bytes: `${index}` }));
      const outcomes = await store().write(writes);
      const ids = [...new Set(outcomes.map(({ id }) => id))];
      const deleted = new Set(ids.filter((_, index) => index % 3 === 0));
      for (const id of deleted) expect(await store().delete(id)).toBe(true);

      const spared = await another();
      await spared.write(writes.filter((_, index) => !deleted.has(outcomes[index]?.id ?? '')));
      expect(await describeStore(store())).toEqual(await describeStore(spared));
    });
  });
}
