/** A page photographed askew, flattened by the lines drawn on it. */
import type { DrawnLine, DrawnLines } from './drawn-lines.js';
import type { Projection } from '../page/page-content.js';

type Point = readonly [number, number];

/** Lines shorter than this part of the longest tell too little. */
const LONG = 0.4;
/** Pixels by which a corner must stand off a rectangle to be worth a correction. */
const OFF = 2.5;

/**
 * Looks up the pixels of the page with its lines straight along the axes; null where they are so already, or where there are
 * too few lines to tell.
 */
export function flattening({ across, down }: DrawnLines): Projection | null {
  const [top, bottom] = outermost(across);
  const [left, right] = outermost(down);
  if (top === undefined || bottom === undefined || left === undefined || right === undefined) return null;
  const corners = [meet(top, left), meet(top, right), meet(bottom, right), meet(bottom, left)] as const;
  const [a, b, c, d] = corners;
  const length = ([x, y]: Point, [u, v]: Point): number => Math.hypot(u - x, v - y);
  const width = (length(a, b) + length(d, c)) / 2;
  const height = (length(a, d) + length(b, c)) / 2;
  if (width < 50 || height < 50) return null;
  const x = (a[0] + b[0] + c[0] + d[0]) / 4 - width / 2;
  const y = (a[1] + b[1] + c[1] + d[1]) / 4 - height / 2;
  const goals: Point[] = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
  if (corners.every((corner, index) => length(corner, goals[index] ?? corner) < OFF)) return null;
  return projectionOf(goals, corners);
}

/** The first and the last of the long lines; none where they are one. */
function outermost(lines: readonly DrawnLine[]): DrawnLine[] {
  const longest = Math.max(0, ...lines.map(({ from, to }) => to - from));
  const long = lines
    .filter(({ from, to }) => to - from > longest * LONG)
    .sort((one, other) => one.start + one.end - other.start - other.end);
  const [first, last] = [long[0], long.at(-1)];
  return first === undefined || last === undefined || first === last ? [] : [first, last];
}

/** Where a line across the page meets one down it. */
function meet(across: DrawnLine, down: DrawnLine): Point {
  const slope = (across.end - across.start) / (across.to - across.from || 1);
  const lean = (down.end - down.start) / (down.to - down.from || 1);
  // y = p + slope x; x = q + lean y.
  const p = across.start - slope * across.from;
  const q = down.start - lean * down.from;
  const y = (p + slope * q) / (1 - slope * lean);
  return [q + lean * y, y];
}

/** The projection that takes four points to four others. */
export function projectionOf(from: readonly Point[], to: readonly Point[]): Projection | null {
  const rows = from.flatMap(([x, y], index) => {
    const [u, v] = to[index] ?? [0, 0];
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  for (let column = 0; column < 8; column += 1) {
    const best = rows
      .slice(column)
      .reduce(
        (most, row, index) =>
          Math.abs(row[column] ?? 0) > Math.abs(rows[most]?.[column] ?? 0) ? column + index : most,
        column,
      );
    const [pivot, other] = [rows[best], rows[column]];
    if (pivot === undefined || other === undefined || Math.abs(pivot[column] ?? 0) < 1e-9) return null;
    [rows[column], rows[best]] = [pivot, other];
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      for (let index = column; index < 9; index += 1)
        row[index] = (row[index] ?? 0) - factor * (pivot[index] ?? 0);
    }
  }
  return rows.map((row, index) => (row[8] ?? 0) / (row[index] ?? 1)) as unknown as Projection;
}
