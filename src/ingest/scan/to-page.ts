/** A coloured picture to the page that is read. */
import type { ColourPicture } from './decode-picture.js';
import type { Picture } from './picture.js';
import { resize } from './picture.js';
import { withoutStamps } from './stamps.js';

/** The longest side that is worth reading, in pixels: A4 with 240 dots an inch. */
export const LONGEST_SIDE = 2806;

/** A page in grey, without its stamps, no larger than is worth reading. */
export function toPage({ width, height, data }: ColourPicture): Picture {
  const grey = withoutStamps(data, width, height);
  const scale = LONGEST_SIDE / Math.max(width, height);
  return scale >= 1 ? grey : resize(grey, Math.round(width * scale), Math.round(height * scale));
}
