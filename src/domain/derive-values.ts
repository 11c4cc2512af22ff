/** Computes the derived values of a report from its cells, and says why one is missing. Pure. */
import { APPLICANT_COLUMNS, REVIEW_COLUMNS } from './cells.js';
import { daysLate } from './deadline.js';
import type { DeadlineFacts, NotLateReason } from './deadline.js';
import { DERIVED, findDerived } from './derived.js';
import type { BlankRule, DerivedDefinition } from './derived.js';
import type { Formula } from './formula.js';
import { APPLICATION_ROWS, outcomeRows } from './outcome-rows.js';
import type { Cell, Report } from './report.js';

/** Cells by key. */
type Cells = Readonly<Record<string, Cell>>;

/**
 * Why there is no value: `MISSING_PART` a cell that it needs has none · `PARTS_DISAGREE` 其他处理 is printed as one row
 * and as three, and they differ · `ZERO_DENOMINATOR` · `NO_PREVIOUS_YEAR` there is no report of the year before with
 * this value and the same scope · the others see `deadline.ts`.
 */
export const MISSING_REASONS = [
  'MISSING_PART',
  'PARTS_DISAGREE',
  'ZERO_DENOMINATOR',
  'NO_PREVIOUS_YEAR',
  'NO_PUBLICATION_DAY',
  'NO_DEADLINE',
  'DATE_DOUBTFUL',
] as const satisfies readonly (
  NotLateReason | 'MISSING_PART' | 'PARTS_DISAGREE' | 'ZERO_DENOMINATOR' | 'NO_PREVIOUS_YEAR'
)[];
export type MissingReason = (typeof MISSING_REASONS)[number];

/** The derived values of a report by key; null where there is none. */
export type DerivedValues = Readonly<Record<string, number | null>>;

/** A derived value with what it rests on. */
export interface DerivedValue {
  key: string;
  value: number | null;
  /** Of a ratio; null where missing, and for every other kind. */
  numerator: number | null;
  denominator: number | null;
  /** Null where there is a value. */
  reason: MissingReason | null;
  /** Keys of the cells whose lack explains a `MISSING_PART`. */
  missing: string[];
  /** Keys of the totals that are not printed and stand for the sum of their printed columns. */
  summed: string[];
}

/** What a report's derived values need of the year before. */
export interface PreviousYear {
  cells: Cells;
  scope: Report['scope'];
  derived: DerivedValues;
}

/**
 * Computes all derived values. `previous` is the same organ's current report of the year before, null where there
 * is none; one whose figures cover other organs (scope own against consolidated) is not compared. Counts of the narrative are
 * missing here: they rest on other reports.
 */
export function deriveValues(
  report: Pick<Report, 'cells'> & DeadlineFacts,
  previous: PreviousYear | null,
): DerivedValues {
  const comparable = previous !== null && scopesCompare(report.scope, previous.scope) ? previous : null;
  const zeros = confirmedZeros(report.cells);
  const zerosBefore = comparable === null ? new Set<string>() : confirmedZeros(comparable.cells);
  const derived: Record<string, number | null> = {};
  for (const definition of DERIVED) {
    const { blanks, key } = definition;
    const value = (one: string): number | null => derived[one] ?? cellValue(report.cells, one, blanks, zeros);
    const before = (one: string): number | null =>
      comparable === null
        ? null
        : (comparable.derived[one] ?? cellValue(comparable.cells, one, blanks, zerosBefore));
    derived[key] =
      definition.formula.type === 'daysLate'
        ? daysLate(report).days
        : evaluate(definition.formula, value, before);
  }
  return derived;
}

function scopesCompare(one: Report['scope'], other: Report['scope']): boolean {
  return one.kind === 'UNKNOWN' || other.kind === 'UNKNOWN' || one.kind === other.kind;
}

type ValueOf = (key: string) => number | null;
/** A formula over cells. */
type CellFormula = Exclude<Formula, { type: 'daysLate' }>;

function evaluate(formula: CellFormula, value: ValueOf, before: ValueOf): number | null {
  switch (formula.type) {
    case 'sum':
      return sum(formula.of, value);
    case 'firstOf':
      return formula.of.map(value).find((one) => one !== null) ?? null;
    case 'alternatives': {
      const sums = new Set(formula.of.map((keys) => sum(keys, value)));
      sums.delete(null);
      const [only] = sums;
      return sums.size === 1 ? (only ?? null) : null;
    }
    case 'ratio': {
      const [numerator, denominator] = [value(formula.numerator), value(formula.denominator)];
      return numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator;
    }
    case 'previousYear':
      return before(formula.of);
    case 'text':
      // Rests on other reports: `originalityValues`.
      return null;
    case 'difference': {
      const [now, then] = [value(formula.of), value(formula.minus)];
      return now === null || then === null ? null : now - then;
    }
  }
}

function sum(keys: readonly string[], value: ValueOf): number | null {
  let total = 0;
  for (const key of keys) {
    const part = value(key);
    if (part === null) return null;
    total += part;
  }
  return total;
}

function cellValue(cells: Cells, key: string, blanks: BlankRule, zeros: ReadonlySet<string>): number | null {
  const cell = cells[key];
  if (cell?.state === 'REPORTED') return cell.value;
  return blanks === 'AS_ZERO' && zeros.has(key) ? 0 : null;
}

