/** Painted paths to rulings: strokes along an axis, and fills so thin that they are lines. */
import { apply } from './matrix.js';
import type { Matrix } from './matrix.js';

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

/** Codes in the path data of pdfjs, each followed by its coordinates. */
const MOVE_TO = 0;
const LINE_TO = 1;
const CURVE_TO = 2;
const QUADRATIC_CURVE_TO = 3;
const CLOSE_PATH = 4;

type Point = readonly [number, number];

/** The rulings that painting a path draws. */
export function rulingsOfPath(path: Float32Array, matrix: Matrix, stroked: boolean): Box[] {
  const boxes: Box[] = [];
  let points: Point[] = [];
  let curved = false;
  const finish = (): void => {
    if (!curved && points.length > 1) boxes.push(...(stroked ? strokedEdges(points) : filledRule(points)));
    points = [];
    curved = false;
  };
  for (let index = 0; index < path.length;) {
    const code = path[index];
    index += 1;
    const point = (offset: number): Point =>
      apply(matrix, path[index + offset] ?? Number.NaN, path[index + offset + 1] ?? Number.NaN);
    if (code === MOVE_TO) {
      finish();
      points.push(point(0));
      index += 2;
    } else if (code === LINE_TO) {
      points.push(point(0));
      index += 2;
    } else if (code === CURVE_TO || code === QUADRATIC_CURVE_TO) {
      curved = true;
      index += code === CURVE_TO ? 6 : 4;
    } else if (code === CLOSE_PATH) {
      if (points[0] !== undefined) points.push(points[0]);
    } else {
      return boxes;
    }
  }
  finish();
  return boxes;
}

function strokedEdges(points: readonly Point[]): Box[] {
  const boxes: Box[] = [];
  for (let index = 1; index < points.length; index += 1) {
    const box = boxOf(points.slice(index - 1, index + 1));
    if (box !== null && isRule(box, 0.5)) boxes.push(box);
  }
  return boxes;
}

function filledRule(points: readonly Point[]): Box[] {
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
