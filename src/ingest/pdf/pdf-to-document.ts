/** PDF bytes to a document: lines where they stand, tables as their rulings draw them. */
import { SetAsideError } from '../../errors.js';
import type { Document } from '../document.js';
import { pagesToBlocks } from '../page/pages-to-blocks.js';
import type { PageContent } from '../page/page-content.js';
import { LEAST_CHARACTERS, countLetters, textQuality } from '../page/text-quality.js';
import { OCR_COMMAND } from '../scan/ocr-runtime.js';
import { openPdf } from './open-pdf.js';

/** Recognises some pages, by index, of a file whose other pages are text; null where nothing can. */
export type RecogniseSome = (
  pages: readonly number[],
) => Promise<{ by: string; pages: readonly PageContent[] } | null>;

/**
 * Reads a PDF. Page numbers, running headers and footers are dropped, tables over page breaks joined.
 *
 * @param recognise for pages without text among others
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
  const bare = pages.flatMap((page, index) =>
    page.pictured === true && countLetters(page) < LEAST_CHARACTERS ? [index] : [],
  );
  const seen = bare.length === 0 ? null : await recognise?.(bare);
  if (seen === undefined || seen === null) {
    const unread = { pages: bare.map((index) => ({ page: index + 1 })), command: OCR_COMMAND };
    return { ...facts, ...(bare.length === 0 ? {} : { unread }), ...pagesToBlocks(pages) };
  }
  const pictures = new Map<number, PageContent>();
  bare.forEach((index, at) => {
    const [own, read] = [pages[index], seen.pages[at]];
    // A picture without text, as on a cover, adds nothing.
    if (own === undefined || read === undefined) return;
    if (countLetters(read) > 2 * countLetters(own) + LEAST_CHARACTERS) pictures.set(index, read);
  });
  if (pictures.size === 0) return { ...facts, ...pagesToBlocks(pages) };
  return {
    ...facts,
    recognisedBy: seen.by,
    textIn: pages.flatMap((_, index) => (pictures.has(index) ? [] : [{ page: index + 1 }])),
    ...pagesToBlocks(pages.map((page, index) => pictures.get(index) ?? page)),
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
