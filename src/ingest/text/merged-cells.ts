/** Merged cells of tables that tools write out with the text of each again at every place that it covers. */
import type { GridCell } from '../document.js';
import { compact } from '../html/html-text.js';

const LETTERS = /\p{L}{2}/u;

/**
 * Marks the places that a merged cell covers. Letters that stand again beside or below themselves are one cell; a number is
 * one with the number beside it only below a header that covers both, for two columns may hold the same number.
 */
export function markMerged(rows: readonly GridCell[][]): GridCell[][] {
  const marked: GridCell[][] = [];
  for (const row of rows) {
    const above = marked.at(-1);
    const own: GridCell[] = [];
    for (const [column, cell] of row.entries()) {
      const [left, over] = [own[column - 1], above?.[column]];
      const isBesideItself = left !== undefined && isSame(left, cell);
      if (isBesideItself && (isText(cell) || isUnderOneHeader(marked, column))) own.push(covered(left));
      else if (over !== undefined && isText(cell) && isSame(over, cell)) own.push(covered(over));
      else own.push(cell);
    }
    marked.push(own);
  }
  return marked;
}

function covered(cell: GridCell): GridCell {
  return { ...cell, origin: false };
}

function isText({ text }: GridCell): boolean {
  return LETTERS.test(text);
}

function isSame(a: GridCell, b: GridCell): boolean {
  return compact(a.text) === compact(b.text);
}

/** True where the header above a column, all lines of it, is one with that of the column before. */
function isUnderOneHeader(rows: readonly GridCell[][], column: number): boolean {
  const lowest = rows.findLastIndex((row) => isTextAt(row, column));
  const above = rows.slice(0, lowest + 1);
  const header = above.slice(above.findLastIndex((row) => !isTextAt(row, column)) + 1);
  return header.length > 0 && header.every((row) => row[column - 1]?.place === row[column]?.place);
}

function isTextAt(row: readonly GridCell[], column: number): boolean {
  const cell = row[column];
  return cell !== undefined && isText(cell);
}
