/** The thread in which PDFs are read: bytes in, a document or a problem out. */
import { parentPort } from 'node:worker_threads';
import { SetAsideError } from '../../errors.js';
import type { PdfReply } from './read-pdf.js';

// The library replaces Array.prototype.push by a version ten times slower, for a detail of frozen arrays.
const { push } = Array.prototype;
const { pdfToDocument } = await import('./pdf-to-document.js');
Array.prototype.push = push;

/** Nothing is drawn, so any font counts as loaded; else the library would trace the outlines of all letters. */
class LoadedFont {
  readonly loaded = Promise.resolve();
}
Object.assign(globalThis, { FontFace: LoadedFont });

// The library may give up work of its own that nobody waits for; what counts is the answer.
process.on('unhandledRejection', () => undefined);

parentPort?.on('message', (bytes: Uint8Array) => {
  answer(bytes).then(
    (reply) => parentPort?.postMessage(reply),
    (error: unknown) => {
      // An error of ours: the thread ends with it, and who waits is told.
      setImmediate(() => {
        throw error;
      });
    },
  );
});
parentPort?.postMessage('ready');

async function answer(bytes: Uint8Array): Promise<PdfReply> {
  try {
    return { document: await pdfToDocument(bytes) };
  } catch (error) {
    if (!(error instanceof SetAsideError)) throw error;
    return { problem: { reason: error.reason, message: error.message } };
  }
}
