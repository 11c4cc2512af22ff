/** A process in which the pages of one scan are read: the models take much memory, and what a picture does to its decoder stays here. */
import { availableParallelism } from 'node:os';
import { SetAsideError } from '../../errors.js';
import { watchProcess } from '../watch-process.js';
import { checkPageCount, decodePicture } from './decode-picture.js';
import type { DrawnPage, OcrCall, OcrReply } from './ocr-protocol.js';
import type { OcrModels } from './ocr-runtime.js';
import { loadModels } from './ocr-runtime.js';
import { pageLength } from './picture.js';
import { readPage } from './read-page.js';
import { toPage } from './to-page.js';

/** Resident memory, in bytes: models and their work take some 600 MB, a page of 50 million pixels 200 more. */
const MEMORY = 1500 * 1024 * 1024;
/** Processor time of one page, in milliseconds. A full page of A4 takes 8,000 to 15,000. */
const PAGE_MILLISECONDS = 120_000;
const MOST_THREADS = 4;
/** Height of a page whose picture does not tell its size: that of A4, in points. */
const A4_HEIGHT = 842;

process.on('SIGTERM', () => undefined);
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

const task = watchProcess(MEMORY, PAGE_MILLISECONDS);

process.on('message', (call: OcrCall) => {
  void serve(call).then(send, (error: unknown) => send(problemOf(error)));
});
await send('ready');

function send(message: OcrReply | 'ready'): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => {
      resolve();
    });
  });
}

async function serve(call: OcrCall): Promise<OcrReply> {
  task.begin();
  const models = await loadModels(Math.min(MOST_THREADS, availableParallelism()));
  const { pages, draw } = await source(call);
  for (const [done, index] of pages.entries()) {
    task.begin();
    await readOne(models, await draw(index), done, pages.length);
  }
  task.end();
  return { end: true };
}

async function readOne(models: OcrModels, drawn: Drawn, done: number, count: number): Promise<void> {
  const { width, height } = drawn.picture;
  const scale = A4_HEIGHT / pageLength(drawn.picture);
  const size = drawn.size ?? { width: width * scale, height: height * scale };
  const read = await readPage(toPage(drawn.picture), size, models);
  const page = drawn.part === undefined ? read : { ...read, part: drawn.part };
  await send({ page, done: done + 1, count });
}

interface Drawn {
  picture: Parameters<typeof toPage>[0];
  size?: { width: number; height: number };
  /** Of several files: in which it is, from 1. */
  part?: number;
}

/** The pages that are asked for, and what draws one. */
async function source(
  call: OcrCall,
): Promise<{ pages: readonly number[]; draw: (index: number) => Promise<Drawn> }> {
  const all = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  if (call.kind === 'drawn') {
    return {
      pages: all(call.pages.length),
      draw: async (index) => {
        const { png, size } = call.pages[index] as DrawnPage;
        return { picture: await (await decodePicture(png)).page(0), size };
      },
    };
  }
  if (call.kind === 'picture') {
    const pictures = await decodePicture(call.bytes);
    return { pages: all(pictures.count), draw: async (index) => ({ picture: await pictures.page(index) }) };
  }
  if (call.kind === 'pictures') return await sourceOfFiles(call.files);
  const { drawPdf } = await import('./pdf-pictures.js');
  const drawn = await drawPdf(call.bytes);
  return { pages: call.pages ?? all(drawn.count), draw: (index) => drawn.page(index) };
}

/** The pages of several pictures, one file after the other. */
async function sourceOfFiles(files: readonly Uint8Array[]): ReturnType<typeof source> {
  const found: { file: Uint8Array; part: number; page: number }[] = [];
  for (const [index, file] of files.entries()) {
    const { count } = await decodePicture(file);
    for (let page = 0; page < count; page += 1) found.push({ file, part: index + 1, page });
  }
  checkPageCount(found.length);
  return {
    pages: found.map((_, index) => index),
    draw: async (index) => {
      const { file, part, page } = found[index] as (typeof found)[number];
      return { picture: await (await decodePicture(file)).page(page), part };
    },
  };
}

function problemOf(error: unknown): OcrReply {
  if (error instanceof SetAsideError) return { problem: { reason: error.reason, message: error.message } };
  return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
