/** `ogi ingest`: files, folders and globs into the store. */
import { writeFile } from 'node:fs/promises';
import { loadConfig } from '../config.js';
import { isDynamicPattern } from 'tinyglobby';
import { OgiError } from '../errors.js';
import { importFiles } from '../services/import-reports.js';
import type { ImportSummary } from '../services/import-reports.js';
import type { ImportInput } from '../services/fetch-inputs.js';
import { isArchiveName } from '../ingest/zip/archive-members.js';
import { checkOrigin } from '../services/source-origin.js';
import { sharedReaders } from '../services/reading/reader-pool.js';
import { unpackArchives } from '../services/unpack-archives.js';
import { checkPaths, discoverFiles } from './discover-files.js';
import { LeftOut } from './left-out.js';
import type { SourceOrigin } from '../store/sources.js';
import type { GivenHead } from '../domain/report.js';
import { checkGivenOptions } from './check-given-options.js';
import { loadSourceList, withSources } from './source-list.js';
import { withStore } from './open-store.js';
import { say } from './language.js';
import { complain, countOf, print, printable } from './output.js';
import { printSummary, runWithProgress } from './run-import.js';

export interface IngestOptions {
  /** File for the summary as JSON. */
  report?: string;
  /** List of where files come from, CSV. */
  sources?: string;
  /** Address of the only file. */
  sourceUrl?: string;
  /** What is said of the files. */
  title?: string;
  organ?: string;
  year?: string;
  /** Whether any file that did not become a report makes the exit status 1. */
  strict?: boolean;
  /** Data folder, before `OGI_DATA`. */
  data?: string;
}

/**
 * Imports what the arguments name.
 *
 * @returns the exit status
 */
export async function runIngest(args: readonly string[], options: IngestOptions): Promise<number> {
  const config = loadConfig(undefined, { dataDir: options.data });
  if (options.report !== undefined) await writeReport(options.report, null);
  const list = options.sources === undefined ? null : await loadSourceList(options.sources);
  const one = readSourceUrl(args, options.sourceUrl);
  const given = checkGivenOptions(args, options);
  await checkPaths(args);
  const leftOut = new LeftOut();
  const onSkipped = (path: string): void => {
    leftOut.add(path);
  };
  const notes: string[] = [];
  const join = { readers: sharedReaders(), onNote: (sentence: string) => void notes.push(sentence) };
  const summary = await withStore(config, (store) =>
    runWithProgress(
      'Importing',
      (signal) => countFiles(args, config.dataDir, signal),
      (importOptions) =>
        importFiles(
          withSources(
            withGiven(
              unpackArchives(
                discoverFiles(args, { dataDir: config.dataDir, onSkipped, join }),
                onSkipped,
                undefined,
                join,
              ),
              given,
            ),
            list,
            one,
          ),
          store,
          importOptions,
        ),
    ),
  );
  const status = await printSummary(summary, { strict: options.strict === true, leftOut });
  const unmet = list?.unmet() ?? [];
  const [first] = unmet;
  if (first !== undefined && !summary.interrupted) {
    complain(
      `${countOf(unmet.length, 'line')} of ${options.sources ?? ''} met no file, first line ${first.line}: ${first.file}.`,
    );
  }
  if (summary.files === 0 && !summary.interrupted) complain(say('No documents were found there.'));
  for (const note of notes) await print(`${printable(say(note))}\n`);
  for (const line of leftOut.lines()) await print(`${line}\n`);
  if (options.report !== undefined) await writeReport(options.report, summary);
  return status;
}

/** The inputs with what is said of them. */
async function* withGiven(
  inputs: AsyncIterable<ImportInput>,
  given: GivenHead | undefined,
): AsyncGenerator<ImportInput> {
  for await (const input of inputs) yield given === undefined ? input : { ...input, given };
}

/** An address belongs to one file. */
function readSourceUrl(args: readonly string[], url: string | undefined): SourceOrigin | null {
  if (url === undefined) return null;
  if (args.length === 1 && !isDynamicPattern(args[0] ?? '')) {
    return checkOrigin({ url }, { url: '--source-url', retrievedAt: '--source-url' });
  }
  throw new OgiError('BAD_ARGUMENT', '--source-url is the address of one file.', {
    argument: '--source-url',
    remedy: 'Name one file, or give the addresses of many with --sources.',
  });
}

/** Walks the same way a second time, ahead of the import, so that nothing need be kept for the count. */
async function countFiles(args: readonly string[], dataDir: string, signal: AbortSignal): Promise<number> {
  let count = 0;
  for await (const input of discoverFiles(args, { dataDir })) {
    if (signal.aborted) break;
    count += isArchiveName(input.path) ? await countMembers(input) : 1;
  }
  return count;
}

async function countMembers(archive: ImportInput): Promise<number> {
  let count = 0;
  const members = unpackArchives([archive]);
  while ((await members.next()).done !== true) count += 1;
  return count;
}

/** Written empty before the run, so that a path that cannot be written costs nothing. */
async function writeReport(path: string, summary: ImportSummary | null): Promise<void> {
  try {
    await writeFile(path, summary === null ? '' : `${JSON.stringify(summary, null, 2)}\n`);
  } catch (cause) {
    throw new OgiError('BAD_CONFIGURATION', `The report ${path} cannot be written.`, {
      argument: '--report',
      remedy: 'Give a file in a folder that exists and that you may write to.',
      cause,
    });
  }
}
