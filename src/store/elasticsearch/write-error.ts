/** Failures of writes as errors that say what to do. */
import { BulkError } from './bulk-write.js';
import { isPassing, isPassingError } from './retry.js';
import { notLetIn, storeUnavailable, withStoreErrors } from './store-error.js';

/** A write that was not acknowledged may have been carried out all the same, in whole or in part. */
const REMEDY =
  'Look at the health of the cluster and at its free disk space; then write again: what is there already is not written twice.';

/** Runs a write; its failures come out as `STORE_UNAVAILABLE` where the cluster is the cause. */
export function withWriteErrors<T>(operation: () => Promise<T>): Promise<T> {
  return withStoreErrors(async () => {
    try {
      return await operation();
    } catch (error) {
      if (error instanceof BulkError && error.failures.some(({ type }) => type === 'security_exception')) {
        throw notLetIn(error);
      }
      // Not allowed to anybody, 403: an index on a disk that is full, or one that somebody has locked.
      const isPassed =
        error instanceof BulkError
          ? error.failures.some(({ status }) => isPassing(status) || status === 403)
          : isPassingError(error);
      if (!isPassed) throw error;
      throw storeUnavailable('Elasticsearch did not take the write in time.', REMEDY, error);
    }
  });
}
