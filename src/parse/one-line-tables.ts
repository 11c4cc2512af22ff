/** A table pasted as one line, blanks between its cells: parted into its rows, so that it reads as other plain text does. */
import { labelLetters, squeeze } from './label-text.js';
import { readNumber } from './number-reading.js';
import { DISCLOSURE_ROWS } from './official-labels.js';
import { isLabelFragment, namesRow } from './row-labels.js';
import type { SourceLine } from './source-line.js';
import { placeAt } from './source-line.js';
import { shiftWords } from '../domain/text-run.js';

const TABLES = ['disclosure', 'applications', 'review'] as const;
/** A line with this many labels, each with numbers behind it, holds rows of a table. */
const FEWEST_ROWS = 3;
const FEWEST_VALUES = 6;
/** Where nothing stands between cells, a line that a tool wrapped may hold two. */
const FEWEST_RUN_ROWS = 2;
/** What begins a table or a part of one, wherever it stands. */
const TABLE_BEGINS = /^(?:第二十条第|\(?本列数据的?勾稽)/u;
/** A heading of the official outline, whole. */
const HEADING = /^[一二三四五六]、\S{2,40}(?:情况|事项|措施)$/u;

interface Token {
  text: string;
  at: number;
  kind: 'value' | 'label' | 'heading' | 'other';
}

function kindOf(text: string): Token['kind'] {
  const { kind } = readNumber(text);
  if (kind === 'number' || kind === 'mark') return 'value';
  if (HEADING.test(squeeze(text)) && !TABLES.some((table) => namesRow(table, text))) return 'heading';
  if (labelLetters(text).length < 2) return 'other';
  return TABLES.some((table) => isLabelFragment(table, text) || namesRow(table, text)) ? 'label' : 'other';
}

/** True for a text in which values follow letters as often as they do in the rows of a table. */
function mayHoldRows(text: string): boolean {
  let rows = 0;
  let isLabelled = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x2e80 && unit < 0xff00 && unit !== LONG_VOWEL) isLabelled = true;
    else if (isLabelled && (isDigit(unit) || SIGNS.includes(text.charAt(index)))) {
      rows += 1;
      if (rows === FEWEST_RUN_ROWS) return true;
      isLabelled = false;
    }
  }
  return false;
}

/** U+30FC, printed for a dash. */
const LONG_VOWEL = 0x30fc;
/** What else than a digit a number or the sign of a blank begins with. */
const SIGNS = '-ー/\\∕~～*<nN_–—―‐‑−+＋／＼－＿';

function isDigit(unit: number): boolean {
  return (unit >= 0x30 && unit < 0x3a) || (unit >= 0xff10 && unit < 0xff1a);
}

/** The rows of a table that stand on one line, each as a line of its own; any other line as it is. */
export function splitTableLine(line: SourceLine): SourceLine[] {
  if (/[\t|｜]/.test(line.text) || !mayHoldRows(line.text)) return [line];
  if (!/\d.*\d.*\d/u.test(line.squeezed)) return [line];
  if (!TABLES.some((table) => namesRow(table, line.squeezed)) && !TABLE_BEGINS.test(line.squeezed))
    return [line];
  const [parted, runs] = [startsOfRows(line.text), startsOfRunRows(line.text)];
  const starts = runs.isRunTogether || parted.length === 0 ? runs.starts : parted;
  return starts.length === 0 ? [line] : linesAt(line, starts);
}

/** Where the rows begin on a line with blanks between its cells; nowhere where it holds few. */
function startsOfRows(text: string): number[] {
  const tokens = [...text.matchAll(/\S+/gu)].map((match): Token => ({
    text: match[0],
    at: match.index,
    kind: kindOf(match[0]),
  }));
  const rows = tokens.filter((token, index) => token.kind === 'value' && tokens[index - 1]?.kind === 'label');
  const values = tokens.filter(({ kind }) => kind === 'value');
  if (rows.length < FEWEST_ROWS || values.length < FEWEST_VALUES) return [];
  return tokens.flatMap((token, index) => (index > 0 && beginsLine(tokens, index) ? [token.at] : []));
}

