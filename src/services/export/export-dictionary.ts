/** What the keys of an export mean: the sheet for people who open the table without the documentation. */
import { findCell } from '../../domain/cells.js';
import type { CellUnit } from '../../domain/cells.js';
import { findDerived, formulaText } from '../../domain/derived.js';

/** One key, in words. */
export interface DictionaryEntry {
  key: string;
  labelZh: string;
  labelEn: string;
  /** What the number counts, in words. */
  unit: string;
  /** Editions of the form that list the cell; empty for a derived value. */
  forms: string;
  /** Of a derived value, in words of keys; null for a cell. */
  formula: string | null;
  /** What a blank does to a derived value; null for a cell. */
  blanks: 'STRICT' | 'AS_ZERO' | null;
  note: string | null;
}

const UNITS: Readonly<Record<CellUnit | 'COUNT' | 'RATIO' | 'DAYS', string>> = {
  count: '件、项等 (count)',
  signedCount: '增减数 (signed count)',
  tenThousandYuan: '万元 (10,000 yuan)',
  tenThousandYuanIfStated: '万元，未注明单位的见 .unit 列 (10,000 yuan where a unit is printed)',
  COUNT: '件、项等 (count)',
  RATIO: '比率，1 为 100% (ratio, 1 is 100 %)',
  DAYS: '天，负数为提前 (days, negative before the day)',
};

/** The entries of keys of cells and derived values, in their order. */
export function dictionaryEntries(keys: readonly string[]): DictionaryEntry[] {
  return keys.flatMap((key) => cellEntry(key) ?? derivedEntry(key) ?? []);
}

function cellEntry(key: string): DictionaryEntry | undefined {
  const cell = findCell(key);
  if (cell === undefined) return undefined;
  const { labelZh, labelEn, note } = cell;
  const forms = cell.forms.join(', ');
  return { key, labelZh, labelEn, unit: UNITS[cell.unit], forms, formula: null, blanks: null, note };
}

function derivedEntry(key: string): DictionaryEntry | undefined {
  const derived = findDerived(key);
  if (derived === undefined) return undefined;
  const { nameZh: labelZh, nameEn: labelEn, blanks } = derived;
  const formula = formulaText(derived);
  return { key, labelZh, labelEn, unit: UNITS[derived.unit], forms: '', formula, blanks, note: null };
}
