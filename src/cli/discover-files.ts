/** From the arguments of a command (files, folders, globs) to files, one by one. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, posix, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { OgiError, SetAsideError } from '../errors.js';
import { isDocumentName } from '../ingest/file-format.js';
import type { ImportInput } from '../services/fetch-inputs.js';
import { joinFolder } from '../services/joining/join-folder.js';
import type { JoinableFolder, JoinOptions } from '../services/joining/join-folder.js';
import { describeFileError, isMissing } from './file-error.js';
import { printable } from './output.js';
import { loadRegularFile } from './load-regular-file.js';

export interface DiscoverOptions {
  /** Absolute path of the data folder; it is never searched. */
  dataDir: string;
  /** Called for each file in a folder that is left out, as its name is not that of a document. */
  onSkipped?: (path: string) => void;
  /** Joins files of a folder that are one report. Without it every file is given by itself. */
  join?: JoinOptions;
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
      if (found.isDirectory()) yield* walk(argument, options);
      else yield fileInput(argument, basename(argument));
    } catch (error) {
      if (isMissing(error) && isDynamicPattern(argument)) yield* matches(argument);
      else yield failedInput(argument, basename(argument), describeFileError(error));
    }
  }
}

/**
 * Checks that each argument leads to something, before anything is done.
 *
 * @throws OgiError `BAD_ARGUMENT` naming those that do not
 */
export async function checkPaths(args: readonly string[]): Promise<void> {
  const missing: string[] = [];
  for (const argument of args) if (!(await leadsSomewhere(argument))) missing.push(argument);
  if (missing.length === 0) return;
  throw new OgiError(
    'BAD_ARGUMENT',
    `There is no such file or folder, and no file of such a name: ${missing.map(printable).join(', ')}.`,
    {
      argument: 'path',
      remedy: 'Check the names; one with blanks needs quotes in the shell. Nothing was read.',
    },
  );
}

async function leadsSomewhere(argument: string): Promise<boolean> {
  try {
    await stat(argument);
    return true;
  } catch (error) {
    if (!isMissing(error)) return true;
    return isDynamicPattern(argument) && (await filesMatching(argument)).length > 0;
  }
}

function filesMatching(pattern: string): Promise<string[]> {
  return glob(pattern, { expandDirectories: false, followSymbolicLinks: false });
}

async function* matches(pattern: string): AsyncGenerator<ImportInput> {
  const paths = await filesMatching(pattern);
  if (paths.length === 0) {
    const message = 'No file matches this pattern. Check it, and quote it if the shell should not expand it.';
    yield failedInput(pattern, pattern, new SetAsideError('not-found', message));
  }
  for (const path of paths.sort()) yield fileInput(path, basename(path));
}

/** A file of a folder, or a folder in it that cannot be listed: from the folder on, `/` between folders. */
interface Listed {
  path: string;
  problem: SetAsideError | null;
}

async function* walk(root: string, options: DiscoverOptions): AsyncGenerator<ImportInput> {
  const listed = list(root, '', options.dataDir);
  if (options.join === undefined) {
    for await (const one of listed) yield* given(root, one, options);
    return;
  }
  // A page and what it attaches may stand in two folders, and a file may be claimed by pages of several: all are listed first.
  const all: Listed[] = [];
  for await (const one of listed) all.push(one);
  const joins = await joinFolder(joinable(root, all), options.join);
  for (const one of all) {
    const joined = one.problem === null ? await joins.at(one.path) : undefined;
    if (joined?.kind === 'given') continue;
    if (joined?.kind === 'joined') yield joined.input;
    else yield* given(root, one, options);
  }
}

/** @param below path of the folder below the root; empty for the root itself */
async function* list(root: string, below: string, dataDir: string): AsyncGenerator<Listed> {
  const folder = join(root, below);
  if (resolve(folder) === dataDir) return;
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    yield { path: below, problem: describeFileError(error, 'folder') };
    return;
  }
  entries = entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = posix.join(below, entry.name);
    if (entry.isDirectory()) yield* list(root, path, dataDir);
    else yield { path, problem: null };
  }
}

function* given(root: string, { path, problem }: Listed, options: DiscoverOptions): Generator<ImportInput> {
  if (problem !== null)
    yield failedInput(join(root, path), path === '' ? basename(root) : join(path), problem);
  else if (isDocumentName(path)) yield fileInput(join(root, path), join(path));
  else options.onSkipped?.(join(root, path));
}

function joinable(root: string, listed: readonly Listed[]): JoinableFolder {
  return {
    name: basename(resolve(root)),
    paths: listed.filter(({ problem }) => problem === null).map(({ path }) => path),
    input: (path) => fileInput(join(root, path), join(path)),
  };
}

function fileInput(path: string, fileName: string): ImportInput {
  return { path, fileName, read: () => loadRegularFile(path) };
}

function failedInput(path: string, fileName: string, problem: SetAsideError): ImportInput {
  return { path, fileName, read: () => Promise.reject(problem) };
}
