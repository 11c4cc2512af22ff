/** What is printed on a picture: pixels darker than the paper around them, and the pieces that hang together. */
import type { Picture, PixelBox } from './picture.js';
import { pageLength } from './picture.js';

/** One byte a pixel: 1 where there is ink. */
export interface Ink {
  width: number;
  height: number;
  data: Uint8Array;
}

/** Ink is darker than this part of the mean around it: shadows on the paper are none. */
const DARKER = 0.83;
/** Half the side of the square whose mean is taken, as part of the longer side of the page. */
const AROUND = 1 / 60;

/** The ink of a picture. */
export function inkOf(picture: Picture): Ink {
  const { width, height, data } = picture;
  const radius = Math.max(8, Math.round(pageLength(picture) * AROUND));
  const ink = new Uint8Array(width * height);
  // The sum of each column over the rows around, moved down row by row, as the sum over the square is moved to the right.
  const columns = new Int32Array(width);
  const addRow = (y: number, sign: number): void => {
    for (let x = 0, at = y * width; x < width; x += 1, at += 1)
      columns[x] = (columns[x] ?? 0) + sign * (data[at] ?? 0);
  };
  for (let y = 0; y < Math.min(height, radius); y += 1) addRow(y, 1);
  for (let y = 0; y < height; y += 1) {
    if (y + radius < height) addRow(y + radius, 1);
    if (y - radius - 1 >= 0) addRow(y - radius - 1, -1);
    const rows = Math.min(height, y + radius + 1) - Math.max(0, y - radius);
    let sum = 0;
    for (let x = 0; x < Math.min(width, radius); x += 1) sum += columns[x] ?? 0;
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      if (x + radius < width) sum += columns[x + radius] ?? 0;
      if (x - radius - 1 >= 0) sum -= columns[x - radius - 1] ?? 0;
      const mean = sum / (rows * (Math.min(width, x + radius + 1) - Math.max(0, x - radius)));
      if ((data[at] ?? 0) < mean * DARKER) ink[at] = 1;
    }
  }
  return { width, height, data: ink };
}

/** A piece of ink that hangs together. */
export interface Piece extends PixelBox {
  /** Pixels of ink. */
  area: number;
}

/** The pieces of ink within a box, in no order. A pixel touches its eight neighbours. */
export function piecesIn(ink: Ink, box: PixelBox): Piece[] {
  const left = Math.max(0, box.left);
  const top = Math.max(0, box.top);
  const width = Math.min(ink.width, box.right) - left;
  const height = Math.min(ink.height, box.bottom) - top;
  if (width <= 0 || height <= 0) return [];
  const seen = new Uint8Array(width * height);
  const isInk = (x: number, y: number): boolean => ink.data[(top + y) * ink.width + left + x] === 1;
  const pieces: Piece[] = [];
  const waiting: number[] = [];
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] === 1 || !isInk(start % width, Math.floor(start / width))) continue;
    const piece = { left: width, top: height, right: 0, bottom: 0, area: 0 };
    seen[start] = 1;
    waiting.push(start);
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      const x = place % width;
      const y = (place - x) / width;
      piece.area += 1;
      piece.left = Math.min(piece.left, x);
      piece.right = Math.max(piece.right, x + 1);
      piece.top = Math.min(piece.top, y);
      piece.bottom = Math.max(piece.bottom, y + 1);
      for (let down = Math.max(0, y - 1); down <= Math.min(height - 1, y + 1); down += 1) {
        for (let across = Math.max(0, x - 1); across <= Math.min(width - 1, x + 1); across += 1) {
          const next = down * width + across;
          if (seen[next] === 1 || !isInk(across, down)) continue;
          seen[next] = 1;
          waiting.push(next);
        }
      }
    }
    pieces.push({
      left: piece.left + left,
      right: piece.right + left,
      top: piece.top + top,
      bottom: piece.bottom + top,
      area: piece.area,
    });
  }
  return pieces;
}
