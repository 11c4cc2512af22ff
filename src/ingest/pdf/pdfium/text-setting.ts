/** How PDFium sets the letters of one piece of text. */
import type { Matrix } from '../../page/matrix.js';
import type { TextPiece } from './page-objects.js';
import { UnsureError } from './unsure.js';

/** Text that is turned by less than this part of its length runs along its line; text that is turned by more runs askew. */
const LEAST_TURN = 0.1;
/** Lengths under this part of the font's height are none. */
export const NO_LENGTH = 0.02;

export interface TextSetting {
  readonly piece: TextPiece;
  /** From the space of its text to the page's own. */
  readonly matrix: Matrix;
  /** Units of the space of text in one em. */
  readonly em: number;
  /** It runs along the lines of the page; what is askew is left out of them. */
  readonly isUpright: boolean;
  /** Its letters stand below each other. */
  readonly isVertical: boolean;
}

/**
 * The setting of a piece whose first letter stands at a place of the page's own space.
 *
 * @throws UnsureError for text that runs sideways, upside down or backwards, is mirrored or slanted
 */
export function settingOf(piece: TextPiece, matrix: Matrix, em: number, x: number, y: number): TextSetting {
  const [a, b, c, d, left, base] = matrix;
  if (!(em > 0)) throw new UnsureError('text without height');
  if (Math.abs(a) <= Math.abs(b) * LEAST_TURN) throw new UnsureError('text that runs sideways');
  const isUpright = Math.abs(b) <= Math.abs(a) * LEAST_TURN;
  if (!isUpright) return { piece, matrix, em, isUpright, isVertical: false };
  if (a <= 0 || d <= 0) throw new UnsureError('text upside down or mirrored');
  // The boxes of its letters reach as far as they lean.
  if (Math.abs(c + b) > NO_LENGTH * d) throw new UnsureError('text that is slanted');
  // A font that sets from top to bottom hangs its letters below where the text begins.
  const isVertical = Math.abs(y - base - ((x - left) * b) / a) > NO_LENGTH * em * d;
  if (isVertical && (x >= left || b !== 0)) throw new UnsureError('text that is set in an unknown way');
  if (x < left - NO_LENGTH * em * a && !isVertical) throw new UnsureError('text that runs backwards');
  return { piece, matrix, em, isUpright, isVertical };
}
