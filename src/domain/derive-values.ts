/** Computes the derived values of a report from its cells, and says why one is missing. Pure. */
import { confirmedZeros } from './confirmed-zeros.js';
import { daysLate } from './deadline.js';
import type { DeadlineFacts, NotLateReason } from './deadline.js';
import { definitionOf, DERIVED, findDerived } from './derived.js';
import type { BlankRule, DerivedDefinition, DerivedKey } from './derived.js';
import type { Formula } from './formula.js';
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

/** The derived values of a report by {@link DerivedKey}; null where there is none. What an older version stored may have other keys. */
export type DerivedValues = Readonly<Record<string, number | null>>;

/** A derived value with what it rests on. */
export interface DerivedValue {
  key: DerivedKey;
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
  key: DerivedKey,
  report: Pick<Report, 'cells'> & DeadlineFacts,
  derived: DerivedValues,
  zeros: ReadonlySet<string> = confirmedZeros(report.cells),
): DerivedValue {
  const definition = definitionOf(key);
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
