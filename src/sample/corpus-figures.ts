/** How varied a corpus is: a benchmark on repeated text would flatter the search. */
export interface CorpusFigures {
  readonly texts: number;
  /** UTF-16 code units. */
  readonly characters: number;
  readonly sentences: number;
  readonly distinctSentences: number;
  /** Distinct pairs of neighbouring Han characters, a simple stand-in for words. */
  readonly distinctPairs: number;
  readonly distinctCharacters: number;
}

/** Counts over all texts; memory grows with what is distinct. */
export function corpusFigures(texts: Iterable<string>): CorpusFigures {
  const sentences = new Set<string>();
  const pairs = new Set<number>();
  const characters = new Set<string>();
  const total = { texts: 0, characters: 0, sentences: 0 };
  for (const text of texts) {
    total.texts += 1;
    total.characters += text.length;
    // Physical lines say nothing about sentences.
    for (const sentence of text.replace(/\s+/gu, '').split(/[。！？；]/u)) {
      if (sentence.length < 2) continue;
      total.sentences += 1;
      sentences.add(sentence);
    }
    for (const run of text.match(/\p{Script=Han}+/gu) ?? []) {
      for (let index = 0; index + 1 < run.length; index += 1) {
        pairs.add(run.charCodeAt(index) * 0x10000 + run.charCodeAt(index + 1));
      }
    }
    for (const character of text) characters.add(character);
  }
  return {
    ...total,
    distinctSentences: sentences.size,
    distinctPairs: pairs.size,
    distinctCharacters: characters.size,
  };
}
