/** What `ogi ingest` and `ogi reparse` share: progress, Ctrl-C, the summary. */
import { countOf, formatCount, formatDuration, complain, print, printable } from './output.js';
import { createProgress } from './progress.js';
import { EXIT } from './exit-status.js';
import type { ImportOptions, ImportSummary } from '../services/import-reports.js';

/** Set-aside files that are listed on the screen; `--report` has all. */
const LISTED = 20;

/**
 * Runs an import with progress on standard error. The first Ctrl-C (or SIGTERM) finishes the batch in hand; a
 * second one ends the program at once, and what was acknowledged is kept all the same.
 *
 * @param count tells how many files there will be, beside the run; ends early once the signal is aborted
 */
export async function runWithProgress(
  verb: string,
  count: (signal: AbortSignal) => Promise<number>,
  run: (options: ImportOptions) => Promise<ImportSummary>,
): Promise<ImportSummary> {
  const progress = createProgress(verb, 'files');
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const counting = count(stop.signal).then(
    (total) => {
      if (!stop.signal.aborted) progress.setTotal(total);
    },
    // Without a total there is no time left to show; what cannot be counted, the run itself reports.
    () => undefined,
  );
  try {
    return await run({
      signal: stop.signal,
      onProgress: (summary) => {
        progress.update(summary.files);
      },
    });
  } finally {
    interrupt();
    await counting;
    progress.stop();
  }
}

/** Prints what a run did, and says by which status the program ends. */
export async function printSummary(summary: ImportSummary): Promise<number> {
  const counts = [
    [summary.new, 'new'],
    [summary.revised, 'revised'],
    [summary.reparsed, 'reparsed'],
    [summary.unchanged, 'unchanged'],
    [summary.setAside.length, 'set aside'],
  ] as const;
  const parts = counts.map(([count, word]) => `${formatCount(count)} ${word}`);
  const pace = `in ${formatDuration(summary.seconds)} (${formatCount(summary.rate)}/s)`;
  await print(`${countOf(summary.files, 'file')} ${pace}: ${parts.join(', ')}.\n`);
  for (const { file, reason, message } of summary.setAside.slice(0, LISTED)) {
    await print(`  ${printable(file)}: ${message} [${reason}]\n`);
  }
  const unlisted = summary.setAside.length - LISTED;
  if (unlisted > 0) await print(`  … and ${formatCount(unlisted)} more; ogi status --set-aside lists all.\n`);
  if (summary.interrupted) {
    complain('Interrupted. What is counted above is kept; run the same command again to go on.');
    return EXIT.interrupted;
  }
  return summary.setAside.length > 0 ? EXIT.setAside : EXIT.ok;
}
