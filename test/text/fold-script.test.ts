import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldRadicals, foldUnits, simplify } from '../../src/text/fold-script.js';
import { normalize } from '../../src/text/normal-form.js';
import { SEED } from './hard-text.js';

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

  it('folds unit by unit to what NFKC, radicals and script make of the whole text, or says that it cannot', () => {
    const unit = fc.integer({ min: 1, max: 0xffff }).map((code) => String.fromCharCode(code));
    const common = fc.constantFrom(...'（１）、件 \t　青嵐⼈e\u0301*<&ē①…ｶﾞ각\u1100\u1161'.split(''));
    fc.assert(
      fc.property(fc.array(fc.oneof(unit, common), { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        const folded = foldUnits(text);
        if (folded === null) return;
        expect(folded).toBe(simplify(foldRadicals(text.normalize('NFKC'))).replace(/\s+/gu, ''));
        expect(text).not.toMatch(/[*<&]/u);
      }),
      { seed: SEED, numRuns: 20_000 },
    );
    expect(foldUnits('（1）青嵐 市'.repeat(500))).toBe('(1)青岚市'.repeat(500));
    expect(foldUnits('e\u0301')).toBeNull();
  });
});
