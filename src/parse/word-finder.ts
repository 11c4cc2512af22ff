/** Finds any of many words in a text in one pass: a look at each character tells which few words may begin there. */

/** Where words stand in a text. */
export interface WordFinder {
  /** True where the text holds any of the words. */
  isIn: (text: string) => boolean;
  /** Calls back for each word at each place where it stands, in the order of the text. */
  eachIn: (text: string, found: (word: string, at: number) => void) => void;
}

/** A finder of words; none of them is empty. */
export function wordFinder(words: Iterable<string>): WordFinder {
  const buckets: string[][] = [[]];
  const bucketOf = new Uint16Array(0x10000);
  for (const word of new Set(words)) {
    const unit = word.charCodeAt(0);
    bucketOf[unit] ||= buckets.push([]) - 1;
    buckets[bucketOf[unit] ?? 0]?.push(word);
  }
  /** True as soon as `found` accepts a word. */
  const search = (text: string, found: (word: string, at: number) => boolean): boolean => {
    for (let at = 0; at < text.length; at += 1) {
      const bucket = bucketOf[text.charCodeAt(at)] ?? 0;
      if (bucket === 0) continue;
      for (const word of buckets[bucket] ?? []) {
        if (text.startsWith(word, at) && found(word, at)) return true;
      }
    }
    return false;
  };
  return {
    isIn: (text) => search(text, () => true),
    eachIn: (text, found) => {
      search(text, (word, at) => {
        found(word, at);
        return false;
      });
    },
  };
}
