/** PDFs read by PDFium: several times faster than the other library, and left to that one wherever it may have dropped or changed a letter. */
import type { Matrix } from '../../page/matrix.js';
import type { PageContent } from '../../page/page-content.js';
import { turnUpright } from '../../page/turn-upright.js';
import type { PdfContent } from '../pdf-content.js';
import { LEAST_PICTURED, MAX_PAGES } from '../pdf-content.js';
import { assertNumbersApart } from './near-numbers.js';
import { pageLetters } from './page-letters.js';
import { paintedObjects } from './page-objects.js';
import type { Pdfium } from './pdfium-library.js';
import { dropPdfium, loadPdfium } from './pdfium-library.js';
import { hasSoundIndex } from './sound-index.js';
import { hasStatedFonts } from './stated-fonts.js';
import { UnsureError } from './unsure.js';

/** Kinds of annotations (fpdf_annot.h): what a link shows stands in the page itself. */
const LINK = 2;

/** Reads all pages; null where the other library must read them, or tell what is wrong. */
export async function readWithPdfium(bytes: Uint8Array): Promise<PdfContent | null> {
  if (!hasSoundIndex(bytes) || !hasStatedFonts(bytes)) return null;
  const pdfium = await loadPdfium();
  const kept = pdfium.keep(bytes);
  try {
    const content = readDocument(pdfium, kept, bytes.length);
    pdfium.release(kept);
    return content;
  } catch (error) {
    if (error instanceof UnsureError) pdfium.release(kept);
    else dropPdfium();
    return null;
  }
}

function readDocument(pdfium: Pdfium, at: number, length: number): PdfContent {
  const { calls } = pdfium;
  const document = calls.FPDF_LoadMemDocument(at, length, 0);
  if (document === 0) throw new UnsureError('it does not open');
  try {
    const count = calls.FPDF_GetPageCount(document);
    if (count < 1 || count > MAX_PAGES) throw new UnsureError('no pages, or too many');
    const pages: PageContent[] = [];
    for (let index = 0; index < count; index += 1) pages.push(readPage(pdfium, document, index));
    if (pages.every(({ glyphs }) => glyphs.length === 0)) throw new UnsureError('no text');
    return { title: titleOf(pdfium, document), pages };
  } finally {
    calls.FPDF_CloseDocument(document);
  }
}

function titleOf(pdfium: Pdfium, document: number): string | null {
  const size = pdfium.calls.FPDF_GetMetaText(document, pdfium.titleKey, pdfium.out, pdfium.outSize);
  if (size > pdfium.outSize) throw new UnsureError('a long title');
  const title = size > 2 ? pdfium.text().trim() : '';
  return title === '' ? null : title;
}

function readPage(pdfium: Pdfium, document: number, index: number): PageContent {
  const { calls } = pdfium;
  const page = calls.FPDF_LoadPage(document, index);
  if (page === 0) throw new UnsureError('a page does not open');
  try {
    assertNoNotes(pdfium, page);
    const frame = frameOf(pdfium, page);
    const { texts, boxes, pictured } = paintedObjects(pdfium, page, frame.transform);
    const letters = pageLetters(pdfium, page, texts, frame.transform);
    const content = turnUpright(letters, boxes, frame);
    assertNumbersApart(content.glyphs);
    return pictured >= LEAST_PICTURED * frame.width * frame.height ? { ...content, pictured: true } : content;
  } finally {
    calls.FPDF_ClosePage(page);
  }
}

/** Notes, stamps and fields are shown on the page but are no part of its content. */
function assertNoNotes(pdfium: Pdfium, page: number): void {
  const { calls } = pdfium;
  for (let index = 0; index < calls.FPDFPage_GetAnnotCount(page); index += 1) {
    const note = calls.FPDFPage_GetAnnot(page, index);
    const kind = note === 0 ? 0 : calls.FPDFAnnot_GetSubtype(note);
    if (note !== 0) calls.FPDFPage_CloseAnnot(note);
    if (kind !== LINK) throw new UnsureError('notes on a page');
  }
}

/** The page as a viewer shows it. */
function frameOf(pdfium: Pdfium, page: number): { width: number; height: number; transform: Matrix } {
  const { calls } = pdfium;
  const [width, height] = [calls.FPDF_GetPageWidthF(page), calls.FPDF_GetPageHeightF(page)];
  if (!calls.FPDF_GetPageBoundingBox(page, pdfium.out)) throw new UnsureError('a page without a box');
  const [left, top, right, bottom] = [pdfium.float(0), pdfium.float(1), pdfium.float(2), pdfium.float(3)];
  const turns: readonly Matrix[] = [
    [1, 0, 0, -1, -left, top],
    [0, 1, 1, 0, -bottom, -left],
    [-1, 0, 0, 1, right, -bottom],
    [0, -1, -1, 0, top, right],
  ];
  const transform = turns[calls.FPDFPage_GetRotation(page)];
  if (transform === undefined) throw new UnsureError('a page turned in an unknown way');
  return { width, height, transform };
}
