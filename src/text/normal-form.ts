/**
 * The normal form N(text) in which all text is searched, and the map that leads back to the original.
 *
 * N is, in this order:
 * 1. lone surrogates become U+FFFD, as they would in UTF-8, so that every normal text is well-formed;
 * 2. default-ignorable code points (soft hyphen, joiners, variation selectors, byte order mark …) are dropped;
 * 3. NFKC;
 * 4. per code point: CJK radical → ideograph, Traditional → Simplified (character table), simple lower case;
 * 5. NFKC again, for what lower case let compose (H + U+0331 has no composed form, h + U+0331 has);
 * 6. further variants → the character that mainland texts print, one for one (`further-variants.ts`);
 * 7. white space beside Han or beside a sign is dropped, other white space runs become one blank, none is left
 *    at either end.
 *
 * Step 7 judges a sign by its normal form, so that `，` and `,` cannot differ: signs are ASCII punctuation and
 * symbols, CJK punctuation, dashes, curly quotes and the middle dots; but not `<`, `=`, `>`, which compose with
 * U+0338, and no combining mark. Hence two laws: N(N(x)) = N(x) for every string, and N(NFKC(x)) = N(x) for all
 * but those that pile more than 255 marks on one character; such a pile is not put in order, or composed.
 */
import { foldCharacters } from './fold-characters.js';
import { foldFurther } from './further-variants.js';

