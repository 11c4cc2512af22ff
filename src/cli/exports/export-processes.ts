/** Makes exports in processes of their own, one for each that is under way; a process is kept for a while for the next. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../../config.js';
import { OgiError, errorOf } from '../../errors.js';
import type { ExportToMake, Exporter } from '../../http/exporter.js';
import type { OpenExport } from '../../services/export/open-export.js';
import { OUT_OF_TIME } from '../../ingest/watch-process.js';
import { EXPORT_HEAP } from './export-limits.js';
import type { ExportCall, ExportReply, ExportResults, StoreAddress } from './export-protocol.js';

/** Milliseconds in which a process must have started, on however busy a machine. */
const START_MS = 60_000;
/** Milliseconds in which a process must let an export go; one that does not is ended. */
const CLOSE_MS = 2000;

/** Limits; the defaults are those of the server. */
export interface ExportProcessesOptions {
  /** Milliseconds after which a process with nothing to do is ended. Default is 60,000. */
  idleMs?: number;
}

/** Makes exports of stores that `addressOf` tells how to open. */
export class ExportProcesses implements Exporter {
  readonly #addressOf: (madeUp: boolean) => StoreAddress;
  readonly #idleMs: number;
  readonly #idle: ExportProcess[] = [];
  readonly #all = new Set<ExportProcess>();
  #closed = false;

  constructor(
    addressOf: (madeUp: boolean) => StoreAddress,
    { idleMs = 60_000 }: ExportProcessesOptions = {},
  ) {
    this.#addressOf = addressOf;
    this.#idleMs = idleMs;
  }

