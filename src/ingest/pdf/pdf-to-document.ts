/** PDF bytes to a document: lines where they stand, tables as their rulings draw them. */
import { SetAsideError } from '../../errors.js';
import type { Document } from '../document.js';
import { pagesToBlocks } from '../page/pages-to-blocks.js';
import { textQuality } from '../page/text-quality.js';
import { openPdf } from './open-pdf.js';

/**
 * Reads a PDF. Page numbers, running headers and footers are dropped, tables over page breaks joined.
 *
 * @throws SetAsideError `needs-ocr` for a PDF without text, `encrypted`, `damaged-file`, `too-large`; the message says
 *   what to do.
 */
export async function pdfToDocument(bytes: Uint8Array): Promise<Document> {
  const { title, pages } = await openPdf(bytes);
  const quality = textQuality(pages);
  if (quality === 'none') throw withoutText();
  if (quality === 'meaningless') throw withoutMeaning();
  return {
    mediaType: 'application/pdf',
    encoding: null,
    metadata: title === null ? {} : { title },
    ...pagesToBlocks(pages),
  };
}

function withoutText(): SetAsideError {
  return new SetAsideError(
    'needs-ocr',
    'The PDF holds no text, or hardly any: its pages are pictures (a scan) or drawn letters. Recognise its text (OCR), for example with ocrmypdf, and import the result.',
  );
}

function withoutMeaning(): SetAsideError {
  return new SetAsideError(
    'needs-ocr',
    'The fonts of the PDF do not say which letters they show, so that its text cannot be read. Recognise its text (OCR), for example with ocrmypdf --force-ocr, and import the result.',
  );
}
