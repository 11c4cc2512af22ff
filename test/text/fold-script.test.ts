import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldRadicals, simplify } from '../../src/text/fold-script.js';
import { normalize } from '../../src/text/normal-form.js';

describe('folding one unit for one unit', () => {
  it.each([
    ['⼈⺠政府⻓⻔⻘⻚⻅', '人民政府长门青页见'],
    ['（１）不动，Ａ', '（１）不动，Ａ'],
    ['\uf90a', '金'],
  ])('turns the radicals and compatibility ideographs of %j, and nothing else', (text, folded) => {
    expect(foldRadicals(text)).toBe(folded);
  });

  it('turns Traditional into Simplified', () => {
    expect(simplify('青嵐市財政局政府信息公開工作年度報告，行政復議、行政訴訟')).toBe(
      '青岚市财政局政府信息公开工作年度报告，行政复议、行政诉讼',
    );
  });

  it('keeps the length of every text, and what the search sees in it', () => {
    const character = fc.integer({ min: 0x2e80, max: 0xfaff }).map((unit) => String.fromCharCode(unit));
    fc.assert(
      fc.property(fc.array(fc.oneof(character, fc.string({ unit: 'grapheme' }))), (parts) => {
        const text = parts.join('');
        for (const fold of [foldRadicals, simplify]) {
          const folded = fold(text);
          expect(folded).toHaveLength(text.length);
          expect(fold(folded)).toBe(folded);
          if (!/\p{Surrogate}/u.test(text)) expect(normalize(folded)).toBe(normalize(text));
        }
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
