/** What is printed in the cells of a drawn table: lines of pieces of ink, without the rulings around them. */
import type { Ink, Piece } from './ink.js';
import { piecesIn } from './ink.js';
import type { Picture, PixelBox } from './picture.js';

/** A line of print in a cell. */
export interface PrintedLine extends PixelBox {
  pieces: Piece[];
}

/** What a cell shows. */
export interface CellInk {
  /** The cell without its rulings. */
  inside: PixelBox;
  lines: PrintedLine[];
  /** True where print touches the edge of the cell: a part of it may stand in the next. */
  isTouching: boolean;
}

/** Sizes in units of the height of a letter: dirt, the least height of a line, the least gap between lines. */
const DIRT = 0.12;
const LOWEST_LINE = 0.55;
const LINE_GAP = 0.12;

/**
 * The ink in a cell.
 *
 * @param inside the cell without its rulings
 * @param letter height of a letter on this page, in pixels
 * @param ruling half the thickness of the lines around, in pixels
 */
export function inkInCell(ink: Ink, inside: PixelBox, letter: number, ruling: number): CellInk {
  const pieces: Piece[] = [];
  let isTouching = false;
  const all = piecesIn(ink, inside);
  const rest = restOfRulings(ink, inside, all, ruling + 2);
  for (const piece of all) {
    if (rest.has(piece)) continue;
    const [width, height] = [piece.right - piece.left, piece.bottom - piece.top];
    if (Math.max(width, height) < Math.max(2, letter * DIRT)) continue;
    const side = sideTouched(piece, inside);
    const letterBeside = side === null ? null : besideRuling(ink, inside, piece, { ruling, letter });
    if (letterBeside !== null) {
      if (!pieces.some((other) => sameBox(other, letterBeside))) pieces.push(letterBeside);
      continue;
    }
    // What is left of a ruling lies flat along it.
    if (side === 'along' && height <= ruling + 2 && piece.area > 0) continue;
    if (side === 'beside' && width <= ruling + 2) continue;
    if (side !== null) isTouching = true;
    pieces.push(piece);
  }
  return { inside: around(inside, pieces), lines: linesOf(pieces, letter), isTouching };
}

/** The heights of letters, in units of the usual one, that may stand right beside a ruling. */
const LETTER_HEIGHTS = [0.5, 1.6] as const;

/**
 * The letter of which a piece at the edge of the cell is a part, where white paper parts it from the ruling: web pages set numbers a pixel
 * beside their borders. Null for what hangs on the ruling, or is none by its height.
 */
function besideRuling(
  ink: Ink,
  inside: PixelBox,
  piece: Piece,
  { ruling, letter }: { ruling: number; letter: number },
): Piece | null {
  const [least, most] = LETTER_HEIGHTS;
  for (let reach = 1; reach < ruling; reach += 1) {
    const wider = {
      left: inside.left - reach,
      top: inside.top - reach,
      right: inside.right + reach,
      bottom: inside.bottom + reach,
    };
    const [own, other] = piecesIn(ink, wider).filter((one) => holds(one, piece));
    if (own === undefined || other !== undefined || sideTouched(own, wider) !== null) continue;
    const height = own.bottom - own.top;
    if (height >= letter * least && height <= letter * most && own.right - own.left <= letter * most)
      return own;
  }
  return null;
}

function holds(outer: PixelBox, inner: PixelBox): boolean {
  return (
    outer.left <= inner.left &&
    outer.top <= inner.top &&
    outer.right >= inner.right &&
    outer.bottom >= inner.bottom
  );
}

function sameBox(one: PixelBox, other: PixelBox): boolean {
  return holds(one, other) && holds(other, one);
}

/** A box, as much larger as what stands in it needs. */
function around({ left, top, right, bottom }: PixelBox, pieces: readonly PixelBox[]): PixelBox {
  return {
    left: Math.min(left, ...pieces.map((piece) => piece.left)),
    top: Math.min(top, ...pieces.map((piece) => piece.top)),
    right: Math.max(right, ...pieces.map((piece) => piece.right)),
    bottom: Math.max(bottom, ...pieces.map((piece) => piece.bottom)),
  };
}

/** By this part of the cell a piece runs along its edges at least to be what is left of several rulings. */
const ALONG_CELL = 0.8;

/**
 * What is left of rulings that meet, as where a photographed page is bent: one piece around the cell. None where anything of it lies further
 * from the edges than a ruling is thick: print may hang on it.
 */
function restOfRulings(
  ink: Ink,
  inside: PixelBox,
  pieces: readonly Piece[],
  thick: number,
): ReadonlySet<Piece> {
  const [wide, high] = [inside.right - inside.left, inside.bottom - inside.top];
  const rests = new Set(
    pieces.filter(
      (piece) =>
        sideTouched(piece, inside) !== null &&
        (piece.right - piece.left >= wide * ALONG_CELL || piece.bottom - piece.top >= high * ALONG_CELL),
    ),
  );
  if (rests.size === 0) return rests;
  let inner = 0;
  for (let y = inside.top + thick; y < inside.bottom - thick; y += 1)
    for (let x = inside.left + thick; x < inside.right - thick; x += 1)
      inner += ink.data[y * ink.width + x] ?? 0;
  const others = pieces.reduce((sum, piece) => sum + (rests.has(piece) ? 0 : piece.area), 0);
  return inner <= others && pieces.every((piece) => rests.has(piece) || isWithin(piece, inside, thick))
    ? rests
    : new Set();
}

