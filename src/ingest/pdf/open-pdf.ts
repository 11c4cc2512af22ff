/** Bytes of a PDF to its pages: by PDFium, which is several times faster, and by pdf.js where PDFium may read other than what is printed. */
import { damaged } from './damaged.js';
import { hasDamagedStream } from './damaged-streams.js';
import type { PdfContent } from './pdf-content.js';
import { readWithPdfium } from './pdfium/read-with-pdfium.js';

let pdfjs: Promise<typeof import('./open-with-pdfjs.js')> | undefined;

/**
 * Reads all pages. A library may take the memory of the bytes for itself.
 *
 * @throws SetAsideError `encrypted`, `damaged-file` or `too-large`.
 */
export async function openPdf(bytes: Uint8Array): Promise<PdfContent> {
  if (hasDamagedStream(bytes)) throw damaged();
  const content = await readWithPdfium(bytes);
  if (content !== null) return content;
  const { openWithPdfjs } = await (pdfjs ??= loadPdfjs());
  return await openWithPdfjs(bytes);
}

/** Nothing is drawn, so any font counts as loaded; else the library would trace the outlines of all letters. */
class LoadedFont {
  readonly loaded = Promise.resolve();
}

async function loadPdfjs(): Promise<typeof import('./open-with-pdfjs.js')> {
  // It replaces Array.prototype.push by a version ten times slower, for a detail of frozen arrays.
  const { push } = Array.prototype;
  const loaded = await import('./open-with-pdfjs.js');
  Array.prototype.push = push;
  Object.assign(globalThis, { FontFace: LoadedFont });
  return loaded;
}
