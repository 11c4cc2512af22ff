/** Where things stand on a page: boxes of cells, lines and stretches of lines. */
import { describe, expect, it } from 'vitest';
import { placeIn } from '../../../src/domain/text-run.js';
import { boxOnPage } from '../../../src/ingest/page/page-boxes.js';

describe('boxes on a page', () => {
  const line = {
    offset: 0,
    place: { page: 2, line: 4, box: { x: 100, y: 50, width: 200, height: 10 } },
    words: [
      { offset: 0, length: 4, left: 100, right: 140 },
      { offset: 5, length: 4, left: 200, right: 300 },
    ],
  };
  const text = '总体情况 2024';

  it('of a word is the word, of a part of it its share by width, of the whole line the line', () => {
    expect(placeIn({ text, runs: [line] }, 5, 9).box).toEqual({ x: 200, y: 50, width: 100, height: 10 });
    expect(placeIn({ text, runs: [line] }, 1, 3).box).toEqual({ x: 110, y: 50, width: 20, height: 10 });
    expect(placeIn({ text, runs: [line] }, 0, text.length).box).toEqual({ ...line.place.box });
  });

  it('of a stretch over two lines is what stands on the first, and tells the last', () => {
    const next = { offset: 9, place: { page: 2, line: 5 } };
    const place = placeIn({ text: `${text}年度`, runs: [line, next] }, 5, 11);
    expect(place).toEqual({
      page: 2,
      line: 4,
      endLine: 5,
      box: { x: 200, y: 50, width: 100, height: 10 },
    });
  });

  it('is turned with the page: every corner lies where the page shows it', () => {
    const edges = { left: 10, right: 30, top: 5, bottom: 9 };
    // Upright, the page is 200 wide and 100 high.
    const size = { width: 200, height: 100 };
    expect(boxOnPage(edges, { ...size, turns: 0 })).toEqual({ x: 10, y: 5, width: 20, height: 4 });
    expect(boxOnPage(edges, { ...size, turns: 1 })).toEqual({ x: 91, y: 10, width: 4, height: 20 });
    expect(boxOnPage(edges, { ...size, turns: 2 })).toEqual({ x: 170, y: 91, width: 20, height: 4 });
    expect(boxOnPage(edges, { ...size, turns: 3 })).toEqual({ x: 5, y: 170, width: 4, height: 20 });
  });
});