  /** Ids of the processes that run. */
  get processIds(): number[] {
    return [...this.#all].flatMap(({ pid }) => pid ?? []);
  }

  async open({ served, request, now, deadlineMs }: ExportToMake): Promise<OpenExport> {
    if (this.#closed) throw new Error('The server is closing.');
    const maker = await this.#take();
    try {
      // The reports are found by its own reader, which gives way to others: no place of this process's readers is held
      // meanwhile, or two exports that begin would keep all other clients waiting.
      const facts = await maker.call<'open'>(
        { task: 'open', store: this.#addressOf(served.madeUp), request, madeUp: served.madeUp, now },
        deadlineMs,
      );
      let closed: Promise<void> | null = null;
      return {
        ...facts,
        bytes: (onRows = () => undefined) => piecesOf(maker, onRows),
        close: () => (closed ??= this.#giveBack(maker)),
      };
    } catch (error) {
      await this.#giveBack(maker);
      throw error;
    }
  }

  close(): Promise<void> {
    this.#closed = true;
    for (const maker of this.#all) maker.end();
    return Promise.resolve();
  }

  async #take(): Promise<ExportProcess> {
    const known = this.#idle.pop();
    if (known !== undefined) {
      known.hold();
      return known;
    }
    const maker = new ExportProcess((ended) => {
      this.#all.delete(ended);
      const place = this.#idle.indexOf(ended);
      if (place !== -1) this.#idle.splice(place, 1);
    });
    this.#all.add(maker);
    await maker.ready;
    return maker;
  }

  async #giveBack(maker: ExportProcess): Promise<void> {
    try {
      await maker.call<'close'>({ task: 'close' }, CLOSE_MS);
    } catch {
      maker.end();
      return;
    }
    if (this.#closed) maker.end();
    else {
      maker.release(this.#idleMs);
      this.#idle.push(maker);
    }
  }
}

async function* piecesOf(
  maker: ExportProcess,
  onRows: (rows: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (;;) {
    const { bytes, rows } = await maker.call<'next'>({ task: 'next' }, null);
    onRows(rows);
    if (bytes === null) return;
    yield bytes;
  }
}

/** A call that waits for its answer. */
interface Waiting {
  resolve: (result: ExportResults[keyof ExportResults]) => void;
  reject: (error: unknown) => void;
}

/** One process; calls are answered in order. */
class ExportProcess {
  /** Resolves once it takes calls. */
  readonly ready: Promise<void>;
  readonly #child: ChildProcess;
  readonly #waiting: Waiting[] = [];
  readonly #onEnd: (ended: ExportProcess) => void;
  #over: Error | null = null;
  #idle: NodeJS.Timeout | undefined;

  constructor(onEnd: (ended: ExportProcess) => void) {
    this.#onEnd = onEnd;
    this.#child = startProcess();
    this.ready = new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.end();
      }, START_MS);
      this.#waiting.push({
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      });
    });
    this.#child.once('message', () => {
      this.#waiting.shift()?.resolve(null);
      this.#child.on('message', (reply: ExportReply) => {
        this.#settle(reply);
      });
    });
    this.#child.on('error', (error) => {
      this.#bury(error);
    });
    this.#child.on('exit', (code, signal) => {
      this.#bury(reasonOf(code, signal));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Asks for something; a process that does not answer in `limitMs` is ended, null for no limit. */
  call<Task extends keyof ExportResults>(
    call: ExportCall & { task: Task },
    limitMs: number | null,
  ): Promise<ExportResults[Task]> {
    return new Promise<ExportResults[keyof ExportResults]>((resolve, reject) => {
      if (this.#over !== null) throw this.#over;
      const timer =
        limitMs === null
          ? undefined
          : setTimeout(() => {
              this.#bury(tooLate());
              this.end();
            }, limitMs);
      this.#waiting.push({
        resolve: (result) => {
          clearTimeout(timer);
          resolve(result);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      });
      this.#child.send(call);
    }) as Promise<ExportResults[Task]>;
  }

  /** It works: this process must wait for it. */
  hold(): void {
    clearTimeout(this.#idle);
    this.#child.ref();
    this.#child.channel?.ref();
  }

  /** It has nothing to do, and is ended after a while. */
  release(idleMs: number): void {
    this.#child.unref();
    this.#child.channel?.unref();
    this.#idle = setTimeout(() => {
      this.end();
    }, idleMs).unref();
  }

  end(): void {
    clearTimeout(this.#idle);
    this.#child.kill('SIGKILL');
  }

  #settle(reply: ExportReply): void {
    const waiting = this.#waiting.shift();
    if ('result' in reply) waiting?.resolve(reply.result);
    else if ('refusal' in reply) waiting?.reject(errorOf(reply.refusal));
    else waiting?.reject(new Error(reply.failure));
  }

  #bury(reason: Error): void {
    if (this.#over !== null) return;
    this.#over = reason;
    clearTimeout(this.#idle);
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
    this.#onEnd(this);
  }
}

function startProcess(): ChildProcess {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = new URL(fromSource ? './export-process.ts' : './export-process.js', import.meta.url);
  return fork(fileURLToPath(entry), {
    execArgv: [
      `--max-old-space-size=${EXPORT_HEAP}`,
      // What is made of a few rows is soon done with: with more room it would only lie about.
      '--max-semi-space-size=2',
      ...(fromSource ? ['--import', import.meta.resolve('tsx')] : []),
    ],
    serialization: 'advanced',
    // Rows pass from thread to thread; with a heap of its own for each, none gives back what the others could use.
    env: childEnvironment({ MALLOC_ARENA_MAX: '1' }),
    // Ctrl-C on a terminal is for the process that was started there.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: true,
  });
}

function reasonOf(code: number | null, signal: NodeJS.Signals | null): Error {
  if (signal === 'SIGABRT' || code === 134) return tooLarge('memory');
  if (signal === OUT_OF_TIME) return tooLarge('time');
  return new Error(`The process that makes exports ended with ${signal ?? code ?? ''}.`);
}

function tooLarge(what: string): OgiError {
  return new OgiError('QUERY_TOO_EXPENSIVE', `The export takes more ${what} than is set aside for one.`, {
    remedy: 'Export fewer reports or keys at once, e.g. year by year.',
  });
}

function tooLate(): OgiError {
  return new OgiError('DEADLINE_EXCEEDED', 'The export had not begun before its time was over.', {
    remedy: 'Ask for less: a narrower filter, fewer terms; or try again when the service is less busy.',
  });
}
