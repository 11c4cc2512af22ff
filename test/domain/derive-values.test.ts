/** Derived values: computed by hand for some reports, and laws for reports whose true numbers are known. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DERIVED, findDerived, ratioOf } from '../../src/domain/derived.js';
import type { DerivedKey } from '../../src/domain/derived.js';
import { deriveValues, explainDerived } from '../../src/domain/derive-values.js';
import { confirmedZeros } from '../../src/domain/confirmed-zeros.js';
import type { DerivedValues } from '../../src/domain/derive-values.js';
import type { CellState, Report } from '../../src/domain/report.js';
import { arbitraryNumbers, arbitraryPrint, arbitraryTrueReport } from '../support/true-report.js';
import { auditCells } from '../../src/parse/audit.js';
import { buildReport } from '../support/build-report.js';

const derive = (report: Report, before: Report | null): DerivedValues =>
  deriveValues(report, before && { ...before, derived: deriveValues(before, null) });

const report = (
  cells: Record<string, number | CellState>,
  scope: Report['scope']['kind'] = 'UNKNOWN',
): Report => buildReport({ cells, scope });

/** A report and that of the year before; both are true, and much is not printed. */
const arbitraryPair = fc.record({
  now: arbitraryTrueReport.map(({ report: printed }) => printed),
  before: fc.option(arbitraryTrueReport.map(({ report: printed }) => printed)),
});

const APPLICATIONS = {
  'applications.received.total': 10,
  'applications.carriedIn.total': 2,
  'applications.granted.total': 3,
  'applications.partlyGranted.total': 1,
  'applications.outcomeTotal.total': 8,
  'applications.carriedOut.total': 4,
};

