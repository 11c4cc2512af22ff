/** List tables in running text: a row a line, a cell a line, all in one line, with blanks or without. */
import type { SourceItem } from '../source-lines.js';
import { isPageNumber } from '../source-lines.js';
import type { SourceLine } from '../source-line.js';
import type { FoundHeader } from './list-header.js';
import { findHeader, headerWords, isProse } from './list-header.js';
import { columnsWithoutHeader, rowsNamed } from './list-labels.js';
import type { PrintedList } from './list-row.js';
import type { ListToken } from './list-tokens.js';
import { leavesRemark, listTokens } from './list-tokens.js';
import { rowsOfWords } from './rows-of-words.js';
import { behindLastName, nameAt, textOf } from './word-names.js';

/** A table found in lines. */
export interface ListInLines {
  readonly list: PrintedList;
  /** Items of the table, the last one included. */
  readonly first: number;
  readonly last: number;
  /** Items below it that print nothing but what it lacks. */
  readonly strays: ReadonlySet<number>;
  /** Text of the first item before the table and of the last one behind it. */
  readonly before: string;
  readonly after: { readonly text: string; readonly at: number };
}

const SENTENCE_END = /[。；！？]/u;
/** A date below a signature. */
const DATE = /^\d{4}年\d{1,2}月\d{1,2}日?$/u;

/** The table whose header begins on the line `at`; null where none does. */
export function listInLines(items: readonly SourceItem[], at: number): ListInLines | null {
  const header = findHeader(items, at);
  return header === null ? null : listBelow(items, at, header);
}

/** The table that begins on the line `at` with a label of the form, though its header is lost; null where none does. */
export function listWithoutHeader(items: readonly SourceItem[], at: number): ListInLines | null {
  const setting = { start: 0, line: at, end: 0, others: new Set<number>(), isInColumns: true };
  if (nameLength(items[at]) === 0) return null;
  const words = wordsBelow(items, { ...setting, columns: columnsWithoutHeader(1) }).words;
  const known = new Set(
    words.flatMap((_, index) => {
      const length = nameAt(words, index);
      return length === 0 ? [] : [textOf(words.slice(index, index + length))];
    }),
  );
  if (known.size < FEWEST_KNOWN) return null;
  const isTwo = words.some(
    ({ kind }, index) =>
      kind === 'value' &&
      words[index - 1]?.kind === 'value' &&
      words[index - 2]?.kind !== 'value' &&
      words[index + 1]?.kind !== 'value',
  );
  return listBelow(items, at, { ...setting, columns: columnsWithoutHeader(isTwo ? 2 : 1) });
}

/** So many different labels are a table's: a merged header of the later forms is written out again in each of its columns. */
const FEWEST_KNOWN = 5;

function nameLength(item: SourceItem | undefined): number {
  return nameAt(tokensOf(item, 0), 0);
}

function listBelow(items: readonly SourceItem[], at: number, header: FoundHeader): ListInLines | null {
  const { words, end: bodyEnd } = wordsBelow(items, header);
  const strays = straysBelow(items, bodyEnd);
  const strayWords = [...strays].flatMap((index) => tokensOf(items[index], index));
  const { rows, used } = rowsOfWords([...words, ...strayWords], {
    columns: header.columns.length,
    isInColumns: header.isInColumns || strays.size > 0,
    headerLines: header.others,
  });
  if (rows.length === 0) return null;
  const end = lastOf(used.filter(({ line }) => !strays.has(line)));
  const [first, last] = [items[at], end?.line ?? header.line];
  const [opening, closing] = [first, items[last]].map((item) => (item?.kind === 'line' ? item.text : ''));
  const rest = closing?.slice(end?.end ?? 0) ?? '';
  return {
    list: { title: null, columns: header.columns, rows, place: rows[0]?.place ?? {} },
    first: at,
    last,
    strays,
    before: opening?.slice(0, header.start) ?? '',
    after: { text: rest, at: (closing?.length ?? 0) - rest.length },
  };
}

