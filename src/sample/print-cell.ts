/** How a made-up report prints its numbers. */
import { findCell } from '../domain/cells.js';
import type { Figures } from './organ-figures.js';
import type { Random } from './random.js';

/** Prints the cells of one report. */
export interface CellPrinter {
  /** The number that the cell shows; null where it is printed as a blank. */
  readonly value: (key: string) => number | null;
  /** The text of the cell. */
  readonly text: (key: string) => string;
}

/** One report in five leaves zeros out of the second and third table. */
const BLANK_CHANCE = 0.2;

/** @param blanksNeedASign whether an empty cell could not be seen, so that a slash or a dash stands for it */
export function printerFor(random: Random, figures: Figures, blanksNeedASign: boolean): CellPrinter {
  const blankZeros = random.chance(BLANK_CHANCE);
  const blank = blanksNeedASign || random.chance(0.2) ? random.pick(['/', '—']) : '';
  const signed = random.pick([
    (value: number) => (value > 0 ? `+${value}` : String(value)),
    (value: number) => String(value),
    (value: number) => (value > 0 ? `增${value}` : value < 0 ? `减${-value}` : '0'),
  ]);
  const value = (key: string): number | null => {
    const number = figures.get(key) ?? 0;
    return blankZeros && number === 0 && !key.startsWith('disclosure.') ? null : number;
  };
  return {
    value,
    text: (key) => {
      const number = value(key);
      if (number === null) return blank;
      return findCell(key)?.unit === 'signedCount' ? signed(number) : String(number);
    },
  };
}
