/** The health check, answered from memory: it never waits behind what clients ask of the store. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { OgiError } from '../errors.js';
import type { ServedStores } from './served-stores.js';

/** Milliseconds for which what was seen is taken as it is; then it is looked at again, while the answer is given from before. */
const FRESH_MS = 1000;
/** Milliseconds after which what was seen is too old to be told without a look. */
const OLD_MS = 10_000;
/** Milliseconds that an answer waits for such a look, and for the first of all. */
const PATIENCE_MS = 500;
const FIRST_PATIENCE_MS = 5000;
/** Milliseconds after which a store that could not be looked at counts as not readable. */
const LOST_MS = 60_000;
/** How often one address may ask in a minute. */
export const HEALTH_PER_MINUTE = 600;

/** What is told of a server whose store is readable. */
export interface Health {
  reports: number;
  madeUp: boolean;
}

/** Watches the store that is served. */
export class HealthWatch {
  readonly #stores: ServedStores;
  readonly #onFailure: (error: unknown) => void;
  #seen: { at: number; health: Health | null } | null = null;
  #looking: Promise<void> | null = null;

  /** `onFailure` is told why a store is not readable. */
  constructor(stores: ServedStores, onFailure: (error: unknown) => void) {
    this.#stores = stores;
    this.#onFailure = onFailure;
  }

  /** What was seen last; null where the store is not readable. */
  async look(): Promise<Health | null> {
    const age = this.#age();
    if (age > FRESH_MS) this.#looking ??= this.#lookAnew();
    if (age > OLD_MS) {
      const patience = this.#seen === null ? FIRST_PATIENCE_MS : PATIENCE_MS;
      await Promise.race([this.#looking, sleep(patience, undefined, { ref: false })]);
    }
    return this.#seen === null || this.#age() > LOST_MS ? null : this.#seen.health;
  }

  #age(): number {
    return this.#seen === null ? Infinity : performance.now() - this.#seen.at;
  }

  async #lookAnew(): Promise<void> {
    try {
      const { store, madeUp } = await this.#stores.current();
      const { reports } = await store.status();
      this.#seen = { at: performance.now(), health: { reports, madeUp } };
    } catch (error) {
      // A store that is busy is no broken one.
      if (error instanceof OgiError && error.code === 'DEADLINE_EXCEEDED') return;
      this.#onFailure(error);
      this.#seen = { at: performance.now(), health: null };
    } finally {
      this.#looking = null;
    }
  }
}

/** Adds `GET /health`: `{status: "ok", reports, madeUp}`, or 503 and `{status: "unavailable"}`. */
export function addHealthRoute(app: FastifyInstance, health: HealthWatch): void {
  const rateLimit = { max: HEALTH_PER_MINUTE, timeWindow: '1 minute' };
  app.get('/health', { config: { rateLimit } }, async (_request, reply) => {
    const seen = await health.look();
    return seen === null ? reply.code(503).send({ status: 'unavailable' }) : { status: 'ok', ...seen };
  });
}
