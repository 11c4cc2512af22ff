/** Prometheus metrics of one server: `GET /metrics`. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { AdminDoor } from './admin-door.js';
import { isLoopback } from './client-address.js';
import type { HealthWatch } from './health.js';
import type { OperationRecord } from './operation-limits.js';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const COSTS = [10, 100, 1000, 5000, 10_000, 25_000, 50_000, 100_000];

/** Counts requests and operations. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #fields: Counter<'field'>;
  readonly #errors: Counter<'code'>;
  readonly #cost: Histogram;

  constructor(health: HealthWatch) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Histogram({
      name: 'ogi_http_request_duration_seconds',
      help: 'Duration of HTTP requests by route and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    });
    this.#fields = new Counter({
      name: 'ogi_graphql_root_fields_total',
      help: 'Root fields of GraphQL operations.',
      labelNames: ['field'],
      registers,
    });
    this.#errors = new Counter({
      name: 'ogi_graphql_errors_total',
      help: 'Errors of GraphQL operations by code.',
      labelNames: ['code'],
      registers,
    });
    this.#cost = new Histogram({
      name: 'ogi_graphql_operation_cost',
      help: 'Estimated cost of GraphQL operations, in fields of the answer.',
      buckets: COSTS,
      registers,
    });
    new Gauge({
      name: 'ogi_reports',
      help: 'Reports in the store that is served.',
      registers,
      async collect() {
        const seen = await health.look();
        if (seen !== null) this.set(seen.reports);
      },
    });
  }

  /** Counts an operation. `fields` are those of a valid operation, so that there are only so many labels. */
  countOperation({ fields, cost, errorCodes }: OperationRecord): void {
    for (const field of fields) this.#fields.inc({ field });
    for (const code of errorCodes) this.#errors.inc({ code });
    this.#cost.observe(cost);
  }

  /** Watches requests and serves the metrics: with a token to whoever shows it, without one to this machine alone. */
  register(app: FastifyInstance, token: string | null, door: AdminDoor): void {
    app.addHook('onResponse', (request, reply, done) => {
      this.#requests.observe(
        {
          method: request.method,
          // The pattern of the route, not the path, which a client may fill with anything.
          route: request.routeOptions.url ?? 'none',
          status: String(reply.statusCode),
        },
        reply.elapsedTime / 1000,
      );
      done();
    });
    app.get('/metrics', async (request, reply) => {
      if (!mayRead(request, token, door)) {
        reply.callNotFound();
        return reply;
      }
      return reply.type(this.#registry.contentType).send(await this.#registry.metrics());
    });
  }
}

/** Headers by which a proxy tells that the request is another's. */
const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-real-ip'];

/** Whether a proxy on this machine passes on a request that may be anybody's: nobody has said that it is to be believed. */
function isForwarded({ headers, ip, socket }: FastifyRequest): boolean {
  return ip === socket.remoteAddress && FORWARDING.some((name) => headers[name] !== undefined);
}

function mayRead(request: FastifyRequest, token: string | null, door: AdminDoor): boolean {
  if (token === null) return isLoopback(request.ip) && !isForwarded(request);
  return door.shows(request, token);
}
