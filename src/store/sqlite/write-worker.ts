/** Entry of the write thread: the one writing connection of a store, one write after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { errorFacts } from '../../errors.js';
import { reopenWriter } from './connection.js';
import type { Writer } from './connection.js';
import { asStoreError } from './store-error.js';
import { fromSent } from './write-protocol.js';
import type { SentWrite, WriteCall, WriteReply } from './write-protocol.js';

let writer: Writer | null = null;

function write({ name, args }: WriteCall): WriteReply {
  try {
    // Opened with the first write, so that a failure to open is an answer and not the thread's death.
    writer ??= reopenWriter((workerData as { path: string }).path);
    const writes = writer.batches as unknown as Record<string, (...parameters: unknown[]) => unknown>;
    const given = name === 'write' ? [(args[0] as SentWrite[]).map(fromSent)] : args;
    return { value: writes[name]?.(...given) };
  } catch (caught) {
    const error = asStoreError(caught);
    const refusal = errorFacts(error);
    if (refusal !== null) return { refusal };
    return { failure: error instanceof Error ? error : new Error(String(error)) };
  }
}

parentPort?.on('message', (call: WriteCall | 'close') => {
  if (call !== 'close') {
    parentPort?.postMessage(write(call));
    return;
  }
  writer?.db.close();
  parentPort?.close();
});
