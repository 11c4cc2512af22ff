/** Gathers single loads into one, so that a page of reports is one read of the store. */
import DataLoader from 'dataloader';

/** Loads values by key, each once; lives as long as one request. */
export type BatchLoader<Value> = Pick<DataLoader<string, Value>, 'load' | 'prime'>;

/**
 * Makes a loader: every key asked for within one turn of the event loop is loaded at once. `loadMany` answers in the
 * order of its keys.
 */
export function batchLoader<Value>(
  loadMany: (keys: readonly string[]) => Promise<readonly Value[]>,
): BatchLoader<Value> {
  return new DataLoader<string, Value>(loadMany, {
    batchScheduleFn: (flush) => {
      setImmediate(flush);
    },
  });
}
