/** Contract: which files are one report, which revision counts, and that the order of import does not matter. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNKNOWN_REGION } from '../../../src/domain/region.js';
import type { ReportStore } from '../../../src/store/port.js';
import type { ReportWrite } from '../../../src/store/writes.js';
import { arbitraryFacts } from '../../support/arbitrary-report.js';
import { buildReport, buildSearch, buildWrite, phrase, region } from '../../support/build-report.js';
import type { ContractContext } from '../report-store.js';

const KEY = 'applications.received.total';

/** Everything that a store answers about what was written, but for what tells the time. */
async function contents(store: ReportStore): Promise<unknown> {
  const { hits } = await store.search(
    buildSearch({
      facets: [
        { field: 'finding', limit: 100 },
        { field: 'organ', limit: 100 },
      ],
    }),
  );
  const ids = hits.map(({ id }) => id);
  const revisions = await store.revisions(ids);
  const found = await store.search(
    buildSearch({ text: phrase('公开'), sort: [{ by: 'YEAR', direction: 'ASC' }] }),
  );
  return {
    reports: await store.getMany(ids),
    revisions,
    found: found.hits.map(({ id }) => id),
    status: { ...(await store.status()), bytes: null },
  };
}

export function describeRevisions({ store, withAnother }: ContractContext): void {
  describe('revisions', () => {
    it('are one report where organ, certain region and year are one', async () => {
      const report = (facts = {}) =>
        buildReport({ organ: '教育局', region: region('云泽省', '澄江市', '青禾县'), ...facts });
      const outcomes = await store().write([
        buildWrite(report(), { bytes: 'page' }),
        buildWrite(report({ cells: { [KEY]: 3 } }), { bytes: 'pdf' }),
        buildWrite(report({ year: 2020 }), { bytes: 'year' }),
        buildWrite(report({ region: region('云泽省', '澄江市', '白石县') }), { bytes: 'place' }),
        buildWrite(report({ region: UNKNOWN_REGION }), { bytes: 'nowhere' }),
        buildWrite(report({ region: UNKNOWN_REGION }), { bytes: 'nowhere else' }),
        buildWrite(report(), { bytes: 'page' }),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual([
        'new',
        'revised',
        'new',
        'new',
        'new',
        'new',
        'unchanged',
      ]);
      expect(outcomes.map(({ current }) => current)).toEqual([false, true, true, true, true, true, false]);
      expect(outcomes[1]?.id).toBe(outcomes[0]?.id);
      expect(outcomes[6]?.id).toBe(outcomes[0]?.id);
      expect(new Set(outcomes.map(({ id }) => id)).size).toBe(5);
      expect(await store().status()).toMatchObject({
        reports: 5,
        revisions: 6,
        sources: 6,
        years: { from: 2020, to: 2021 },
      });
      expect((await store().search(buildSearch())).total).toBe(5);
    });

    it('have readable ids', async () => {
      const place = region('云泽省', '澄江市');
      const coded = { ...place, city: { name: '澄江市', code: '990100', inferred: false } };
      const outcomes = await store().write([
        buildWrite(buildReport({ region: coded })),
        buildWrite(buildReport({ region: place })),
        buildWrite(buildReport({ region: UNKNOWN_REGION })),
      ]);
      expect(outcomes[0]?.id).toMatch(/^990100-2021-[a-z2-7]{10}$/);
      expect(outcomes[1]?.id).toBe(outcomes[0]?.id);
      expect(outcomes[2]?.id).toMatch(/^u-2021-[a-z2-7]{10}$/);
    });

    it('are marked where the identity is not certain, and can be found by that', async () => {
      await store().write([buildWrite(buildReport()), buildWrite(buildReport({ region: UNKNOWN_REGION }))]);
      const { hits } = await store().search(
        buildSearch({ filter: { type: 'finding', codes: ['identity-uncertain'] } }),
      );
      expect(hits.map(({ id }) => id[0])).toEqual(['u']);
      const [report] = await store().getMany(hits.map(({ id }) => id));
      expect(report?.report.findings).toMatchObject([
        { code: 'identity-uncertain', severity: 'WARNING', outcome: null },
      ]);
    });

    it('are searched by the current one alone, and the others stay readable', async () => {
      const [old, current] = [
        buildReport({ sections: [['OTHER', '旧文稿公开']] }),
        buildReport({
          sections: [['OTHER', '新文稿']],
          cells: { [KEY]: 3, 'applications.received.other': 'BLANK' },
        }),
      ];
      const [first, second] = await store().write([
        buildWrite(old, { bytes: 'old' }),
        buildWrite(current, { bytes: 'new' }),
      ]);
      const id = first?.id ?? '';
      expect((await store().search(buildSearch({ text: phrase('旧文稿') }))).total).toBe(0);
      expect((await store().search(buildSearch({ text: phrase('新文稿') }))).total).toBe(1);
      expect(
        (await store().revisions([id])).flat().map(({ source, current: counts }) => [source.sha256, counts]),
      ).toEqual([
        [second?.sha256, true],
        [first?.sha256, false],
      ]);
      expect((await store().getRevision(id, first?.sha256 ?? ''))?.report).toEqual(old);
      const [shown] = await store().getMany([id]);
      const { findings, ...rest } = shown?.report ?? buildReport();
      expect({ ...rest, findings: [] }).toEqual(current);
      expect(findings).toMatchObject([
        {
          code: 'revisions-differ',
          severity: 'WARNING',
          outcome: null,
          cells: ['applications.received.other', KEY],
        },
      ]);
      expect(findings[0]?.message.zh).toContain('2 个版本');
      expect(findings[0]?.message.en).toContain('2 cell(s)');
      expect(
        (await store().search(buildSearch({ filter: { type: 'finding', codes: ['revisions-differ'] } })))
          .total,
      ).toBe(1);
    });

    it('raise no finding where all cells agree', async () => {
      const writes = ['甲', '乙'].map((text) => buildWrite(buildReport({ sections: [['OTHER', text]] })));
      const [first] = await store().write(writes);
      expect((await store().getMany([first?.id ?? '']))[0]?.report.findings).toEqual([]);
    });

    it('come out the same whatever the order of import and the cut into batches', async () => {
      const writes = fc
        .array(arbitraryFacts, { minLength: 10, maxLength: 30 })
        .map((facts) =>
          facts.map((one, index) =>
            buildWrite(buildReport(one), { bytes: `${index}`, fileName: `${index}.txt` }),
          ),
        );
      const orders = writes.chain((all) =>
        fc.record({
          all: fc.constant(all),
          shuffled: fc.shuffledSubarray(all, { minLength: all.length }),
          size: fc.integer({ min: 1, max: 7 }),
        }),
      );
      await fc.assert(
        fc.asyncProperty(orders, ({ all, shuffled, size }) =>
          withAnother(async (one) => {
            await one.write(all);
            await withAnother(async (other) => {
              for (let start = 0; start < shuffled.length; start += size)
                await other.write(shuffled.slice(start, start + size));
              expect(await contents(other)).toEqual(await contents(one));
            });
          }),
        ),
        { seed: 14, numRuns: 6 },
      );
    });

    it('are written as a whole batch or not at all', async () => {
      const good = buildWrite(buildReport());
      const bad: ReportWrite = buildWrite({ ...buildReport(), year: null });
      await expect(store().write([good, bad])).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
      expect(await store().status()).toMatchObject({ reports: 0, sources: 0 });
      expect((await store().search(buildSearch())).total).toBe(0);
    });
  });
}
