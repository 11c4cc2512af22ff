/** Longer texts are no labels. */
const LONGEST = 200;
/** Answers kept in one generation. */
const MOST = 4000;

/** A copy that does not keep the text alive of which it is a slice. */
function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
}

/**
 * Keeps the answers of a pure function for short texts: the same few hundred labels stand in every report. Of two generations
 * of answers the older is dropped when the younger is full, so that the memory is bounded and what is in use stays.
 */
export function remembered<T extends string | number | boolean | object>(
  compute: (text: string) => T,
): (text: string) => T {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST) return compute(text);
    const known = young.get(text);
    if (known !== undefined) return known;
    const answer = old.get(text) ?? compute(text);
    if (young.size >= MOST) {
      old = young;
      young = new Map();
    }
    young.set(ownCopy(text), answer);
    return answer;
  };
}

/** What a function gives, found when it is first asked for. */
export function once<T>(find: () => T): () => T {
  let found: { value: T } | null = null;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
