/**
 * Which report has which sentence, of all reports in memory: a number a sentence, so that what is shared by whom is counted
 * without SQL. Loaded where it is first asked for; follows the file. One reader of a store holds them: see `read-pool.ts`.
 */
import type { Database } from 'better-sqlite3';
import { SKETCHES } from '../../text/sentences.js';
import { grow } from './value-column.js';
import { BLOCK_SIZE, keysOfBlock, numbersOf } from './sentence-blocks.js';
import { SHARED } from './sentence-ledger.js';

interface ListedRow {
  seq: number;
  organ: number;
  list: Buffer;
  own: Buffer;
}

/** Columns of one reader. */
export class SentenceColumns {
  /**
   * The sentences of all reports, by number. Those of a report are from its place in `starts` to that in `ends`, in no order but that
   * those that two organs or more have come first, up to its place in `shared`.
   */
  lists: Int32Array = new Int32Array(0);
  /** By `seq`; all three 0 where there is no report. */
  starts: Uint32Array = new Uint32Array(1);
  shared: Uint32Array = new Uint32Array(1);
  ends: Uint32Array = new Uint32Array(1);
  /** By `seq`: the number of its organ. */
  organs: Int32Array = new Int32Array(1);
  /** By number of the sentence: its place among fingerprints, see `rankOf`. */
  ranks: Uint32Array = new Uint32Array(1);
  /** Three for each number, 0 for those of a sentence that is too short to tell a copy by. */
  sketches: Uint32Array = new Uint32Array(SKETCHES);
  /** One more than the greatest number. */
  size = 1;

  readonly #db: Database;
  #change = -1;
  /** How much of `lists` is taken, and how much of that belongs to no report any more. */
  #taken = 0;
  #unused = 0;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Takes over what was committed up to a change of the store. Call inside the transaction that read it. */
  refresh(change: number): void {
    if (change === this.#change) return;
    this.#loadSentences();
    if (this.#change < 0) this.#loadLists();
    else this.#followLists();
    this.#change = change;
  }

  /** Whether a sentence is too short to tell a copy by. */
  isShort(id: number): boolean {
    const at = id * SKETCHES;
    for (let index = at; index < at + SKETCHES; index += 1) if (this.sketches[index] !== 0) return false;
    return true;
  }

  #loadLists(): void {
    const { last, numbers } = this.#db
      .prepare<[], { last: number | null; numbers: number }>(
        'SELECT max(seq) AS last, total(length(list)) / 4 AS numbers FROM report_sentences',
      )
      .get() ?? { last: null, numbers: 0 };
    for (const column of [this.starts, this.shared, this.ends]) column.fill(0);
    this.#taken = this.#unused = 0;
    this.#growReports((last ?? 0) + 1);
    this.lists = new Int32Array(withRoom(numbers));
    const rows = this.#db
      .prepare<[], [number, number, Buffer, Buffer]>('SELECT seq, organ, list, own FROM report_sentences')
      .raw()
      .iterate();
    for (const [seq, organ, list, own] of rows) this.#set({ seq, organ, list, own });
  }

  #followLists(): void {
    const rows = this.#db
      .prepare<[number], ListedRow>(
        'SELECT seq, organ, list, own FROM reports JOIN report_sentences USING (seq) WHERE change > ?',
      )
      .all(this.#change);
    const last = rows.reduce((most, { seq }) => Math.max(most, seq), 0);
    if (last >= this.organs.length) this.#growReports(withRoom(last + 1));
    for (const row of rows) this.#set(row);
    const removed = this.#db
      .prepare<[number], number>('SELECT seq FROM removed_reports WHERE change > ?')
      .pluck()
      .all(this.#change);
    for (const seq of removed) if (seq < this.organs.length) this.#unset(seq);
    if (this.#unused * 2 > this.#taken) this.#compact();
  }

  #set({ seq, organ, list, own }: ListedRow): void {
    const numbers = numbersOf(list);
    const start = this.#placeOf(seq, numbers.length);
    const end = start + numbers.length;
    let [front, back] = [start, end];
    for (let index = 0; index < numbers.length; index += 1) {
      const place = own[index] === SHARED ? front++ : --back;
      this.lists[place] = numbers[index] ?? 0;
    }
    this.starts[seq] = start;
    this.shared[seq] = front;
    this.ends[seq] = end;
    this.organs[seq] = organ;
  }

  /** Where the list of a report goes: where it was, if it has room there, else behind all others. */
  #placeOf(seq: number, length: number): number {
    const start = this.starts[seq] ?? 0;
    const room = (this.ends[seq] ?? 0) - start;
    if (length <= room) {
      this.#unused += room - length;
      return start;
    }
    this.#unused += room;
    const place = this.#taken;
    this.#taken += length;
    if (this.#taken > this.lists.length) this.lists = grow(this.lists, withRoom(this.#taken));
    return place;
  }

  #unset(seq: number): void {
    this.#unused += (this.ends[seq] ?? 0) - (this.starts[seq] ?? 0);
    this.starts[seq] = this.shared[seq] = this.ends[seq] = 0;
  }

  /** Leaves out what belongs to no report any more. */
  #compact(): void {
    const lists = new Int32Array(withRoom(this.#taken - this.#unused));
    let taken = 0;
    for (let seq = 0; seq < this.starts.length; seq += 1) {
      const [start, shared, end] = [this.starts[seq] ?? 0, this.shared[seq] ?? 0, this.ends[seq] ?? 0];
      lists.set(this.lists.subarray(start, end), taken);
      this.starts[seq] = taken;
      this.shared[seq] = taken + shared - start;
      taken += end - start;
      this.ends[seq] = taken;
    }
    this.lists = lists;
    this.#taken = taken;
    this.#unused = 0;
  }

  #growReports(length: number): void {
    this.starts = grow(this.starts, length);
    this.shared = grow(this.shared, length);
    this.ends = grow(this.ends, length);
    this.organs = grow(this.organs, length);
  }

  #loadSentences(): void {
    const last = this.#db.prepare('SELECT max(block) FROM sentence_blocks').pluck().get() as number | null;
    if (last === null) return;
    const length = (last + 1) * BLOCK_SIZE;
    if (length > this.ranks.length) {
      // The first time what there is, then with room to spare, so that a store that grows report by report copies seldom.
      const blocks = this.#change < 0 ? last + 1 : withRoom(last + 1);
      this.ranks = grow(this.ranks, blocks * BLOCK_SIZE);
      this.sketches = grow(this.sketches, blocks * BLOCK_SIZE * SKETCHES);
    }
    const rows = this.#db
      .prepare<[number], [number, Buffer]>('SELECT block, keys FROM sentence_blocks WHERE block >= ?')
      .raw()
      .iterate(Math.floor((this.size - 1) / BLOCK_SIZE));
    for (const [block, bytes] of rows) {
      const { ranks, sketches } = keysOfBlock(bytes);
      this.ranks.set(ranks, block * BLOCK_SIZE);
      this.sketches.set(sketches, block * BLOCK_SIZE * SKETCHES);
    }
    this.size = length;
  }
}

/** A length with room to spare. */
function withRoom(length: number): number {
  return Math.ceil(length * 1.06) + 64;
}
