/** Tables of LaTeX: cells parted by `&`, rows ended by `\\`. */
import type { GridCell, LineBlock, TableBlock } from '../document.js';

const BEGIN = /^\s*\\begin\{(tabular[xy*]?|longtable|array)\}/u;
/** Lines between rows, and what long tables repeat on each page. */
const RULING =
  /\\(?:hline|toprule|midrule|bottomrule|endfirsthead|endhead|endfoot|endlastfoot|c(?:mid)?(?:line|rule)(?:\([^)]*\))?\{[^}]*\})/gu;
const SPAN = /^\\multicolumn\{(\d{1,2})\}\{[^{}]*\}\{([^]*)\}$/u;
const ROWS = /^\\multirow(?:\[[^\]]*\])?\{[^{}]*\}\{[^{}]*\}\{([^]*)\}$/u;
/** A command around text: what it does to the letters is no text. */
const COMMAND = /\\[a-zA-Z]+\*?(?:\[[^\]]*\])?\{([^{}]*)\}/gu;
const MOST_LINES = 2000;

/** Replaces tables of LaTeX by their grids. */
export function latexTables(blocks: readonly (LineBlock | TableBlock)[]): (LineBlock | TableBlock)[] {
  const out: (LineBlock | TableBlock)[] = [];
  for (let index = 0; index < blocks.length;) {
    const found = tableAt(blocks, index);
    const block = blocks[index];
    if (found !== null) out.push(found.table);
    else if (block !== undefined) out.push(block);
    index = found?.next ?? index + 1;
  }
  return out;
}

function tableAt(
  blocks: readonly (LineBlock | TableBlock)[],
  from: number,
): { table: TableBlock; next: number } | null {
  const first = blocks[from];
  if (first?.kind !== 'line') return null;
  const name = BEGIN.exec(first.text)?.[1];
  if (name === undefined) return null;
  const rows: GridCell[][] = [];
  let cell = '';
  let row: GridCell[] = [];
  let depth = 0;
  let start: { line: LineBlock; at: number } | null = null;
  const endCell = (line: LineBlock): void => {
    row.push(...cellsOf(cell, start ?? { line, at: 0 }));
    cell = '';
    start = null;
  };
  for (let at = from + 1; at < Math.min(blocks.length, from + MOST_LINES); at += 1) {
    const line = blocks[at];
    if (line?.kind !== 'line') return null;
    if (line.text.includes(`\\end{${name}}`)) {
      if (cell.trim() !== '' || row.length > 0) {
        endCell(line);
        rows.push(row);
      }
      return rows.length === 0
        ? null
        : { table: { kind: 'table', rows: squared(rows), place: first.place }, next: at + 1 };
    }
    const text = line.text.replace(RULING, (ruling) => ' '.repeat(ruling.length));
    for (let index = 0; index < text.length; index += 1) {
      const [character = '', pair] = [text[index], text.slice(index, index + 2)];
      if (depth === 0 && character === '&') {
        endCell(line);
        continue;
      }
      if (pair === '\\\\' && depth === 0) {
        endCell(line);
        rows.push(row);
        row = [];
        index += 1;
        continue;
      }
      if (character === '{') depth += 1;
      if (character === '}') depth -= 1;
      if (start === null && character.trim() !== '') start = { line, at: index };
      if (pair.startsWith('\\') && pair.length === 2) {
        cell += pair === '\\\\' ? '' : pair;
        index += 1;
      } else cell += character;
    }
  }
  return null;
}

/** The places that a cell covers. */
function cellsOf(source: string, { line, at }: { line: LineBlock; at: number }): GridCell[] {
  const [, columns, spanned] = SPAN.exec(source.trim()) ?? [];
  const inner = spanned ?? source.trim();
  const text = plain(ROWS.exec(inner)?.[1] ?? inner);
  const place = { ...line.place, column: (line.place.column ?? 1) + at };
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
    .replace(/\\[a-zA-Z]+\s*/gu, '')
    .replace(/\\([&%$#_{}])/gu, '$1')
    .replace(/[{}~]/gu, '')
    .trim();
}

function squared(rows: readonly GridCell[][]): GridCell[][] {
  const width = Math.max(...rows.map((row) => row.length));
  return rows
    .filter((row) => row.some(({ text }) => text !== ''))
    .map((row) => [
      ...row,
      ...Array.from({ length: width - row.length }, () => ({
        text: '',
        origin: false,
        place: row.at(-1)?.place ?? {},
      })),
    ]);
}
