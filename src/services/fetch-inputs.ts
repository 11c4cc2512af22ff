/** Files to import, with their bytes, some at a time. */
import { createHash } from 'node:crypto';
import type { GivenHead } from '../domain/report.js';
import type { Document } from '../ingest/document.js';
import { SetAsideError } from '../errors.js';
import type { SourceOrigin } from '../store/sources.js';

/** A file to import. */
export interface ImportInput {
  /** As the user knows it; shown in messages. */
  path: string;
  /** Kept in the store and shown to everybody: no path of the machine. */
  fileName: string;
  /** Of several files that were joined to this one: all but the first. */
  alsoFrom?: readonly Pick<ImportInput, 'path' | 'fileName'>[];
  /** Where it was retrieved from, as whoever imports it says; it goes before what the file says itself. */
  origin?: SourceOrigin;
  /** What whoever imports it says of its head; without it, what was said of the same bytes before holds. */
  given?: GivenHead;
  /** What was read of it already: files are read to tell whether they are one report. */
  document?: Document;
  /** Its bytes. A rejection sets the file aside, with the reason of a SetAsideError. */
  read(): Promise<Uint8Array>;
}

/** How many files are looked up at a time, whether they are known: at the first of these it is enough. */
const CHUNK_FILES = 64;
const CHUNK_BYTES = 8 * 1024 * 1024;
const CHUNK_MILLISECONDS = 500;

/** An input with its bytes, or with what kept them from being read. */
export type Fetched =
  { input: ImportInput; bytes: Uint8Array; sha256: string } | { input: ImportInput; problem: SetAsideError };

/** The inputs with their bytes, some at a time; no more once the run is to end, even if an input never comes. */
export async function* fetchInputs(
  inputs: AsyncIterable<ImportInput> | Iterable<ImportInput>,
  signal: AbortSignal,
): AsyncGenerator<Fetched[]> {
  const iterator =
    Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]();
  let chunk: Fetched[] = [];
  let bytes = 0;
  let begun = performance.now();
  while (!signal.aborted) {
    const next = await unlessAborted(iterator.next(), signal);
    if (next?.done === true && chunk.length > 0) yield chunk;
    if (next === null || next.done === true) return;
    const fetched = await unlessAborted(fetch(next.value), signal);
    if (fetched === null) return;
    chunk.push(fetched);
    if ('bytes' in fetched) bytes += fetched.bytes.byteLength;
    const isFull = chunk.length >= CHUNK_FILES || bytes >= CHUNK_BYTES;
    if (!isFull && performance.now() - begun < CHUNK_MILLISECONDS) continue;
    yield chunk;
    chunk = [];
    bytes = 0;
    begun = performance.now();
  }
}

/** What a promise resolves to; null where the signal is aborted before. */
function unlessAborted<T>(awaited: T | Promise<T>, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      resolve(null);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    Promise.resolve(awaited)
      .finally(() => {
        signal.removeEventListener('abort', onAbort);
      })
      .then(resolve, reject);
  });
}

async function fetch(input: ImportInput): Promise<Fetched> {
  try {
    const bytes = await input.read();
    return { input, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    return { input, problem: asSetAside(error) };
  }
}

function asSetAside(error: unknown): SetAsideError {
  if (error instanceof SetAsideError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new SetAsideError(
    'io-error',
    `The file could not be read: ${detail}. Check the disk and try again.`,
    error,
  );
}
