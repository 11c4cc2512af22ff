/** Read workers: reads run off the event loop, each in the next free worker. */
import type { Worker } from 'node:worker_threads';
import { OgiError, errorOf } from '../../errors.js';
import { deadlineExceeded, monotonicMs } from './deadline.js';
import type { ReadArguments, ReadCall, ReadName, ReadReply } from './read-protocol.js';
import type { FileReader } from './file-reader.js';
import { startWorker } from './start-worker.js';

/** A longer time-out overflows Node's timer and fires at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** Reads that rest on who has which sentence. One worker holds that, and does all of them: of 100,000 reports it is some 70 MB. */
const SENTENCE_READS: ReadonlySet<ReadName> = new Set<ReadName>(['kin', 'copiedSentences']);

interface Job {
  call: ReadCall;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
  /** Ends the wait for a free worker. */
  timer: NodeJS.Timeout;
}

/** A worker and the read that it is doing. */
interface Slot {
  worker: Worker;
  job: Job | null;
  /** Whether it does the {@link SENTENCE_READS}; at most one does. */
  holdsSentences: boolean;
  exit: Promise<unknown>;
  idle: NodeJS.Timeout | undefined;
}

/** How a pool is run. */
export interface ReadPoolOptions {
  /** Makes a worker that answers each {@link ReadCall} with a {@link ReadReply}. */
  start?: (path: string) => Worker;
  /** Milliseconds that a worker is kept that has nothing to do. Default is null: always. */
  idleMs?: number | null;
}

/** A pool of read workers, each started when it is first needed. */
export class ReadPool {
  readonly #path: string;
  readonly #size: number;
  readonly #slots = new Set<Slot>();
  readonly #queue: Job[] = [];
  readonly #startWorker: (path: string) => Worker;
  readonly #idleMs: number | null;
  /** Ends of workers that had nothing to do. */
  readonly #ending = new Set<Promise<unknown>>();
  #closed = false;

  constructor(
    path: string,
    size: number,
    { start = (at) => startWorker('read-worker', at), idleMs = null }: ReadPoolOptions = {},
  ) {
    this.#idleMs = idleMs;
    this.#path = path;
    this.#size = size;
    this.#startWorker = start;
  }

  /**
   * Does a read in the next free worker.
   *
   * @throws OgiError what the read throws; `DEADLINE_EXCEEDED` also where no worker was free in time;
   *   `STORE_UNAVAILABLE` where the worker died or the store is closed.
   */
  read<Name extends ReadName>(
    name: Name,
    args: ReadArguments<Name>,
    deadlineMs: number,
  ): Promise<ReturnType<FileReader[Name]>> {
    return new Promise<unknown>((resolve, reject) => {
      if (this.#closed) throw unavailable('The store is closed.', 'Open it again.');
      const timer = setTimeout(
        () => {
          this.#giveUp(job);
        },
        Math.min(deadlineMs, LONGEST_TIMEOUT_MS),
      );
      const job: Job = { call: { name, args, end: monotonicMs() + deadlineMs }, resolve, reject, timer };
      this.#queue.push(job);
      this.#assign();
    }) as Promise<ReturnType<FileReader[Name]>>;
  }

  /** Refuses what waits, lets what runs come to its end or deadline, then ends the workers. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#queue.splice(0)) {
      clearTimeout(job.timer);
      job.reject(unavailable('The store was closed before the read began.', 'Open it again.'));
    }
    this.#assign();
    await Promise.all([...[...this.#slots].map(({ exit }) => exit), ...this.#ending]);
  }

  #giveUp(job: Job): void {
    this.#queue.splice(this.#queue.indexOf(job), 1);
    job.reject(deadlineExceeded());
  }

  /** Gives free workers what waits, or their leave once the store is closed. */
  #assign(): void {
    const holder = this.#holder();
    const waiting = this.#queue.filter(
      (job) => holder === null || holder.job === null || !needsSentences(job),
    );
    if (this.#slots.size < this.#size && waiting.length > this.#free().length) this.#start();
    for (const slot of this.#free()) {
      const job = this.#take(slot);
      if (job !== undefined) {
        clearTimeout(job.timer);
        clearTimeout(slot.idle);
        slot.worker.postMessage(job.call);
        slot.job = job;
        if (needsSentences(job)) slot.holdsSentences = true;
      } else if (this.#closed) void slot.worker.terminate();
      else this.#rest(slot);
    }
  }

  /** The worker that holds who has which sentence; null where none does. */
  #holder(): Slot | null {
    return [...this.#slots].find(({ holdsSentences }) => holdsSentences) ?? null;
  }

  /** Takes out of the queue what has waited longest of all that a worker may do. */
  #take(slot: Slot): Job | undefined {
    const holder = this.#holder();
    const mayDo = (job: Job): boolean => holder === null || holder === slot || !needsSentences(job);
    const at = this.#queue.findIndex(mayDo);
    return at === -1 ? undefined : this.#queue.splice(at, 1)[0];
  }

  /** Ends a worker after a while without a read, with the columns that it holds. */
  #rest(slot: Slot): void {
    if (this.#idleMs === null) return;
    clearTimeout(slot.idle);
    slot.idle = setTimeout(() => {
      this.#slots.delete(slot);
      this.#ending.add(slot.exit);
      void slot.exit.then(() => this.#ending.delete(slot.exit));
      void slot.worker.terminate();
    }, this.#idleMs).unref();
  }

  /** Workers that do nothing, the one that holds the sentences last: what others can do, it is kept free of. */
  #free(): Slot[] {
    return [...this.#slots]
      .filter(({ job }) => job === null)
      .sort((a, b) => Number(a.holdsSentences) - Number(b.holdsSentences));
  }

  #start(): void {
    const worker = this.#startWorker(this.#path);
    const exit = new Promise((resolve) => worker.once('exit', resolve));
    const slot: Slot = { worker, job: null, holdsSentences: false, exit, idle: undefined };
    this.#slots.add(slot);
    worker.on('message', (reply: ReadReply) => {
      const { job } = slot;
      slot.job = null;
      if (job !== null) settle(job, reply);
      this.#assign();
    });
    // A worker dies of lack of memory, or of a fault in the program; the next read starts another.
    const bury = (cause?: unknown): void => {
      clearTimeout(slot.idle);
      this.#slots.delete(slot);
      slot.job?.reject(
        unavailable(
          'The read was cut short.',
          'Try again; if it comes back, give the process more memory.',
          cause,
        ),
      );
      slot.job = null;
      this.#assign();
    };
    worker.on('error', bury);
    worker.on('exit', () => {
      if (this.#slots.has(slot)) bury();
    });
  }
}

function needsSentences({ call }: Job): boolean {
  return SENTENCE_READS.has(call.name);
}

function settle(job: Job, reply: ReadReply): void {
  if ('refusal' in reply) job.reject(errorOf(reply.refusal));
  else if ('failure' in reply) job.reject(reply.failure);
  else job.resolve(reply.value);
}

function unavailable(message: string, remedy: string, cause?: unknown): OgiError {
  return new OgiError('STORE_UNAVAILABLE', message, { remedy, cause });
}
