/** Entry of a read worker: one reader on its own connection, one read after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { Deadline } from './deadline.js';
import { errorFacts } from '../../errors.js';
import { FileReader } from './file-reader.js';
import type { ReadCall, ReadReply } from './read-protocol.js';
import { asStoreError } from './store-error.js';

let reader: FileReader | null = null;

function read({ name, args, end }: ReadCall): ReadReply {
  try {
    // Opened with the first read, so that a failure to open is an answer and not the worker's death.
    reader ??= new FileReader((workerData as { path: string }).path);
    const reads = reader as unknown as Record<string, (...parameters: unknown[]) => unknown>;
    return { value: reads[name]?.(...args, new Deadline(end)) };
  } catch (caught) {
    const error = asStoreError(caught);
    const refusal = errorFacts(error);
    if (refusal !== null) return { refusal };
    return { failure: error instanceof Error ? error : new Error(String(error)) };
  }
}

parentPort?.on('message', (call: ReadCall) => {
  parentPort?.postMessage(read(call));
});
