/** Painted paths to rulings: strokes along an axis, and fills so thin that they are lines. */
import type { Box, Point } from '../page/drawn-rules.js';
import { filledRule, strokedEdges } from '../page/drawn-rules.js';
import { apply } from '../page/matrix.js';
import type { Matrix } from '../page/matrix.js';

/** Codes in the path data of pdfjs, each followed by its coordinates. */
const MOVE_TO = 0;
const LINE_TO = 1;
const CURVE_TO = 2;
const QUADRATIC_CURVE_TO = 3;
const CLOSE_PATH = 4;

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
