import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  encodeSections,
  sectionPhrase,
} from '../../../src/store/elasticsearch/projection/encode-sections.js';
import { normalize } from '../../../src/text/normal-form.js';
import { arbitraryPhrase, arbitraryText } from '../../support/arbitrary-report.js';

const SEED = { seed: 32, numRuns: 500 };
const arbitrarySection = fc.record({ text: arbitraryText, heading: fc.option(arbitraryText) });

/** Whether tokens stand side by side, as a phrase query has it. */
const standsIn = (field: string, tokens: string[]): boolean => ` ${field} `.includes(` ${tokens.join(' ')} `);

it('a phrase stands in the field if and only if a section holds it, in its text or in its heading', () => {
  fc.assert(
    fc.property(fc.array(arbitrarySection, { maxLength: 3 }), arbitraryPhrase, (sections, phrase) => {
      const field = encodeSections(sections);
      const holds = (texts: (string | null)[]) =>
        texts.some((text) => normalize(text ?? '').includes(phrase));
      expect(standsIn(field, sectionPhrase(phrase, 'TEXT'))).toBe(holds(sections.map(({ text }) => text)));
      expect(standsIn(field, sectionPhrase(phrase, 'HEADINGS'))).toBe(
        holds(sections.map(({ heading }) => heading)),
      );
    }),
    SEED,
  );
});

it('each section begins and ends with a token of its own', () => {
  fc.assert(
    fc.property(fc.array(arbitrarySection, { maxLength: 3 }), (sections) => {
      const alone = sections.map((section) => encodeSections([section]));
      expect(encodeSections(sections)).toBe(alone.join(' '));
      for (const field of alone) expect(field).toMatch(/^sec (?:h?[0-9a-z]{4,8} )*end$/);
    }),
    SEED,
  );
});
