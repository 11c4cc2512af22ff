/** Contract: which organs a store knows, and the lists of organs that it keeps. */
import { describe, expect, it } from 'vitest';
import { UNKNOWN_REGION } from '../../../src/domain/region.js';
import type { Roster } from '../../../src/store/rosters.js';
import { buildReport, buildWrite, region } from '../../support/build-report.js';
import type { ContractContext } from '../report-store.js';

const roster = (name: string, organs: string[], importedAt = '2024-01-01T00:00:00.000Z'): Roster => ({
  name,
  importedAt,
  sha256: 'a'.repeat(64),
  organs: organs.length,
  entries: organs.map((organ, index) => ({
    organ: { name: organ, normalizedName: organ, kind: 'DEPARTMENT', level: 'COUNTY' },
    region: region('云泽省', '澄江市', '青禾县'),
    certain: true,
    line: index + 2,
  })),
});

export function describeOrgans({ store, reopen }: ContractContext): void {
  describe('organs', () => {
    it('have the years of their reports, under the name of the latest; one of uncertain place stands alone', async () => {
      const place = region('云泽省', '澄江市', '青禾县');
      const moved = {
        ...place,
        today: { ...region('云泽省', '澄江市', '青禾区'), certain: true },
      };
      await store().write([
        buildWrite(buildReport({ year: 2021, region: moved })),
        buildWrite(buildReport({ year: 2019, region: place })),
        buildWrite(buildReport({ organ: '教育局', year: 2021, region: UNKNOWN_REGION }), { bytes: 'x' }),
        buildWrite(buildReport({ organ: '教育局', year: 2020, region: UNKNOWN_REGION }), { bytes: 'y' }),
      ]);
      const { organs } = await store().organHistory();
      expect(organs.map(({ organId, name, years }) => [organId === null, name, years])).toEqual([
        [false, '青禾县人民政府', [2019, 2021]],
        [true, '教育局', expect.any(Array)],
        [true, '教育局', expect.any(Array)],
      ]);
      const [first, ...others] = organs;
      expect(first).toMatchObject({ kind: 'PEOPLES_GOVERNMENT', level: 'COUNTY' });
      expect([first?.regions.county?.label, first?.regions.countyToday?.label]).toEqual(['青禾县', '青禾区']);
      expect(first?.regions.township).toBeNull();
      expect(others.map(({ years }) => years).sort()).toEqual([[2020], [2021]]);
    });

    it('follow every write and delete', async () => {
      const years = async () => (await store().organHistory()).organs.map((one) => one.years);
      expect(await years()).toEqual([]);
      const [one] = await store().write([buildWrite(buildReport({ year: 2020 }))]);
      expect(await years()).toEqual([[2020]]);
      await store().write([buildWrite(buildReport({ year: 2021 }))]);
      expect(await years()).toEqual([[2020, 2021]]);
      await store().delete(one?.id ?? '');
      expect(await years()).toEqual([[2021]]);
    });
  });

  describe('lists of organs', () => {
    it('are kept under their names, replaced, listed and removed', async () => {
      const [a, b] = [roster('甲', ['教育局', '财政局']), roster('乙', ['统计局'])];
      await store().putRoster(a);
      await store().putRoster(b);
      await store().putRoster(a);
      const info = ({ name, importedAt, sha256, organs }: Roster) => ({ name, importedAt, sha256, organs });
      const byName = (lists: { name: string }[]) => lists.map(({ name }) => name);
      expect(byName(await store().listRosters()).sort()).toEqual(['乙', '甲'].sort());
      expect(byName(await store().rosters())).toEqual(byName(await store().listRosters()));
      const shorter = roster('甲', ['教育局'], '2024-02-01T00:00:00.000Z');
      await store().putRoster(shorter);
      const again = await reopen();
      expect((await again.rosters()).find(({ name }) => name === '甲')).toEqual(shorter);
      expect((await again.listRosters()).find(({ name }) => name === '甲')).toEqual(info(shorter));
      expect(await again.removeRoster('甲')).toBe(true);
      expect(await again.removeRoster('甲')).toBe(false);
      expect(await again.rosters()).toEqual([b]);
    });
  });
}
