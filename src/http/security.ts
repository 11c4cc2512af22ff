/** Headers that keep browsers from misusing the API, and which other sites may use it. */
import { fastifyCors } from '@fastify/cors';
import { fastifyHelmet } from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Adds security headers to every answer, and CORS for the origins that are named; `*` for all. */
export async function addSecurity(app: FastifyInstance, corsOrigins: readonly string[]): Promise<void> {
  await app.register(fastifyHelmet, {
    // An answer of the API is no page; the pages bring a policy of their own.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    // Reports are public: other sites may load them where CORS lets them.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    // Whether there is TLS is for the proxy in front to say.
    strictTransportSecurity: false,
  });
  if (corsOrigins.length === 0) return;
  await app.register(fastifyCors, {
    origin: corsOrigins.includes('*') ? '*' : [...corsOrigins],
    methods: ['GET', 'HEAD', 'POST'],
    allowedHeaders: [
      'content-type',
      'authorization',
      'apollo-require-preflight',
      'x-apollo-operation-name',
      'x-request-id',
      'if-none-match',
    ],
    exposedHeaders: [
      'content-location',
      'x-total-count',
      'etag',
      'x-request-id',
      'retry-after',
      'content-disposition',
      'ratelimit-limit',
      'ratelimit-remaining',
      'ratelimit-reset',
    ],
    maxAge: 600,
  });
}
