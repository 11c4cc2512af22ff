/** Title, organ name, report year and date of a report, from the lines at its head and foot. */
import type { DateKind } from '../domain/report.js';
import type { SourceItem, SourceLine } from './source-lines.js';

/** The title and the lines that print it. */
export interface TitleReading {
  title: string;
  /** Indexes of its items. */
  indexes: number[];
  /** The organ's name as the title prints it; null where it prints none. */
  organ: string | null;
  year: number | null;
}

/** Lines from the head in which a title is looked for. */
const HEAD_LINES = 25;
const LONGEST_TITLE = 80;
/** The words of a title, squeezed. */
const TITLE = /(?:信息|政务)公开.{0,12}(?:报告|年报)(?:格式|模板|格式模板)?(?:\(.{1,12}\))?$/u;
const ORGAN_END =
  /(?:人民政府|政府|办事处|办公厅|办公室|委员会|管委会|[厅局委院办部署处]|中心|银行|公司|集团|学校|大学|学院|医院|街道|[镇乡区县市省])$/u;
const HAN_YEAR = /[〇○零Oo0一二三四五六七八九]{4}(?=年)/u;
const HAN_DIGITS: Readonly<Record<string, string>> = {
  '〇': '0', '○': '0', 零: '0', O: '0', o: '0', '0': '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5',
  六: '6', 七: '7', 八: '8', 九: '9',
}; // prettier-ignore

/** OGI regulations are from 2007; the first reports are of 2008. */
const FIRST_YEAR = 2007;
const LAST_YEAR = 2100;

function plausibleYear(text: string | undefined): number | null {
  const year = Number(text);
  return Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR ? year : null;
}

/** True where squeezed text reads as the title of such a report. */
export function isTitle(squeezed: string): boolean {
  return squeezed.length <= LONGEST_TITLE && TITLE.test(squeezed);
}

/** The first year named in a squeezed text ("2020年", "二〇二〇年"). */
export function yearIn(squeezed: string): number | null {
  const digits = /(?<!\d)(\d{4})(?:年|(?=政府信息|政务))/u.exec(squeezed);
  const year = plausibleYear(digits?.[1]);
  if (year !== null) return year;
  const han = HAN_YEAR.exec(squeezed)?.[0];
  return han === undefined ? null : plausibleYear([...han].map((char) => HAN_DIGITS[char] ?? '').join(''));
}

