/** Joins stores, services and GraphQL behind one HTTP server. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { fastifyRateLimit } from '@fastify/rate-limit';
import { fastify } from 'fastify';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { PROGRAM_VERSION } from './config.js';
import type { Config } from './config.js';
import { OgiError } from './errors.js';
import { told, toldOfFailure } from './messages/told.js';
import { createContext } from './graphql/context.js';
import type { GraphContext } from './graphql/context.js';
import { MAX_TOKENS } from './graphql/check-operation.js';
import { AnswerMemory } from './graphql/execution/answer-memory.js';
import { OperationWork } from './graphql/execution/operation-work.js';
import { Turns } from './graphql/execution/turns.js';
import { createFormatError } from './graphql/format-error.js';
import { createSchema, schemaText } from './graphql/schema.js';
import { AdminDoor } from './http/admin-door.js';
import { answerRefusal } from './http/answer-refusal.js';
import { boundedGateway } from './http/bounded-gateway.js';
import { clientKey } from './http/client-address.js';
import { logOutput } from './http/log-output.js';
import { limitConnections } from './http/connection-limit.js';
import { ClientBudgets } from './http/client-budget.js';
import { addExportRoute } from './http/export-route.js';
import type { Exporter } from './http/exporter.js';
import { HealthWatch, addHealthRoute } from './http/health.js';
import { addImportRoute } from './http/import-route.js';
import { Metrics } from './http/metrics.js';
import { operationLimits } from './http/operation-limits.js';
import { RequestLog, requestId } from './http/request-log.js';
import { MALFORMED_ADDRESS, readableUrl, refuseConnection } from './http/refused-connection.js';
import { addRevalidation } from './http/revalidation.js';
import { addDescriptions } from './http/descriptions.js';
import { addChangesFeedRoute } from './http/changes-feed-route.js';
import { addFeedRoute } from './http/feed-route.js';
import { addMcpRoute } from './http/mcp-route.js';
import { PassedReads } from './http/passed-reads.js';
import { addSourceRoute } from './http/source-route.js';
import { HTTP_ERRORS, OTHER_HTTP_ERROR } from './http/http-errors.js';
import { addSecurity } from './http/security.js';
import { watchSending } from './http/sending.js';
import { addPages } from './http/pages.js';
import { ReadGate } from './services/store-gate.js';
import type { ServedStores } from './http/served-stores.js';

/** Bytes of a request's body at most. */
const BODY_LIMIT = 1024 * 1024;
/** Milliseconds in which a request must have arrived in full. */
const ARRIVAL_LIMIT_MS = 30_000;

/** Milliseconds that a request may take beyond its deadline while the server closes. */
const CLOSE_GRACE_MS = 1000;

/** The settings of the server. */
export type AppConfig = Pick<
  Config,
  | 'adminToken'
  | 'corsOrigins'
  | 'costPerMinute'
  | 'deadlineMs'
  | 'logLevel'
  | 'metricsToken'
  | 'requestsPerMinute'
  | 'servers'
  | 'slowMs'
  | 'trustProxy'
  | 'uploadDeadlineMs'
>;

/** Bounds that are no settings; the defaults are those of the server. */
export interface AppBounds {
  /** Milliseconds of the event loop that answers take before others have their turn. */
  stretchMs?: number;
  /** Bytes of all answers that are being made or sent. */
  answerBytes?: number;
  /** Milliseconds after which a connection is cut whose client takes nothing of an answer. */
  stalledMs?: number;
  /** Who makes the files of exports. Default is this process. */
  exporter?: Exporter;
}

/**
 * Builds the server; `listen` it or `inject` requests into it. Closing it finishes the current requests.
 */
