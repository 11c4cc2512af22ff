/** Generated tables whose true numbers are known and add up, and what is left of them in print. */
import fc from 'fast-check';
import { APPLICANT_COLUMNS, CELLS, REVIEW_COLUMNS } from '../../src/domain/cells.js';
import {
  APPLICATION_ROWS,
  OTHER_OUTCOME_ROWS,
  OTHER_OUTCOME_SINGLE,
  outcomeRows,
} from '../../src/domain/outcome-rows.js';
import type { CellState, Report } from '../../src/domain/report.js';
import { buildReport } from './build-report.js';

/** Numbers of all cells of a report by key; a row that it does not have is left out. */
export type TrueNumbers = Readonly<Record<string, number>>;

const BLOCKS = ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration'];
const NUMBERS = 300;

/** Numbers that add up as the forms say; zero is the most frequent, as in real reports. */
export const arbitraryNumbers: fc.Arbitrary<TrueNumbers> = fc
  .record({
    single: fc.boolean(),
    numbers: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(5)), {
      minLength: NUMBERS,
      maxLength: NUMBERS,
    }),
  })
  .map(({ single, numbers }) => {
    const rest = numbers.values();
    const draw = (): number => rest.next().value ?? 0;
    const values: Record<string, number> = {};
    const left = new Set(single ? OTHER_OUTCOME_ROWS : [OTHER_OUTCOME_SINGLE]);
    const rows = outcomeRows({}).filter((row) => !OTHER_OUTCOME_ROWS.includes(row));
    rows.push(...OTHER_OUTCOME_ROWS, OTHER_OUTCOME_SINGLE);
    const outcomes = [...new Set(rows)].filter((row) => !left.has(row));
    for (const column of APPLICANT_COLUMNS.filter((one) => one !== 'total')) {
      for (const row of outcomes) values[`${row}.${column}`] = draw();
      const concluded = outcomes.reduce((sum, row) => sum + (values[`${row}.${column}`] ?? 0), 0);
      const carriedOut = draw();
      const carriedIn = Math.min(draw(), concluded + carriedOut);
      values[`applications.outcomeTotal.${column}`] = concluded;
      values[`applications.carriedOut.${column}`] = carriedOut;
      values[`applications.carriedIn.${column}`] = carriedIn;
      values[`applications.received.${column}`] = concluded + carriedOut - carriedIn;
    }
    for (const row of APPLICATION_ROWS.filter((one) => !left.has(one))) {
      values[`${row}.total`] = APPLICANT_COLUMNS.reduce(
        (sum, column) => sum + (values[`${row}.${column}`] ?? 0),
        0,
      );
    }
    for (const block of BLOCKS) {
      const results = REVIEW_COLUMNS.filter((one) => one !== 'total');
      for (const column of results) values[`review.${block}.${column}`] = draw();
      values[`review.${block}.total`] = results.reduce(
        (sum, column) => sum + (values[`review.${block}.${column}`] ?? 0),
        0,
      );
    }
    return values;
  });

/** What is printed of true numbers: each cell of a row that the report has keeps its number or loses it. */
export function arbitraryPrint(numbers: TrueNumbers): fc.Arbitrary<Report> {
  const fates: fc.Arbitrary<CellState> = fc.oneof(
    { weight: 6, arbitrary: fc.constant<CellState>('REPORTED') },
    { weight: 5, arbitrary: fc.constant<CellState>('BLANK') },
    { weight: 1, arbitrary: fc.constantFrom<CellState>('UNREADABLE', 'ABSENT', 'NOT_IN_FORM') },
  );
  return fc
    .record({
      // In most reports it is zeros alone that are left blank.
      zerosAlone: fc.boolean(),
      fates: fc.array(fates, { minLength: CELLS.length, maxLength: CELLS.length }),
      scope: fc.constantFrom('OWN' as const, 'CONSOLIDATED' as const, 'UNKNOWN' as const),
    })
    .map(({ zerosAlone, fates: drawn, scope }) => {
      const cells = CELLS.flatMap(({ key, index }): [string, number | CellState][] => {
        const value = numbers[key];
        const fate = drawn[index] ?? 'REPORTED';
        if (value === undefined) return [];
        return [[key, fate === 'REPORTED' || (zerosAlone && value !== 0) ? value : fate]];
      });
      return buildReport({ scope, cells: Object.fromEntries(cells) });
    });
}

/** A report whose true numbers are known. */
export const arbitraryTrueReport: fc.Arbitrary<{ numbers: TrueNumbers; report: Report }> =
  arbitraryNumbers.chain((numbers) => arbitraryPrint(numbers).map((report) => ({ numbers, report })));
