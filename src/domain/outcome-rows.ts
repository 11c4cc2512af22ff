/** Which rows of the applications table its （七）总计 adds up. */
import { EDITIONS } from '../forms/forms.js';
import { APPLICANT_COLUMNS, CELLS } from './cells.js';
import type { Cell } from './report.js';

/** Keys of all rows of the applications table, in the order of the form. */
export const APPLICATION_ROWS: readonly string[] = [
  ...new Set(CELLS.filter(({ table }) => table === 'applications').map(({ rowKey }) => rowKey)),
];

/** 其他处理 as the one row of the 2019 form. */
export const OTHER_OUTCOME_SINGLE = 'applications.otherOutcome.all';
/** 其他处理 as the three rows of the 2021 form. */
export const OTHER_OUTCOME_ROWS: readonly string[] = APPLICATION_ROWS.filter(
  (rowKey) => rowKey.startsWith('applications.otherOutcome.') && rowKey !== OTHER_OUTCOME_SINGLE,
);
/** What any edition adds up to （七）总计. */
const OUTCOMES: ReadonlySet<string> = new Set(
  EDITIONS.flatMap(({ tables }) => tables.flatMap(({ sums }) => sums))
    .filter(({ code }) => code === 'outcome-total')
    .flatMap(({ right }) => right),
);

/** Whether a report has a row of the applications table, in any applicant column. */
export function hasRow(cells: Readonly<Record<string, Cell>>, rowKey: string): boolean {
  return APPLICANT_COLUMNS.some((column) => {
    const state = cells[`${rowKey}.${column}`]?.state;
    return state === 'REPORTED' || state === 'BLANK' || state === 'UNREADABLE';
  });
}

/** The rows whose sum （七）总计 is; 其他处理 by its single row where the report has it, else by its three sub-rows. */
export function outcomeRows(cells: Readonly<Record<string, Cell>>): string[] {
  const other = hasRow(cells, OTHER_OUTCOME_SINGLE) ? OTHER_OUTCOME_ROWS : [OTHER_OUTCOME_SINGLE];
  return APPLICATION_ROWS.filter((rowKey) => OUTCOMES.has(rowKey) && !other.includes(rowKey));
}
