/** Which rules between two years of one organ the printed numbers break. */
import { APPLICANT_COLUMNS } from '../domain/cells.js';
import type { BrokenRule } from './arithmetic.js';

type Values = Readonly<Record<string, number | null>>;

/** The rules that lead from last year's printed numbers to this year's and do not hold. */
export function brokenSinceLastYear(values: Values, lastYear: Values): BrokenRule[] {
  const broken: BrokenRule[] = [];
  for (const column of APPLICANT_COLUMNS) {
    const cell = `applications.carriedIn.${column}`;
    if (differ(values[cell], lastYear[`applications.carriedOut.${column}`])) {
      broken.push({ code: 'carried-in-continues', cell });
    }
  }
  for (const row of ['disclosure.rules', 'disclosure.normativeDocuments']) {
    const [before, issued, repealed] = [
      lastYear[`${row}.inForce`],
      values[`${row}.issued`],
      values[`${row}.repealed`],
    ];
    if (typeof before !== 'number' || typeof issued !== 'number' || typeof repealed !== 'number') continue;
    if (differ(values[`${row}.inForce`], before + issued - repealed)) {
      broken.push({ code: 'in-force-continues', cell: `${row}.inForce` });
    }
  }
  return broken;
}

function differ(left: number | null | undefined, right: number | null | undefined): boolean {
  return typeof left === 'number' && typeof right === 'number' && left !== right;
}
