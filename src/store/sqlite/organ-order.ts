/** Organs in the order of their normalised names, by code point. */
import { compareCodePoints } from '../code-point-order.js';
import type { Labelled } from '../report-facts.js';
import { MISSING } from './value-column.js';
import type { ValueColumn } from './value-column.js';

/** Ranks of the values of an organ column. Sorts again only when new organs have come. */
export class OrganOrder {
  readonly #column: ValueColumn<Labelled>;
  #names: string[] = [];
  #rankByCode = new Int32Array(0);

  constructor(column: ValueColumn<Labelled>) {
    this.#column = column;
  }

  /** Takes new organs in. Call before ranks are asked for. */
  refresh(): void {
    const { values } = this.#column;
    if (values.length === this.#rankByCode.length) return;
    this.#names = [...new Set(values.map(({ value }) => value))].sort(compareCodePoints);
    const ranks = new Map(this.#names.map((name, rank) => [name, rank]));
    this.#rankByCode = Int32Array.from(values, ({ value }) => ranks.get(value) ?? MISSING);
  }

  /** The rank of a report's organ. */
  rank(seq: number): number {
    return this.#rankByCode[this.#column.codes[seq] ?? MISSING] ?? NaN;
  }

  /** The rank of a name; between two ranks for a name that no organ has. */
  rankOf(name: string): number {
    let low = 0;
    let high = this.#names.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareCodePoints(this.#names[middle] ?? '', name) < 0) low = middle + 1;
      else high = middle;
    }
    return this.#names[low] === name ? low : low - 0.5;
  }
}
