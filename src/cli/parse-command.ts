/** `ogi parse`: what the parser sees in a file, nothing stored. */
import { loadConfig } from '../config.js';
import { SetAsideError } from '../errors.js';
import { ingestFile } from '../ingest/ingest-file.js';
import { seenTables } from '../parse/explain.js';
import { sharedReaders } from '../services/reading/reader-pool.js';
import { unpackArchives } from '../services/unpack-archives.js';
import { discoverFiles } from './discover-files.js';
import { checkGivenOptions } from './check-given-options.js';
import { EXIT } from './exit-status.js';
import { say } from './language.js';
import { complain, print, printable } from './output.js';
import { toPublicReport, withBases } from './public-report.js';
import { renderCell, renderTables } from './render-explanation.js';
import { renderReport } from './render-report.js';

export interface ParseOptions {
  /** One JSON document a line and a file. */
  json?: boolean;
  /** The tables as they were seen (true), or the way of one cell (its key). */
  explain?: boolean | string;
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
  { json = false, explain = false, ...printed }: ParseOptions,
): Promise<number> {
  let status: number = EXIT.ok;
  const given = checkGivenOptions(files, printed);
  const join = {
    readers: sharedReaders(),
    onNote: (sentence: string) => {
      complain(printable(say(sentence)));
    },
  };
  const found = discoverFiles(files, { dataDir: loadConfig().dataDir, join });
  for await (const input of unpackArchives(found, undefined, undefined, join)) {
    try {
      const bytes = await input.read();
      const { report } = await sharedReaders().parse(bytes, {
        given,
        fileName: input.fileName,
        document: input.document,
        onPage: (done, count) => {
          if (process.stderr.isTTY) complain(say(`page ${done} of ${count} of ${printable(input.path)}`));
        },
      });
      if (explain !== false) {
        const tables = seenTables(await ingestFile(bytes, input.fileName));
        await print(
          explain === true ? renderTables(input.path, tables) : renderCell(explain, report, tables),
        );
        continue;
      }
      await print(
        json
          ? `${JSON.stringify(withBases(toPublicReport(input.path, report)))}\n`
          : renderReport(input.path, report),
      );
    } catch (error) {
      if (!(error instanceof SetAsideError)) throw error;
      status = EXIT.setAside;
      const { reason, message } = error;
      complain(`${printable(input.path)}: ${say(message)} [${reason}]`);
      if (json) await print(`${JSON.stringify({ file: input.path, error: { reason, message } })}\n`);
    }
  }
  return status;
}
