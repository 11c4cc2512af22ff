/** Reads of the index that end by one moment, whatever they are. */
import type { Client, estypes } from '@elastic/elasticsearch';
import { DEFAULT_DEADLINE_MS } from '../../search-request.js';
import { READ_LIMITS, withRetries } from '../connection/retry.js';
import type { Query } from './search-places.js';
import { deadlineExceeded, storeUnavailable, withStoreErrors } from '../connection/store-error.js';

/** What is read: an index as it is now, or a state of it that is held. */
export type ReadTarget = { index: string } | Snapshot;

/** A state of an index that is held. */
export interface Snapshot {
  pit: { id: string; keep_alive: string };
}

/** How long Elasticsearch holds a state of an index for us after the last read, so that a scan may be slow. */
const KEEP_ALIVE = '10m';

/** The end of the time for one try comes before that for all: only then does the client leave the node aside. */
export const NODE_BLAME_MS = 100;

/** Reads for one request of the service. */
export class BoundedReads {
  readonly #client: Client;
  readonly #end: number;
  readonly #signal: AbortSignal;

  constructor(client: Client, deadlineMs = DEFAULT_DEADLINE_MS) {
    this.#client = client;
    this.#end = performance.now() + deadlineMs;
    // Elasticsearch cancels a search whose connection is closed.
    this.#signal = AbortSignal.timeout(deadlineMs + NODE_BLAME_MS);
  }

  /**
   * Searches. The answer rests on all of the data.
   *
   * @throws OgiError `DEADLINE_EXCEEDED`, `STORE_UNAVAILABLE`
   */
  async search<Source = unknown>(
    target: ReadTarget,
    body: estypes.SearchRequest,
  ): Promise<estypes.SearchResponse<Source, Record<string, unknown>>> {
    const remaining = Math.ceil(this.#end - performance.now());
    if (remaining <= 0) throw deadlineExceeded();
    const request = {
      ...target,
      // A held state knows its index, and takes no word on this: where a shard fails, so does the read.
      ...('index' in target && { allow_partial_search_results: false }),
      timeout: `${remaining}ms`,
      ...body,
    };
    const options = { signal: this.#signal, requestTimeout: remaining };
    const answer = await withStoreErrors(() =>
      withRetries(
        () => this.#client.search<Source, Record<string, unknown>>(request, options),
        READ_LIMITS.retryMs,
      ),
    );
    if (answer.timed_out) throw deadlineExceeded();
    if (answer._shards.failed > 0) {
      throw storeUnavailable(
        'A part of the index did not answer.',
        'Try again in a moment. If it lasts, look at the health of the cluster.',
      );
    }
    return answer;
  }

  /** How many documents a query finds, exactly. */
  async countAll(target: ReadTarget, query: Query): Promise<number> {
    const { hits } = await this.search(target, { size: 0, track_total_hits: true, query });
    return totalHits(hits.total) ?? 0;
  }

  /** Lends a held state of an index to `read`, so that several reads see the same. */
  async withSnapshot<T>(index: string, read: (target: ReadTarget) => Promise<T>): Promise<T> {
    const snapshot = await this.openSnapshot(index);
    try {
      return await read(snapshot);
    } finally {
      // Nobody needs to wait for that.
      void closeSnapshot(this.#client, snapshot);
    }
  }

  /** Holds the state of an index as it is now; close it with {@link closeSnapshot}. */
  async openSnapshot(index: string): Promise<Snapshot> {
    const { id } = await withStoreErrors(() =>
      this.#client.openPointInTime(
        { index, keep_alive: KEEP_ALIVE, allow_partial_search_results: false },
        { signal: this.#signal },
      ),
    );
    return { pit: { id, keep_alive: KEEP_ALIVE } };
  }
}

/** The total of an answer; null where it was not asked for. */
export function totalHits(total: estypes.SearchHitsMetadata['total']): number | null {
  if (total === undefined) return null;
  return typeof total === 'number' ? total : total.value;
}

/** Lets a held state go. It would end by itself, so a failure is no harm. */
export async function closeSnapshot(client: Client, { pit }: Snapshot): Promise<void> {
  await client.closePointInTime({ id: pit.id }).catch(() => undefined);
}
