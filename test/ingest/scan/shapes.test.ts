/** What is known of print by its shape alone, and how pages are righted. */
import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { project } from '../../../src/ingest/page/page-content.js';
import { inkInCell } from '../../../src/ingest/scan/cell-ink.js';
import type { PrintedLine } from '../../../src/ingest/scan/cell-ink.js';
import { decodePicture } from '../../../src/ingest/scan/decode-picture.js';
import { inkOf, piecesIn } from '../../../src/ingest/scan/ink.js';
import { fitsPrint, isDash, isRing, leansAsRead, slashOf } from '../../../src/ingest/scan/number-shape.js';
import { projectionOf } from '../../../src/ingest/scan/perspective.js';
import type { Picture } from '../../../src/ingest/scan/picture.js';
import { blankPicture, quarterTurned } from '../../../src/ingest/scan/picture.js';
import { inUnits, multiply } from '../../../src/ingest/scan/projections.js';
import { runsDownwards } from '../../../src/ingest/scan/right-page.js';
import { skewOf, turnedUpright } from '../../../src/ingest/scan/skew.js';
import { decode } from '../../../src/ingest/scan/text-recogniser.js';
import { withoutStamps } from '../../../src/ingest/scan/stamps.js';

const LETTER = 24;

/** A line of pieces, each [left, top, width, height]. */
function line(...boxes: [number, number, number, number][]): PrintedLine {
  const pieces = boxes.map(([left, top, width, height]) => ({
    left,
    top,
    right: left + width,
    bottom: top + height,
    area: width * height,
  }));
  return {
    left: Math.min(...pieces.map((piece) => piece.left)),
    right: Math.max(...pieces.map((piece) => piece.right)),
    top: Math.min(...pieces.map((piece) => piece.top)),
    bottom: Math.max(...pieces.map((piece) => piece.bottom)),
    pieces,
  };
}

