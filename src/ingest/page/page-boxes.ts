/** Where words and cells stand, as a viewer shows the page. */
import type { Box } from '../../domain/report.js';
import type { WordExtent } from '../../domain/text-run.js';
import { rounded } from '../../domain/text-run.js';
import type { PageContent } from './page-content.js';
import { project } from './page-content.js';
import type { PageLine } from './page-lines.js';
import type { Edges } from './page-tables.js';
import type { Word } from './words.js';

/** How far a character reaches above and below its baseline, in units of the font's height. */
const ASCENT = 0.86;
const DESCENT = 0.14;

/** What words take up; null for none. */
export function edgesOfWords(words: readonly Word[]): Edges | null {
  if (words.length === 0) return null;
  return {
    left: Math.min(...words.map((word) => word.left)),
    right: Math.max(...words.map((word) => word.right)),
    top: Math.min(...words.map((word) => word.baseline - word.size * ASCENT)),
    bottom: Math.max(...words.map((word) => word.baseline + word.size * DESCENT)),
  };
}

/** A rectangle of the upright text in the page as a viewer shows it. */
export function boxOnPage(
  { left, right, top, bottom }: Edges,
  { width, height, turns, toShown }: Pick<PageContent, 'width' | 'height' | 'turns' | 'toShown'>,
): Box {
  if (toShown !== undefined) {
    const corners = [left, right].flatMap((x) => [top, bottom].map((y) => project(toShown, x, y)));
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    return {
      x: rounded(x),
      y: rounded(y),
      width: rounded(Math.max(...xs) - x),
      height: rounded(Math.max(...ys) - y),
    };
  }
  const [across, down] = [right - left, bottom - top];
  const [x, y, boxWidth, boxHeight] =
    turns === 1
      ? [height - bottom, left, down, across]
      : turns === 2
        ? [width - right, height - bottom, across, down]
        : turns === 3
          ? [top, width - right, down, across]
          : [left, top, across, down];
  return { x: rounded(x), y: rounded(y), width: rounded(boxWidth), height: rounded(boxHeight) };
}

/** Where the words of a line stand in its text, which holds them in order. */
export function wordExtents({ text, content }: PageLine): WordExtent[] {
  let from = 0;
  return content.words.map((word) => {
    const offset = text.indexOf(word.text, from);
    from = offset + word.text.length;
    return { offset, length: word.text.length, left: rounded(word.left), right: rounded(word.right) };
  });
}
