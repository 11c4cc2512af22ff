/** OFD without text, as made from a PDF or a scan: drawn, and read by what it shows. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawOfdPage } from '../../../src/ingest/ofd/draw-page.js';
import { OfdPackage } from '../../../src/ingest/ofd/ofd-package.js';
import { resourcesIn } from '../../../src/ingest/ofd/ofd-resources.js';
import { svgPath } from '../../../src/ingest/ofd/ofd-values.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { drawPdf } from '../../../src/ingest/scan/pdf-pictures.js';
import { readZipDirectory } from '../../../src/ingest/zip/zip-archive.js';
import { parseReport } from '../../../src/parse/index.js';
import { buildOfd } from '../../support/build-ofd.js';
import type { OfdPage } from '../../support/build-ofd.js';
import { hasOcr } from '../../support/has-ocr.js';
import { cjkFont } from '../../torture/cjk-font.js';
import { TORTURE_LAYOUTS } from '../../torture/layouts/index.js';
import { renderTrial } from '../../torture/torture.js';

const runs = hasOcr() && cjkFont() !== null;
const why = runs ? '' : ' (skipped: no OCR packages, or no font with Chinese characters)';
const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';

/** Resources, to which the document leads. */
function withResources(res: string, files: Readonly<Record<string, Uint8Array>> = {}) {
  return {
    members: [
      {
        name: 'Doc_0/Document.xml',
        data: `<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages><ofd:Page ID="100" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
      },
      { name: 'Doc_0/DocumentRes.xml', data: `<ofd:Res ${NAMESPACE} BaseLoc="Res">${res}</ofd:Res>` },
      ...Object.entries(files).map(([name, data]) => ({ name: `Doc_0/Res/${name}`, data })),
    ],
  };
}

const PARAMS =
  '<ofd:DrawParams><ofd:DrawParam ID="4"><ofd:FillColor Value="255 255 255"/></ofd:DrawParam><ofd:DrawParam ID="5" Relative="4"/><ofd:DrawParam ID="6" LineWidth="2"><ofd:StrokeColor Value="0 0 255"/></ofd:DrawParam></ofd:DrawParams>';

/** The colours of a page's points, in millimetres. */
async function coloursAt(objects: string, points: readonly [number, number][]): Promise<string[]> {
  const blue = createCanvas(4, 4);
  blue.getContext('2d').fillStyle = '#00ff00';
  blue.getContext('2d').fillRect(0, 0, 4, 4);
  const media =
    '<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>one.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>';
  const bytes = buildOfd(
    [{ texts: [], objects }],
    withResources(PARAMS + media, { 'one.png': blue.toBuffer('image/png') }),
  );
  const { members } = await readZipDirectory(bytes);
  const ofd = new OfdPackage(members);
  const root = await ofd.part('Doc_0/Pages/Page_0/Content.xml');
  const png = await drawOfdPage(
    { roots: [root], box: [0, 0, 210, 297] },
    ofd,
    await resourcesIn(ofd, ['Doc_0/DocumentRes.xml']),
  );
  const image = await loadImage(Buffer.from(png));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return points.map(([x, y]) => {
    const at = (along: number, whole: number, size: number) => Math.round((along / whole) * size);
    const [red = 0, green = 0, blueOf = 0] = context.getImageData(
      at(x, 210, image.width),
      at(y, 297, image.height),
      1,
      1,
    ).data;
    return [red, green, blueOf].join(' ');
  });
}

const WHITE = '255 255 255';
const BLACK = '0 0 0';

describe('a page of OFD that is drawn', () => {
  it('has outlines filled and stroked as they and their parameters say, and pictures in their places', async () => {
    const box = 'Boundary="0 0 210 297"';
    const square = (at: number, attributes: string, within = ''): string =>
      `<ofd:PathObject ${box} ${attributes}>${within}<ofd:AbbreviatedData>M ${at} ${at} L ${at + 20} ${at} L ${at + 20} ${at + 20} L ${at} ${at + 20} C</ofd:AbbreviatedData></ofd:PathObject>`;
    const objects = [
      // As converters write it: the whole page white, then letters.
      `<ofd:PathObject ${box} Fill="true" Stroke="false" DrawParam="4"><ofd:AbbreviatedData>M 0 0 L 210 0 L 210 297 L 0 297 C</ofd:AbbreviatedData></ofd:PathObject>`,
      square(10, 'Fill="true" Stroke="false"'),
      square(40, 'Fill="true" Stroke="false"', '<ofd:FillColor Value="255 0 0"/>'),
      square(70, 'Fill="true" Stroke="false" DrawParam="5"'),
      square(100, 'DrawParam="6"'),
      // Moved by its boundary, scaled by its transform.
      `<ofd:ImageObject Boundary="150 200 30 40" CTM="30 0 0 40 0 0" ResourceID="7"/>`,
      `<ofd:PathObject Boundary="20 200 50 50" Fill="true" Stroke="false"><ofd:AbbreviatedData>M 0 25 B 0 -8 50 -8 50 25 B 50 58 0 58 0 25 C</ofd:AbbreviatedData></ofd:PathObject>`,
    ].join('');
    expect(
      await coloursAt(objects, [
        [5, 5],
        [20, 20],
        [50, 50],
        [80, 80],
        [110, 110],
        [100, 110],
        [165, 220],
        [185, 220],
        [45, 225],
        [22, 202],
      ]),
    ).toEqual([WHITE, BLACK, '255 0 0', WHITE, WHITE, '0 0 255', '0 255 0', WHITE, BLACK, WHITE]);
  });

  it('takes any text for a path without failing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(fc.constantFrom('M', 'L', 'B', 'Q', 'A', 'C', 'S', 'X'), fc.double(), fc.string()),
          { maxLength: 30 },
        ),
        async (tokens) => {
          const data = tokens.join(' ');
          expect(svgPath(data)).toMatch(/^(?:[MLCQAZ](?: [-+.\de]+)* ?)*$/iu);
          const escaped = data.replaceAll(/[^ -~]|[<>&"]/gu, ' ');
          await coloursAt(
            `<ofd:PathObject Boundary="0 0 9 9" Fill="true"><ofd:AbbreviatedData>${escaped}</ofd:AbbreviatedData></ofd:PathObject>`,
            [],
          );
        },
      ),
      { seed: 5, numRuns: 10 },
    );
  });
});

describe('an OFD of a scan', () => {
  it.skipIf(!runs)(
    `is read by OCR, with the letters that are text beside the picture${why}`,
    async () => {
      const layout = TORTURE_LAYOUTS.find(({ name }) => name === 'pdf-ruled');
      if (layout === undefined) throw new Error('There is no such layout.');
      const { truth, rendering } = await renderTrial(layout, 7);
      const { picture: page } = await (await drawPdf(rendering.bytes, 2339)).page(0);
      const canvas = createCanvas(page.width, page.height);
      const data = canvas.getContext('2d').createImageData(page.width, page.height);
      data.data.set(page.data);
      canvas.getContext('2d').putImageData(data, 0, 0);
      const media =
        '<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>scan.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>';
      const scan: OfdPage = {
        texts: [{ text: '第1页', x: 100, y: 290, size: 3 }],
        objects: '<ofd:ImageObject Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="7"/>',
      };
      const bytes = buildOfd([scan], withResources(media, { 'scan.png': canvas.toBuffer('image/png') }));
      const document = await ingestFile(bytes);
      expect(document).toMatchObject({ mediaType: 'application/ofd', recognisedBy: 'PP-OCRv4' });
      const report = parseReport(document);
      const read = Object.entries(report.cells).filter(([, { state }]) => state === 'REPORTED');
      expect(read.length).toBeGreaterThan(4);
      for (const [key, cell] of read) {
        const printed = truth.cells.get(key);
        expect([key, cell.value]).toEqual([key, printed?.kind === 'number' ? printed.value : null]);
        expect(cell.confidence).toBeGreaterThanOrEqual(0.6);
        expect(cell.place?.page).toBe(1);
      }
    },
    600_000,
  );

  it('whose text means nothing is refused with its sentence', async () => {
    const bytes = buildOfd([{ texts: [{ text: '\ue000'.repeat(60), x: 10, y: 20, size: 3 }] }]);
    await expect(ingestFile(bytes)).rejects.toMatchObject({ reason: 'needs-ocr' });
  });
});
