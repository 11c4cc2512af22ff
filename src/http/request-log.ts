/** Request ids, and a log of requests that took long. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OperationRecord } from './operation-limits.js';

/** An id that a client or a proxy gave; anything else is not repeated in a header or a log. */
const REQUEST_ID = /^[\w.:-]{1,64}$/u;
/** How much of a slow query is logged, in UTF-16 code units. */
const QUERY_LENGTH = 2000;

/** The id of a request: the one that it brings along, else a new one. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

/** Remembers operations until their requests are answered. */
export class RequestLog {
  readonly #slowMs: number;
  readonly #operations = new WeakMap<FastifyRequest, OperationRecord>();

  /** Requests that take longer than `slowMs` milliseconds are logged as warnings; 0 for none. */
  constructor(slowMs: number) {
    this.#slowMs = slowMs;
  }

  /** Notes the operation of a request. */
  note(request: FastifyRequest, operation: OperationRecord): void {
    this.#operations.set(request, operation);
  }

  /** Answers with the request's id, and logs slow requests. Variables are not logged: they hold what people search. */
  register(app: FastifyInstance): void {
    app.addHook('onRequest', (request, reply, done) => {
      void reply.header('x-request-id', request.id);
      done();
    });
    app.addHook('onResponse', (request, reply, done) => {
      if (this.#slowMs > 0 && reply.elapsedTime > this.#slowMs) {
        const operation = this.#operations.get(request);
        request.log.warn(
          {
            milliseconds: Math.round(reply.elapsedTime),
            route: request.routeOptions.url,
            ...(operation && {
              operationName: operation.name,
              cost: Math.ceil(operation.cost),
              query: operation.query.slice(0, QUERY_LENGTH),
            }),
          },
          'slow request',
        );
      }
      done();
    });
  }
}
