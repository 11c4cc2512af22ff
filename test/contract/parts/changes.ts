/** Contract: the changes of reports. Applied to the state before, they give the state after. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELLS } from '../../../src/domain/cells.js';
import { UNKNOWN_REGION } from '../../../src/domain/region.js';
import type { Report } from '../../../src/domain/report.js';
import { readingOf } from '../../../src/store/changes.js';
import type { CellReading, ListedChange } from '../../../src/store/changes.js';
import type { ReportStore } from '../../../src/store/port.js';
import { buildReport, buildSearch, buildWrite, region } from '../../support/build-report.js';
import type { ContractContext } from '../report-store.js';

/** What a copy of the store holds of a report. */
interface Copy {
  sha256: string | null;
  title: string | null;
  organ: string;
  year: number;
  cells: Record<string, CellReading>;
}

function copyOf(report: Report, sha256: string): Copy {
  return {
    sha256,
    title: report.title,
    organ: report.organ?.name ?? '',
    year: report.year ?? 0,
    cells: Object.fromEntries(CELLS.map(({ key }) => [key, readingOf(report, key)])),
  };
}

async function snapshot(store: ReportStore): Promise<Map<string, Copy>> {
  const { hits } = await store.search(buildSearch());
  const reports = await store.getMany(hits.map(({ id }) => id));
  return new Map(
    reports.flatMap((one) => (one === null ? [] : [[one.id, copyOf(one.report, one.source.sha256)]])),
  );
}

/** All changes after a cursor, page by page. */
async function changesAfter(
  store: ReportStore,
  after: string | null,
  limit = 100,
): Promise<{ changes: ListedChange[]; end: string }> {
  const changes: ListedChange[] = [];
  let cursor = after;
  for (;;) {
    const page = await store.changes({ since: null, after: cursor, limit });
    changes.push(...page.changes);
    cursor = page.endCursor;
    if (!page.hasNextPage) return { changes, end: cursor };
  }
}

/** What who keeps a copy does: a new report is read as it is now, the others are followed. */
async function apply(
  store: ReportStore,
  before: ReadonlyMap<string, Copy>,
  changes: readonly ListedChange[],
): Promise<Map<string, Copy>> {
  const copy = new Map([...before].map(([id, one]) => [id, structuredClone(one)]));
  for (const { kind, id, sha256, title, organ, year, cells } of changes) {
    if (kind === 'DELETED') {
      copy.delete(id);
      continue;
    }
    if (kind === 'NEW') {
      const [now] = await store.getMany([id]);
      copy.set(
        id,
        now?.id === id ? copyOf(now.report, now.source.sha256) : { sha256, title, organ, year, cells: {} },
      );
      continue;
    }
    const one = copy.get(id);
    if (one === undefined) throw new Error(`${id} is revised and was never there`);
    Object.assign(one, { sha256, title, organ, year });
    for (const { key, after } of cells) one.cells[key] = after;
  }
  return copy;
}

const PLACES = [region('云泽省', '澄江市', '青禾县'), region('海陵省', '青禾县'), UNKNOWN_REGION];

/** One thing that is done to a store. `bytes` name the file. */
type Step =
  | { type: 'write'; bytes: string; year: number; place: number; total: number; version: string }
  | { type: 'delete'; index: number };

const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('write' as const),
      bytes: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      year: fc.constantFrom(2020, 2021),
      place: fc.nat({ max: PLACES.length - 1 }),
      total: fc.nat({ max: 3 }),
      version: fc.constantFrom('1', '2', '3'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('delete' as const), index: fc.nat({ max: 4 }) }) },
);

async function run(store: ReportStore, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (step.type === 'write') {
      const { bytes, year, place, total, version } = step;
      const report = buildReport({
        year,
        region: PLACES[place] ?? UNKNOWN_REGION,
        cells: { 'applications.received.total': total, 'applications.carriedIn.total': 'BLANK' },
        sections: [['OTHER', `第${String(total)}稿`]],
      });
      await store.write([buildWrite(report, { bytes, parserVersion: version })]);
    } else {
      const ids = [...(await snapshot(store)).keys()].sort();
      const id = ids[step.index % Math.max(1, ids.length)];
      if (id !== undefined) await store.delete(id);
    }
  }
}

/** A change without what differs from store to store. */
function told(change: ListedChange): unknown {
  return { ...change, at: null, cursor: null };
}