function isWithin({ left, top, right, bottom }: Piece, inside: PixelBox, thick: number): boolean {
  return (
    left >= inside.left + thick &&
    right <= inside.right - thick &&
    top >= inside.top + thick &&
    bottom <= inside.bottom - thick
  );
}

function sideTouched(piece: Piece, inside: PixelBox): 'along' | 'beside' | null {
  const along = piece.top <= inside.top || piece.bottom >= inside.bottom;
  const beside = piece.left <= inside.left || piece.right >= inside.right;
  if (!along && !beside) return null;
  return piece.right - piece.left >= piece.bottom - piece.top
    ? along
      ? 'along'
      : 'beside'
    : beside
      ? 'beside'
      : 'along';
}

/** Pieces to lines, parted where a gap runs through; strokes of one letter stay together. */
function linesOf(pieces: readonly Piece[], letter: number): PrintedLine[] {
  const lines: PrintedLine[] = [];
  for (const piece of [...pieces].sort((one, other) => one.top - other.top)) {
    const last = lines.at(-1);
    if (last !== undefined && belongs(last, piece, letter)) {
      last.pieces.push(piece);
      last.left = Math.min(last.left, piece.left);
      last.right = Math.max(last.right, piece.right);
      last.bottom = Math.max(last.bottom, piece.bottom);
    } else {
      const { left, top, right, bottom } = piece;
      lines.push({ left, top, right, bottom, pieces: [piece] });
    }
  }
  return mergeLowLines(lines, letter);
}

function belongs(line: PrintedLine, piece: Piece, letter: number): boolean {
  if (piece.top - line.bottom < letter * LINE_GAP) return true;
  // The strokes of 二 and 三 stand apart; a line of letters is as high as a letter.
  const low = line.bottom - line.top < letter * LOWEST_LINE;
  return low && piece.bottom - line.top <= letter * 1.25;
}

/** A line lower than letters are is a part of its neighbour: a dot above, a comma below. */
function mergeLowLines(lines: readonly PrintedLine[], letter: number): PrintedLine[] {
  const merged: PrintedLine[] = [];
  for (const line of lines) {
    const last = merged.at(-1);
    const isLow = line.bottom - line.top < letter * LOWEST_LINE;
    if (last !== undefined && isLow && line.bottom - last.top <= letter * 1.35) {
      last.pieces.push(...line.pieces);
      last.left = Math.min(last.left, line.left);
      last.right = Math.max(last.right, line.right);
      last.bottom = Math.max(last.bottom, line.bottom);
    } else merged.push({ ...line, pieces: [...line.pieces] });
  }
  return merged;
}

/** How a line is cut out to be read, in units of a letter's height. */
export interface Framing {
  /** Room above and below. */
  high: number;
  /** Room at either end. */
  wide: number;
}

/**
 * A line of a cell as a picture of its own: white paper all around, nothing of the rulings.
 *
 * @param most height of what is cut out at least, a letter: a dash alone is no block
 */
export function cutOut(
  picture: Picture,
  line: PixelBox,
  inside: PixelBox,
  letter: number,
  framing: Framing,
): Picture {
  const missing = Math.max(0, letter * 0.8 - (line.bottom - line.top)) / 2;
  const size = Math.max(letter * 0.8, line.bottom - line.top);
  const box = {
    left: Math.floor(line.left - framing.wide * size),
    right: Math.ceil(line.right + framing.wide * size),
    top: Math.floor(line.top - missing - framing.high * size),
    bottom: Math.ceil(line.bottom + missing + framing.high * size),
  };
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const cut = { width, height, data: new Uint8Array(width * height).fill(255) };
  // The line itself, with the soft edges of its letters, and no other line.
  const own = {
    left: Math.max(inside.left, line.left - 3),
    right: Math.min(inside.right, line.right + 3),
    top: Math.max(inside.top, line.top - 3),
    bottom: Math.min(inside.bottom, line.bottom + 3),
  };
  const paper = paperOf(picture, own);
  for (let y = Math.max(0, own.top); y < Math.min(picture.height, own.bottom); y += 1) {
    for (let x = Math.max(0, own.left); x < Math.min(picture.width, own.right); x += 1) {
      const grey = picture.data[y * picture.width + x] ?? 255;
      cut.data[(y - box.top) * width + x - box.left] = Math.min(255, (grey * 255) / paper);
    }
  }
  return cut;
}

/** The grey of the paper: nine pixels of ten are as dark or darker. */
function paperOf({ data, width, height }: Picture, { left, right, top, bottom }: PixelBox): number {
  const counts = new Uint32Array(256);
  let n = 0;
  for (let y = Math.max(0, top); y < Math.min(height, bottom); y += 1) {
    for (let x = Math.max(0, left); x < Math.min(width, right); x += 1) {
      const grey = data[y * width + x] ?? 255;
      counts[grey] = (counts[grey] ?? 0) + 1;
      n += 1;
    }
  }
  let sum = 0;
  for (let grey = 0; grey < 256; grey += 1) {
    sum += counts[grey] ?? 0;
    if (sum >= n * 0.85) return Math.max(64, grey);
  }
  return 255;
}