/** Digits with nothing or a blank between them; dashes and strokes among them stand for blank cells, and alone for a row of such. */
const RUN = /[—–―/-]{0,16}\d[\d,.—–―/-]*(?:\s+-?\d[\d,.-]*)*|[—–―/-]{2,16}/gu;
/** The number of the next label at the end of a run ("00000002." before 其他法律…). */
const NEXT_NUMBER = /(?<!\s)\s*\d[.．、]$/u;
/** What begins a row, or the header above one, wherever it stands. */
const ROW_BEGINS =
  /第二十条第|信息内容|[一二三四]、(?=\s*(?:本年|上年|上一年|结转))|[（(][一二三四五六七][）)](?=\s*(?:予以|部分|不予|无法|其他处理|总计))|行政复议\s*行政诉讼\s*结果/gu;
const DISCLOSURE_LABEL = new RegExp(
  `(?:${DISCLOSURE_ROWS.flatMap(({ full }) => full)
    .sort((a, b) => b.length - a.length)
    .join('|')})\\s*$`,
  'u',
);
/** Zeros that begin no number. */
const LEADING_ZERO = /(?<![\d.,])0\d/u;
/** More digits than most numbers have, with nothing between them and no sign of a blank cell behind. */
const LONG_RUN = /^-?\d{7,}$/u;
/** Thousands that no number is grouped in ("59,57927,4370"). */
const BROKEN_GROUPS = /\d{4},\d|,\d{4}|,\d{1,2}(?!\d)/u;
const BLANK_SIGN_FOLLOWS = /^\s*[-–—―－_~～/／\\*](?!\d)/u;
/** Letters before a run in which its row is named. */
const LABEL_LENGTH = 60;

/** Where the rows begin on a line with nothing between its cells; nowhere where it holds few. */
function startsOfRunRows(text: string): { starts: number[]; isRunTogether: boolean } {
  const starts = new Set<number>();
  let rows = 0;
  let longRuns = 0;
  let isNoNumber = false;
  let isParted = false;
  let from = 0;
  for (const match of text.matchAll(RUN)) {
    const isNumbered = /^[.．、]?\s*[\p{Script=Han}“"]/u.test(text.slice(match.index + match[0].length));
    const whole = match[0] + (/^[．、]/u.exec(text.slice(match.index + match[0].length))?.[0] ?? '');
    const run = isNumbered ? whole.replace(NEXT_NUMBER, '') : match[0];
    const label = text.slice(Math.max(from, match.index - LABEL_LENGTH), match.index);
    const isCounted = /^\s*(?:[（(]?(?:其中|包?含|包括)|[条件项个次份篇宗起年月日万亿元人户家部%])/u.test(
      text.slice(match.index + run.length),
    );
    if (run === '' || isCounted || !TABLES.some((table) => namesRow(table, label))) continue;
    rows += 1;
    isNoNumber ||= LEADING_ZERO.test(run) || BROKEN_GROUPS.test(run);
    isParted ||= /\d\s+-?\d/u.test(run);
    if (LONG_RUN.test(run.trim()) && !BLANK_SIGN_FOLLOWS.test(text.slice(match.index + run.length)))
      longRuns += 1;
    for (const begin of text.slice(from, match.index).matchAll(ROW_BEGINS)) starts.add(from + begin.index);
    const named = DISCLOSURE_LABEL.exec(text.slice(from, match.index));
    if (named !== null) starts.add(from + named.index);
    from = match.index + run.length;
    starts.add(from);
  }
  for (const begin of text.slice(from).matchAll(ROW_BEGINS)) starts.add(from + begin.index);
  // A long number beside rows whose numbers blanks part is a number.
  const isRunTogether = isNoNumber || (longRuns * 2 > rows && !isParted);
  if (rows < (isRunTogether ? FEWEST_RUN_ROWS : FEWEST_ROWS)) return { starts: [], isRunTogether: false };
  return { starts: [...starts].filter((start) => start > 0).sort((a, b) => a - b), isRunTogether };
}

function linesAt(line: SourceLine, starts: readonly number[]): SourceLine[] {
  return [0, ...starts].flatMap((start, index, all): SourceLine[] => {
    const text = line.text.slice(start, all[index + 1]).trimEnd();
    if (text === '') return [];
    return [
      {
        ...line,
        text,
        squeezed: squeeze(text),
        place: placeAt(line, start, start + text.length),
        ...(line.words === undefined ? {} : { words: shiftWords(line.words, start) }),
        blankLinesBefore: index === 0 ? line.blankLinesBefore : 0,
        heading: false,
      },
    ];
  });
}

function beginsLine(tokens: readonly Token[], index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]];
  if (token === undefined || before === undefined) return false;
  if (token.kind === 'heading' || before.kind === 'heading') return true;
  return (before.kind === 'value' && token.kind === 'label') || TABLE_BEGINS.test(squeeze(token.text));
}
