import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOMAIN_WORDS } from '../../src/text/domain-words.js';
import { normalize } from '../../src/text/normal-form.js';
import { loadSegmenter, segment } from '../../src/text/segmenter.js';
import { SEED, hardText } from './hard-text.js';

describe('segment', () => {
  it('gives parts that joined are the text again', () => {
    fc.assert(
      fc.property(hardText(40), (raw) => {
        const text = normalize(raw);
        const parts = segment(text);
        expect(parts.join('')).toBe(text);
        expect(parts).not.toContain('');
      }),
      { seed: SEED, numRuns: 4000 },
    );
  });

  it('keeps every word of the domain whole', () => {
    for (const word of DOMAIN_WORDS) {
      expect(normalize(word)).toBe(word);
      expect(segment(word)).toEqual([word]);
    }
  });

  it.each([
    ['行政、诉讼', ['行政', '、', '诉讼']],
    ['《条例》', ['《', '条例', '》']],
    ['收到25.1万元', ['收到', '25.1', '万元']],
    ['网址:www.example.cn。', ['网址', ':', 'www.example.cn', '。']],
    ['增长50%,', ['增长', '50%', ',']],
    ['ab cd', ['ab', ' ', 'cd']],
    ['', []],
  ])('%j is %j', (text, parts) => {
    expect(segment(text)).toEqual(parts);
  });
});

describe('loadSegmenter', () => {
  it('may be called again at no cost', () => {
    loadSegmenter();
    expect(() => {
      loadSegmenter();
    }).not.toThrow();
  });
});
