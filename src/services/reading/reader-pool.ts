/**
 * Reads files in processes of their own, as many at once as the machine has cores. A broken file may send a reader into a loop, eat
 * all memory or end the process that it happens to, and libraries patch built-in objects: only a process keeps all of that to itself.
 */
import { availableParallelism } from 'node:os';
import { SetAsideError } from '../../errors.js';
import type { UnpackedFile } from '../../ingest/archive/unpack-archive.js';
import type { PageLinks } from '../../ingest/html/page-links.js';
import type { DocumentBlock } from '../document-blocks.js';
import type { JudgedFiles } from '../joining/judge-join.js';
import type { ParsedFile, PreparedFile } from '../parse-file.js';
import type { FileReader, ReadFileOptions } from './file-reader.js';
import type { ReaderProgress, ReaderReply, ReaderResults, ReaderTask } from './reader-protocol.js';
import { hold, release } from './reader-slot.js';
import type { Job, Slot } from './reader-slot.js';
import { startReader } from './start-reader.js';
import { OUT_OF_TIME } from '../../ingest/watch-process.js';
import { failed, isOutOfMemory, tooMuchMemory, tooSlow } from './reader-failures.js';

/** Limits of a pool. */
export interface ReaderPoolOptions {
  /** Processes at most. Default is the number of cores. */
  size?: number;
  /**
   * Milliseconds by the clock that one file may take, on however busy a machine. What ends a file that takes too much work is the limit
   * of processor time, in `reader-process.ts`; this one ends what waits for something that never comes. Default is 660,000: a conversion by
   * LibreOffice may take ten minutes.
   */
  clockLimitMs?: number;
  /** Milliseconds after which a process with nothing to do is ended. Default is 60,000. */
  idleMs?: number;
}

/** Files that a process is sent ahead, so that it never waits for the next. */
const AHEAD = 2;
/** So many files must wait for another process to be worth its start … */
const WORTH_A_START = 8;
/** … or one whose turn does not come for so long, in milliseconds. */
const PATIENCE_MS = 300;

/** Processes that read, each started when it is needed. They do not keep this process alive once nothing is to be read. */
export class ReaderPool implements FileReader {
  readonly #size: number;
  readonly #clockLimitMs: number;
  readonly #idleMs: number;
  readonly #slots = new Set<Slot>();
  readonly #waiting: Job[] = [];

  constructor({
    size = availableParallelism(),
    clockLimitMs = 660_000,
    idleMs = 60_000,
  }: ReaderPoolOptions = {}) {
    this.#size = size;
    this.#clockLimitMs = clockLimitMs;
    this.#idleMs = idleMs;
  }

  /**
   * Reads a file as far as it goes, see `parseFile`.
   *
   * @throws SetAsideError as `parseFile` does, and `too-large` for a file that takes too much time or memory
   */
  parse(bytes: Uint8Array, options?: ReadFileOptions): Promise<ParsedFile> {
    return this.#read('parse', bytes, options);
  }

  /**
   * Reads a file that is to be stored, see `prepareFile`.
   *
   * @throws SetAsideError as `prepareFile` does, and `too-large` for a file that takes too much time or memory
   */
  prepare(bytes: Uint8Array, options?: ReadFileOptions): Promise<PreparedFile> {
    return this.#read('prepare', bytes, options);
  }

  /**
   * The document that is read from a file, see `documentBlocks`.
   *
   * @throws SetAsideError as `documentBlocks` does, and `too-large` for a file that takes too much time or memory
   */
  document(bytes: Uint8Array, options?: ReadFileOptions): Promise<DocumentBlock[]> {
    return this.#read('document', bytes, options);
  }

  /**
   * The files in an archive other than ZIP, see `unpackArchive`.
   *
   * @throws SetAsideError as `unpackArchive` does, and `too-large` for an archive that takes too much time or memory
   */
  unpack(bytes: Uint8Array, options?: ReadFileOptions): Promise<UnpackedFile[]> {
    return this.#read('unpack', bytes, options);
  }

  /**
   * The files to which a saved page links, see `pageLinks`.
   *
   * @throws SetAsideError as `pageLinks` does, and `too-large` for a page that takes too much time or memory
   */
  links(bytes: Uint8Array, options?: ReadFileOptions): Promise<PageLinks> {
    return this.#read('links', bytes, options);
  }

  /**
   * Whether a page and its attachment, joined, are one report, see `judgeJoin`.
   *
   * @throws SetAsideError as `judgeJoin` does, and `too-large` for files that take too much time or memory
   */
  judge(bytes: Uint8Array, options?: ReadFileOptions): Promise<JudgedFiles> {
    return this.#read('judge', bytes, options);
  }

  /** Ids of the processes that have started. */
  get processIds(): number[] {
    return [...this.#slots].flatMap(({ child }) => child?.pid ?? []);
  }

  #read<Task extends ReaderTask>(
    task: Task,
    bytes: Uint8Array,
    { signal, given, fileName, document, onPage }: ReadFileOptions = {},
  ): Promise<ReaderResults[Task]> {
    return new Promise<ReaderResults[ReaderTask]>((resolve, reject) => {
      signal?.throwIfAborted();
      const give = (): void => {
        this.#abandon(job, signal?.reason);
      };
      const settled = (): void => {
        signal?.removeEventListener('abort', give);
      };
      const job: Job = {
        call: { task, bytes, given, fileName, document },
        resolve: (result) => {
          settled();
          resolve(result);
        },
        reject: (error) => {
          settled();
          reject(error instanceof Error ? error : new Error(String(error)));
        },
        abandoned: false,
        onPage,
      };
      signal?.addEventListener('abort', give, { once: true });
      this.#waiting.push(job);
      this.#assign();
    }) as Promise<ReaderResults[Task]>;
  }

