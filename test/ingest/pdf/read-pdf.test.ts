/** What of PDFs is refused, and why. */
import { deflateSync } from 'node:zlib';
import PdfKit from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { SetAsideError } from '../../../src/errors.js';
import { MAX_PAGES } from '../../../src/ingest/pdf/pdf-content.js';
import { readPdf } from '../../../src/ingest/pdf/read-pdf.js';
import { PdfBuilder, drawRows } from './build-pdf.js';
import { PROSE, begin } from './pdf-support.js';
import { hasOcr } from '../../support/has-ocr.js';

/** The reason and sentence with which a file is refused. */
async function refusal(bytes: Uint8Array): Promise<SetAsideError> {
  try {
    await readPdf(bytes);
  } catch (error) {
    if (error instanceof SetAsideError) return error;
    throw error;
  }
  throw new Error('The file was read.');
}

/** A PDF as a common library writes it. */
async function written(
  write: (pdf: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Uint8Array> {
  const pdf = new PdfKit(options);
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = new Promise((resolve) => pdf.on('end', resolve));
  write(pdf);
  pdf.end();
  await end;
  return Uint8Array.from(Buffer.concat(chunks));
}

const sample = (): Uint8Array => {
  const pdf = begin();
  const cells = ['规章', '31', '许可', '447228'].map((text, place) => ({
    row: place >> 1,
    column: place & 1,
    rowSpan: 1,
    columnSpan: 1,
    text,
  }));
  drawRows(pdf, { xs: [50, 200, 350], rows: 2, cells }, 0, 2);
  return pdf.bytes();
};

/** A picture of one grey pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

describe('readPdf', () => {
  it('reads what another library writes, compressed, with its title', async () => {
    const bytes = await written((pdf) => pdf.text('Annual report of Qinghe County, 2021'), {
      info: { Title: ' Report ' },
    });
    expect(await readPdf(bytes)).toMatchObject({
      metadata: { title: 'Report' },
      blocks: [{ kind: 'line', text: 'Annual report of Qinghe County, 2021', place: { page: 1, line: 1 } }],
    });
  });

  it('reads a file that is protected against changes only', async () => {
    const bytes = await written((pdf) => pdf.text('Annual report of Qinghe County, 2021'), {
      ownerPassword: 'o',
    });
    expect((await readPdf(bytes)).blocks).toHaveLength(1);
  });

  it('sets aside what needs a password', async () => {
    const bytes = await written((pdf) => pdf.text('Annual report'), {
      userPassword: 'u',
      ownerPassword: 'o',
    });
    expect(await refusal(bytes)).toMatchObject({
      reason: 'encrypted',
      message: expect.stringMatching(/password/u) as string,
    });
  });

  it('reads a scan as a picture, also one with a page number in text', async () => {
    const scan = (pdf: PDFKit.PDFDocument): unknown => pdf.image(PIXEL, 0, 0, { width: 500, height: 700 });
    for (const write of [
      scan,
      (pdf: PDFKit.PDFDocument): unknown => (scan(pdf), pdf.text('- 1 -', 290, 700)),
    ]) {
      const bytes = await written((pdf) => {
        write(pdf);
      });
      expect(await refusal(bytes)).toMatchObject(
        hasOcr()
          ? { reason: 'empty-file', message: expect.stringMatching(/No line of text/u) as string }
          : { reason: 'needs-ocr', message: expect.stringMatching(/OCR/u) as string },
      );
    }
  });

  it('reads a text whose letters have no meaning as a picture', async () => {
    const pdf = begin()
      .text(60, 200, '\ue000\ue001\ue002\ue003'.repeat(12))
      .text(60, 220, '\ue004\ue005'.repeat(20));
    if (!hasOcr()) expect(await refusal(pdf.bytes())).toMatchObject({ reason: 'needs-ocr' });
    else {
      const document = await readPdf(pdf.bytes());
      expect(document.recognisedBy).toBeDefined();
      expect(JSON.stringify(document.blocks)).not.toMatch(/\p{Co}/u);
    }
  });

  it('sets aside what is damaged', async () => {
    const whole = sample();
    for (const bytes of [
      Buffer.from('%PDF-1.4\n'),
      whole.subarray(0, 300),
      Buffer.from('%PDF-1.7\n<html></html>'),
    ]) {
      expect(await refusal(bytes)).toMatchObject({ reason: 'damaged-file' });
    }
  });

  it('reads a file with an empty page, whose content is nothing at all', async () => {
    const pdf = begin().page();
    expect((await readPdf(pdf.bytes())).blocks).toHaveLength(PROSE.length);
  });

  it('sets aside a file whose compressed text does not match its checksum', async () => {
    const whole = await written((pdf) => pdf.text('Annual report of Qinghe County, 2021'));
    const start = Buffer.from(whole).indexOf('stream\n') + 'stream\n'.length;
    const end = Buffer.from(whole).indexOf('endstream', start);
    for (let at = start + 2; at < end - 6; at += 1) {
      const bytes = Uint8Array.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0x04;
      const outcome = await readPdf(bytes).catch((error: unknown) =>
        error instanceof SetAsideError ? error.reason : error,
      );
      expect([at, outcome]).toEqual([at, 'damaged-file']);
    }
  });

  it('sets aside a file whose embedded font does not match its checksum', async () => {
    const program = deflateSync(Buffer.alloc(4000, 'a font program '));
    program.writeUInt32BE(program.readUInt32BE(program.length - 4) ^ 1, program.length - 4);
    const font = Buffer.concat([
      Buffer.from('99 0 obj\n<< /Subtype /CIDFontType0C /Filter /FlateDecode >>\nstream\n'),
      program,
      Buffer.from('\nendstream\nendobj\n'),
    ]);
    expect(await refusal(Buffer.concat([sample(), font]))).toMatchObject({ reason: 'damaged-file' });
  });

  it('sets aside a file of too many pages', async () => {
    const pdf = new PdfBuilder();
    for (let page = 0; page <= MAX_PAGES; page += 1) pdf.page();
    expect(await refusal(pdf.bytes())).toMatchObject({ reason: 'too-large' });
  });

  it('reads many files at once, each for itself', async () => {
    const files = Array.from({ length: 12 }, (_, index) => begin().text(60, 120, `第${index}号文件`).bytes());
    const found = await Promise.all(files.map((bytes) => readPdf(bytes)));
    expect(found.map(({ blocks }) => blocks.at(-1))).toMatchObject(
      files.map((_, index) => ({ text: `第${index}号文件` })),
    );
  });
});

describe('what a page does not show', () => {
  it('is not read: spreadsheet programs cut a text at the edge of its cell, over which the next cell’s number stands', async () => {
    const pdf = begin();
    const { height } = pdf;
    pdf.raw(`q 50 ${height - 110} 60 20 re W n`);
    pdf.text(52, 104, '保护第三方合法权益');
    pdf.raw('Q');
    pdf.text(115, 104, '17');
    const { blocks } = await readPdf(pdf.bytes());
    const line = blocks
      .map((block) => (block.kind === 'line' ? block.text : ''))
      .find((text) => text.includes('17'));
    expect(line).toMatch(/^保护第三方合?\s*17$/u);
  });

  it('is decided by the narrowest of several frames, and ends with the frame', async () => {
    const pdf = begin();
    const { height } = pdf;
    pdf.raw(`q 0 0 595 ${height} re W n q 50 ${height - 110} 40 20 re W n q 0 0 595 ${height} re W n`);
    pdf.text(52, 104, '甲乙丙丁戊己');
    pdf.raw('Q Q');
    pdf.text(52, 144, '子丑寅卯辰巳');
    pdf.raw('Q');
    const { blocks } = await readPdf(pdf.bytes());
    expect(blocks.map((block) => (block.kind === 'line' ? block.text : '')).slice(-2)).toEqual([
      '甲乙丙丁',
      '子丑寅卯辰巳',
    ]);
  });
});
