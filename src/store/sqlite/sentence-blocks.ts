/**
 * What readers hold of every sentence, as it is kept: many sentences a row, so that a million and more are read in one go and not one by
 * one. A block has of each of its sentences first the rank, then of each the sketches; uint32, little endian. Nothing of it
 * ever changes for a number, for no number is used again.
 */
import type { Database } from 'better-sqlite3';
import { SKETCHES } from '../../text/sentences.js';

/** Sentences of a block, those from `block * BLOCK_SIZE`. Part of the format. */
export const BLOCK_SIZE = 1024;
const WORDS = BLOCK_SIZE * (1 + SKETCHES);

/** The characters of a fingerprint in the order of their code points. */
const ALPHABET = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const RANKS = new Map([...ALPHABET].map((character, rank) => [character, rank]));
const RANKED_CHARACTERS = 5;

/** The place of a fingerprint in the order of code points, as far as 30 bits tell. */
export function rankOf(fingerprint: string): number {
  let rank = 0;
  for (let index = 0; index < RANKED_CHARACTERS; index += 1) {
    rank = rank * ALPHABET.length + (RANKS.get(fingerprint[index] ?? '-') ?? 0);
  }
  return rank;
}

/** A sentence to be kept. */
export interface NewSentence {
  id: number;
  fingerprint: string;
  /** Three, or none of a short one. */
  sketches: readonly number[];
}

/** Writes new sentences into the blocks. Call inside the transaction that gave them their numbers. */
export class SentenceBlocks {
  readonly #get;
  readonly #put;

  constructor(db: Database) {
    this.#get = db.prepare<[number], Buffer>('SELECT keys FROM sentence_blocks WHERE block = ?').pluck();
    this.#put = db.prepare('INSERT OR REPLACE INTO sentence_blocks VALUES (?, ?)');
  }

  add(sentences: readonly NewSentence[]): void {
    const blocks = new Map<number, Uint32Array>();
    for (const { id, fingerprint, sketches } of sentences) {
      const block = Math.floor(id / BLOCK_SIZE);
      let words = blocks.get(block);
      if (words === undefined) {
        const kept = this.#get.get(block);
        blocks.set(block, (words = kept === undefined ? new Uint32Array(WORDS) : wordsOf(kept)));
      }
      const at = id % BLOCK_SIZE;
      words[at] = rankOf(fingerprint);
      words.set(sketches, BLOCK_SIZE + at * SKETCHES);
    }
    for (const [block, words] of blocks) this.#put.run(block, Buffer.from(words.buffer));
  }
}

/** The ranks and the sketches of a block. */
export function keysOfBlock(bytes: Buffer): { ranks: Uint32Array; sketches: Uint32Array } {
  const words = wordsOf(bytes);
  return { ranks: words.subarray(0, BLOCK_SIZE), sketches: words.subarray(BLOCK_SIZE) };
}

function wordsOf(bytes: Buffer): Uint32Array {
  return new Uint32Array(new Uint8Array(bytes).buffer);
}

/** The numbers in a list as it is kept. A copy, for the bytes may begin anywhere. */
export function numbersOf(bytes: Buffer): Int32Array {
  const copy = new Uint8Array(bytes);
  return new Int32Array(copy.buffer, 0, copy.length >> 2);
}

/** A list as it is kept. */
export function bytesOf(list: Int32Array): Buffer {
  return Buffer.from(list.buffer, list.byteOffset, list.byteLength);
}
