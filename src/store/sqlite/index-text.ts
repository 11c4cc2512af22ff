/** Phrases as the full-text index is asked for them. */
import { phraseTokens } from '../text-tokens.js';

/** The FTS5 phrase that matches a column made by `columnTokens` if and only if a text there holds the phrase. */
export function matchPhrase(phrase: string): string {
  return `"${phraseTokens(phrase).join(' ')}"`;
}
