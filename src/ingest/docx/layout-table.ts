/** Tables that only arrange a page. */
import { childrenOf } from './xml-tree.js';
import type { XmlElement } from './xml-tree.js';

/**
 * True for a table whose cells are parts of the page and not figures: one column, or more cells in the tables within it
 * than of its own.
 */
export function isLayoutTable(table: XmlElement): boolean {
  const rows = childrenOf(table, 'w:tr').map((row) => childrenOf(row, 'w:tc'));
  if (rows.every((cells) => cells.length <= 1)) return true;
  let own = 0;
  let within = 0;
  for (const cell of rows.flat()) {
    const nested = countNestedCells(cell);
    if (nested === 0) own += 1;
    within += nested;
  }
  return within > own;
}

/** Cells of the tables below an element, at any depth; text boxes included. */
function countNestedCells(element: XmlElement): number {
  let count = 0;
  for (const part of element.children) count += (part.name === 'w:tc' ? 1 : 0) + countNestedCells(part);
  return count;
}
