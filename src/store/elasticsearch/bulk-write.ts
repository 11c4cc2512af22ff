/** Bulk requests of bounded size, one at a time, with what becomes of each document. */
import type { Client, estypes } from '@elastic/elasticsearch';
import { Backoff, DEFAULT_RETRY_MS, isPassing, PartialAnswerError, withRetries } from './retry.js';

/** A request is sent once it holds so many bytes; one document may be larger. */
const REQUEST_BYTES = 8 * 1024 * 1024;
/** A bulk of this size takes a busy node seconds. */
const REQUEST_TIMEOUT_MS = 60_000;
const REFRESH_TIMEOUT_MS = 30_000;

/** One document to write or delete. */
export interface BulkWrite {
  index: string;
  id: string;
  /** Null deletes. */
  document: object | null;
  /** The commit that writes it; a document that a later commit wrote stays. Absent: whatever is there is replaced. */
  commit?: number;
}

export interface BulkOptions {
  /** Whether searches see the documents once the write is acknowledged. */
  refresh?: boolean;
  retryMs?: number;
}

/** Documents that Elasticsearch refuses for good. */
export class BulkError extends Error {
  /** What it said of each, by index and id. */
  readonly failures: readonly { index: string; id: string; status: number; type: string; reason: string }[];

  constructor(failures: BulkError['failures']) {
    const [first] = failures;
    super(
      `Elasticsearch refused ${String(failures.length)} document(s), the first: ${first?.index ?? ''}/${first?.id ?? ''}: ${first?.reason ?? ''}`,
    );
    this.name = 'BulkError';
    this.failures = failures;
  }
}

/**
 * Writes documents durably. Busy shards are tried again for those documents alone; a document that a later commit has
 * written, or that is not there to be deleted, counts as done.
 *
 * @throws BulkError where a document is refused, the client's errors where the cluster does not answer in time.
 */
export async function bulkWrite(
  client: Client,
  writes: readonly BulkWrite[],
  { refresh = false, retryMs = DEFAULT_RETRY_MS }: BulkOptions = {},
): Promise<void> {
  let request: Prepared[] = [];
  let bytes = 0;
  for (const write of writes) {
    const prepared = prepare(write);
    if (request.length > 0 && bytes + prepared.lines.length > REQUEST_BYTES) {
      await send(client, request, retryMs);
      request = [];
      bytes = 0;
    }
    request.push(prepared);
    bytes += prepared.lines.length;
  }
  if (request.length > 0) await send(client, request, retryMs);
  if (refresh) await refreshIndices(client, [...new Set(writes.map(({ index }) => index))], retryMs);
}

/** Makes everything written visible, on every copy that answers searches. */
export async function refreshIndices(
  client: Client,
  indices: readonly string[],
  retryMs: number = DEFAULT_RETRY_MS,
): Promise<void> {
  if (indices.length === 0) return;
  await withRetries(async () => {
    const { _shards: shards } = await client.indices.refresh(
      { index: [...indices] },
      { maxRetries: 0, requestTimeout: REFRESH_TIMEOUT_MS },
    );
    if (shards !== undefined && shards.failed > 0) {
      throw new PartialAnswerError('Not all copies of an index could be refreshed.');
    }
  }, retryMs);
}

interface Prepared {
  write: BulkWrite;
  /** Action and document, a line each. */
  lines: string;
}

function prepare(write: BulkWrite): Prepared {
  const { index, id, document, commit } = write;
  const version = commit === undefined ? {} : { version: commit, version_type: 'external_gte' };
  const action = { [document === null ? 'delete' : 'index']: { _index: index, _id: id, ...version } };
  const parts = [action, ...(document === null ? [] : [document])].map((one) => JSON.stringify(one));
  return { write, lines: `${parts.join('\n')}\n` };
}

async function send(client: Client, request: readonly Prepared[], retryMs: number): Promise<void> {
  const backoff = new Backoff(retryMs);
  let waiting = request;
  for (;;) {
    const { items } = await withRetries(
      () =>
        client.bulk(
          // The client sends a string as it is; its types know documents only.
          { operations: waiting.map(({ lines }) => lines).join('') as unknown as object[] },
          { maxRetries: 0, requestTimeout: REQUEST_TIMEOUT_MS },
        ),
      retryMs,
    );
    const results = items.map((item) => Object.values(item)[0]);
    const failures = results.flatMap((result) =>
      result === undefined || isDone(result) || isPassing(result.status) ? [] : [describe(result)],
    );
    if (failures.length > 0) throw new BulkError(failures);
    const rejected = waiting.filter((_, position) => isPassing(results[position]?.status));
    if (rejected.length === 0) return;
    if (!(await backoff.wait())) {
      throw new BulkError(
        results.flatMap((one) => (one !== undefined && !isDone(one) ? [describe(one)] : [])),
      );
    }
    waiting = rejected;
  }
}

/** 409: a later commit has been here. 404: nothing to delete. */
function isDone({ status, error }: estypes.BulkResponseItem): boolean {
  return status < 300 || status === 409 || (status === 404 && error === undefined);
}

function describe({ _index, _id, status, error }: estypes.BulkResponseItem): BulkError['failures'][number] {
  const reason = error?.reason ?? 'no reason given';
  return { index: _index, id: _id ?? '', status, type: error?.type ?? '', reason };
}
