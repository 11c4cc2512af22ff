/** The writing side of a store: a thread of its own, so that neither a large batch nor the wait for another process's stops this one. */
import type { Worker } from 'node:worker_threads';
import { OgiError, errorOf } from '../../errors.js';
import type { BatchWriter } from './batch-writer.js';
import { startWorker } from './start-worker.js';
import type { WriteCall, WriteName, WriteReply } from './write-protocol.js';

interface Job {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** Started with the first write. */
export class WriteThread {
  readonly #path: string;
  readonly #start: (path: string) => Worker;
  #worker: Worker | null = null;
  /** Writes that wait for their answers, in order. */
  #jobs: Job[] = [];
  #closed = false;

  /** `start` makes a worker that answers each {@link WriteCall} with a {@link WriteReply}. */
  constructor(path: string, start: (path: string) => Worker = (at) => startWorker('write-worker', at)) {
    this.#path = path;
    this.#start = start;
  }

  /**
   * Does a write after those before it. It is done when this resolves: SQLite has synced the transaction to the disk.
   *
   * @throws OgiError what the write throws; `STORE_UNAVAILABLE` where the thread died or the store is closed.
   */
  write<Name extends WriteName>(
    name: Name,
    args: WriteCall<Name>['args'],
  ): Promise<ReturnType<BatchWriter[Name]>> {
    return new Promise<unknown>((resolve, reject) => {
      if (this.#closed) throw unavailable('The store is closed.', 'Open it again.');
      this.#worker ??= this.#begin();
      this.#worker.postMessage({ name, args } satisfies WriteCall<Name>);
      this.#jobs.push({ resolve, reject });
    }) as Promise<ReturnType<BatchWriter[Name]>>;
  }

  /** Does what has been asked for, then ends the thread. */
  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    if (worker === null) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('close');
    await ended;
  }

  #begin(): Worker {
    const worker = this.#start(this.#path);
    worker.on('message', (reply: WriteReply) => {
      const job = this.#jobs.shift();
      if ('refusal' in reply) job?.reject(errorOf(reply.refusal));
      else if ('failure' in reply) job?.reject(reply.failure);
      else job?.resolve(reply.value);
    });
    // It dies of lack of memory, or of a fault in the program; the next write starts another.
    const bury = (cause?: unknown): void => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      for (const { reject } of this.#jobs.splice(0)) {
        reject(
          unavailable(
            'The write was cut short.',
            'Write it again: what was written of it already stays.',
            cause,
          ),
        );
      }
    };
    worker.on('error', bury);
    worker.on('exit', () => {
      bury();
    });
    return worker;
  }
}

function unavailable(message: string, remedy: string, cause?: unknown): OgiError {
  return new OgiError('STORE_UNAVAILABLE', message, { remedy, cause });
}
