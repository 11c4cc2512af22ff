/** Contract: ids once given lead somewhere permanently, in this store and in one that takes them over. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportStore } from '../../../src/store/port.js';
import type { Alias, ReportWrite } from '../../../src/store/writes.js';
import { buildReport, buildSearch, buildWrite, region, UNCERTAIN } from '../../support/build-report.js';
import type { ContractContext } from '../report-store.js';

const STEPS = 61;
const STEPS_PER_CHECK = 5;

/** So few files, organs and years that reports merge and split all the time. */
const arbitraryFile = fc.record({
  file: fc.integer({ min: 0, max: 7 }),
  organ: fc.constantFrom('教育局', '财政局'),
  year: fc.constantFrom(2020, 2021),
  region: fc.constantFrom(UNCERTAIN, region('云泽省', '澄江市'), region('云泽省', '澄江市')),
});
const arbitraryStep = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.uniqueArray(arbitraryFile, {
      selector: ({ file }) => file,
      minLength: 1,
      maxLength: 3,
    }),
  },
  { weight: 1, arbitrary: fc.nat(9).map((deleted) => ({ deleted })) },
);

async function allAliases(store: ReportStore, limit: number): Promise<Alias[]> {
  const all: Alias[] = [];
  for (let page = await store.listAliases(null, limit); page.length > 0;) {
    all.push(...page);
    page = await store.listAliases(page.at(-1)?.alias ?? null, limit);
  }
  return all;
}

/** What the reads by id answer. */
async function answersTo(store: ReportStore, ids: string[]): Promise<unknown> {
  const revisions = await store.revisions(ids);
  const single = ids.map((id, index) =>
    Promise.all((revisions[index] ?? []).map(({ source }) => store.getRevision(id, source.sha256))),
  );
  return { reports: await store.getMany(ids), revisions, single: await Promise.all(single) };
}

/** All writes that make a store what it is, as a migration has them. */
async function writesOf(store: ReportStore): Promise<ReportWrite[]> {
  const sources = await store.listSources(null, 100);
  const known = await store.knownSources(sources);
  return Promise.all(
    sources.map(async (sha256): Promise<ReportWrite> => {
      const id = known.get(sha256)?.id ?? '';
      const [stored, source] = await Promise.all([store.getRevision(id, sha256), store.source(sha256)]);
      if (stored === null || source === null) throw new Error(`${sha256} is missing`);
      const report = { ...stored.report, findings: [] };
      return { source, report, parserVersion: stored.parserVersion, id };
    }),
  );
}