function drawn(width: number, height: number, isInk: (x: number, y: number) => boolean): Picture {
  const picture = blankPicture(width, height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if (isInk(x, y)) picture.data[y * width + x] = 0;
  return picture;
}

describe('the shape of print', () => {
  it('tells a dash, which the model reads as a 1', () => {
    const dash = line([10, 20, 20, 3]);
    expect(isDash(dash, LETTER)).toBe(true);
    expect(fitsPrint('1', dash, LETTER)).toBe(false);
    expect(isDash(line([10, 10, 5, 18]), LETTER)).toBe(false);
  });

  it.each([
    ['1', line([0, 0, 6, 18]), true],
    ['1', line([0, 0, 6, 18], [13, 0, 6, 18]), false],
    ['11', line([0, 0, 6, 18], [13, 0, 6, 18]), true],
    ['0', line([0, 0, 12, 18], [14, 0, 12, 18]), false],
    ['00', line([0, 0, 12, 18], [14, 0, 12, 18]), true],
    ['00', line([0, 0, 12, 18]), false],
    ['50', line([0, 0, 25, 18]), true],
    ['+2', line([0, 3, 13, 13], [20, 0, 12, 18]), true],
    ['3.5', line([0, 0, 12, 18], [14, 15, 3, 3], [19, 0, 12, 18]), true],
    // A sign in words, as high as its letters: 减 and one digit behind it, two, three.
    ['减7', line([0, 0, 20, 20], [22, 3, 10, 16]), true],
    ['减7', line([0, 0, 20, 20], [22, 3, 10, 16], [34, 3, 10, 16]), false],
    ['减77', line([0, 0, 20, 20], [22, 3, 10, 16], [34, 3, 10, 16]), true],
    ['减77', line([0, 0, 20, 20], [22, 3, 10, 16]), false],
    ['增加777', line([0, 0, 42, 20], [44, 3, 34, 16]), true],
  ] as const)('tells whether “%s” has as many digits as are printed', (text, print, fits) => {
    expect(fitsPrint(text, print, LETTER)).toBe(fits);
  });

  it('tells a slash from a 1', () => {
    for (const [lean, text] of [
      [8, '/'],
      [0, '1'],
    ] as const) {
      const ink = inkOf(
        drawn(60, 60, (x, y) => y >= 15 && y < 39 && Math.abs(x - 30 - (lean * (27 - y)) / 24) < 1.6),
      );
      const pieces = piecesIn(ink, { left: 0, top: 0, right: 60, bottom: 60 });
      const print = { left: 20, right: 40, top: 15, bottom: 39, pieces };
      expect(leansAsRead(text, print, ink)).toBe(true);
      expect(leansAsRead(text === '/' ? '1' : '/', print, ink)).toBe(false);
    }
  });
});

describe('stamps', () => {
  it('go by their colour; black print below stays, and so do words printed in red', () => {
    const [width, height] = [800, 1100];
    const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
    const paint = (left: number, top: number, right: number, bottom: number, colour: number[]): void => {
      for (let y = top; y < bottom; y += 1)
        for (let x = left; x < right; x += 1) rgba.set([...colour, 255], (y * width + x) * 4);
    };
    paint(200, 40, 600, 70, [214, 20, 24]);
    paint(300, 500, 460, 660, [220, 45, 50]);
    paint(320, 570, 440, 578, [40, 8, 9]);
    const { data } = withoutStamps(rgba, width, height);
    expect(data[50 * width + 400]).toBeLessThan(120);
    expect(data[520 * width + 400]).toBeGreaterThan(200);
    expect(data[574 * width + 400]).toBeLessThan(60);
  });
});

describe('a page that lies askew', () => {
  const lined = drawn(700, 900, (x, y) => x > 80 && x < 620 && y > 100 && y % 40 < 3);

  it.each([-3, -1.5, 0, 0.7, 2.2])('is turned by %s degrees', (degrees) => {
    const found = skewOf(inkOf(turnedUpright(lined, -degrees)));
    expect(Math.abs(found - degrees)).toBeLessThan(0.08);
  });

  it('is mapped by its corners, and maps follow each other', () => {
    const corner = fc.double({ min: -0.1, max: 0.1, noNaN: true });
    fc.assert(
      fc.property(fc.array(corner, { minLength: 8, maxLength: 8 }), (off) => {
        const square = [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ] as const;
        const moved = square.map(
          ([x, y], index) => [x + (off[index * 2] ?? 0), y + (off[index * 2 + 1] ?? 0)] as const,
        );
        const [there, back] = [projectionOf(square, moved), projectionOf(moved, square)];
        if (there === null || back === null) throw new Error('The corners lie on a line.');
        const both = multiply(back, there);
        const scaled = inUnits(there, 100);
        for (const [index, [x, y]] of square.entries()) {
          const [u, v] = project(both, x, y);
          expect(Math.hypot(u - x, v - y)).toBeLessThan(1e-6);
          const [p, q] = project(scaled, x * 100, y * 100);
          expect(
            Math.hypot(p - (moved[index]?.[0] ?? 0) * 100, q - (moved[index]?.[1] ?? 0) * 100),
          ).toBeLessThan(1e-4);
        }
      }),
      { seed: 16, numRuns: 200 },
    );
  });

  it('lies on its side where its lines run downwards, however many dashes of blank cells seem to', () => {
    const box = (width: number, height: number) => ({ left: 0, right: width, top: 0, bottom: height });
    const dashes = Array.from({ length: 60 }, () => box(12, 30));
    const lines = Array.from({ length: 20 }, () => box(600, 24));
    expect(runsDownwards([...dashes, ...lines])).toBe(false);
    expect(runsDownwards([...dashes, ...lines].map(({ right, bottom }) => box(bottom, right)))).toBe(true);
  });

  it('comes back after four quarter turns', () => {
    let page = drawn(5, 7, (x, y) => (x * 3 + y) % 4 === 0);
    const whole = page;
    for (let turn = 0; turn < 4; turn += 1) page = quarterTurned(page, 1);
    expect(page).toEqual(whole);
    expect(quarterTurned(quarterTurned(whole, 3), 1)).toEqual(whole);
  });
});

describe('a slash or a backslash', () => {
  /** What is drawn, as the only print on a page. */
  function slashIn(picture: Picture): '/' | '\\' | null {
    const ink = inkOf(picture);
    const pieces = piecesIn(ink, { left: 0, top: 0, right: picture.width, bottom: picture.height });
    const edge = (pick: (piece: (typeof pieces)[number]) => number, of: typeof Math.min): number =>
      of(...pieces.map(pick));
    const [left, right] = [edge((piece) => piece.left, Math.min), edge((piece) => piece.right, Math.max)];
    const [top, bottom] = [edge((piece) => piece.top, Math.min), edge((piece) => piece.bottom, Math.max)];
    return slashOf({ pieces, left, right, top, bottom }, ink, LETTER);
  }
  /** A stroke from one point to another. */
  const stroke =
    (x0: number, y0: number, x1: number, y1: number, thick: number) =>
    (x: number, y: number): boolean => {
      const long = Math.hypot(x1 - x0, y1 - y0);
      const along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / long;
      const away = Math.abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) / long;
      return along >= 0 && along <= long && away <= thick / 2;
    };

  it('is one thin stroke that leans, however steep and thick', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 24 }), fc.integer({ min: 2, max: 4 }), (width, thick) => {
        expect(slashIn(drawn(60, 60, stroke(15, 40, 15 + width, 20, thick)))).toBe('/');
        expect(slashIn(drawn(60, 60, stroke(15, 20, 15 + width, 40, thick)))).toBe('\\');
      }),
      { seed: 16, numRuns: 60 },
    );
  });

  it('is none of what else has one piece: 1, 7, 2, a dash, a bar', () => {
    const either =
      (...all: ((x: number, y: number) => boolean)[]) =>
      (x: number, y: number): boolean =>
        all.some((one) => one(x, y));
    const others = [
      stroke(22, 40, 22, 18, 3),
      either(stroke(22, 40, 22, 18, 3), stroke(16, 24, 22, 18, 3)),
      either(stroke(16, 40, 30, 18, 3), stroke(14, 18, 30, 18, 3)),
      either(stroke(16, 40, 30, 22, 3), stroke(16, 40, 31, 40, 3), stroke(16, 20, 30, 20, 3)),
      stroke(10, 30, 34, 30, 3),
      (x: number, y: number) => x > 15 && x < 35 && y > 18 && y < 40,
    ];
    expect(others.map((isInk) => slashIn(drawn(60, 60, isInk)))).toEqual(others.map(() => null));
  });

  it('is no 1, whatever its flag and foot are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 2, max: 4 }),
        (flag, drop, foot, thick) => {
          const parts = [
            stroke(30, 40, 30, 18, thick),
            stroke(30 - flag, 18 + drop, 30, 18, thick),
            stroke(30 - foot, 40, 30 + foot, 40, thick),
          ];
          expect(slashIn(drawn(60, 60, (x, y) => parts.some((part) => part(x, y))))).toBeNull();
        },
      ),
      { seed: 17, numRuns: 200 },
    );
  });
});

