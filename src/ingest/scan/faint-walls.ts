/** Lines of a table that may be there all the same: too faint, or too broken, to be found. */
import type { CellBox, RuledGrid } from '../page/ruled-grids.js';
import type { Picture } from './picture.js';

/** By so many greys a stripe must be darker than both its neighbours to be a line. */
const DARKER = 7;
/** Half the width of the stripe that is looked at, in pixels. */
const REACH = 3;

/** True where inside a merged cell, along an edge of the grid that other rows or columns have, something like a line shows. */
export function hasFaintWall(picture: Picture, grid: RuledGrid, cell: CellBox, scale: number): boolean {
  const pixels = (points: number): number => Math.round(points / scale);
  const [left, right] = [pixels(cell.left), pixels(cell.right)];
  const [top, bottom] = [pixels(cell.top), pixels(cell.bottom)];
  const xs = grid.xs.slice(cell.column + 1, cell.column + cell.columnSpan).map(pixels);
  const ys = grid.ys.slice(cell.row + 1, cell.row + cell.rowSpan).map(pixels);
  return (
    xs.some((x) => isLine((along, across) => greyAt(picture, x + across, along), top, bottom)) ||
    ys.some((y) => isLine((along, across) => greyAt(picture, along, y + across), left, right))
  );
}

function greyAt({ width, height, data }: Picture, x: number, y: number): number {
  return x < 0 || y < 0 || x >= width || y >= height ? 255 : (data[y * width + x] ?? 255);
}

/** True where the middle of a stripe is darker than its sides nearly all along: letters are so here and there. */
function isLine(grey: (along: number, across: number) => number, from: number, to: number): boolean {
  const [first, last] = [from + 6, to - 6];
  if (last - first < 8) return false;
  let darker = 0;
  for (let along = first; along < last; along += 1) {
    let middle = 255;
    for (let across = -REACH; across <= REACH; across += 1) middle = Math.min(middle, grey(along, across));
    const sides = Math.min(grey(along, -REACH - 3), grey(along, REACH + 3));
    if (sides - middle > DARKER) darker += 1;
  }
  return darker > (last - first) * 0.7;
}
