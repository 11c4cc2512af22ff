/** Writes by clients, each in the audit log, and the lists that only an administrator sees. */
import { createHash } from 'node:crypto';
import type { ReportStore } from '../store/port.js';
import type { SetAsideFile } from '../store/sources.js';
import type { StoredReport, WriteLogEntry, WriteStatus } from '../store/writes.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../store/search-request.js';
import { OgiError } from '../errors.js';
import { badArgument, checkInteger, checkOffset } from './check-input.js';
import type { SetAsideEntry } from './import-reports.js';
import { checkOrigin } from './source-origin.js';
import type { UploadedFile } from './joining/join-upload.js';
import type { ReparsePage } from './reparse.js';

/** Bytes of an uploaded file at most: 20 MB. No annual report is that long. */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;
/** How many characters of a file name are kept. */
export const MAX_FILE_NAME = 255;
/** How many kept sources one reparse looks at. */
export const DEFAULT_REPARSE = 50;
export const MAX_REPARSE = 200;

/** A file that a client sends. */
export interface Upload {
  fileName: string;
  bytes: Uint8Array;
  /** Other files of the same report, to be joined with it: see `joinUpload`. */
  further?: readonly UploadedFile[];
  /** Where it was retrieved from; null and absent where that is not known. */
  sourceUrl?: string | null;
  retrievedAt?: string | null;
}

/** How an upload is read. */
export interface ImportUploadOptions {
  /** Milliseconds in which it must have been read. Default is no limit. */
  deadlineMs?: number;
}

/** What came of an upload. */
export interface UploadResult {
  /** `set-aside`: it could not become a report. */
  status: WriteStatus | 'set-aside';
  sha256: string;
  /** The report that holds these bytes now; null where they were set aside. */
  report: StoredReport | null;
  setAside: SetAsideEntry | null;
}

/** A page of a list; null counts as not given. */
export interface OffsetInput {
  first?: number | null;
  offset?: number | null;
}

/**
 * Imports one file and logs it. The same bytes again are `unchanged`.
 *
 * @throws OgiError `BAD_ARGUMENT` where the file name is empty, the file larger than {@link MAX_UPLOAD_BYTES}, or its origin no
 *   address of the web or no date; `DEADLINE_EXCEEDED` where it had not been read in `deadlineMs`: nothing of it is written then,
 *   but the line in the log.
 */
export async function importUpload(
  store: ReportStore,
  upload: Upload,
  requestId: string,
  { deadlineMs }: ImportUploadOptions = {},
): Promise<UploadResult> {
  const { further = [] } = upload;
  const files = [upload, ...further].map((file) => ({
    fileName: checkFileName(file.fileName),
    bytes: file.bytes,
  }));
  const origin = checkOrigin({ url: upload.sourceUrl ?? null, retrievedAt: upload.retrievedAt ?? null });
  if (files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) > MAX_UPLOAD_BYTES) throw fileTooLarge();
  const signal = deadlineMs === undefined ? undefined : AbortSignal.timeout(deadlineMs);
  const tooSlow = async (sha256: string, limit: number): Promise<OgiError> => {
    await log(store, requestId, { action: 'IMPORT', reportId: null, sha256, result: 'deadline-exceeded' });
    return uploadTooSlow(limit);
  };
  const { fileName, bytes, document } = await joined(files, signal).catch(async (error: unknown) => {
    throw signal?.aborted === true ? await tooSlow(digestOf(upload.bytes), deadlineMs ?? 0) : error;
  });
  const sha256 = digestOf(bytes);
  // The parser is a sixth of all the code: a server that nobody sends a file to needs none of it.
  const { importFiles } = await import('./import-reports.js');
  const summary = await importFiles(
    [
      {
        path: fileName,
        fileName,
        origin,
        read: () => Promise.resolve(bytes),
        ...(document === undefined ? {} : { document }),
      },
    ],
    store,
    signal === undefined ? {} : { signal },
  );
  if (deadlineMs !== undefined && summary.files === 0) throw await tooSlow(sha256, deadlineMs);
  const setAside = summary.setAside[0] ?? null;
  const statuses = ['new', 'revised', 'reparsed', 'unchanged'] as const;
  const status = setAside === null ? statuses.find((one) => summary[one] > 0) : 'set-aside';
  if (status === undefined) throw new RangeError('The import says nothing of its only file.');
  const id = setAside === null ? ((await store.knownSources([sha256])).get(sha256)?.id ?? null) : null;
  const [report = null] = id === null ? [] : await store.getMany([id]);
  const result = setAside === null ? status : `set-aside: ${setAside.reason}`;
  await log(store, requestId, { action: 'IMPORT', reportId: id, sha256, result });
  return { status, sha256, report, setAside };
}