describe('a ring', () => {
  function isRingIn(picture: Picture): boolean {
    const ink = inkOf(picture);
    const pieces = piecesIn(ink, { left: 0, top: 0, right: picture.width, bottom: picture.height });
    const [piece] = pieces;
    if (piece === undefined) throw new Error('Nothing is drawn.');
    return isRing({ ...piece, pieces }, ink, LETTER);
  }
  const ellipse =
    (wide: number, high: number, thick: number, y0 = 30) =>
    (x: number, y: number): boolean => {
      const at = (by: number): number => Math.hypot((x - 30) / (wide + by), (y - y0) / (high + by));
      return at(thick / 2) <= 1 && at(-thick / 2) >= 1;
    };
  const both =
    (...all: ((x: number, y: number) => boolean)[]) =>
    (x: number, y: number): boolean =>
      all.some((one) => one(x, y));

  it('as high as a digit is a zero, however wide and thick', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 9, max: 13 }),
        fc.double({ min: 0.5, max: 0.8, noNaN: true }),
        fc.double({ min: 2, max: 2.6, noNaN: true }),
        (high, width, thick) => {
          expect(isRingIn(drawn(60, 60, ellipse(high * width, high, thick)))).toBe(true);
        },
      ),
      { seed: 18, numRuns: 100 },
    );
  });

  it('is none of a full stop, 8, 6, 9, 4, D without its stem, or an open ring', () => {
    const others = [
      ellipse(4, 4, 2),
      both(ellipse(6, 6, 2.5, 24), ellipse(7, 7, 2.5, 37)),
      both(ellipse(7, 7, 2.5, 34), (x, y) => x >= 22 && x <= 25 && y >= 16 && y <= 34),
      both(ellipse(7, 7, 2.5, 24), (x, y) => x >= 35 && x <= 38 && y >= 24 && y <= 42),
      (x: number, y: number) => ellipse(7, 11, 2.5)(x, y) && !(x > 33 && Math.abs(y - 30) < 5),
      (x: number, y: number) => x > 22 && x < 38 && y > 19 && y < 41,
      both(ellipse(7, 11, 2.5), (x, y) => Math.abs(y - 30) < 1.5 && Math.abs(x - 30) < 7),
    ];
    expect(others.map((isInk) => isRingIn(drawn(60, 60, isInk)))).toEqual(others.map(() => false));
  });
});

