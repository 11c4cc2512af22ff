/** A table element to blocks: a grid where it holds data, its content where it only lays out the page. */
import type { Place } from '../../domain/report.js';
import type { Block, GridCell, TableBlock } from '../document.js';
import { expandGrid } from './expand-grid.js';
import type { Slot, SpannedCell } from './expand-grid.js';
import { compact, joinLines } from './html-text.js';
import type { PageBlock } from './page-block.js';
import type { PageElement } from './page-tree.js';
import { isText } from './page-tree.js';
import { isFormLabel, isSectionHeading } from './report-signs.js';

/** What one cell holds. */
export interface TableCell {
  blocks: PageBlock[];
  /** True where a table is in it. */
  holdsTable: boolean;
}

/** A table holds data, whatever else is in its cells, where this many are labels of the official forms. */
const FORM_LABELS = 3;
/** A label or a number is shorter than this; longer text is narrative. */
const LONGEST_LABEL = 80;
const LONGEST_DATA = 200;

/** The caption and the cells of a table, without those of tables in it, as the table model orders them. */
export function tableParts(table: PageElement): PageElement[] {
  const captions = childElements(table, 'caption');
  return [...captions, ...rowGroups(table).flat(2)];
}

/** Cells by row group and row; feet come last wherever they are (WHATWG HTML, 4.9.12). */
function rowGroups(table: PageElement): PageElement[][][] {
  const groups = childElements(table, 'thead', 'tbody', 'tfoot');
  const ordered = [
    ...groups.filter((group) => group.tag !== 'tfoot'),
    ...groups.filter((group) => group.tag === 'tfoot'),
  ];
  return ordered.map((group) => childElements(group, 'tr').map((row) => childElements(row, 'td', 'th')));
}

function childElements(element: PageElement, ...tags: string[]): PageElement[] {
  return element.children.filter((child): child is PageElement => !isText(child) && tags.includes(child.tag));
}

/** The blocks of a table, given what its cells hold. `ordinal` counts the page's tables from 1. */
export function tableBlocks(
  table: PageElement,
  ordinal: number,
  cells: ReadonlyMap<PageElement, TableCell>,
): PageBlock[] {
  const groups = rowGroups(table);
  const content = groups.flat(2).flatMap((cell) => cells.get(cell)?.blocks ?? []);
  const texts = new Map([...cells].map(([element, cell]) => [element, cellText(cell)]));
  if (isLayout(groups, cells, texts)) return content;
  const grid = expandGrid(
    groups.map((group) =>
      group.map((row) =>
        row.map((cell): SpannedCell => ({
          text: texts.get(cell) ?? '',
          columns: span(cell, 'colspan') || 1,
          rows: span(cell, 'rowspan', 1),
        })),
      ),
    ),
  );
  if (grid === null) return content;
  const length = content.reduce((sum, block) => sum + block.length, 0);
  const linked = content.reduce((sum, block) => sum + block.linked, 0);
  return partAtHeadings(grid, ordinal).map((block) => ({ block, owner: table, length, linked }));
}

/** The value of a span attribute by the standard's rules for non-negative integers; `missing` where there is none. */
function span(cell: PageElement, name: string, missing = 1): number {
  const digits = /^\s*\+?(\d+)/u.exec(cell.attributes.get(name) ?? '')?.[1];
  return digits === undefined ? missing : Number(digits);
}

function cellText(cell: TableCell): string {
  return joinLines(cell.blocks.flatMap(({ block }) => blockTexts(block)));
}

/** The texts of a block, cell by cell for a table. */
export function blockTexts(block: Block): string[] {
  if (block.kind !== 'table') return [block.text];
  return block.rows.flatMap((row) => row.filter((cell) => cell.origin).map((cell) => cell.text));
}

/**
 * True for a table that holds no data but the page: others are in it, or whole passages, or its rows have one cell
 * each. Labels of the official forms in its own cells prove data.
 */
function isLayout(
  groups: readonly (readonly (readonly PageElement[])[])[],
  cells: ReadonlyMap<PageElement, TableCell>,
  texts: ReadonlyMap<PageElement, string>,
): boolean {
  const rows = groups.flat();
  if (rows.every((row) => row.length < 2)) return true;
  let labels = 0;
  let passages = false;
  for (const element of rows.flat()) {
    const text = texts.get(element) ?? '';
    const holdsTable = cells.get(element)?.holdsTable === true;
    if (holdsTable || text.length > LONGEST_DATA) passages = true;
    else if (text.length <= LONGEST_LABEL && isFormLabel(compact(text))) labels += 1;
  }
  return passages && labels < FORM_LABELS;
}

/**
 * The grid as one table, or as several where a row of a single cell is a heading of the outline or a passage of
 * narrative (a whole report in one table, as spreadsheets export it). Rows keep their numbers.
 */
function partAtHeadings(grid: readonly Slot[][], ordinal: number): Block[] {
  const blocks: Block[] = [];
  let open: TableBlock | null = null;
  const origins = new Map<SpannedCell, Place>();
  grid.forEach((slots, y) => {
    const row = slots.map((slot, x): GridCell => {
      const here = { table: ordinal, row: y + 1, tableColumn: x + 1 };
      if (slot?.origin === true) origins.set(slot.cell, here);
      // A place that no cell reaches is no blank cell: nothing is there, and it has no origin elsewhere.
      const place = (slot === null ? undefined : origins.get(slot.cell)) ?? here;
      return { text: slot?.cell.text ?? '', origin: slot?.origin ?? false, place };
    });
    const only = onlyCell(slots);
    const place = { table: ordinal, row: y + 1, tableColumn: 1 };
    if (only !== null && (only.length > LONGEST_DATA || headsSection(compact(only)))) {
      open = null;
      blocks.push({ kind: 'paragraph', text: only, place });
    } else if (open === null) {
      open = { kind: 'table', rows: [row], place: { table: ordinal } };
      blocks.push(open);
    } else {
      open.rows.push(row);
    }
  });
  return blocks;
}

/** （一）行政复议 may head a part of a table; a section's own number has no brackets. */
function headsSection(text: string): boolean {
  return !text.startsWith('(') && isSectionHeading(text);
}

/** The text of a row's only cell; null where the row has several, or one that reaches over other rows. */
function onlyCell(slots: readonly Slot[]): string | null {
  const first = slots[0];
  if (first?.origin !== true || first.cell.rows !== 1) return null;
  return slots.every((slot) => slot === null || slot.cell === first.cell) ? first.cell.text : null;
}
