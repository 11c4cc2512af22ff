/** Rows written as arrays of JSON or lists of Python, one a line or a whole table: what scripts print of a table. */
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
  return { text, origin: true, place: { ...line.place, column: (line.place.column ?? 1) + at } };
}

/** One array, over as many lines as it takes: its rows, or itself as the only one. */
function arrayAt(
  blocks: readonly (LineBlock | TableBlock)[],
  from: number,
): { rows: Value[][]; next: number } | null {
  const first = blocks[from];
  if (first?.kind !== 'line' || !/^\s*[[(]/u.test(first.text)) return null;
  const rows: Value[][] = [];
  let row: Value[] = [];
  let depth = 0;
  let hasBegun = false;
  for (let at = from; at < Math.min(blocks.length, from + MOST_LINES); at += 1) {
    const line = blocks[at];
    if (line?.kind !== 'line' || line.text.length > LONGEST_LINE) return null;
    for (let start = 0; start < line.text.length; start = TOKEN.lastIndex) {
      TOKEN.lastIndex = start;
      if (line.text[start]?.trim() === '') {
        TOKEN.lastIndex = start + 1;
        continue;
      }
      const groups = TOKEN.exec(line.text)?.groups;
      if (groups === undefined) return null;
      const { sign, double, single, bare } = groups;
      // Behind its end nothing but a comma may stand.
      if (depth === 0 && hasBegun && sign !== ',') return null;
      hasBegun = true;
      if (sign === '[' || sign === '(') depth += 1;
      else if (sign === ']' || sign === ')') {
        if (row.length > 0) rows.push(row);
        row = [];
        depth -= 1;
      } else if (sign === undefined) {
        const text = double ?? single ?? (NOTHING.test(bare ?? '') ? '' : (bare ?? ''));
        const length = (double ?? single ?? bare ?? '').length + (bare === undefined ? 1 : 0);
        row.push({ text: unescaped(text), line, at: TOKEN.lastIndex - length });
      }
      if (depth < 0 || depth > 2) return null;
    }
    if (depth === 0) return rows.length === 0 ? null : { rows, next: at + 1 };
  }
  return null;
}

function unescaped(text: string): string {
  return text
    .replace(/\\u([\da-f]{4})/giu, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\[nrt]/gu, '')
    .replace(/\\(.)/gu, '$1');
}