export async function createApp(
  stores: ServedStores,
  config: AppConfig,
  bounds: AppBounds = {},
): Promise<FastifyInstance> {
  /** Limits of an address are shared out among all servers; 0 is none. */
  const share = (limit: number): number =>
    limit === 0 ? 0 : Math.max(1, Math.floor(limit / config.servers));
  const app: FastifyInstance = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: ARRIVAL_LIMIT_MS,
    genReqId: requestId,
    trustProxy: config.trustProxy.length > 0 && [...config.trustProxy],
    rewriteUrl: ({ url = '/' }) => readableUrl(url),
    clientErrorHandler: refuseConnection,
    // Standard output is for what people paste; logs go to standard error.
    logger: { level: config.logLevel, stream: await logOutput() },
  });
  if (config.requestsPerMinute > 0) {
    // Standard RateLimit headers tell a client what is left; /health is counted apart.
    await app.register(fastifyRateLimit, {
      max: share(config.requestsPerMinute),
      timeWindow: '1 minute',
      enableDraftSpec: true,
      keyGenerator: ({ ip }) => clientKey(ip),
    });
  }
  await addSecurity(app, config.corsOrigins);
  const turns = new Turns(bounds.stretchMs);
  const memory = new AnswerMemory(bounds.answerBytes);
  const gate = new ReadGate({ atOnce: stores.user.readsAtOnce });
  // Files that are read again to be shown: one at a time, so that imports and queries keep a processor.
  const readings = new ReadGate({ atOnce: 1 });
  const budgets = new ClientBudgets(share(config.costPerMinute));
  watchSending(app, memory, bounds);
  limitConnections(app.server, config.trustProxy);
  const log = new RequestLog(config.slowMs);
  log.register(app);
  const health = new HealthWatch(stores, (error) => {
    app.log.error(error);
  });
  const metrics = new Metrics(health);
  const door = new AdminDoor({
    store: stores.user,
    onFailure: (error) => {
      app.log.error(error);
    },
  });
  metrics.register(app, config.metricsToken, door);
  addRevalidation(app, '/graphql');
  const requests = new AsyncLocalStorage<FastifyRequest>();
  const schema = createSchema();
  const apollo = new ApolloServer<GraphContext>({
    gateway: boundedGateway(schema),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxLexicalTokens: MAX_TOKENS },
    stopOnTerminationSignals: false,
    logger: app.log,
    formatError: createFormatError((error) => {
      const request = requests.getStore();
      (request?.log ?? app.log).error(error);
      return request?.id ?? 'unknown';
    }),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // It would look at every field of every answer; revalidation is ours, see addRevalidation.
      ApolloServerPluginCacheControlDisabled(),
      operationLimits(
        budgets,
        () => requests.getStore(),
        (request, operation) => {
          metrics.countOperation(operation);
          if (request !== undefined) log.note(request, operation);
        },
      ),
    ],
  });
  await apollo.start();

  // After the body has been read: reading it would lose the store.
  app.addHook('preHandler', (request, _reply, done) => {
    requests.run(request, done);
  });
  finishOnClose(app, config.deadlineMs);
  app.addHook('onClose', () => apollo.stop());
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(errorBody(404)));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    // The integration makes a URL of the Host header, which a client may fill with anything.
    const status = error.code === 'ERR_INVALID_URL' ? 400 : (error.statusCode ?? 500);
    if (error instanceof OgiError) {
      answerRefusal(error, request, reply);
      return reply;
    }
    if (status < 500) return reply.code(status).send(errorBody(status));
    request.log.error(error);
    return reply.code(500).send(maskedBody(request.id));
  });

  const handler = fastifyApolloHandler(apollo, {
    context: async (request, reply) => {
      const { id, ip } = request;
      const work = new OperationWork({ client: clientKey(ip), deadlineMs: config.deadlineMs, turns, memory });
      // However the answer ends: sent in full, or not taken by the client.
      reply.raw.once('close', () => {
        work.close();
      });
      const { store, madeUp } = await stores.current();
      return createContext({
        work,
        gate,
        readings,
        store,
        madeUp,
        deadlineMs: config.deadlineMs,
        user: stores.user,
        authorize: () => {
          door.enter(request, config.adminToken);
        },
        requestId: id,
      });
    },
  });
  app.post('/graphql', handler);
  app.get<{ Querystring: { query?: string }; Reply: string }>(
    '/graphql',
    {
      // A person who opens the endpoint in a browser wants the sandbox.
      preHandler: async (request, reply) => {
        const wantsPage = request.headers.accept?.includes('text/html') ?? false;
        if (wantsPage && request.query.query === undefined) await reply.redirect('/sandbox');
      },
    },
    handler,
  );
  addHealthRoute(app, health);
  app.all(MALFORMED_ADDRESS, (_request, reply) => reply.code(400).send(errorBody(400)));
  await addImportRoute(app, stores, config, door);
  const readBounds = { budgets, gate, deadlineMs: config.deadlineMs };
  const reads = new PassedReads(readBounds);
  addExportRoute(app, stores, { ...readBounds, exporter: bounds.exporter });
  addSourceRoute(app, stores, reads);
  addFeedRoute(app, stores, reads);
  addChangesFeedRoute(app, stores, reads);
  addMcpRoute(app, {
    version: PROGRAM_VERSION,
    corsOrigins: config.corsOrigins,
    isBehindProxy: config.trustProxy.length > 0,
  });
  addDescriptions(app, schemaText(schema));
  await addPages(app, stores, reads);
  return app;
}

/**
 * Lets the current requests finish when the server closes, and no longer than they may take: neither a client
 * that keeps its connection nor one that never sends the rest of its request holds up the stop.
 */
function finishOnClose(app: FastifyInstance, deadlineMs: number): void {
  let closing: NodeJS.Timeout | undefined;
  app.addHook('preClose', (done) => {
    closing = setTimeout(() => {
      app.server.closeAllConnections();
    }, deadlineMs + CLOSE_GRACE_MS).unref();
    done();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing !== undefined) void reply.header('connection', 'close');
    done();
  });
  app.addHook('onClose', (_app, done) => {
    clearTimeout(closing);
    done();
  });
}

function errorBody(status: number): object {
  const { code, ...error } = HTTP_ERRORS[status] ?? OTHER_HTTP_ERROR;
  const { message, extensions } = told(error.message, error.remedy);
  return { errors: [{ message, extensions: { code, ...extensions } }] };
}

function maskedBody(requestId: string): object {
  const { message, extensions } = toldOfFailure(requestId);
  return { errors: [{ message, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId, ...extensions } }] };
}
