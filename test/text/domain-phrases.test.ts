import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DOMAIN_PHRASES,
  DOMAIN_PHRASES_VERSION,
  domainPhraseToken,
  domainPhraseTokens,
} from '../../src/text/domain-phrases.js';
import { normalize } from '../../src/text/normal-form.js';
import { SEED } from './hard-text.js';

describe('domain phrases', () => {
  it('are distinct, in normal form and longer than a bigram', () => {
    expect(new Set(DOMAIN_PHRASES).size).toBe(DOMAIN_PHRASES.length);
    for (const phrase of DOMAIN_PHRASES) {
      expect(normalize(phrase)).toBe(phrase);
      expect(Array.from(phrase).length).toBeGreaterThan(2);
    }
  });

  it('have tokens of their own that no gram equals', () => {
    const tokens = DOMAIN_PHRASES.map((phrase) => domainPhraseToken(phrase));
    expect(new Set(tokens).size).toBe(DOMAIN_PHRASES.length);
    for (const token of tokens) expect(token).toMatch(/^dp[0-9a-z]{4}$/);
    expect(domainPhraseToken('无此短语')).toBeNull();
  });

  it('give a text one token for each occurrence, overlapping ones too', () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...DOMAIN_PHRASES), fc.constantFrom(...'政府信息公开申请行复议诉讼')), {
        maxLength: 12,
      })
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (normal) => {
        const expected: string[] = [];
        for (let start = 0; start < normal.length; start += 1) {
          for (let end = start + 1; end <= normal.length; end += 1) {
            const token = domainPhraseToken(normal.slice(start, end));
            if (token !== null) expected.push(token);
          }
        }
        expect(domainPhraseTokens(normal)).toBe(expected.join(' '));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('keep their numbers within a version', () => {
    const digest = createHash('sha256').update(DOMAIN_PHRASES.join(' ')).digest('hex').slice(0, 12);
    // Changed the list? Then raise DOMAIN_PHRASES_VERSION, so that stores rebuild, and write both here.
    expect({ version: DOMAIN_PHRASES_VERSION, digest }).toEqual({ version: 1, digest: 'd7123bfbbebe' });
  });
});
