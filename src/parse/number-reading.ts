/** Reads one printed cell: a number, an empty mark, or text that is no number. Never guesses. */

import { simplify } from '../text/fold-script.js';

/** Unit printed with a number, if any. */
export type PrintedUnit = '元' | '万元' | '亿元';

export type NumberReading =
  | { kind: 'empty' }
  /** "/", "—", "-" …: printed, and meaning that there is nothing. */
  | { kind: 'mark' }
  | { kind: 'number'; value: number; unit: PrintedUnit | null; remark: string | null }
  | { kind: 'text' };

/** Signs of a blank; the words are what scripts write for one. */
const MARK = /^(?:[/\\|∕]+|[-–—―‐‑−ー_~～]+|\*+|nan|none|null|<na>)$/iu;
const GROUPED = String.raw`\d{1,3}(?:,\d{3})+`;
/** Words by which decisions, documents and persons are counted, alone or as occasions (批次, 户次, 人次). */
const COUNT_UNIT = '[件条项个起宗份次部笔批户家例人篇期名位张本场处封卷册台辆套](?:次|数)?';
const NUMBER = new RegExp(
  String.raw`^(?<sign>[-+−–﹣]|减少?|增加?|负)?` +
    String.raw`(?<digits>${GROUPED}|\d+)(?<fraction>\.\d+)?` +
    String.raw`(?<unit>亿元|万元|元|${COUNT_UNIT})?` +
    String.raw`(?<remark>\(.*\)|(?:其中|含|包括).*)?$`,
  'u',
);
const MONEY: readonly PrintedUnit[] = ['元', '万元', '亿元'];

/** Most fields are labels: recognised by their first character, they cost nothing. */
const STARTS_AS_TEXT = /^\s*(?![减減增负負一ー])[\p{Script=Han}“‘（(《]/u;

/** White space, and characters that show nothing: soft hyphens, joiners, marks of direction. */
const UNSEEN = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+/gu;

const PLAIN_COUNT = /^\d{1,9}$/u;

/**
 * Reads the text of a cell. Full-width digits, thousands separators, a sign ("+26", "减 2"), a unit and a remark
 * ("22（其中修订 16 件）") are understood; a number too large to be exact is text.
 */
export function readNumber(text: string): NumberReading {
  if (text === '') return { kind: 'empty' };
  if (STARTS_AS_TEXT.test(text)) return { kind: 'text' };
  if (PLAIN_COUNT.test(text)) return { kind: 'number', value: Number(text), unit: null, remark: null };
  const normal = simplify(text.normalize('NFKC'));
  // "1 2" may be two numbers, or one: nothing decides.
  if (/[\d.,]\s+[\d.,]/u.test(normal)) return { kind: 'text' };
  const squeezed = normal.replace(UNSEEN, '');
  if (squeezed === '') return { kind: 'empty' };
  if (MARK.test(squeezed)) return { kind: 'mark' };
  const match = NUMBER.exec(squeezed);
  const groups = match?.groups;
  if (groups === undefined) return { kind: 'text' };
  const sign = groups['sign'];
  const negative = sign !== undefined && !/^[+增]/u.test(sign);
  const digits = (groups['digits'] ?? '').replaceAll(',', '');
  const magnitude = Number(digits + (groups['fraction'] ?? ''));
  if (!Number.isSafeInteger(Math.trunc(magnitude))) return { kind: 'text' };
  const unit = groups['unit'];
  return {
    kind: 'number',
    value: negative && magnitude !== 0 ? -magnitude : magnitude,
    unit: MONEY.find((money) => money === unit) ?? null,
    remark: groups['remark'] ?? null,
  };
}

/** An amount in 万元. Shifts the decimal point in text, so that 251000 元 is exactly 25.1. */
export function inTenThousandYuan(value: number, unit: PrintedUnit): number {
  if (unit === '万元') return value;
  const shift = unit === '元' ? -4 : 4;
  return Number(`${value}e${shift}`);
}
