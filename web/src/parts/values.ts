/** Numbers as people read them. What is missing says so; it is never a zero. */
import type { CellState } from '../api/generated';
import type { Dictionary } from '../text';

interface Value {
  key: string;
  value: number | null;
  state?: CellState | null;
  unit?: string | null;
  reason?: string | null;
}

/** True for a key whose value is a ratio: 1 means 100 %. */
export function isRatioKey(key: string): boolean {
  return /Rate|Share/u.test(key) && key.startsWith('derived.');
}

/** A value with its unit, or why there is none. */
export function formatValue(value: Value, text: Dictionary): string {
  if (value.value === null) {
    const state = value.state ?? null;
    return state === null ? '—' : text.states[state];
  }
  if (isRatioKey(value.key)) return text.percent(value.value);
  const printed = formatNumber(value.value, text);
  if (value.unit === 'UNKNOWN') return `${printed}（${text.report.unitUnknown}）`;
  return value.unit === 'TEN_THOUSAND_YUAN' ? `${printed} ${text.report.unitWan}` : printed;
}

/** A plain number. */
export function formatNumber(value: number, text: Dictionary): string {
  return value.toLocaleString(text.lang, { maximumFractionDigits: 4 });
}

/** A figure of an aggregate, by its key. */
export function formatFigure(key: string, value: number | null, text: Dictionary): string {
  if (value === null) return text.organ.noValue;
  if (isRatioKey(key)) return text.percent(value);
  return value.toLocaleString(text.lang, { maximumFractionDigits: 2 });
}