describe('the ink of a cell', () => {
  const INSIDE = { left: 13, top: 13, right: 127, bottom: 57 };
  /** What is left of two rulings that meet, one piece along the left and the lower edge. */
  const corner = (x: number, y: number): boolean =>
    x >= 13 && x < 127 && y >= 13 && y < 57 && (x < 16 || y >= 54);
  const digit = (x: number, y: number): boolean => x >= 60 && x < 66 && y >= 24 && y < 44;
  const inkWith = (...all: ((x: number, y: number) => boolean)[]) =>
    inkInCell(inkOf(drawn(140, 70, (x, y) => all.some((one) => one(x, y)))), INSIDE, LETTER, 3);

  it('is that of the print alone where rulings that meet were not wholly taken out', () => {
    const { lines, isTouching } = inkWith(corner, digit);
    expect(isTouching).toBe(false);
    expect(lines.map(({ left, right, pieces }) => [left, right, pieces.length])).toEqual([[60, 66, 1]]);
  });

  it('is not sure where print hangs on what is left of them', () => {
    const tail = (x: number, y: number): boolean => x >= 60 && x < 66 && y >= 24 && y < 57;
    const { lines, isTouching } = inkWith(corner, tail);
    expect(isTouching).toBe(true);
    expect(lines).not.toEqual([]);
  });

  it('is none where there is nothing but what is left of them', () => {
    expect(inkWith(corner)).toMatchObject({ lines: [], isTouching: false });
  });
});

describe('what the model says', () => {
  /** Scores of steps, each letter with its own. */
  const steps = (
    letters: readonly string[],
    all: readonly Readonly<Record<string, number>>[],
  ): Float32Array =>
    Float32Array.from(all.flatMap((step) => [step[''] ?? 0, ...letters.map((letter) => step[letter] ?? 0)]));

  it('of a digit is the same whatever its width: what it is torn between adds up', () => {
    const letters = ['2', '２', '6', '６', ','];
    const scores = steps(letters, [
      { '': 0.9 },
      { '２': 0.55, '2': 0.44 },
      { '２': 0.4, '2': 0.5 },
      { '': 0.9 },
      { '6': 0.52, '６': 0.4 },
      { ',': 0.7 },
    ]);
    const reading = decode(scores, 6, letters.length + 1, letters, 1);
    expect(reading.text).toBe('26,');
    expect(reading.letters.map(({ probability }) => probability.toFixed(2))).toEqual([
      '0.99',
      '0.92',
      '0.70',
    ]);
  });
});

describe('a photograph', () => {
  /** A JPEG with a black corner at its upper left as stored, and the orientation that a camera notes (EXIF 2.32, 4.6.4). */
  function photo(orientation: number): Uint8Array {
    const canvas = createCanvas(40, 20);
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 40, 20);
    context.fillStyle = '#000';
    context.fillRect(0, 0, 10, 5);
    const jpeg = canvas.toBuffer('image/jpeg', 95);
    const tiff = [
      0x4d,
      0x4d,
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      orientation,
      0,
      0,
      0,
      0,
      0,
      0,
    ];
    const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(tiff)]);
    const mark = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
    return Buffer.concat([jpeg.subarray(0, 2), mark, exif, jpeg.subarray(2)]);
  }

  it.each([
    [1, 40, 20, 2, 2],
    [3, 40, 20, 37, 17],
    [6, 20, 40, 17, 2],
    [8, 20, 40, 2, 37],
  ])(
    'is read as viewers show it, turned as its camera says: %i',
    async (orientation, width, height, x, y) => {
      const picture = await (await decodePicture(photo(orientation))).page(0);
      expect([picture.width, picture.height]).toEqual([width, height]);
      expect(picture.data[(y * width + x) * 4]).toBeLessThan(64);
      expect(picture.data[((height - 1 - y) * width + (width - 1 - x)) * 4]).toBeGreaterThan(192);
    },
  );
});
