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

/** Follows the outline of a path, in points, and finds the rulings that painting it draws. */
export class RulingPen {
  readonly rulings: Box[] = [];
  readonly #stroked: boolean;
  #points: Point[] = [];
  #curved = false;

  /** @param stroked its lines are drawn, else its inside is filled */
  constructor(stroked: boolean) {
    this.#stroked = stroked;
  }

  moveTo(point: Point): void {
    this.finish();
    this.#points.push(point);
  }

  lineTo(point: Point): void {
    this.#points.push(point);
  }

  /** A part with a curve holds no ruling. */
  curve(): void {
    this.#curved = true;
  }

  close(): void {
    if (this.#points[0] !== undefined) this.#points.push(this.#points[0]);
  }

  /** Ends the part of the path that was begun last. */
  finish(): void {
    const points = this.#points;
    if (!this.#curved && points.length > 1)
      this.rulings.push(...(this.#stroked ? strokedEdges(points) : filledRule(points)));
    this.#points = [];
    this.#curved = false;
  }
}

/** The rulings that painting a path draws. */
export function rulingsOfPath(path: Float32Array, matrix: Matrix, stroked: boolean): Box[] {
  const pen = new RulingPen(stroked);
  for (let index = 0; index < path.length;) {
    const code = path[index];
    index += 1;
    const point = (offset: number): Point =>
      apply(matrix, path[index + offset] ?? Number.NaN, path[index + offset + 1] ?? Number.NaN);
    if (code === MOVE_TO) {
      pen.moveTo(point(0));
      index += 2;
    } else if (code === LINE_TO) {
      pen.lineTo(point(0));
      index += 2;
    } else if (code === CURVE_TO || code === QUADRATIC_CURVE_TO) {
      pen.curve();
      index += code === CURVE_TO ? 6 : 4;
    } else if (code === CLOSE_PATH) {
      pen.close();
    } else {
      return pen.rulings;
    }
  }
  pen.finish();
  return pen.rulings;
}
