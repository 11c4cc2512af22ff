/** The process in which PDFs are read: bytes in, a document or a problem out. It ends with the process that started it. */
import { SetAsideError } from '../../errors.js';
import type { PdfReply } from './read-pdf.js';
import { watchProcess } from './watch-process.js';

/** Resident memory that reading may take beyond that of the engine and the library, in bytes. A report of 6 pages takes 30 MB. */
const MEMORY_LIMIT = 288 * 1024 * 1024;
/** Processor time that one file may take, in milliseconds. A report of 6 pages takes about 100. */
const TIME_LIMIT = 5000;

// Who started this process decides when it ends: a signal meant for all of them must not cost the file that is being read.
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit());

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

const task = watchProcess(process.memoryUsage.rss() + MEMORY_LIMIT, TIME_LIMIT);
process.on('message', (bytes: Uint8Array) => {
  void answer(bytes).then((reply) => process.send?.(reply));
});
process.send?.('ready');

async function answer(bytes: Uint8Array): Promise<PdfReply> {
  task.begin();
  try {
    // A copy, for the library keeps the memory, and takes no `Buffer`.
    return { document: await pdfToDocument(new Uint8Array(bytes)) };
  } catch (error) {
    if (!(error instanceof SetAsideError)) return { failure: String(error) };
    return { problem: { reason: error.reason, message: error.message } };
  } finally {
    task.end();
  }
}
