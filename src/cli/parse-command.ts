/** `ogi parse`: what the parser sees in a file, nothing stored. */
import { loadConfig } from '../config.js';
import { SetAsideError } from '../errors.js';
import { sharedReaders } from '../services/reading/reader-pool.js';
import { unpackArchives } from '../services/unpack-archives.js';
import { discoverFiles } from './discover-files.js';
import { readGiven } from './read-given.js';
import { EXIT } from './exit-status.js';
import { complain, print, printable } from './output.js';
import { toPublicReport } from './public-report.js';
import { renderReport } from './render-report.js';

export interface ParseOptions {
  /** One JSON document a line and a file. */
  json?: boolean;
  /** What is said of the files. */
  title?: string;
  organ?: string;
  year?: string;
}

/**
 * Parses files one after the other and prints each at once.
 *
 * @returns the exit status
 */
export async function runParse(
  files: readonly string[],
  { json = false, ...printed }: ParseOptions,
): Promise<number> {
  let status: number = EXIT.ok;
  const given = readGiven(files, printed);
  const found = discoverFiles(files, { dataDir: loadConfig().dataDir });
  for await (const input of unpackArchives(found)) {
    try {
      const { report } = await sharedReaders().parse(await input.read(), { given });
      await print(
        json ? `${JSON.stringify(toPublicReport(input.path, report))}\n` : renderReport(input.path, report),
      );
    } catch (error) {
      if (!(error instanceof SetAsideError)) throw error;
      status = EXIT.setAside;
      const { reason, message } = error;
      complain(`${printable(input.path)}: ${message} [${reason}]`);
      if (json) await print(`${JSON.stringify({ file: input.path, error: { reason, message } })}\n`);
    }
  }
  return status;
}
