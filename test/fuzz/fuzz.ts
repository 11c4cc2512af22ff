/** Feeds mutants to child processes of bounded memory, watches the time of each, and counts what comes of them. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Task } from './child.js';

/** Longest that a mutant may take, in milliseconds of the processor. */
const LONGEST = 5_000;
/** A process that says nothing for so long, in milliseconds on the clock, is killed: it hangs. */
const KILLED_AFTER = 30_000;
/** Most resident memory of a reading process, in bytes. */
export const MOST_MEMORY = 512 * 1024 * 1024;
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
  /** By format: how many mutants, and the longest in milliseconds. */
  formats: Record<string, { mutants: number; slowest: number }>;
  /** In bytes. */
  peakMemory: number;
  /** Crashes, hangs, contradictions; each with the index that makes the mutant again. */
  failures: { index: number; file: string; what: string }[];
}

/** What to run: mutants 0 to `count` of `seed`, from the files in `folder`, in `workers` processes at a time. */
export interface FuzzOptions {
  readonly folder: string;
  readonly seed: number;
  readonly count: number;
  readonly workers: number;
  readonly onProgress?: (figures: FuzzFigures) => void;
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
  let from = first;
  while (from < end) {
    from = await runChild(options, figures, { folder: options.folder, seed: options.seed, first: from, end });
  }
}

/** Runs a child to its end; returns the index at which to go on. */
function runChild(options: FuzzOptions, figures: FuzzFigures, task: Task): Promise<number> {
  return new Promise((resolve) => {
    const child = startChild();
    let running: { index: number; file: string } = { index: task.first, file: 'start of the process' };
    let hung = false;
    let finished = false;
    let timer: NodeJS.Timeout | undefined;
    child.on('message', (message: Answer) => {
      clearTimeout(timer);
      if (message.kind === 'begins') {
        running = message;
        timer = setTimeout(() => {
          hung = true;
          child.kill('SIGKILL');
        }, KILLED_AFTER);
      } else if (message.kind === 'done') {
        count(figures, message);
        options.onProgress?.(figures);
      } else {
        finished = true;
        child.kill();
      }
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (finished) {
        resolve(task.end);
        return;
      }
      const what = hung
        ? `hangs: no answer in ${KILLED_AFTER} ms`
        : `ends the process (${String(code ?? signal)})`;
      figures.failures.push({ index: running.index, file: running.file, what });
      figures.mutants += 1;
      resolve(running.index + 1);
    });
    child.send(task);
  });
}

function startChild(): ChildProcess {
  return fork(fileURLToPath(new URL('child.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${HEAP}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

function count(figures: FuzzFigures, done: Extract<Answer, { kind: 'done' }>): void {
  const { index, file, verdict, milliseconds, peakMemory } = done;
  figures.mutants += 1;
  const format = (figures.formats[file.slice(0, file.indexOf('-'))] ??= { mutants: 0, slowest: 0 });
  format.mutants += 1;
  format.slowest = Math.max(format.slowest, Math.round(milliseconds));
  figures.peakMemory = Math.max(figures.peakMemory, peakMemory);
  if (milliseconds > LONGEST)
    figures.failures.push({ index, file, what: `takes ${Math.round(milliseconds)} ms` });
  if (verdict.kind === 'read') figures.read += 1;
  else if (verdict.kind === 'set-aside') {
    figures.setAside[verdict.what] = (figures.setAside[verdict.what] ?? 0) + 1;
  } else figures.failures.push({ index, file, what: verdict.what });
}
