import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REGION_LEVELS, regionKey } from '../../src/domain/region.js';
import type { Region, RegionLevel } from '../../src/domain/region.js';
import { canCover, CoveringReports } from '../../src/store/nesting.js';
import type { NestingFacts } from '../../src/store/nesting.js';
import { covers } from '../support/brute-force-aggregate.js';
import { knownReports } from '../support/brute-force.js';
import type { KnownReport } from '../support/brute-force.js';
import { buildReport, region, UNCERTAIN } from '../support/build-report.js';

function factsOf({ id, report }: KnownReport): NestingFacts {
  const places = (place: Region) =>
    Object.fromEntries(REGION_LEVELS.map((level) => [level, regionKey(place, level)])) as Record<
      RegionLevel,
      string | null
    >;
  return {
    id,
    year: report.year ?? NaN,
    scope: report.scope.kind,
    organKind: report.organ?.kind ?? 'OTHER',
    organName: report.organ?.normalizedName ?? '',
    places: report.region.certain ? places(report.region) : null,
  };
}

const arbitraryReports = fc
  .array(
    fc.record({
      organ: fc.constantFrom(
        ...(
          [
            ['人民政府', 'PEOPLES_GOVERNMENT'],
            ['人民政府办公室', 'OFFICE'],
            ['教育局', 'DEPARTMENT'],
          ] as const
        ).map(([name, kind]) => ({ name, normalizedName: name, kind, level: 'COUNTY' as const })),
      ),
      year: fc.constantFrom(2020, 2021),
      region: fc.constantFrom(
        region('云泽省'),
        region('云泽省', '澄江市'),
        region('云泽省', '澄江市', '青禾县'),
        { ...region('云泽省', '', '青禾县'), city: null },
        {
          ...region('云泽省', '澄江市', '青禾县'),
          province: { name: '云泽省', code: '990000', inferred: true },
        },
        UNCERTAIN,
      ),
      scope: fc.constantFrom('OWN' as const, 'CONSOLIDATED' as const),
    }),
    { maxLength: 16, size: 'max' },
  )
  .map((facts) => knownReports(new Map(facts.map((one, index) => [`r${index}`, buildReport(one)] as const))));

describe('CoveringReports', () => {
  it('covers what the rule says, whatever the order', () => {
    fc.assert(
      fc.property(arbitraryReports, (reports) => {
        const covering = new CoveringReports(reports.toReversed().map(factsOf));
        for (const one of reports) {
          expect(covering.cover(factsOf(one))).toBe(reports.some((other) => covers(other, one)));
        }
      }),
      { seed: 641, numRuns: 300 },
    );
  });

  it('leaves one report of those that could cover each other', () => {
    fc.assert(
      fc.property(arbitraryReports, (reports) => {
        const covering = new CoveringReports(reports.map(factsOf));
        const tops = covering.list().filter(({ id }) => {
          const known = reports.find((one) => one.id === id);
          return known !== undefined && !covering.cover(factsOf(known));
        });
        if (covering.list().length > 0) expect(tops.length).toBeGreaterThan(0);
        for (const { year, level, place } of tops) {
          expect(
            tops.filter((one) => one.year === year && one.level === level && one.place === place),
          ).toHaveLength(1);
        }
      }),
      { seed: 642 },
    );
  });
});

describe('canCover', () => {
  const office = (organName: string): boolean =>
    canCover({
      scope: 'CONSOLIDATED',
      organKind: 'OFFICE',
      organName,
      places: { province: '云泽省', city: null, county: null, township: null },
    });

  it('knows the offices of a government by their names', () => {
    for (const name of ['云泽省人民政府办公厅', '青禾县政府办公室', '青禾县政府办', '政府办公室(研究室)']) {
      expect(office(name), name).toBe(true);
    }
    for (const name of ['政府办公室信息科', '街道办事处', '人民政府办事大厅', '教育局办公室', '县委办公室']) {
      expect(office(name), name).toBe(false);
    }
  });
});
