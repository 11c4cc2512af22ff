/**
 * The way to the store, shared out fairly: reads wait in a queue for each client, and who has had least so far goes first. One
 * client never takes all readers with heavy reads, so that the light ones of others always find one.
 */
import { OgiError } from '../errors.js';

/** Bounds of the way to a store. */
export interface ReadGateOptions {
  /** How many reads run at once. */
  atOnce: number;
  /** How many reads may wait, of all clients and of one. */
  mostWaiting?: number;
  mostWaitingOfOne?: number;
}

/** A read that is wanted. */
export interface WantedRead<T> {
  client: string;
  /** What it is expected to take, in {@link UNIT_MS}; see `readWeight`. */
  weight: number;
  /** Milliseconds that it may wait and run. */
  deadlineMs: number;
  read: () => Promise<T>;
}

/** Milliseconds that a read of weight 1 takes, about. */
const UNIT_MS = 5;
/** A read of this weight or more is heavy. */
export const HEAVY_WEIGHT = 4;
const MOST_WAITING = 500;
const MOST_WAITING_OF_ONE = 50;
/** Seconds after which a client that found the queue full may ask again. */
const RETRY_SECONDS = 2;
/** How far one reading changes what is thought of a client's reads. */
const LEARNING = 0.3;

interface Waiting {
  client: Client;
  weight: number;
  /** Where it is in the order of all: the work that its client has had before it. */
  start: number;
  begin: () => void;
}

interface Client {
  key: string;
  waiting: Waiting[];
  running: number;
  heavyRunning: number;
  /** The work that it has had and has asked for, on the clock of the gate. */
  finish: number;
  /** By how much its reads take longer than their weight tells. */
  pace: number;
}

/** Lets reads through. */
export class ReadGate {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  readonly #mostWaitingOfOne: number;
  /** Clients that wait or run, or have lately: the others are forgotten. */
  readonly #clients = new Map<string, Client>();
  #running = 0;
  #waiting = 0;
  /** The clock of the gate: the start of the read that was let through last. */
  #clock = 0;

  constructor({ atOnce, mostWaiting, mostWaitingOfOne }: ReadGateOptions) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting ?? MOST_WAITING;
    this.#mostWaitingOfOne = mostWaitingOfOne ?? MOST_WAITING_OF_ONE;
  }

  /**
   * Does a read when it is its client's turn.
   *
   * @throws OgiError what the read throws; `DEADLINE_EXCEEDED` where its turn did not come in time; `OVERLOADED` where too many
   *   reads are waiting already.
   */
  async pass<T>({ client: key, weight, deadlineMs, read }: WantedRead<T>): Promise<T> {
    const client = this.#client(key);
    if (client.waiting.length >= this.#mostWaitingOfOne)
      throw overloaded('Too many requests from this address are waiting.');
    if (this.#waiting >= this.#mostWaiting) throw overloaded('Too many requests are waiting.');
    const expected = weight * client.pace;
    const start = Math.max(this.#clock, client.finish);
    client.finish = start + expected;
    await this.#wait(client, expected, start, deadlineMs);
    const heavy = expected >= HEAVY_WEIGHT;
    const begun = performance.now();
    try {
      return await read();
    } finally {
      const took = (performance.now() - begun) / UNIT_MS;
      client.pace = clamp(client.pace * (1 - LEARNING) + LEARNING * (took / weight), 1, 1000);
      client.finish += Math.max(0, took - expected);
      client.running -= 1;
      if (heavy) client.heavyRunning -= 1;
      this.#running -= 1;
      this.#letThrough();
    }
  }

  #client(key: string): Client {
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    this.#forget();
    const client: Client = { key, waiting: [], running: 0, heavyRunning: 0, finish: 0, pace: 1 };
    this.#clients.set(key, client);
    return client;
  }

  /** Forgets clients that wait for nothing and have had no more than others: as good as new. */
  #forget(): void {
    for (const [key, { waiting, running, finish }] of this.#clients) {
      if (waiting.length === 0 && running === 0 && finish <= this.#clock) this.#clients.delete(key);
    }
  }

  #wait(client: Client, weight: number, start: number, deadlineMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        client.waiting.splice(client.waiting.indexOf(waiting), 1);
        client.finish -= weight;
        this.#waiting -= 1;
        reject(tooLate());
      }, deadlineMs);
      const begin = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const waiting: Waiting = { client, weight, start, begin };
      client.waiting.push(waiting);
      this.#waiting += 1;
      this.#letThrough();
    });
  }

  #letThrough(): void {
    while (this.#running < this.#atOnce) {
      const next = this.#next();
      if (next === null) return;
      const { client, weight, start } = next;
      client.waiting.shift();
      this.#waiting -= 1;
      this.#clock = Math.max(this.#clock, start);
      client.running += 1;
      this.#running += 1;
      if (weight >= HEAVY_WEIGHT) client.heavyRunning += 1;
      next.begin();
    }
  }

  /** The first read of the client that has had least; not a heavy one where its client has heavy reads enough. */
  #next(): Waiting | null {
    const mostHeavy = Math.max(1, this.#atOnce - 1);
    let best: Waiting | null = null;
    for (const { waiting, heavyRunning } of this.#clients.values()) {
      const [first] = waiting;
      if (first === undefined) continue;
      if (first.weight >= HEAVY_WEIGHT && heavyRunning >= mostHeavy) continue;
      if (best === null || first.start < best.start) best = first;
    }
    return best;
  }
}

function clamp(value: number, from: number, to: number): number {
  return Math.min(Math.max(value, from), to);
}

function overloaded(message: string): OgiError {
  return new OgiError('OVERLOADED', message, {
    remedy: `Ask again in ${RETRY_SECONDS} seconds, with fewer requests at once.`,
    details: { retryAfterSeconds: RETRY_SECONDS },
  });
}

function tooLate(): OgiError {
  return new OgiError(
    'DEADLINE_EXCEEDED',
    'The store had no time for this request before its time was over.',
    {
      remedy: 'Ask for less at once, or try again when the service is less busy.',
    },
  );
}
