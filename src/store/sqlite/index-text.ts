/** Text as the full-text index holds it, and phrases as it is asked for them. */
import { phraseTokens, textTokens } from '../text-tokens.js';

/** Encodes texts into one column; no phrase runs from one into the next. */
export function encodeColumn(texts: readonly string[]): string {
  return texts
    .map(textTokens)
    .filter((tokens) => tokens !== '')
    .join(' ');
}

/** The FTS5 phrase that matches a column encoded by {@link encodeColumn} if and only if a text there holds the phrase. */
export function matchPhrase(phrase: string): string {
  return `"${phraseTokens(phrase).join(' ')}"`;
}
