/** Lets administrators in; who shows a wrong token must wait before the next try, and is written down in the audit log. */
import { OgiError } from '../errors.js';
import { authorize, showsSome, showsToken } from '../services/authorize.js';
import type { ReportStore } from '../store/port.js';
import { clientKey } from './client-address.js';

/** Milliseconds that an address waits after its first wrong token, twice as long after each that follows, and the longest wait. */
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
/** Milliseconds without a wrong token after which an address is as good as new. */
const FORGET_MS = 15 * 60_000;
/** Addresses that are remembered at most; the one that was wrong longest ago is forgotten first. */
const MOST_ADDRESSES = 10_000;
/** Entries of the audit log in a minute at most, of all addresses: it is on disk. */
const ENTRIES_PER_MINUTE = 60;

/** Who asks. */
export interface Visitor {
  /** Id of the request. */
  id: string;
  ip: string;
  headers: { authorization?: string | undefined };
}

interface Tries {
  count: number;
  /** When the last one was, and until when no other is looked at; on the clock of the door. */
  last: number;
  waitUntil: number;
}

/** What the door is made of. */
export interface AdminDoorOptions {
  /** Where the audit log is. */
  store: Pick<ReportStore, 'logWrites'>;
  /** Told why an entry could not be written. */
  onFailure: (error: unknown) => void;
  /** In milliseconds. Default is the clock of the process. */
  now?: () => number;
}

/** Counts wrong tokens of each address, whichever token was meant. */
export class AdminDoor {
  readonly #options: AdminDoorOptions;
  readonly #now: () => number;
  readonly #tries = new Map<string, Tries>();
  #minute = -Infinity;
  #entries = 0;
  #unlogged = 0;

  constructor(options: AdminDoorOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /**
   * Lets in who shows the token.
   *
   * @throws OgiError `WRITES_DISABLED`, `UNAUTHORIZED`; `TOO_MANY_REQUESTS` where the address has to wait, whatever it shows.
   */
  enter(visitor: Visitor, token: string | null): void {
    if (token === null || !showsSome(visitor.headers.authorization)) {
      authorize(token, visitor.headers.authorization);
      return;
    }
    if (!this.shows(visitor, token)) authorize(token, visitor.headers.authorization);
  }

  /**
   * Whether the token is shown.
   *
   * @throws OgiError `TOO_MANY_REQUESTS` as {@link enter} does.
   */
  shows(visitor: Visitor, token: string): boolean {
    const { authorization } = visitor.headers;
    if (!showsSome(authorization)) return false;
    const client = clientKey(visitor.ip);
    const now = this.#now();
    const known = this.#tries.get(client);
    if (known !== undefined && now < known.waitUntil) throw mustWait(known.waitUntil - now);
    if (showsToken(authorization, token)) {
      this.#tries.delete(client);
      return true;
    }
    const count = known === undefined || now - known.last > FORGET_MS ? 1 : known.count + 1;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** (count - 1), LONGEST_WAIT_MS);
    this.#remember(client, { count, last: now, waitUntil: now + wait });
    this.#log(visitor.id, client, now);
    return false;
  }

  #remember(client: string, tries: Tries): void {
    // At the end: the first is the one that was wrong longest ago.
    this.#tries.delete(client);
    this.#tries.set(client, tries);
    const [oldest] = this.#tries.keys();
    if (this.#tries.size > MOST_ADDRESSES && oldest !== undefined) this.#tries.delete(oldest);
  }

  #log(requestId: string, client: string, now: number): void {
    if (now - this.#minute >= 60_000) {
      this.#minute = now;
      this.#entries = 0;
    }
    if (this.#entries >= ENTRIES_PER_MINUTE) {
      this.#unlogged += 1;
      return;
    }
    this.#entries += 1;
    const others = this.#unlogged === 0 ? '' : `; ${this.#unlogged} more were not written down`;
    this.#unlogged = 0;
    const result = `refused: wrong token from ${client}${others}`;
    const entry = { action: 'TOKEN' as const, reportId: null, sha256: null, result, requestId };
    this.#options.store
      .logWrites([{ at: new Date().toISOString(), ...entry }])
      .catch(this.#options.onFailure);
  }
}

function mustWait(milliseconds: number): OgiError {
  const seconds = Math.ceil(milliseconds / 1000);
  return new OgiError('TOO_MANY_REQUESTS', 'This address has shown a wrong token.', {
    remedy: `Wait ${seconds} seconds before the next try.`,
    details: { retryAfterSeconds: seconds },
  });
}
