/** PDFium reads what pdf.js reads, or nothing: where it may have dropped or changed a letter, the file is left to pdf.js. */
import PdfKit from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { openPdf } from '../../../src/ingest/pdf/open-pdf.js';
import { openWithPdfjs } from '../../../src/ingest/pdf/open-with-pdfjs.js';
import type { PdfContent } from '../../../src/ingest/pdf/pdf-content.js';
import { MAX_PAGES } from '../../../src/ingest/pdf/pdf-content.js';
import { readWithPdfium } from '../../../src/ingest/pdf/pdfium/read-with-pdfium.js';
import type { Glyph, PageContent } from '../../../src/ingest/page/page-content.js';
import { cjkFont } from '../../torture/cjk-font.js';
import { TORTURE_LAYOUTS } from '../../torture/layouts/index.js';
import { renderTrial, seedOf } from '../../torture/torture.js';
import { PdfBuilder } from './build-pdf.js';

const SEED = 61;

/** Points by which the libraries may differ: they round. */
const ROUNDING = 0.1;

/** A PDF with its font in it. */
async function drawn(
  draw: (pdf: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Uint8Array> {
  const font = cjkFont();
  const pdf = new PdfKit({ margin: 0, ...options });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = new Promise((resolve) => pdf.on('end', resolve));
  pdf.font(font?.path ?? '', font?.family ?? '').fontSize(10);
  draw(pdf);
  pdf.end();
  await end;
  return Uint8Array.from(Buffer.concat(chunks));
}

const at = (pdf: PDFKit.PDFDocument, text: string, x: number, y: number, more = {}): PDFKit.PDFDocument =>
  pdf.text(text, x, y, { lineBreak: false, ...more });

/** The letters of one page that have no partner on the other, each told. */
function unmatched(page: PageContent, other: PageContent | undefined): string[] {
  const rest = new Set(other?.glyphs.filter(isLetter));
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= ROUNDING;
  const isPartner = (a: Glyph, b: Glyph): boolean =>
    a.text === b.text &&
    near(a.left, b.left) &&
    near(a.right, b.right) &&
    near(a.baseline, b.baseline) &&
    near(a.size, b.size);
  return page.glyphs.filter(isLetter).flatMap((glyph) => {
    const partner = [...rest].find((candidate) => isPartner(glyph, candidate));
    if (partner === undefined) return [`${glyph.text} at ${glyph.left}–${glyph.right}, ${glyph.baseline}`];
    rest.delete(partner);
    return [];
  });
}

function isLetter({ text }: Glyph): boolean {
  return text.trim() !== '';
}

/** What both libraries should say alike of a page, but for its letters. */
function otherwise({
  width,
  height,
  turns,
  horizontals,
  verticals,
  omitted,
  pictured,
}: PageContent): unknown {
  const ruled = (rulings: typeof horizontals): number[][] =>
    rulings.map((ruling) => [ruling.at, ruling.from, ruling.to].map((value) => Math.round(value * 5) / 5));
  const size = [width, height].map((value) => Math.round(value));
  return { size, turns, rows: ruled(horizontals), columns: ruled(verticals), omitted, pictured };
}

function expectSame(pdfium: PdfContent | null, pdfjs: PdfContent): void {
  expect(pdfium?.title).toBe(pdfjs.title);
  expect(pdfium?.pages.map(otherwise)).toEqual(pdfjs.pages.map(otherwise));
  const missing = pdfjs.pages.map((page, index) => unmatched(page, pdfium?.pages[index]));
  const added = pdfium?.pages.map((page, index) => unmatched(page, pdfjs.pages[index]));
  expect({ missing, added }).toEqual({ missing: missing.map(() => []), added: missing.map(() => []) });
}

async function expectReadAlike(bytes: Uint8Array): Promise<void> {
  const pdfjs = await openWithPdfjs(Uint8Array.from(bytes));
  expect(pdfjs.pages.some(({ glyphs, omitted }) => glyphs.length + omitted.length > 0)).toBe(true);
  expectSame(await readWithPdfium(bytes), pdfjs);
}

describe.skipIf(cjkFont() === null)('readWithPdfium reads what pdf.js reads', () => {
  for (const layout of TORTURE_LAYOUTS.filter(
    ({ format, name }) => format === 'pdf' && !name.startsWith('scan-'),
  )) {
    it(`of a report: ${layout.name}`, async () => {
      for (const index of [0, 1]) {
        const { rendering } = await renderTrial(layout, seedOf(SEED, layout, index));
        await expectReadAlike(rendering.bytes);
      }
    }, 60_000);
  }

  it.each<[string, (pdf: PDFKit.PDFDocument) => void]>([
    [
      'letters set wide and close',
      (pdf) =>
        at(at(pdf, '年报12', 50, 50, { characterSpacing: 3 }), '34', 150, 50, { characterSpacing: -1 }),
    ],
    ['letters set narrow', (pdf) => at(pdf, '公开12', 50, 50, { horizontalScaling: 60 })],
    ['raised letters', (pdf) => at(at(pdf, '公开', 50, 50), '2', 70, 46)],
    [
      'a scaled and moved space',
      (pdf) => at(pdf.save().translate(40, 60).scale(2), '公开12', 20, 20).restore(),
    ],
    [
      'what a frame cuts off',
      (pdf) => at(pdf.save().rect(40, 40, 34, 30).clip(), '公开1234567', 50, 50).restore(),
    ],
    [
      'a watermark that runs askew',
      (pdf) => at(at(pdf, '公开12', 50, 50).rotate(30, { origin: [200, 200] }), '样本', 200, 200),
    ],
    ['a page of another shape', (pdf) => at(pdf.addPage({ size: [300, 120], margin: 0 }), '公开12', 50, 50)],
    ['what is beyond the edge', (pdf) => at(at(pdf, '公开12', 50, 50), '34', 50, -30)],
    [
      'lines, frames and thin boxes',
      (pdf) =>
        at(
          pdf
            .moveTo(10, 10)
            .lineTo(200, 10)
            .stroke()
            .rect(10, 20, 90, 40)
            .stroke()
            .rect(10, 90, 200, 1)
            .fill()
            .moveTo(9, 9)
            .bezierCurveTo(9, 90, 90, 90, 90, 9)
            .stroke(),
          '公开12',
          50,
          50,
        ),
    ],
    [
      'a title',
      (pdf) => at(Object.assign(pdf, { info: { ...pdf.info, Title: ' 年度报告 ' } }), '公开12', 50, 50),
    ],
    ['nothing but a blank', (pdf) => at(at(pdf, '公开12', 50, 50), ' ', 50, 80)],
  ])('%s', async (_, draw) => {
    await expectReadAlike(await drawn(draw));
  });

  it('and the ideograph where the marks of the file name one for a radical', async () => {
    const bytes = await drawn((pdf) => {
      at(pdf.markContent('Span', { actual: '人' }), '⼈', 50, 50).endMarkedContent();
    });
    const page = (await readWithPdfium(bytes))?.pages[0];
    expect(page?.glyphs.map(({ text, left, right }) => [text, Math.round(left), Math.round(right)])).toEqual([
      ['人', 50, 60],
    ]);
  });
});

describe.skipIf(cjkFont() === null)('readWithPdfium reads nothing', () => {
  it.each<[string, (pdf: PDFKit.PDFDocument) => void]>([
    [
      'where a number lies over its like in the next cell',
      (pdf) => at(at(pdf, '1000000', 50, 50), '1000000', 58, 50),
    ],
    [
      'where two numbers have a digit at one place',
      (pdf) => at(at(pdf, '1234', 50, 50), '4567', 50 + 3 * 5.55, 50),
    ],
    ['where a gap may part two numbers', (pdf) => at(at(pdf, '12', 50, 50), '34', 50 + 2 * 5.55 + 2.5, 50)],
    ['where text runs sideways', (pdf) => at(pdf.rotate(90, { origin: [100, 100] }), '公开12', 100, 100)],
    ['where text is slanted', (pdf) => at(pdf, '公开12', 50, 50, { oblique: 15 })],
    ['where text is mirrored', (pdf) => at(pdf.translate(300, 0).scale(-1, 1), '公开12', 100, 100)],
    ['where the page has a note', (pdf) => at(pdf, '公开12', 50, 50).note(10, 10, 20, 20, '12')],
    [
      'where marks give numbers',
      (pdf) => at(pdf.markContent('Span', { actual: '12' }), '34', 50, 50).endMarkedContent(),
    ],
    [
      'where a font is not in the file',
      (pdf) => at(at(pdf, '公开12', 50, 50).font('Helvetica'), '34', 150, 50),
    ],
    [
      'where there are more pages than a report has',
      (pdf) => {
        at(pdf, '公开12', 50, 50);
        for (let page = 1; page <= MAX_PAGES; page += 1) pdf.addPage();
      },
    ],
  ])('%s', async (_, draw) => {
    expect(await readWithPdfium(await drawn(draw))).toBeNull();
  });

  it('where a font does not state its letters', async () => {
    const whole = Buffer.from(await drawn((pdf) => at(pdf, '公开12', 50, 50))).toString('latin1');
    expect(whole).toContain('/ToUnicode');
    const bytes = Uint8Array.from(Buffer.from(whole.replace('/ToUnicode', '/XoUnicode'), 'latin1'));
    expect(await readWithPdfium(bytes)).toBeNull();
  });

  it('where there is no text', async () => {
    expect(await readWithPdfium(await drawn((pdf) => pdf.rect(9, 9, 9, 9).stroke()))).toBeNull();
  });

  it('where the file is encrypted, with a password or without', async () => {
    for (const options of [{ userPassword: 'u', ownerPassword: 'o' }, { ownerPassword: 'o' }])
      expect(await readWithPdfium(await drawn((pdf) => at(pdf, '公开12', 50, 50), options))).toBeNull();
  });

  it('where the index does not lead to every object, or the file does not begin or end as it should', async () => {
    const whole = Buffer.from(await drawn((pdf) => at(pdf, '公开12', 50, 50)));
    const changed = (from: string | RegExp, to: string): Uint8Array =>
      Uint8Array.from(Buffer.from(whole.toString('latin1').replace(from, to), 'latin1'));
    expect(await readWithPdfium(Uint8Array.from(whole))).not.toBeNull();
    for (const bytes of [
      changed('1 0 obj', '1 0  obj\n'),
      changed(/\n0000000\d{3} 00000 n/u, '\n0000000011 00000 n'),
      changed('%PDF', 'x\n%PDF'),
      changed(/startxref\s+\d+/u, 'startxref\n12'),
      changed('%%EOF', ''),
      Uint8Array.from(whole.subarray(0, whole.length - 40)),
    ])
      expect(await readWithPdfium(bytes)).toBeNull();
  });

  it('and pdf.js reads the file then', async () => {
    const bytes = new PdfBuilder().page().text(50, 50, '公开12').bytes();
    expect(await readWithPdfium(bytes)).toBeNull();
    expect(await openPdf(Uint8Array.from(bytes))).toEqual(await openWithPdfjs(Uint8Array.from(bytes)));
  });
});
