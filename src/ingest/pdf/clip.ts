/** What a page shows of what is painted: the box of its clipping path. */
import type { Box, Point } from '../page/drawn-rules.js';

/** Points by which a letter may be over the edge of what is shown. */
const SLACK = 0.5;

/** The part of a clip that lies in the box of a further path too; the clip itself where that has no box. `null` shows all. */
export function narrowedClip(clip: Box | null, corners: readonly Point[]): Box | null {
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  if (corners.length === 0 || ![...xs, ...ys].every(Number.isFinite)) return clip;
  return {
    left: Math.max(Math.min(...xs), clip?.left ?? -Infinity),
    right: Math.min(Math.max(...xs), clip?.right ?? Infinity),
    top: Math.max(Math.min(...ys), clip?.top ?? -Infinity),
    bottom: Math.min(Math.max(...ys), clip?.bottom ?? Infinity),
  };
}

/**
 * True for a letter of which at least half is shown, given the middle of its baseline: spreadsheet programs cut a text at the edge of its cell, and what
 * they cut off lies under the next cell's number.
 */
export function isShown(clip: Box | null, x: number, y: number, size: number): boolean {
  if (clip === null) return true;
  return (
    x > clip.left - SLACK &&
    x < clip.right + SLACK &&
    y - size * 0.3 > clip.top - size &&
    y - size * 0.3 < clip.bottom + size
  );
}
