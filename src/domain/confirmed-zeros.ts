/** Which blank cells can be nothing but zero. Pure. */
import { APPLICANT_COLUMNS, REVIEW_COLUMNS } from './cells.js';
import { APPLICATION_ROWS, outcomeRows } from './outcome-rows.js';
import type { Cell } from './report.js';

/** Cells by key. */
type Cells = Readonly<Record<string, Cell>>;

/**
 * Blank cells for which the printed numbers leave nothing but zero: counts are not negative, so where the other parts
 * of a printed total already add up to it, the blank parts are zero. The totals are those of the form: a row's 总计, a
 * column's （七）总计, the grand total of all outcomes, a review block's 总计, and 新收 + 上年结转 = 总计 + 结转下年度 where one of the four is blank.
 */
export function confirmedZeros(cells: Cells): ReadonlySet<string> {
  // A year's zeros are asked for three times: for itself, and twice for the year after.
  if (!Object.isFrozen(cells)) return findZeros(cells);
  let zeros = knownZeros.get(cells);
  if (zeros === undefined) knownZeros.set(cells, (zeros = findZeros(cells)));
  return zeros;
}

/** Zeros of cells that cannot change any more. */
const knownZeros = new WeakMap<Cells, ReadonlySet<string>>();

const APPLICANTS = APPLICANT_COLUMNS.filter((column) => column !== 'total');
const RESULTS = REVIEW_COLUMNS.filter((column) => column !== 'total');
const joined = new Map<string, ReadonlyMap<string, string>>();

/** Keys of the cells of a row by column: put together once, for to look up a text that was just put together costs many times the rest. */
function keysOf(row: string): ReadonlyMap<string, string> {
  let keys = joined.get(row);
  if (keys === undefined) {
    keys = new Map(
      [...new Set<string>([...APPLICANT_COLUMNS, ...REVIEW_COLUMNS])].map((column) => [
        column,
        `${row}.${column}`,
      ]),
    );
    joined.set(row, keys);
  }
  return keys;
}

function keyOf(row: string, column: string): string {
  return keysOf(row).get(column) ?? `${row}.${column}`;
}

function findZeros(cells: Cells): ReadonlySet<string> {
  const zeros = new Set<string>();
  const confirm = (parts: readonly string[], total: string): void => {
    const printedTotal = printed(cells, total);
    if (printedTotal === null) return;
    let added = 0;
    const blank: string[] = [];
    for (const part of parts) {
      const value = printed(cells, part);
      if (value !== null && value >= 0) added += value;
      // A blank total over numbers is none of the zeros.
      else if (cells[part]?.state === 'BLANK' && !isBlankTotalOfNumbers(cells, part)) blank.push(part);
      else return;
    }
    if (added === printedTotal) for (const part of blank) zeros.add(part);
  };
  for (const row of APPLICATION_ROWS) {
    confirm(
      APPLICANTS.map((column) => keyOf(row, column)),
      keyOf(row, 'total'),
    );
  }
  const outcomes = outcomeRows(cells);
  for (const column of APPLICANT_COLUMNS) {
    confirm(
      outcomes.map((row) => keyOf(row, column)),
      keyOf('applications.outcomeTotal', column),
    );
    confirmBalance(cells, column, zeros);
  }
  // The grand total over all outcomes and applicants.
  confirm(
    outcomes.flatMap((row) => APPLICANTS.map((column) => keyOf(row, column))),
    'applications.outcomeTotal.total',
  );
  for (const block of ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration']) {
    confirm(
      RESULTS.map((column) => keyOf(`review.${block}`, column)),
      keyOf(`review.${block}`, 'total'),
    );
  }
  return zeros;
}

const TOTAL = '.total';

/** True for a row's 总计 that is blank while the row prints numbers other than zero. */
function isBlankTotalOfNumbers(cells: Cells, key: string): boolean {
  if (!key.endsWith(TOTAL)) return false;
  const columns = key.startsWith('review.') ? REVIEW_COLUMNS : APPLICANT_COLUMNS;
  const keys = keysOf(key.slice(0, -TOTAL.length));
  return columns.some((column) => (printed(cells, keys.get(column) ?? '') ?? 0) > 0);
}

const BALANCE = ['received', 'carriedIn', 'outcomeTotal', 'carriedOut'].map((row) => `applications.${row}`);

/** Where one of 新收, 上年结转, 结转下年度 is blank and the others balance, it is zero. */
function confirmBalance(cells: Cells, column: string, zeros: Set<string>): void {
  const keys = BALANCE.map((row) => keyOf(row, column));
  const values = keys.map((key) => printed(cells, key));
  const [received, carriedIn, outcomeTotal, carriedOut] = values;
  const blank = keys.filter((key) => cells[key]?.state === 'BLANK');
  const [only] = blank;
  if (only === undefined || only === keys[2]) return;
  if (values.filter((value) => value === null).length !== 1) return;
  const balance = (received ?? 0) + (carriedIn ?? 0) - (outcomeTotal ?? 0) - (carriedOut ?? 0);
  if (balance === 0) zeros.add(only);
}

function printed(cells: Cells, key: string): number | null {
  const cell = cells[key];
  return cell?.state === 'REPORTED' ? cell.value : null;
}
