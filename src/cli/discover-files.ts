/** From the arguments of a command (files, folders, globs) to files, one by one. */
import type { Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { SetAsideError } from '../errors.js';
import { detectFormat, isDocumentName } from '../ingest/file-format.js';
import { MAX_FILE_BYTES, tooLarge } from '../ingest/ingest-file.js';
import { MAX_ARCHIVE_BYTES, archiveTooLarge } from '../ingest/zip/archive-members.js';
import type { ImportInput } from '../services/import-reports.js';

export interface DiscoverOptions {
  /** Absolute path of the data folder; it is never searched. */
  dataDir: string;
  /** Called for each file in a folder that is left out, as its name is not that of a document. */
  onSkipped?: (path: string) => void;
}

/**
 * Finds the files that the arguments name, in a stable order. A path that exists is taken as it is, also where it
 * looks like a glob; folders are searched with all below them, but for hidden files, links to folders, and the data
 * folder. Whatever cannot be found or listed is yielded too: reading it says why.
 */
export async function* discoverFiles(
  args: readonly string[],
  options: DiscoverOptions,
): AsyncGenerator<ImportInput> {
  for (const argument of args) {
    try {
      const found = await stat(argument);
      if (found.isDirectory()) yield* walk(argument, '', options);
      else yield fileInput(argument, basename(argument));
    } catch (error) {
      if (isMissing(error) && isDynamicPattern(argument)) yield* matches(argument);
      else yield failedInput(argument, basename(argument), describeFileError(error));
    }
  }
}

async function* matches(pattern: string): AsyncGenerator<ImportInput> {
  const paths = await glob(pattern, { expandDirectories: false, followSymbolicLinks: false });
  if (paths.length === 0) {
    const message = 'No file matches this pattern. Check it, and quote it if the shell should not expand it.';
    yield failedInput(pattern, pattern, new SetAsideError('not-found', message));
  }
  for (const path of paths.sort()) yield fileInput(path, basename(path));
}

/** @param below path of the folder below the root, as kept in file names; empty for the root itself */
async function* walk(root: string, below: string, options: DiscoverOptions): AsyncGenerator<ImportInput> {
  const folder = join(root, below);
  if (resolve(folder) === options.dataDir) return;
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    yield failedInput(folder, below === '' ? basename(root) : below, describeFileError(error, 'folder'));
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const name = join(below, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) yield* walk(root, name, options);
    else if (isDocumentName(entry.name)) yield fileInput(join(root, name), name);
    else options.onSkipped?.(join(root, name));
  }
}

function fileInput(path: string, fileName: string): ImportInput {
  return { path, fileName, read: () => readRegularFile(path) };
}

function failedInput(path: string, fileName: string, problem: SetAsideError): ImportInput {
  return { path, fileName, read: () => Promise.reject(problem) };
}

/** Reads a file, unless it is too large or no file at all: a device or a pipe might never end. */
async function readRegularFile(path: string): Promise<Uint8Array> {
  try {
    const found = await stat(path);
    if (!found.isFile()) {
      throw new SetAsideError(
        'io-error',
        'This is a device, a pipe or a link to a folder, no regular file. Name the file itself.',
      );
    }
    const file = await open(path);
    try {
      await refuseTooLarge(file, found.size);
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw error instanceof SetAsideError ? error : describeFileError(error);
  }
}

/** @param size in bytes */
async function refuseTooLarge(file: FileHandle, size: number): Promise<void> {
  if (size <= MAX_FILE_BYTES) return;
  const head = Buffer.alloc(4);
  await file.read(head, 0, head.length, 0);
  if (detectFormat(head) !== 'zip') throw tooLarge(size);
  if (size > MAX_ARCHIVE_BYTES) throw archiveTooLarge(size);
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(errorCode(error));
}

/** An error of the file system as a sentence. */
function describeFileError(error: unknown, noun: 'file' | 'folder' = 'file'): SetAsideError {
  if (isMissing(error)) {
    return new SetAsideError(
      'not-found',
      'There is no such file or folder. Check the name; one with blanks needs quotes in the shell.',
      error,
    );
  }
  const code = errorCode(error);
  if (code === 'EACCES' || code === 'EPERM') {
    const message = `You have no permission to read this ${noun}. Have its owner allow it (chmod +r${noun === 'folder' ? 'x' : ''}), or run as a user who may.`;
    return new SetAsideError('no-permission', message, error);
  }
  return new SetAsideError(
    'io-error',
    `This ${noun} could not be read (${code}). Check the disk and try again.`,
    error,
  );
}
