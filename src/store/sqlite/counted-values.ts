/** The values of a cell or derived value that may be counted and added. */
import { isDerivedKey } from '../../domain/derived.js';
import type { ReportColumns } from './report-columns.js';

/**
 * Loads the columns of cells and derived values by key.
 *
 * @throws OgiError `UNKNOWN_CELL`, `UNKNOWN_DERIVED`
 */
export function loadValues(keys: readonly string[], columns: ReportColumns): void {
  const isDerived = (key: string): boolean => key.startsWith('derived.');
  columns.loadDerived(keys.filter(isDerived));
  columns.loadCells(keys.filter((key) => !isDerived(key)));
}

/**
 * The values of a key by `seq`, NaN where there is none, or where it is an amount whose unit is not known.
 * {@link loadValues} has loaded it. Do not change the array: it may be shared.
 */
export function countedValues(key: string, columns: ReportColumns): Float64Array {
  if (isDerivedKey(key)) return columns.derived(key);
  const { values } = columns.cell(key);
  const { unknownUnits } = columns;
  const unknown = unknownUnits.values.map((keys) => keys.includes(key));
  if (!unknown.includes(true)) return values;
  return values.map((value, seq) => (unknown[unknownUnits.codes[seq] ?? -1] === true ? NaN : value));
}
