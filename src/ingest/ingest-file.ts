/** A file of whatever format to a document. */
import { SetAsideError } from '../errors.js';
import { decodeText } from './decode-text.js';
import type { Document } from './document.js';
import { flatMembers, isFlatPackage } from './docx/flat-package.js';
import { readDocx } from './docx/read-docx.js';
import { announcesHtml, detectFormat, detectTextFormat } from './file-format.js';
import { decodeHtml } from './html/decode-html.js';
import { readHtml } from './html/read-html.js';
import { readPdf } from './pdf/read-pdf.js';
import { textOfJson } from './text/json-document.js';
import { textBlocks } from './text/text-blocks.js';
import { checkParts, damagedWorkbook, readWorkbook } from './sheet/read-workbook.js';
import { damagedText } from './office/convert-office.js';
import { partsOf } from './joined/joined-file.js';
import type { JoinedPart } from './joined/joined-file.js';
import { readJoined } from './joined/read-joined.js';
import { readOfd } from './ofd/read-ofd.js';
import { readOffice, readOfficeSheet } from './office/read-office.js';
import { holdsMacros } from './macros.js';
import { isWhole97, office97Kind } from './office-97.js';
import { locked, unreadFormat } from './unread-format.js';
import type { PageProgress } from './scan/recognise-pages.js';
import { readPicture } from './scan/read-scan.js';
import { readWebArchive } from './web-archive.js';
import type { PackageKind } from './zip/package-kind.js';
import { packageKind } from './zip/package-kind.js';
import type { ZipMember } from './zip/zip-archive.js';
import { readZipDirectory } from './zip/zip-archive.js';

/** Largest file that is read, in bytes. The longest report known has under 1 MB of text. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/**
 * Reads a file by its content, whatever its name.
 *
 * @param fileName names a workbook that has no title
 * @param onPage told of each page of a scan
 * @throws SetAsideError where it is empty, too large, no text, or of a format that is not read; the message says
 *   what to do.
 */
export async function ingestFile(
  bytes: Uint8Array,
  fileName?: string,
  onPage?: PageProgress,
): Promise<Document> {
  if (bytes.byteLength === 0) throw emptyFile('The file is empty (0 bytes).');
  if (bytes.byteLength > MAX_FILE_BYTES) throw tooLarge(bytes.byteLength);
  const format = detectFormat(bytes);
  if (format === 'pdf') return await readPdf(bytes, onPage);
  if (format === 'picture') return await readPicture(bytes, onPage);
  if (format === 'zip') return withMacros(bytes, await readZip(bytes, fileName, onPage));
  if (format === 'web-archive') return readWebArchive(bytes);
  if (format === 'office-97') return withMacros(bytes, await readOffice97(bytes, fileName));
  if (format === 'rich-text') return await readOffice(bytes, format);
  if (format !== 'unknown') throw unreadFormat(format);
  return await readTextFile(bytes, fileName);
}

function withMacros(bytes: Uint8Array, document: Document): Document {
  return holdsMacros(bytes) ? { ...document, macros: true } : document;
}

/** Reads a file that is text of whatever format. */
async function readTextFile(bytes: Uint8Array, fileName: string | undefined): Promise<Document> {
  const { text, encoding } = announcesHtml(bytes) ? decodeHtml(bytes) : decodeText(bytes);
  const textFormat = detectTextFormat(text);
  if (textFormat === 'html') return readHtml(text, encoding);
  if (textFormat === 'workbook-xml') return await readWorkbook(bytes, 'xml', fileName);
  if (textFormat === 'word-xml' && isFlatPackage(text)) return await readDocx(flatMembers(text));
  if (textFormat === 'word-xml' || textFormat === 'flat-text') return await readOffice(bytes, textFormat);
  if (textFormat === 'flat-spreadsheet') return await readOfficeSheet(bytes, textFormat, fileName);
  if (textFormat === 'json') {
    const document = readJson(text, encoding);
    if (document !== null) return document;
  }
  if (textFormat !== 'unknown') throw unreadFormat(textFormat);
  if (text.trim() === '') throw emptyFile('The file holds nothing but blanks.');
  return { mediaType: 'text/plain', encoding, metadata: {}, blocks: textBlocks(text) };
}