export function describeAliases({ store, another, reopen }: ContractContext): void {
  const report = (facts = {}) => buildReport({ region: region('云泽省', '澄江市'), ...facts });
  /** Two reports and their ids. */
  const writeTwo = async (): Promise<[string, string]> => {
    const outcomes = await store().write([
      buildWrite(report(), { bytes: 'a' }),
      buildWrite(report({ year: 2020 }), { bytes: 'b' }),
    ]);
    return [outcomes[0]?.id ?? '', outcomes[1]?.id ?? ''];
  };
  const reached = async (...ids: string[]): Promise<(string | null)[]> =>
    (await store().getMany(ids)).map((one) => one && one.id);

  describe('aliases', () => {
    it('are all ids once given that lead to another report, whatever merged, split or was deleted', async () => {
      const given = new Set<string>();
      const steps = fc.sample(arbitraryStep, { seed: 21, numRuns: STEPS });
      let most = 0;
      for (const [version, step] of steps.entries()) {
        if ('deleted' in step) {
          await store().delete([...given].sort()[step.deleted] ?? '');
        } else {
          const writes = step.map(({ file, ...facts }) =>
            buildWrite(buildReport(facts), { bytes: `${file}`, parserVersion: `${version}` }),
          );
          for (const { id } of await store().write(writes)) given.add(id);
        }
        if (version % STEPS_PER_CHECK !== 0) continue;
        const ids = [...given].sort();
        const leading = (await reached(...ids)).flatMap((id, index): Alias[] => {
          const alias = ids[index] ?? '';
          return id === null || id === alias ? [] : [{ alias, id }];
        });
        const listed = await allAliases(store(), 1 + (version % 3));
        expect(listed.map(({ alias }) => alias)).toEqual(listed.map(({ alias }) => alias).sort());
        // Reports that came and went within one batch have ids that nobody was told.
        expect(listed.filter(({ alias }) => given.has(alias))).toEqual(leading);
        expect(await reached(...listed.map(({ alias }) => alias))).toEqual(listed.map(({ id }) => id));
        most = Math.max(most, leading.length);
      }
      expect(most).toBeGreaterThan(3);

      // Another store that is told all of it answers every id alike.
      const ids = [...given];
      const copy = await another();
      const aliases = await store().listAliases(null, 1000);
      await copy.write(await writesOf(store()));
      await copy.addAliases(aliases);
      expect(await copy.listAliases(null, 1000)).toEqual(aliases);
      expect(await answersTo(copy, ids)).toEqual(await answersTo(store(), ids));
      await copy.addAliases(aliases);
      expect(await copy.listAliases(null, 1000)).toEqual(aliases);
    });

    it('that are brought in lead to their report, also after the store was closed and opened', async () => {
      const [id, other] = await writeTwo();
      const before = await answersTo(store(), [id, other]);
      await store().addAliases([
        { alias: 'x-2018-b', id },
        { alias: 'x-2018-a', id: other },
      ]);
      // One that is an alias already will do for the report.
      await store().addAliases([{ alias: 'x-2018-c', id: 'x-2018-b' }]);
      const aliases = [
        { alias: 'x-2018-a', id: other },
        { alias: 'x-2018-b', id },
        { alias: 'x-2018-c', id },
      ];
      const check = async (): Promise<void> => {
        expect(await store().listAliases(null, 9)).toEqual(aliases);
        expect(await store().listAliases('x-2018-a', 1)).toEqual(aliases.slice(1, 2));
        expect(await store().listAliases('x-2018-c', 9)).toEqual([]);
        expect(await store().listAliases(null, 0)).toEqual([]);
        expect(await answersTo(store(), ['x-2018-b', 'x-2018-a'])).toEqual(before);
        expect(await answersTo(store(), [id, other])).toEqual(before);
        expect((await store().search(buildSearch())).total).toBe(2);
      };
      await check();
      await reopen();
      await check();
    });

    it('are none at first, and bringing in none is nothing', async () => {
      expect(await store().listAliases(null, 9)).toEqual([]);
      await store().addAliases([]);
      expect(await store().listAliases(null, 9)).toEqual([]);
    });

    it('lead to one report: the last that was named', async () => {
      const [id, other] = await writeTwo();
      await store().addAliases([{ alias: 'x-2018-a', id }]);
      await store().addAliases([
        { alias: 'x-2018-a', id: other },
        { alias: 'x-2018-a', id },
      ]);
      expect(await store().listAliases(null, 9)).toEqual([{ alias: 'x-2018-a', id }]);
      await store().addAliases([{ alias: 'x-2018-a', id: other }]);
      expect(await store().listAliases(null, 9)).toEqual([{ alias: 'x-2018-a', id: other }]);
      expect(await reached('x-2018-a')).toEqual([other]);
      // It went from the first permanently.
      await store().delete(other);
      expect(await store().listAliases(null, 9)).toEqual([]);
      expect(await reached('x-2018-a', id)).toEqual([null, id]);
    });

    it('give way to a report that has the id, there already or written later', async () => {
      const [id, other] = await writeTwo();
      const later = buildWrite(report({ year: 2019 }), { bytes: 'c' });
      await store().addAliases([
        { alias: other, id },
        { alias: id, id },
        { alias: 'x-2019-later', id },
      ]);
      expect(await reached(other, id, 'x-2019-later')).toEqual([other, id, id]);
      await store().write([{ ...later, id: 'x-2019-later' }]);
      expect(await reached('x-2019-later')).toEqual(['x-2019-later']);
      expect(await store().listAliases(null, 9)).toEqual([]);
    });

    it('that would lead nowhere are refused, and with them the others', async () => {
      const [id] = await writeTwo();
      const nowhere = { alias: 'x-2018-b', id: 'x-2021-none' };
      await expect(store().addAliases([{ alias: 'x-2018-a', id }, nowhere])).rejects.toMatchObject({
        code: 'BAD_ARGUMENT',
        argument: 'aliases',
      });
      expect(await store().listAliases(null, 9)).toEqual([]);
    });

    it('go with their report, into another one and in the end', async () => {
      const [id, other] = await writeTwo();
      await store().addAliases([{ alias: 'x-2018-a', id: other }]);
      await store().write([buildWrite(report(), { bytes: 'b', parserVersion: '2' })]);
      expect(await reached('x-2018-a', other)).toEqual([id, id]);
      expect(await store().delete('x-2018-a')).toBe(true);
      expect(await store().listAliases(null, 9)).toEqual([]);
      expect(await reached('x-2018-a', other, id)).toEqual([null, null, null]);
    });
  });
}
