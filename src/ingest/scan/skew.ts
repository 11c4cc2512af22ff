/** By how much a page is turned from upright, as its lines show. */
import type { Ink } from './ink.js';
import type { Projection } from '../page/page-content.js';
import type { Picture } from './picture.js';
import { warp } from './picture.js';

/** Steeper pages, in degrees, are not righted. */
const STEEPEST = 6;
const COARSE = 0.25;
const FINE = 0.02;
/** So many pixels tell enough. */
const MOST_POINTS = 60_000;

/** Degrees clockwise by which the lines of a page run down to the right. */
export function skewOf(ink: Ink): number {
  const { xs, ys } = lowerEdges(ink);
  if (xs.length < 50) return 0;
  const scored = (from: number, to: number, step: number): number => {
    let [best, angle] = [-1, 0];
    for (let degrees = from; degrees <= to + step / 2; degrees += step) {
      const score = sharpness(xs, ys, ink, degrees);
      if (score > best) [best, angle] = [score, degrees];
    }
    return angle;
  };
  const coarse = scored(-STEEPEST, STEEPEST, COARSE);
  return scored(coarse - COARSE, coarse + COARSE, FINE);
}

/** Pixels of ink above paper: the lower edges of letters and lines. */
function lowerEdges({ width, height, data }: Ink): { xs: Int32Array; ys: Int32Array } {
  const [xs, ys]: [number[], number[]] = [[], []];
  for (let y = 0; y + 1 < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (data[y * width + x] === 1 && data[(y + 1) * width + x] === 0) {
        xs.push(x);
        ys.push(y);
      }
    }
  }
  const step = Math.max(1, Math.floor(xs.length / MOST_POINTS));
  const thinned = (all: number[]): Int32Array =>
    Int32Array.from(all.filter((_, index) => index % step === 0));
  return { xs: thinned(xs), ys: thinned(ys) };
}

/** How much the edges fall into lines when the page is turned by an angle. */
function sharpness(xs: Int32Array, ys: Int32Array, { width, height }: Ink, degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const room = Math.ceil(Math.abs(slope) * width) + 2;
  const counts = new Uint32Array(height + 2 * room);
  for (let index = 0; index < xs.length; index += 1) {
    const line = Math.round((ys[index] ?? 0) - (xs[index] ?? 0) * slope) + room;
    counts[line] = (counts[line] ?? 0) + 1;
  }
  let sum = 0;
  for (const count of counts) sum += count * count;
  return sum;
}

/** Looks up the pixels of a page turned upright around its middle. */
export function uprighting({ width, height }: Picture, degrees: number): Projection {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [x, y] = [width / 2, height / 2];
  return [cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y, 0, 0];
}

/** The page turned upright around its middle. */
export function turnedUpright(picture: Picture, degrees: number): Picture {
  return warp(picture, picture.width, picture.height, uprighting(picture, degrees));
}
