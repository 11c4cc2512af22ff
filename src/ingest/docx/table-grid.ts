/** The rows of a Word table, expanded to a rectangular grid. */
import type { Place } from '../../domain/report.js';
import type { GridCell } from '../document.js';

/** Part that a cell has in a merge: none, its first cell, or a further one whose own text is not shown. */
export type Merge = 'none' | 'restart' | 'continue';

/** A cell as the file has it. */
export interface WordCell {
  text: string;
  /** Columns of the grid that it covers. */
  span: number;
  /** Merge with the cells above and below. */
  vertical: Merge;
  /** Merge with the cells at its left and right, as old files have it. */
  horizontal: Merge;
}

/** A row as the file has it. */
export interface WordRow {
  /** Columns of the grid left out before the first and after the last cell. */
  before: number;
  after: number;
  cells: WordCell[];
}

/** The cell that is at a place of the grid, and whether cells below may be merged with it. */
interface Slot {
  cell: GridCell;
  vertical: boolean;
}

/**
 * Expands merged cells. All places of a merged cell carry the place of its first, where it is printed. Rows that end
 * early, and columns left out, are filled with empty cells.
 *
 * @param table ordinal of the table in the document
 * @param mostCells null is returned for a grid of more cells, repeated ones and filling included
 */
export function expandGrid(rows: readonly WordRow[], table: number, mostCells: number): GridCell[][] | null {
  const width = rows.reduce((most, row) => Math.max(most, rowWidth(row)), 0);
  if (width * rows.length > mostCells) return null;
  const grid: GridCell[][] = [];
  let above: Slot[] = [];
  for (const [index, row] of rows.entries()) {
    above = expandRow(row, width, above, { table, row: index + 1 });
    grid.push(above.map((slot) => slot.cell));
  }
  return grid;
}

function rowWidth(row: WordRow): number {
  return row.cells.reduce((sum, cell) => sum + cell.span, row.before + row.after);
}

function expandRow(row: WordRow, width: number, above: readonly Slot[], place: Place): Slot[] {
  const slots: Slot[] = [];
  const fill = (until: number): void => {
    while (slots.length < until) slots.push(newSlot('', slots.length, place));
  };
  fill(row.before);
  for (const { text, span, vertical, horizontal } of row.cells) {
    const merged =
      horizontal === 'continue' && slots.length > row.before
        ? slots.at(-1)
        : vertical === 'continue' && above[slots.length]?.vertical === true
          ? above[slots.length]
          : undefined;
    const slot = merged ?? { ...newSlot(text, slots.length, place), vertical: vertical !== 'none' };
    const repeated = { ...slot, cell: { ...slot.cell, origin: false } };
    for (let column = 0; column < span; column += 1) {
      slots.push(merged === undefined && column === 0 ? slot : repeated);
    }
  }
  fill(width);
  return slots;
}

function newSlot(text: string, column: number, place: Place): Slot {
  const cell = { text, origin: true, place: { ...place, tableColumn: column + 1 } };
  return { cell, vertical: false };
}
