/** `ogi export`: the reports of a query as a file, by the same code as `GET /export`. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { loadConfig } from '../config.js';
import { OgiError } from '../errors.js';
import { openExport } from '../services/export/open-export.js';
import type { OpenExport } from '../services/export/open-export.js';
import { EXPORT_PARAMETERS, checkExport } from '../services/export/check-export.js';
import type { ExportParameter } from '../services/export/check-export.js';
import { EXIT } from './exit-status.js';
import { storeExists, withStore } from './open-store.js';
import { say } from './language.js';
import { complain, countOf, printable } from './output.js';
import { createProgress } from './progress.js';
import { codeOf } from './error-code.js';

/** Options as commander gives them: flags are booleans, everything else is text. */
export interface ExportOptions extends Partial<Record<ExportParameter, string | boolean>> {
  /** Where to write; standard output where absent. */
  out?: string;
  data?: string;
}

/**
 * Writes an export. A file appears under its name once it is complete; the first Ctrl-C leaves nothing behind.
 *
 * @returns the exit status
 */
export async function runExport(options: ExportOptions): Promise<number> {
  const config = loadConfig(undefined, { dataDir: options.data });
  const request = checkExport(toInput(options));
  if (!storeExists(config)) {
    throw new OgiError('NOT_FOUND', `There are no reports in ${config.dataDir} yet.`, {
      remedy: 'Add some with ogi ingest.',
    });
  }
  return withStore(config, async (store) => {
    const file = await openExport(store, request, { madeUp: false, now: new Date() });
    try {
      return await (options.out === undefined ? toStandardOutput(file) : toFile(file, options.out));
    } finally {
      await file.close();
    }
  });
}

/** As the URL has them. A header is there unless it is switched off, in every format that has one. */
function toInput(options: ExportOptions): Record<string, string | undefined> {
  const { header, ...others } = options;
  const given = { ...others, ...(header === false ? { header } : {}) };
  return Object.fromEntries(EXPORT_PARAMETERS.map((name) => [name, given[name]?.toString()]));
}

async function toStandardOutput(file: OpenExport): Promise<number> {
  // Standard output stays open for whatever else there is to say.
  await pipeline(Readable.from(file.bytes()), process.stdout, { end: false });
  return EXIT.ok;
}

async function toFile(file: OpenExport, out: string): Promise<number> {
  const progress = createProgress('Exporting', 'reports');
  progress.setTotal(file.about.total);
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const part = `${out}.part`;
  let rows = 0;
  const onRows = (written: number): void => {
    rows = written;
    progress.update(written);
  };
  try {
    await pipeline(Readable.from(file.bytes(onRows)), createWriteStream(part), { signal: stop.signal });
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    if (stop.signal.aborted) return EXIT.interrupted;
    throw asUsageError(error, out);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    progress.stop();
  }
  complain(`${printable(out)}: ${say(countOf(rows, 'report'))}`);
  return EXIT.ok;
}

/** A place that cannot be written to is the caller's to change. */
function asUsageError(error: unknown, out: string): unknown {
  const code = codeOf(error);
  if (!['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EROFS', 'ENOSPC', 'EPERM'].includes(code)) return error;
  return new OgiError('BAD_ARGUMENT', `${printable(out)} cannot be written (${code}).`, {
    argument: 'out',
    remedy: 'Name a file in a folder that is there, that you may write to, and that has room.',
    cause: error,
  });
}
