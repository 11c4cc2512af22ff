/** `GET /export`: the reports of a query as a file. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OgiError } from '../errors.js';
import type { ServedStores } from '../served-stores.js';
import { contentDisposition } from '../services/export/export-file-name.js';
import { openExport } from '../services/export/open-export.js';
import type { OpenExport } from '../services/export/open-export.js';
import { readExport } from '../services/export/read-export.js';
import { answerRefusal } from './answer-refusal.js';

/** How many exports run at once: each holds a state of the store. */
export const MAX_EXPORTS = 4;
/** Seconds after which a client that found no place may ask again. */
const RETRY_SECONDS = 10;
/** Milliseconds that one export may take; whoever is slower goes on from the last cursor. */
const TIME_LIMIT_MS = 30 * 60_000;

/** Limits of the route; the defaults are those of the server. */
export interface ExportLimits {
  /** How many exports run at once. Default is {@link MAX_EXPORTS}. */
  atOnce?: number;
  /** Milliseconds after which an export is cut off. Default is 30 minutes. */
  timeLimitMs?: number;
}

/** Adds the route. A server that closes waits for the exports in hand, as for any request. */
export function addExportRoute(
  app: FastifyInstance,
  stores: Pick<ServedStores, 'current'>,
  { atOnce = MAX_EXPORTS, timeLimitMs = TIME_LIMIT_MS }: ExportLimits = {},
): void {
  const running = new Set<Promise<void>>();
  /** Takes a place; whoever gets one gives it back by the function returned. */
  const takePlace = (reply: FastifyReply): (() => void) => {
    if (running.size >= atOnce) throw tooManyExports(reply);
    let giveBack = (): void => undefined;
    const place = new Promise<void>((resolve) => {
      giveBack = resolve;
    });
    running.add(place);
    return () => {
      running.delete(place);
      giveBack();
    };
  };

  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const asked = readExport(request.query as Record<string, unknown>);
    const leave = takePlace(reply);
    let file: OpenExport | null = null;
    let stream: Readable | null = null;
    try {
      const { store, madeUp } = await stores.current();
      file = await openExport(store, asked, { madeUp, now: new Date() });
      void reply.headers(headersOf(file));
      if (holdsTag(request.headers['if-none-match'], file.etag)) return await reply.code(304).send();
      // A stream: of any other body its length would be told, and GET does not tell it.
      if (request.method === 'HEAD') return await reply.send(Readable.from([]));
      stream = streamOf(file, timeLimitMs, leave);
    } finally {
      if (stream === null) {
        await file?.close();
        leave();
      }
    }
    return reply.send(stream);
  };

  // HEAD comes with GET.
  app.get('/export', { errorHandler: answerRefusal }, handle);
  app.addHook('onClose', async () => {
    await Promise.all(running);
  });
}

/** The bytes of an export. However it ends, also where the client goes away, the export is closed, and then `onClosed` called. */
function streamOf(file: OpenExport, timeLimitMs: number, onClosed: () => void): Readable {
  const stream = Readable.from(file.bytes(), { objectMode: false });
  const timer = setTimeout(() => {
    stream.destroy(new Error(`The export took longer than ${timeLimitMs} ms.`));
  }, timeLimitMs);
  stream.once('close', () => {
    clearTimeout(timer);
    // A state that the store cannot let go is the store's to report; the place is free all the same.
    file.close().then(onClosed, onClosed);
  });
  return stream;
}

/** `content-location` repeats all that was asked; `x-total-count` is the number of reports that match. */
function headersOf({ about, mediaType, fileName, etag }: OpenExport): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-disposition': contentDisposition(fileName),
    'content-location': `/export?${new URLSearchParams(about.asked).toString()}`,
    'x-total-count': String(about.total),
    etag,
    // The next request sees every write, so that no copy is good without asking.
    'cache-control': 'public, no-cache',
    'x-content-type-options': 'nosniff',
  };
}

/** Whether the client has this state already, by weak comparison (RFC 9110, 13.1.2). */
function holdsTag(header: string | undefined, etag: string): boolean {
  const opaque = (tag: string): string => tag.trim().replace(/^W\//u, '');
  return header?.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag)) ?? false;
}

function tooManyExports(reply: FastifyReply): OgiError {
  void reply.header('retry-after', RETRY_SECONDS);
  return new OgiError('TOO_MANY_REQUESTS', 'As many exports are running as this server does at once.', {
    remedy: `Ask again in ${RETRY_SECONDS} seconds.`,
  });
}
