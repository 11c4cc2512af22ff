/** A process that cuts runs of Han into words: lists of runs in, lists of words out, in order. It ends with the process that started it. */
import { errorFacts } from '../errors.js';
import type { ErrorFacts } from '../errors.js';
import { segment } from './segmenter.js';

/** An answer: the words of each run, or why there are none. */
export type CutReply = { words: string[][] } | { refusal: ErrorFacts };

// Who started this process decides when it ends.
process.on('SIGTERM', () => undefined);
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

process.on('message', (runs: readonly string[]) => {
  process.send?.(answer(runs));
});

function answer(runs: readonly string[]): CutReply {
  try {
    return { words: runs.map(segment) };
  } catch (error) {
    const refusal = errorFacts(error);
    if (refusal === null) throw error;
    return { refusal };
  }
}
