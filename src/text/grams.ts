/**
 * Text as tokens for full-text engines without Chinese analysis. Every code point becomes four characters
 * [0-9a-z], every pair of neighbours one token, so that an engine's phrase search (adjacent tokens) is substring
 * search, whatever the characters are.
 *
 * Tokens are told apart by their length: unigrams (4), domain phrases (6, see domain-phrases.ts), bigrams (8).
 */
const DIGITS_PER_CODE_POINT = 4;
/** Stands behind the last character, so that it too begins a token. No code point: U+10FFFF is `nvnj`. */
const END_MARKER = 'zzzz';

const ENCODED_BMP: string[] = [];

function encodeCodePoint(codePoint: number): string {
  if (codePoint > 0xffff) return codePoint.toString(36).padStart(DIGITS_PER_CODE_POINT, '0');
  return (ENCODED_BMP[codePoint] ??= codePoint.toString(36).padStart(DIGITS_PER_CODE_POINT, '0'));
}

function encodeAll(normal: string): string[] {
  return Array.from(normal, (character) => encodeCodePoint(character.codePointAt(0) ?? 0));
}

/**
 * All overlapping bigrams of a normal text, parted by blanks; the last holds the last character and an end
 * marker. A phrase of two characters or more is a substring if and only if `encodePhrase` gives adjacent tokens
 * of this text; a single character if and only if a token begins with `encodeUnigram`.
 */
export function encodeText(normal: string): string {
  // Appending to one string is twice as fast here as joining an array, and this runs over every character imported.
  let tokens = '';
  let previous = '';
  for (let index = 0; index < normal.length; index += 1) {
    const codePoint = normal.codePointAt(index) ?? 0;
    if (codePoint > 0xffff) index += 1;
    const code = encodeCodePoint(codePoint);
    if (previous !== '') tokens += `${previous}${code} `;
    previous = code;
  }
  return previous === '' ? '' : tokens + previous + END_MARKER;
}

/** The bigrams of a phrase in order; empty for a phrase of fewer than two characters. */
export function encodePhrase(phrase: string): string[] {
  const codes = encodeAll(phrase);
  return codes.slice(1).map((code, index) => (codes[index] ?? '') + code);
}

/** The token of one character (one code point). */
export function encodeUnigram(character: string): string {
  return encodeCodePoint(character.codePointAt(0) ?? 0);
}

/** For each character of the basic plane: the number of the last text that had it. */
const LAST_SEEN = new Uint32Array(0x10000);
let texts = 0;

/** The token of each distinct character of a normal text, in order of first appearance, parted by blanks. */
export function distinctUnigrams(normal: string): string {
  if (texts === 0xffffffff) {
    LAST_SEEN.fill(0);
    texts = 0;
  }
  texts += 1;
  const others = new Set<number>();
  let tokens = '';
  for (let index = 0; index < normal.length; index += 1) {
    const codePoint = normal.codePointAt(index) ?? 0;
    if (codePoint > 0xffff) {
      index += 1;
      if (others.has(codePoint)) continue;
      others.add(codePoint);
    } else {
      if (LAST_SEEN[codePoint] === texts) continue;
      LAST_SEEN[codePoint] = texts;
    }
    tokens += tokens === '' ? encodeCodePoint(codePoint) : ` ${encodeCodePoint(codePoint)}`;
  }
  return tokens;
}
