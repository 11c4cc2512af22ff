/** A page as it was scanned or photographed, righted: upright, level, flat. */
import type { Projection } from '../page/page-content.js';
import type { DrawnLines } from './drawn-lines.js';
import { drawnLines } from './drawn-lines.js';
import type { Ink } from './ink.js';
import { inkOf } from './ink.js';
import type { OcrModels } from './ocr-runtime.js';
import { flattening } from './perspective.js';
import type { Picture } from './picture.js';
import { crop, quarterTurned, warp } from './picture.js';
import { UNCHANGED, multiply } from './projections.js';
import { skewOf, uprighting } from './skew.js';
import type { FoundLine } from './text-detector.js';
import { findLines } from './text-detector.js';
import { readLines } from './text-recogniser.js';

/** A page upright. */
export interface RightedPage {
  picture: Picture;
  ink: Ink;
  lines: DrawnLines;
  /** Lines of text in it. */
  text: FoundLine[];
  /** From its pixels to those of the page as it came. */
  toSource: Projection;
}

/** Degrees of skew that are not worth the softening of a turn. */
const LEVEL = 0.06;
/** So many lines tell whether a page stands on its head. */
const PROBES = 6;

/** Rights a page. */
export async function rightPage(source: Picture, models: OcrModels): Promise<RightedPage> {
  const { picture: standing, turns, text: found } = await standUp(source, models);
  const back = turnedBack(source, turns);
  const standingInk = inkOf(standing);
  const skew = skewOf(standingInk);
  const isLevel = Math.abs(skew) < LEVEL;
  const turn = isLevel ? UNCHANGED : uprighting(standing, skew);
  const level = isLevel ? standing : warp(standing, standing.width, standing.height, turn);
  const ink = isLevel ? standingInk : inkOf(level);
  const lines = drawnLines(ink);
  const flat = flattening(lines);
  if (flat === null) {
    const text = isLevel ? found : await findLines(level, models);
    return { picture: level, ink, lines, text, toSource: multiply(back, turn) };
  }
  // Both moves at once, from the page as it stood: each softens the letters.
  const both = multiply(turn, flat);
  const picture = warp(standing, standing.width, standing.height, both);
  const flatInk = inkOf(picture);
  return {
    picture,
    ink: flatInk,
    lines: drawnLines(flatInk),
    text: await findLines(picture, models),
    toSource: multiply(back, both),
  };
}

/**
 * Whether lines of text run downwards: by their length, not their number, for the many dashes of blank cells are found as boxes that
 * are as high as wide, or higher.
 */
export function runsDownwards(
  lines: readonly Pick<FoundLine, 'left' | 'right' | 'top' | 'bottom'>[],
): boolean {
  let [down, across] = [0, 0];
  for (const { left, right, top, bottom } of lines) {
    const [width, height] = [right - left, bottom - top];
    if (height > 1.5 * width) down += height;
    else if (width > 1.5 * height) across += width;
  }
  return down > across;
}

/** The page with its lines running to the right. */
async function standUp(
  source: Picture,
  models: OcrModels,
): Promise<{ picture: Picture; turns: number; text: FoundLine[] }> {
  const text = await findLines(source, models);
  const sideways = runsDownwards(text);
  const picture = sideways ? quarterTurned(source, 1) : source;
  const lines = sideways ? await findLines(picture, models) : text;
  if (!(await isOnItsHead(picture, lines, models))) return { picture, turns: sideways ? 1 : 0, text: lines };
  const turned = quarterTurned(picture, 2);
  return { picture: turned, turns: sideways ? 3 : 2, text: await findLines(turned, models) };
}

/** Reads some lines both ways. */
async function isOnItsHead(
  picture: Picture,
  lines: readonly FoundLine[],
  models: OcrModels,
): Promise<boolean> {
  const probes = [...lines]
    .filter(({ left, right, top, bottom }) => right - left > 3 * (bottom - top))
    .sort((one, other) => other.right - other.left - (one.right - one.left))
    .slice(1, 1 + PROBES)
    .map((line) =>
      crop(picture, { ...line, right: Math.min(line.right, line.left + 14 * (line.bottom - line.top)) }),
    );
  if (probes.length === 0) return false;
  const mean = async (pictures: Picture[]): Promise<number> => {
    const letters = (await readLines(pictures, models)).flatMap((reading) => reading.letters);
    return letters.reduce((sum, { probability }) => sum + probability, 0) / Math.max(1, letters.length);
  };
  const upright = await mean(probes);
  // Nothing is read so surely upside down.
  if (upright > 0.9) return false;
  return (await mean(probes.map((probe) => quarterTurned(probe, 2)))) > upright;
}

/** From the pixels of the page that was turned by quarter turns clockwise to those of the page as it came. */
function turnedBack({ width, height }: Picture, turns: number): Projection {
  if (turns === 1) return [0, 1, 0, -1, 0, height, 0, 0];
  if (turns === 2) return [-1, 0, width, 0, -1, height, 0, 0];
  if (turns === 3) return [0, -1, width, 1, 0, 0, 0, 0];
  return UNCHANGED;
}
