/** What is made quick with pixels gives what its plain definition gives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inkOf } from '../../../src/ingest/scan/ink.js';
import { drawPdf } from '../../../src/ingest/scan/pdf-pictures.js';
import type { Picture } from '../../../src/ingest/scan/picture.js';
import { pageLength, resize } from '../../../src/ingest/scan/picture.js';

const pictures = (most: number): fc.Arbitrary<Picture> =>
  fc
    .tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }))
    .chain(([width, height]) =>
      fc
        .uint8Array({ minLength: width * height, maxLength: width * height })
        .map((data) => ({ width, height, data })),
    );

describe('the ink of a picture', () => {
  it('is what is darker than 0.83 of the mean of the square around it', () => {
    fc.assert(
      fc.property(pictures(40), (picture) => {
        const { width, height, data } = picture;
        const radius = Math.max(8, Math.round(pageLength(picture) / 60));
        const expected = new Uint8Array(width * height);
        for (let y = 0; y < height; y += 1) {
          for (let x = 0; x < width; x += 1) {
            let [sum, count] = [0, 0];
            for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row += 1) {
              for (let at = Math.max(0, x - radius); at <= Math.min(width - 1, x + radius); at += 1) {
                sum += data[row * width + at] ?? 0;
                count += 1;
              }
            }
            if ((data[y * width + x] ?? 0) < (sum / count) * 0.83) expected[y * width + x] = 1;
          }
        }
        expect(inkOf(picture).data).toEqual(expected);
      }),
      { seed: 5101, numRuns: 60 },
    );
  });
});

describe('a picture in another size', () => {
  it('has no grey that the first has not between its darkest and its lightest, and of one grey is of one grey', () => {
    fc.assert(
      fc.property(
        pictures(30),
        fc.integer({ min: 1, max: 70 }),
        fc.integer({ min: 1, max: 70 }),
        (from, w, h) => {
          const to = resize(from, w, h);
          expect([to.width, to.height, to.data.length]).toEqual([w, h, w * h]);
          expect(Math.min(...to.data)).toBeGreaterThanOrEqual(Math.min(...from.data));
          expect(Math.max(...to.data)).toBeLessThanOrEqual(Math.max(...from.data));
        },
      ),
      { seed: 5101, numRuns: 200 },
    );
  });

  it('mirrored is the mirrored picture in that size, to a grey', () => {
    const mirrored = ({ width, height, data }: Picture): Picture => ({
      width,
      height,
      data: data.map((_, at) => data[at - (at % width) + width - 1 - (at % width)] ?? 0),
    });
    fc.assert(
      fc.property(
        pictures(30),
        fc.integer({ min: 1, max: 70 }),
        fc.integer({ min: 1, max: 70 }),
        (from, w, h) => {
          const [one, other] = [mirrored(resize(from, w, h)), resize(mirrored(from), w, h)];
          one.data.forEach((grey, at) => {
            expect(Math.abs(grey - (other.data[at] ?? -9))).toBeLessThanOrEqual(1);
          });
        },
      ),
      { seed: 5101, numRuns: 100 },
    );
  });
});

/** A PDF of one page that is one picture of three bytes a pixel. */
function picturePdf({ width, height }: { width: number; height: number }, rgb: Uint8Array): Uint8Array {
  const content = `${width} 0 0 ${height} 0 0 cm /I Do`;
  const picture = `<</Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Length ${rgb.length}>>stream\n`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>`,
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    Buffer.concat([Buffer.from(picture), rgb, Buffer.from('\nendstream')]),
  ];
  const parts = objects.flatMap((body, index) => [
    Buffer.from(`${index + 1} 0 obj\n`),
    Buffer.from(body),
    Buffer.from('\nendobj\n'),
  ]);
  return new Uint8Array(
    Buffer.concat([Buffer.from('%PDF-1.4\n'), ...parts, Buffer.from('trailer<</Root 1 0 R>>\n')]),
  );
}

describe('a picture in a PDF', () => {
  it('is drawn in its colours, down to the last of many rows', async () => {
    const size = { width: 30, height: 42 };
    const rgb = new Uint8Array(size.width * size.height * 3).map((_, at) => (at * 37) % 251);
    const { picture } = await (await drawPdf(picturePdf(size, rgb), size.height)).page(0);
    expect([picture.width, picture.height]).toEqual([size.width, size.height]);
    const expected = Array.from({ length: size.width * size.height }, (_, at) => [
      ...rgb.subarray(at * 3, at * 3 + 3),
      255,
    ]).flat();
    expect([...picture.data]).toEqual(expected);
  });
});
