/** Text and phrases as tokens of a full-text index. The same for every store. */
import { domainPhraseToken, domainPhraseTokens } from '../text/domain-phrases.js';
import { distinctUnigrams, encodePhrase, encodeText, encodeUnigram } from '../text/grams.js';
import { normalize } from '../text/normal-form.js';

/**
 * The tokens of a text, parted by blanks: its overlapping bigrams, closed by an end token over which no phrase runs;
 * then its distinct characters, for phrases of one; then the frequent phrases that it holds, each as one token, because a
 * phrase that most reports hold is slow to find by its bigrams. Empty where nothing of the text is searched.
 */
export function textTokens(text: string): string {
  return normalTokens(normalize(text));
}

/** The same of a text in normal form. */
export function normalTokens(normal: string): string {
  if (normal === '') return '';
  return [encodeText(normal), distinctUnigrams(normal), domainPhraseTokens(normal)]
    .filter((part) => part !== '')
    .join(' ');
}

/** The tokens of several texts in one column of an index; no phrase runs from one into the next. */
export function columnTokens(texts: readonly string[]): string {
  return texts
    .map(textTokens)
    .filter((tokens) => tokens !== '')
    .join(' ');
}

/** Tokens that are side by side in {@link textTokens} if and only if the text, in normal form, holds the phrase. */
export function phraseTokens(phrase: string): string[] {
  const token = domainPhraseToken(phrase);
  if (token !== null) return [token];
  const grams = encodePhrase(phrase);
  return grams.length === 0 ? [encodeUnigram(phrase)] : grams;
}
