/** Pictures of pages to a document. */
import { SetAsideError } from '../../errors.js';
import type { Document } from '../document.js';
import type { PageContent } from '../page/page-content.js';
import { pagesToBlocks } from '../page/pages-to-blocks.js';
import { alignPages } from './align-pages.js';
import { illegiblePages } from './illegible-pages.js';
import { checkPicture, pictureFormat } from './decode-picture.js';
import type { DrawnPage, OcrCall } from './ocr-protocol.js';
import { hasModels, OCR_NAME } from './ocr-runtime.js';
import type { PageProgress } from './recognise-pages.js';
import { recognisePages } from './recognise-pages.js';

const MEDIA_TYPES = { png: 'image/png', jpeg: 'image/jpeg', tiff: 'image/tiff' } as const;

/**
 * Reads a picture (PNG, JPEG, TIFF with one page or several).
 *
 * @throws SetAsideError `needs-ocr` where the addition is not installed, `empty-file` for pages without text, `damaged-file`, `too-large`
 */
export async function readPicture(bytes: Uint8Array, onPage?: PageProgress): Promise<Document> {
  checkPicture(bytes);
  const pages = await recognisePages({ kind: 'picture', bytes }, onPage);
  return scannedDocument(pages, pictureType(bytes));
}

/**
 * Reads several pictures as the pages of one report, in their order.
 *
 * @throws SetAsideError as {@link readPicture}
 */
export async function readPictures(
  files: readonly Uint8Array[],
  mediaType: string,
  onPage?: PageProgress,
): Promise<Document> {
  for (const file of files) checkPicture(file);
  return scannedDocument(await recognisePages({ kind: 'pictures', files }, onPage), mediaType);
}

/** Pages that were recognised, and by what. */
interface RecognisedPages {
  by: string;
  pages: readonly PageContent[];
}

/** Recognises some pages of a PDF, by index; null where the addition is not installed: then its text is all that is read. */
export async function recogniseSome(
  bytes: Uint8Array,
  pages: readonly number[],
  onPage?: PageProgress,
): Promise<RecognisedPages | null> {
  return await recogniseIfCan({ kind: 'pdf', bytes, pages }, onPage);
}

/** Recognises pages that `draw` draws; null where the addition is not installed, or the one that draws. */
export async function recogniseDrawn(
  draw: () => Promise<DrawnPage[]>,
  onPage?: PageProgress,
): Promise<RecognisedPages | null> {
  if (!hasModels()) return null;
  return await recogniseIfCan({ kind: 'drawn', pages: await draw() }, onPage);
}

async function recogniseIfCan(
  call: OcrCall,
  onPage: PageProgress | undefined,
): Promise<RecognisedPages | null> {
  try {
    return { by: OCR_NAME, pages: alignPages(await recognisePages(call, onPage)) };
  } catch (error) {
    if (error instanceof SetAsideError && error.reason === 'needs-ocr') return null;
    throw error;
  }
}

/** Media type of a picture. */
export function pictureType(bytes: Uint8Array): string {
  return MEDIA_TYPES[pictureFormat(bytes) ?? 'png'];
}

/**
 * Reads a PDF by what its pages show.
 *
 * @throws SetAsideError as {@link readPicture}
 */
export async function readScannedPdf(bytes: Uint8Array, onPage?: PageProgress): Promise<Document> {
  return scannedDocument(await recognisePages({ kind: 'pdf', bytes }, onPage), 'application/pdf');
}

/** Pages that were read from pictures as a document. */
export function scannedDocument(pages: readonly PageContent[], mediaType: string): Document {
  if (pages.every(({ glyphs }) => glyphs.length === 0)) throw withoutText(pages.length);
  return {
    mediaType,
    encoding: null,
    metadata: {},
    recognisedBy: OCR_NAME,
    ...illegiblePages(pages),
    ...pagesToBlocks(alignPages(pages)),
  };
}

function withoutText(pages: number): SetAsideError {
  return new SetAsideError(
    'empty-file',
    `No line of text is found on the ${pages} pages of the scan. Check that it is the right file, and that each page was scanned from its printed side.`,
  );
}
