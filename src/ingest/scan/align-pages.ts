/** Scanned pages lie a little otherwise each: a table that goes on over pages is brought to the same edges. */
import type { Glyph, PageContent, Ruling } from '../page/page-content.js';
import { ruledGrids } from '../page/ruled-grids.js';
import { multiply } from './projections.js';

/** Columns are the same where their edges, as parts of the table's width, differ by no more than this. */
const SAME_COLUMNS = 0.012;
/** Pages differ in size by no more than this part. */
const MOST_SCALING = 0.08;

/** The pages, each moved and scaled from left to right so that a table which goes on has the edges of its first part. */
export function alignPages(pages: readonly PageContent[]): PageContent[] {
  const aligned: PageContent[] = [];
  for (const page of pages) {
    const above = aligned.at(-1);
    const [upper, lower] = [above === undefined ? null : edgesOf(above, -1), edgesOf(page, 0)];
    const move = upper === null || lower === null ? null : moveOf(upper, lower);
    aligned.push(move === null ? page : moved(page, move));
  }
  return aligned;
}

/** The edges of the columns of the first or the last table of a page. */
function edgesOf({ horizontals, verticals }: PageContent, which: 0 | -1): number[] | null {
  return ruledGrids(horizontals, verticals).at(which)?.xs ?? null;
}

interface Move {
  scale: number;
  shift: number;
}

function moveOf(upper: readonly number[], lower: readonly number[]): Move | null {
  const [left, right] = [upper[0] ?? 0, upper.at(-1) ?? 0];
  const [from, to] = [lower[0] ?? 0, lower.at(-1) ?? 0];
  const scale = (right - left) / (to - from || 1);
  if (Math.abs(scale - 1) > MOST_SCALING) return null;
  // A part may have fewer columns than the whole, never others.
  const fewer = upper.length < lower.length ? upper : lower;
  const more = fewer === upper ? lower : upper;
  const part = (xs: readonly number[], x: number): number =>
    (x - (xs[0] ?? 0)) / ((xs.at(-1) ?? 0) - (xs[0] ?? 0) || 1);
  const fits = fewer.every((x) =>
    more.some((other) => Math.abs(part(fewer, x) - part(more, other)) <= SAME_COLUMNS),
  );
  return fits ? { scale, shift: left - from * scale } : null;
}

function moved(page: PageContent, { scale, shift }: Move): PageContent {
  const x = (at: number): number => at * scale + shift;
  const glyph = (one: Glyph): Glyph => ({ ...one, left: x(one.left), right: x(one.right) });
  const { toShown } = page;
  return {
    ...page,
    width: page.width * scale,
    glyphs: page.glyphs.map(glyph),
    horizontals: page.horizontals.map((line): Ruling => ({ ...line, from: x(line.from), to: x(line.to) })),
    verticals: page.verticals.map((line): Ruling => ({ ...line, at: x(line.at) })),
    ...(toShown === undefined
      ? {}
      : { toShown: multiply(toShown, [1 / scale, 0, -shift / scale, 0, 1, 0, 0, 0]) }),
  };
}