/** What a value of JSON holds, read as the text or the page that it is; null where that is no report's. */
function readJson(text: string, encoding: string): Document | null {
  const held = textOfJson(text);
  if (held === null) return null;
  const mediaType = 'application/json';
  return held.kind === 'html'
    ? { ...readHtml(held.text, encoding), mediaType }
    : { mediaType, encoding, metadata: {}, blocks: textBlocks(held.text) };
}

/**
 * The error for a file over {@link MAX_FILE_BYTES}, also for those who know the size before they read.
 *
 * @param size in bytes
 */
export function tooLarge(size: number): SetAsideError {
  const megabytes = (count: number): string => (count / 1024 / 1024).toFixed(1);
  return new SetAsideError(
    'too-large',
    `The file has ${megabytes(size)} MB; at most ${megabytes(MAX_FILE_BYTES)} MB are read, and no annual report is that long. If it holds many reports, split it into one file each.`,
  );
}

function emptyFile(what: string): SetAsideError {
  return new SetAsideError('empty-file', `${what} Fetch it again from where it was published.`);
}

async function readOffice97(bytes: Uint8Array, fileName: string | undefined): Promise<Document> {
  const kind = office97Kind(bytes);
  if (kind === 'encrypted') throw locked();
  if (kind === 'workbook') {
    if (!isWhole97(bytes)) throw damagedWorkbook();
    return await readWorkbook(bytes, 'xls', fileName);
  }
  if (kind === 'presentation') throw unreadFormat(kind);
  if (!isWhole97(bytes)) throw damagedText();
  return await readOffice(bytes, 'office-97');
}

/** A file that is packed as ZIP: a Word document, a workbook, or one of the formats that are not read. */
async function readZip(
  bytes: Uint8Array,
  fileName: string | undefined,
  onPage: PageProgress | undefined,
): Promise<Document> {
  const { members, problem } = await readZipDirectory(bytes);
  if (problem !== null) throw problem;
  const kind = await kindOf(members);
  if (kind === 'word-document') return readDocx(members);
  if (kind === 'workbook') {
    await checkParts(members);
    return await readWorkbook(bytes, 'xlsx', fileName);
  }
  if (kind === 'joined') return await readJoinedFiles(members, onPage);
  if (kind === 'fixed-layout') return await readOfd(members, onPage);
  if (kind === 'open-spreadsheet') return await readOfficeSheet(bytes, kind, fileName);
  if (kind === 'open-document') return await readOffice(bytes, kind);
  throw unreadFormat(kind);
}

async function readJoinedFiles(
  members: readonly ZipMember[],
  onPage: PageProgress | undefined,
): Promise<Document> {
  const joined = await partsOf(members, MAX_FILE_BYTES);
  return await readJoined(joined, (part) => ingestPart(part, onPage), onPage);
}

/**
 * Reads one file of a joined source.
 *
 * @throws SetAsideError as {@link ingestFile}
 */
export async function ingestPart({ bytes, name }: JoinedPart, onPage?: PageProgress): Promise<Document> {
  // A joined source is made of files alone: one in another would have no end.
  if (detectFormat(bytes) === 'zip' && (await isJoined(bytes))) throw unreadFormat('archive');
  return await ingestFile(bytes, name, onPage);
}

async function isJoined(bytes: Uint8Array): Promise<boolean> {
  const { members } = await readZipDirectory(bytes);
  return packageKind(members.map(({ name }) => name)) === 'joined';
}

/** OpenDocument packages say in a member of their own what they are. */
async function kindOf(members: readonly ZipMember[]): Promise<PackageKind> {
  const kind = packageKind(members.map((member) => member.name));
  const type = members.find(({ name }) => name === 'mimetype');
  if (kind !== 'open-document' || type === undefined || type.size > 200) return kind;
  return Buffer.from(await type.read()).includes('spreadsheet') ? 'open-spreadsheet' : kind;
}
