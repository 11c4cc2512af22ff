/** Pictures that are read, and those that are not: each with its sentence. */
import { createCanvas } from '@napi-rs/canvas';
import type { Canvas } from '@napi-rs/canvas';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { SetAsideError } from '../../../src/errors.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { drawPdf } from '../../../src/ingest/scan/pdf-pictures.js';
import { parseReport } from '../../../src/parse/index.js';
import { cellBases } from '../../../src/domain/cell-basis.js';
import { hasOcr } from '../../support/has-ocr.js';
import { cjkFont } from '../../torture/cjk-font.js';
import { TORTURE_LAYOUTS } from '../../torture/layouts/index.js';
import { renderTrial } from '../../torture/torture.js';

const runs = hasOcr() && cjkFont() !== null;
const why = runs ? '' : ' (skipped: no OCR packages, or no font with Chinese characters)';

async function refusal(bytes: Uint8Array): Promise<{ reason: string; message: string }> {
  try {
    await ingestFile(bytes);
  } catch (error) {
    if (error instanceof SetAsideError) return { reason: error.reason, message: error.message };
    throw error;
  }
  throw new Error('It was read.');
}

function picture(width: number, height: number): Canvas {
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').fillStyle = '#fff';
  canvas.getContext('2d').fillRect(0, 0, width, height);
  return canvas;
}

/** A TIFF of so many empty pages of one pixel. */
function tiff(pages: number): Uint8Array {
  const entry = 2 + 8 * 12 + 4;
  const bytes = Buffer.alloc(8 + pages * (entry + 4));
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  for (let page = 0; page < pages; page += 1) {
    const at = 8 + page * (entry + 4);
    bytes.writeUInt16LE(8, at);
    const tags = [
      [256, 1],
      [257, 1],
      [258, 8],
      [259, 1],
      [262, 1],
      [273, at + entry],
      [278, 1],
      [279, 1],
    ] as const;
    tags.forEach(([tag, value], index) => {
      const place = at + 2 + index * 12;
      bytes.writeUInt16LE(tag, place);
      bytes.writeUInt16LE(4, place + 2);
      bytes.writeUInt32LE(1, place + 4);
      bytes.writeUInt32LE(value, place + 8);
    });
    bytes.writeUInt32LE(page + 1 < pages ? at + entry + 4 : 0, at + 2 + 8 * 12);
    bytes[at + entry] = 255;
  }
  return new Uint8Array(bytes);
}

describe('a picture that is no page', () => {
  it('that was cut off is damaged, whatever its decoder would make of it', async () => {
    const whole = picture(400, 500).toBuffer('image/jpeg');
    expect(await refusal(whole.subarray(0, whole.length - 40))).toMatchObject({
      reason: 'damaged-file',
      message: expect.stringMatching(/cut off/u) as string,
    });
  });

  it('that is huge is refused before a pixel of it is unpacked', async () => {
    const head = Buffer.from(picture(8, 8).toBuffer('image/png'));
    head.writeUInt32BE(60_000, 16);
    head.writeUInt32BE(60_000, 20);
    expect(await refusal(head)).toMatchObject({
      reason: 'too-large',
      message: expect.stringMatching(/60000 × 60000 pixels/u) as string,
    });
  });

  it.skipIf(!runs)(
    `with a thousand pages is too long${why}`,
    async () => {
      expect(await refusal(tiff(1000))).toMatchObject({
        reason: 'too-large',
        message: expect.stringMatching(/1000 pages/u) as string,
      });
    },
    120_000,
  );

  it.skipIf(!runs)(
    `without a line of text is empty${why}`,
    async () => {
      expect(await refusal(picture(600, 800).toBuffer('image/png'))).toMatchObject({
        reason: 'empty-file',
        message: expect.stringMatching(/No line of text/u) as string,
      });
    },
    120_000,
  );
});

