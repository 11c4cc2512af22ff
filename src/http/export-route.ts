/** `GET /export`: the reports of a query as a file. */
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OgiError } from '../errors.js';
import type { ServedStores } from './served-stores.js';
import { cutQueries } from '../services/cut-queries.js';
import { contentDisposition } from '../services/export/export-file-name.js';
import type { OpenExport } from '../services/export/open-export.js';
import { checkExport } from '../services/export/check-export.js';
import type { ExportRequest } from '../services/export/check-export.js';
import type { ReadGate } from '../services/store-gate.js';
import { LIGHT_READ, matchWeight } from '../services/request-weight.js';
import { DEFAULT_DEADLINE_MS } from '../store/search-request.js';
import { answerRefusal } from './answer-refusal.js';
import { clientKey } from './client-address.js';
import { ClientBudgets } from './client-budget.js';
import { EXPORTS_HERE } from './exporter.js';
import type { Exporter } from './exporter.js';
import { budgetSpent } from './passed-reads.js';

/** How many exports run at once, of all clients and of one: each holds a state of the store. */
export const MAX_EXPORTS = 8;
export const MAX_EXPORTS_OF_ONE = 2;
/** Seconds after which a client that found no place may ask again. */
const RETRY_SECONDS = 10;
/** Milliseconds that a client waits for a place: an export that is over gives its place back a moment later. */
const PATIENCE_MS = 1000;
/** Milliseconds that one export may take; whoever is slower goes on from the last cursor. */
const TIME_LIMIT_MS = 30 * 60_000;
/** Milliseconds in which a client must have taken a piece of the file: at most some 500 KB. */
const IDLE_LIMIT_MS = 60_000;
/** What an export costs in itself, and how many of its values cost as much as a field of a GraphQL answer. */
const OPENING_COST = 100;
const VALUES_OF_COST = 100;
/** Facts of a report that every export holds. */
const FACTS = 20;
/** What the narrative of a report counts for, in values: some 10 KB. */
const NARRATIVE = 500;
/** No export costs more than this part of what a client may spend in a minute, or it could never be had. */
const LARGEST_PART = 0.5;

/** Limits of the route; the defaults are those of the server. */
export interface ExportLimits {
  /** How many exports run at once. Default is {@link MAX_EXPORTS}. */
  atOnce?: number;
  /** How many exports of one client run at once. Default is {@link MAX_EXPORTS_OF_ONE}. */
  atOnceOfOne?: number;
  /** Milliseconds after which an export is cut off. Default is 30 minutes. */
  timeLimitMs?: number;
  /** Milliseconds after which an export is cut off of which nothing is taken. Default is a minute. */
  idleLimitMs?: number;
  /** What clients may spend. Default is no limit. */
  budgets?: ClientBudgets;
  /** The way to the store. Default is straight. */
  gate?: ReadGate;
  /** Milliseconds in which an export must have begun. */
  deadlineMs?: number;
  /** Who makes the files. Default is this process. */
  exporter?: Exporter | undefined;
}

/** Adds the route. A server that closes waits for the current exports, as for any request. */
export function addExportRoute(
  app: FastifyInstance,
  stores: Pick<ServedStores, 'current'>,
  limits: ExportLimits = {},
): void {
  const {
    timeLimitMs = TIME_LIMIT_MS,
    idleLimitMs = IDLE_LIMIT_MS,
    deadlineMs = DEFAULT_DEADLINE_MS,
  } = limits;
  const { budgets = new ClientBudgets(0), gate, exporter = EXPORTS_HERE } = limits;
  const places = new ExportPlaces(limits);

  const open = async (client: string, asked: ExportRequest): Promise<OpenExport> => {
    const weight = matchWeight(asked.scan) + LIGHT_READ;
    return exporter.open({
      served: await stores.current(),
      request: asked,
      now: new Date(),
      deadlineMs,
      pass: (read) => (gate === undefined ? read() : gate.pass({ client, weight, deadlineMs, read })),
    });
  };

  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const parameters = request.query as Record<string, unknown>;
    if (typeof parameters['query'] === 'string') await cutQueries([parameters['query']]);
    const asked = {
      ...checkExport(parameters),
      base: `${request.protocol}://${request.host}`,
    };
    const client = clientKey(request.ip);
    if (!budgets.spend(client, OPENING_COST)) throw budgetSpent(budgets, client);
    const leave = await places.take(client);
    let file: OpenExport | null = null;
    let stream: Readable | null = null;
    try {
      file = await open(client, asked);
      void reply.headers(headersOf(file));
      if (holdsTag(request.headers['if-none-match'], file.etag)) return await reply.code(304).send();
      // A stream: of any other body its length would be told, and GET does not tell it.
      if (request.method === 'HEAD') return await reply.send(Readable.from([]));
      const values =
        file.about.total * (asked.scan.keys.length + FACTS + (asked.scan.sections === true ? NARRATIVE : 0));
      const cost = Math.min(Math.ceil(values / VALUES_OF_COST), budgets.limit * LARGEST_PART);
      if (!budgets.spend(client, cost)) throw budgetSpent(budgets, client);
      stream = streamOf(file, { timeLimitMs, idleLimitMs }, leave);
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
    await places.empty();
    await exporter.close();
  });
}

