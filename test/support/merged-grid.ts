/** Random tables with merged cells, known both as rectangles and as the grid that they make. */
import fc from 'fast-check';

/** A cell that covers a rectangle of the grid. */
export interface Rectangle {
  row: number;
  column: number;
  rows: number;
  columns: number;
  text: string;
}

export interface MergedGrid {
  width: number;
  height: number;
  /** In reading order of their first places; together they cover the grid. */
  cells: Rectangle[];
}

/** Draws a grid by merging, where there is room, the cells that random numbers name. */
export function mergedGrid(): fc.Arbitrary<MergedGrid> {
  return fc
    .record({
      width: fc.integer({ min: 2, max: 8 }),
      height: fc.integer({ min: 2, max: 8 }),
      sizes: fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), {
        minLength: 64,
        maxLength: 64,
      }),
    })
    .map(({ width, height, sizes }) => {
      const taken = new Set<number>();
      const cells: Rectangle[] = [];
      for (let place = 0; place < width * height; place += 1) {
        if (taken.has(place)) continue;
        const row = Math.floor(place / width);
        const column = place % width;
        const [wantedRows, wantedColumns] = sizes[place] ?? [1, 1];
        let columns = 1;
        while (columns < wantedColumns && column + columns < width && !taken.has(place + columns))
          columns += 1;
        const rows = Math.min(wantedRows, height - row);
        for (let r = 0; r < rows; r += 1)
          for (let c = 0; c < columns; c += 1) taken.add(place + r * width + c);
        cells.push({ row, column, rows, columns, text: place % 5 === 3 ? '' : `第${place}格` });
      }
      return { width, height, cells };
    });
}

/** What stands at each place: the text, and whether the cell begins there. */
export function expected({ width, height, cells }: MergedGrid): { text: string; origin: boolean }[][] {
  const grid = Array.from({ length: height }, () =>
    Array.from({ length: width }, () => ({ text: '', origin: false })),
  );
  for (const { row, column, rows, columns, text } of cells) {
    for (let r = row; r < row + rows; r += 1) {
      for (let c = column; c < column + columns; c += 1) {
        const slot = grid[r]?.[c];
        if (slot !== undefined) Object.assign(slot, { text, origin: r === row && c === column });
      }
    }
  }
  return grid;
}
