/** Bytes to a report, or a sentence that says why not. */
import { SetAsideError } from '../errors.js';
import { ingestFile } from '../ingest/ingest-file.js';
import type { Document } from '../ingest/document.js';
import type { PageProgress } from '../ingest/scan/recognise-pages.js';
import { webAddress } from './source-origin.js';
import { PARSER_VERSION, readDocument } from '../parse/index.js';
import type { ReadDocument } from '../parse/index.js';
import type { NoReport } from '../parse/head/no-report.js';
import type { GivenHead, Report } from '../domain/report.js';
import { prepareReport } from '../store/prepared-report.js';
import type { PreparedReport } from '../store/prepared-report.js';
import { isTextTooLong, MAX_TEXT_LENGTH } from '../text/text-limit.js';

/** A file, read and parsed. */
export interface ParsedFile {
  /** As {@link Document} has it. */
  mediaType: string;
  encoding: string | null;
  /** Address from which the file says that it was saved; null where it says none. */
  url: string | null;
  /** True where pages could not be read here for want of the packages that read pictures. */
  isInPart: boolean;
  report: Report;
}

/** A file that is to be stored, read and parsed, and prepared for the store. */
export interface PreparedFile extends Omit<ParsedFile, 'report'> {
  prepared: PreparedReport;
}

/** Version of all that turns bytes into a report. Files read by another version are read again. */
export const READER_VERSION: string = PARSER_VERSION;

/**
 * Reads a file as far as it goes: organ and year may be missing.
 *
 * @param fileName names a workbook that has no title
 * @param onPage told of each page of a scan
 * @param read what was read of it already
 * @throws SetAsideError where the file cannot be read, is no annual report, or the parser fails on it.
 */
export async function parseFile(
  bytes: Uint8Array,
  given: GivenHead = {},
  fileName?: string,
  onPage?: PageProgress,
  read?: Document,
): Promise<ParsedFile> {
  const document = read ?? (await ingest(bytes, fileName, onPage));
  const { report, noReport } = parse(document, given);
  if (noReport !== null) throw new SetAsideError(noReport, REFUSALS[noReport]);
  const { mediaType, encoding, metadata, unread } = document;
  const isInPart = typeof unread?.command === 'string';
  return { mediaType, encoding, url: webAddress(metadata.url), isInPart, report };
}

const REFUSALS: Readonly<Record<NoReport, string>> = {
  'not-a-report':
    'The text has neither the tables nor the title and sections of an annual report on open government information (政府信息公开工作年度报告). Check that it is the right file and that its text is complete.',
  explanation:
    'The file explains an annual report (解读, 图解) and is none. Import the report that it speaks of; it is linked from the same page as a rule.',
  'letter-or-notice':
    'The file is a letter, a notice or a rule about annual reports and holds none. If the report is its attachment, fetch that and import it.',
  'title-only':
    'The file holds the title of an annual report and no text of it: the report stands in pictures or in an attachment. Fetch the attachment, or recognise the text of the pictures (OCR), and import that.',
};

/**
 * Reads a file that is to be stored: as {@link parseFile}, and organ and year are known.
 *
 * @throws SetAsideError as {@link parseFile} does, and `no-organ`, `no-year` or `too-large`.
 */
export async function readReport(
  bytes: Uint8Array,
  given: GivenHead = {},
  fileName?: string,
  onPage?: PageProgress,
  read?: Document,
): Promise<ParsedFile> {
  const parsed = await parseFile(bytes, given, fileName, onPage, read);
  if (parsed.report.organ === null && isBlank(parsed.report)) {
    throw new SetAsideError(
      'not-a-report',
      'It is a blank form of the annual report: it names no organ and has no figure. Check that it is the right file.',
    );
  }
  if (parsed.report.organ === null) {
    throw new SetAsideError(
      'no-organ',
      'It is an annual report, but nothing in it names the organ. Give the organ with it (ogi ingest --organ), or write the full title, with the organ, as the first line, and import it again.',
    );
  }
  if (parsed.report.year === null) {
    throw new SetAsideError(
      'no-year',
      'It is an annual report, but the year it reports on is stated nowhere. Give the year with it (ogi ingest --year), or write the full title, with the year, as the first line, and import it again.',
    );
  }
  if (isTextTooLong(parsed.report)) {
    throw new SetAsideError(
      'too-large',
      `It has more than ${MAX_TEXT_LENGTH.toLocaleString('en-US')} characters of text, and no annual report is that long. If it holds many reports, split it into one file each.`,
    );
  }
  return parsed;
}

/** True where no figure is printed. */
function isBlank({ cells }: Report): boolean {
  return Object.values(cells).every(({ state }) => state !== 'REPORTED');
}

/** As {@link readReport}, and what can be prepared for the store is: so the process that writes has the less to do. */
export async function prepareFile(
  bytes: Uint8Array,
  given: GivenHead = {},
  fileName?: string,
  onPage?: PageProgress,
  read?: Document,
): Promise<PreparedFile> {
  const { report, ...facts } = await readReport(bytes, given, fileName, onPage, read);
  return { ...facts, prepared: prepareReport(report, bytes) };
}

async function ingest(
  bytes: Uint8Array,
  fileName: string | undefined,
  onPage: PageProgress | undefined,
): Promise<Document> {
  try {
    return await ingestFile(bytes, fileName, onPage);
  } catch (error) {
    throw error instanceof SetAsideError ? error : ownFailure(error);
  }
}

function parse(document: Document, given: GivenHead): ReadDocument {
  try {
    return readDocument(document, given);
  } catch (cause) {
    throw ownFailure(cause);
  }
}

function ownFailure(cause: unknown): SetAsideError {
  return new SetAsideError(
    'parser-failure',
    'The parser failed on this file: an error of this program, not of the file. Please report it with the file; all other files are read.',
    cause,
  );
}
