/** What every call of the store has around it: the indices are there, the deadline holds, and errors are those of the port. */
import { once } from 'node:events';
import { DEFAULT_DEADLINE_MS } from '../search-request.js';
import type { ReadOptions } from '../search-request.js';
import { requireOwnProjection } from './commits/commit-log.js';
import { HeadStore } from './commits/head-store.js';
import { READ_LIMITS } from './connection/retry.js';
import type { CallLimits } from './connection/retry.js';
import { deadlineExceeded, storeUnavailable, withStoreErrors } from './connection/store-error.js';
import { withWriteErrors } from './connection/write-error.js';
import type { Head } from './indices.js';
import { prepareIndices } from './projection/prepare-indices.js';
import type { PrepareContext } from './projection/prepare-indices.js';

/** What the indices are made by, where they are missing. */
export interface CallContext extends Omit<PrepareContext, 'heads' | 'retryMs'> {
  /** Null: a new store is the user's, an existing one is taken as it is. */
  madeUp: boolean | null;
}

/** The calls of one store. */
export class StoreCalls {
  readonly #context: CallContext;
  readonly #writeLimits: CallLimits;
  #prepared: Head | null = null;
  readonly #preparing = new Map<CallLimits, Promise<Head>>();
  #isOpen = true;

  constructor(context: CallContext, writeLimits: CallLimits) {
    this.#context = context;
    this.#writeLimits = writeLimits;
  }

  /** Refuses all calls from now on. */
  close(): void {
    this.#isOpen = false;
  }

  /** A read without a deadline of its own. */
  read<T>(operation: (head: Head) => Promise<T>): Promise<T> {
    return withStoreErrors(async () => operation(await this.#ready(READ_LIMITS)));
  }

  /** A read with a deadline, which includes the making of missing indices; `operation` gets what is left of it. */
  readBy<T>(
    { deadlineMs = DEFAULT_DEADLINE_MS }: ReadOptions = {},
    operation: (left: ReadOptions) => Promise<T>,
  ): Promise<T> {
    const end = performance.now() + deadlineMs;
    return withStoreErrors(async () => {
      const late = once(AbortSignal.timeout(deadlineMs), 'abort').then(() => {
        throw deadlineExceeded();
      });
      await Promise.race([this.#ready(READ_LIMITS), late]);
      return operation({ deadlineMs: Math.max(0, Math.ceil(end - performance.now())) });
    });
  }

  /** A write, tried as long as the store was told to. */
  write<T>(operation: () => Promise<T>): Promise<T> {
    return withWriteErrors(async () => {
      await this.#ready(this.#writeLimits);
      return operation();
    });
  }

  /** Makes sure that the indices are there. A failure is forgotten: the next call tries again. */
  async #ready(limits: CallLimits): Promise<Head> {
    if (!this.#isOpen) throw storeUnavailable('The store is closed.', 'Use it before it is closed.');
    this.#prepared ??= await this.#prepare(limits);
    requireOwnProjection(this.#prepared);
    return this.#prepared;
  }

  /** Calls with the same limits share one attempt: no read waits for as long as a write does. */
  #prepare(limits: CallLimits): Promise<Head> {
    const current = this.#preparing.get(limits);
    if (current !== undefined) return current;
    const { madeUp, ...context } = this.#context;
    const heads = new HeadStore(context.client, context.names, limits);
    const attempt = prepareIndices({ ...context, heads, retryMs: limits.retryMs }, madeUp).finally(() =>
      this.#preparing.delete(limits),
    );
    this.#preparing.set(limits, attempt);
    return attempt;
  }
}