  #abandon(job: Job, reason: unknown): void {
    job.abandoned = true;
    job.reject(reason);
    const place = this.#waiting.indexOf(job);
    if (place !== -1) this.#waiting.splice(place, 1);
    for (const slot of this.#slots) if (slot.jobs.every(({ abandoned }) => abandoned)) release(slot);
  }

  /** Sends what waits to the processes, and starts another one where that is worth it. */
  #assign(): void {
    while (this.#waiting.length > 0) {
      const [slot] = [...this.#slots]
        .filter(({ jobs }) => jobs.length < AHEAD)
        .sort((a, b) => a.jobs.length - b.jobs.length);
      if (slot !== undefined && (slot.jobs.length === 0 || !this.#isWorthAStart())) {
        for (const job of this.#waiting.splice(0, 1)) this.#send(slot, job);
      } else if (this.#isWorthAStart()) this.#start();
      else return;
    }
  }

  #isWorthAStart(): boolean {
    if (this.#slots.size >= this.#size) return false;
    if (this.#slots.size === 0 || this.#waiting.length >= WORTH_A_START) return true;
    const patience = performance.now() - PATIENCE_MS;
    return [...this.#slots].every(({ jobs, since }) => jobs.length > 0 && since < patience);
  }

  #send(slot: Slot, job: Job): void {
    slot.jobs.push(job);
    clearTimeout(slot.idle);
    // While it works, and only then, this process must wait for it.
    hold(slot);
    if (slot.child !== null) slot.child.send(job.call);
    if (slot.jobs.length === 1) this.#watch(slot);
  }

  /** The clock of the file that the process works on now. */
  #watch(slot: Slot): void {
    clearTimeout(slot.clock);
    slot.since = performance.now();
    if (slot.child === null || slot.jobs.length === 0) return;
    slot.clock = setTimeout(() => {
      // An answer that has arrived while this process was busy goes first.
      const [late] = slot.jobs;
      setImmediate(() => {
        if (late !== undefined && slot.jobs[0] === late) this.#giveUp(slot, tooSlow());
      });
    }, this.#clockLimitMs);
  }

  #start(): void {
    const slot: Slot = { child: null, jobs: [], clock: undefined, idle: undefined, since: performance.now() };
    this.#slots.add(slot);
    const child = startReader();
    let ready = false;
    child.once('message', () => {
      ready = true;
      slot.child = child;
      for (const { call } of slot.jobs) child.send(call);
      child.on('message', (reply: ReaderReply | ReaderProgress) => {
        if ('done' in reply) this.#tell(slot, reply);
        else this.#settle(slot, reply);
      });
      if (slot.jobs.length > 0) this.#watch(slot);
      else release(slot);
    });
    const end = (problem: unknown): void => {
      if (!this.#slots.has(slot)) return;
      this.#giveUp(
        slot,
        ready ? problem : new Error('The process that reads files did not start.', { cause: problem }),
      );
    };
    child.on('error', end);
    child.on('exit', (code, signal) => {
      if (signal === OUT_OF_TIME) end(tooSlow());
      else
        end(isOutOfMemory(code, signal) ? tooMuchMemory() : failed(`it ended with ${signal ?? code ?? ''}`));
    });
  }

  /** A page of a scan was read; the next has as much time by the clock. */
  #tell(slot: Slot, { done, count }: ReaderProgress): void {
    slot.jobs[0]?.onPage?.(done, count);
    this.#watch(slot);
  }

  #settle(slot: Slot, reply: ReaderReply): void {
    const job = slot.jobs.shift();
    if (job === undefined || !this.#slots.has(slot)) return;
    if ('result' in reply) job.resolve(reply.result);
    else if ('problem' in reply) job.reject(new SetAsideError(reply.problem.reason, reply.problem.message));
    else job.reject(failed(reply.failure));
    if (reply.retires) this.#retire(slot);
    else if (slot.jobs.length > 0) this.#watch(slot);
    else this.#rest(slot);
    this.#assign();
  }

  #rest(slot: Slot): void {
    clearTimeout(slot.clock);
    release(slot);
    slot.idle = setTimeout(() => {
      this.#retire(slot);
    }, this.#idleMs).unref();
  }

  /** Ends a process; what it was sent is read by another. */
  #retire(slot: Slot): void {
    clearTimeout(slot.clock);
    clearTimeout(slot.idle);
    this.#slots.delete(slot);
    this.#waiting.unshift(...slot.jobs.filter(({ abandoned }) => !abandoned));
    release(slot);
    if (slot.child?.connected === true) slot.child.disconnect();
    slot.child?.kill('SIGKILL');
  }

  /** Ends a process at the file that it works on; the others are read by another process. */
  #giveUp(slot: Slot, problem: unknown): void {
    slot.jobs.shift()?.reject(problem);
    this.#slots.delete(slot);
    this.#retire(slot);
    this.#assign();
  }
}

let shared: ReaderPool | undefined;

/** The pool of this process. */
export function sharedReaders(): ReaderPool {
  return (shared ??= new ReaderPool());
}
