/** Formats that are known and not read: what they are, and how their text gets in all the same. */
import { SetAsideError } from '../errors.js';
import type { FileFormat, TextFormat } from './file-format.js';
import type { OfficeSheet, OfficeText } from './office/read-office.js';
import type { PackageKind } from './zip/package-kind.js';

/** A format for which there is no reader. */
export type UnreadFormat = Exclude<
  FileFormat | TextFormat | PackageKind,
  | 'pdf'
  | 'zip'
  | 'picture'
  | OfficeText
  | OfficeSheet
  | 'word-document'
  | 'workbook'
  | 'fixed-layout'
  | 'joined'
  | 'html'
  | 'workbook-xml'
  | 'web-archive'
  | 'unknown'
>;

const AS_DOCUMENT = 'Save the report in it as a Word document (.docx) or a PDF and import that.';

/** The format as a sentence names it, and what to do. */
const FORMATS: Readonly<Record<UnreadFormat, readonly [name: string, remedy: string]>> = {
  presentation: ['a presentation (.ppt, .pptx)', AS_DOCUMENT],
  archive: [
    'an archive of files',
    'Give it to ogi ingest or ogi parse, which read each file in it, or unpack it and import those.',
  ],
  'other-picture': [
    'a picture of a kind for drawings',
    'Save it as PNG, or scan the page as PDF, and import that.',
  ],
  book: [
    'an electronic book (.epub)',
    'Unpack it (it is a ZIP archive) and import the page that holds the report.',
  ],
  xml: [
    'XML data of no kind that is known',
    'Import the document that it was made from, or save it as .docx or HTML in the program that reads it.',
  ],
  json: ['JSON data', 'Import the document that it was made from.'],
};

/** The error for a file of such a format. */
export function unreadFormat(format: UnreadFormat): SetAsideError {
  const [name, remedy] = FORMATS[format];
  return new SetAsideError('unknown-format', `The file is ${name}, a format that is not read. ${remedy}`);
}

/** The error for an Office document that is locked. */
export function locked(): SetAsideError {
  return new SetAsideError(
    'encrypted',
    'The Office document is locked with a password. Open it with the password, save it without one and import that.',
  );
}

/** Extensions by which documents of formats that are not read are told, and files that documents may be packed in. */
const EXTENSIONS: Readonly<Partial<Record<UnreadFormat, readonly string[]>>> = {
  presentation: ['.ppt', '.pptx', '.dps', '.odp'],
  book: ['.epub'],
  'other-picture': ['.bmp', '.gif'],
};

/** What to do with a file that is recognised by its extension (".ofd") not to be read; null for one that is no document. */
export function remedyOfExtension(extension: string): string | null {
  const entries = Object.entries(EXTENSIONS) as [UnreadFormat, readonly string[]][];
  const format = entries.find(([, extensions]) => extensions.includes(extension.toLowerCase()))?.[0];
  return format === undefined ? null : FORMATS[format][1];
}
