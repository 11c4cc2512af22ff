/** Pages of a PDF drawn as pictures. */
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import '../pdf/buffer-transfer.js';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
// Loaded here so that the library does not look for it itself.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { SetAsideError } from '../../errors.js';
import type { ColourPicture } from './decode-picture.js';
import { MOST_PIXELS, checkPageCount } from './decode-picture.js';
import { widenPictures } from './rgba-pictures.js';
import { readingScale } from './to-page.js';

const PACKAGE = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folder = (name: string): string => join(PACKAGE, name) + sep;

/** A page to be drawn. */
export interface DrawnPage {
  /** In points. */
  size: { width: number; height: number };
  picture: ColourPicture;
}

/**
 * The pages of a PDF, drawn one after the other.
 *
 * @param longestSide of each page, in pixels; as large as is worth reading where none is given
 * @throws SetAsideError `too-large` for too many pages, `damaged-file`
 */
export async function drawPdf(
  bytes: Uint8Array,
  longestSide?: number,
): Promise<{ count: number; page(index: number): Promise<DrawnPage> }> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    useSystemFonts: false,
    maxImageSize: MOST_PIXELS,
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
  });
  const document = await task.promise.catch((error: unknown) => {
    throw damagedPdf(error);
  });
  checkPageCount(document.numPages);
  return {
    count: document.numPages,
    page: async (index) => {
      try {
        const page = await document.getPage(index + 1);
        widenPictures(page);
        const { width, height } = page.getViewport({ scale: 1 });
        const viewport = page.getViewport({ scale: readingScale({ width, height }, longestSide) });
        const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
        const context = canvas.getContext('2d');
        await page.render({
          canvas,
          canvasContext: context,
          viewport,
          background: '#ffffff',
        }).promise;
        page.cleanup();
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        return { size: { width, height }, picture: { width: canvas.width, height: canvas.height, data } };
      } catch (error) {
        throw error instanceof SetAsideError ? error : damagedPdf(error);
      }
    },
  };
}

function damagedPdf(cause: unknown): SetAsideError {
  return new SetAsideError(
    'damaged-file',
    'A page of the PDF cannot be drawn: it is damaged. Fetch it again from where it was published, or open it in a viewer and print it to a new PDF.',
    cause,
  );
}
