/** Reads the lines of text that the detector found, along their slope. */
import type { PlacedLine } from './line-glyphs.js';
import type { OcrModels } from './ocr-runtime.js';
import type { Picture } from './picture.js';
import { crop, warp } from './picture.js';
import type { FoundLine } from './text-detector.js';
import { readLines } from './text-recogniser.js';

/** Lines that rise by more than this part of their height are cut out along their slope. */
const SLANTED = 0.2;

/** Each line with its letters, in the order of the lines. */
export async function readTextLines(
  picture: Picture,
  lines: readonly FoundLine[],
  models: OcrModels,
): Promise<PlacedLine[]> {
  const cuts = lines.map((line) => cutAlong(picture, line));
  const readings = await readLines(
    cuts.map(({ cut }) => cut),
    models,
  );
  return cuts.map(({ top, bottom }, index) => ({
    letters: readings[index]?.letters ?? [],
    left: lines[index]?.left ?? 0,
    width: cuts[index]?.cut.width ?? 1,
    top,
    bottom,
  }));
}

/** The line as a picture, and the height in which its letters stand. */
function cutAlong(picture: Picture, line: FoundLine): { cut: Picture; top: number; bottom: number } {
  const width = line.right - line.left;
  const rise = line.slope * width;
  const own = line.bottom - line.top - Math.abs(rise);
  const height = Math.max(4, Math.round(own));
  const middle = (line.top + line.bottom) / 2;
  const inner = { top: middle - height * 0.38, bottom: middle + height * 0.38 };
  if (Math.abs(rise) < SLANTED * own || own < 4) return { cut: crop(picture, line), ...inner };
  // The first row of the cut begins where the line's own upper edge meets its left end.
  const start = middle - rise / 2 - height / 2;
  return { cut: warp(picture, width, height, [1, 0, line.left, line.slope, 1, start, 0, 0]), ...inner };
}
