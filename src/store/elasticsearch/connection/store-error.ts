/** Failures of Elasticsearch and of the way to it as errors that say what to do. */
import { errors } from '@elastic/elasticsearch';
import { OgiError } from '../../../errors.js';
import { PartialAnswerError } from './retry.js';

/** What a read past its deadline rejects with. */
export function deadlineExceeded(cause?: unknown): OgiError {
  return new OgiError('DEADLINE_EXCEEDED', 'The search took too long and was stopped.', {
    remedy:
      'Ask for less: a longer phrase, fewer conditions, a narrower filter; or try again when the service is less busy.',
    cause,
  });
}

/** What an answer from part of the data, or none, rejects with. */
export function storeUnavailable(message: string, remedy: string, cause?: unknown): OgiError {
  return new OgiError('STORE_UNAVAILABLE', message, { remedy, cause });
}

/** What rejects where credentials are wrong, or may not do what a store does. */
export function notLetIn(cause: unknown): OgiError {
  return storeUnavailable(
    'Elasticsearch does not let this service in.',
    'Check the API key, or user and password, and that they may read and write the indices of the store.',
    cause,
  );
}

/** The type of a failure where an index is not there. */
export const MISSING_INDEX = 'index_not_found_exception';

/** What rejects where an index is not there. */
export function indexMissing(cause: unknown): OgiError {
  return storeUnavailable(
    'An index of the store is missing.',
    'Restart the service: it makes what is missing.',
    cause,
  );
}

const WAIT = 'Try again in a moment. If it lasts, look at the health of the cluster.';

/**
 * Turns whatever a call of Elasticsearch threw into what a caller may see. An `OgiError` stays; what no state of the
 * cluster explains is a fault of the program and stays as it is.
 */
export function asStoreError(error: unknown): unknown {
  if (error instanceof errors.TimeoutError || error instanceof errors.RequestAbortedError) {
    return deadlineExceeded(error);
  }
  if (error instanceof errors.ConnectionError || error instanceof errors.NoLivingConnectionsError) {
    return storeUnavailable(
      'Elasticsearch cannot be reached.',
      'Check that it runs, that ELASTICSEARCH_URL names it, and that its certificate is the one of the CA file.',
      error,
    );
  }
  if (error instanceof PartialAnswerError) {
    return storeUnavailable('A part of the index did not answer.', WAIT, error);
  }
  return error instanceof errors.ResponseError ? asResponseError(error) : error;
}

function asResponseError(error: errors.ResponseError): unknown {
  const type = errorType(error);
  if (/time.*(out|exceeded)|task_cancelled/.test(type)) return deadlineExceeded(error);
  switch (error.statusCode) {
    case 401:
    case 403:
      return notLetIn(error);
    case 404:
      return type === MISSING_INDEX ? indexMissing(error) : error;
    case 429:
    case 502:
    case 503:
    case 504:
      return storeUnavailable('Elasticsearch could not answer now.', WAIT, error);
    default:
      return error;
  }
}

/** The type of a failure as Elasticsearch names it; empty where it names none. */
export function errorType(error: errors.ResponseError): string {
  const body: unknown = error.body;
  if (typeof body !== 'object' || body === null || !('error' in body)) return '';
  const { error: inner } = body;
  if (typeof inner !== 'object' || inner === null) return '';
  // A search that failed on all shards says why in the cause.
  const cause: unknown = 'caused_by' in inner ? inner.caused_by : null;
  const named = typeof cause === 'object' && cause !== null && 'type' in cause ? cause : inner;
  return 'type' in named ? String(named.type) : '';
}

/** Runs an operation of the store; its failures come out by {@link asStoreError}. */
export async function withStoreErrors<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw asStoreError(error);
  }
}
