/** Containers of Office 97 (OLE2, [MS-CFB]): what they hold, and whether they are whole. */

/** Stream in which Office keeps a document that is locked with a password ([MS-OFFCRYPTO]). */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');
/** Streams that hold a text, a workbook (the second of before 1997) or a presentation. */
const TEXT_STREAM = Buffer.from('WordDocument\0', 'utf16le');
const WORKBOOK_STREAMS = ['Workbook\0', 'Book\0'].map((name) => Buffer.from(name, 'utf16le'));
const SLIDES_STREAM = Buffer.from('PowerPoint Document', 'utf16le');

/** `document`: a text (.doc, .wps), or what no other name tells. */
export type Office97Kind = 'encrypted' | 'workbook' | 'presentation' | 'document';

/** What a container holds, by the names of its streams. A text may have a workbook within. */
export function office97Kind(bytes: Uint8Array): Office97Kind {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.includes(ENCRYPTED_STREAM)) return 'encrypted';
  if (buffer.includes(TEXT_STREAM)) return 'document';
  if (WORKBOOK_STREAMS.some((name) => buffer.includes(name))) return 'workbook';
  return buffer.includes(SLIDES_STREAM) ? 'presentation' : 'document';
}

const HEADER_BYTES = 512;
/** Where the header lists the first sectors of the allocation table, and how many it lists. */
const TABLE_LIST = 76;
const LISTED_TABLES = 109;
/** Larger numbers are marks and no sectors. */
const LAST_SECTOR = 0xfffffffa;

/** False for a container that was cut off: a sector that its allocation table leads to is not there. */
export function isWhole97(bytes: Uint8Array): boolean {
  if (bytes.byteLength < HEADER_BYTES) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) return false;
  const size = 1 << shift;
  const sectors = Math.floor((bytes.byteLength - size) / size);
  for (let listed = 0; listed < LISTED_TABLES; listed += 1) {
    const table = view.getUint32(TABLE_LIST + 4 * listed, true);
    if (table > LAST_SECTOR) break;
    const start = (table + 1) * size;
    if (start + size > bytes.byteLength) return false;
    for (let entry = 0; entry < size / 4; entry += 1) {
      const next = view.getUint32(start + 4 * entry, true);
      if (next <= LAST_SECTOR && next >= sectors) return false;
    }
  }
  return true;
}
