import { describe, expect, it } from 'vitest';
import { corpusFigures, generateCorpus } from '../../src/sample/index.js';

describe('corpusFigures', () => {
  it('counts sentences over physical lines, and neighbouring Han characters within runs', () => {
    expect(corpusFigures(['公开信\n息。公开！a b', '公开信息。'])).toEqual({
      texts: 2,
      characters: 17,
      sentences: 4,
      distinctSentences: 3,
      distinctPairs: 3,
      distinctCharacters: 10,
    });
  });

  it('finds the made-up corpus varied: most sentences differ, words are many', () => {
    const figures = corpusFigures(
      Array.from(generateCorpus({ seed: 1, count: 300 }), (report) => report.text),
    );
    expect(figures.distinctSentences / figures.sentences).toBeGreaterThan(0.6);
    expect(figures.distinctPairs).toBeGreaterThan(6000);
  });
});