describe('derived values', () => {
  it.each<[string, Record<string, number | CellState>, number | null]>([
    ['derived.intake.total', APPLICATIONS, 12],
    ['derived.disclosed.total', APPLICATIONS, 4],
    ['derived.grantedRate.ofConcluded', APPLICATIONS, 3 / 8],
    ['derived.disclosedRate.ofIntake', APPLICATIONS, 4 / 12],
    ['derived.carriedOutShare.ofIntake', APPLICATIONS, 4 / 12],
    ['derived.disclosedRate.ofConcluded', { ...APPLICATIONS, 'applications.outcomeTotal.total': 0 }, null],
    ['derived.disclosedRate.ofConcluded', { ...APPLICATIONS, 'applications.granted.total': 'BLANK' }, null],
    ['derived.otherOutcome.total', { 'applications.otherOutcome.all.total': 5 }, 5],
    [
      'derived.otherOutcome.total',
      {
        'applications.otherOutcome.notSupplementedInTime.total': 1,
        'applications.otherOutcome.unpaidFee.total': 0,
        'applications.otherOutcome.other.total': 4,
      },
      5,
    ],
    [
      'derived.otherOutcome.total',
      {
        'applications.otherOutcome.all.total': 6,
        'applications.otherOutcome.notSupplementedInTime.total': 1,
        'applications.otherOutcome.unpaidFee.total': 0,
        'applications.otherOutcome.other.total': 4,
      },
      null,
    ],
    [
      'derived.disputes.total',
      {
        'review.reconsideration.total': 3,
        'review.litigationDirect.total': 2,
        'review.litigationAfterReconsideration.total': 1,
      },
      5,
    ],
    [
      'derived.litigation.total',
      { 'review.litigationDirect.total': 2, 'review.litigationAfterReconsideration.total': 1 },
      3,
    ],
    [
      'derived.reconsideration.correctionRate.ofConcluded',
      {
        'review.reconsideration.upheld': 5,
        'review.reconsideration.corrected': 2,
        'review.reconsideration.other': 1,
        'review.reconsideration.pending': 9,
        'review.reconsideration.total': 17,
      },
      2 / 8,
    ],
  ])('%s of %j is %d', (key, cells, value) => {
    expect(derive(report(cells), null)[key]).toBe(value);
  });

  it('count a blank as zero only by their own rule, and only where a printed total leaves nothing else', () => {
    const row = (column: string) => `applications.granted.${column}`;
    const cells = {
      [row('total')]: 7,
      [row('naturalPerson')]: 7,
      [row('business')]: 'BLANK',
      [row('research')]: 'BLANK',
      [row('publicWelfare')]: 'BLANK',
      [row('legalService')]: 'BLANK',
      [row('other')]: 'BLANK',
      'applications.partlyGranted.legalService': 2,
    } as const;
    const key = 'derived.disclosed.legalService';
    expect(derive(report(cells), null)).toMatchObject({ [key]: null, [`${key}AsZero`]: 2 });
    const unconfirmed = report({ ...cells, [row('total')]: 9 });
    expect(derive(unconfirmed, null)).toMatchObject({ [key]: null, [`${key}AsZero`]: null });
  });

  it('compare with the year before only where the figures cover the same organs', () => {
    const [now, before] = [{ 'applications.received.total': 12 }, { 'applications.received.total': 8 }];
    expect(derive(report(now, 'OWN'), report(before, 'UNKNOWN'))).toMatchObject({
      'derived.received.previousYear': 8,
      'derived.received.change': 4,
      'derived.received.changeRate': 0.5,
    });
    for (const previous of [null, report(before, 'CONSOLIDATED')]) {
      expect(derive(report(now, 'OWN'), previous)).toMatchObject({
        'derived.received.previousYear': null,
        'derived.received.change': null,
        'derived.received.changeRate': null,
      });
    }
  });

  it('are all there, and the same by either rule, where everything is printed and true', () => {
    fc.assert(
      fc.property(arbitraryNumbers, (numbers) => {
        const derived = derive(report(numbers), report(numbers));
        for (const { key, kind, blanks } of DERIVED) {
          // What rests on texts and days is not of its numbers.
          if (/^derived\.(?:originality\.|daysLate)/u.test(key)) continue;
          if (blanks === 'STRICT') expect(derived[`${key}AsZero`]).toBe(derived[key]);
          // A form prints 其他处理 as one row or as three.
          const isOfOneForm = /^derived\.(?:columnSum|rowTotal)\.otherOutcome\./u.test(key);
          if (kind !== 'RATE' && kind !== 'CHANGE_RATE' && !isOfOneForm)
            expect(derived[key], key).not.toBeNull();
        }
      }),
      { seed: 61, numRuns: 100 },
    );
  });

  it('by the strict rule have the same value by the other, if any', () => {
    fc.assert(
      fc.property(arbitraryPair, ({ now, before }) => {
        const derived = derive(now, before);
        for (const { key, blanks } of DERIVED) {
          const value = derived[key] ?? null;
          if (blanks === 'STRICT' && value !== null) expect(derived[`${key}AsZero`], key).toBe(value);
        }
      }),
      { seed: 62, numRuns: 200 },
    );
  });

  it('are those of the true numbers wherever there is one, however much is not printed', () => {
    fc.assert(
      fc.property(
        arbitraryTrueReport.chain(({ numbers, report: now }) =>
          arbitraryTrueReport.map((before) => ({ numbers, now, before })),
        ),
        ({ numbers, now, before }) => {
          const truth = derive({ ...report(numbers), scope: now.scope }, report(before.numbers));
          for (const [key, value] of Object.entries(derive(now, before.report))) {
            if (value !== null) expect(value, key).toBe(truth[key]);
          }
        },
      ),
      { seed: 63, numRuns: 200 },
    );
  });
});

