/** Bulk requests of bounded size, one at a time, with what becomes of each document. */
import { errors } from '@elastic/elasticsearch';
import type { Client, estypes } from '@elastic/elasticsearch';
import type { SourceInfo } from '../../sources.js';
import {
  Backoff,
  DEFAULT_RETRY_MS,
  isPassing,
  PartialAnswerError,
  withRetries,
} from '../connection/retry.js';

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
  /** The file that it comes from, for people to know it by where it is refused. Absent: none. */
  file?: Pick<SourceInfo, 'fileName' | 'sha256'>;
}

export interface BulkOptions {
  /** Whether searches see the documents once the write is acknowledged. */
  refresh?: boolean;
  retryMs?: number;
}

/** A document that was not written, and what Elasticsearch said of it. */
export interface BulkFailure extends Pick<BulkWrite, 'index' | 'id' | 'file'> {
  status: number;
  /** As Elasticsearch names it, e.g. `document_parsing_exception`. */
  type: string;
  reason: string;
}

/** Documents that Elasticsearch refuses permanently, or did not take in time. */
export class BulkError extends Error {
  /** At least one. */
  readonly failures: readonly BulkFailure[];

  constructor(failures: readonly BulkFailure[]) {
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
 * written, or that is not there to be deleted, counts as done. Documents are taken as they are sent, so that a sequence
 * that makes them one by one has no more than one request of them in memory.
 *
 * @throws BulkError where a document is refused, the client's errors where the cluster does not answer in time.
 */
export async function bulkWrite(
  client: Client,
  writes: Iterable<BulkWrite>,
  { refresh = false, retryMs = DEFAULT_RETRY_MS }: BulkOptions = {},
): Promise<void> {
  const indices = new Set<string>();
  let request: Prepared[] = [];
  let bytes = 0;
  for (const write of writes) {
    indices.add(write.index);
    const prepared = prepare(write);
    if (request.length > 0 && bytes + prepared.bytes > REQUEST_BYTES) {
      await send(client, request, retryMs);
      request = [];
      bytes = 0;
    }
    request.push(prepared);
    bytes += prepared.bytes;
  }
  if (request.length > 0) await send(client, request, retryMs);
  if (refresh) await refreshIndices(client, [...indices], retryMs);
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
  write: Omit<BulkWrite, 'document'>;
  /** Action and document, a line each. */
  lines: string;
  bytes: number;
}

function prepare({ document, ...write }: BulkWrite): Prepared {
  const { index, id, commit } = write;
  const version = commit === undefined ? {} : { version: commit, version_type: 'external_gte' };
  const action = { [document === null ? 'delete' : 'index']: { _index: index, _id: id, ...version } };
  const parts = [action, ...(document === null ? [] : [document])].map((one) => JSON.stringify(one));
  const lines = `${parts.join('\n')}\n`;
  return { write, lines, bytes: Buffer.byteLength(lines) };
}

/** Sends a request, in parts where it is too large for something on the way, as a proxy is. */
async function send(client: Client, request: readonly Prepared[], retryMs: number): Promise<void> {
  try {
    await sendWhole(client, request, retryMs);
  } catch (error) {
    if (!(error instanceof errors.ResponseError && error.statusCode === 413)) throw error;
    if (request.length === 1) throw new BulkError(request.map(tooLarge));
    const middle = Math.ceil(request.length / 2);
    await send(client, request.slice(0, middle), retryMs);
    await send(client, request.slice(middle), retryMs);
  }
}

async function sendWhole(client: Client, request: readonly Prepared[], retryMs: number): Promise<void> {
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
      backoff.left,
    );
    const undone = waiting.flatMap((one, position) => {
      const result = Object.values(items[position] ?? {})[0];
      if (result === undefined) throw new Error('A bulk request was answered in part.');
      return isDone(result) ? [] : [{ one, failure: describe(one, result) }];
    });
    if (undone.length === 0) return;
    const failures = undone.map(({ failure }) => failure);
    const refused = failures.filter(({ status }) => !isPassing(status));
    if (refused.length > 0) throw new BulkError(refused);
    if (!(await backoff.wait())) throw new BulkError(failures);
    waiting = undone.map(({ one }) => one);
  }
}

/** 409: a later commit has been here. 404: nothing to delete. */
function isDone({ status, error }: estypes.BulkResponseItem): boolean {
  return status < 300 || status === 409 || (status === 404 && error === undefined);
}

function describe({ write }: Prepared, { status, error }: estypes.BulkResponseItem): BulkFailure {
  return { ...named(write), status, type: error?.type ?? '', reason: error?.reason ?? 'no reason given' };
}

function tooLarge({ write, bytes }: Prepared): BulkFailure {
  return { ...named(write), status: 413, type: 'too_large', reason: `It has ${String(bytes)} bytes.` };
}

function named({ index, id, file }: Prepared['write']): Pick<BulkFailure, 'index' | 'id' | 'file'> {
  return { index, id, ...(file !== undefined && { file }) };
}
