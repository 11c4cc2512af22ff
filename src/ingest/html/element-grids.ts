/** Tables that a page sets without table elements: rows and cells are blocks, lists or spans that style sheets put side by side. */
import { compact } from './html-text.js';
import type { PageElement, PageNode } from './page-tree.js';
import { isText } from './page-tree.js';
import { isFormColumn, isFormLabel } from './report-signs.js';

/** Elements that may be rows, one behind the other, and the index of the first node behind them. */
export interface ElementRows {
  /** Null where they are no table of the forms. */
  table: PageElement | null;
  next: number;
}

/** A row of the forms has no more cells: the third table has 15. */
const MOST_CELLS = 20;
/** A cell holds no more letters, and no more elements and texts; this bounds the work for each node of a page. */
const LONGEST_CELL = 200;
const MOST_NODES = 40;
/** So many rows of several cells make a table, of which so many cells are of the forms. */
const FEWEST_ROWS = 3;
const FEWEST_LABELS = 3;
/** What holds no cell, and what is none. */
const NO_ROW: ReadonlySet<string> = new Set([
  'a',
  'table',
  'tr',
  'td',
  'th',
  'tbody',
  'thead',
  'pre',
  'select',
  'button',
]);

/**
 * The table that begins at a node: rows one behind the other, each with its cells as its only content, some of which are labels of the forms.
 * It is given as a table element whose cells have the same nodes.
 */
export function rowsAt(parent: PageElement, from: number): ElementRows {
  const rows: PageElement[][] = [];
  let next = from;
  for (let at = from; at < parent.children.length; at += 1) {
    const node = parent.children[at];
    if (node === undefined || isBlank(node)) continue;
    const cells = isText(node) ? null : cellsOf(node);
    if (cells === null) break;
    rows.push(cells);
    next = at + 1;
  }
  const isTable =
    rows.filter((cells) => cells.length > 1).length >= FEWEST_ROWS &&
    rows.flat().filter(isLabel).length >= FEWEST_LABELS;
  return { table: isTable ? tableOf(parent, rows) : null, next };
}

/** The cells of a row; null where the element holds anything else. One cell alone is a row where it is a label of the forms. */
function cellsOf(row: PageElement): PageElement[] | null {
  if (NO_ROW.has(row.tag)) return null;
  const cells: PageElement[] = [];
  for (const child of row.children) {
    if (isBlank(child)) continue;
    if (isText(child) || NO_ROW.has(child.tag) || cells.length === MOST_CELLS || textOf(child) === null)
      return null;
    cells.push(child);
  }
  if (cells.length > 1) return cells;
  return cells[0] !== undefined && isLabel(cells[0]) ? cells : null;
}

function isBlank(node: PageNode): boolean {
  return isText(node) && node.text.trim() === '';
}

function isLabel(cell: PageElement): boolean {
  const text = compact(textOf(cell) ?? '');
  return isFormLabel(text) || isFormColumn(text);
}

/** The text of a cell; null for more of it, or more elements, than a cell holds, and where a table is in it. */
function textOf(cell: PageElement): string | null {
  let text = '';
  let left = MOST_NODES;
  const open: PageNode[] = [cell];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    left -= 1;
    if (left === 0) return null;
    if (isText(node)) text += node.text;
    else if (node.tag === 'table') return null;
    else open.push(...node.children.toReversed());
  }
  return text.length > LONGEST_CELL ? null : text;
}

function tableOf(parent: PageElement, rows: readonly PageElement[][]): PageElement {
  const element = (tag: string, above: PageElement, children: PageNode[]): PageElement => ({
    tag,
    parent: above,
    depth: above.depth + 1,
    children,
    attributes: new Map(),
  });
  const table = element('table', parent, []);
  const body = element('tbody', table, []);
  table.children.push(body);
  for (const cells of rows) {
    const row = element('tr', body, []);
    row.children.push(...cells.map((cell) => element('td', row, cell.children)));
    body.children.push(row);
  }
  return table;
}
