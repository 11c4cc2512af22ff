/** The process that reads mutants; started by `fuzz.ts` with a bounded heap, and killed by it where it hangs. */
import { checkMutant } from './check-mutant.js';
import type { Verdict } from './check-mutant.js';
import { mutantOf } from './mutant-of.js';

/** What the parent sends: read the mutants from `first` to before `end`. */
export interface Task {
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
      /** Largest resident set of the process so far, in bytes. */
      readonly peakMemory: number;
    }
  | { readonly kind: 'finished' };

function answer(message: Answer): void {
  process.send?.(message);
}

process.on('message', (task: Task) => {
  void (async () => {
    for (let index = task.first; index < task.end; index += 1) {
      const { file, bytes } = mutantOf(task.folder, task.seed, index);
      answer({ kind: 'begins', index, file });
      const started = performance.now();
      const cpuBefore = process.cpuUsage();
      const verdict = await checkMutant(bytes);
      const { user, system } = process.cpuUsage(cpuBefore);
      const milliseconds = Math.min(performance.now() - started, (user + system) / 1000);
      const peakMemory = process.resourceUsage().maxRSS * 1024;
      answer({ kind: 'done', index, file, verdict, milliseconds, peakMemory });
    }
    answer({ kind: 'finished' });
  })();
});
