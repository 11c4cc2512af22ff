/**
 * Answers that were read last, as long as nothing has been written since: the first page, the years and the figures that a page opens
 * with are asked for again and again, and to read them again costs many times what it costs to see that nothing has changed.
 */
import type { Database, Statement } from 'better-sqlite3';
import { openReader } from './connection.js';

/** Bytes of all answers that are kept, and of one at most, as they pass between the threads. */
const KEPT_BYTES = 16 * 1024 * 1024;
const LARGEST = 512 * 1024;

/** What a number, a flag or the frame of an object takes, about. */
const SMALL_BYTES = 16;

interface KnownAnswer {
  answer: unknown;
  bytes: number;
}

/** The answers of one file. What is kept is frozen, so that whoever changes an answer fails instead of changing that of the next. */
export class KnownAnswers {
  readonly #path: string;
  #db: Database | null = null;
  #version: Statement<[], number> | null = null;
  /** The state of the file that the answers are of. */
  #state: number | null = null;
  /** By question, those given last at the end. */
  readonly #answers = new Map<string, KnownAnswer>();
  #bytes = 0;
  #closed = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** The answer to a question that is plain data; read where it is not known or something was written since. */
  async get<T>(question: readonly unknown[], read: () => Promise<T>): Promise<T> {
    const before = this.#present();
    if (before === null) return read();
    const key = JSON.stringify(question);
    const known = this.#answers.get(key);
    if (known !== undefined) {
      this.#answers.delete(key);
      this.#answers.set(key, known);
      return known.answer as T;
    }
    const answer = await read();
    // Of two states nobody knows which one it is of.
    if (this.#present() === before) this.#keep(key, answer);
    return answer;
  }

  /** What is asked later is read, and reported by the reader. */
  close(): void {
    this.#closed = true;
    this.#db?.close();
  }

  /** Names the present state of the file, and forgets what is of another: SQLite counts what other connections commit. Null where it cannot be told. */
  #present(): number | null {
    if (this.#closed) return null;
    let state: number | null = null;
    try {
      this.#db ??= this.#open();
      this.#version ??= this.#db.prepare<[], number>('PRAGMA data_version').pluck();
      state = this.#version.get() ?? null;
    } catch {
      // Who reads tells what is wrong with the file.
    }
    if (state !== this.#state) {
      this.#answers.clear();
      this.#bytes = 0;
      this.#state = state;
    }
    return state;
  }

  #open(): Database {
    const db = openReader(this.#path);
    // The event loop waits for nobody: while another process has the file for itself, its state cannot be told.
    db.pragma('busy_timeout = 0');
    return db;
  }

  #keep(key: string, answer: unknown): void {
    const bytes = key.length * 2 + sizeOf(answer);
    if (bytes > LARGEST || this.#answers.has(key)) return;
    this.#answers.set(key, { answer: frozen(answer), bytes });
    this.#bytes += bytes;
    for (const [oldest, known] of this.#answers) {
      if (this.#bytes <= KEPT_BYTES) return;
      this.#answers.delete(oldest);
      this.#bytes -= known.bytes;
    }
  }
}

/** Plain data, with all that it holds, made immutable; views of bytes cannot be. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  for (const one of Object.values(value)) frozen(one);
  return Object.freeze(value);
}

/** Bytes that plain data takes, about. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return SMALL_BYTES + value.length * 2;
  if (ArrayBuffer.isView(value)) return SMALL_BYTES + value.byteLength;
  if (typeof value !== 'object' || value === null) return SMALL_BYTES;
  return Object.values(value).reduce((sum: number, one) => sum + sizeOf(one), SMALL_BYTES);
}
