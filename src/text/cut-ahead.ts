/**
 * Has the runs of queries cut into words by a process of its own, which holds nodejieba's 255 MB while there is something to cut: started
 * with the first run, ended when none has come for a while. `parseQuery` then finds the words ready.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { OgiError, errorOf } from '../errors.js';
import type { CutReply } from './cutter-process.js';
import { runsToCut } from './query-syntax.js';
import { keepCut } from './segmenter.js';

/** Milliseconds after which a process with nothing to cut is ended. */
const IDLE_MS = 10 * 60_000;
/** Milliseconds for an answer, the start of the process included, on however busy a machine. */
const PATIENCE_MS = 30_000;

interface Waiting {
  runs: readonly string[];
  resolve: () => void;
  reject: (error: Error) => void;
}

/** The process, and who waits for it, in the order of asking. */
class WordCutter {
  #child: ChildProcess | null = null;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  get processId(): number | null {
    return this.#child?.pid ?? null;
  }

  cut(runs: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = (this.#child ??= this.#start());
      child.ref();
      child.channel?.ref();
      this.#waiting.push({ runs, resolve, reject });
      this.#wait(PATIENCE_MS);
      child.send(runs);
    });
  }

  /** Ends the process; what waits is refused. */
  end(): void {
    this.#child?.kill('SIGKILL');
    this.#bury(this.#child);
  }

  #start(): ChildProcess {
    const fromSource = import.meta.url.endsWith('.ts');
    const entry = new URL(fromSource ? './cutter-process.ts' : './cutter-process.js', import.meta.url);
    const child = fork(fileURLToPath(entry), {
      execArgv: ['--max-old-space-size=64', ...(fromSource ? ['--import', import.meta.resolve('tsx')] : [])],
      // Ctrl-C on a terminal is for the process that was started there.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true,
    });
    child.on('message', (reply: CutReply) => {
      this.#settle(reply);
    });
    child.on('error', () => {
      this.#bury(child);
    });
    child.on('exit', () => {
      this.#bury(child);
    });
    return child;
  }

  #settle(reply: CutReply): void {
    const answered = this.#waiting.shift();
    if ('refusal' in reply) answered?.reject(errorOf(reply.refusal));
    else {
      answered?.runs.forEach((run, at) => {
        keepCut(run, reply.words[at] ?? [run]);
      });
      answered?.resolve();
    }
    if (this.#waiting.length > 0) this.#wait(PATIENCE_MS);
    else {
      this.#child?.unref();
      this.#child?.channel?.unref();
      this.#wait(IDLE_MS);
    }
  }

  #wait(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.end();
    }, milliseconds).unref();
  }

  /** The next run starts another process. */
  #bury(child: ChildProcess | null): void {
    if (child === null || this.#child !== child) return;
    clearTimeout(this.#timer);
    this.#child = null;
    for (const { reject } of this.#waiting.splice(0)) reject(cutShort());
  }
}

function cutShort(): OgiError {
  return new OgiError('STORE_UNAVAILABLE', 'The process that cuts queries into words ended.', {
    remedy: 'Try again, or put the words in quotes.',
  });
}

const cutter = new WordCutter();

/**
 * Cuts what queries hold unquoted. A query that cannot be read is left to who parses it.
 *
 * @throws OgiError `BAD_CONFIGURATION` where nodejieba cannot be loaded, `STORE_UNAVAILABLE` where the process ended.
 */
export async function cutAhead(queries: readonly string[]): Promise<void> {
  const runs = [...new Set(queries.flatMap(runsToCut))];
  if (runs.length === 0) return;
  try {
    await cutter.cut(runs);
  } catch (error) {
    if (!(error instanceof OgiError) || error.code !== 'STORE_UNAVAILABLE') throw error;
    // The process died of something else, as a rule: another one answers. What kills that one too is refused.
    await cutter.cut(runs);
  }
}

/** Id of the process that cuts; null while there is none. */
export function cutterProcessId(): number | null {
  return cutter.processId;
}

/** Ends the process that cuts, where there is one. */
export function endCutter(): void {
  cutter.end();
}
