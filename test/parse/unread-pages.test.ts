/** Pages that are pictures where nothing reads pictures: told, and nothing is said to be missing that may stand there. */
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { pdfToDocument } from '../../src/ingest/pdf/pdf-to-document.js';
import type { RecogniseSome } from '../../src/ingest/scan/bare-pages.js';
import { parseReport } from '../../src/parse/index.js';
import { cjkFont } from '../torture/cjk-font.js';

const font = cjkFont();
const why = font === null ? ' (skipped: no font with Chinese characters)' : '';

const TEXT = [
  '虚构县图页局2022年政府信息公开工作年度报告',
  '一、总体情况',
  '本局全年主动公开信息若干条，统计期限为一年，以文字公布，数字见后页所附表格。',
  '四、政府信息公开行政复议、行政诉讼情况',
  '行政复议 行政诉讼',
  '未经复议直接起诉 复议后起诉',
  '结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计',
  '1 0 0 0 1 0 0 0 0 0 0 0 0 0 0',
];

/** A white picture of so many pixels, as a PNG. */
function whitePng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    return Buffer.concat([size, body, Buffer.alloc(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 255);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A page of text, and a page that a picture covers. */
async function halfScanned(): Promise<Uint8Array> {
  if (font === null) throw new Error('There is no font.');
  const pdf = new PDFDocument({ size: 'A4', margin: 40 });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => pdf.on('end', resolve));
  pdf.font(font.path, font.family ?? '').fontSize(9);
  for (const line of TEXT) pdf.text(line);
  pdf.addPage({ size: 'A4', margin: 0 });
  pdf.image(whitePng(595, 842), 0, 0, { width: 595, height: 842 });
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

const read = async (recognise: RecogniseSome) =>
  parseReport(await pdfToDocument(await halfScanned(), recognise));

describe('a page that is a picture, among pages of text', () => {
  it.skipIf(font === null)(
    `is told where nothing reads pictures, and what is found nowhere else is not said to be missing${why}`,
    async () => {
      const report = await read(() => Promise.resolve(null));
      const told = report.findings.find(({ code }) => code === 'page-not-read');
      expect(told).toMatchObject({ severity: 'WARNING', place: { page: 2 } });
      expect(told?.message.en).toContain('npm install');
      expect(told?.message.zh).toContain('第 2 页');
      expect(told?.cells).toContain('applications.received.total');
      expect(report.cells['applications.received.total']).toMatchObject({
        state: 'UNREADABLE',
        place: { page: 2 },
      });
      // What the text prints is read as ever.
      expect(report.cells['review.reconsideration.upheld']).toMatchObject({ state: 'REPORTED', value: 1 });
      expect(Object.values(report.cells).some(({ state }) => state === 'ABSENT')).toBe(false);
      expect(report.findings.filter(({ code }) => code.startsWith('missing-'))).toEqual([]);
    },
  );

  const blank = {
    width: 595,
    height: 842,
    turns: 0 as const,
    glyphs: [],
    horizontals: [],
    verticals: [],
    omitted: [],
  };

  it.skipIf(font === null)(`is told where the letters of the picture could not be told${why}`, async () => {
    const glyphs = Array.from({ length: 80 }, (_, at) => ({
      text: '素',
      left: 20 + (at % 20) * 25,
      right: 28 + (at % 20) * 25,
      baseline: 100 + Math.floor(at / 20) * 30,
      size: 8,
      print: at,
    }));
    const page = { ...blank, glyphs, legibility: 0.4 };
    const report = await read(() => Promise.resolve({ by: 'PP-OCRv4', pages: [page] }));
    const told = report.findings.find(({ code }) => code === 'page-not-read');
    expect(told).toMatchObject({ severity: 'WARNING', place: { page: 2 } });
    expect(told?.message.en).toContain('Scan it again');
    expect(report.cells['applications.received.total']?.state).toBe('UNREADABLE');
    expect(told?.cells).toContain('applications.received.total');
  });

  it.skipIf(font === null)(`says nothing where the picture was read and shows nothing${why}`, async () => {
    const report = await read(() => Promise.resolve({ by: 'PP-OCRv4', pages: [blank] }));
    expect(report.findings.map(({ code }) => code)).not.toContain('page-not-read');
    expect(report.cells['applications.received.total']?.state).toBe('ABSENT');
    expect(report.findings.map(({ code }) => code)).toContain('missing-table');
  });
});
