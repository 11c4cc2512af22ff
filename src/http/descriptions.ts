/** What programs read about the server: the schema of GraphQL, and the routes beside it as OpenAPI. */
import type { FastifyInstance } from 'fastify';
import { OPENAPI } from './openapi.js';

/** Adds `/schema.graphql` and `/openapi.json`. */
export function addDescriptions(app: FastifyInstance, schema: string): void {
  const cached = { 'cache-control': 'public, max-age=3600', 'x-content-type-options': 'nosniff' };
  app.get('/schema.graphql', (_request, reply) =>
    reply.headers({ ...cached, 'content-type': 'text/plain; charset=utf-8' }).send(schema),
  );
  app.get('/openapi.json', (_request, reply) => reply.headers(cached).send(OPENAPI));
}
