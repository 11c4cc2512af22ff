/** How a torture report prints its numbers, and what a careful reader sees in each cell. */
import { findCell } from '../../src/domain/cells.js';
import type { Figures } from '../../src/sample/organ-figures.js';
import type { Random } from '../../src/sample/random.js';

/** A cell as printed. */
export type PrintedCell =
  /** `value` as a report holds it: amounts in 万元, of unknown unit where none is printed. */
  | { readonly kind: 'number'; readonly text: string; readonly value: number; readonly unitUnknown: boolean }
  | { readonly kind: 'blank'; readonly text: string }
  /** What is printed is no number any more ("1O"): it must be read as UNREADABLE. */
  | { readonly kind: 'damaged'; readonly text: string }
  /** The row breaks off before this cell: anything but a number is right. */
  | { readonly kind: 'cut'; readonly text: '' };

/** Cells by key; one that is not here is not printed. */
export type PrintedCells = ReadonlyMap<string, PrintedCell>;

const BLANK_SIGNS = ['/', '—', '-', '－', '——', '／', '\\'];

type DigitStyle = (digits: string) => string;

function grouped(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const parts = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',');
  return fraction === undefined ? parts : `${parts}.${fraction}`;
}

function fullWidth(text: string): string {
  return text.replace(/[!-~]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}

const DIGIT_STYLES: readonly DigitStyle[] = [
  grouped,
  fullWidth,
  (digits) => fullWidth(grouped(digits)),
  (digits) => `${digits}件`,
];

const SIGN_STYLES: readonly ((digits: string, negative: boolean) => string)[] = [
  (digits, negative) => (negative ? `-${digits}` : `+${digits}`),
  (digits, negative) => (negative ? `-${digits}` : digits),
  (digits, negative) => (negative ? `减${digits}` : `增${digits}`),
  (digits, negative) => (negative ? `减少 ${digits}` : `增加 ${digits}`),
  (digits, negative) => (negative ? `－${fullWidth(digits)}` : `＋${fullWidth(digits)}`),
  (digits, negative) => (negative ? `−${digits}` : digits),
];

/** 万元 in decimal notation to 元. */
function inYuan(value: number): string {
  return String(Math.round(value * 10_000));
}

/**
 * Draws how the report prints, then prints every key.
 *
 * @param blanksNeedASign whether an empty cell could not be seen in the layout
 */
export function printCells(
  random: Random,
  figures: Figures,
  keys: readonly string[],
  blanksNeedASign: boolean,
): Map<string, PrintedCell> {
  const blank = blanksNeedASign || random.chance(0.4) ? random.pick(BLANK_SIGNS) : '';
  const blankZeros = random.chance(0.4);
  const blankAnything = random.chance(0.08);
  const digitStyle: DigitStyle = random.chance(0.35) ? random.pick(DIGIT_STYLES) : (digits) => digits;
  const signStyle = random.pick(SIGN_STYLES);
  const amountUnit = random.pick(['', '', '元', '万元']);
  const hasRemark = random.chance(0.25);

  const print = (key: string): PrintedCell => {
    const definition = findCell(key);
    const value = figures.get(key) ?? 0;
    if ((blankZeros && value === 0) || (blankAnything && random.chance(0.03))) {
      return { kind: 'blank', text: blank };
    }
    const number = (text: string, unitUnknown = false): PrintedCell => ({
      kind: 'number',
      text,
      value,
      unitUnknown,
    });
    switch (definition?.unit) {
      case 'signedCount': {
        if (value === 0) return number('0');
        return number(signStyle(String(Math.abs(value)), value < 0));
      }
      case 'tenThousandYuan':
      case 'tenThousandYuanIfStated': {
        if (amountUnit === '元') return number(`${inYuan(value)}元`);
        if (amountUnit === '万元') return number(`${value}万元`);
        return number(String(value), definition.unit === 'tenThousandYuanIfStated');
      }
      default: {
        const text = digitStyle(String(value));
        const isRemarked = hasRemark && value > 1 && key.startsWith('disclosure.normativeDocuments.');
        return number(isRemarked ? `${text}（其中修订 ${random.integer(1, value)} 件）` : text);
      }
    }
  };
  return new Map(keys.map((key) => [key, print(key)]));
}
