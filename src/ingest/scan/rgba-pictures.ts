/**
 * Pictures in PDFs, with four bytes a pixel before pdfjs-dist copies them to a canvas: what has three, version 6.2 copies in a time that grows with the
 * square of its height (mozilla/pdf.js 21440; mended in 6.5, which needs Node 22). What is drawn is the same.
 */
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ImageKind } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Where a page keeps what its reader found in it; the library's types tell no more than that it is there. */
interface PageObjects {
  resolve(id: string, found?: unknown): void;
}

interface RgbPicture {
  kind: number;
  width: number;
  height: number;
  data: Uint8Array | Uint8ClampedArray;
}

/** Makes the pictures that a page is yet to be drawn with ones of four bytes a pixel. */
export function widenPictures(page: PDFPageProxy): void {
  const objects = page.objs as PageObjects;
  const resolve = objects.resolve.bind(objects);
  objects.resolve = (id, found) => {
    resolve(id, isRgb(found) ? { ...found, kind: ImageKind.RGBA_32BPP, data: withOpacity(found) } : found);
  };
}

function isRgb(found: unknown): found is RgbPicture {
  const { kind, width, height, data } = (found ?? {}) as Partial<RgbPicture>;
  return (
    kind === ImageKind.RGB_24BPP &&
    (data instanceof Uint8Array || data instanceof Uint8ClampedArray) &&
    data.length === (width ?? NaN) * (height ?? NaN) * 3
  );
}

function withOpacity({ data, width, height }: RgbPicture): Uint8Array {
  const rgba = new Uint8Array(width * height * 4);
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
    rgba[to] = data[from] ?? 0;
    rgba[to + 1] = data[from + 1] ?? 0;
    rgba[to + 2] = data[from + 2] ?? 0;
    rgba[to + 3] = 255;
  }
  return rgba;
}
