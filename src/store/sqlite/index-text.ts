/** Text as the full-text index holds it, and phrases as it is asked for them. */
import { normalize } from '../../text/normal-form.js';
import { domainPhraseToken, domainPhraseTokens } from '../../text/domain-phrases.js';
import { distinctUnigrams, encodePhrase, encodeText, encodeUnigram } from '../../text/grams.js';

/**
 * Encodes texts into one column: of each its overlapping bigrams, closed by an end token over which no phrase
 * runs; then its distinct characters, for phrases of one; then the frequent phrases that it holds, each as one
 * token, because a phrase that most reports hold is slow to find by its bigrams.
 */
export function encodeColumn(texts: readonly string[]): string {
  const parts: string[] = [];
  for (const text of texts) {
    const normal = normalize(text);
    if (normal === '') continue;
    parts.push(encodeText(normal), distinctUnigrams(normal), domainPhraseTokens(normal));
  }
  return parts.join(' ');
}

/** The FTS5 phrase that matches a column encoded by {@link encodeColumn} if and only if a text there holds the phrase. */
export function matchPhrase(phrase: string): string {
  const token = domainPhraseToken(phrase);
  if (token !== null) return `"${token}"`;
  const grams = encodePhrase(phrase);
  return `"${grams.length === 0 ? encodeUnigram(phrase) : grams.join(' ')}"`;
}
