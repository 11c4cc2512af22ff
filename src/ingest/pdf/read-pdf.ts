/**
 * Reads PDFs in a thread of their own. The library patches built-in objects, and a broken file may send it into a loop or
 * eat all memory: a thread keeps the first to itself and can be stopped.
 */
import { Worker } from 'node:worker_threads';
import { SetAsideError } from '../../errors.js';
import type { SetAsideReason } from '../../errors.js';
import type { Document } from '../document.js';

/** What the thread answers to the bytes of a file. */
export type PdfReply = { document: Document } | { problem: { reason: SetAsideReason; message: string } };

/** Time that one file may take, in milliseconds. A report of 6 pages takes about 100. */
const TIME_LIMIT = 5000;
/** Memory that the thread may take, in MB. */
const MEMORY_LIMIT = 320;
/** The part of it for short-lived objects, of which each page makes many. */
const YOUNG_MEMORY = 64;

let thread: Promise<Worker> | null = null;
/** One file at a time: the end of the last that was taken on. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Reads a PDF. Page numbers, running headers and footers are dropped, tables over page breaks joined.
 *
 * @throws SetAsideError `needs-ocr` for a PDF without text, `encrypted`, `damaged-file`, `too-large` for too many pages,
 *   too much time or memory; the message says what to do.
 */
export function readPdf(bytes: Uint8Array): Promise<Document> {
  const turn = queue.then(() => readInThread(bytes));
  queue = turn.catch(() => undefined);
  return turn;
}

async function readInThread(bytes: Uint8Array): Promise<Document> {
  thread ??= startThread();
  const worker = await thread;
  // While it works, and only then, the process must wait for it.
  worker.ref();
  try {
    return await reply(worker, bytes);
  } finally {
    worker.unref();
  }
}

function reply(worker: Worker, bytes: Uint8Array): Promise<Document> {
  return new Promise((resolve, reject) => {
    const onMessage = (answer: PdfReply): void => {
      settle();
      if ('document' in answer) resolve(answer.document);
      else reject(new SetAsideError(answer.problem.reason, answer.problem.message));
    };
    const onError = (cause: Error): void => {
      giveUp(failed(cause));
    };
    const giveUp = (problem: SetAsideError): void => {
      settle();
      thread = null;
      void worker.terminate();
      reject(problem);
    };
    // An answer that has arrived while this thread was busy goes first.
    const timer = setTimeout(() => {
      late = setImmediate(() => {
        giveUp(tooSlow());
      });
    }, TIME_LIMIT);
    let late: NodeJS.Immediate | undefined;
    const settle = (): void => {
      clearTimeout(timer);
      clearImmediate(late);
      worker.off('message', onMessage).off('error', onError);
    };
    worker.on('message', onMessage).on('error', onError);
    worker.postMessage(bytes);
  });
}

/** Resolves once the thread has loaded its modules. */
function startThread(): Promise<Worker> {
  const worker = newWorker();
  const started = new Promise<Worker>((resolve, reject) => {
    // Stays for good: a thread that dies between two files must not take the process with it.
    worker.on('error', (error) => {
      if (thread === started) thread = null;
      reject(error);
    });
    worker.once('message', () => {
      resolve(worker);
    });
  });
  return started;
}

function newWorker(): Worker {
  const options = {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT, maxYoungGenerationSizeMb: YOUNG_MEMORY },
  };
  const entry = new URL('./pdf-thread.js', import.meta.url);
  if (!import.meta.url.endsWith('.ts')) return new Worker(entry, options);
  // From source, in development and tests, the thread needs the TypeScript loader; `--import` does not reach it.
  const [loader, module] = [import.meta.resolve('tsx/esm/api'), entry.href].map((url) => JSON.stringify(url));
  const code = `import(${loader}).then(({ register }) => { register(); return import(${module}); });`;
  return new Worker(code, { ...options, eval: true });
}

function tooSlow(): SetAsideError {
  return new SetAsideError(
    'too-large',
    `The PDF takes longer than ${TIME_LIMIT / 1000} s to read, which no annual report does: it is damaged or holds something else. Print it to a new PDF, or save its text as a UTF-8 text file, and import that.`,
  );
}

function failed(cause: Error): SetAsideError {
  if ('code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new SetAsideError(
      'too-large',
      'The PDF takes more memory than any annual report does: it is damaged or holds something else. Print it to a new PDF, or save its text as a UTF-8 text file, and import that.',
      cause,
    );
  }
  return new SetAsideError(
    'damaged-file',
    'The PDF made its reader fail. Fetch it again from where it was published, or open it in a viewer and print it to a new PDF.',
    cause,
  );
}
