/** Projective maps one after the other. */
import type { Projection } from '../page/page-content.js';

/** The map that changes nothing. */
export const UNCHANGED: Projection = [1, 0, 0, 0, 1, 0, 0, 0];

/** The map that applies `inner` first, then `outer`. */
export function multiply(outer: Projection, inner: Projection): Projection {
  const [a, b] = [
    [...outer, 1],
    [...inner, 1],
  ];
  const product = Array.from({ length: 9 }, (_, index) => {
    const [row, column] = [Math.floor(index / 3), index % 3];
    return [0, 1, 2].reduce((sum, at) => sum + (a[row * 3 + at] ?? 0) * (b[at * 3 + column] ?? 0), 0);
  });
  const last = product[8] ?? 1;
  return product.slice(0, 8).map((value) => value / last) as unknown as Projection;
}

/** A map in other units on both sides: `scale` new units are one old. */
export function inUnits(map: Projection, scale: number): Projection {
  return multiply([scale, 0, 0, 0, scale, 0, 0, 0], multiply(map, [1 / scale, 0, 0, 0, 1 / scale, 0, 0, 0]));
}
