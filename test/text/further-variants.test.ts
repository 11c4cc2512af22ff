/** The documented extension of the normal form: one to one, and what it makes meet. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FURTHER_VARIANTS, foldFurther } from '../../src/text/further-variants.js';
import { findMatches } from '../../src/text/highlight.js';
import { normalize, normalizeName, normalizeWithMap } from '../../src/text/normal-form.js';
import { parseQuery } from '../../src/text/query-syntax.js';
import { SEED, hardText } from './hard-text.js';

describe('further variants', () => {
  it('is one UTF-16 unit for one, and no chain', () => {
    const sources = FURTHER_VARIANTS.map(([from]) => from);
    expect(new Set(sources).size).toBe(sources.length);
    for (const [from, to] of FURTHER_VARIANTS) {
      expect([from.length, to.length]).toEqual([1, 1]);
      expect(sources).not.toContain(to);
      // Either is what the steps before leave as it is.
      expect([normalizeName(from), normalizeName(to)]).toEqual([from, to]);
      expect(normalize(from)).toBe(to);
    }
  });

  it('lets the words meet that it names', () => {
    for (const [, , words] of FURTHER_VARIANTS) {
      for (const pair of words.split(/[,;]/u)) {
        const [traditional = '', simplified = '', ...rest] = pair.trim().split(' ');
        if (simplified === '' || rest.length > 0) continue;
        expect(normalize(traditional)).toBe(normalize(simplified));
      }
    }
    for (const [one, other] of [
      ['答覆', '答复'],
      ['瞭解', '了解'],
      ['著重', '着重'],
      ['顯著', '显著'],
      ['台帳', '台账'],
    ] as const) {
      expect(normalize(one)).toBe(normalize(other));
    }
  });

  it('changes nothing but those characters, each in its place', () => {
    const some = fc.constantFrom(...FURTHER_VARIANTS.map(([from]) => from));
    fc.assert(
      fc.property(fc.array(fc.oneof(hardText(3), some), { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const [before, after] = [normalizeName(text), normalize(text)];
        expect(after).toHaveLength(before.length);
        expect(after).toBe(foldFurther(before));
        expect(normalize(after)).toBe(after);
        expect(normalizeWithMap(text).text).toBe(after);
        for (let index = 0; index < after.length; index += 1) {
          const pair = FURTHER_VARIANTS.find(([from]) => from === before[index]);
          expect(after[index]).toBe(pair === undefined ? before[index] : pair[1]);
        }
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('shows the match as it is printed', () => {
    expect(findMatches('依法作出答覆3件', [normalize('答复')])).toEqual([{ start: 4, end: 6 }]);
  });

  it('cuts a run into the words that the dictionary prints', () => {
    const phrases = (query: string) => JSON.stringify(parseQuery(query).query);
    expect(phrases('显著提升')).toBe(phrases('"显着" "提升"'));
  });
});
