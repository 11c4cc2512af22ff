/**
 * Reads PDFs in a process of their own. The library patches built-in objects, and a broken file may send it into a loop or
 * eat all memory, which ends the process that it happens to: only a process keeps all of that to itself.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SetAsideError } from '../../errors.js';
import type { SetAsideReason } from '../../errors.js';
import type { Document } from '../document.js';
import { OUT_OF_TIME } from './watch-process.js';

/** What the process answers to the bytes of a file; `failure` is an error of its own. */
export type PdfReply =
  { document: Document } | { problem: { reason: SetAsideReason; message: string } } | { failure: string };

/**
 * Time that one file may take by the clock, in milliseconds, on however busy a machine. What ends a file that takes too much work is
 * the limit of processor time, in `pdf-process.ts`.
 */
const CLOCK_LIMIT = 60_000;
/** Memory for objects that the process may take, in MB; a file that takes more ends it. `pdf-process.ts` limits the rest. */
const HEAP_LIMIT = 256;

let reader: Promise<ChildProcess> | null = null;
/** One file at a time: the end of the last that was taken on. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Reads a PDF. Page numbers, running headers and footers are dropped, tables over page breaks joined.
 *
 * @throws SetAsideError `needs-ocr` for a PDF without text, `encrypted`, `damaged-file`, `too-large` for too many pages,
 *   too much time or memory; the message says what to do.
 */
export function readPdf(bytes: Uint8Array): Promise<Document> {
  const turn = queue.then(() => readInProcess(bytes));
  queue = turn.catch(() => undefined);
  return turn;
}

async function readInProcess(bytes: Uint8Array): Promise<Document> {
  const child = await (reader ??= startReader());
  // While it works, and only then, this process must wait for it.
  child.ref();
  child.channel?.ref();
  try {
    return await reply(child, bytes);
  } finally {
    child.unref();
    child.channel?.unref();
  }
}

function reply(child: ChildProcess, bytes: Uint8Array): Promise<Document> {
  return new Promise((resolve, reject) => {
    const onMessage = (answer: PdfReply): void => {
      if ('failure' in answer) {
        giveUp(failed(answer.failure));
        return;
      }
      settle();
      if ('document' in answer) resolve(answer.document);
      else reject(new SetAsideError(answer.problem.reason, answer.problem.message));
    };
    const onError = (error: Error): void => {
      giveUp(failed(error.message));
    };
    const onExit = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (signal === OUT_OF_TIME) giveUp(tooSlow());
      else
        giveUp(
          isOutOfMemory(code, signal) ? tooMuchMemory() : failed(`it ended with ${signal ?? code ?? ''}`),
        );
    };
    const giveUp = (problem: SetAsideError): void => {
      settle();
      reader = null;
      child.kill('SIGKILL');
      reject(problem);
    };
    // An answer that has arrived while this process was busy goes first.
    const timer = setTimeout(() => {
      late = setImmediate(() => {
        giveUp(tooSlow());
      });
    }, CLOCK_LIMIT);
    let late: NodeJS.Immediate | undefined;
    const settle = (): void => {
      clearTimeout(timer);
      clearImmediate(late);
      child.off('message', onMessage).off('error', onError).off('exit', onExit);
    };
    child.on('message', onMessage).on('error', onError).on('exit', onExit);
    child.send(bytes);
  });
}

/** Resolves once the process has loaded its modules. */
function startReader(): Promise<ChildProcess> {
  const child = forkReader();
  const started = new Promise<ChildProcess>((resolve, reject) => {
    const end = (cause: unknown): void => {
      if (reader === started) reader = null;
      reject(new Error('The process that reads PDFs did not start.', { cause }));
    };
    // Both stay for good: a process that ends between two files is replaced for the next.
    child.on('error', end);
    child.on('exit', (code, signal) => {
      end(signal ?? code);
    });
    child.once('message', () => {
      resolve(child);
    });
  });
  return started;
}

function forkReader(): ChildProcess {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = new URL(fromSource ? './pdf-process.ts' : './pdf-process.js', import.meta.url);
  return fork(fileURLToPath(entry), {
    // From source, in development and tests, it needs the TypeScript loader.
    execArgv: [
      `--max-old-space-size=${HEAP_LIMIT}`,
      // The files of one reader are small: threads that collect for it cost more than they spare.
      '--single-threaded-gc',
      ...(fromSource ? ['--import', import.meta.resolve('tsx')] : []),
    ],
    serialization: 'advanced',
    // Its last words are those of the engine; and Ctrl-C on a terminal is for the process that was started there.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    detached: true,
  });
}

/** The engine aborts where the memory for objects does not suffice; so does `watchProcess`. */
function isOutOfMemory(code: number | null, signal: NodeJS.Signals | null): boolean {
  return signal === 'SIGABRT' || code === 134;
}

function tooSlow(): SetAsideError {
  return new SetAsideError(
    'too-large',
    `The PDF takes more than a few seconds to read, which no annual report does: it is damaged or holds something else. Print it to a new PDF, or save its text as a UTF-8 text file, and import that.`,
  );
}

function tooMuchMemory(): SetAsideError {
  return new SetAsideError(
    'too-large',
    'The PDF takes more memory than any annual report does: it is damaged or holds something else. Print it to a new PDF, or save its text as a UTF-8 text file, and import that.',
  );
}

function failed(cause: string): SetAsideError {
  return new SetAsideError(
    'damaged-file',
    'The PDF made its reader fail. Fetch it again from where it was published, or open it in a viewer and print it to a new PDF.',
    new Error(cause),
  );
}