/** The one file, or the source that several make. */
async function joined(
  files: readonly UploadedFile[],
  signal: AbortSignal | undefined,
): Promise<UploadedFile> {
  const [only] = files;
  if (only !== undefined && files.length === 1) return only;
  const { joinUpload } = await import('./joining/join-upload.js');
  return await joinUpload(files, signal);
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Bytes of a base64 text.
 *
 * @throws OgiError `BAD_ARGUMENT` where it is no base64, or holds more than {@link MAX_UPLOAD_BYTES}.
 */
export function decodeBase64(base64: string): Uint8Array {
  // Refused by its length before it is decoded.
  const size = Math.floor((base64.length * 3) / 4);
  if (size > MAX_UPLOAD_BYTES + 2) throw fileTooLarge();
  const bytes = Buffer.from(base64, 'base64');
  // Node skips what is no base64; a file with such a hole must not be imported.
  if (bytes.toString('base64').replace(/={1,2}$/u, '') === base64.replace(/={1,2}$/u, '')) return bytes;
  throw badArgument(
    'base64',
    'base64 is not well formed.',
    'Encode the bytes of the file in standard base64 (RFC 4648 section 4), without line breaks.',
  );
}

function uploadTooSlow(deadlineMs: number): OgiError {
  return new OgiError('DEADLINE_EXCEEDED', `The file had not been read after ${deadlineMs} ms.`, {
    remedy:
      'Nothing of it was stored. Send fewer pages at once, or import it with `ogi ingest`, which takes its time.',
  });
}

/** An uploaded file of more than {@link MAX_UPLOAD_BYTES}. */
export function fileTooLarge(): OgiError {
  return badArgument(
    'file',
    `The file has more than ${MAX_UPLOAD_BYTES / 1024 / 1024} MB.`,
    'Send at most 20 MB; split it into one file a report.',
  );
}

/** A file name without folders and control characters: it is shown to everybody. */
function checkFileName(fileName: string): string {
  const name = fileName
    .replace(/^.*[\\/]/su, '')
    .replace(/\p{Cc}/gu, '')
    .trim();
  if (name !== '' && name.length <= MAX_FILE_NAME) return name;
  throw badArgument(
    'fileName',
    name === '' ? 'The file has no name.' : `The name of the file has ${name.length} characters.`,
    `Give a name of 1 to ${MAX_FILE_NAME} characters, e.g. report-2021.html.`,
  );
}

/** Deletes a report with all its revisions and sources, and logs it. False for an unknown id. */
export async function deleteReport(store: ReportStore, id: string, requestId: string): Promise<boolean> {
  const deleted = await store.delete(id);
  const result = deleted ? 'deleted' : 'not-found';
  await log(store, requestId, { action: 'DELETE', reportId: id, sha256: null, result });
  return deleted;
}

/**
 * Reads some of the kept sources again, those after `after`, and logs it. Sources that this version of the parser has read
 * are `unchanged`, so that a page may be asked for again.
 *
 * @throws OgiError `BAD_ARGUMENT`.
 */
export async function reparseSources(
  store: ReportStore,
  input: { after?: string | null; limit?: number | null },
  requestId: string,
): Promise<ReparsePage> {
  const limit = checkInteger(input.limit, 'limit', { from: 1, to: MAX_REPARSE, fallback: DEFAULT_REPARSE });
  const after = input.after ?? null;
  if (after !== null && !/^[0-9a-f]{64}$/.test(after)) {
    throw badArgument('after', 'after is no SHA-256.', 'Give `next` of the page before, or leave it out.');
  }
  const { reparseSome } = await import('./reparse.js');
  const page = await reparseSome(store, after, limit);
  const { reparsed, unchanged, setAside } = page.summary;
  const result = `reparsed ${reparsed}, unchanged ${unchanged}, set-aside ${setAside.length}`;
  await log(store, requestId, { action: 'REPARSE', reportId: null, sha256: null, result });
  return page;
}

/** Files that could not become reports, newest first. */
export function listSetAside(
  store: ReportStore,
  page: OffsetInput,
): Promise<{ files: SetAsideFile[]; total: number }> {
  const { limit, offset } = readOffsetPage(page);
  return store.listSetAside(limit, offset);
}

/** The audit log of writes, newest first. */
export function listWrites(
  store: ReportStore,
  page: OffsetInput,
): Promise<{ entries: WriteLogEntry[]; total: number }> {
  const { limit, offset } = readOffsetPage(page);
  return store.listWrites(limit, offset);
}

function readOffsetPage({ first, offset }: OffsetInput): { limit: number; offset: number } {
  return {
    limit: checkInteger(first, 'first', { from: 1, to: MAX_PAGE_SIZE, fallback: DEFAULT_PAGE_SIZE }),
    offset: checkOffset(offset),
  };
}

function log(
  store: ReportStore,
  requestId: string,
  entry: Omit<WriteLogEntry, 'at' | 'requestId'>,
): Promise<void> {
  return store.logWrites([{ at: new Date().toISOString(), requestId, ...entry }]);
}
