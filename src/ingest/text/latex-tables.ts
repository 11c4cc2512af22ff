/** Tables of LaTeX: cells parted by `&`, rows ended by `\\`. */
import { furtherRight } from '../../domain/place.js';
import type { GridCell, LineBlock, TableBlock } from '../document.js';
import type { Run } from './replace-runs.js';
import { replaceRuns } from './replace-runs.js';

const BEGIN = /^\s*(?:\\[a-z]+(?:\{[^{}]*\}|\[[^\]]*\])*\s*)*?\\begin\{(tabular[xy*]?|longtable|array)\}/u;
/** Lines between rows, what long tables repeat on each page, and the boxes that pandoc puts around cells. */
const RULING =
  /\\(?:hline|toprule|midrule|bottomrule|endfirsthead|endhead|endfoot|endlastfoot|c(?:mid)?(?:line|rule)(?:\([^)]*\))?\{[^}]*\}|begin\{minipage\}(?:\[[^\]]*\])?\{[^{}]*\}(?:\\(?:raggedright|raggedleft|centering))?|end\{minipage\})/gu;
const SPAN = /^\\multicolumn\{(\d{1,2})\}\{[^{}]*\}\{([^]*)\}$/u;
const ROWS = /^\\multirow(?:\[[^\]]*\])?\{[^{}]*\}\{[^{}]*\}\{([^]*)\}$/u;
/** A command around text: what it does to the letters is no text. */
const COMMAND = /\\[a-zA-Z]+\*?(?:\[[^\]]*\])?\{([^{}]*)\}/gu;
/** A number set as mathematics. */
const MATHEMATICS = /^\s*(?:\$\$?([^$]*)\$\$?|\\\((.*)\\\))\s*$/u;
const MOST_LINES = 2000;

/** Replaces tables of LaTeX by their grids. */
export function latexTables(blocks: readonly (LineBlock | TableBlock)[]): (LineBlock | TableBlock)[] {
  return replaceRuns(blocks, tableAt);
}

function tableAt(blocks: readonly (LineBlock | TableBlock)[], from: number): Run | null {
  const first = blocks[from];
  if (first?.kind !== 'line') return null;
  const begin = BEGIN.exec(first.text);
  const name = begin?.[1];
  if (begin === null || name === undefined) return null;
  const reader = new RowReader();
  let argumentDepth: number | null = 0;
  for (let at = from; at < Math.min(blocks.length, from + MOST_LINES); at += 1) {
    const line = blocks[at];
    if (line?.kind !== 'line') return null;
    const end = line.text.indexOf(`\\end{${name}}`);
    let start = 0;
    if (argumentDepth !== null) {
      const read = behindArguments(line.text, at === from ? begin[0].length : 0, argumentDepth);
      start = read.at;
      // Arguments over several lines are open at the end of one.
      argumentDepth = read.depth > 0 ? read.depth : null;
    }
    reader.read(line, start, end === -1 ? line.text.length : end);
    if (end === -1) continue;
    const rows = reader.finish(line);
    if (rows.length === 0) return null;
    const table: TableBlock = { kind: 'table', rows: squared(rows), place: first.place };
    const rest = line.text.slice(end + `\\end{${name}}`.length);
    return { blocks: [table, ...behind(line, rest)], next: at + 1 };
  }
  return null;
}

/** What stands on the last line of a table behind it: text, or commands, which are none. */
function behind(line: LineBlock, rest: string): LineBlock[] {
  if (plain(rest) === '') return [];
  const place = furtherRight(line.place, line.text.length - rest.length);
  return [{ ...line, text: rest, place, blankLinesBefore: 0 }];
}

/** Reads the source of a table into rows of cells. */
class RowReader {
  readonly #rows: GridCell[][] = [];
  #row: GridCell[] = [];
  #cell = '';
  #depth = 0;
  #start: { line: LineBlock; at: number } | null = null;

  /** Reads a stretch of a line. */
  read(line: LineBlock, from: number, to: number): void {
    const text = line.text.slice(0, to).replace(RULING, (ruling) => ' '.repeat(ruling.length));
    for (let index = from; index < text.length; index += 1) {
      const pair = text.slice(index, index + 2);
      const isEnd = this.#depth === 0 && (pair === '\\\\' || pair.startsWith('&'));
      if (isEnd) {
        this.#endCell(line);
        if (pair === '\\\\') {
          this.#endRow();
          index += 1;
        }
      } else index += this.#add(line, index, pair);
    }
  }

  /** Ends the last row; gives all. */
  finish(line: LineBlock): GridCell[][] {
    if (this.#cell.trim() !== '' || this.#row.length > 0) {
      this.#endCell(line);
      this.#endRow();
    }
    return this.#rows;
  }

  /** Takes a character, or two with an escape; returns how many more than one. */
  #add(line: LineBlock, at: number, pair: string): number {
    const character = pair.slice(0, 1);
    if (character === '{') this.#depth += 1;
    if (character === '}') this.#depth -= 1;
    if (this.#start === null && character.trim() !== '') this.#start = { line, at };
    const isEscape = character === '\\' && pair.length === 2;
    this.#cell += isEscape ? pair.replace(/^\\\\$/u, '') : character;
    return isEscape ? 1 : 0;
  }

  #endCell(line: LineBlock): void {
    this.#row.push(...cellsOf(this.#cell, this.#start ?? { line, at: 0 }));
    this.#cell = '';
    this.#start = null;
  }

  #endRow(): void {
    this.#rows.push(this.#row);
    this.#row = [];
  }
}

/** Where the arguments of `\\begin{tabular}` end (its width, its columns), and how many brackets are open there. */
function behindArguments(text: string, from: number, open: number): { at: number; depth: number } {
  let depth = open;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (depth === 0 && character.trim() !== '') return { at, depth };
  }
  return { at: text.length, depth };
}

/** The places that a cell covers. */
function cellsOf(source: string, { line, at }: { line: LineBlock; at: number }): GridCell[] {
  const [, columns, spanned] = SPAN.exec(source.trim()) ?? [];
  const inner = spanned ?? source.trim();
  const text = plain(ROWS.exec(inner)?.[1] ?? inner);
  const place = furtherRight(line.place, at);
  return Array.from({ length: Math.max(1, Number(columns ?? 1)) }, (_, index) => ({
    text,
    origin: index === 0,
    place,
  }));
}

/** Text without commands and escapes. */
function plain(source: string): string {
  let text = source;
  for (let opened = text.replace(COMMAND, '$1'); opened !== text; opened = text.replace(COMMAND, '$1'))
    text = opened;
  return text
    .replace(MATHEMATICS, '$1')
    .replace(/\\[a-zA-Z]+\s*/gu, '')
    .replace(/\\([&%$#_{}])/gu, '$1')
    .replace(/[{}~]/gu, '')
    .trim();
}

function squared(rows: readonly GridCell[][]): GridCell[][] {
  const width = Math.max(...rows.map((row) => row.length));
  return rows
    .filter((row) => row.length > 1 || row.some(({ text }) => text !== ''))
    .map((row) => [
      ...row,
      ...Array.from({ length: width - row.length }, () => ({
        text: '',
        origin: false,
        place: row.at(-1)?.place ?? {},
      })),
    ]);
}
