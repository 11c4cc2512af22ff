/** Failures of writes as errors that say what to do. */
import type { OgiError } from '../../../errors.js';
import { BulkError } from '../commits/bulk-write.js';
import type { BulkFailure } from '../commits/bulk-write.js';
import { isPassing, isPassingError } from './retry.js';
import { indexMissing, MISSING_INDEX, notLetIn, storeUnavailable, withStoreErrors } from './store-error.js';

/** A write that was not acknowledged may have been carried out all the same, in whole or in part. */
const REMEDY =
  'Look at the health of the cluster and at its free disk space; then write again: what is there already is not written twice.';

/** Runs a write; its failures come out as `STORE_UNAVAILABLE` where the cluster is the cause. */
export function withWriteErrors<T>(operation: () => Promise<T>): Promise<T> {
  return withStoreErrors(async () => {
    try {
      return await operation();
    } catch (error) {
      if (error instanceof BulkError) throw asOgiError(error);
      if (!isPassingError(error)) throw error;
      throw notInTime(error);
    }
  });
}

function notInTime(cause: unknown): OgiError {
  return storeUnavailable('Elasticsearch did not take the write in time.', REMEDY, cause);
}

function asOgiError(error: BulkError): OgiError {
  const { failures } = error;
  if (failures.some(({ type }) => type === 'security_exception')) return notLetIn(error);
  // Not allowed to anybody, 403: an index on a disk that is full, or one that somebody has locked.
  if (failures.some(({ status }) => isPassing(status) || status === 403)) return notInTime(error);
  const [first] = failures;
  if (first?.type === MISSING_INDEX) return indexMissing(error);
  const others = failures.length === 1 ? '' : `, and ${String(failures.length - 1)} more`;
  return storeUnavailable(
    `Elasticsearch refused ${first === undefined ? '' : nameOf(first)} permanently (${first?.type ?? ''})${others}.`,
    first?.status === 413
      ? 'Raise the largest size of a request, of the cluster (http.max_content_length) or of a proxy before it; then write again.'
      : 'Check that the indices of the store are as this program made them, from its folder mappings; then write again.',
    error,
  );
}

/** The file that was refused, or where there is none the document. */
function nameOf({ file, index, id }: BulkFailure): string {
  return file === undefined
    ? `${index}/${id}`
    : `what it was given of ${file.fileName} (SHA-256 ${file.sha256})`;
}
