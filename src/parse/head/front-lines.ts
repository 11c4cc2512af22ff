/** The lines at the head and the foot of a report, as lines of the page that it was taken from. */
import type { SourceItem } from '../source-lines.js';
import { isPageNumber } from '../source-lines.js';
import type { HeadText } from './head-text.js';
import { NO_TEXT, headText, joinText, sliceText } from './head-text.js';
import type { FieldValue, PageLine } from './page-lines.js';
import { isChrome, isFieldLine, readPageLine } from './page-lines.js';
import { readTitle } from './title-text.js';

/** A line of the head or the foot. */
export interface FrontLine extends PageLine {
  /** Of its item. */
  index: number;
  text: HeadText;
  /** True for what is the page's and not the report's, as a whole: tools, labelled values, page numbers. */
  isChrome: boolean;
  /** True for a sentence. */
  isProse: boolean;
  /** True for the value of a label on the line above. */
  isValue?: boolean;
  /** What may be a title or a part of one. */
  titlePart: { text: HeadText; isLabelled: boolean } | null;
}

/** Lines before the first heading in which a head is looked for. */
const FRONT_LINES = 120;
const FOOT_LINES = 25;
const LONGEST_TITLE_LINE = 120;
const LONGEST_VALUE = 60;
/** A metadata table has no more cells. */
const MOST_CELLS = 60;
const FEWEST_FIELDS = 2;
/** What parts the page's head from the document's text in archives and exports: ===== 正文 ===== */
const TEXT_BEGINS = /^[=\-—–_*~]{3,}正文(?:开始)?[=\-—–_*~]{3,}$/u;

/** A link of Markdown: its text is what is printed. */
const LINK = /!?\[([^\]\n]{0,200})\]\([^()\s]{0,500}\)/gu;

/** A line that markup emphasises, or calls a heading, as a whole: *…* (AsciiDoc, Org), '''…''' and == … == (MediaWiki), //…// (DokuWiki). */
const EMPHASIS = /^\s*([*_/~+]{1,2}|'{2,5}|={1,6})\s*([^\s*_/~+'=].*[^\s*_/~+'=])\s*\1\s*$/u;

/** An anchor of Jira, and line ends of MediaWiki and AsciiDoc. */
const MARKS = /\{anchor:[^{}]*\}|<br ?\/?>|(?<=\S) \+$/gu;

/** The lines before item `end`. */
export function frontLines(items: readonly SourceItem[], end: number): FrontLine[] {
  const lines = withValuesBelow(items.slice(0, Math.min(end, FRONT_LINES)).flatMap(lineOf));
  const begins = lines.findIndex(({ text }) => TEXT_BEGINS.test(text.folded));
  // Whatever stands above the rule is the page's.
  return begins === -1
    ? lines
    : lines.map((line, at) => (at <= begins && !line.isProse ? { ...line, isChrome: true } : line));
}

/** Labels that stand alone on their lines, each with the line below it as its value. */
function withValuesBelow(lines: readonly FrontLine[]): FrontLine[] {
  const result = [...lines];
  lines.forEach((line, at) => {
    const last = line.fields.at(-1);
    const below = lines[at + 1];
    if (last === undefined || last.value.folded !== '' || !line.isChrome) return;
    if (below === undefined || below.fields.length > 0 || below.isProse || below.isChrome) return;
    const isTitle = last.field === 'title' || below.text.folded.length > LONGEST_VALUE;
    result[at] = { ...line, fields: [...line.fields.slice(0, -1), { ...last, value: below.text }] };
    if (!isTitle && !/公开/u.test(below.text.folded))
      result[at + 1] = { ...below, isChrome: true, titlePart: null, isValue: true };
  });
  return result;
}

/** The last lines, from item `start` on. */
export function footLines(items: readonly SourceItem[], start: number): FrontLine[] {
  const from = Math.max(start, items.length - FOOT_LINES);
  return items.slice(from).flatMap((item, at) => (item.kind === 'line' ? lineOf(item, from + at) : []));
}

function lineOf(item: SourceItem, index: number): FrontLine[] {
  if (item.kind === 'grid')
    return gridLine(
      item.rows
        .flat()
        .filter(({ origin }) => origin)
        .map(({ text }) => text),
      index,
    );
  if (item.squeezed === '') return [];
  const linked = item.text.includes('](') ? item.text.replace(LINK, '$1') : item.text;
  const whole = linked.replace(MARKS, '');
  const printed = EMPHASIS.exec(whole)?.[2] ?? whole;
  const text = headText(printed);
  const page = readPageLine(printed);
  const pageNumber = isPageNumber(item);
  const chrome = pageNumber || isChrome(text.folded);
  const fieldLine = isFieldLine(page, text.folded);
  return [
    {
      ...page,
      index,
      text,
      isChrome: chrome || fieldLine,
      isProse: /[。；;！]/u.test(text.folded) || text.folded.length > LONGEST_TITLE_LINE,
      titlePart: titlePart(page, text, chrome),
    },
  ];
}

function titlePart(page: PageLine, text: HeadText, chrome: boolean): FrontLine['titlePart'] {
  const labelled = page.fields.find(({ field, value }) => field === 'title' && value.folded !== '');
  if (labelled !== undefined) return { text: labelled.value, isLabelled: true };
  const body = withoutBars(page.fields.length === 0 ? text : page.body);
  if (chrome || body.folded === '' || body.folded.length > LONGEST_TITLE_LINE) return null;
  if (/[。；;！\t]|^\||\|.*\|.*\|/u.test(body.folded)) return null;
  return { text: body, isLabelled: false };
}

/** A title, or a part of it, that a tool took for a table's row: | 青岚县人民政府 | | 2022 | 年政府信息公开 … | */
function withoutBars(text: HeadText): HeadText {
  if (!text.folded.startsWith('|') || !/公开|^\|+[^|]+\|+$/u.test(text.folded)) return text;
  const kept = [...text.folded].flatMap((char, at) => (char === '|' ? [] : [sliceText(text, at, at + 1)]));
  return [...text.folded].length === text.folded.length ? joinText(kept) : text;
}

/** A small table of labelled values (索引号, 发布机构 …) as one line; no line for any other table. */
function gridLine(cells: readonly string[], index: number): FrontLine[] {
  if (cells.length > MOST_CELLS) return [];
  const page = readPageLine(cells.map((cell) => cell.replace(/\s+/gu, '')).join('|'));
  if (page.fields.length < FEWEST_FIELDS) return titleInGrid(cells, index);
  const title = page.fields.find(({ field }) => field === 'title');
  return [
    {
      fields: page.fields,
      body: NO_TEXT,
      index,
      text: NO_TEXT,
      isChrome: true,
      isProse: false,
      titlePart: title === undefined ? null : { text: title.value, isLabelled: true },
    },
  ];
}

/** A title that a tool took for a table of its own, in pieces; no line for any other table. */
function titleInGrid(cells: readonly string[], index: number): FrontLine[] {
  const text = headText(cells.join(''));
  if (text.folded.length > LONGEST_TITLE_LINE || readTitle(text) === null) return [];
  const titlePart = { text, isLabelled: false };
  return [{ fields: [], body: text, index, text, isChrome: false, isProse: false, titlePart }];
}

/** The values of a kind that lines print, in order. */
export function fieldValues(lines: readonly FrontLine[], field: FieldValue['field']): HeadText[] {
  return lines.flatMap(({ fields }) =>
    fields.filter((item) => item.field === field && item.value.folded !== '').map(({ value }) => value),
  );
}
