/** A coloured picture to the page that is read. */
import type { ColourPicture } from './decode-picture.js';
import type { Picture, Size } from './picture.js';
import { pageLength, resize } from './picture.js';
import { withoutStamps } from './stamps.js';

/** The longest side of a page that is worth reading, in pixels: A4 with 240 dots an inch. */
const LONGEST_SIDE = 2806;
/** Most pixels that are read at once: three such pages, one below the other. */
const MOST_PIXELS = 17_000_000;

/** By how much a page is scaled to be as large as is worth reading. */
export function readingScale(size: Size, longestSide = LONGEST_SIDE): number {
  return Math.min(longestSide / pageLength(size), Math.sqrt(MOST_PIXELS / (size.width * size.height)));
}

/** A page in grey, without its stamps, no larger than is worth reading. */
export function toPage({ width, height, data }: ColourPicture): Picture {
  const grey = withoutStamps(data, width, height);
  const scale = readingScale(grey);
  return scale >= 1 ? grey : resize(grey, Math.round(width * scale), Math.round(height * scale));
}
