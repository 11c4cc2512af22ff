/** A file of whatever format to a document. */
import { SetAsideError } from '../errors.js';
import { decodeText } from './decode-text.js';
import type { Document } from './document.js';
import { detectFormat, detectTextFormat } from './file-format.js';
import type { FileFormat } from './file-format.js';
import { readPdf } from './pdf/read-pdf.js';
import { readText } from './read-text.js';

/** Largest file that is read, in bytes. The longest report known has under 1 MB of text. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

const FORMAT_NAMES: Readonly<Record<Exclude<FileFormat, 'unknown'>, string>> = {
  pdf: 'a PDF',
  'word-document': 'a Word or other Office document',
  'word-97': 'a document of an old Office format (.doc, .wps, .xls)',
  'rich-text': 'a Rich Text document',
  archive: 'an archive (ZIP or the like)',
  picture: 'a picture',
  html: 'a web page (HTML)',
  'web-archive': 'a saved web page (MHTML)',
  json: 'JSON data',
};

const REMEDIES: Partial<Record<FileFormat, string>> = {
  archive: 'Unpack it and import the files in it.',
  picture: 'Recognise its text (OCR), save that as a UTF-8 text file and import it.',
  json: 'Import the document that it was made from.',
};

/**
 * Reads a file by its content, whatever its name.
 *
 * @throws SetAsideError where it is empty, too large, no text, or of a format that is not read; the message says
 *   what to do.
 */
export async function ingestFile(bytes: Uint8Array): Promise<Document> {
  if (bytes.byteLength === 0) throw emptyFile('The file is empty (0 bytes).');
  if (bytes.byteLength > MAX_FILE_BYTES) throw tooLarge(bytes.byteLength);
  const format = detectFormat(bytes);
  if (format === 'pdf') return await readPdf(bytes);
  refuseUnread(format);
  const { text, encoding } = decodeText(bytes);
  refuseUnread(detectTextFormat(text));
  if (text.trim() === '') throw emptyFile('The file holds nothing but blanks.');
  return { mediaType: 'text/plain', encoding, metadata: {}, blocks: readText(text) };
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

function refuseUnread(format: FileFormat): void {
  if (format === 'unknown') return;
  const remedy = REMEDIES[format] ?? 'Save its text as a UTF-8 text file (.txt) and import that.';
  throw new SetAsideError(
    'unknown-format',
    `The file is ${FORMAT_NAMES[format]}, a format that is not read yet. ${remedy}`,
  );
}
