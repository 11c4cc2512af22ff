/** The header of a list table in running text: on one line, a cell a line, with wrapped cells, or in pieces above each column. */
import type { SourceItem } from '../source-lines.js';
import type { SourceLine } from '../source-line.js';
import { squeeze } from '../label-text.js';
import {
  columnNamed,
  columnsIn,
  columnsOfWrapped,
  headerRole,
  HEADER_PATTERN,
  isOfHeaderLetters,
} from './list-labels.js';
import type { ListHeader } from './list-row.js';

/** A header may run over this many lines, a cell on each. */
const HEADER_LINES = 6;
/** One whose cells are wrapped, over so many. */
const WRAPPED_LINES = 8;
/** One cell of it, over so many. */
const CELL_LINES = 3;
/** A letter of every header's first line. */
const HEADER_WORDS = /[指统计]/u;
/** A line with a sentence is prose where it is longer than a label. */
const LONGEST_LABEL = 60;
const SENTENCE_END = /[。；！？]/u;

/** A header as found. */
export interface FoundHeader {
  /** Where it begins on the first line; the line and offset where it ends. */
  readonly start: number;
  readonly line: number;
  readonly end: number;
  readonly columns: readonly ListHeader[];
  /** True where each column stands below its own header: no label is beside its numbers. */
  readonly isInColumns: boolean;
  /** Lines below that hold headers of other columns. */
  readonly others: ReadonlySet<number>;
}

/** A header on one line, or cell by cell on the lines from `at` on. */
export function findHeader(items: readonly SourceItem[], at: number): FoundHeader | null {
  const first = items[at];
  if (first?.kind !== 'line') return null;
  if (!HEADER_WORDS.test(first.text) && !isOfHeaderLetters(first.squeezed)) return null;
  for (const find of [findWrappedHeader, findHeaderInColumns, findHeaderInText]) {
    const found = find(items, at);
    const whole = found === null ? null : withLateColumns(items, found);
    if (whole !== null && whole.columns.length > 0) return whole;
  }
  return null;
}

/** A text in column order prints a column with its header below all others, perhaps behind the prose that follows the table. */
function withLateColumns(items: readonly SourceItem[], header: FoundHeader): FoundHeader {
  const columns = [...header.columns];
  const others = new Set(header.others);
  for (let line = header.line + 1; line < items.length && columns.length < MOST_COLUMNS; line += 1) {
    const head = others.has(line) ? null : headCell(items, line);
    if (head?.role === 'label') break;
    const role = head === null || head.role === 'unit' ? null : head.role;
    if (head === null || role === null || columns.some(({ column }) => column === role)) continue;
    columns.push({ column: role, text: head.text });
    for (let own = line; own <= head.last; own += 1) others.add(own);
  }
  return columns.length === header.columns.length
    ? header
    : { ...header, columns, others, isInColumns: true };
}

const MOST_COLUMNS = 2;

function findHeaderInText(items: readonly SourceItem[], at: number): FoundHeader | null {
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
    const end = Math.max(0, match.index + match[0].length - lineStart);
    return {
      start: match.index,
      line: index,
      end,
      columns: columnsIn(columns),
      isInColumns: false,
      others: new Set(),
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
    if (!isOfHeaderLetters(letters)) break;
    const columns = line === at ? null : columnsOfWrapped(letters, true);
    if (columns !== null)
      found = { start: 0, line, end: item.text.length, columns, isInColumns: false, others: new Set() };
  }
  return found;
}

/** A text in column order heads each column on lines of its own, above its cells; a wrapped head stands on several. */
function findHeaderInColumns(items: readonly SourceItem[], at: number): FoundHeader | null {
  const label = headCell(items, at);
  if (label?.role !== 'label') return null;
  const { heads, others } = headsBelow(items, label.last + 1);
  const columns = heads.filter(({ role }) => role !== 'unit');
  if (heads[0]?.role !== 'unit' || columns.length === 0) return null;
  // On the lines next to it they are a header as any other.
  const lines = [...others].sort((a, b) => a - b);
  const isNext = heads.every(({ last }) => lines.indexOf(last) === last - label.last - 1);
  if (isNext && heads.every(({ first, last }) => first === last) && label.last === at) return null;
  const last = items[label.last];
  return {
    start: 0,
    line: label.last,
    end: last?.kind === 'line' ? last.text.length : 0,
    columns: columns.map(({ text }) => ({ column: columnNamed(text), text })),
    isInColumns: !isNext,
    others,
  };
}

/** The first head of each column from a line on, up to prose or the next table, and the lines on which heads stand. */
function headsBelow(
  items: readonly SourceItem[],
  from: number,
): { heads: readonly HeadCell[]; others: Set<number> } {
  const heads: HeadCell[] = [];
  const others = new Set<number>();
  for (let line = from; line < items.length; line += 1) {
    const item = items[line];
    if (item?.kind !== 'line' || isProse(item)) break;
    const head = headCell(items, line);
    if (head?.role === 'label') break;
    const cells = wrappedCells(items, line) ?? (head === null ? wordCells(item, line) : [head]);
    for (const cell of cells) if (heads.every(({ role }) => role !== cell.role)) heads.push(cell);
    for (const { last } of cells) while (line < last) others.add(line++);
    if (cells.length > 0) others.add(line);
  }
  return { heads, others };
}

/** A cell of a header that has its lines for itself. */
interface HeadCell {
  readonly role: ReturnType<typeof headerRole>;
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

function wordCells(item: SourceLine, line: number): HeadCell[] {
  return headerWords(item).map((text) => ({
    role: headerRole(text),
    text: squeeze(text),
    first: line,
    last: line,
  }));
}

/** The headers of units and columns whose wrapped cells share the lines from `first` on. */
function wrappedCells(items: readonly SourceItem[], first: number): HeadCell[] | null {
  let letters = '';
  let found: HeadCell[] | null = null;
  for (let last = first; last < first + CELL_LINES + 1; last += 1) {
    const item = items[last];
    if (item?.kind !== 'line' || !isOfHeaderLetters(item.squeezed)) break;
    letters += item.squeezed;
    const columns = columnsOfWrapped(letters, false);
    if (columns === null || columns.length === 0) continue;
    const cells = columns.map(({ column, text }) => ({ role: column, text, first, last }));
    found = [{ role: 'unit', text: '', first, last }, ...cells];
  }
  return found;
}

/** The longest cell of a header that the lines from `first` on are. */
function headCell(items: readonly SourceItem[], first: number): HeadCell | null {
  let found: HeadCell | null = null;
  let text = '';
  for (let line = first; line < first + CELL_LINES; line += 1) {
    const item = items[line];
    if (item?.kind !== 'line' || item.squeezed.length > LONGEST_HEAD) break;
    text += item.squeezed;
    if (headerRole(text) !== null) found = { role: headerRole(text), text, first, last: line };
  }
  return found;
}

const LONGEST_HEAD = 8;

/** The words of a line that holds headers alone. */
export function headerWords({ text }: SourceLine): string[] {
  const words = text.trim().split(/\s+/u);
  return words.every((word) => headerRole(word) !== null) ? words : [];
}

/** True for a line of narrative, which ends a table. */
export function isProse({ text }: SourceLine): boolean {
  return SENTENCE_END.test(text) && text.length > LONGEST_LABEL;
}
