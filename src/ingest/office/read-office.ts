/** A text that only word processors read to a document, through its conversion to .docx. */
import { readDocx } from '../docx/read-docx.js';
import type { Document } from '../document.js';
import type { ZipMember } from '../zip/zip-archive.js';
import { readZipDirectory } from '../zip/zip-archive.js';
import { convertToDocx } from './convert-office.js';

/** Formats that are converted. */
export type OfficeText = 'office-97' | 'rich-text' | 'open-document' | 'word-xml';

/** The usual extension of each, which the converter is told, and its media type. */
const FORMATS: Readonly<Record<OfficeText, readonly [extension: string, mediaType: string]>> = {
  'office-97': ['doc', 'application/msword'],
  'rich-text': ['rtf', 'application/rtf'],
  'open-document': ['odt', 'application/vnd.oasis.opendocument.text'],
  'word-xml': ['xml', 'application/xml'],
};

/**
 * Reads what the converter makes of it; places are those of the converted text.
 *
 * @throws SetAsideError as {@link convertToDocx} and {@link readDocx} do
 */
export async function readOffice(bytes: Uint8Array, format: OfficeText): Promise<Document> {
  const [extension, mediaType] = FORMATS[format];
  const { members } = await readZipDirectory(await convertToDocx(bytes, extension));
  return { ...(await readDocx(members)), mediaType, convertedBy: await converterOf(members) };
}

/** Name and version of the program that wrote a .docx, as it says itself. */
async function converterOf(members: readonly ZipMember[]): Promise<string> {
  const properties = await members.find(({ name }) => name === 'docProps/app.xml')?.read();
  const application = /<Application>([^<$]*)/u.exec(Buffer.from(properties ?? []).toString('utf8'))?.[1];
  return application?.replace('/', ' ') ?? 'LibreOffice';
}
