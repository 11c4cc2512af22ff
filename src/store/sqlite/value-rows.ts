/** Cells and derived values of a report as typed columns. */
import { CELLS } from '../../domain/cells.js';
import { DERIVED } from '../../domain/derived.js';
import type { DerivedValues } from '../../domain/derive-values.js';
import { CELL_STATES } from '../../domain/report.js';
import type { Report } from '../../domain/report.js';
import { projectedCells } from '../report-values.js';

/** Cells as typed columns: `values` NaN where there is no value, `states` as index into `CELL_STATES`. */
export interface CellRow {
  values: Float64Array;
  states: Uint8Array;
  /** Thousandths, {@link NO_CONFIDENCE} of a cell that was not read from a picture; null where none was. */
  confidences: Uint16Array | null;
}

/** Stands for the confidence of a cell that has none. */
export const NO_CONFIDENCE = 0xffff;
const CONFIDENCE_BYTES = Uint16Array.BYTES_PER_ELEMENT;

/** The confidence of a cell of a row, from the bytes of its confidences; NaN where it has none. */
export function decodeConfidence(confidences: Buffer | null, index: number): number {
  const thousandths = confidences?.readUInt16LE(index * CONFIDENCE_BYTES) ?? NO_CONFIDENCE;
  return thousandths === NO_CONFIDENCE ? NaN : thousandths / 1000;
}

/** The cells of a report in the order of the dictionary. */
export function cellRow(report: Report): CellRow {
  const values = new Float64Array(CELLS.length).fill(NaN);
  const states = new Uint8Array(CELLS.length);
  let confidences: Uint16Array | null = null;
  for (const [index, { value, state, confidence }] of projectedCells(report).entries()) {
    values[index] = value ?? NaN;
    states[index] = CELL_STATES.indexOf(state);
    if (confidence === null) continue;
    confidences ??= new Uint16Array(CELLS.length).fill(NO_CONFIDENCE);
    confidences[index] = Math.round(confidence * 1000);
  }
  return { values, states, confidences };
}

/** Derived values in the order of the dictionary; NaN where there is none. */
export function derivedRow(derived: DerivedValues): Float64Array {
  return Float64Array.from(DERIVED, ({ key }) => derived[key] ?? NaN);
}

/** The values of {@link derivedRow}, from its bytes. */
export function decodeDerived({ buffer, byteOffset, byteLength }: Uint8Array): DerivedValues {
  const row = new DataView(buffer, byteOffset, byteLength);
  const entries = DERIVED.map(({ key, index }): [string, number | null] => {
    const value = row.getFloat64(index * Float64Array.BYTES_PER_ELEMENT, true);
    return [key, Number.isNaN(value) ? null : value];
  });
  return Object.fromEntries(entries);
}
