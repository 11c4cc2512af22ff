/** The objects of a PDF as they are written, also those in compressed streams. */
import { inflateSync } from 'node:zlib';

/** More than this, in bytes, is not unpacked. */
const LIMITS = { maxOutputLength: 32 * 1024 * 1024 };

const OBJECT = /\b(\d+)\s+\d+\s+obj\b/gu;
const END = /\bendobj\b|\bstream\r?\n/gu;
const PACKED = /\/Type\s*\/ObjStm\b/u;
const DEFLATED = /\/Filter\s*(?:\[\s*)?\/FlateDecode\b/u;
const PREDICTED = /\/(?:Filter\s*\[\s*\/\w+\s*\/|DecodeParms)/u;
const [COUNT, FIRST] = [/\/N\s+(\d+)\b/u, /\/First\s+(\d+)\b/u];

export class PdfObjects {
  readonly #file: Buffer;
  readonly #texts = new Map<number, string>();
  /** Where the data of a stream begins. */
  readonly #data = new Map<number, number>();
  /** Texts of objects that were replaced by later ones. */
  readonly #older: string[] = [];

  private constructor(file: Buffer) {
    this.#file = file;
  }

  /** Null for a file that is encrypted, or whose objects are not plain to see. */
  static of(bytes: Uint8Array): PdfObjects | null {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (file.includes('/Encrypt')) return null;
    const objects = new PdfObjects(file);
    return objects.#readAll() ? objects : null;
  }

  *texts(): Iterable<string> {
    yield* this.#texts.values();
    yield* this.#older;
  }

  text(number: number): string | null {
    return this.#texts.get(number) ?? null;
  }

  /** What a stream holds; null where that is not plain to see. */
  stream(number: number): string | null {
    const [text, start] = [this.#texts.get(number), this.#data.get(number)];
    if (text === undefined || start === undefined || PREDICTED.test(text)) return null;
    const end = this.#file.indexOf('endstream', start);
    if (end === -1) return null;
    const data = this.#file.subarray(start, end);
    if (!text.includes('/Filter')) return data.toString('latin1');
    return DEFLATED.test(text) ? unpacked(data) : null;
  }

  #readAll(): boolean {
    const file = this.#file.toString('latin1');
    const packed: number[] = [];
    for (OBJECT.lastIndex = 0; ;) {
      const object = OBJECT.exec(file);
      if (object === null) break;
      const start = OBJECT.lastIndex;
      END.lastIndex = start;
      const end = END.exec(file);
      if (end === null) return false;
      const [number, text] = [Number(object[1]), file.slice(start, end.index)];
      this.#keep(number, text);
      OBJECT.lastIndex = END.lastIndex;
      if (!end[0].startsWith('stream')) continue;
      this.#data.set(number, END.lastIndex);
      if (PACKED.test(text)) packed.push(number);
      const after = file.indexOf('endstream', END.lastIndex);
      if (after === -1) return false;
      OBJECT.lastIndex = after;
    }
    return packed.every((number) => this.#unpack(number));
  }

  #keep(number: number, text: string): void {
    const known = this.#texts.get(number);
    if (known !== undefined) this.#older.push(known);
    this.#texts.set(number, text);
  }

  #unpack(number: number): boolean {
    const dictionary = this.#texts.get(number) ?? '';
    const content = this.stream(number);
    const [count, first] = [COUNT.exec(dictionary)?.[1], FIRST.exec(dictionary)?.[1]];
    if (content === null || count === undefined || first === undefined) return false;
    const index = content.slice(0, Number(first)).trim().split(/\s+/u).map(Number);
    if (index.length !== Number(count) * 2 || index.some(Number.isNaN)) return false;
    for (let at = 0; at < index.length; at += 2) {
      const [own, from, to] = [index[at] ?? 0, index[at + 1] ?? 0, index[at + 3]];
      this.#keep(own, content.slice(Number(first) + from, to === undefined ? undefined : Number(first) + to));
    }
    return true;
  }
}

function unpacked(data: Buffer): string | null {
  try {
    return inflateSync(data, LIMITS).toString('latin1');
  } catch {
    return null;
  }
}
