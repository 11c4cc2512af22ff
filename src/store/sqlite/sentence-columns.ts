/**
 * Which report has which sentence, of all reports in memory: a number a sentence, so that what is shared by whom is counted
 * without SQL. Loaded where it is first asked for; follows the file.
 */
import type { Database } from 'better-sqlite3';
import { SHORTEST_PASSAGE, SKETCHES } from '../../text/sentences.js';
import { grow } from './value-column.js';
import { SHARED, numbersOf } from './sentence-ledger.js';

interface ListedRow {
  seq: number;
  organ: number;
  list: Buffer;
  own: Buffer;
}

const NO_SENTENCES = new Int32Array(0);
/** The characters of a fingerprint in the order of their code points. */
const ALPHABET = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const RANK = new Map([...ALPHABET].map((character, rank) => [character, rank]));
const RANKED_CHARACTERS = 8;

/** Columns of one reader. */
export class SentenceColumns {
  /** By `seq`: the sentences of a report, by number, in no order but that those that two organs or more have come first. */
  readonly lists: Int32Array[] = [];
  /** By `seq`: how many of its sentences two organs or more have. */
  shared: Int32Array = new Int32Array(1);
  /** By `seq`: the number of its organ. */
  organs: Int32Array = new Int32Array(1);
  /** By number of the sentence: characters of its masked form. */
  sizes: Int32Array = new Int32Array(1);
  /** By number: its place among fingerprints in the order of code points, as far as 48 bits tell. */
  ranks: Float64Array = new Float64Array(1);
  /** Three for each number, 0 for those of a short one. */
  sketches: Uint32Array = new Uint32Array(SKETCHES);
  /** One more than the greatest number. */
  size = 1;

  readonly #db: Database;
  #change = -1;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Takes over what was committed up to a change of the store. Call inside the transaction that read it. */
  refresh(change: number): void {
    if (change === this.#change) return;
    this.#loadSentences();
    if (this.#change < 0) {
      const rows = this.#db
        .prepare<[], ListedRow>('SELECT seq, organ, list, own FROM report_sentences')
        .iterate();
      for (const row of rows) this.#set(row);
    } else {
      const rows = this.#db
        .prepare<[number], ListedRow>(
          'SELECT seq, organ, list, own FROM reports JOIN report_sentences USING (seq) WHERE change > ?',
        )
        .all(this.#change);
      for (const row of rows) this.#set(row);
      const removed = this.#db
        .prepare<[number], number>('SELECT seq FROM removed_reports WHERE change > ?')
        .pluck()
        .all(this.#change);
      for (const seq of removed) this.lists[seq] = NO_SENTENCES;
    }
    this.#change = change;
  }

  /** Whether a sentence is too short to tell a copy by; it has no sketches. */
  isShort(id: number): boolean {
    return (this.sizes[id] ?? 0) < SHORTEST_PASSAGE;
  }

  #set({ seq, organ, list, own }: ListedRow): void {
    if (seq >= this.organs.length) {
      const length = Math.ceil(seq * 1.25) + 64;
      this.organs = grow(this.organs, length);
      this.shared = grow(this.shared, length);
    }
    const all = numbersOf(list);
    const ofOne = all.filter((_, index) => own[index] !== SHARED);
    const ofMany = all.filter((_, index) => own[index] === SHARED);
    all.set(ofMany);
    all.set(ofOne, ofMany.length);
    this.lists[seq] = all;
    this.organs[seq] = organ;
    this.shared[seq] = ofMany.length;
  }

  #loadSentences(): void {
    const last = this.#db.prepare('SELECT max(id) FROM sentences').pluck().get() as number | null;
    if (last === null || last < this.size) return;
    const length = Math.ceil(last * 1.25) + 64;
    this.sizes = grow(this.sizes, length);
    this.ranks = grow(this.ranks, length);
    const sketches = new Uint32Array(length * SKETCHES);
    sketches.set(this.sketches);
    this.sketches = sketches;
    const rows = this.#db
      .prepare<[number], [number, string, number, Buffer]>(
        'SELECT id, fingerprint, size, sketches FROM sentences WHERE id >= ?',
      )
      .raw()
      .iterate(this.size);
    for (const [id, fingerprint, size, bytes] of rows) {
      this.sizes[id] = size;
      this.ranks[id] = rankOf(fingerprint);
      for (let index = 0; index < bytes.length >> 2; index += 1) {
        sketches[id * SKETCHES + index] = bytes.readUInt32LE(index * 4);
      }
    }
    this.size = last + 1;
  }
}

function rankOf(fingerprint: string): number {
  let rank = 0;
  for (let index = 0; index < RANKED_CHARACTERS; index += 1) {
    rank = rank * ALPHABET.length + (RANK.get(fingerprint[index] ?? '-') ?? 0);
  }
  return rank;
}
