/** The documents in an archive, one by one, within bounds. */
import { SetAsideError } from '../../errors.js';
import type { UnpackedFile } from '../archive/unpack-archive.js';
import { detectFormat, isDocumentName } from '../file-format.js';
import { MAX_FILE_BYTES, tooLarge } from '../ingest-file.js';
import { unreadFormat } from '../unread-format.js';
import { packageKind } from './package-kind.js';
import { readZipDirectory } from './zip-archive.js';
import type { ZipDirectory, ZipMember } from './zip-archive.js';

/** Largest archive that is read, in bytes as packed. */
export const MAX_ARCHIVE_BYTES = 200 * 1024 * 1024;
/** Documents in an archive at most, with those of archives in it. */
export const MAX_ARCHIVE_FILES = 10_000;
/** Bytes that all documents of an archive unpack to at most. They are unpacked one at a time. */
export const MAX_UNPACKED_BYTES = 1024 * 1024 * 1024;
/** Archives in archives in an archive at most. */
export const MAX_ARCHIVE_DEPTH = 2;

/** A document in an archive, or a part of the archive that cannot be read. */
export interface ArchiveMember {
  /** Its path in the archive, e.g. `2020/report.docx` or `inner.zip/report.docx`; empty for the archive itself. */
  name: string;
  /** Its bytes. A rejection is a SetAsideError. */
  read(): Promise<Uint8Array>;
}

/** Called with the path in the archive of each file that its name makes no document; hidden ones apart. */
export type OnSkipped = (name: string) => void;

/** Unpacks an archive other than ZIP: in another process, for all of it is in memory and the unpacker is a large program. */
export type Unpack = (bytes: Uint8Array) => Promise<UnpackedFile[]>;

/** What listing an archive needs of others. */
export interface ListOptions {
  /** Without it, archives other than ZIP are told to be a format that is not read. */
  unpack?: Unpack | undefined;
  onSkipped?: OnSkipped | undefined;
}

/** What the archives in one file have used up of the bounds. */
interface Budget {
  files: number;
  bytes: number;
}

/** True for an archive of files; false for a document that is packed as ZIP (.docx) and for all else. */
export async function isArchive(bytes: Uint8Array): Promise<boolean> {
  const format = detectFormat(bytes);
  if (format === 'archive') return true;
  if (format !== 'zip') return false;
  try {
    const { members } = await readZipDirectory(bytes);
    return packageKind(members.map((member) => member.name)) === 'archive';
  } catch {
    // Whoever reads it as a document says what is wrong with it.
    return false;
  }
}

/**
 * Lists the documents in an archive; what is broken, locked or too large is listed too, and reading it says why. Hidden
 * files are left out. An archive that goes beyond the bounds is refused as a whole, before anything is unpacked: the
 * sizes that its directory states are enforced on reading.
 */
export async function* archiveMembers(
  bytes: Uint8Array,
  options: ListOptions = {},
): AsyncGenerator<ArchiveMember> {
  yield* listMembers(bytes, '', 0, { files: 0, bytes: 0 }, options);
}

/** What an archive lists, of whatever format. */
async function directoryOf(bytes: Uint8Array, unpack: Unpack | undefined): Promise<ZipDirectory> {
  if (detectFormat(bytes) !== 'archive') return await readZipDirectory(bytes);
  if (unpack === undefined) throw unreadFormat('archive');
  const files = await unpack(bytes);
  const members = files.map(({ name, content }): ZipMember =>
    content instanceof Uint8Array
      ? { name, size: content.byteLength, read: () => Promise.resolve(content) }
      : {
          name,
          size: 0,
          read: () => Promise.reject(new SetAsideError(content.reason, content.message)),
        },
  );
  return { members, problem: null };
}