/** Places of exports, shared out among clients. */
class ExportPlaces {
  readonly #atOnce: number;
  readonly #atOnceOfOne: number;
  readonly #taken = new Map<Promise<void>, string>();

  constructor({ atOnce = MAX_EXPORTS, atOnceOfOne = MAX_EXPORTS_OF_ONE }: ExportLimits) {
    this.#atOnce = atOnce;
    this.#atOnceOfOne = atOnceOfOne;
  }

  /**
   * Takes a place, one that is about to be given back too; whoever gets one gives it back by the function returned.
   *
   * @throws OgiError `TOO_MANY_REQUESTS`.
   */
  async take(client: string): Promise<() => void> {
    const end = sleep(PATIENCE_MS, 'over', { ref: false });
    while (this.#refusal(client) !== null) {
      if ((await Promise.race([end, ...this.#taken.keys()])) !== 'over') continue;
      const refusal = this.#refusal(client);
      if (refusal !== null) throw tooManyExports(refusal);
    }
    let giveBack = (): void => undefined;
    const place = new Promise<void>((resolve) => {
      giveBack = resolve;
    });
    this.#taken.set(place, client);
    return () => {
      this.#taken.delete(place);
      giveBack();
    };
  }

  #refusal(client: string): string | null {
    const mine = [...this.#taken.values()].filter((one) => one === client).length;
    if (mine >= this.#atOnceOfOne) {
      return `This address has ${mine} exports running, as many as it may have at once.`;
    }
    return this.#taken.size < this.#atOnce
      ? null
      : 'As many exports are running as this server does at once.';
  }

  /** Resolves when all places have been given back. */
  async empty(): Promise<void> {
    await Promise.all(this.#taken.keys());
  }
}

/**
 * The bytes of an export. However it ends, also where the client goes away or takes nothing, the export is closed, so that its
 * state of the store is let go, and then `onClosed` called.
 */
function streamOf(
  file: OpenExport,
  { timeLimitMs, idleLimitMs }: { timeLimitMs: number; idleLimitMs: number },
  onClosed: () => void,
): Readable {
  let idle: NodeJS.Timeout | undefined;
  const pieces = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const piece of file.bytes()) {
      // Runs while the client has not made room for the next piece, and not while that is made.
      idle = setTimeout(() => {
        stream.destroy(new Error(`Nothing of the export was taken for ${idleLimitMs} ms.`));
      }, idleLimitMs);
      yield piece;
      clearTimeout(idle);
    }
  };
  const stream = Readable.from(pieces(), { objectMode: false });
  const timer = setTimeout(() => {
    stream.destroy(new Error(`The export took longer than ${timeLimitMs} ms.`));
  }, timeLimitMs);
  stream.once('close', () => {
    clearTimeout(timer);
    clearTimeout(idle);
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

function tooManyExports(message: string): OgiError {
  return new OgiError('TOO_MANY_REQUESTS', message, {
    remedy: `Ask again in ${RETRY_SECONDS} seconds.`,
    details: { retryAfterSeconds: RETRY_SECONDS },
  });
}
