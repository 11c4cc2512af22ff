/** Drawn shapes to rulings. Points. */

/** A ruling as the box that it covers; along one axis it is (nearly) flat. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A filled shape at most this thick, in points, is a line. */
const THICKEST_RULE = 3;
/** Shorter strokes, in points, are parts of pictures or letters. */
const SHORTEST_RULE = 1;

/** A corner of a shape. */
export type Point = readonly [number, number];

/** The edges of a stroked outline that run along an axis. */
export function strokedEdges(points: readonly Point[]): Box[] {
  const boxes: Box[] = [];
  for (let index = 1; index < points.length; index += 1) {
    const box = boxOf(points.slice(index - 1, index + 1));
    if (box !== null && isRule(box, 0.5)) boxes.push(box);
  }
  return boxes;
}

/** A filled shape that is so thin that it is a line; none where it is not. */
export function filledRule(points: readonly Point[]): Box[] {
  const box = boxOf(points);
  return box !== null && isRule(box, THICKEST_RULE) ? [box] : [];
}

function boxOf(points: readonly Point[]): Box | null {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

function isRule({ left, right, top, bottom }: Box, thickest: number): boolean {
  const [width, height] = [right - left, bottom - top];
  return Math.min(width, height) <= thickest && Math.max(width, height) >= SHORTEST_RULE;
}
