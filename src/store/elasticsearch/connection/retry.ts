/** Requests to Elasticsearch that are tried again while the cluster is busy, changing or away. */
import { setTimeout as sleep } from 'node:timers/promises';
import { errors } from '@elastic/elasticsearch';
import { DEFAULT_DEADLINE_MS } from '../../search-request.js';

/** Too many requests, bad gateway, unavailable, gateway timeout: the same request may succeed a little later. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 3000;

/** How long a write is tried, if not told otherwise: long enough for a cluster to elect a new master. */
export const DEFAULT_RETRY_MS = 60_000;

/** How long calls may take. */
export interface CallLimits {
  /** Milliseconds after which a call that failed is not tried again. */
  readonly retryMs: number;
  /** Milliseconds after which one call is given up. */
  readonly requestTimeout: number;
}

/** Of reads: somebody is waiting. */
export const READ_LIMITS: CallLimits = { retryMs: 1_000, requestTimeout: DEFAULT_DEADLINE_MS };

/** Of writes that are tried for so long. */
export function writeLimits(retryMs: number): CallLimits {
  return { retryMs, requestTimeout: 30_000 };
}

/** Whether a status says that the cluster may do later what it did not do now. */
export function isPassing(status: number | undefined): boolean {
  return status !== undefined && PASSING_STATUSES.has(status);
}

/** An answer from part of the data: a copy is being moved or was lost, and another one takes its place. */
export class PartialAnswerError extends Error {}

/** Whether the request may have failed for a reason that passes. It may have been carried out all the same. */
export function isPassingError(error: unknown): boolean {
  if (error instanceof errors.ResponseError) return isPassing(error.statusCode);
  return (
    error instanceof PartialAnswerError ||
    error instanceof errors.ConnectionError ||
    error instanceof errors.TimeoutError ||
    error instanceof errors.NoLivingConnectionsError
  );
}

/** Milliseconds to wait before each further try: random parts of limits that grow, so that many writers do not come back at once. */
export function* pauses(): Generator<number, never> {
  for (let limit = FIRST_PAUSE_MS; ; limit = Math.min(limit * 2, LONGEST_PAUSE_MS)) {
    yield Math.random() * limit;
  }
}

/** {@link pauses} until a time is up. */
export class Backoff {
  readonly #deadline: number;
  readonly #pauses = pauses();

  /** Ends `limitMs` from now. */
  constructor(limitMs: number) {
    this.#deadline = performance.now() + limitMs;
  }

  /** Milliseconds that are left, at least 0. */
  get left(): number {
    return Math.max(0, this.#deadline - performance.now());
  }

  /** Waits, not past the end; false, at once, where the time is up. */
  async wait(): Promise<boolean> {
    if (this.left === 0) return false;
    await sleep(Math.min(this.#pauses.next().value, this.left));
    return true;
  }
}

/** Tries until the operation succeeds, fails permanently, or the time is up; then it rejects with the last failure. */
export async function withRetries<T>(
  operation: () => Promise<T>,
  limitMs: number = DEFAULT_RETRY_MS,
): Promise<T> {
  const backoff = new Backoff(limitMs);
  for (;;) {
    try {
      return await operation();
    } catch (error) {
      if (!isPassingError(error) || !(await backoff.wait())) throw error;
    }
  }
}
