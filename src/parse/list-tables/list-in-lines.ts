/** List tables in running text: a row a line, a cell a line, all in one line, with blanks or without. */
import type { SourceItem } from '../source-lines.js';
import type { SourceLine } from '../source-line.js';
import { squeeze } from '../label-text.js';
import { columnsIn, HEADER_PATTERN, isListHeading, rowsNamed } from './list-labels.js';
import type { ListHeader, ListRow, ListValue, PrintedList } from './list-row.js';
import type { ListToken } from './list-tokens.js';
import { listTokens } from './list-tokens.js';

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
/** A label is shorter than this, and printed in no more than so many pieces. */
const LONGEST_LABEL = 60;
const MOST_PIECES = 4;
/** Longer text is narrative, whatever it holds. */
const SENTENCE_END = /[。；！？]/u;

/** The table whose header begins on the line `at`; null where none does. */
export function listInLines(items: readonly SourceItem[], at: number): ListInLines | null {
  const header = findHeader(items, at);
  if (header === null) return null;
  const lines: (SourceLine | null)[] = [];
  const tokens: ListToken[] = [];
  for (let index = header.line; index < items.length; index += 1) {
    const item = items[index];
    if (item?.kind !== 'line') break;
    lines[index] = item;
    const found = listTokens(item, index, index === header.line ? header.end : 0);
    // Prose ends a table; nothing of it may be taken for a row.
    if (index !== header.line && SENTENCE_END.test(item.text) && item.text.length > LONGEST_LABEL) break;
    tokens.push(...found);
  }
  const { rows, end } = readRows(tokens, header.columns.length);
  if (rows.length === 0) return null;
  const last = end === null ? header.line : end.line;
  const lastLine = lines[last];
  const rest = lastLine?.text.slice(end?.end ?? 0) ?? '';
  const first = items[at];
  const before = first?.kind === 'line' ? first.text.slice(0, header.start) : '';
  return {
    list: { title: null, columns: header.columns, rows, place: rows[0]?.place ?? {} },
    first: at,
    last,
    before,
    after: { text: rest, at: (lastLine?.text.length ?? 0) - rest.length },
  };
}

interface FoundHeader {
  /** Where it begins on the first line; the line and offset where it ends. */
  start: number;
  line: number;
  end: number;
  columns: ListHeader[];
}

/** A header on one line, or cell by cell on the lines from `at` on. */
function findHeader(items: readonly SourceItem[], at: number): FoundHeader | null {
  const first = items[at];
  if (first?.kind !== 'line' || !/[指统]/u.test(first.text)) return null;
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
    };
  }
  return null;
}

/** Reads rows from the words below a header, up to the first that belong to no row. */
function readRows(tokens: readonly ListToken[], columns: number): { rows: ListRow[]; end: ListToken | null } {
  const rows: ListRow[] = [];
  let end: ListToken | null = null;
  let label: ListToken[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.kind === 'text') {
      label.push(token);
      at += 1;
      const text = label.map(({ raw }) => raw).join('');
      if (isListHeading(text) && tokens[at]?.kind !== 'value' && tokens[at]?.kind !== 'unit') {
        rows.push(headingRow(text, label));
        end = token;
        label = [];
      } else if (SENTENCE_END.test(text) || (rowsNamed(text).length === 0 && isTooLong(text, label))) {
        break;
      }
      continue;
    }
    const unit = token.kind === 'unit' ? token : null;
    let next = unit === null ? at : at + 1;
    const printed: ListToken[] = [];
    while (tokens[next]?.kind === 'value' && printed.length <= columns) {
      printed.push(tokens[next] as ListToken);
      next += 1;
    }
    // Numbers or a unit without a label: no row of this table.
    if (label.length === 0) break;
    const row = rowOf(label, unit, printed, columns);
    if (row === null) break;
    rows.push(row);
    end = tokens[next - 1] ?? token;
    label = [];
    at = next;
  }
  return { rows, end };
}

function isTooLong(text: string, label: readonly ListToken[]): boolean {
  return squeeze(text).length > LONGEST_LABEL || label.length > MOST_PIECES;
}

function headingRow(label: string, tokens: readonly ListToken[]): ListRow {
  const place = tokens[0]?.place ?? {};
  return { label, unit: null, values: [], printed: [], isRunTogether: false, place };
}

/** A row of words; null where they are none: an unknown label without a unit, such as a signature above its date. */
function rowOf(
  label: readonly ListToken[],
  unit: ListToken | null,
  tokens: readonly ListToken[],
  columns: number,
): ListRow | null {
  const text = label.map(({ raw }) => raw).join('');
  const isKnown = rowsNamed(text).length > 0 || isListHeading(text);
  if (unit === null && !isKnown) return null;
  const printed = tokens.map(({ raw, reading, place }): ListValue => ({ raw, reading, place }));
  const [only] = tokens;
  const isRunTogether =
    columns > 1 && tokens.length === 1 && only !== undefined && only.isGlued && only.raw.length > 1;
  const place = label[0]?.place ?? {};
  return {
    label: text,
    unit: unit?.raw ?? null,
    values: valuesOf(printed, columns),
    printed,
    isRunTogether,
    place,
  };
}

/** Nothing printed is a blank in every column; fewer numbers than columns tell not which of them is blank. */
function valuesOf(printed: readonly ListValue[], columns: number): (ListValue | null)[] | null {
  if (printed.length === columns) return [...printed];
  return printed.length === 0 ? Array.from({ length: columns }, () => null) : null;
}