/** The words of a table: what follows its last number or label is narrative again. */
function wordsBelow(items: readonly SourceItem[], header: FoundHeader): { words: ListToken[]; end: number } {
  const { words, end } = tokensBelow(items, header);
  const last = words.findLastIndex(({ kind }) => kind !== 'text');
  return { words: words.slice(0, Math.max(behindLastName(words), 1 + last)), end };
}

/** The words behind a header, up to prose, a signature or a table, and the item at which they end. */
function tokensBelow(items: readonly SourceItem[], header: FoundHeader): { words: ListToken[]; end: number } {
  const words: ListToken[] = [];
  let isInRemark = false;
  for (let index = header.line; index < items.length; index += 1) {
    const isHeaderLine = index === header.line;
    if (!isHeaderLine) index = behindHeaderAgain(items, index, header);
    const item = items[index];
    if (item?.kind !== 'line') return { words, end: index };
    if (!isHeaderLine && (header.others.has(index) || isBetweenRows(item))) continue;
    // Prose ends a table; nothing of it may be taken for a row.
    if (!isHeaderLine && (isProse(item) || DATE.test(item.squeezed))) return { words, end: index };
    const isRemark = isInRemark && (endsRemark(item) || endsRemark(items[index + 1]));
    const own = listTokens(item, index, isHeaderLine ? header.end : 0, isRemark);
    isInRemark = leavesRemark(own, isInRemark);
    const sentence = own.findIndex(({ kind, raw }) => kind === 'text' && SENTENCE_END.test(raw));
    words.push(...(sentence === -1 ? own : own.slice(0, sentence)));
    if (sentence !== -1) return { words, end: index };
  }
  return { words, end: items.length };
}

/**
 * The lines below the item `from` that hold nothing but units, numbers, headers or a label of the form: what a text in column order
 * prints below the prose that follows the table. A number alone may be a page's.
 */
function straysBelow(items: readonly SourceItem[], from: number): Set<number> {
  const strays = new Set<number>();
  let run: number[] = [];
  let isFirm = false;
  for (let index = from + 1; index <= items.length; index += 1) {
    const item = items[index];
    const words = tokensOf(item, index);
    const isLabel = item?.kind === 'line' && rowsNamed(item.text).length > 0;
    if (words.length > 0 && (isLabel || words.every(({ kind }) => kind !== 'text'))) {
      run.push(index);
      isFirm ||= isLabel || words.some(({ kind }) => kind === 'unit') || run.length > 1;
      continue;
    }
    if (isFirm) for (const line of run) strays.add(line);
    [run, isFirm] = [[], false];
  }
  return strays;
}

function lastOf(words: readonly ListToken[]): ListToken | null {
  return words.reduce<ListToken | null>(
    (last, word) =>
      last === null || word.line > last.line || (word.line === last.line && word.end > last.end)
        ? word
        : last,
    null,
  );
}

function tokensOf(item: SourceItem | undefined, index: number): ListToken[] {
  return item?.kind === 'line' ? listTokens(item, index) : [];
}

/** True for a line that ends a remark in brackets, which a label above began. */
function endsRemark(item: SourceItem | undefined): boolean {
  return item?.kind === 'line' && /^[^（(]*[)）]/u.test(item.text);
}

/** A page may begin with the header printed again, behind its number: the line behind it, else the same line. */
function behindHeaderAgain(items: readonly SourceItem[], index: number, header: FoundHeader): number {
  const again = findHeader(items, index);
  return again?.start === 0 && again.columns.length === header.columns.length ? again.line + 1 : index;
}

/** True for a page's number, or words of a header alone. */
function isBetweenRows(item: SourceLine): boolean {
  return headerWords(item).length > 0 || (isPageNumber(item) && !/^\d+$/u.test(item.squeezed));
}