/** The organ's name in a squeezed title: what is left without year and words of the genre. */
export function organInTitle(title: string): string | null {
  const name = title
    .replace(/^关于/u, '')
    .replace(/(?:关于)?(?:\d{4}|[〇○零Oo一二三四五六七八九]{4})年度?/u, '|')
    .replace(/(?:关于)?(?:政府)?(?:信息|政务)公开.*$/u, '')
    .replaceAll('|', '')
    .replace(/关于$/u, '')
    .replace(/[《》<>【】"“”]/gu, '');
  return name.length >= 2 && /\p{Script=Han}/u.test(name) ? name : null;
}

function isShortLine(item: SourceItem | undefined): item is SourceLine {
  return (
    item?.kind === 'line' &&
    !item.text.includes('\t') &&
    item.squeezed.length <= LONGEST_TITLE &&
    !/[。；;！]/u.test(item.squeezed)
  );
}

/** The text as printed, white space removed. */
function printed(lines: readonly SourceLine[]): string {
  return lines.map((line) => line.text.replace(/\s+/gu, '')).join('');
}

/**
 * Finds the title: the first run of at most three short lines at the head that reads as one, with the organ's line
 * above it. Null where there is none.
 */
export function findTitle(items: readonly SourceItem[]): TitleReading | null {
  const head = Math.min(items.length, HEAD_LINES);
  for (let first = 0; first < head; first += 1) {
    const lines: SourceLine[] = [];
    for (let last = first; last < first + 3; last += 1) {
      const item = items[last];
      if (!isShortLine(item)) break;
      lines.push(item);
      const squeezed = lines.map((line) => line.squeezed).join('');
      if (!isTitle(squeezed)) continue;
      return withOrganAbove(items, first, lines);
    }
  }
  return null;
}

function withOrganAbove(items: readonly SourceItem[], first: number, found: SourceLine[]): TitleReading {
  let lines = found;
  let from = first;
  const squeezed = (): string => lines.map((line) => line.squeezed).join('');
  if (organInTitle(squeezed()) === null) {
    const above = items[first - 1];
    if (isShortLine(above) && above.squeezed.length <= 40 && ORGAN_END.test(above.squeezed)) {
      lines = [above, ...found];
      from = first - 1;
    }
  }
  const title = squeezed();
  return {
    title: printed(lines),
    indexes: lines.map((_, index) => from + index),
    organ: organInTitle(title),
    year: yearIn(title),
  };
}

/**
 * Where a second report begins in the same file: a title of another organ or another year, on a line of its own below the
 * first, with the outline beginning again behind it. -1 where there is none.
 */
export function secondReportAt(items: readonly SourceItem[], first: TitleReading | null): number {
  if (first === null) return -1;
  const isBeginning = (item: SourceItem): boolean =>
    item.kind === 'line' &&
    item.squeezed.length <= 20 &&
    /^(?:一、|1[.、]|\(一\))?(?:总体情况|概述|主动公开)/u.test(item.squeezed);
  const last = items.findLastIndex(isBeginning);
  const begins = items.findIndex(isBeginning);
  if (begins === -1 || last === begins) return -1;
  return items.findIndex((item, index) => {
    if (index <= begins || index >= last || !isShortLine(item) || !isTitle(item.squeezed)) return false;
    const [organ, year] = [organInTitle(item.squeezed), yearIn(item.squeezed)];
    if (year === null) return false;
    return year !== first.year || (organ !== null && organ !== first.organ);
  });
}

const PERIOD = /(?:自|从)?(\d{4})年1月1日.{0,4}(?:至|到|-|—|~).{0,6}12月31日/u;

/** The year of the reporting period that the text prints ("自 2020 年 1 月 1 日起至 …"). */
export function periodYear(items: readonly SourceItem[]): number | null {
  for (const item of items) {
    if (item.kind !== 'line') continue;
    const year = plausibleYear(PERIOD.exec(item.squeezed)?.[1]);
    if (year !== null) return year;
  }
  return null;
}

/** The date of a report and the signature above it. */
export interface DateReading {
  publishedOn: string | null;
  dateKind: DateKind | null;
  /** The organ's name in the signature (落款), squeezed; null where none is printed. */
  signature: string | null;
}

const PUBLISHED =
  /(?:发布(?:日期|时间)|公开日期|发文日期|生成日期|成文日期)[:：]?(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})/u;
const DATE_LINE =
  /^(\d{4}|[〇○零一二三四五六七八九]{4})年(?:(\d{1,2}|[一二三四五六七八九十]{1,3})月(?:(\d{1,2}|[一二三四五六七八九十]{1,3})日)?)?$/u;
const FOOT_LINES = 8;

function twoDigits(text: string): string {
  const value = /^\d+$/u.test(text) ? Number(text) : hanDay(text);
  return String(value).padStart(2, '0');
}

function hanDay(text: string): number {
  const digits = '一二三四五六七八九';
  const parts = /^([一二三])?(十)?([一二三四五六七八九])?$/u.exec(text);
  if (parts === null) return 0;
  const unit = (char: string | undefined): number => (char === undefined ? 0 : digits.indexOf(char) + 1);
  if (parts[2] === undefined) return unit(parts[1]) + unit(parts[3]);
  return (parts[1] === undefined ? 1 : unit(parts[1])) * 10 + unit(parts[3]);
}

/** A full or partial ISO date; null where month or day cannot be. */
function isoDate(year: number | null, month: string | undefined, day: string | undefined): string | null {
  if (year === null) return null;
  if (month === undefined) return String(year);
  const m = twoDigits(month);
  if (Number(m) < 1 || Number(m) > 12) return null;
  if (day === undefined) return `${year}-${m}`;
  const d = twoDigits(day);
  if (Number(d) < 1 || Number(d) > 31) return null;
  return `${year}-${m}-${d}`;
}

/** Finds the page's own date, else the date under the signature. */
export function findDate(items: readonly SourceItem[]): DateReading {
  const lines = items.filter((item): item is SourceLine => item.kind === 'line' && item.squeezed !== '');
  const signed = findSignature(lines);
  for (const line of lines) {
    const match = PUBLISHED.exec(line.squeezed);
    if (match === null) continue;
    const date = isoDate(plausibleYear(match[1]), match[2], match[3]);
    if (date !== null) return { publishedOn: date, dateKind: 'PUBLISHED', signature: signed.signature };
  }
  return signed;
}

function findSignature(lines: readonly SourceLine[]): DateReading {
  const foot = lines.slice(-FOOT_LINES);
  for (let index = foot.length - 1; index >= 0; index -= 1) {
    const match = DATE_LINE.exec(foot[index]?.squeezed ?? '');
    if (match === null) continue;
    const date = isoDate(yearIn(`${match[1] ?? ''}年`), match[2], match[3]);
    if (date === null) continue;
    const above = foot[index - 1]?.squeezed ?? '';
    const signature = above.length >= 3 && above.length <= 30 && ORGAN_END.test(above) ? above : null;
    return { publishedOn: date, dateKind: 'SIGNED', signature };
  }
  return { publishedOn: null, dateKind: null, signature: null };
}
