/**
 * Turns at the event loop: answers are made in short stretches, and between two of them the server reads requests, answers
 * the health check and lets the answers of other clients go on.
 */

/** Milliseconds of the event loop that the making of answers takes before it lets others go first. */
export const STRETCH_MS = 10;

/** Hands out turns, to each client in its turn. */
export class Turns {
  readonly #stretchMs: number;
  /** Those who wait, by client; a client that has had a turn goes to the end. */
  readonly #waiting = new Map<string, (() => void)[]>();
  #stretchEnd = 0;
  #running = false;

  constructor(stretchMs = STRETCH_MS) {
    this.#stretchMs = stretchMs;
  }

  /** Whether the present stretch is over: who is told so waits for {@link next}. */
  isOver(): boolean {
    const now = performance.now();
    if (!this.#running) {
      this.#running = true;
      this.#stretchEnd = now + this.#stretchMs;
      setImmediate(() => {
        this.#begin();
      });
    }
    return now >= this.#stretchEnd;
  }

  /** Resolves when it is the client's turn. */
  next(client: string): Promise<void> {
    return new Promise((resolve) => {
      const mine = this.#waiting.get(client);
      if (mine === undefined) this.#waiting.set(client, [resolve]);
      else mine.push(resolve);
      // Makes sure that another stretch will begin.
      this.isOver();
    });
  }

  #begin(): void {
    this.#running = false;
    if (this.#waiting.size > 0) void this.#handOut();
  }

  async #handOut(): Promise<void> {
    do {
      this.#take()?.();
      // What has been let go runs as microtasks; only then is it known whether there is time for another.
      for (let tick = 0; tick < 4; tick += 1) await Promise.resolve();
    } while (!this.isOver() && this.#waiting.size > 0);
  }

  #take(): (() => void) | undefined {
    for (const [client, mine] of this.#waiting) {
      const first = mine.shift();
      this.#waiting.delete(client);
      if (mine.length > 0) this.#waiting.set(client, mine);
      return first;
    }
    return undefined;
  }
}
