/** Years and days as reports print them. */

/** OGI regulations are from 2007; the first reports are of 2008. */
const FIRST_YEAR = 2007;
const LAST_YEAR = 2100;

const HAN_DIGITS: Readonly<Record<string, string>> = {
  '〇': '0', '○': '0', '◯': '0', 零: '0', O: '0', o: '0', '0': '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5',
  六: '6', 七: '7', 八: '8', 九: '9',
}; // prettier-ignore
/** A character of a year in Chinese numerals. */
const HAN_DIGIT = '[〇○◯零Oo0一二三四五六七八九]';
/** A year in Chinese numerals: two thousand and something. */
export const HAN_YEAR = `[二2]${HAN_DIGIT}{3}`;
/** A year in figures or in Chinese numerals, four characters. */
export const YEAR = `(?:(?<!\\d)20\\d{2}(?!\\d)|${HAN_YEAR})`;

/** The year that four characters are; null where no report is of it. */
export function readYear(text: string): number | null {
  const digits = /^\d{4}$/u.test(text) ? text : [...text].map((char) => HAN_DIGITS[char] ?? char).join('');
  const year = /^\d{4}$/u.test(digits) ? Number(digits) : 0;
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : null;
}

/** The one value of a list; null where there is none, or several. */
export function onlyOne<T>(values: readonly T[]): T | null {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
}

/** A day, month or year, and how it is printed. */
export interface PrintedDate {
  /** ISO 8601: a full date, or year and month. */
  date: string;
  start: number;
  end: number;
  /** True for the form that sites print by machine: 2024-01-26, 2024/01/26, 2024.01.26, 2024年01月26日, with or without a time. */
  byMachine: boolean;
}

const HAN_NUMBER = '[一二三四五六七八九十]{1,3}';
const DATE = new RegExp(
  String.raw`(?<!\d)(?<year>20\d{2})(?:(?<sign>[-/.])(?<m1>\d{1,2})\k<sign>(?<d1>\d{1,2})(?!\d)|年(?<m2>\d{1,2}|元)月(?:(?<d2>\d{1,2})[日号])?|(?<m3>0[1-9]|1[0-2])(?<d3>0[1-9]|[12]\d|3[01])(?!\d))` +
    String.raw`(?<time>[\sT/]*(?:\d{1,2}:\d{2}(?::\d{2})?)?)|(?<han>${HAN_YEAR})年(?<m4>${HAN_NUMBER}|\d{1,2}|元)月(?:(?<d4>${HAN_NUMBER}|\d{1,2})[日号])?`,
  'gu',
);

/** The dates in a squeezed text, in order. */
export function datesIn(squeezed: string): PrintedDate[] {
  const dates: PrintedDate[] = [];
  for (const match of squeezed.matchAll(DATE)) {
    const groups = match.groups ?? {};
    const year = readYear(groups['year'] ?? groups['han'] ?? '');
    const month = groups['m1'] ?? groups['m2'] ?? groups['m3'] ?? groups['m4'];
    const day = groups['d1'] ?? groups['d2'] ?? groups['d3'] ?? groups['d4'];
    const date = isoDate(year, month, day);
    if (date === null) continue;
    const padded = ['m1', 'd1', 'm2', 'd2'].some((name) => groups[name]?.startsWith('0'));
    const hasTime = /\d/u.test(groups['time'] ?? '');
    const byMachine = hasTime || padded || groups['sign'] === '-' || groups['sign'] === '/';
    dates.push({ date, start: match.index, end: match.index + match[0].length, byMachine });
  }
  return dates;
}

/** A full or partial ISO date; null where month or day cannot be. */
function isoDate(year: number | null, month: string | undefined, day: string | undefined): string | null {
  if (year === null) return null;
  const m = numberOf(month ?? '');
  if (m < 1 || m > 12) return null;
  const prefix = `${year}-${String(m).padStart(2, '0')}`;
  if (day === undefined) return prefix;
  const d = numberOf(day);
  if (d < 1 || d > new Date(Date.UTC(year, m, 0)).getUTCDate()) return null;
  return `${prefix}-${String(d).padStart(2, '0')}`;
}

/** Value of a month (元月 is the first) or day in figures or Chinese numerals (up to thirty-nine); 0 where it is neither. */
function numberOf(text: string): number {
  if (/^\d+$/u.test(text)) return Number(text);
  if (text === '元') return 1;
  const parts = /^([一二三])?(十)?([一二三四五六七八九])?$/u.exec(text);
  if (parts === null) return 0;
  const unit = (char: string | undefined): number => Number(HAN_DIGITS[char ?? ''] ?? 0);
  if (parts[2] === undefined)
    return parts[1] === undefined || parts[3] === undefined ? unit(parts[1]) + unit(parts[3]) : 0;
  return (parts[1] === undefined ? 1 : unit(parts[1])) * 10 + unit(parts[3]);
}

const DAY_ONE = '(?:1月1日|01月01日|一月一日)';
const LAST_DAY = '(?:12月31日|十二月三十一日)';
const PERIOD = new RegExp(
  `(${YEAR})年(?:度\\()?${DAY_ONE}.{0,6}?(?:(?:至|到|-|—|–|~|～|起|止)+.{0,3}?)(?:(${YEAR})年)?${LAST_DAY}|(20\\d{2})[./-]0?1[./-]0?1(?:日|起)?[-—–~至到]+(20\\d{2})[./-]12[./-]31`,
  'gu',
);

/** The year of the reporting period in a squeezed text ("自2020年1月1日起至…"); null where none or several are printed. */
export function periodYear(squeezed: string): number | null {
  const years: (number | null)[] = [];
  for (const match of squeezed.matchAll(PERIOD)) {
    const from = readYear(match[1] ?? match[3] ?? '');
    const to = match[2] ?? match[4];
    if (to === undefined || readYear(to) === from) years.push(from);
  }
  return onlyOne(years);
}
