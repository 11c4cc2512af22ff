/** Spans to a rectangle: the table model of HTML (WHATWG HTML, 4.9.12, "forming a table"). */

/** A cell as the source has it. */
export interface SpannedCell {
  text: string;
  /** At least 1. */
  columns: number;
  /** 0 means: to the end of its row group. */
  rows: number;
}

/** One place of the rectangle: null where no cell of the source reaches. */
export type Slot = { readonly cell: SpannedCell; readonly origin: boolean } | null;

/** The standard's limits of colspan and rowspan. */
const MAX_COLUMN_SPAN = 1000;
const MAX_ROW_SPAN = 65_534;

/** Most places that one table may fill; a hundred times the largest table of any report. */
export const MAX_SLOTS = 400_000;

/**
 * Lays the cells of each row group out in a rectangle. As browsers show it: a cell reaches no further than its row
 * group, where two cells overlap the earlier is seen, and columns at the right in which no cell begins (a colspan
 * beyond the table) are not there. Null for more than {@link MAX_SLOTS} places.
 */
export function expandGrid(groups: readonly (readonly (readonly SpannedCell[])[])[]): Slot[][] | null {
  const grid: Slot[][] = [];
  let width = 0;
  let filled = 0;
  for (const group of groups) {
    const end = grid.length + group.length;
    const first = grid.length;
    for (const row of group) grid.push(new Array<Slot>(row.length === 0 ? 0 : 1).fill(null));
    for (const [index, row] of group.entries()) {
      const y = first + index;
      let x = 0;
      for (const cell of row) {
        while ((grid[y]?.[x] ?? null) !== null) x += 1;
        const height = Math.min(cell.rows === 0 ? MAX_ROW_SPAN : cell.rows, MAX_ROW_SPAN, end - y);
        const columns = Math.min(cell.columns, MAX_COLUMN_SPAN);
        filled += height * columns;
        if (filled > MAX_SLOTS) return null;
        place(grid, cell, { x, y, columns, height });
        width = Math.max(width, x + 1);
        x += columns;
      }
    }
  }
  if (grid.length * width > MAX_SLOTS) return null;
  return grid.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? null));
}

function place(
  grid: Slot[][],
  cell: SpannedCell,
  { x, y, columns, height }: { x: number; y: number; columns: number; height: number },
): void {
  for (let down = 0; down < height; down += 1) {
    const row = grid[y + down];
    if (row === undefined) return;
    for (let right = 0; right < columns; right += 1) {
      while (row.length <= x + right) row.push(null);
      row[x + right] ??= { cell, origin: down === 0 && right === 0 };
    }
  }
}
