/** The work of one operation: its deadline, the size of its answer, its turns at the event loop. */
import { OgiError } from '../../errors.js';
import type { AnswerMemory } from './answer-memory.js';
import type { Turns } from './turns.js';

/** Bytes that an answer may have: a page of 100 reports has 1 MB of narrative, of long ones 5 MB. */
export const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
/** Bytes that the memory is asked for at once. */
const STEP = 64 * 1024;
/** What the quotation marks, the colon and the comma of a field take. */
const FIELD_BYTES = 4;
/** What a number or a flag takes, about. */
const SCALAR_BYTES = 8;

/** What an operation works with. */
export interface WorkOptions {
  /** Whose work it is: all of a client share turns and memory. */
  client: string;
  deadlineMs: number;
  turns: Turns;
  memory: AnswerMemory;
}

/** Watches one operation. Close it when its answer has been sent. */
export class OperationWork {
  readonly client: string;
  /** Rejects as soon as the operation is ended before it is done. */
  readonly failed: Promise<never>;
  readonly #turns: Turns;
  readonly #memory: AnswerMemory;
  readonly #timer: NodeJS.Timeout;
  readonly #known = new WeakMap<object, Map<string, unknown>>();
  #fail: (reason: Error) => void = () => undefined;
  #bytes = 0;
  /** Small answers always find room: the first step is not asked for. */
  #reserved = STEP;
  #isOver = false;
  /** How many parts of the answer wait for a turn. */
  #waiting = 0;
  #isClosed = false;

  constructor({ client, deadlineMs, turns, memory }: WorkOptions) {
    this.client = client;
    this.#turns = turns;
    this.#memory = memory;
    this.failed = new Promise((_resolve, reject) => {
      this.#fail = reject;
    });
    // Nobody may be waiting when it fails.
    this.failed.catch(() => undefined);
    this.#timer = setTimeout(() => {
      this.end(deadlineExceeded());
    }, deadlineMs);
  }

  /** Bytes of the answer so far, as counted. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether nobody waits for the rest of the answer any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Counts a field of the answer with its value, and ends the operation where the answer becomes too large. */
  countField(name: string | number, value: unknown): void {
    this.countBytes(String(name).length + FIELD_BYTES + bytesOf(value));
  }

  /** Counts bytes of the answer, and ends the operation where it becomes too large. */
  countBytes(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#reserved) this.#reserve();
  }

  /** Whether others are to go first: wait for {@link turn} then. */
  isTurnOver(): boolean {
    return this.#turns.isOver();
  }

  /** Resolves when it is this client's turn; never where the operation is over. */
  async turn(): Promise<void> {
    this.#waiting += 1;
    await this.#turns.next(this.client);
    this.#waiting -= 1;
    if (this.#isOver) await forever();
  }

  /** Calls back once no part of the answer waits for a turn: what they need of the store is known then, and read at once. */
  afterTurns(flush: () => void): void {
    setImmediate(() => {
      if (this.#waiting > 0 && !this.#isOver) this.afterTurns(flush);
      else flush();
    });
  }

  /** What belongs to an object under a key, computed when first asked for: fields with the same arguments are resolved once. */
  once(object: object, key: string, compute: () => unknown): unknown {
    let known = this.#known.get(object);
    if (known === undefined) this.#known.set(object, (known = new Map<string, unknown>()));
    if (!known.has(key)) known.set(key, compute());
    return known.get(key);
  }

  /** Ends the operation; whatever is still resolved of it comes to nothing. */
  end(reason: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#fail(reason);
  }

  /** Nothing more will be resolved; what is counted is held until {@link close}. */
  finish(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  /** Gives the memory back. */
  close(): void {
    this.finish();
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#reserved > STEP) this.#memory.giveBack(this.client, this.#reserved - STEP);
  }

  #reserve(): void {
    if (this.#isClosed) return;
    if (this.#bytes > MAX_ANSWER_BYTES) {
      this.end(answerTooLarge());
      return;
    }
    const more = Math.ceil((this.#bytes - this.#reserved) / STEP) * STEP;
    try {
      this.#memory.take(this.client, more);
      this.#reserved += more;
    } catch (error) {
      if (!(error instanceof OgiError)) throw error;
      this.end(error);
    }
  }
}

/** A promise that is never settled: what waits for it is forgotten together with it. */
export function forever(): Promise<never> {
  return new Promise(() => undefined);
}

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (Array.isArray(value)) return value.reduce((bytes: number, item) => bytes + bytesOf(item) + 1, 2);
  return SCALAR_BYTES;
}

function answerTooLarge(): OgiError {
  const megabytes = MAX_ANSWER_BYTES / 1024 / 1024;
  return new OgiError('QUERY_TOO_EXPENSIVE', `The answer is larger than ${megabytes} MB.`, {
    remedy:
      'Ask for fewer reports at once with `first`, for fewer fields, or for a part of each text with `text(from: 0, length: 10000)`.',
  });
}

function deadlineExceeded(): OgiError {
  return new OgiError('DEADLINE_EXCEEDED', 'The time for this request is over.', {
    remedy: 'Ask for less at once: fewer searches, fewer reports a page, a narrower filter.',
  });
}
