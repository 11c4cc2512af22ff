import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applicationRows } from '../../../src/sample/form-rows.js';
import { labelCells, newLabels, wrap } from '../../../src/sample/layouts/layout.js';

describe('wrap', () => {
  it('loses nothing but blanks at line ends, cuts no number and begins no line with a closing sign', () => {
    const word = fc.constantFrom('公开', '2020', '年', '，', '。', '12.5%', '、', '申请 ', '”', '）', '信息');
    const property = fc.property(
      fc.array(word, { maxLength: 80 }),
      fc.integer({ min: 4, max: 40 }),
      (parts, width) => {
        const text = parts.join('').trim();
        const lines = wrap(text, width);
        expect(lines.join('').replace(/ /gu, '')).toBe(text.replace(/ /gu, ''));
        lines.forEach((line, index) => {
          expect(line).not.toMatch(index === 0 ? /^$/u : /^[，。、；：）”》% ]/u);
          expect((lines[index - 1] ?? '').slice(-1) + line.charAt(0)).not.toMatch(/^[\d.]{2}$/u);
        });
      },
    );
    fc.assert(property, { seed: 4, numRuns: 500 });
  });
});

describe('labelCells', () => {
  it('prints a part that spans several rows in the first of them only', () => {
    const rows = applicationRows('2021').slice(1, 6);
    expect(labelCells(rows, 3)).toEqual([
      ['二、上年结转政府信息公开申请数量', '', ''],
      ['三、本年度办理结果', '（一）予以公开', ''],
      ['', '（二）部分公开（区分处理的，只计这一情形，不计其他情形）', ''],
      ['', '（三）不予公开', '1.属于国家秘密'],
      ['', '', '2.其他法律行政法规禁止公开'],
    ]);
    expect(newLabels(rows)[3]).toEqual(['（三）不予公开', '1.属于国家秘密']);
  });
});