describe('confirmed zeros', () => {
  it('are blanks whose true number is zero', () => {
    let confirmed = 0;
    fc.assert(
      fc.property(arbitraryTrueReport, ({ numbers, report: printed }) => {
        for (const key of confirmedZeros(printed.cells)) {
          confirmed += 1;
          expect(printed.cells[key]?.state).toBe('BLANK');
          expect(numbers[key], key).toBe(0);
        }
      }),
      { seed: 64, numRuns: 500 },
    );
    expect(confirmed, 'or the law says nothing').toBeGreaterThan(500);
  });

  it('are all blanks of a report that leaves its zeros blank and prints its totals', () => {
    fc.assert(
      fc.property(arbitraryNumbers, (numbers) => {
        const cells = Object.entries(numbers).map(([key, value]): [string, number | CellState] => {
          const isTotal = key.endsWith('.total') || key.startsWith('applications.outcomeTotal.');
          return [key, value === 0 && !isTotal ? 'BLANK' : value];
        });
        const printed = report(Object.fromEntries(cells));
        const blanks = Object.keys(numbers).filter((key) => printed.cells[key]?.state === 'BLANK');
        expect([...confirmedZeros(printed.cells)].sort()).toEqual(blanks.sort());
      }),
      { seed: 65, numRuns: 100 },
    );
  });

  it('need every part: one that is not in the report, cannot be read, or is negative confirms nothing', () => {
    const block = (column: string) => `review.reconsideration.${column}`;
    const cells = (other: number | CellState) => ({
      [block('total')]: 4,
      [block('upheld')]: 4,
      [block('corrected')]: 'BLANK' as const,
      [block('pending')]: 'BLANK' as const,
      [block('other')]: other,
    });
    const zeros = (other: number | CellState) => [...confirmedZeros(report(cells(other)).cells)];
    expect(zeros(0)).toEqual([block('corrected'), block('pending')]);
    const negative = { ...cells(-1), [block('upheld')]: 5 };
    expect([...confirmedZeros(report(negative).cells)]).toEqual([]);
    for (const other of ['ABSENT', 'UNREADABLE', 'NOT_IN_FORM', 1, -1] as const)
      expect(zeros(other)).toEqual([]);
  });
});