/**
 * Explains a derived value: its numerator and denominator, or why it is missing. `derived` are the values that
 * {@link deriveValues} gave for the same report, `zeros` its confirmed zeros, for a caller that explains several.
 */
export function explainDerived(
  key: string,
  report: Pick<Report, 'cells'> & DeadlineFacts,
  derived: DerivedValues,
  zeros: ReadonlySet<string> = confirmedZeros(report.cells),
): DerivedValue | null {
  const definition = findDerived(key);
  if (definition === undefined) return null;
  const { formula, blanks } = definition;
  const valueOf = (one: string): number | null =>
    findDerived(one) === undefined ? cellValue(report.cells, one, blanks, zeros) : (derived[one] ?? null);
  const value = derived[key] ?? null;
  const numerator = formula.type === 'ratio' ? valueOf(formula.numerator) : null;
  const denominator = formula.type === 'ratio' ? valueOf(formula.denominator) : null;
  const summed = value === null ? [] : summedTotals(definition, valueOf);
  const parts = { key, value, numerator, denominator, summed };
  if (value !== null) return { ...parts, reason: null, missing: [] };
  if (formula.type === 'daysLate') {
    const late = daysLate(report);
    return { ...parts, reason: late.days === null ? late.reason : null, missing: [] };
  }
  if (numerator !== null && denominator === 0) return { ...parts, reason: 'ZERO_DENOMINATOR', missing: [] };
  const lacking = lackingLeaves(definition, valueOf, report.cells);
  const missing = lacking.flatMap((leaf) => (leaf.type === 'cell' ? [leaf.key] : []));
  if (disagrees(definition, valueOf)) return { ...parts, reason: 'PARTS_DISAGREE', missing: [] };
  // The last year is what lacks where all of this year is there.
  if (missing.length === 0) return { ...parts, reason: 'NO_PREVIOUS_YEAR', missing: [] };
  return { ...parts, reason: 'MISSING_PART', missing };
}

/** The totals that a value takes from their columns, because the report does not print them. */
function summedTotals({ formula }: DerivedDefinition, valueOf: ValueOf): string[] {
  const of = (keys: readonly string[]): string[] => [
    ...new Set(
      keys.flatMap((key) => {
        const inner = findDerived(key);
        return inner === undefined ? [] : summedTotals(inner, valueOf);
      }),
    ),
  ];
  switch (formula.type) {
    case 'firstOf':
      return formula.of.slice(0, 1).filter((key) => valueOf(key) === null);
    case 'sum':
      return of(formula.of);
    case 'alternatives':
      return of(formula.of.filter((keys) => keys.every((key) => valueOf(key) !== null)).flat());
    case 'ratio':
      return of([formula.numerator, formula.denominator]);
    case 'difference':
      return of([formula.of]);
    case 'previousYear':
    case 'daysLate':
    case 'text':
      return [];
  }
}

type Leaf = { type: 'cell'; key: string } | { type: 'previousYear' };

/** What a value lacks: the cells of this year that have none, and the year before. */
function lackingLeaves({ formula }: DerivedDefinition, valueOf: ValueOf, cells: Cells): Leaf[] {
  const of = (keys: readonly string[]): Leaf[] =>
    keys
      .filter((key) => valueOf(key) === null)
      .flatMap((key): Leaf[] => {
        const inner = findDerived(key);
        return inner === undefined ? [{ type: 'cell', key }] : lackingLeaves(inner, valueOf, cells);
      });
  switch (formula.type) {
    case 'sum':
      return of(formula.of);
    case 'firstOf':
      // The total as printed would do; its columns are named where the report has no place for it.
      return of(formula.of.slice(0, 1));
    case 'alternatives': {
      // What the report has rows for is what it lacks a number in; where it has none of them, any would do.
      const there = formula.of.filter((keys) => keys.some((key) => isInReport(cells, key)));
      return of((there.length > 0 ? there : formula.of).flat());
    }
    case 'ratio':
      return of([formula.numerator, formula.denominator]);
    case 'previousYear':
    case 'text':
      return [{ type: 'previousYear' }];
    case 'difference':
      return of([formula.of, formula.minus]);
    case 'daysLate':
      return [];
  }
}

/** True for a cell that the report has, and for a value made of such. */
function isInReport(cells: Cells, key: string): boolean {
  const formula = findDerived(key)?.formula;
  if (formula?.type === 'sum' || formula?.type === 'firstOf')
    return formula.of.some((part) => isInReport(cells, part));
  const state = cells[key]?.state ?? 'ABSENT';
  return state !== 'ABSENT' && state !== 'NOT_IN_FORM';
}

/** Whether a value, or one that it rests on, is missing because two printed sums differ. */
function disagrees({ formula }: DerivedDefinition, valueOf: ValueOf): boolean {
  switch (formula.type) {
    case 'alternatives':
      return new Set(formula.of.map((keys) => sum(keys, valueOf)).filter((one) => one !== null)).size > 1;
    case 'ratio':
      return [formula.numerator, formula.denominator].some((key) => {
        const inner = findDerived(key);
        return inner !== undefined && disagrees(inner, valueOf);
      });
    default:
      return false;
  }
}

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
