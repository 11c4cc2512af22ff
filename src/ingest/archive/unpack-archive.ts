/** Archives other than ZIP (.rar, .7z, .tar, .gz, .bz2, .xz) to the files in them, within bounds: all of them are in memory. */
import { gunzipSync } from 'node:zlib';
import { SetAsideError } from '../../errors.js';
import type { SetAsideReason } from '../../errors.js';
import { OpenArchive } from './seven-zip.js';
import { safePath } from './safe-path.js';

/** Bytes that such an archive has, and unpacks to, at most; files in it at most. */
export const MAX_PACKED_BYTES = 60 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 120 * 1024 * 1024;
const MAX_FILES = 2000;

/** A file of an archive: its bytes, or what kept them from being read. */
export interface UnpackedFile {
  /** Its path, parts joined by "/", with nothing that leads out of the archive. */
  name: string;
  content: Uint8Array | { reason: SetAsideReason; message: string };
}

/**
 * Unpacks an archive in memory. Links in it are left out.
 *
 * @throws SetAsideError `damaged-file`, `encrypted` where not even its names can be read, or `too-large`
 */
export async function unpackArchive(bytes: Uint8Array): Promise<UnpackedFile[]> {
  if (bytes.byteLength > MAX_PACKED_BYTES) throw beyondBounds();
  if (isGzip(bytes)) return await unpackStream(gunzip(bytes), gzipName(bytes));
  const archive = await OpenArchive.open(bytes);
  const { files, problem } = archive.list();
  if (problem !== null) throw unlisted(problem);
  if (files.length > MAX_FILES || files.reduce((sum, { size }) => sum + size, 0) > MAX_UNPACKED_BYTES) {
    throw beyondBounds();
  }
  const locked = files.filter(({ encrypted }) => encrypted).map(({ name }) => name);
  const isLocked = locked.length > 0 && locked.length === files.length;
  const unpacked = isLocked ? new Map<string, Uint8Array>() : archive.unpack(locked);
  if (unpacked === null) throw damaged();
  const [only] = [...unpacked];
  // What bzip2 and xz pack is one stream, most often a tar.
  if (isStream(bytes) && unpacked.size === 1 && only !== undefined)
    return await unpackStream(only[1], only[0]);
  return [
    ...[...unpacked].flatMap(([name, content]) => named(name, content)),
    ...locked.flatMap((name) => named(name, { reason: 'encrypted', message: LOCKED })),
  ];
}

function named(path: string, content: UnpackedFile['content']): UnpackedFile[] {
  const name = safePath(path);
  return name === null ? [] : [{ name, content }];
}

/** What a stream holds: the files of a tar, else one file. */
async function unpackStream(bytes: Uint8Array, name: string): Promise<UnpackedFile[]> {
  if (isTar(bytes)) return await unpackArchive(bytes);
  return named(name, bytes);
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function isStream(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 6)).toString('latin1');
  return head.startsWith('BZh') || head === '\xfd7zXZ\0';
}

/** Where a tar names itself (POSIX.1-1988, ustar). */
const TAR_MARK = 257;

/** True for a tar of any of the usual writers. */
export function isTar(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(TAR_MARK, TAR_MARK + 5)).toString('latin1') === 'ustar';
}

function gunzip(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (cause) {
    throw cause instanceof RangeError ? beyondBounds() : damaged(cause);
  }
}

/** Flags of a gzip header: an extra field, then the name of the file (RFC 1952, 2.3.1). */
const [HAS_EXTRA, HAS_NAME] = [4, 8];

function gzipName(bytes: Uint8Array): string {
  const flags = bytes[3] ?? 0;
  const start = 10 + ((flags & HAS_EXTRA) === 0 ? 0 : 2 + (bytes[10] ?? 0) + 256 * (bytes[11] ?? 0));
  const end = bytes.indexOf(0, start);
  if ((flags & HAS_NAME) === 0 || end < 0 || end - start > 500) return 'file';
  return Buffer.from(bytes.subarray(start, end)).toString('utf8');
}

const LOCKED = 'The file is locked with a password. Unpack it with the password and import what comes out.';

/** What kept an archive from being listed, by what 7-Zip says. */
function unlisted(said: string): SetAsideError {
  if (/Enter password|Cannot open encrypted/u.test(said)) {
    return new SetAsideError(
      'encrypted',
      'The archive is locked with a password. Unpack it with the password and import what comes out.',
    );
  }
  return damaged(said);
}

function damaged(cause?: unknown): SetAsideError {
  return new SetAsideError(
    'damaged-file',
    'The archive is damaged, was cut off, or is one part of several. Fetch it again (with all its parts), or unpack it and import the files in it.',
    cause,
  );
}

function beyondBounds(): SetAsideError {
  const megabytes = (bytes: number): number => bytes / 1024 / 1024;
  return new SetAsideError(
    'too-large',
    `Of archives other than ZIP at most ${megabytes(MAX_PACKED_BYTES)} MB are read that unpack to ${megabytes(MAX_UNPACKED_BYTES)} MB and ${MAX_FILES.toLocaleString('en-US')} files. Unpack it and import the folder.`,
  );
}
