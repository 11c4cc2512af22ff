/** A process in which files are read: bytes in, a report or a problem out. It ends with the process that started it. */
import type { GivenHead } from '../../domain/report.js';
import { SetAsideError } from '../../errors.js';
import type { Document } from '../../ingest/document.js';
import { unpackArchive } from '../../ingest/archive/unpack-archive.js';
import { pageLinks } from '../../ingest/html/page-links.js';
import { documentBlocks } from '../document-blocks.js';
import { judgeJoin } from '../joining/judge-join.js';
import { parseFile, prepareFile } from '../parse-file.js';
import type {
  ReaderCall,
  ReaderProgress,
  ReaderReply,
  ReaderResults,
  ReaderTask,
} from './reader-protocol.js';
import { KEPT_MEMORY, READ_MEMORY, READ_MILLISECONDS } from './read-limits.js';
import { watchProcess } from '../../ingest/watch-process.js';

// Who started this process decides when it ends: a signal meant for all of them must not cost the file that is being read.
process.on('SIGTERM', () => undefined);
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

// Libraries may give up work of their own that nobody waits for; what counts is the answer.
process.on('unhandledRejection', () => undefined);

const TASKS: {
  readonly [Task in ReaderTask]: (
    bytes: Uint8Array,
    given?: GivenHead,
    fileName?: string,
    onPage?: (done: number, count: number) => void,
    read?: Document,
  ) => Promise<ReaderResults[Task]>;
} = {
  parse: parseFile,
  prepare: prepareFile,
  document: (bytes, _given, _fileName, onPage) => documentBlocks(bytes, onPage),
  unpack: unpackArchive,
  links: (bytes) => Promise.resolve(pageLinks(bytes)),
  judge: (bytes, _given, _fileName, onPage) => judgeJoin(bytes, onPage),
};

/** From source, in development and tests, the TypeScript loader keeps all that it has translated, pdf.js and its source map above all. */
const LOADER_MEMORY = import.meta.url.endsWith('.ts') ? 256 * 1024 * 1024 : 0;
const emptyMemory = process.memoryUsage.rss() + LOADER_MEMORY;
const task = watchProcess(emptyMemory + READ_MEMORY, READ_MILLISECONDS);

/** One file at a time: the end of the last that was taken on. */
let queue = Promise.resolve();
process.on('message', (call: ReaderCall) => {
  queue = queue.then(() => serve(call));
});
process.send?.('ready');

async function serve(call: ReaderCall): Promise<void> {
  const answer = await read(call);
  const retires = process.memoryUsage.rss() > emptyMemory + KEPT_MEMORY;
  await new Promise((resolve) => process.send?.({ ...answer, retires } satisfies ReaderReply, resolve));
  if (retires) process.exit();
}

function tellPage(done: number, count: number): void {
  process.send?.({ done, count } satisfies ReaderProgress);
}

type Answer = ReaderReply extends infer Reply
  ? Reply extends unknown
    ? Omit<Reply, 'retires'>
    : never
  : never;

async function read({ task: name, bytes, given, fileName, document }: ReaderCall): Promise<Answer> {
  task.begin();
  try {
    return { result: await TASKS[name](bytes, given, fileName, tellPage, document) };
  } catch (error) {
    if (!(error instanceof SetAsideError))
      return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    return { problem: { reason: error.reason, message: error.message } };
  } finally {
    task.end();
  }
}
