/** Sections as tokens of one field a kind. */
import type { Section } from '../../../domain/report.js';
import { phraseTokens, textTokens } from '../../text-tokens.js';

/** Begin and end each section, so that a search can ask for what is in one. No other token has three characters. */
export const SECTION_START = 'sec';
export const SECTION_END = 'end';

/** Headings are in the same field as the text, so that a section is one run of tokens; their tokens begin so. */
const HEADING_SIGN = 'h';

/** The tokens of sections of one kind: of each its text and its heading, between {@link SECTION_START} and {@link SECTION_END}. */
export function encodeSections(sections: readonly Pick<Section, 'heading' | 'text'>[]): string {
  return sections
    .flatMap(({ heading, text }) => [
      SECTION_START,
      textTokens(text),
      headingTokens(heading ?? ''),
      SECTION_END,
    ])
    .filter((tokens) => tokens !== '')
    .join(' ');
}

function headingTokens(heading: string): string {
  return asHeading(
    textTokens(heading)
      .split(' ')
      .filter((token) => token !== ''),
  ).join(' ');
}

function asHeading(tokens: readonly string[]): string[] {
  return tokens.map((token) => HEADING_SIGN + token);
}

/** The tokens of a phrase in a section's text, or in its heading. */
export function sectionPhrase(phrase: string, within: 'TEXT' | 'HEADINGS'): string[] {
  const tokens = phraseTokens(phrase);
  return within === 'TEXT' ? tokens : asHeading(tokens);
}
