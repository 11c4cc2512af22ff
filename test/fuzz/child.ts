/**
 * The process that reads mutants; started by `fuzz.ts` with a bounded heap, ended by the same watch as a process that reads files, and
 * killed by `fuzz.ts` where it hangs.
 */
import { KEPT_MEMORY, READ_MEMORY, READ_MILLISECONDS } from '../../src/services/reading/read-limits.js';
import { watchProcess } from '../../src/ingest/watch-process.js';
import { checkMutant, loadReader } from './check-mutant.js';
import type { Origin, Verdict } from './check-mutant.js';
import { mutantOf } from './mutant-of.js';
import { processFamily } from './process-family.js';

/** What the parent sends: read the mutants from `first` to before `end`. */
export interface Task {
  readonly origin: Origin;
  readonly folder: string;
  readonly seed: number;
  readonly first: number;
  readonly end: number;
}

/** What the child answers: `begins` before each mutant, `done` after it. */
export type Answer =
  | { readonly kind: 'begins'; readonly index: number; readonly file: string }
  | {
      readonly kind: 'done';
      readonly index: number;
      readonly file: string;
      readonly verdict: Verdict;
      /** The less of the time on the clock and of the processor: what a machine that is busy otherwise does not lengthen. */
      readonly milliseconds: number;
    }
  /** The process ends: at the end of its task, or before, where it has taken much memory. */
  | { readonly kind: 'finished'; readonly next: number };

function answer(message: Answer): void {
  process.send?.(message);
}

// Libraries may give up work of their own that nobody waits for; what counts is the answer.
process.on('unhandledRejection', () => undefined);

process.on('message', (task: Task) => {
  void (async () => {
    const reader = await loadReader(task.origin);
    const emptyMemory = process.memoryUsage.rss();
    const watch = watchProcess(emptyMemory + READ_MEMORY, READ_MILLISECONDS);
    let index = task.first;
    for (; index < task.end && process.memoryUsage.rss() < emptyMemory + KEPT_MEMORY; index += 1) {
      const { file, bytes } = mutantOf(task.folder, task.seed, index);
      answer({ kind: 'begins', index, file });
      const started = performance.now();
      const before = processFamily(process.pid);
      watch.begin();
      const verdict = await checkMutant(reader, bytes);
      watch.end();
      const elapsed = performance.now() - started;
      const { known, processorTime } = processFamily(process.pid);
      const milliseconds = known ? Math.min(elapsed, processorTime - before.processorTime) : elapsed;
      answer({ kind: 'done', index, file, verdict, milliseconds });
    }
    answer({ kind: 'finished', next: index });
  })();
});
