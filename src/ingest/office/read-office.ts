/** A file that only office programs read to a document, through its conversion to .docx or .xlsx. */
import { readDocx } from '../docx/read-docx.js';
import type { Document } from '../document.js';
import type { ZipMember } from '../zip/zip-archive.js';
import { readZipDirectory } from '../zip/zip-archive.js';
import { checkParts, readWorkbook } from '../sheet/read-workbook.js';
import { convertOffice } from './convert-office.js';

/** Formats that are converted. */
export type OfficeText = 'office-97' | 'rich-text' | 'open-document' | 'flat-text' | 'word-xml';
export type OfficeSheet = 'open-spreadsheet' | 'flat-spreadsheet';

/** The usual extension of each, which the converter is told, and its media type. */
const FORMATS: Readonly<Record<OfficeText | OfficeSheet, readonly [extension: string, mediaType: string]>> = {
  'office-97': ['doc', 'application/msword'],
  'rich-text': ['rtf', 'application/rtf'],
  'open-document': ['odt', 'application/vnd.oasis.opendocument.text'],
  'flat-text': ['fodt', 'application/vnd.oasis.opendocument.text-flat-xml'],
  'word-xml': ['xml', 'application/xml'],
  'open-spreadsheet': ['ods', 'application/vnd.oasis.opendocument.spreadsheet'],
  'flat-spreadsheet': ['fods', 'application/vnd.oasis.opendocument.spreadsheet-flat-xml'],
};

/**
 * Reads what the converter makes of it; places are those of the converted text.
 *
 * @throws SetAsideError as {@link convertOffice} and {@link readDocx} do
 */
export async function readOffice(bytes: Uint8Array, format: OfficeText): Promise<Document> {
  const [extension, mediaType] = FORMATS[format];
  const { members } = await readZipDirectory(await convertOffice(bytes, extension, 'docx'));
  return { ...(await readDocx(members)), mediaType, convertedBy: await converterOf(members) };
}

/**
 * The same of a spreadsheet; places are those of the converted sheets.
 *
 * @throws SetAsideError as {@link convertOffice} and {@link readWorkbook} do
 */
export async function readOfficeSheet(
  bytes: Uint8Array,
  format: OfficeSheet,
  fileName?: string,
): Promise<Document> {
  const [extension, mediaType] = FORMATS[format];
  const converted = await convertOffice(bytes, extension, 'xlsx');
  const { members } = await readZipDirectory(converted);
  await checkParts(members);
  const document = await readWorkbook(converted, 'xlsx', fileName);
  return { ...document, mediaType, convertedBy: await converterOf(members) };
}

/** Name and version of the program that wrote a package, as it says itself. */
async function converterOf(members: readonly ZipMember[]): Promise<string> {
  const properties = await members.find(({ name }) => name === 'docProps/app.xml')?.read();
  const application = /<Application>([^<$]*)/u.exec(Buffer.from(properties ?? []).toString('utf8'))?.[1];
  return application?.replace('/', ' ') ?? 'LibreOffice';
}
