/** Whether what was read can be what is printed, by shape alone: the model reads a dash as a 1, and may drop one of two like digits. */
import type { PrintedLine } from './cell-ink.js';
import type { Ink, Piece } from './ink.js';

/** A dash is no higher than this, in units of a letter, and so many times as wide as high. */
const DASH_HEIGHT = 0.28;
const DASH_WIDTH = 1.8;
/** A digit is at least so high: in units of a letter, and of the highest on its line. */
const LEAST_DIGIT = 0.45;
const DIGIT_HEIGHT = 0.6;
/** Widths in units of the height: of the narrowest digit with its gap, of the widest. */
const NARROWEST = 0.62;
const WIDEST = 1.05;
const GAP = 0.5;
/** By this part of its height a stroke leans to the right at least to be "/", at most to be 1. */
const SLASH = 0.22;
const UPRIGHT = 0.12;
/** Where, in units of its height from its top, the upper and the lower part of a stroke are looked at. */
const UPPER = [0.2, 0.5] as const;
const LOWER = [0.55, 0.85] as const;

/** True where nothing but a dash, or several, is printed. */
export function isDash({ pieces, left, right, top, bottom }: PrintedLine, letter: number): boolean {
  return (
    pieces.length <= 3 && bottom - top <= letter * DASH_HEIGHT && right - left >= (bottom - top) * DASH_WIDTH
  );
}

/** A full-width slash leans by this part of its height at least, a thin stroke along its diagonal; a 1 and a 7 do not. */
const WIDE_SLASH = 0.4;
/** No digit is one stroke that leans to the left, however little. */
const BACKSLASH = 0.25;
const LEAST_SLASH = 0.55;
const THIN = 0.2;
const ALONG = 0.97;

/**
 * What is printed where it is nothing but one long stroke from corner to corner: a slash, full-width, or a backslash. The model reads both
 * as anything.
 *
 * @param letter height of a letter on the page, in pixels
 */
export function slashOf({ pieces }: PrintedLine, ink: Ink, letter: number): '/' | '\\' | null {
  const [piece] = pieces;
  if (piece === undefined || pieces.length > 1) return null;
  const [width, height] = [piece.right - piece.left, piece.bottom - piece.top];
  if (height < letter * LEAST_SLASH || width > height * 1.6) return null;
  if (width >= height * WIDE_SLASH && isAlong(piece, ink, 'rising')) return '/';
  const isBack =
    width >= height * BACKSLASH && leanOf(piece, ink) <= -SLASH && isAlong(piece, ink, 'falling');
  return isBack ? '\\' : null;
}

/** True where the ink of a piece lies along its diagonal, and is no more than a stroke. */
function isAlong({ left, right, top, bottom }: Piece, ink: Ink, way: 'rising' | 'falling'): boolean {
  const [width, height] = [right - left, bottom - top];
  const long = Math.hypot(width, height);
  let [count, near] = [0, 0];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      if (ink.data[y * ink.width + x] !== 1) continue;
      count += 1;
      // How far it is from the line between the two corners.
      const across = way === 'rising' ? y + 0.5 - bottom : top - y - 0.5;
      if (Math.abs((x + 0.5 - left) * height + across * width) / long <= THIN * height) near += 1;
    }
  }
  return count > 0 && count <= 1.5 * THIN * height * long && near >= count * ALONG;
}

/**
 * True where the pieces of ink can be those digits.
 *
 * @param letter height of a letter on the page, in pixels; what is much lower is no digit
 */
export function fitsPrint(text: string, line: PrintedLine, letter = 0): boolean {
  const { pieces, left, right } = line;
  const digits = text.match(/\d/gu)?.length ?? 0;
  const others = [...text].length - digits;
  if (digits === 0) return true;
  const height = Math.max(...pieces.map((piece) => piece.bottom - piece.top));
  if (height < letter * LEAST_DIGIT) return false;
  const signed = /^(\p{Script=Han}+)(\d+)$/u.exec(text);
  if (signed !== null) return fitsSigned([...(signed[1] ?? '')].length, digits, line);
  // Signs and units are of many pieces.
  if (/[^\d.,+-]/u.test(text)) return true;
  const tall = pieces.filter((piece) => piece.bottom - piece.top >= height * DIGIT_HEIGHT);
  const most = tall.reduce(
    (sum, piece) => sum + Math.max(1, Math.round(widthOf(piece) / (height * NARROWEST))),
    0,
  );
  // Each tall piece is a digit, or several that touch, or a sign.
  if (digits < tall.length - others || digits > most) return false;
  const width = right - left;
  return (
    digits + others >= width / (height * WIDEST) - 0.5 &&
    digits <= (width + GAP * height) / (height * NARROWEST)
  );
}

