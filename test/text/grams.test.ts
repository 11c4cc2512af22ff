import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctUnigrams, encodePhrase, encodeText, encodeUnigram } from '../../src/text/grams.js';
import { normalize } from '../../src/text/normal-form.js';
import { SEED, hardText, narrowText } from './hard-text.js';

const RUNS = { seed: SEED, numRuns: 4000 };

/** What an engine's phrase search does: are these tokens neighbours, in this order, in the text's tokens? */
function hasAdjacent(tokens: readonly string[], wanted: readonly string[]): boolean {
  return tokens.some((_, from) => wanted.every((token, index) => tokens[from + index] === token));
}

/** A normal text, and a phrase from it or from another. */
const textAndPhrase = fc
  .tuple(fc.oneof(hardText(), narrowText(40)), narrowText(4), fc.nat(), fc.integer({ min: 0, max: 6 }))
  .map(([raw, stranger, from, length]) => {
    const text = normalize(raw);
    const characters = Array.from(text);
    const start = characters.length === 0 ? 0 : from % characters.length;
    const own = characters.slice(start, start + length).join('');
    return { text, phrase: length === 0 ? normalize(stranger) : own };
  })
  .filter(({ phrase }) => phrase !== '');

describe('grams', () => {
  it('make substring search and search for adjacent tokens one', () => {
    fc.assert(
      fc.property(textAndPhrase, ({ text, phrase }) => {
        const tokens = encodeText(text).split(' ');
        const wanted = encodePhrase(phrase);
        const found =
          wanted.length > 0
            ? hasAdjacent(tokens, wanted)
            : tokens.some((token) => token.startsWith(encodeUnigram(phrase)));
        expect(found).toBe(text.includes(phrase));
      }),
      RUNS,
    );
  });

  it('make search for one character search for its unigram', () => {
    fc.assert(
      fc.property(textAndPhrase, ({ text, phrase }) => {
        const character = Array.from(phrase)[0] ?? '';
        const unigrams = distinctUnigrams(text).split(' ');
        expect(unigrams.includes(encodeUnigram(character))).toBe(text.includes(character));
        expect(new Set(unigrams).size).toBe(unigrams.length);
      }),
      RUNS,
    );
  });

  it('are one token of eight safe characters for each code point', () => {
    fc.assert(
      fc.property(hardText(), (raw) => {
        const text = normalize(raw);
        const tokens = text === '' ? [] : encodeText(text).split(' ');
        expect(tokens).toHaveLength(Array.from(text).length);
        for (const token of tokens) expect(token).toMatch(/^[0-9a-z]{8}$/);
      }),
      RUNS,
    );
  });

  it('keep the end marker apart from the last code point', () => {
    expect(encodeText('\u{10FFFF}')).toBe('nvnjzzzz');
    expect(encodeText('')).toBe('');
    expect(encodePhrase('行')).toEqual([]);
  });
});
