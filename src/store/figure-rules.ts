/** Figures that every store gives alike: how they are added, rounded and compared. */
import type { NumberComparison } from '../domain/query.js';

const SIGNIFICANT_DIGITS = 12;

/**
 * A figure as it is given out: 12 significant digits, so that the order in which a store adds fractions does not
 * show. Whole numbers are exact as they are and stay so.
 */
export function roundFigure(value: number): number {
  // Adding 0 turns -0 into 0.
  return (Number.isSafeInteger(value) ? value : Number(value.toPrecision(SIGNIFICANT_DIGITS))) + 0;
}

/** Whether a number meets all comparisons that are given; a missing one (NaN) meets none. */
export function compares(value: number, { eq, lt, lte, gt, gte }: NumberComparison): boolean {
  return (
    (eq === undefined || value === eq) &&
    (lt === undefined || value < lt) &&
    (lte === undefined || value <= lte) &&
    (gt === undefined || value > gt) &&
    (gte === undefined || value >= gte)
  );
}

/** Sums, one a group, that carry along what rounding would lose (Neumaier), so that their order hardly matters. */
export class GroupSums {
  readonly #sums: Float64Array;
  readonly #lost: Float64Array;

  constructor(groups: number) {
    this.#sums = new Float64Array(groups);
    this.#lost = new Float64Array(groups);
  }

  add(group: number, value: number): void {
    const sum = this.#sums[group] ?? 0;
    const next = sum + value;
    const lost = Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    this.#sums[group] = next;
    this.#lost[group] = (this.#lost[group] ?? 0) + lost;
  }

  at(group: number): number {
    return (this.#sums[group] ?? 0) + (this.#lost[group] ?? 0);
  }
}
