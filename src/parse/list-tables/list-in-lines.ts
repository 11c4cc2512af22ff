/** List tables in running text: a row a line, a cell a line, all in one line, with blanks or without. */
import type { SourceItem } from '../source-lines.js';
import { isPageNumber } from '../source-lines.js';
import type { SourceLine } from '../source-line.js';
import { squeeze } from '../label-text.js';
import { columnNamed, columnsIn, columnsOfWrapped, headerRole, HEADER_PATTERN } from './list-labels.js';
import type { ListHeader, PrintedList } from './list-row.js';
import type { ListToken } from './list-tokens.js';
import { listTokens } from './list-tokens.js';
import { rowsOfWords } from './rows-of-words.js';

/** A table found in lines. */
export interface ListInLines {
  readonly list: PrintedList;
  /** Items of the table, the last one included. */
  readonly first: number;
  readonly last: number;
  /** Text of the first item before the table and of the last one behind it. */
  readonly before: string;
  readonly after: { readonly text: string; readonly at: number };
}

/** A header may run over this many lines, a cell on each. */
const HEADER_LINES = 6;
/** One whose cells are wrapped, over so many. */
const WRAPPED_LINES = 8;
/** A letter of every header's first line. */
const HEADER_WORDS = /[指统计]/u;
/** A line with a sentence is prose where it is longer than a label. */
const LONGEST_LABEL = 60;
/** Longer text is narrative, whatever it holds. */
const SENTENCE_END = /[。；！？]/u;

/** The table whose header begins on the line `at`; null where none does. */
export function listInLines(items: readonly SourceItem[], at: number): ListInLines | null {
  const header = findHeader(items, at);
  if (header === null) return null;
  const { rows, end } = rowsOfWords(tokensBelow(items, header), header.columns.length, header.isInColumns);
  if (rows.length === 0) return null;
  const [first, last] = [items[at], end?.line ?? header.line];
  const [opening, closing] = [first, items[last]].map((item) => (item?.kind === 'line' ? item.text : ''));
  const rest = closing?.slice(end?.end ?? 0) ?? '';
  return {
    list: { title: null, columns: header.columns, rows, place: rows[0]?.place ?? {} },
    first: at,
    last,
    before: opening?.slice(0, header.start) ?? '',
    after: { text: rest, at: (closing?.length ?? 0) - rest.length },
  };
}

/** The words behind a header, up to prose or a table. */
function tokensBelow(items: readonly SourceItem[], header: FoundHeader): ListToken[] {
  const tokens: ListToken[] = [];
  for (let index = header.line; index < items.length; index += 1) {
    const isHeaderLine = index === header.line;
    if (!isHeaderLine) index = behindHeaderAgain(items, index, header);
    const item = items[index];
    if (item?.kind !== 'line') break;
    if (isBetweenRows(item) && !isHeaderLine) continue;
    // Prose ends a table; nothing of it may be taken for a row.
    if (isProse(item) && !isHeaderLine) break;
    tokens.push(...listTokens(item, index, isHeaderLine ? header.end : 0));
  }
  return tokens;
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

interface FoundHeader {
  /** Where it begins on the first line; the line and offset where it ends. */
  start: number;
  line: number;
  end: number;
  columns: ListHeader[];
  /** True where each column stands below its own header: no label is beside its numbers. */
  isInColumns: boolean;
}

/** A header on one line, or cell by cell on the lines from `at` on. */
function findHeader(items: readonly SourceItem[], at: number): FoundHeader | null {
  const first = items[at];
  if (first?.kind !== 'line' || !HEADER_WORDS.test(first.text)) return null;
  const wrapped = findWrappedHeader(items, at);
  if (wrapped !== null) return wrapped;
  const inColumns = findHeaderInColumns(items, at);
  if (inColumns !== null) return inColumns;
  let text = '';
  const ends: number[] = [];
  for (let index = at; index < Math.min(items.length, at + HEADER_LINES); index += 1) {
    const item = items[index];
    if (item?.kind !== 'line') break;
    text += item.text.replace(/[|｜]/gu, ' ');
    ends.push(text.length);
    const match = HEADER_PATTERN.exec(text);
    const columns = match?.groups?.['columns'];
    if (match === null || columns === undefined || match.index >= (ends[0] ?? 0)) {
      text += '\n';
      continue;
    }
    // Another column may stand on the next line.
    const next = items[index + 1];
    if (
      next?.kind === 'line' &&
      columnsIn(columns).length === 1 &&
      columnsIn(next.text).length === 1 &&
      squeeze(next.text).length < 10 &&
      match.index + match[0].length >= text.trimEnd().length
    ) {
      text += '\n';
      continue;
    }
    const lineStart = ends.length > 1 ? (ends.at(-2) ?? 0) + 1 : 0;
    return {
      start: match.index,
      line: index,
      end: Math.max(0, match.index + match[0].length - lineStart),
      columns: columnsIn(columns),
      isInColumns: false,
    };
  }
  return null;
}

/** The longest header whose cells are wrapped, so that its lines hold a piece of each. */
function findWrappedHeader(items: readonly SourceItem[], at: number): FoundHeader | null {
  let letters = '';
  let found: FoundHeader | null = null;
  for (let line = at; line < Math.min(items.length, at + WRAPPED_LINES); line += 1) {
    const item = items[line];
    if (item?.kind !== 'line') break;
    letters += item.squeezed;
    const columns = line === at ? null : columnsOfWrapped(letters);
    if (columns !== null) found = { start: 0, line, end: item.text.length, columns, isInColumns: false };
  }
  return found;
}

/** A text in column order heads each column on a line of its own, above its cells. */
function findHeaderInColumns(items: readonly SourceItem[], at: number): FoundHeader | null {
  const first = items[at];
  if (first?.kind !== 'line' || headerRole(first.text) !== 'label') return null;
  const heads: { role: ReturnType<typeof headerRole>; text: string; line: number }[] = [];
  for (let line = at + 1; line < items.length; line += 1) {
    const item = items[line];
    if (item?.kind !== 'line' || isProse(item)) break;
    if (headerRole(item.text) === 'label') break;
    for (const text of headerWords(item)) {
      const role = headerRole(text);
      if (heads.every((head) => head.role !== role)) heads.push({ role, text: squeeze(text), line });
    }
  }
  const [unit, ...columns] = heads;
  // On the lines next to it they are a header as any other.
  if (
    unit?.role !== 'unit' ||
    columns.length === 0 ||
    heads.every((head, step) => head.line === at + 1 + step)
  )
    return null;
  return {
    start: 0,
    line: at,
    end: first.text.length,
    columns: columns.map(({ text }) => ({ column: columnNamed(text), text })),
    isInColumns: true,
  };
}

/** The words of a line that holds headers alone. */
function headerWords({ text }: SourceLine): string[] {
  const words = text.trim().split(/\s+/u);
  return words.every((word) => headerRole(word) !== null) ? words : [];
}

function isProse({ text }: SourceLine): boolean {
  return SENTENCE_END.test(text) && text.length > LONGEST_LABEL;
}
