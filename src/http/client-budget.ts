/** What each client may spend on queries in a minute, in the cost of its operations. */

const WINDOW_MS = 60_000;

interface Window {
  begun: number;
  spent: number;
}

/** What a client has left. */
export interface Balance {
  /** Cost that the client may still spend in this minute; null where there is no limit. */
  remaining: number | null;
  /** Seconds until the minute is over. */
  resetSeconds: number;
}

/** Budgets of all clients of this process. Clients that are silent for a minute are forgotten. */
export class ClientBudgets {
  /** Cost a minute; 0 for no limit. */
  readonly limit: number;
  readonly #now: () => number;
  #windows = new Map<string, Window>();
  #swept = 0;

  /** `limit` in cost a minute, 0 for none; `now` in milliseconds. */
  constructor(limit: number, now: () => number = () => performance.now()) {
    this.limit = limit;
    this.#now = now;
  }

  /** Takes a cost from a client's budget; false, and nothing taken, where there is not enough left. */
  spend(client: string, cost: number): boolean {
    if (this.limit === 0) return true;
    const window = this.#window(client);
    if (window.spent + cost > this.limit) return false;
    window.spent += cost;
    return true;
  }

  /** Takes a cost from a client's budget that is known only now, whether or not there is enough left. */
  charge(client: string, cost: number): void {
    if (this.limit > 0) this.#window(client).spent += cost;
  }

  /** What a client has left. */
  balance(client: string): Balance {
    if (this.limit === 0) return { remaining: null, resetSeconds: 0 };
    const { begun, spent } = this.#window(client);
    return {
      remaining: Math.max(0, Math.floor(this.limit - spent)),
      resetSeconds: Math.ceil((begun + WINDOW_MS - this.#now()) / 1000),
    };
  }

  #window(client: string): Window {
    const now = this.#now();
    if (now - this.#swept >= WINDOW_MS) {
      this.#swept = now;
      this.#windows = new Map([...this.#windows].filter(([, { begun }]) => now - begun < WINDOW_MS));
    }
    const known = this.#windows.get(client);
    if (known !== undefined && now - known.begun < WINDOW_MS) return known;
    const window = { begun: now, spent: 0 };
    this.#windows.set(client, window);
    return window;
  }
}
