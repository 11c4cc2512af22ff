/** The lines of a page: thick ones too, and those of narrow cells between thick walls. */
import { describe, expect, it } from 'vitest';
import { drawnLines } from '../../../src/ingest/scan/drawn-lines.js';

const [WIDTH, HEIGHT] = [2168, 2806];
/** As a browser prints a table, drawn with 255 dots an inch. */
const WALLS = [120, 1260, 1376, 1482, 1591, 1735, 1878, 1950, 2045];
const LEVELS = [387, 462, 537, 611, 749];

/** The ink of a table whose lines are so many pixels thick. */
function table(thickness: number): { width: number; height: number; data: Uint8Array } {
  const data = new Uint8Array(WIDTH * HEIGHT);
  const half = (thickness - 1) / 2;
  const fill = (left: number, right: number, top: number, bottom: number): void => {
    for (let y = Math.round(top); y <= bottom; y += 1) data.fill(1, y * WIDTH + left, y * WIDTH + right + 1);
  };
  for (const level of LEVELS) fill(WALLS[0] ?? 0, WALLS.at(-1) ?? 0, level - half, level + half);
  for (const wall of WALLS)
    fill(wall - Math.floor(half), wall + Math.ceil(half), LEVELS[0] ?? 0, LEVELS.at(-1) ?? 0);
  return { width: WIDTH, height: HEIGHT, data };
}

describe('the lines of a page', () => {
  it.each([3, 5, 7, 8])('are found above and below each cell where they are %i pixels thick', (thickness) => {
    const { across } = drawnLines(table(thickness));
    const lost = LEVELS.flatMap((level) =>
      WALLS.slice(1).flatMap((right, at) => {
        const middle = ((WALLS[at] ?? 0) + right) / 2;
        const isThere = across.some(
          ({ from, to, start }) => from < middle && to > middle && Math.abs(start - level) < 2,
        );
        return isThere ? [] : [`${String(level)}: ${String(middle)}`];
      }),
    );
    expect(lost).toEqual([]);
  });
});
