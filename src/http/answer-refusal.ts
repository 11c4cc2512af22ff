/** Errors of the routes beside GraphQL, in the same shape as GraphQL's. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OgiError } from '../errors.js';
import type { ErrorCode } from '../errors.js';
import { told } from '../messages/told.js';

/** HTTP statuses of errors where they are not 400. */
const STATUSES: Readonly<Partial<Record<ErrorCode, number>>> = {
  UNAUTHORIZED: 401,
  WRITES_DISABLED: 403,
  DATA_CHANGED: 409,
  TOO_MANY_REQUESTS: 429,
  STORE_UNAVAILABLE: 503,
  STORE_DAMAGED: 503,
  DEADLINE_EXCEEDED: 503,
  OVERLOADED: 503,
};

/** Error handler of a route: says what a request is refused for; anything else is left to the server, which masks it. */
export function answerRefusal(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  if (!(error instanceof OgiError)) throw error;
  const { code, argument, details } = error;
  const { message, extensions } = told(error.message, error.remedy);
  const { retryAfterSeconds } = details;
  if (typeof retryAfterSeconds === 'number') void reply.header('retry-after', retryAfterSeconds);
  void reply
    .code(STATUSES[code] ?? 400)
    .send({ errors: [{ message, extensions: { ...details, code, argument, ...extensions } }] });
}