describe('a picture of a page', () => {
  it.skipIf(!runs)(
    `is read with the basis OCR, its confidence and its place in the picture${why}`,
    async () => {
      const layout = TORTURE_LAYOUTS.find(({ name }) => name === 'pdf-ruled');
      if (layout === undefined) throw new Error('There is no such layout.');
      const { truth, rendering } = await renderTrial(layout, 7);
      const { picture: page } = await (await drawPdf(rendering.bytes, 2339)).page(0);
      const canvas = picture(page.width, page.height);
      const data = canvas.getContext('2d').createImageData(page.width, page.height);
      data.data.set(page.data);
      canvas.getContext('2d').putImageData(data, 0, 0);
      const pages: [number, number][] = [];
      const document = await ingestFile(canvas.toBuffer('image/png'), undefined, (done, count) =>
        pages.push([done, count]),
      );
      expect(pages).toEqual([[1, 1]]);
      expect(document).toMatchObject({ mediaType: 'image/png', recognisedBy: 'PP-OCRv4' });
      const report = parseReport(document);
      const bases = cellBases(report.cells, report.findings);
      const read = Object.entries(report.cells).filter(([, { state }]) => state === 'REPORTED');
      expect(read.length).toBeGreaterThan(4);
      for (const [key, cell] of read) {
        const printed = truth.cells.get(key);
        expect([key, cell.value]).toEqual([key, printed?.kind === 'number' ? printed.value : null]);
        expect(bases.get(key)).toBe('OCR');
        expect(cell.confidence).toBeGreaterThanOrEqual(0.6);
        expect(cell.place?.box).toBeDefined();
      }
      expect(report.findings.map(({ code }) => code)).toContain('recognised');
    },
    600_000,
  );
});

describe('a PDF of text in which a page is a picture', () => {
  it.skipIf(!runs)(
    `is read whole: the text as text, the picture by OCR, and the organ is certain${why}`,
    async () => {
      const layout = TORTURE_LAYOUTS.find(({ name }) => name === 'pdf-ruled');
      const font = cjkFont();
      if (layout === undefined || font === null) throw new Error('There is no such layout.');
      const { truth, rendering } = await renderTrial(layout, 7);
      const { picture: page, size } = await (await drawPdf(rendering.bytes, 2339)).page(0);
      const canvas = picture(page.width, page.height);
      const data = canvas.getContext('2d').createImageData(page.width, page.height);
      data.data.set(page.data);
      canvas.getContext('2d').putImageData(data, 0, 0);
      const pdf = new PDFDocument({ size: [size.width, size.height], margin: 40 });
      const chunks: Buffer[] = [];
      pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
      const ended = new Promise((resolve) => pdf.on('end', resolve));
      pdf.font(font.path, font.family ?? '');
      pdf.text(`${truth.organ.name}${String(truth.year)}年政府信息公开工作年度报告`);
      pdf.text('本报告由概述、主动公开、依申请公开等部分组成，统计期限为一年，以文字公布。');
      pdf.addPage({ size: [size.width, size.height], margin: 0 });
      pdf.image(canvas.toBuffer('image/png'), 0, 0, { width: size.width, height: size.height });
      pdf.end();
      await ended;
      const document = await ingestFile(new Uint8Array(Buffer.concat(chunks)));
      expect(document).toMatchObject({ recognisedBy: 'PP-OCRv4', textIn: [{ page: 1 }] });
      const report = parseReport(document);
      expect(report.organ?.name).toBe(truth.organ.name);
      const read = Object.entries(report.cells).filter(([, { state }]) => state === 'REPORTED');
      expect(read.length).toBeGreaterThan(4);
      for (const [key, cell] of read) {
        const printed = truth.cells.get(key);
        expect([key, cell.value]).toEqual([key, printed?.kind === 'number' ? printed.value : null]);
        expect([key, cell.place?.page, cell.confidence === undefined]).toEqual([key, 2, false]);
      }
    },
    600_000,
  );
});
