/** What `ogi ingest` and `ogi reparse` share: progress, Ctrl-C, the summary. */
import { printLine, say } from './language.js';
import { countOf, formatCount, formatDuration, complain, print, printable } from './output.js';
import { createProgress } from './progress.js';
import { EXIT } from './exit-status.js';
import type { LeftOut } from './left-out.js';
import type { SetAsideReason } from '../errors.js';
import type { ImportOptions, ImportSummary } from '../services/import-reports.js';

/** Set-aside files that are listed on the screen; `--report` has all. */
const LISTED = 20;
/** Pairs of places that are listed. */
const LISTED_MOVES = 100;

/** Milliseconds in which a run ends that was told to: after them the system ends it, whatever it waits for. */
const FAREWELL_MS = 4500;

/** Ends the program even where a read of the file system never returns, which an ordinary exit would wait for. */
function endWithoutMercy(): void {
  complain(say('Interrupted. Something did not end by itself; what was acknowledged is kept.'));
  process.kill(process.pid, 'SIGKILL');
}

/**
 * Runs an import with progress on standard error. The first Ctrl-C (or SIGTERM) stores what has been read and gives up the rest, and
 * the program ends within five seconds; a second one ends it at once, and what was acknowledged is kept all the same.
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
  const listenNoMore = (): void => {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  };
  const interrupt = (): void => {
    stop.abort();
    setTimeout(endWithoutMercy, FAREWELL_MS).unref();
    listenNoMore();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  void count(stop.signal).then(
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
      onPage: (file, done, count) => {
        progress.note(say(`page ${done} of ${count} of ${printable(file)}`));
      },
    });
  } finally {
    listenNoMore();
    // The count ends with the run, which need not wait for it.
    stop.abort();
    progress.stop();
  }
}

/** Reasons for which a file is set aside that is none of those looked for, and no loss. */
const PLAINLY_NO_REPORT: readonly SetAsideReason[] = ['not-a-report', 'explanation', 'letter-or-notice'];

/** What the exit status of a run depends on beside its summary. */
export interface StatusRules {
  /** Any file that did not become a report counts; else only one that looks like a report. */
  strict: boolean;
  leftOut?: LeftOut;
}

/** Prints what a run did, and says by which status the program ends. */
export async function printSummary(
  summary: ImportSummary,
  { strict, leftOut }: StatusRules = { strict: true },
): Promise<number> {
  const pace = `${formatDuration(summary.seconds)} (${formatCount(summary.rate)}/s)`;
  const added = `${formatCount(summary.new)} new, ${formatCount(summary.revised)} revised`;
  const others = `${formatCount(summary.reparsed)} reparsed, ${formatCount(summary.unchanged)} unchanged`;
  const setAside = formatCount(summary.setAside.length);
  await printLine(
    `${countOf(summary.files, 'file')} in ${pace}: ${added}, ${others}, ${setAside} set aside.`,
  );
  if (summary.moved.length > 0) {
    const moved = summary.moved.reduce((sum, { reports }) => sum + reports, 0);
    await printLine(`${countOf(moved, 'report')} of another place than before:`);
    for (const { from, to, reports } of summary.moved.slice(0, LISTED_MOVES)) {
      await print(`  ${formatCount(reports)} ${printable(from)} → ${printable(to)}\n`);
    }
    const more = summary.moved.length - LISTED_MOVES;
    if (more > 0) await printLine(`  … and ${formatCount(more)} more pairs of places.`);
  }
  for (const { file, reason, message } of summary.setAside.slice(0, LISTED)) {
    await print(`  ${printable(file)}: ${say(message)} [${reason}]\n`);
  }
  const unlisted = summary.setAside.length - LISTED;
  if (unlisted > 0)
    await printLine(`  … and ${formatCount(unlisted)} more; ogi status --set-aside lists all.`);
  if (summary.interrupted) {
    complain(say('Interrupted. What is counted above is kept; run the same command again to go on.'));
    return EXIT.interrupted;
  }
  const isMissed = strict
    ? summary.setAside.length > 0 || leftOut?.isEmpty === false
    : summary.setAside.some(({ reason }) => !PLAINLY_NO_REPORT.includes(reason)) ||
      leftOut?.hasLikelyReport === true;
  return isMissed ? EXIT.setAside : EXIT.ok;
}
