/** Planned mistakes: what a made-up report gets wrong, as real ones do. */
import type { Figures } from './organ-figures.js';
import type { Random } from './random.js';

/** The arithmetic rules (勾稽) that a planned mistake breaks; codes as in the findings of the parser. */
export type ArithmeticCode =
  | 'row-total'
  | 'outcome-total'
  | 'intake-balance'
  | 'review-total'
  | 'carried-in-continues'
  | 'in-force-continues'
  | 'prose-agrees';

/** What a report may get wrong. */
export const MISTAKES = [
  'total-not-filled',
  'row-total-miscounted',
  'outcome-total-miscounted',
  'review-total-miscounted',
  'carried-in-differs',
  'in-force-differs',
  'prose-differs',
] as const;
export type Mistake = (typeof MISTAKES)[number];

function add(figures: Figures, key: string, difference: number): void {
  const before = figures.get(key);
  if (before !== undefined) figures.set(key, before + difference);
}

/**
 * Puts a mistake into the numbers to be printed. `prose-differs` changes none of them: there the narrative keeps
 * to the figures before another change, or states its own.
 */
export function makeMistake(figures: Figures, mistake: Mistake, random: Random): void {
  const some = random.integer(1, 4);
  switch (mistake) {
    case 'total-not-filled':
      for (const row of ['received', 'granted', 'outcomeTotal']) figures.set(`applications.${row}.total`, 0);
      break;
    case 'row-total-miscounted':
      add(figures, 'applications.granted.total', some);
      break;
    case 'outcome-total-miscounted':
      add(figures, 'applications.outcomeTotal.naturalPerson', some);
      add(figures, 'applications.outcomeTotal.total', some);
      break;
    case 'review-total-miscounted':
      add(figures, 'review.reconsideration.total', some);
      break;
    case 'carried-in-differs':
      // Carried through the whole column, so that nothing within the report shows it.
      for (const row of ['carriedIn', 'granted', 'outcomeTotal']) {
        add(figures, `applications.${row}.naturalPerson`, some);
        add(figures, `applications.${row}.total`, some);
      }
      break;
    case 'in-force-differs':
      add(figures, 'disclosure.normativeDocuments.inForce', some);
      break;
    case 'prose-differs':
      break;
  }
}
