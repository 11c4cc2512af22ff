/** Rows written as arrays of JSON or lists of Python, one a line or a whole table: what scripts print of a table. */
import { furtherRight } from '../../domain/place.js';
import type { GridCell, LineBlock, TableBlock } from '../document.js';
import { compact } from '../html/html-text.js';
import { isFormLabel, isFormLine } from '../html/report-signs.js';
import { replaceRuns } from './replace-runs.js';

/** A value: a string with its escapes, a word or a number. */
const TOKEN =
  /(?:(?<sign>[[\](),])|"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)'|(?<bare>[^\s[\](),'"]+))/uy;
/** What stands for an empty cell. */
const NOTHING = /^(?:null|none|nan|undefined)$/iu;
/** A table takes at most this many lines where each value has its own, and a line has at most this many characters. */
const MOST_LINES = 2000;
const LONGEST_LINE = 100_000;

interface Value {
  text: string;
  line: LineBlock;
  at: number;
}

/** Replaces arrays that print the official forms by tables; all else stays. */
export function arrayTables(blocks: readonly (LineBlock | TableBlock)[]): (LineBlock | TableBlock)[] {
  return replaceRuns(blocks, (all, from) => {
    const found = rowsAt(all, from);
    if (found === null || !found.rows.some(isOfForm)) return null;
    const { rows, next } = found;
    return { blocks: [{ kind: 'table', rows, place: rows[0]?.[0]?.place ?? {} }], next };
  });
}

function isOfForm(row: readonly GridCell[]): boolean {
  return row.some(({ text }) => isFormLabel(compact(text)) || isFormLine(compact(text)));
}

/** The rows of all arrays that follow each other from a block on. */
function rowsAt(
  blocks: readonly (LineBlock | TableBlock)[],
  from: number,
): { rows: GridCell[][]; next: number } | null {
  const rows: GridCell[][] = [];
  let next = from;
  for (;;) {
    const array = arrayAt(blocks, next);
    if (array === null) break;
    for (const row of array.rows) rows.push(row.map(cellOf));
    next = array.next;
  }
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width < 2) return null;
  return { rows: rows.map((row) => padded(row, width)), next };
}

function padded(row: readonly GridCell[], width: number): GridCell[] {
  const place = row.at(-1)?.place ?? {};
  const missing = Array.from({ length: width - row.length }, () => ({ text: '', origin: false, place }));
  return [...row, ...missing];
}

function cellOf({ text, line, at }: Value): GridCell {
  return { text, origin: true, place: furtherRight(line.place, at) };
}

/** An array as far as it is read. */
interface OpenArray {
  readonly rows: Value[][];
  /** The values behind the last bracket. */
  row: Value[];
  depth: number;
  hasBegun: boolean;
}

/** One array, over as many lines as it takes: its rows, or itself as the only one. */
function arrayAt(
  blocks: readonly (LineBlock | TableBlock)[],
  from: number,
): { rows: Value[][]; next: number } | null {
  const first = blocks[from];
  if (first?.kind !== 'line' || !/^\s*[[(]/u.test(first.text)) return null;
  const array: OpenArray = { rows: [], row: [], depth: 0, hasBegun: false };
  for (let at = from; at < Math.min(blocks.length, from + MOST_LINES); at += 1) {
    const line = blocks[at];
    if (line?.kind !== 'line' || line.text.length > LONGEST_LINE || !takeLine(array, line)) return null;
    if (array.depth === 0) return array.rows.length === 0 ? null : { rows: array.rows, next: at + 1 };
  }
  return null;
}

/** Reads a line into an array; false where it holds what cannot be in one. */
function takeLine(array: OpenArray, line: LineBlock): boolean {
  for (let start = 0; start < line.text.length; start = TOKEN.lastIndex) {
    TOKEN.lastIndex = start;
    if (line.text[start]?.trim() === '') {
      TOKEN.lastIndex = start + 1;
      continue;
    }
    const token = TOKEN.exec(line.text)?.groups;
    if (token === undefined || !takeToken(array, token, line)) return false;
  }
  return true;
}

/** Reads a bracket, a comma or a value into an array; false where it cannot stand there. */
function takeToken(array: OpenArray, token: Partial<Record<string, string>>, line: LineBlock): boolean {
  const { sign } = token;
  // Behind its end nothing but a comma may stand.
  if (array.depth === 0 && array.hasBegun && sign !== ',') return false;
  array.hasBegun = true;
  if (sign === '[' || sign === '(') array.depth += 1;
  else if (sign === ']' || sign === ')') {
    if (array.row.length > 0) array.rows.push(array.row);
    array.row = [];
    array.depth -= 1;
  } else if (sign === undefined) array.row.push(valueOf(token, line));
  return array.depth >= 0 && array.depth <= 2;
}

/** The value of the token that was just matched in a line. */
function valueOf({ double, single, bare }: Partial<Record<string, string>>, line: LineBlock): Value {
  const written = double ?? single ?? bare ?? '';
  const end = TOKEN.lastIndex - (bare === undefined ? 1 : 0);
  const isEmpty = bare !== undefined && NOTHING.test(bare);
  return { text: isEmpty ? '' : unescaped(written), line, at: end - written.length };
}

function unescaped(text: string): string {
  return text
    .replace(/\\u([\da-f]{4})/giu, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\[nrt]/gu, '')
    .replace(/\\(.)/gu, '$1');
}
