/** Pictures in grey, and what moves their pixels. Pixels count from 0 at the upper left corner; 0 is black, 255 white. */

import type { Projection } from '../page/page-content.js';

/** How large something is. */
export interface Size {
  width: number;
  height: number;
}

/** A picture in grey. */
export interface Picture extends Size {
  data: Uint8Array;
}

/** A rectangle of pixels; right and bottom are just outside. */
export interface PixelBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * The longer side of the page that a picture shows, in pixels: what the sizes of letters and lines are parts of. A picture higher than any page is a
 * screenshot of a web page, whose letters are as large as on a page of its width.
 */
export function pageLength({ width, height }: Size): number {
  return Math.max(width, Math.min(height, Math.round(width * Math.SQRT2)));
}

/** An empty picture: white. */
export function blankPicture(width: number, height: number): Picture {
  return { width, height, data: new Uint8Array(width * height).fill(255) };
}

/** A picture of the given size whose pixels are looked up in another by a projection; white where that has none. */
export function warp(from: Picture, width: number, height: number, toSource: Projection): Picture {
  const to = blankPicture(width, height);
  const [a, b, c, d, e, f, g, h] = toSource;
  const { data, width: span, height: depth } = from;
  for (let y = 0, index = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, index += 1) {
      const scale = 1 / (g * x + h * y + 1);
      const sx = (a * x + b * y + c) * scale;
      const sy = (d * x + e * y + f) * scale;
      const left = Math.floor(sx);
      const top = Math.floor(sy);
      if (left < 0 || top < 0 || left + 1 >= span || top + 1 >= depth) continue;
      const [right, lower] = [sx - left, sy - top];
      const at = top * span + left;
      const above = (data[at] ?? 0) * (1 - right) + (data[at + 1] ?? 0) * right;
      const below = (data[at + span] ?? 0) * (1 - right) + (data[at + span + 1] ?? 0) * right;
      to.data[index] = above * (1 - lower) + below * lower + 0.5;
    }
  }
  return to;
}

/** The picture in another size, each pixel the mean of those that it stands for. */
export function resize(from: Picture, width: number, height: number): Picture {
  if (width === from.width && height === from.height) return from;
  const across = sharesOf(from.width, width);
  const down = sharesOf(from.height, height);
  const rows = new Float32Array(width * from.height);
  for (let y = 0; y < from.height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [share, end] = [across.begins[x] ?? 0, across.begins[x + 1] ?? 0];
      const first = y * from.width + (across.firsts[x] ?? 0) - share;
      let sum = 0;
      for (let index = share; index < end; index += 1)
        sum += (from.data[first + index] ?? 0) * (across.shares[index] ?? 0);
      rows[y * width + x] = sum;
    }
  }
  const to = blankPicture(width, height);
  for (let y = 0; y < height; y += 1) {
    const [share, end] = [down.begins[y] ?? 0, down.begins[y + 1] ?? 0];
    const first = (down.firsts[y] ?? 0) - share;
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let index = share; index < end; index += 1)
        sum += (rows[(first + index) * width + x] ?? 0) * (down.shares[index] ?? 0);
      to.data[y * width + x] = sum + 0.5;
    }
  }
  return to;
}

/** Of which old places the new ones are made, and by how much. */
interface Shares {
  /** The first old place of each new one. */
  firsts: Int32Array;
  /** Where in `shares` those of each new place begin; behind the last, where they end. */
  begins: Int32Array;
  shares: Float64Array;
}

/** For each place of the new length the shares of the old ones: a triangle filter. */
function sharesOf(from: number, to: number): Shares {
  const step = from / to;
  const reach = Math.max(1, step);
  const [firsts, begins] = [new Int32Array(to), new Int32Array(to + 1)];
  const shares = new Float64Array(to * (Math.floor(2 * reach) + 1));
  let end = 0;
  for (let place = 0; place < to; place += 1) {
    const middle = (place + 0.5) * step - 0.5;
    const first = Math.max(0, Math.ceil(middle - reach));
    const last = Math.min(from - 1, Math.floor(middle + reach));
    const begin = end;
    let total = 0;
    for (let index = first; index <= last; index += 1, end += 1) {
      const share = Math.max(1e-6, 1 - Math.abs(index - middle) / reach);
      shares[end] = share;
      total += share;
    }
    for (let index = begin; index < end; index += 1) shares[index] = (shares[index] ?? 0) / total;
    firsts[place] = first;
    begins[place + 1] = end;
  }
  return { firsts, begins, shares };
}

/** A part of a picture; what lies outside of it is white. */
export function crop(from: Picture, { left, top, right, bottom }: PixelBox): Picture {
  const to = blankPicture(Math.max(1, right - left), Math.max(1, bottom - top));
  const [first, last] = [Math.max(0, left), Math.min(from.width, right)];
  for (let y = Math.max(0, top); y < Math.min(from.height, bottom); y += 1) {
    if (last > first)
      to.data.set(
        from.data.subarray(y * from.width + first, y * from.width + last),
        (y - top) * to.width + first - left,
      );
  }
  return to;
}

/** The picture turned by quarter turns clockwise. */
export function quarterTurned(from: Picture, turns: number): Picture {
  const { width, height, data } = from;
  const times = ((turns % 4) + 4) % 4;
  if (times === 0) return from;
  const to = times === 2 ? blankPicture(width, height) : blankPicture(height, width);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [tx, ty] =
        times === 1
          ? [height - 1 - y, x]
          : times === 2
            ? [width - 1 - x, height - 1 - y]
            : [y, width - 1 - x];
      to.data[ty * to.width + tx] = data[y * width + x] ?? 0;
    }
  }
  return to;
}

/** A picture beside itself, so many times. */
export function repeated(from: Picture, times: number): Picture {
  if (times === 1) return from;
  const to = blankPicture(from.width * times, from.height);
  for (let y = 0; y < from.height; y += 1) {
    const row = from.data.subarray(y * from.width, (y + 1) * from.width);
    for (let copy = 0; copy < times; copy += 1) to.data.set(row, y * to.width + copy * from.width);
  }
  return to;
}
