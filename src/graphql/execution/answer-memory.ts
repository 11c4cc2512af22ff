/** Memory of all answers that are being made or sent, shared out among clients. */
import { OgiError } from '../../errors.js';

/** Bytes of all answers in the making at once; in memory an answer takes some three times its size. */
export const MAX_BYTES_IN_MAKING = 64 * 1024 * 1024;
/** How many shares there are: no client has more than one of them, or a single answer. */
const SHARES = 3;
/** Seconds after which a client that found no memory may ask again. */
const RETRY_SECONDS = 2;

/** Counts what clients hold. */
export class AnswerMemory {
  readonly #limit: number;
  readonly #held = new Map<string, number>();
  #total = 0;

  /** `limit` in bytes. */
  constructor(limit = MAX_BYTES_IN_MAKING) {
    this.#limit = limit;
  }

  /** Bytes that are held now. */
  get total(): number {
    return this.#total;
  }

  /**
   * Takes bytes for a client. Give them back.
   *
   * @throws OgiError `OVERLOADED`, and nothing is taken, where the client's share or all the memory is taken.
   */
  take(client: string, bytes: number): void {
    const held = this.#held.get(client) ?? 0;
    // A single answer may be larger than a share: the file of a report.
    if (held > 0 && held + bytes > this.#limit / SHARES) {
      throw overloaded('The answers to this address that are being made or sent are too large together.');
    }
    if (this.#total + bytes > this.#limit) {
      throw overloaded('The answers that this server is making and sending are too large together.');
    }
    this.#held.set(client, held + bytes);
    this.#total += bytes;
  }

  /** Gives bytes back. */
  giveBack(client: string, bytes: number): void {
    const held = (this.#held.get(client) ?? 0) - bytes;
    if (held > 0) this.#held.set(client, held);
    else this.#held.delete(client);
    this.#total -= bytes;
  }
}

function overloaded(message: string): OgiError {
  return new OgiError('OVERLOADED', message, {
    remedy: `Read the answers to their end, ask for less at once, and ask again in ${RETRY_SECONDS} seconds.`,
    details: { retryAfterSeconds: RETRY_SECONDS },
  });
}
