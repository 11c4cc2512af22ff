/** The process in which PDFs are read: what it refuses, and that nothing harms it or the one that started it. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import PdfKit from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { SetAsideError } from '../../../src/errors.js';
import { MAX_PAGES } from '../../../src/ingest/pdf/open-pdf.js';
import { readPdf } from '../../../src/ingest/pdf/read-pdf.js';
import { processFamily } from '../../fuzz/process-family.js';
import { PdfBuilder, drawRows } from './build-pdf.js';
import { begin } from './pdf-support.js';

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

  it('sets aside a scan, also one with a page number in text', async () => {
    const scan = (pdf: PDFKit.PDFDocument): unknown => pdf.image(PIXEL, 0, 0, { width: 500, height: 700 });
    for (const write of [
      scan,
      (pdf: PDFKit.PDFDocument): unknown => (scan(pdf), pdf.text('- 1 -', 290, 700)),
    ]) {
      const bytes = await written((pdf) => {
        write(pdf);
      });
      expect(await refusal(bytes)).toMatchObject({
        reason: 'needs-ocr',
        message: expect.stringMatching(/OCR/u) as string,
      });
    }
  });

  it('sets aside a text whose letters have no meaning', async () => {
    const pdf = begin()
      .text(60, 200, '\ue000\ue001\ue002\ue003'.repeat(12))
      .text(60, 220, '\ue004\ue005'.repeat(20));
    expect(await refusal(pdf.bytes())).toMatchObject({ reason: 'needs-ocr' });
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

  it('stops at a page that never ends, and reads on', async () => {
    // One short stream that is drawn by itself 30 times over in each of 12 levels.
    const bomb = new PdfBuilder({ forms: 12 }).page().raw('/X0 Do');
    expect(await refusal(bomb.bytes())).toMatchObject({ reason: 'too-large' });
    expect((await readPdf(sample())).blocks).toHaveLength(4);
  }, 120_000);

  it.skipIf(process.platform !== 'linux')(
    'ends the process that took too long',
    async () => {
      await readPdf(sample());
      const reader = [...processFamily(process.pid).peaks.keys()].filter((pid) => pid !== process.pid);
      expect(reader).toHaveLength(1);
      for (const pid of reader) process.kill(pid, 'SIGSTOP');
      expect(await refusal(sample())).toMatchObject({ reason: 'too-large' });
      await expect
        .poll(() => reader.some((pid) => processFamily(pid).known), { timeout: 10_000 })
        .toBe(false);
      expect((await readPdf(sample())).blocks).toHaveLength(4);
    },
    120_000,
  );

  it('survives a file that takes all memory, and reads on', async () => {
    // One operand of three million dictionaries.
    const pdf = new PdfBuilder().page().raw(`[${'<<>>'.repeat(3_000_000)}] TJ`);
    expect(await refusal(pdf.bytes())).toMatchObject({ reason: 'too-large' });
    expect((await readPdf(sample())).blocks).toHaveLength(4);
  }, 120_000);

  it('reads many files at once, each for itself', async () => {
    const files = Array.from({ length: 12 }, (_, index) => begin().text(60, 120, `第${index}号文件`).bytes());
    const found = await Promise.all(files.map((bytes) => readPdf(bytes)));
    expect(found.map(({ blocks }) => blocks.at(-1))).toMatchObject(
      files.map((_, index) => ({ text: `第${index}号文件` })),
    );
  });

  it('answers every mutated file with a document or a reason', async () => {
    const whole = sample();
    const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) });
    const mutated = fc
      .record({
        changes: fc.array(change, { maxLength: 20 }),
        cut: fc.option(fc.nat(whole.length)),
        doubled: fc.option(fc.tuple(fc.nat(whole.length), fc.nat(whole.length))),
      })
      .map(({ changes, cut, doubled }) => {
        const bytes = Uint8Array.from(whole);
        for (const { at, byte } of changes) bytes[at] = byte;
        const [from, to] = doubled ?? [0, 0];
        return Buffer.concat([
          bytes.subarray(0, cut ?? bytes.length),
          bytes.subarray(Math.min(from, to), Math.max(from, to)),
        ]);
      });
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        try {
          expect((await readPdf(bytes)).mediaType).toBe('application/pdf');
        } catch (error) {
          expect(error).toBeInstanceOf(SetAsideError);
        }
      }),
      { seed: 20_260_405, numRuns: 300 },
    );
  });
});
