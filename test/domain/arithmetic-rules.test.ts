import { describe, expect, it } from 'vitest';
import { ARITHMETIC_RULES } from '../../src/domain/arithmetic-rules.js';
import { findCell } from '../../src/domain/cells.js';
import { ARITHMETIC_CODES } from '../../src/domain/finding.js';

describe('the dictionary of rules', () => {
  it('has one for each arithmetic code', () => {
    expect(ARITHMETIC_RULES.map(({ code }) => code)).toEqual(ARITHMETIC_CODES);
  });

  it('speaks of cells that there are', () => {
    const samples: Readonly<Record<string, readonly string[]>> = {
      'applications.{row}': ['applications.received'],
      'review.{block}': ['review.reconsideration'],
      'disclosure.{row}': ['disclosure.rules', 'disclosure.licensing'],
    };
    const written = ARITHMETIC_RULES.flatMap(
      ({ formula }) => formula.match(/\b(?:applications|review|disclosure)\.[\w.{}]+/gu) ?? [],
    );
    expect(written.length).toBeGreaterThan(20);
    for (const key of written) {
      const prefix = Object.keys(samples).find((one) => key.startsWith(one)) ?? '';
      const keys = (samples[prefix] ?? ['']).map((sample) =>
        key.replace(prefix, sample).replace('{column}', 'total'),
      );
      expect(
        keys.some((one) => findCell(one) !== undefined),
        key,
      ).toBe(true);
    }
  });
});
