/** Names of keys for people. */
import { findCell } from '../domain/cells.js';
import { findDerived } from '../domain/derived.js';

/** Name of a cell or derived value in both languages. */
export interface KeyLabels {
  labelZh: string;
  labelEn: string;
}

/** The names of a known key; an unknown one names itself. */
export function labelsOf(key: string): KeyLabels {
  const derived = findDerived(key);
  if (derived !== undefined) return { labelZh: derived.nameZh, labelEn: derived.nameEn };
  const cell = findCell(key);
  return { labelZh: cell?.labelZh ?? key, labelEn: cell?.labelEn ?? key };
}
