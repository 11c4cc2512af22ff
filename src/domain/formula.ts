/** How a derived value is made of cells and of other derived values. */
/**
 * `TOTAL` a sum of cells, a count · `RATE` a numerator ÷ a denominator, both values of their own · `PREVIOUS_YEAR` the
 * same value in the organ's report of the year before · `CHANGE` this year's minus last year's · `CHANGE_RATE` the
 * change ÷ last year's · `DAYS` a number of days that rests on no cell · `TEXT` a count of characters of the narrative, which the
 * store works out from all reports.
 */
export const DERIVED_KINDS = [
  'TOTAL',
  'RATE',
  'PREVIOUS_YEAR',
  'CHANGE',
  'CHANGE_RATE',
  'DAYS',
  'TEXT',
] as const;

export type DerivedKind = (typeof DERIVED_KINDS)[number];

/** How a derived value is made. Its keys are those of cells or of derived values that are before it. */
export type Formula =
  | { readonly type: 'sum'; readonly of: readonly string[] }
  /** Sums of which the report prints one; where it prints several they must agree. */
  | { readonly type: 'alternatives'; readonly of: readonly (readonly string[])[] }
  /** The first of these that has a value: a printed total, else the sum of its printed columns. */
  | { readonly type: 'firstOf'; readonly of: readonly string[] }
  | { readonly type: 'ratio'; readonly numerator: string; readonly denominator: string }
  | { readonly type: 'previousYear'; readonly of: string }
  | { readonly type: 'difference'; readonly of: string; readonly minus: string }
  /** Days from the law's last day to the page's own date, see `deadline.ts`. */
  | { readonly type: 'daysLate' }
  /** Of the narrative: see `OriginalityCounts`. */
  | { readonly type: 'text'; readonly of: TextCount };

/** `characters` all · `own` the organ's own · `repeated` those of its last year · `shared` those that another organ has too. */
export type TextCount = 'characters' | 'own' | 'repeated' | 'shared';