export function describeChanges({ store, reopen, withAnother }: ContractContext): void {
  describe('changes', () => {
    it('tell a new report, a revision with the cells that changed, and a deletion, in order', async () => {
      const first = buildReport({
        cells: { 'applications.received.total': 1, 'applications.granted.total': 'BLANK' },
      });
      const better = buildReport({
        cells: {
          'applications.received.total': 2,
          'applications.granted.total': 0,
          'applications.carriedIn.total': 0,
        },
      });
      const [a, b] = [buildWrite(first, { bytes: 'a' }), buildWrite(better, { bytes: 'b' })];
      const [outcome] = await store().write([a]);
      await store().write([b]);
      // The same bytes again, and a revision that does not count, change nothing.
      await store().write([a]);
      await store().delete(outcome?.id ?? '');
      const { changes, end } = await changesAfter(store(), null, 1);
      const id = outcome?.id;
      expect(changes.map(({ kind, id: of }) => [kind, of])).toEqual([
        ['NEW', id],
        ['REVISED', id],
        ['DELETED', id],
      ]);
      expect(changes[0]).toMatchObject({
        previousSha256: null,
        sha256: a.source.sha256,
        parts: [],
        cells: [],
      });
      expect(changes[1]).toMatchObject({
        previousSha256: a.source.sha256,
        sha256: b.source.sha256,
        parts: ['FILE', 'CELLS'],
        cells: [
          {
            key: 'applications.received.total',
            before: { state: 'REPORTED', value: 1, unit: null },
            after: { state: 'REPORTED', value: 2, unit: null },
          },
          {
            key: 'applications.carriedIn.total',
            before: { state: 'ABSENT', value: null, unit: null },
            after: { state: 'REPORTED', value: 0, unit: null },
          },
          {
            key: 'applications.granted.total',
            before: { state: 'BLANK', value: null, unit: null },
            after: { state: 'REPORTED', value: 0, unit: null },
          },
        ],
      });
      expect(changes[2]).toMatchObject({
        previousSha256: b.source.sha256,
        sha256: null,
        title: better.title,
        mergedInto: null,
      });
      expect(await changesAfter(store(), end)).toEqual({ changes: [], end });
    });

    it('tell where a report has gone into another', async () => {
      const [wrong] = await store().write([buildWrite(buildReport({ year: 2020 }), { bytes: 'a' })]);
      const [right] = await store().write([buildWrite(buildReport({ year: 2021 }), { bytes: 'b' })]);
      const { end } = await changesAfter(store(), null);
      await store().write([buildWrite(buildReport({ year: 2021 }), { bytes: 'a', parserVersion: '2' })]);
      const { changes } = await changesAfter(store(), end);
      expect(changes.filter(({ kind }) => kind === 'DELETED')).toMatchObject([
        { id: wrong?.id, mergedInto: right?.id },
      ]);
    });

    it('applied to the state before give the state after, whatever was done', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(arbitraryStep, { maxLength: 8 }),
          fc.array(arbitraryStep, { minLength: 1, maxLength: 8 }),
          fc.integer({ min: 1, max: 5 }),
          (earlier, later, limit) =>
            withAnother(async (one) => {
              await run(one, earlier);
              const before = await snapshot(one);
              const { end } = await changesAfter(one, null);
              await run(one, later);
              const after = await snapshot(one);
              const { changes } = await changesAfter(one, end, limit);
              expect(await apply(one, before, changes)).toEqual(after);
              // And from nothing, by all changes.
              const { changes: all } = await changesAfter(one, null);
              expect(await apply(one, new Map(), all)).toEqual(after);
            }),
        ),
        { seed: 171, numRuns: 12 },
      );
    }, 240_000);

    it('are those of their time: since an instant, and after a cursor that outlives a restart', async () => {
      await store().write([buildWrite(buildReport({ year: 2020 }))]);
      const { end } = await changesAfter(store(), null);
      const since = new Date(Date.now() + 1).toISOString();
      await new Promise((resolve) => setTimeout(resolve, 5));
      await store().write([buildWrite(buildReport({ year: 2021 }))]);
      const again = await reopen();
      const byTime = await again.changes({ since, after: null, limit: 10 });
      const byCursor = await again.changes({ since: null, after: end, limit: 10 });
      expect(byTime.changes.map(told)).toEqual(byCursor.changes.map(told));
      expect(byTime.changes.map(({ year }) => year)).toEqual([2021]);
    });

    it('are refused with a clear error once they are kept no more, and never told in part', async () => {
      for (const year of [2018, 2019, 2020, 2021]) await store().write([buildWrite(buildReport({ year }))]);
      const { changes } = await changesAfter(store(), null);
      expect(await store().pruneChanges(2)).toBe(2);
      const from = (after: string | null, since: string | null = null) =>
        store().changes({ since, after, limit: 10 });
      await expect(from(null)).rejects.toMatchObject({ code: 'CHANGES_EXPIRED', argument: 'since' });
      await expect(from(changes[0]?.cursor ?? '')).rejects.toMatchObject({
        code: 'CHANGES_EXPIRED',
        argument: 'after',
      });
      await expect(from(null, '2000-01-01T00:00:00.000Z')).rejects.toMatchObject({ code: 'CHANGES_EXPIRED' });
      const kept = await from(changes[1]?.cursor ?? '');
      expect(kept.changes.map(({ year }) => year)).toEqual([2020, 2021]);
      expect(kept.completeAfter).toBe(changes[1]?.at);
      expect(await store().pruneChanges(2)).toBe(0);
    });

    it('come newest first on demand: the same, from the other end, and what is left where some are kept no more', async () => {
      for (const year of [2018, 2019, 2020, 2021]) await store().write([buildWrite(buildReport({ year }))]);
      const { changes } = await changesAfter(store(), null);
      const newest = (after: string | null, limit: number) =>
        store().changes({ since: null, after, limit, order: 'NEWEST_FIRST' });
      const first = await newest(null, 3);
      expect(first.hasNextPage).toBe(true);
      const rest = await newest(first.endCursor, 3);
      expect(rest.hasNextPage).toBe(false);
      expect([...first.changes, ...rest.changes]).toEqual([...changes].reverse());
      expect((await newest(rest.endCursor, 3)).changes).toEqual([]);
      await store().pruneChanges(2);
      const kept = await newest(null, 9);
      expect(kept.changes.map(({ year }) => year)).toEqual([2021, 2020]);
      expect(kept.completeAfter).toBe(changes[1]?.at);
    });

    it('refuse a cursor of another store, or none of ours', async () => {
      await store().write([buildWrite(buildReport())]);
      const { end } = await changesAfter(store(), null);
      await withAnother(async (one) => {
        await expect(one.changes({ since: null, after: end, limit: 1 })).rejects.toMatchObject({
          code: 'BAD_CURSOR',
        });
      });
      for (const after of ['', 'x', Buffer.from('[1,2]').toString('base64url')]) {
        await expect(store().changes({ since: null, after, limit: 1 })).rejects.toMatchObject({
          code: 'BAD_CURSOR',
        });
      }
    });
  });
}
