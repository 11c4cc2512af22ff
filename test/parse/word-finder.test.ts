import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordFinder } from '../../src/parse/word-finder.js';

const letters = fc.string({ unit: fc.constantFrom('申', '请', '公', '开'), maxLength: 12 });

describe('a finder of words', () => {
  it('finds every word wherever it stands, as a look for each of them does', () => {
    fc.assert(
      fc.property(
        fc.array(
          letters.filter((word) => word !== ''),
          { maxLength: 6 },
        ),
        letters,
        (words, text) => {
          const finder = wordFinder(words);
          const found: string[] = [];
          finder.eachIn(text, (word, at) => found.push(`${String(at)} ${word}`));
          const wanted = [...text].flatMap((_, at) =>
            [...new Set(words)]
              .filter((word) => text.startsWith(word, at))
              .map((word) => `${String(at)} ${word}`),
          );
          expect(found.sort()).toEqual(wanted.sort());
          expect(finder.isIn(text)).toBe(words.some((word) => text.includes(word)));
        },
      ),
      { seed: 20_190_515, numRuns: 1000 },
    );
  });
});
