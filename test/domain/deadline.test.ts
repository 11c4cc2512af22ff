/** Days late: the rule of each kind of organ and level, before and after the revision of 2019, and what stays unknown. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysLate, deadlineOf } from '../../src/domain/deadline.js';
import type { DeadlineFacts } from '../../src/domain/deadline.js';
import { deriveValues, explainDerived } from '../../src/domain/derive-values.js';
import { ADMINISTRATIVE_LEVELS, ORGAN_KINDS } from '../../src/domain/organ.js';
import type { AdministrativeLevel, OrganKind } from '../../src/domain/organ.js';
import { DATE_KINDS, SCOPES } from '../../src/domain/report.js';
import type { ScopeKind } from '../../src/domain/report.js';
import { buildReport } from '../support/build-report.js';

const facts = (
  kind: OrganKind,
  level: AdministrativeLevel,
  more: Partial<Omit<DeadlineFacts, 'scope' | 'organ'>> & { scope?: ScopeKind } = {},
): DeadlineFacts => ({
  organ: { name: '某机关', normalizedName: '某机关', kind, level },
  year: 2021,
  publishedOn: '2022-02-03',
  dateKind: 'PUBLISHED',
  ...more,
  scope: { kind: more.scope ?? 'UNKNOWN', words: null, place: null },
});

describe('the last day by law', () => {
  it.each<[OrganKind, AdministrativeLevel, ScopeKind, number, string | null]>([
    ['DEPARTMENT', 'COUNTY', 'UNKNOWN', 2021, '2022-01-31'],
    ['DEPARTMENT', 'NATIONAL', 'UNKNOWN', 2019, '2020-01-31'],
    ['DEPARTMENT', 'TOWNSHIP', 'UNKNOWN', 2021, null],
    ['DEPARTMENT', 'UNKNOWN', 'UNKNOWN', 2021, null],
    ['PEOPLES_GOVERNMENT', 'COUNTY', 'UNKNOWN', 2021, '2022-03-31'],
    ['PEOPLES_GOVERNMENT', 'PROVINCE', 'CONSOLIDATED', 2021, '2022-03-31'],
    ['PEOPLES_GOVERNMENT', 'UNKNOWN', 'UNKNOWN', 2021, null],
    ['PEOPLES_GOVERNMENT', 'NATIONAL', 'UNKNOWN', 2021, null],
    ['OFFICE', 'CITY', 'CONSOLIDATED', 2021, '2022-03-31'],
    ['OFFICE', 'CITY', 'OWN', 2021, '2022-01-31'],
    ['OFFICE', 'CITY', 'UNKNOWN', 2021, null],
    ['TOWNSHIP', 'TOWNSHIP', 'UNKNOWN', 2021, null],
    ['SUBDISTRICT', 'TOWNSHIP', 'UNKNOWN', 2021, null],
    ['INSTITUTION', 'COUNTY', 'UNKNOWN', 2021, null],
    ['OTHER', 'CITY', 'UNKNOWN', 2021, null],
    ['TOWNSHIP', 'TOWNSHIP', 'UNKNOWN', 2018, '2019-03-31'],
    ['DEPARTMENT', 'UNKNOWN', 'UNKNOWN', 2018, '2019-03-31'],
    ['OFFICE', 'CITY', 'UNKNOWN', 2018, '2019-03-31'],
    ['INSTITUTION', 'COUNTY', 'UNKNOWN', 2018, null],
    ['DEPARTMENT', 'COUNTY', 'UNKNOWN', 2007, null],
  ])('%s, %s, %s, %i: %s', (kind, level, scope, year, day) => {
    expect(deadlineOf(facts(kind, level, { scope, year }))?.day ?? null).toBe(day);
  });

  it('counts from the day after it, also over a leap year, and says why there is no number', () => {
    const late = (publishedOn: string | null, more = {}) =>
      daysLate(facts('DEPARTMENT', 'CITY', { publishedOn, ...more }));
    expect(late('2022-01-31')).toEqual({ days: 0 });
    expect(late('2022-02-01')).toEqual({ days: 1 });
    expect(late('2022-01-01')).toEqual({ days: -30 });
    expect(late('2020-03-01', { year: 2019 })).toEqual({ days: 30 });
    for (const partial of ['2022-02', '2022', null, '2022-02-30', '2022-13-01', '22-01-01']) {
      expect(late(partial)).toEqual({ days: null, reason: 'NO_PUBLICATION_DAY' });
    }
    expect(late('2022-02-01', { dateKind: 'SIGNED' })).toEqual({ days: null, reason: 'NO_PUBLICATION_DAY' });
    expect(late('2021-12-31')).toEqual({ days: null, reason: 'DATE_DOUBTFUL' });
    expect(daysLate(facts('TOWNSHIP', 'TOWNSHIP'))).toEqual({ days: null, reason: 'NO_DEADLINE' });
    expect(daysLate({ ...facts('DEPARTMENT', 'CITY'), organ: null })).toEqual({
      days: null,
      reason: 'NO_DEADLINE',
    });
  });

  it('gives a number only where a full date of the page and a deadline are known, and it is their distance', () => {
    const day = fc
      .date({ min: new Date('2008-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        fc.constantFrom(...ORGAN_KINDS),
        fc.constantFrom(...ADMINISTRATIVE_LEVELS),
        fc.constantFrom(...SCOPES),
        fc.constantFrom(...DATE_KINDS),
        fc.integer({ min: 2005, max: 2025 }),
        day,
        (kind, level, scope, dateKind, year, publishedOn) => {
          const one = facts(kind, level, { scope, dateKind, year, publishedOn });
          const { days } = daysLate(one);
          const deadline = deadlineOf(one);
          const known = deadline !== null && dateKind === 'PUBLISHED' && publishedOn > `${year}-12-31`;
          expect(days !== null).toBe(known);
          if (days === null || deadline === null) return;
          const back = new Date(Date.parse(publishedOn) - days * 86_400_000).toISOString().slice(0, 10);
          expect(back).toBe(deadline.day);
        },
      ),
      { seed: 91, numRuns: 500 },
    );
  });

  it('is a derived value of the report, with its reason', () => {
    const report = {
      ...buildReport({ cells: {} }),
      ...facts('DEPARTMENT', 'CITY', { publishedOn: '2022-02-05' }),
    };
    const derived = deriveValues(report, null);
    expect(derived['derived.daysLate']).toBe(5);
    expect(explainDerived('derived.daysLate', report, derived)).toMatchObject({ value: 5, reason: null });
    const signed = { ...report, dateKind: 'SIGNED' as const };
    expect(explainDerived('derived.daysLate', signed, deriveValues(signed, null))).toMatchObject({
      value: null,
      reason: 'NO_PUBLICATION_DAY',
      missing: [],
    });
  });
});
