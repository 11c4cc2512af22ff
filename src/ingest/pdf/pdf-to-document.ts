/** PDF bytes to a document: lines where they are, tables as their rulings draw them. */
import { SetAsideError } from '../../errors.js';
import type { Document } from '../document.js';
import { textQuality } from '../page/text-quality.js';
import { readBarePages } from '../scan/bare-pages.js';
import type { RecogniseSome } from '../scan/bare-pages.js';
import { openPdf } from './open-pdf.js';

/**
 * Reads a PDF. Page numbers, running headers and footers are dropped, tables over page breaks joined.
 *
 * @param recognise for pages without text among others, or whose fonts do not say which letters they show
 * @throws SetAsideError `needs-ocr` for a PDF without text, `encrypted`, `damaged-file`, `too-large`; the message says
 *   what to do.
 */
export async function pdfToDocument(bytes: Uint8Array, recognise?: RecogniseSome): Promise<Document> {
  const { title, pages } = await openPdf(bytes);
  const quality = textQuality(pages);
  if (quality === 'none') throw withoutText();
  if (quality === 'meaningless') throw withoutMeaning();
  const facts = {
    mediaType: 'application/pdf',
    encoding: null,
    metadata: title === null ? {} : { title },
  };
  return await readBarePages(pages, facts, { recognise });
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
