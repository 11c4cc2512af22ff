/** Gathers single loads into one, so that a page of reports is one read of the store. */
import DataLoader from 'dataloader';

/** Loads values by key, each once; lives as long as one request. */
export type BatchLoader<Value> = Pick<DataLoader<string, Value>, 'load' | 'prime'>;

/** Calls back when all that is to be loaded at once has been asked for. */
export type BatchSchedule = (flush: () => void) => void;

/**
 * Makes a loader: every key asked for until `schedule` calls back, in the same turn of the event loop if not told otherwise, is
 * loaded at once. `loadMany` answers in the order of its keys.
 */
export function batchLoader<Value>(
  loadMany: (keys: readonly string[]) => Promise<readonly Value[]>,
  schedule: BatchSchedule = (flush) => {
    setImmediate(flush);
  },
): BatchLoader<Value> {
  return new DataLoader<string, Value>(loadMany, { batchScheduleFn: schedule });
}