describe('explained derived values', () => {
  it('have a reason if and only if they have no value, and cells that lack only for a missing part', () => {
    const seen = new Set<string | null>();
    fc.assert(
      fc.property(arbitraryPair, ({ now, before }) => {
        const derived = derive(now, before);
        for (const { key } of DERIVED) {
          const { value, numerator, denominator, reason, missing } = explainDerived(key, now, derived);
          seen.add(reason);
          expect([key, value]).toEqual([key, derived[key]]);
          expect(reason === null).toBe(value !== null);
          expect(missing.length > 0, key).toBe(reason === 'MISSING_PART');
          for (const cell of missing) expect(now.cells[cell]?.state).not.toBe('REPORTED');
          if (ratioOf(key) === null) expect([numerator, denominator]).toEqual([null, null]);
          else if (value !== null) expect((numerator ?? NaN) / (denominator ?? NaN)).toBe(value);
          expect(reason === 'ZERO_DENOMINATOR').toBe(
            value === null && numerator !== null && denominator === 0,
          );
          if (reason === 'NO_PREVIOUS_YEAR' && !key.startsWith('derived.originality.')) {
            expect(findDerived(key)?.kind).toMatch(/^(PREVIOUS_YEAR|CHANGE|CHANGE_RATE)$/u);
          }
        }
      }),
      { seed: 66, numRuns: 40 },
    );
    const reasons = ['MISSING_PART', 'ZERO_DENOMINATOR', 'NO_PREVIOUS_YEAR', 'NO_PUBLICATION_DAY'];
    expect([...seen].filter((one) => one !== null && reasons.includes(one)).sort()).toEqual(reasons.sort());
  });

  it('name exactly the cells that, once printed, leave nothing missing', () => {
    fc.assert(
      fc.property(
        arbitraryNumbers.chain((numbers) => arbitraryPrint(numbers).map((printed) => ({ numbers, printed }))),
        ({ numbers, printed }) => {
          const derived = derive(printed, null);
          const filled = (missing: readonly string[]): Report => {
            const cells = Object.fromEntries(
              missing.map((key) => [
                key,
                { state: 'REPORTED', value: numbers[key] ?? 0, raw: null, place: null },
              ]),
            );
            return { ...printed, cells: { ...printed.cells, ...cells } } as Report;
          };
          const reasonOf = (key: DerivedKey, one: Report) =>
            explainDerived(key, one, derive(one, null)).reason;
          for (const { key } of DERIVED) {
            const { reason, missing } = explainDerived(key, printed, derived);
            if (reason !== 'MISSING_PART') continue;
            expect(reasonOf(key, filled(missing)), key).not.toBe('MISSING_PART');
          }
        },
      ),
      { seed: 67, numRuns: 20 },
    );
  });

  it('do not blame a cell of a part that is there', () => {
    const printed = report({ 'applications.otherOutcome.all.total': 5 });
    const derived = derive(printed, null);
    expect(explainDerived('derived.otherOutcomeShare.ofConcluded', printed, derived)).toMatchObject({
      reason: 'MISSING_PART',
      numerator: 5,
      missing: ['applications.outcomeTotal.total'],
    });
  });

  it('take a total that is not printed from its columns, and say so', () => {
    const columns = ['naturalPerson', 'business', 'research', 'publicWelfare', 'legalService', 'other'];
    const row = (name: string, values: (number | CellState)[]): Record<string, number | CellState> =>
      Object.fromEntries(
        values.map((value, index) => [`applications.${name}.${columns[index] ?? 'total'}`, value]),
      );
    const printed = report({
      ...row('received', [3, 1, 0, 0, 0, 0, 'BLANK']),
      ...row('granted', [2, 'BLANK', 'BLANK', 'BLANK', 'BLANK', 'BLANK', 'BLANK']),
      'applications.outcomeTotal.total': 4,
    });
    const derived = derive(printed, null);
    expect(derived).toMatchObject({
      'derived.columnSum.received': 4,
      'derived.rowTotal.received': 4,
      'derived.naturalPersonShare.ofReceived': 0.75,
      // Nothing confirms the blanks of this row.
      'derived.rowTotal.granted': null,
      'derived.rowTotal.grantedAsZero': null,
      'derived.rowTotal.outcomeTotal': 4,
    });
    expect(explainDerived('derived.naturalPersonShare.ofReceived', printed, derived).summed).toEqual([
      'applications.received.total',
    ]);
    expect(explainDerived('derived.rowTotal.outcomeTotal', printed, derived).summed).toEqual([]);
  });

  it('agree with the audit: a sum of columns is the printed total where the rule holds, and only there', () => {
    fc.assert(
      fc.property(arbitraryPair, ({ now }) => {
        const derived = derive(now, null);
        for (const { code, outcome, cells } of auditCells(now.cells)) {
          const total = cells.find((key) => key.endsWith('.total'));
          if ((code !== 'row-total' && code !== 'review-total') || total === undefined) continue;
          const name = total.split('.').slice(1, -1).join('.');
          const sum = derived[`derived.columnSum.${name}`] ?? null;
          if (sum === null) continue;
          if (outcome === 'HOLDS') expect(sum, total).toBe(now.cells[total]?.value);
          if (outcome === 'FAILS') expect(sum, total).not.toBe(now.cells[total]?.value);
        }
      }),
      { seed: 67, numRuns: 200 },
    );
  });

  it('blame the rows that the report has, of those of which any would do', () => {
    const key = (row: string) => `applications.otherOutcome.${row}.total`;
    const missingOf = (cells: Record<string, number | CellState>) => {
      const printed = report(cells);
      return explainDerived('derived.otherOutcome.total', printed, derive(printed, null)).missing;
    };
    const rows = ['notSupplementedInTime', 'unpaidFee', 'other'].map(key);
    expect(missingOf({ [key('all')]: 'BLANK' })).toEqual([key('all')]);
    expect(missingOf({ [key('unpaidFee')]: 2, [key('other')]: 'UNREADABLE' })).toEqual([rows[0], rows[2]]);
    expect(missingOf({})).toEqual([key('all'), ...rows]);
  });

  it('say where two printed sums disagree', () => {
    const printed = report({
      'applications.otherOutcome.all.total': 6,
      'applications.otherOutcome.notSupplementedInTime.total': 1,
      'applications.otherOutcome.unpaidFee.total': 0,
      'applications.otherOutcome.other.total': 4,
      'applications.outcomeTotal.total': 9,
    });
    const derived = derive(printed, null);
    for (const key of ['derived.otherOutcome.total', 'derived.otherOutcomeShare.ofConcluded'] as const) {
      expect(explainDerived(key, printed, derived)).toMatchObject({ value: null, reason: 'PARTS_DISAGREE' });
    }
  });
});
