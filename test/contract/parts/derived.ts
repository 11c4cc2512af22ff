/** Contract: derived values and the id of the organ, as stored with each report. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DERIVED } from '../../../src/domain/derived.js';
import { deriveValues } from '../../../src/domain/derive-values.js';
import type { DerivedValues } from '../../../src/domain/derive-values.js';
import type { Report } from '../../../src/domain/report.js';
import type { ReportStore } from '../../../src/store/port.js';
import type { ReportWrite } from '../../../src/store/writes.js';
import { arbitraryFacts } from '../../support/arbitrary-report.js';
import { knownReports } from '../../support/brute-force.js';
import { buildReport, buildSearch, buildWrite, UNCERTAIN } from '../../support/build-report.js';
import type { ContractContext } from '../report-store.js';

const RECEIVED = 'applications.received.total';
const CHANGE = 'derived.received.change';

const received = (year: number, value: number, more: Parameters<typeof buildReport>[0] = {}): Report =>
  buildReport({ year, cells: { [RECEIVED]: value }, ...more });

/** The change from the year before by year, read from the report and found by a filter. */
async function changes(store: ReportStore): Promise<Record<string, number | null>> {
  const sort = [{ by: 'YEAR', direction: 'ASC' } as const];
  const { hits } = await store.search(buildSearch({ sort }));
  const stored = await store.getMany(hits.map(({ id }) => id));
  const found: Record<string, number | null> = {};
  for (const one of stored) {
    const value = one?.derived[CHANGE] ?? null;
    found[String(one?.report.year)] = value;
    const condition = value === null ? { hasValue: false } : { eq: value };
    const { total } = await store.search(
      buildSearch({
        filter: {
          type: 'and',
          children: [
            { type: 'id', in: [one?.id ?? ''] },
            { type: 'derived', key: CHANGE, ...condition },
          ],
        },
      }),
    );
    expect(total).toBe(1);
  }
  return found;
}

export function describeDerived({ store, another, reopen }: ContractContext): void {
  describe('derived values', () => {
    const writes: ReportWrite[] = [
      buildWrite(received(2018, 10), { bytes: '2018' }),
      buildWrite(received(2019, 14), { bytes: '2019' }),
      buildWrite(received(2020, 11), { bytes: '2020' }),
      buildWrite(received(2022, 5), { bytes: '2022' }),
    ];
    const expected = { 2018: null, 2019: 4, 2020: -3, 2022: null };

    it('are stored, all of them, for any reports in any order', async () => {
      const facts = fc.sample(arbitraryFacts, { seed: 18, numRuns: 60 });
      const some = facts.map((one, index) => buildWrite(buildReport(one), { bytes: `${index}` }));
      const backwards = await another();
      const outcomes = await store().write(some);
      for (let at = some.length; at > 0; at -= 7) await backwards.write(some.slice(Math.max(0, at - 7), at));
      const ids = [...new Set(outcomes.map(({ id }) => id))];
      const stored = (await store().getMany(ids)).filter((one) => one !== null);
      const known = knownReports(new Map(stored.map((one) => [one.id, one.report])));
      // What rests on the texts of all reports has a law of its own, in copied.ts.
      const ofCells = ({ derived }: { derived: DerivedValues }): [string, number | null | undefined][] =>
        Object.entries(derived).filter(([key]) => !key.startsWith('derived.originality.'));
      expect(stored.map(ofCells)).toEqual(known.map(ofCells));
      expect(Object.keys(stored[0]?.derived ?? {})).toHaveLength(DERIVED.length);
      expect(await backwards.getMany(ids)).toEqual(stored);
      expect(await (await reopen()).getMany(ids)).toEqual(stored);
    });

    it('follow the year before, whatever the order of import', async () => {
      await store().write(writes);
      expect(await changes(store())).toEqual(expected);
      const backwards = await another();
      for (const write of writes.toReversed()) await backwards.write([write]);
      expect(await changes(backwards)).toEqual(expected);
    });

    it('are rebuilt when the year before is revised, read otherwise, moved or deleted', async () => {
      await store().write(writes);
      expect(await changes(store())).toEqual(expected);
      // Another revision of 2018, with more in it.
      const better = received(2018, 12, {
        cells: { [RECEIVED]: 12, 'applications.granted.total': 1, 'applications.outcomeTotal.total': 12 },
      });
      await store().write([buildWrite(better, { bytes: 'better 2018' })]);
      expect(await changes(store())).toEqual({ ...expected, 2019: 2 });
      // The file of 2019 is read again.
      await store().write([buildWrite(received(2019, 20), { bytes: '2019', parserVersion: '2' })]);
      expect(await changes(store())).toEqual({ ...expected, 2019: 8, 2020: -9 });
      // It turns out to be of 2021.
      await store().write([buildWrite(received(2021, 20), { bytes: '2019', parserVersion: '3' })]);
      expect(await changes(store())).toEqual({ 2018: null, 2020: null, 2021: 9, 2022: -15 });
      const { hits } = await store().search(buildSearch({ filter: { type: 'year', eq: 2021 } }));
      await store().delete(hits[0]?.id ?? '');
      expect(await changes(store())).toEqual({ 2018: null, 2020: null, 2022: null });
    });

    it('do not compare own figures with consolidated ones', async () => {
      await store().write([
        buildWrite(received(2019, 1, { scope: 'OWN' })),
        buildWrite(received(2020, 5, { scope: 'CONSOLIDATED' })),
        buildWrite(received(2021, 7)),
      ]);
      expect(await changes(store())).toEqual({ 2019: null, 2020: null, 2021: 2 });
    });

    it('of an older revision are without the year before', async () => {
      const [old, better] = [received(2019, 14), received(2019, 15, { sections: [['OTHER', '文']] })];
      const outcomes = await store().write([
        buildWrite(received(2018, 10)),
        buildWrite(old, { bytes: 'a' }),
        buildWrite(better, { bytes: 'b' }),
      ]);
      const id = outcomes[1]?.id ?? '';
      const revisions = (await store().revisions([id])).flat();
      const stored = await Promise.all(revisions.map(({ source }) => store().getRevision(id, source.sha256)));
      expect(stored.map((one) => one?.derived[CHANGE] === null)).toEqual([false, true]);
      expect(stored[1]?.derived).toEqual(deriveValues(stored[1]?.report ?? old, null));
    });
  });

  describe('the id of an organ', () => {
    it('is the same for all its years, and another for its namesake elsewhere', async () => {
      const elsewhere = { ...buildReport().region, city: null };
      const outcomes = await store().write(
        [
          buildReport({ year: 2019 }),
          buildReport({ year: 2020 }),
          buildReport({ region: elsewhere }),
          buildReport({ region: UNCERTAIN }),
        ].map((report) => buildWrite(report)),
      );
      const ids = outcomes.map(({ id }) => id);
      const [first, second, third, uncertain] = (await store().getMany(ids)).map((one) => one?.organId);
      expect(second).toBe(first);
      expect([typeof first, typeof third]).toEqual(['string', 'string']);
      expect(third).not.toBe(first);
      expect(uncertain).toBeNull();
      const { hits } = await store().search(
        buildSearch({
          filter: { type: 'organId', in: [first ?? ''] },
          sort: [{ by: 'YEAR', direction: 'ASC' }],
        }),
      );
      expect(hits.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    });
  });
}
