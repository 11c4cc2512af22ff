/** Contract: an organ's report of one year is held against its report of the year before, however they come in. */
import { describe, expect, it } from 'vitest';
import type { ReportStore } from '../../../src/store/port.js';
import type { ReportWrite } from '../../../src/store/writes.js';
import type { Report } from '../../../src/domain/report.js';
import { buildReport, buildSearch, buildWrite, region } from '../../support/build-report.js';
import type { ContractContext } from '../report-store.js';

const PLACE = region('云泽省', '澄江市', '青禾县');
const IN = 'applications.carriedIn.total';
const OUT = 'applications.carriedOut.total';

function yearReport(year: number, cells: Record<string, number>): Report {
  return buildReport({ organ: '教育局', region: PLACE, year, cells });
}

/** The findings across years of each stored report: year, code and outcome. */
async function acrossYears(store: ReportStore): Promise<string[]> {
  const { hits } = await store.search(buildSearch({ sort: [{ by: 'YEAR', direction: 'ASC' }] }));
  const reports = await store.getMany(hits.map(({ id }) => id));
  return reports.flatMap((stored) =>
    (stored?.report.findings ?? [])
      .filter(({ code }) => /continues?$/u.test(code))
      .map(({ code, outcome }) => `${String(stored?.report.year)} ${code} ${String(outcome)}`),
  );
}

export function describeYears({ store, another }: ContractContext): void {
  describe('years of one organ', () => {
    const writes: ReportWrite[] = [
      buildWrite(yearReport(2019, { [OUT]: 5 }), { bytes: '2019' }),
      buildWrite(yearReport(2020, { [IN]: 5, [OUT]: 2 }), { bytes: '2020' }),
      buildWrite(yearReport(2021, { [IN]: 3 }), { bytes: '2021' }),
      buildWrite(yearReport(2023, { [IN]: 9 }), { bytes: '2023' }),
    ];
    const expected = ['2020 carried-in-continues HOLDS', '2021 carried-in-continues FAILS'];

    it('are compared with the year before, whatever the order and the batches of import', async () => {
      await store().write(writes);
      expect(await acrossYears(store())).toEqual(expected);
      const backwards = await another();
      for (const write of writes.toReversed()) await backwards.write([write]);
      expect(await acrossYears(backwards)).toEqual(expected);
    });

    it('are compared again when the year before is revised or read otherwise', async () => {
      await store().write(writes);
      await store().write([
        buildWrite(yearReport(2020, { [IN]: 5, [OUT]: 3, 'applications.received.total': 1 }), {
          bytes: 'better 2020',
        }),
      ]);
      expect(await acrossYears(store())).toEqual([expected[0], '2021 carried-in-continues HOLDS']);
      // The file of 2019 turns out to be of 2018: nothing stands before 2020 any more.
      await store().write([
        buildWrite(yearReport(2018, { [OUT]: 5 }), { bytes: '2019', parserVersion: 'newer' }),
      ]);
      expect(await acrossYears(store())).toEqual(['2021 carried-in-continues HOLDS']);
    });

    it('can be found by what does not continue', async () => {
      await store().write(writes);
      const { total } = await store().search(
        buildSearch({ filter: { type: 'finding', codes: ['carried-in-continues'], outcomes: ['FAILS'] } }),
      );
      expect(total).toBe(1);
    });
  });
}