/** A normal text with its way back: unit i comes from the original characters in [starts[i], ends[i]). */
export interface NormalText {
  readonly text: string;
  /** UTF-16 offsets into the original; never inside a surrogate pair. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** What a UTF-16 unit needs; 0 means not yet looked up. */
const SINGLE = 1; // becomes the one unit UNIT_OUT[unit], unless something behind it joins
const TIGHT = 2; // white space beside it is dropped
const WHITE = 4;
const DROP = 8;
const JOINS = 16; // may combine with what is before it
const SURROGATE = 32; // one must see the whole code point
const LONG = 64; // becomes several units
/** Classes that, standing next, may change what a character becomes. */
const MAY_JOIN = DROP | JOINS | SURROGATE;

const IGNORABLE = /^\p{Default_Ignorable_Code_Point}$/u;
const WHITE_SPACE = /^\p{White_Space}$/u;
/**
 * All that may follow a starter inside one normalisation segment: marks, and the few letters that compose with
 * a letter before them (Hangul vowels and finals, one Kirat Rai vowel). A test holds it against the running ICU.
 */
const COMBINES_BACKWARD = /^[\p{M}\u1160-\u11FF\u{16D67}]/u;
const SIGN_OR_HAN = /^[\p{Script=Han}!-/:;?@[-`{-~·\u2010-\u2027⸺⸻\u3001-\u303F・]$/u;

/** In code points. Unicode's Stream-Safe Text Format (UAX #15) allows 30 marks in a row; no text needs more. */
const LONGEST_SEGMENT = 256;

/** Filled as characters are met: a text uses few of them, and classifying all would delay every start. */
const UNIT_CLASS = new Uint8Array(0x10000);
const UNIT_OUT = new Uint16Array(0x10000);
const ASTRAL_CLASS = new Map<number, number>();
const FOLDED = new Map<number, string>();
/** Real text needs a few hundred entries; hostile text shall not fill the memory. */
const CACHE_LIMIT = 20_000;

function remember<Value>(cache: Map<number, Value>, codePoint: number, value: Value): void {
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(codePoint, value);
}

function classify(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (IGNORABLE.test(character)) return DROP;
  if (WHITE_SPACE.test(character)) return WHITE;
  if (COMBINES_BACKWARD.test(character.normalize('NFKD'))) return JOINS;
  const folded = foldCharacters(character);
  const tight = SIGN_OR_HAN.test(folded) ? TIGHT : 0;
  return (folded.length === 1 ? SINGLE : LONG) | tight;
}

function classOfUnit(unit: number): number {
  let unitClass = UNIT_CLASS[unit] ?? 0;
  if (unitClass === 0) {
    unitClass = isLoneSurrogate(unit) ? SURROGATE : classify(unit);
    if (unitClass & SINGLE) UNIT_OUT[unit] = foldCharacters(String.fromCharCode(unit)).charCodeAt(0);
    UNIT_CLASS[unit] = unitClass;
  }
  return unitClass;
}

function classOf(codePoint: number): number {
  if (codePoint < 0x10000) return classOfUnit(codePoint);
  let known = ASTRAL_CLASS.get(codePoint);
  if (known === undefined) {
    known = classify(codePoint);
    remember(ASTRAL_CLASS, codePoint, known);
  }
  return known;
}

function foldOne(codePoint: number): string {
  let folded = FOLDED.get(codePoint);
  if (folded === undefined) {
    folded = isLoneSurrogate(codePoint) ? '\uFFFD' : foldCharacters(String.fromCodePoint(codePoint));
    remember(FOLDED, codePoint, folded);
  }
  return folded;
}

function codePointAt(text: string, index: number): number {
  return text.codePointAt(index) ?? 0;
}

function sizeOf(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1;
}

function isLoneSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}

/** End of the segment that begins at `start`: one character and all behind it that may combine with it. */
function segmentEnd(text: string, start: number): number {
  let end = start + sizeOf(codePointAt(text, start));
  let next = end;
  while (next < text.length) {
    const codePoint = codePointAt(text, next);
    const codePointClass = classOf(codePoint);
    if ((codePointClass & (DROP | JOINS)) === 0) break;
    next += sizeOf(codePoint);
    if (codePointClass & JOINS) end = next;
  }
  return end;
}

/** Collects normal text; white space is held back until the next character shows whether it stays. */
class Output {
  #units: Uint16Array;
  #starts: Uint32Array | null;
  #ends: Uint32Array | null;
  #length = 0;
  #lastTight = false;
  #whiteStart = -1;
  #whiteEnd = 0;

  constructor(capacity: number, mapped: boolean) {
    this.#units = new Uint16Array(capacity);
    this.#starts = mapped ? new Uint32Array(capacity) : null;
    this.#ends = mapped ? new Uint32Array(capacity) : null;
  }

  white(start: number, end: number): void {
    if (this.#whiteStart < 0) this.#whiteStart = start;
    this.#whiteEnd = end;
  }

  /** One unit that stands for the original characters in [start, end). */
  unit(unit: number, tight: boolean, start: number, end: number): void {
    if (this.#whiteStart >= 0) {
      if (!tight && !this.#lastTight && this.#length > 0) this.#put(0x20, this.#whiteStart, this.#whiteEnd);
      this.#whiteStart = -1;
    }
    this.#put(unit, start, end);
    this.#lastTight = tight;
  }

  /** Folded text, all of which stands for the original characters in [start, end). */
  text(folded: string, start: number, end: number): void {
    for (let index = 0; index < folded.length; index += 1) {
      const codePoint = codePointAt(folded, index);
      const codePointClass = classOf(codePoint);
      if (codePointClass & WHITE) {
        this.white(start, end);
        continue;
      }
      const tight = (codePointClass & TIGHT) !== 0;
      this.unit(folded.charCodeAt(index), tight, start, end);
      if (codePoint > 0xffff) {
        index += 1;
        this.unit(folded.charCodeAt(index), tight, start, end);
      }
    }
  }

  finish(): NormalText {
    return {
      text: decodeUnits(this.#units, this.#length),
      starts: this.#starts?.slice(0, this.#length) ?? NO_OFFSETS,
      ends: this.#ends?.slice(0, this.#length) ?? NO_OFFSETS,
    };
  }

  #put(unit: number, start: number, end: number): void {
    const at = this.#length;
    if (at === this.#units.length) this.#grow();
    this.#units[at] = unit;
    if (this.#starts !== null && this.#ends !== null) {
      this.#starts[at] = start;
      this.#ends[at] = end;
    }
    this.#length = at + 1;
  }

  /** Needed only where a character becomes several (㈠ → (一)). */
  #grow(): void {
    const capacity = this.#units.length * 2 + 16;
    const units = new Uint16Array(capacity);
    units.set(this.#units);
    this.#units = units;
    if (this.#starts !== null && this.#ends !== null) {
      const starts = new Uint32Array(capacity);
      const ends = new Uint32Array(capacity);
      starts.set(this.#starts);
      ends.set(this.#ends);
      this.#starts = starts;
      this.#ends = ends;
    }
  }
}

const NO_OFFSETS = new Uint32Array(0);

function decodeUnits(units: Uint16Array, length: number): string {
  // In pieces: a call takes only so many arguments.
  let text = '';
  for (let from = 0; from < length; from += 4096) {
    text += String.fromCharCode(...units.subarray(from, Math.min(from + 4096, length)));
  }
  return text;
}

/**
 * One segment of several code points: each on its own where nothing combined, else all from the whole. A pile of
 * marks longer than the limit stays as it is, each mark on its own, because to order it takes quadratic time.
 */
function addSegment(output: Output, text: string, start: number, end: number): void {
  const parts: { folded: string; start: number; end: number }[] = [];
  let kept = '';
  for (let index = start; index < end;) {
    const codePoint = codePointAt(text, index);
    const next = index + sizeOf(codePoint);
    if ((classOf(codePoint) & DROP) === 0) {
      kept += isLoneSurrogate(codePoint) ? '\uFFFD' : String.fromCodePoint(codePoint);
      parts.push({ folded: foldOne(codePoint), start: index, end: next });
    }
    index = next;
  }
  if (parts.length <= LONGEST_SEGMENT) {
    const folded = foldCharacters(kept);
    if (folded !== parts.map((part) => part.folded).join('')) {
      output.text(folded, start, end);
      return;
    }
  }
  for (const part of parts) output.text(part.folded, part.start, part.end);
}

function build(text: string, mapped: boolean): NormalText {
  const output = new Output(text.length, mapped);
  const { length } = text;
  let index = 0;
  let unitClass = length > 0 ? classOfUnit(text.charCodeAt(0)) : 0;
  while (index < length) {
    const unit = text.charCodeAt(index);
    const next = index + 1;
    const nextClass = next < length ? classOfUnit(text.charCodeAt(next)) : 0;
    if ((unitClass & SINGLE) !== 0 && (nextClass & MAY_JOIN) === 0) {
      output.unit(UNIT_OUT[unit] ?? unit, (unitClass & TIGHT) !== 0, index, next);
      index = next;
      unitClass = nextClass;
      continue;
    }
    if ((unitClass & (WHITE | DROP)) !== 0) {
      if ((unitClass & WHITE) !== 0) output.white(index, next);
      index = next;
      unitClass = nextClass;
      continue;
    }
    const codePoint = codePointAt(text, index);
    const size = sizeOf(codePoint);
    const dropped = size === 2 && (classOf(codePoint) & DROP) !== 0;
    const end = dropped ? index + size : segmentEnd(text, index);
    if (end > index + size) addSegment(output, text, index, end);
    else if (!dropped) output.text(foldOne(codePoint), index, end);
    index = end;
    unitClass = index < length ? classOfUnit(text.charCodeAt(index)) : 0;
  }
  return output.finish();
}

/** N(text): the form in which text is stored for search and queries are compared. Linear; never throws. */
export function normalize(text: string): string {
  return foldFurther(build(text, false).text);
}

/** N(text) without its step 6: for names, which stay as they are printed, and for dictionaries of words, which print them so. */
export function normalizeName(text: string): string {
  return build(text, false).text;
}

/** N(text) with the original place of each of its UTF-16 units. */
export function normalizeWithMap(text: string): NormalText {
  const normal = build(text, true);
  return { ...normal, text: foldFurther(normal.text) };
}