/** The width of a digit behind Han letters, in units of their height; and how many digits more or less the width may be taken for. */
const DIGIT = 0.56;
const FEWER = 0.5;
const MORE = 0.65;

/** True where a number behind Han letters (减12) is as wide as so many digits. */
function fitsSigned(letters: number, digits: number, { left, right, top, bottom }: PrintedLine): boolean {
  const height = bottom - top;
  const seen = (right - left - letters * height) / (DIGIT * height);
  return seen >= digits - FEWER && seen <= digits + MORE;
}

function widthOf({ left, right }: Piece): number {
  return right - left;
}

/** Widths of a zero in units of its height, and the parts of its box: the hollow within, and how far from its edge its ring may be. */
const NARROW_ZERO = 0.35;
const WIDE_ZERO = 0.9;
const HOLLOW = [0.15, 0.25] as const;
const RING = [0.35, 1.08] as const;
const RAYS = 32;

/**
 * True where nothing but one closed ring as high as a digit is printed: a zero, which the model may read as a full stop. A 6, 8 or 9 has ink
 * at its middle.
 *
 * @param letter height of a letter on the page, in pixels
 */
export function isRing({ pieces }: PrintedLine, ink: Ink, letter: number): boolean {
  const [piece] = pieces;
  if (piece === undefined || pieces.length > 1) return false;
  const [wide, high] = [widthOf(piece) / 2, (piece.bottom - piece.top) / 2];
  if (2 * high < letter * LEAST_SLASH || wide < high * NARROW_ZERO || wide > high * WIDE_ZERO) return false;
  const [x0, y0] = [(piece.left + piece.right) / 2, (piece.top + piece.bottom) / 2];
  const isInk = (x: number, y: number): boolean =>
    ink.data[Math.floor(y0 + y * high) * ink.width + Math.floor(x0 + x * wide)] === 1;
  for (let y = -1; y <= 1; y += 0.1) {
    for (let x = -1; x <= 1; x += 0.1)
      if (Math.abs(x) <= HOLLOW[0] && Math.abs(y) <= HOLLOW[1] && isInk(x, y)) return false;
  }
  for (let ray = 0; ray < RAYS; ray += 1) {
    const [dx, dy] = [Math.cos((2 * Math.PI * ray) / RAYS), Math.sin((2 * Math.PI * ray) / RAYS)];
    let isMet = false;
    for (let at = 0; at < RING[1]; at += 0.04) {
      if (!isInk(at * dx, at * dy)) continue;
      if (at < RING[0]) return false;
      isMet = true;
    }
    if (!isMet) return false;
  }
  return true;
}

/** True but where one stroke leans as the other of 1 and "/" does. */
export function leansAsRead(text: string, { pieces }: PrintedLine, ink: Ink): boolean {
  if (text !== '1' && text !== '/') return true;
  const [piece] = [...pieces].sort((one, other) => other.area - one.area);
  if (piece === undefined) return false;
  const lean = leanOf(piece, ink);
  return text === '/' ? lean >= SLASH : lean <= UPRIGHT;
}

/** By which part of its height a stroke leans to the right; below 0 to the left. */
function leanOf(piece: Piece, ink: Ink): number {
  const height = piece.bottom - piece.top;
  const at = ([from, to]: readonly [number, number]): number =>
    middleOf(ink, piece, piece.top + from * height, piece.top + to * height);
  const apart = (LOWER[0] + LOWER[1] - UPPER[0] - UPPER[1]) / 2;
  return (at(UPPER) - at(LOWER)) / (apart * height);
}

/** The middle of the ink of a piece between two heights. */
function middleOf(ink: Ink, { left, right }: Piece, from: number, to: number): number {
  let [sum, n] = [0, 0];
  for (let y = Math.floor(from); y <= Math.ceil(to); y += 1) {
    for (let x = left; x < right; x += 1) {
      if (ink.data[y * ink.width + x] !== 1) continue;
      sum += x;
      n += 1;
    }
  }
  return n === 0 ? left : sum / n;
}
