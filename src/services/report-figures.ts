/** The values of a report by key, cells and derived values alike, each with its state or the reason why it is missing. */
import { isDerivedKey } from '../domain/derived.js';
import type { DerivedKey } from '../domain/derived.js';
import { explainDerived } from '../domain/derive-values.js';
import { confirmedZeros } from '../domain/confirmed-zeros.js';
import type { DerivedValue, MissingReason } from '../domain/derive-values.js';
import type { Cell, CellState } from '../domain/report.js';
import type { StoredReport } from '../store/writes.js';

/** One value of a report. */
export interface Figure {
  /** Key of a cell or derived value. */
  key: string;
  /** Null where there is none; an amount with the unit `UNKNOWN` as printed. */
  value: number | null;
  /** Of a cell; null for a derived value. */
  state: CellState | null;
  /** Why a derived value is missing; null where it is there, and for a cell. */
  reason: MissingReason | null;
  /** Of a rate; else null. */
  numerator: number | null;
  denominator: number | null;
  /** Of an amount; else null. */
  unit: NonNullable<Cell['unit']> | null;
}

/** Explains derived values of one report; what they share is worked out once. */
export class DerivedExplainer {
  readonly #stored: Pick<StoredReport, 'report' | 'derived'>;
  readonly #explained = new Map<string, DerivedValue>();
  #zeros: ReadonlySet<string> | null = null;

  constructor(stored: Pick<StoredReport, 'report' | 'derived'>) {
    this.#stored = stored;
  }

  /** A derived value with what it rests on. */
  explain(key: DerivedKey): DerivedValue {
    const known = this.#explained.get(key);
    if (known !== undefined) return known;
    const { report, derived } = this.#stored;
    this.#zeros ??= confirmedZeros(report.cells);
    const explained = explainDerived(key, report, derived, this.#zeros);
    this.#explained.set(key, explained);
    return explained;
  }
}

/** The values of a report under known keys, in their order. */
export function figuresOf(stored: StoredReport, keys: readonly string[]): Figure[] {
  const explainer = new DerivedExplainer(stored);
  return keys.map((key): Figure => {
    if (isDerivedKey(key)) {
      const { value, numerator, denominator, reason } = explainer.explain(key);
      return { key, value, state: null, reason, numerator, denominator, unit: null };
    }
    const cell = stored.report.cells[key];
    return {
      key,
      value: cell?.value ?? null,
      state: cell?.state ?? 'ABSENT',
      reason: null,
      numerator: null,
      denominator: null,
      unit: cell?.state === 'REPORTED' ? (cell.unit ?? null) : null,
    };
  });
}
