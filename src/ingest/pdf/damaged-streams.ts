/**
 * Finds compressed parts that do not match their checksum. The library reads on as far as it can, which would lose the rest of
 * a page, or change a number, without a word; a font whose tables are broken sends it astray for seconds and hundreds of MB.
 */
import { inflateRawSync, inflateSync } from 'node:zlib';

/** How far before its data the dictionary of a stream may begin, in bytes. */
const LONGEST_DICTIONARY = 2048;
/** More than this, in bytes, is not unpacked here; the reader has limits of its own. */
const LIMITS = { maxOutputLength: 32 * 1024 * 1024 };

/** Pictures are not looked at. */
const PICTURE = /\/Subtype\s*\/Image\b/u;
/** Packed with a checksum, and not wrapped in another encoding. */
const DEFLATED = /\/Filter\s*(?:\[\s*)?\/(?:FlateDecode|Fl)\b/u;

/** Bytes of a line end, which may stand behind the data. */
const LINE_END = 2;
/** Some writers leave the content of an empty page without even the header of what is compressed. */
const EMPTY = /\/Length\s+0\b(?!\s+\d+\s+R\b)/u;

/** True where a compressed page, form, font or table of letters is damaged. Encrypted files are not looked into. */
export function hasDamagedStream(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.includes('/Encrypt')) return false;
  for (let at = file.indexOf('stream'); at !== -1;) {
    const start = dataStart(file, at);
    const end = start === null ? -1 : file.indexOf('endstream', start);
    if (start !== null && end !== -1 && isRead(file, at, end - start) && !inflates(file.subarray(start, end)))
      return true;
    at = file.indexOf('stream', Math.max(at, end) + 'endstream'.length);
  }
  return false;
}

/** Where the data behind the keyword begins; null where the word is no keyword. */
function dataStart(file: Buffer, keyword: number): number | null {
  const after = keyword + 'stream'.length;
  if (file[after] === 0x0a) return after + 1;
  return file[after] === 0x0d ? after + (file[after + 1] === 0x0a ? 2 : 1) : null;
}

function isRead(file: Buffer, keyword: number, length: number): boolean {
  const before = file.toString('latin1', Math.max(0, keyword - LONGEST_DICTIONARY), keyword);
  const dictionary = before.slice(before.lastIndexOf(' obj') + 1);
  if (length <= LINE_END && EMPTY.test(dictionary)) return false;
  return DEFLATED.test(dictionary) && !PICTURE.test(dictionary);
}

/** Length of the header of zlib, in bytes. */
const ZLIB_HEADER = 2;

/** Writers that leave out the checksum at the end are forgiven. */
function inflates(data: Buffer): boolean {
  const problem = problemOf(() => inflateSync(data, LIMITS));
  if (problem === 'Z_BUF_ERROR')
    return problemOf(() => inflateRawSync(data.subarray(ZLIB_HEADER), LIMITS)) !== problem;
  return problem !== 'Z_DATA_ERROR';
}

/** The code of the error that unpacking ends with; null where it ends well. */
function problemOf(unpack: () => unknown): unknown {
  try {
    unpack();
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : null;
  }
}
