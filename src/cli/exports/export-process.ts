/**
 * A process in which exports are made, so that the server has its event loop and its memory for others. It reads the store by itself,
 * one export after the other, and ends with the process that started it.
 */
import { setPriority } from 'node:os';
import { errorFacts } from '../../errors.js';
import { openExport } from '../../services/export/open-export.js';
import type { OpenExport } from '../../services/export/open-export.js';
import { watchProcess } from '../../ingest/watch-process.js';
import type { ReportStore } from '../../store/port.js';
import type { ExportCall, ExportReply, ExportResults, StoreAddress } from './export-protocol.js';
import { EXPORT_MEMORY, EXPORT_MILLISECONDS, LARGEST_PIECE, NICENESS } from './export-limits.js';

// Who started this process decides when it ends: downloads in progress are finished first.
process.on('SIGTERM', () => undefined);
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

setPriority(NICENESS);
const work = watchProcess(process.memoryUsage.rss() + EXPORT_MEMORY, EXPORT_MILLISECONDS);

/** Milliseconds after which the columns of an export are let go. */
const IDLE_READER_MS = 500;

const stores = new Map<string, Promise<ReportStore>>();

/** Opened once; each is asked by one export at a time. */
function storeAt(address: StoreAddress): Promise<ReportStore> {
  const key = JSON.stringify(address);
  const known = stores.get(key);
  if (known !== undefined) return known;
  const opened = openStore(address);
  stores.set(key, opened);
  opened.catch(() => stores.delete(key));
  return opened;
}

/** Loads the code of one store alone. */
async function openStore(address: StoreAddress): Promise<ReportStore> {
  if (address.kind === 'sqlite') {
    const { openSqliteStore } = await import('../../store/sqlite/index.js');
    const { path, madeUp } = address;
    // Once the reports are in order, the columns have done their work.
    return openSqliteStore({ path, madeUp, readonly: true, readers: 1, idleReaderMs: IDLE_READER_MS });
  }
  const { openElasticsearchStore } = await import('../../store/elasticsearch/elasticsearch-store.js');
  return openElasticsearchStore({ settings: address.settings });
}

/** The export in progress. The next piece is made while the one before is on its way. */
class ExportInProgress {
  readonly file: OpenExport;
  readonly #pieces: AsyncGenerator<Uint8Array, void, undefined>;
  #ahead: Promise<IteratorResult<Uint8Array, void>> | null = null;
  #rows = 0;

  constructor(file: OpenExport) {
    this.file = file;
    this.#pieces = inSlices(
      file.bytes((rows) => {
        this.#rows = rows;
      }),
    );
  }

  async next(): Promise<ExportResults['next']> {
    const { value, done } = await (this.#ahead ?? this.#pieces.next());
    this.#ahead = done === true ? null : this.#pieces.next();
    // Whoever asks for it hears of its failure.
    this.#ahead?.catch(() => undefined);
    return { bytes: value ?? null, rows: this.#rows };
  }

  async close(): Promise<void> {
    await this.#pieces.return().catch(() => undefined);
    await this.file.close();
  }
}

async function* inSlices(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of pieces) {
    for (let at = 0; at < piece.byteLength; at += LARGEST_PIECE) yield piece.subarray(at, at + LARGEST_PIECE);
  }
}

let inProgress: ExportInProgress | null = null;

async function carryOut(call: ExportCall): Promise<ExportResults[keyof ExportResults]> {
  if (call.task === 'open') {
    const { request, madeUp, now } = call;
    work.begin();
    inProgress = new ExportInProgress(await openExport(await storeAt(call.store), request, { madeUp, now }));
    const { about, mediaType, fileName, etag } = inProgress.file;
    return { about, mediaType, fileName, etag };
  }
  if (call.task === 'next') {
    if (inProgress === null) throw new Error('No export is open.');
    return inProgress.next();
  }
  const ended = inProgress;
  inProgress = null;
  await ended?.close();
  work.end();
  return null;
}

async function answer(call: ExportCall): Promise<ExportReply> {
  try {
    return { result: await carryOut(call) };
  } catch (error) {
    const refusal = errorFacts(error);
    if (refusal !== null) return { refusal };
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

let queue = Promise.resolve();
process.on('message', (call: ExportCall) => {
  queue = queue.then(async () => {
    process.send?.(await answer(call));
  });
});
process.send?.('ready');