async function* listMembers(
  bytes: Uint8Array,
  path: string,
  depth: number,
  budget: Budget,
  options: ListOptions,
): AsyncGenerator<ArchiveMember> {
  let directory: ZipDirectory;
  try {
    directory = await directoryOf(bytes, options.unpack);
  } catch (error) {
    if (!(error instanceof SetAsideError)) throw error;
    yield refused(path, error);
    return;
  }
  const documents = directory.members.filter((member) => isWanted(member.name, options.onSkipped));
  budget.files += documents.length;
  budget.bytes += documents.reduce((sum, member) => sum + member.size, 0);
  if (budget.files > MAX_ARCHIVE_FILES || budget.bytes > MAX_UNPACKED_BYTES) {
    yield refused(path, beyondBounds(budget));
    return;
  }
  if (documents.length === 0 && directory.problem === null) yield refused(path, nothingInIt());
  for (const member of documents) {
    const name = joinPath(path, member.name);
    if (isArchiveName(name)) yield* nestedMembers(member, name, depth, budget, options);
    else yield { name, read: () => readMember(member) };
  }
  if (directory.problem !== null) yield refused(path, directory.problem);
}

/** The members of an archive in an archive, or the document that only has an archive's name. */
async function* nestedMembers(
  member: ZipMember,
  name: string,
  depth: number,
  budget: Budget,
  options: ListOptions,
): AsyncGenerator<ArchiveMember> {
  let bytes: Uint8Array;
  try {
    bytes = await readMember(member);
  } catch {
    // Whoever reads it again learns why it cannot be read.
    yield { name, read: () => readMember(member) };
    return;
  }
  if (!(await isArchive(bytes))) yield { name, read: () => Promise.resolve(bytes) };
  else if (depth >= MAX_ARCHIVE_DEPTH) yield refused(name, tooDeep());
  else yield* listMembers(bytes, name, depth + 1, budget, options);
}

function readMember(member: ZipMember): Promise<Uint8Array> {
  return member.size > MAX_FILE_BYTES ? Promise.reject(tooLarge(member.size)) : member.read();
}

/** True for a name that says archive. */
export function isArchiveName(name: string): boolean {
  return /\.(?:zip|rar|7z|tar|t?gz|bz2|xz)$/iu.test(name);
}

/** Hidden files, and those in which macOS keeps what its file system has beside a file, are nobody's documents. */
function isWanted(path: string, onSkipped?: OnSkipped): boolean {
  if (path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX')) return false;
  if (isDocumentName(path)) return true;
  onSkipped?.(path);
  return false;
}

function joinPath(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

function refused(name: string, problem: SetAsideError): ArchiveMember {
  return { name, read: () => Promise.reject(problem) };
}

/**
 * The error for an archive over {@link MAX_ARCHIVE_BYTES}, for those who know the size before they read.
 *
 * @param size in bytes
 */
export function archiveTooLarge(size: number): SetAsideError {
  return new SetAsideError(
    'too-large',
    `The archive has ${megabytes(size)} MB; at most ${megabytes(MAX_ARCHIVE_BYTES)} MB are read. ${SPLIT}`,
  );
}

function beyondBounds({ files, bytes }: Budget): SetAsideError {
  const count = (number: number): string => number.toLocaleString('en-US');
  return new SetAsideError(
    'too-large',
    `The archive holds ${count(files)} documents that unpack to ${megabytes(bytes)} MB; at most ${count(MAX_ARCHIVE_FILES)} and ${megabytes(MAX_UNPACKED_BYTES)} MB are read. ${SPLIT}`,
  );
}

const SPLIT = 'Split it into smaller ones, or unpack it and import the folder.';

function megabytes(bytes: number): string {
  return Math.ceil(bytes / 1024 / 1024).toLocaleString('en-US');
}

function nothingInIt(): SetAsideError {
  return new SetAsideError(
    'empty-file',
    'The archive holds no document (.docx, .pdf, .html, .txt …). Check that it is the right file.',
  );
}

function tooDeep(): SetAsideError {
  return new SetAsideError(
    'too-large',
    'The archive lies too deep in other archives. Unpack the outer ones and import what comes out.',
  );
}
