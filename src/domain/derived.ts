/**
 * The dictionary of derived values: group totals, rates and changes over the cells of a report. They are data, so that
 * filters, orders, aggregates, exports and people all use one definition. Keys are public API and begin with `derived.`.
 *
 * Every definition over cells comes twice: STRICT (any missing part: no value) and, with the suffix `AsZero`, AS_ZERO (a blank
 * part counts as zero only where a printed total leaves nothing else for it). What rests on no cell is STRICT only.
 */
import type { CellKey } from './cell-key.js';
import { DERIVED_DRAFTS } from './derived-formulas.js';
import type { DerivedKey } from './derived-key.js';
import type { DerivedKind, Formula } from './formula.js';
import { ORIGINALITY_DRAFTS } from './originality.js';

export type { DerivedKey } from './derived-key.js';
export { DERIVED_KINDS } from './formula.js';
export type { DerivedKind, Formula } from './formula.js';

/** `STRICT` any missing part: no value · `AS_ZERO` a blank part is zero where a printed total confirms it. */
export const BLANK_RULES = ['STRICT', 'AS_ZERO'] as const;
export type BlankRule = (typeof BLANK_RULES)[number];

/** Key of a number of a report: of a cell or of a derived value. */
export type ValueKey = CellKey | DerivedKey;

/** One derived value. */
export interface DerivedDefinition {
  /** e.g. `derived.grantedRate.ofConcluded`, `derived.refused.totalAsZero`. */
  readonly key: DerivedKey;
  /** Position in the dictionary from 0. */
  readonly index: number;
  readonly kind: DerivedKind;
  readonly formula: Formula;
  readonly blanks: BlankRule;
  /** `COUNT` a number of things, may be negative for a change · `RATIO` 1 means 100 % · `DAYS`, negative before the day. */
  readonly unit: 'COUNT' | 'RATIO' | 'DAYS';
  readonly nameZh: string;
  readonly nameEn: string;
  /** The rule of law that it follows, with its source and what it leaves open; null for all that is arithmetic alone. */
  readonly ruleZh: string | null;
  readonly ruleEn: string | null;
}

/** The suffix of a key whose blanks may count as zero. */
const AS_ZERO_SUFFIX = 'AsZero';

/** A formula whose derived parts follow the same rule for blanks. */
function withBlanks(formula: Formula, blanks: BlankRule): Formula {
  if (blanks === 'STRICT') return formula;
  const key = (of: string): string => (of.startsWith('derived.') ? of + AS_ZERO_SUFFIX : of);
  switch (formula.type) {
    case 'sum':
      return { type: 'sum', of: formula.of.map(key) };
    case 'firstOf':
      return { type: 'firstOf', of: formula.of.map(key) };
    case 'alternatives':
      return { type: 'alternatives', of: formula.of.map((keys) => keys.map(key)) };
    case 'ratio':
      return { type: 'ratio', numerator: key(formula.numerator), denominator: key(formula.denominator) };
    case 'text':
      return formula;
    case 'previousYear':
      return { type: 'previousYear', of: key(formula.of) };
    case 'difference':
      return { type: 'difference', of: key(formula.of), minus: key(formula.minus) };
    case 'daysLate':
      return formula;
  }
}

/** All derived values; each is after those that its formula names. */
export const DERIVED: readonly DerivedDefinition[] = BLANK_RULES.flatMap((blanks) =>
  [...DERIVED_DRAFTS, ...ORIGINALITY_DRAFTS].map((draft) => ({ ...draft, blanks })),
)
  // What rests on no cell knows no blanks.
  .filter(
    ({ key, formula, blanks }) =>
      blanks === 'STRICT' || (formula.type !== 'daysLate' && !key.startsWith('derived.originality.')),
  )
  .map(({ key, kind, formula, zh, en, rule, blanks }, index) => {
    const asZero = blanks === 'AS_ZERO';
    return Object.freeze({
      key: (asZero ? key + AS_ZERO_SUFFIX : key) as DerivedKey,
      index,
      kind,
      formula: withBlanks(formula, blanks),
      blanks,
      unit: unitOf(kind),
      nameZh: asZero ? `${zh}（空白经核对视为零）` : zh,
      nameEn: asZero ? `${en} (blanks as zero where a printed total confirms it)` : en,
      ruleZh: rule?.zh ?? null,
      ruleEn: rule?.en ?? null,
    });
  });

function unitOf(kind: DerivedKind): DerivedDefinition['unit'] {
  if (kind === 'DAYS') return 'DAYS';
  return kind === 'RATE' || kind === 'CHANGE_RATE' ? 'RATIO' : 'COUNT';
}

const BY_KEY: ReadonlyMap<string, DerivedDefinition> = new Map(DERIVED.map((one) => [one.key, one]));

/** The definition of a key, or undefined where there is no such derived value. */
export function findDerived(key: string): DerivedDefinition | undefined {
  return BY_KEY.get(key);
}

/** True for a key of the dictionary of derived values. */
export function isDerivedKey(key: string): key is DerivedKey {
  return BY_KEY.has(key);
}

/** The definition of a key of the dictionary. */
export function definitionOf(key: DerivedKey): DerivedDefinition {
  const definition = findDerived(key);
  if (definition === undefined) throw new RangeError(`There is no derived value ${key}.`);
  return definition;
}

/** The numerator and denominator of a value that is a ratio; null for any other. */
export function ratioOf(key: string): { numerator: string; denominator: string } | null {
  const formula = findDerived(key)?.formula;
  return formula?.type === 'ratio'
    ? { numerator: formula.numerator, denominator: formula.denominator }
    : null;
}

/** The formula in words of keys, e.g. `derived.disclosed.total ÷ applications.outcomeTotal.total`. */
export function formulaText({ formula }: DerivedDefinition): string {
  switch (formula.type) {
    case 'sum':
      return formula.of.join(' + ');
    case 'firstOf':
      return formula.of.join(', else ');
    case 'alternatives':
      return formula.of.map((keys) => keys.join(' + ')).join(' | ');
    case 'ratio':
      return `${formula.numerator} ÷ ${formula.denominator}`;
    case 'text':
      return `characters of the narrative: ${formula.of}`;
    case 'previousYear':
      return `${formula.of} of the year before`;
    case 'difference':
      return `${formula.of} − ${formula.minus}`;
    case 'daysLate':
      return 'publishedOn − the last day by law';
  }
}
