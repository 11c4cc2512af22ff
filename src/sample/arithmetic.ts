/** Which rules the printed numbers of a made-up report break, told without the parser. */
import { APPLICANT_COLUMNS, REVIEW_COLUMNS } from '../domain/cells.js';
import { applicationRows, outcomeRowKeys, REVIEW_BLOCKS } from './form-rows.js';
import type { SampleForm } from './form-rows.js';
import type { ArithmeticCode } from './inconsistencies.js';

/** A printed number; null for a blank; undefined where the row is not printed. */
export type PrintedNumber = (key: string) => number | null | undefined;

/** A rule that fails, and the cell that it judges. */
export interface BrokenRule {
  readonly code: ArithmeticCode;
  /** The printed total, or the first cell of the rule. */
  readonly cell: string;
}

/** A sum fails where all parts are printed and do not add up, or where the printed ones exceed the total. */
function sumFails(parts: readonly (number | null | undefined)[], total: number | null | undefined): boolean {
  if (typeof total !== 'number') return false;
  const printed = parts.filter((part) => typeof part === 'number');
  const sum = printed.reduce((before, part) => before + part, 0);
  return printed.length === parts.length ? sum !== total : sum > total;
}

/**
 * 本年新收 + 上年结转 = 总计 + 结转下年度: fails where the one side is printed whole and the other, blanks left out,
 * differs (if printed whole) or exceeds it.
 */
function balanceFails(numbers: readonly (number | null | undefined)[]): boolean {
  const [received, carriedIn, outcomes, carriedOut] = numbers;
  const intake = typeof received === 'number' && typeof carriedIn === 'number' ? received + carriedIn : null;
  const result =
    typeof outcomes === 'number' && typeof carriedOut === 'number' ? outcomes + carriedOut : null;
  return sumFails([outcomes, carriedOut], intake) || sumFails([received, carriedIn], result);
}

/** All rules within one report that fail. */
export function brokenRules(printed: PrintedNumber, form: SampleForm): BrokenRule[] {
  const broken: BrokenRule[] = [];
  for (const row of applicationRows(form)) {
    const total = row.keys.at(-1) ?? '';
    if (sumFails(row.keys.slice(0, -1).map(printed), printed(total)))
      broken.push({ code: 'row-total', cell: total });
  }
  for (const column of APPLICANT_COLUMNS) {
    const cell = (row: string): string => `applications.${row}.${column}`;
    const outcomes = outcomeRowKeys(form).map((row) => printed(`${row}.${column}`));
    if (sumFails(outcomes, printed(cell('outcomeTotal')))) {
      broken.push({ code: 'outcome-total', cell: cell('outcomeTotal') });
    }
    if (
      balanceFails(['received', 'carriedIn', 'outcomeTotal', 'carriedOut'].map((row) => printed(cell(row))))
    ) {
      broken.push({ code: 'intake-balance', cell: cell('received') });
    }
  }
  for (const part of REVIEW_BLOCKS) {
    const keys = REVIEW_COLUMNS.map((column) => `review.${part}.${column}`);
    const total = keys.at(-1) ?? '';
    if (sumFails(keys.slice(0, -1).map(printed), printed(total)))
      broken.push({ code: 'review-total', cell: total });
  }
  return broken;
}
