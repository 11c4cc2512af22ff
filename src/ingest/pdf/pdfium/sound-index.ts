/**
 * Whether the index of a PDF (ISO 32000-1, 7.5.4 to 7.5.8) leads where it says. Where it does not, the file was cut or changed on its way,
 * and each library makes of it what it can: PDFium may find less than pdf.js, without a word.
 */

/** The end of the file, in bytes, in which the place of the index is looked for. */
const TAIL = 2048;
/** Most parts of an index, and objects in it, that are looked at. */
const MOST_PARTS = 100;
const MOST_OBJECTS = 200_000;
/** Longest dictionary behind a part of an index, in bytes. */
const LONGEST_DICTIONARY = 4096;

const INDEX_PLACE = /startxref\s+(\d{1,10})\s+%%EOF\s*$/u;
const TABLE = /^xref\s+/u;
const RANGE = /^(\d{1,10}) +(\d{1,10}) *(?:\r\n|\r|\n)/u;
const ENTRY = /^(\d{10}) (\d{5}) ([nf])/u;
const ENTRY_LENGTH = 20;
const OBJECT = /^(\d+)\s+(\d+)\s+obj\b/u;
const OTHER_PARTS = /\/(?:Prev|XRefStm)\s+(\d{1,10})/gu;

/** True for a file in which every part of the index is where it should be, and every object that it lists in plain text. */
export function hasSoundIndex(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const place = INDEX_PLACE.exec(file.toString('latin1', Math.max(0, file.length - TAIL)));
  if (place?.[1] === undefined || file.toString('latin1', 0, 5) !== '%PDF-') return false;
  const reader = new IndexReader(file);
  const open = [Number(place[1])];
  const seen = new Set<number>();
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const others = seen.size > MOST_PARTS ? null : reader.readPart(at);
    if (others === null) return false;
    open.push(...others);
  }
  return true;
}

class IndexReader {
  readonly #file: Buffer;
  #objects = 0;

  constructor(file: Buffer) {
    this.#file = file;
  }

  /** The places of the parts that a part of the index refers to; null where it is not sound. */
  readPart(at: number): number[] | null {
    const start = this.#text(at, 64);
    const table = TABLE.exec(start);
    const end = table === null ? at : this.#readTable(at + table[0].length);
    if (end === null || (table === null && !OBJECT.test(start))) return null;
    const dictionary = this.#text(end, LONGEST_DICTIONARY);
    const length = dictionary.search(table === null ? /stream\b/u : /startxref\b/u);
    if (length === -1) return null;
    return [...dictionary.slice(0, length).matchAll(OTHER_PARTS)].map(([, place]) => Number(place));
  }

  /** The end of a table; null where an object that it lists is not there. */
  #readTable(from: number): number | null {
    let at = from;
    for (let range = RANGE.exec(this.#text(at, 32)); range !== null; range = RANGE.exec(this.#text(at, 32))) {
      const [first, count] = [Number(range[1]), Number(range[2])];
      this.#objects += count;
      if (this.#objects > MOST_OBJECTS) return null;
      at += range[0].length;
      for (let index = 0; index < count; index += 1, at += ENTRY_LENGTH) {
        if (!this.#isEntry(this.#text(at, ENTRY_LENGTH), first + index)) return null;
      }
    }
    return at;
  }

  #isEntry(text: string, number: number): boolean {
    const entry = ENTRY.exec(text);
    if (entry === null) return false;
    if (entry[3] === 'f') return true;
    const object = OBJECT.exec(this.#text(Number(entry[1]), 32).trimStart());
    return object !== null && Number(object[1]) === number && Number(object[2]) === Number(entry[2]);
  }

  #text(at: number, length: number): string {
    return this.#file.toString('latin1', at, at + length);
  }
}
