/** Bytes of a file that somebody named: what is no regular file, never ends or grows meanwhile does not hold up a run. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { SetAsideError } from '../errors.js';
import { detectFormat } from '../ingest/file-format.js';
import { MAX_FILE_BYTES, tooLarge } from '../ingest/ingest-file.js';
import { MAX_ARCHIVE_BYTES, archiveTooLarge } from '../ingest/zip/archive-members.js';
import { describeFileError } from './file-error.js';

/** Bytes that are read at once where the size is not known. */
const CHUNK_BYTES = 1024 * 1024;
/** Bytes that are asked for where there are probably none. */
const END_BYTES = 512;

/** What tells an archive: a tar says so behind the first file's name. */
const HEAD_BYTES = 512;

/**
 * Reads a file, at most as much as is read of one. It is opened without waiting for whoever writes: a pipe, and the files of the system
 * that look regular and never end (Linux: `/proc/kmsg`), answer at once or not at all.
 *
 * @throws SetAsideError `io-error` for a device, a pipe or a folder, or where reading fails; `too-large`; `not-found`; `no-permission`
 */
export async function loadRegularFile(path: string): Promise<Uint8Array> {
  try {
    // Windows has no such flag, and no such files.
    const file = await open(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
    try {
      const found = await file.stat();
      if (!found.isFile()) {
        throw new SetAsideError(
          'io-error',
          'This is a device, a pipe or a link to a folder, no regular file. Name the file itself.',
        );
      }
      return await readBounded(file, found.size);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw error instanceof SetAsideError ? error : describeFileError(error);
  }
}

/** @param size in bytes, as the system tells it: the file may have grown since, and some files of the system tell none */
async function readBounded(file: FileHandle, size: number): Promise<Uint8Array> {
  const head = await readChunk(file, HEAD_BYTES, 0);
  const isZip = ['zip', 'archive'].includes(detectFormat(head));
  const limit = isZip ? MAX_ARCHIVE_BYTES : MAX_FILE_BYTES;
  const refuse = (bytes: number): never => {
    throw isZip ? archiveTooLarge(bytes) : tooLarge(bytes);
  };
  if (size > limit) refuse(size);
  const chunks: Uint8Array[] = [];
  let read = 0;
  // A byte more than there should be. What is asked for is set aside whether it comes or not: a MB for each of many small files
  // keeps the collector busy.
  let asked = size > 0 ? size + 1 : CHUNK_BYTES;
  for (;;) {
    const chunk = await readChunk(file, asked, read);
    if (chunk.byteLength === 0) break;
    chunks.push(chunk);
    asked =
      chunk.byteLength === asked ? CHUNK_BYTES : Math.max(END_BYTES, size - read - chunk.byteLength + 1);
    read += chunk.byteLength;
    if (read > limit) refuse(read);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, read);
}

async function readChunk(file: FileHandle, length: number, position: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
