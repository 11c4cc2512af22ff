/** PDFs, by libraries that are loaded with the first of them. One patches built-in objects, each may loop: read in a process of its own. */
import { SetAsideError } from '../../errors.js';
import type { Document } from '../document.js';
import { readScannedPdf, recogniseSome } from '../scan/read-scan.js';
import type { PageProgress } from '../scan/recognise-pages.js';

let library: Promise<typeof import('./pdf-to-document.js')> | undefined;

/**
 * Reads a PDF. Page numbers, running headers and footers are dropped, tables over page breaks joined.
 *
 * A PDF without text is read by what its pages show, and so is a page without text among others.
 *
 * @throws SetAsideError `needs-ocr` for a PDF without text where the addition that reads scans is missing, `encrypted`, `damaged-file`, `too-large` for too many pages; the message
 *   says what to do.
 */
export async function readPdf(bytes: Uint8Array, onPage?: PageProgress): Promise<Document> {
  const { pdfToDocument } = await (library ??= import('./pdf-to-document.js'));
  try {
    // A copy, for the library keeps the memory, and takes no `Buffer`.
    return await pdfToDocument(new Uint8Array(bytes), (pages) => recogniseSome(bytes, pages, onPage));
  } catch (error) {
    if (error instanceof SetAsideError && error.reason === 'needs-ocr')
      return await readScannedPdf(bytes, onPage);
    throw error instanceof SetAsideError ? error : failed(error);
  }
}

function failed(cause: unknown): SetAsideError {
  return new SetAsideError(
    'damaged-file',
    'The PDF made its reader fail. Fetch it again from where it was published, or open it in a viewer and print it to a new PDF.',
    cause,
  );
}
