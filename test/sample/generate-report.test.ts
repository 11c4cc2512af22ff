import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateReport, LAYOUT_NAMES, SHAPES } from '../../src/sample/index.js';
import { applicationRows, disclosureBlocks, REVIEW_KEYS } from '../../src/sample/form-rows.js';
import type { SampleForm } from '../../src/sample/form-rows.js';

const FORMS: SampleForm[] = ['2019', '2021', '2021-single'];
const seed = fc.integer({ min: 0, max: 2 ** 31 });
const options = fc.record({
  layout: fc.constantFrom(...LAYOUT_NAMES),
  shape: fc.constantFrom(...SHAPES),
  form: fc.constantFrom(...FORMS),
});

/** Without page numbers, white space and bars; signs folded. */
function squeeze(text: string): string {
  return text
    .replace(/^[-—] \d+ [-—]$/gmu, '')
    .normalize('NFKC')
    .replace(/[\s|]/gu, '');
}

describe('generateReport', () => {
  it('agrees with itself where no mistake is planned', () => {
    const property = fc.property(seed, options, (number, fixed) => {
      expect(generateReport(number, { ...fixed, mistake: null }).truth.inconsistencies).toEqual([]);
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  it.each([
    ['total-not-filled', 'row-total'],
    ['row-total-miscounted', 'row-total'],
    ['outcome-total-miscounted', 'outcome-total'],
    ['outcome-total-miscounted', 'intake-balance'],
    ['review-total-miscounted', 'review-total'],
    ['prose-differs', 'prose-agrees'],
  ] as const)('breaks a rule by a planned mistake: %s → %s', (mistake, code) => {
    const broken = Array.from({ length: 12 }, (_, number) =>
      generateReport(number, { mistake, shape: 'whole' }).truth.inconsistencies.map((one) => one.code),
    );
    expect(broken.filter((codes) => codes.includes(code)).length).toBeGreaterThan(3);
  });

  it('leaves nothing for a reader of one report where the mistake is between two years', () => {
    const { truth } = generateReport(9, { mistake: 'in-force-differs', shape: 'whole' });
    expect(truth.inconsistencies).toEqual([]);
  });

  it('prints every row in order, whatever the layout: label, then its numbers', () => {
    const property = fc.property(seed, options, (number, fixed) => {
      const { text, truth } = generateReport(number, fixed);
      const squeezed = squeeze(text);
      const number_ = (key: string): string => {
        const value = truth.values[key] ?? null;
        return value === null ? '[/—]?' : `[+增]?${String(value).replace('-', '[-减]').replace('.', '\\.')}`;
      };
      const rows = [
        ...disclosureBlocks(fixed.form).flatMap((block) => block.rows),
        ...applicationRows(fixed.form),
      ]
        .filter((row) => (row.keys[0] ?? '') in truth.values)
        .map((row) => {
          const label = squeeze(row.label.at(-1) ?? '').replace(/[()]/gu, '\\$&');
          return `${label}${row.keys.map(number_).join('')}`;
        });
      const review = REVIEW_KEYS.every((key) => key in truth.values)
        ? [REVIEW_KEYS.map(number_).join('')]
        : [];
      expect(squeezed).toMatch(new RegExp([...rows, ...review].join('[^]*?'), 'u'));
    });
    fc.assert(property, { seed: 2, numRuns: 200 });
  });

  it('prints title, headings, date and claims', () => {
    const property = fc.property(seed, options, (number, fixed) => {
      const { text, truth } = generateReport(number, fixed);
      const squeezed = squeeze(text);
      for (const printed of [truth.title, ...truth.headings, ...truth.claims.map((claim) => claim.text)]) {
        expect(squeezed).toContain(squeeze(printed));
      }
      if (truth.publishedOn === null) expect(squeezed).not.toContain(`${truth.year + 1}年1月`);
      else expect(squeezed).toContain(String(truth.year + 1));
    });
    fc.assert(property, { seed: 3, numRuns: 200 });
  });

  it('tells each report at a readable length', () => {
    const lengths = Array.from({ length: 200 }, (_, number) => generateReport(number).text.length);
    expect(Math.min(...lengths)).toBeGreaterThan(900);
    expect(Math.max(...lengths)).toBeLessThan(12_000);
    expect(lengths.reduce((before, length) => before + length, 0) / lengths.length).toBeGreaterThan(2500);
  });
});
