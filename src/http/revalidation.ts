/** Caching hints for GET queries: an answer may be kept, and is asked for again with its ETag before it is used. */
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** What an answer says of the client's budget changes with each request; the answer does not. */
const COST = /,?"extensions":\{"cost":\{[^{}]*\}\}/u;

/** Adds `ETag` and `Cache-Control` to answers of `GET path`; an answer that the client has already becomes 304. */
export function addRevalidation(app: FastifyInstance, path: string): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const readable =
      request.method === 'GET' && request.routeOptions.url === path && reply.statusCode === 200;
    if (!readable || typeof payload !== 'string') {
      done(null, payload);
      return;
    }
    // The next query sees every write, so that no answer is good without asking.
    const tag = `W/"${createHash('sha256').update(payload.replace(COST, '')).digest('base64url').slice(0, 22)}"`;
    void reply.header('etag', tag).header('cache-control', 'public, no-cache');
    const known = request.headers['if-none-match']?.split(',').map((one) => one.trim()) ?? [];
    if (!known.includes(tag)) {
      done(null, payload);
      return;
    }
    void reply.code(304);
    done(null, '');
  });
}
