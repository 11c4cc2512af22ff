/** Bytes of a picture to its pages in colour. What is too large is refused before a pixel of it is unpacked. */
import { SetAsideError } from '../../errors.js';

/** Most pixels of one page: A4 with 600 dots an inch has 35 million. */
export const MOST_PIXELS = 50_000_000;
/** Most pages of one scan. */
export const MOST_PAGES = 100;

/** Pixels in colour: four bytes each. */
export interface ColourPicture {
  width: number;
  height: number;
  data: Uint8ClampedArray | Uint8Array;
}

/** Formats of pictures that are read. */
export type PictureFormat = 'png' | 'jpeg' | 'tiff';

/** The format that the first bytes announce; null for any other. */
export function pictureFormat(bytes: Uint8Array): PictureFormat | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(8, bytes.byteLength)).toString('latin1');
  if (head.startsWith('\x89PNG')) return 'png';
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  return head.startsWith('II*\0') || head.startsWith('MM\0*') ? 'tiff' : null;
}

/**
 * The pages of a picture, one after the other; `count` of them.
 *
 * @throws SetAsideError `too-large` or `damaged-file`
 */
export async function decodePicture(
  bytes: Uint8Array,
): Promise<{ count: number; page(index: number): Promise<ColourPicture> }> {
  if (pictureFormat(bytes) === 'tiff') return await decodeTiff(bytes);
  checkPicture(bytes);
  return { count: 1, page: () => decodeByCanvas(bytes) };
}

/**
 * Looks at the head and the end of a picture, before anything is unpacked. A TIFF is looked at by its decoder.
 *
 * @throws SetAsideError `too-large` or `damaged-file`
 */
export function checkPicture(bytes: Uint8Array): void {
  const format = pictureFormat(bytes);
  if (format === 'tiff') return;
  const size = format === 'png' ? pngSize(bytes) : jpegSize(bytes);
  if (size === null) throw damagedPicture();
  checkPixels(size.width, size.height);
  if (!isWhole(bytes, format)) throw damagedPicture();
}

/** @throws SetAsideError `too-large` */
export function checkPixels(width: number, height: number): void {
  if (width * height <= MOST_PIXELS && Math.max(width, height) <= 20_000) return;
  throw new SetAsideError(
    'too-large',
    `The picture has ${width} × ${height} pixels; at most ${MOST_PIXELS / 1_000_000} million are read, which is A4 with more than 600 dots an inch. Scan the page with 300 dots an inch, or scale the picture down, and import that.`,
  );
}

/** @throws SetAsideError `too-large` */
export function checkPageCount(count: number): void {
  if (count <= MOST_PAGES) return;
  throw new SetAsideError(
    'too-large',
    `The scan has ${count} pages; at most ${MOST_PAGES} pages of pictures are read, and no annual report is that long. If it holds many reports, split it into one file each.`,
  );
}

export function damagedPicture(cause?: unknown): SetAsideError {
  return new SetAsideError(
    'damaged-file',
    'The picture is damaged or cut off: parts of it cannot be read. Fetch it again from where it was published, or scan the page again.',
    cause,
  );
}

async function decodeByCanvas(bytes: Uint8Array): Promise<ColourPicture> {
  const { createCanvas, loadImage } = await import('@napi-rs/canvas');
  try {
    const image = await loadImage(Buffer.from(bytes));
    const { width, height } = image;
    checkPixels(width, height);
    const context = createCanvas(width, height).getContext('2d');
    context.drawImage(image, 0, 0);
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  } catch (error) {
    throw error instanceof SetAsideError ? error : damagedPicture(error);
  }
}

async function decodeTiff(
  bytes: Uint8Array,
): Promise<{ count: number; page(index: number): Promise<ColourPicture> }> {
  const { default: library } = await import('utif2');
  // A copy: the library reads from the beginning of the memory.
  const memory = new Uint8Array(bytes).buffer;
  try {
    const pages = library
      .decode(memory)
      .filter((page) => numberOf(page['t256']) > 0 && numberOf(page['t257']) > 0);
    if (pages.length === 0) throw damagedPicture();
    checkPageCount(pages.length);
    for (const page of pages) checkPixels(numberOf(page['t256']), numberOf(page['t257']));
    return {
      count: pages.length,
      page: (index) => {
        const page = pages[index];
        if (page === undefined) throw damagedPicture();
        try {
          library.decodeImage(memory, page);
          const { width, height } = page;
          const data = library.toRGBA8(page);
          if (data.length !== width * height * 4) throw damagedPicture();
          // What was unpacked of one page is not kept for the next.
          page.data = new Uint8Array();
          return Promise.resolve({ width, height, data });
        } catch (error) {
          throw error instanceof SetAsideError ? error : damagedPicture(error);
        }
      },
    };
  } catch (error) {
    throw error instanceof SetAsideError ? error : damagedPicture(error);
  }
}

function numberOf(value: unknown): number {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'number' ? first : 0;
}

interface Size {
  width: number;
  height: number;
}

function pngSize(bytes: Uint8Array): Size | null {
  if (bytes.byteLength < 33) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** From the first frame header of a JPEG. */
function jpegSize(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 < bytes.byteLength;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** How far from the end of the file the mark of its end may stand: cameras write their own data behind it. */
const TRAILER = 64 * 1024;

/** True where the mark of the end is there: decoders fill what is missing with grey. */
function isWhole(bytes: Uint8Array, format: PictureFormat | null): boolean {
  const tail = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + Math.max(0, bytes.byteLength - TRAILER),
    Math.min(TRAILER, bytes.byteLength),
  );
  return tail.includes(format === 'png' ? 'IEND' : Buffer.from([0xff, 0xd9]));
}
