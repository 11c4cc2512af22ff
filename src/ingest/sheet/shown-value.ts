/** What a cell of a sheet shows. */
import type { CellObject } from '@e965/xlsx';

/** Formats a number as spreadsheet programs do. */
export type NumberFormatter = (format: string, value: number) => string;

/** Spreadsheet programs keep no more digits; a longer whole number has lost its last ones. */
const MOST_DIGITS = 15;

/**
 * The text that a cell shows. A formula shows the value that the file keeps; one without a value is shown as the formula, which is no
 * number: nothing is computed here.
 */
export function shownValue(cell: CellObject, format: NumberFormatter): string {
  if (cell.v === undefined || cell.t === 'z') return cell.f === undefined ? '' : `=${cell.f}`;
  if (cell.t === 's') return String(cell.v);
  if (cell.t !== 'n' || typeof cell.v !== 'number') return (cell.w ?? String(cell.v)).trim();
  return shownNumber(cell.v, String(cell.z ?? 'General'), format);
}

/**
 * Formats that put a sign of their own among the digits (0!.0,"万" shows 12345 as 1.2万): the library prints them wrongly, so that the value
 * is shown with its format, which is no number.
 */
const BROKEN_DIGITS = /[0#?](?:[\\!].|"[^"]*")+[0#?.,]|\[DBNum/iu;

function shownNumber(value: number, code: string, format: NumberFormatter): string {
  // In a column too narrow, "General" shows 12345678901234 as 1.23457E+13; no digit of it is lost.
  if (/^(?:general|@)$/iu.test(code)) return plainNumber(value);
  if (BROKEN_DIGITS.test(code)) return `〔${code}〕${value}`;
  const shown = format(code, value).trim();
  // (5) is how accountants print -5; elsewhere a number in brackets is a remark.
  return value < 0 && /^\([^()]*\)$/u.test(shown) ? `-${shown.slice(1, -1)}` : shown;
}

/** In full where it is exact; as a power of ten, which no reader takes for a count, where it is not. */
function plainNumber(value: number): string {
  if (Number.isInteger(value)) {
    return Math.abs(value) < 10 ** MOST_DIGITS ? String(value) : value.toExponential();
  }
  return String(Number(value.toPrecision(MOST_DIGITS)));
}
