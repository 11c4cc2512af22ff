/** Feeds mutants to child processes of bounded memory, watches the time of each, and counts what comes of them. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Origin } from './check-mutant.js';
import { OUT_OF_TIME } from '../../src/ingest/watch-process.js';
import type { Answer, Task } from './child.js';
import { processFamily } from './process-family.js';

/** A process that says nothing for so long, in milliseconds on the clock, is killed: it hangs. Other programs have 50 s for a file. */
const KILLED_AFTER = 120_000;
/** Files of formats that a library reads or unpacks. */
const READ_BY_LIBRARIES = /^(?:pdf|zip|7z|rar|tar|png|scan)-/u;
/** How often the memory is looked at, in milliseconds: the system keeps the peak, for as long as the process lives. */
const MEMORY_INTERVAL = 50;
/** How long a process that was told to end may take, in milliseconds. */
const FAREWELL = 2_000;
/** Heap of a child, in MB: what is not heap (code, buffers) comes on top of it. */
const HEAP = 320;
/** Mutants a process reads before it is replaced, so that its peak is that of few files. */
const BATCH = 500;

/** What a run has shown. */
export interface FuzzFigures {
  mutants: number;
  read: number;
  /** Set aside, by reason. */
  setAside: Record<string, number>;
  /**
   * By format: how many mutants, the longest in milliseconds, and how many the watch stopped. Of those that a library reads or unpacks,
   * that is what the watch is for; of all other formats, it is a failure.
   */
  formats: Record<string, { mutants: number; slowest: number; stopped: number }>;
  /** Largest resident set of the processes that read, in bytes; zero where the system does not tell. */
  peakMemory: number;
  /** Crashes, hangs, contradictions, too much memory, processes left behind; each with the index that makes the mutant again. */
  failures: Failure[];
}

/** What went wrong with which mutant. */
export interface Failure {
  readonly index: number;
  readonly file: string;
  readonly what: string;
}

/** What to run: mutants 0 to `count` of `seed`, from the files in `folder`, in `workers` processes at a time. */
export interface FuzzOptions {
  readonly origin: Origin;
  readonly folder: string;
  readonly seed: number;
  readonly count: number;
  readonly workers: number;
  readonly onProgress?: (figures: FuzzFigures) => void;
  readonly onFailure?: (failure: Failure) => void;
}

/** Runs the mutants. */
export async function fuzz(options: FuzzOptions): Promise<FuzzFigures> {
  const figures: FuzzFigures = {
    mutants: 0,
    read: 0,
    setAside: {},
    formats: {},
    peakMemory: 0,
    failures: [],
  };
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < options.count) {
      const first = next;
      next = Math.min(options.count, first + BATCH);
      await runTask(options, figures, first, next);
    }
  };
  await Promise.all(Array.from({ length: options.workers }, work));
  return figures;
}

/** Reads one batch; a child that dies or hangs is replaced and goes on behind the mutant at fault. */
async function runTask(
  options: FuzzOptions,
  figures: FuzzFigures,
  first: number,
  end: number,
): Promise<void> {
  const { origin, folder, seed } = options;
  let from = first;
  while (from < end) {
    from = await runChild(options, figures, { origin, folder, seed, first: from, end });
  }
}

/** Runs a child to its end; returns the index at which to go on. */
async function runChild(options: FuzzOptions, figures: FuzzFigures, task: Task): Promise<number> {
  const child = startChild();
  const running = { index: task.first, file: 'start of the process' };
  const fail = (what: string): void => {
    const failure = { ...running, what };
    figures.failures.push(failure);
    options.onFailure?.(failure);
  };
  const family = watchMemory(child, figures);
  const next = await new Promise<number>((resolve) => {
    let hung = false;
    let finished: number | null = null;
    let timer: NodeJS.Timeout | undefined;
    child.on('message', (message: Answer) => {
      clearTimeout(timer);
      if (message.kind === 'begins') {
        Object.assign(running, { index: message.index, file: message.file });
        timer = setTimeout(() => {
          hung = true;
          child.kill('SIGKILL');
        }, KILLED_AFTER);
      } else if (message.kind === 'done') {
        count(figures, message, fail);
        options.onProgress?.(figures);
      } else {
        finished = message.next;
        child.kill();
      }
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (finished !== null) {
        resolve(finished);
        return;
      }
      const format = formatOf(figures, running.file);
      format.mutants += 1;
      const isStopped = signal === OUT_OF_TIME || signal === 'SIGABRT';
      if (isStopped) format.stopped += 1;
      if (!isStopped || !READ_BY_LIBRARIES.test(running.file))
        fail(
          hung ? `hangs: no answer in ${KILLED_AFTER} ms` : `ends the process (${String(code ?? signal)})`,
        );
      figures.mutants += 1;
      resolve(running.index + 1);
    });
    child.send(task);
  });
  const left = await survivors(family.stop());
  if (left > 0) fail(`leaves ${left} processes behind`);
  return next;
}

/** Looks at the memory of a child and of those that it starts; `stop` tells which processes there were. */
function watchMemory(child: ChildProcess, figures: FuzzFigures): { stop: () => Set<number> } {
  const seen = new Set<number>();
  const look = (): void => {
    for (const [pid, peak] of processFamily(child.pid ?? 0).peaks) {
      seen.add(pid);
      figures.peakMemory = Math.max(figures.peakMemory, peak);
    }
  };
  const timer = setInterval(look, MEMORY_INTERVAL);
  return {
    stop: () => {
      clearInterval(timer);
      return seen;
    },
  };
}

/** How many of the processes are still there after a while in which they may end. */
async function survivors(pids: ReadonlySet<number>): Promise<number> {
  const alive = (): number[] => [...pids].filter((pid) => processFamily(pid).known);
  const deadline = performance.now() + FAREWELL;
  while (alive().length > 0 && performance.now() < deadline) await pause(MEMORY_INTERVAL);
  return alive().length;
}

function startChild(): ChildProcess {
  return fork(fileURLToPath(new URL('child.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${HEAP}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

function count(
  figures: FuzzFigures,
  { file, verdict, milliseconds }: Extract<Answer, { kind: 'done' }>,
  fail: (what: string) => void,
): void {
  figures.mutants += 1;
  const format = formatOf(figures, file);
  format.mutants += 1;
  format.slowest = Math.max(format.slowest, Math.round(milliseconds));
  if (verdict.kind === 'read') figures.read += 1;
  else if (verdict.kind === 'set-aside') {
    figures.setAside[verdict.what] = (figures.setAside[verdict.what] ?? 0) + 1;
  } else fail(verdict.what);
}

function formatOf(figures: FuzzFigures, file: string): FuzzFigures['formats'][string] {
  return (figures.formats[file.slice(0, file.indexOf('-'))] ??= { mutants: 0, slowest: 0, stopped: 0 });
}
