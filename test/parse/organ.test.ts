import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrgan } from '../../src/parse/organ.js';

describe('parseOrgan', () => {
  it.each([
    ['淄博市张店区人民政府', 'PEOPLES_GOVERNMENT', 'COUNTY'],
    ['青岛市崂山区政府', 'PEOPLES_GOVERNMENT', 'COUNTY'],
    ['上海市人民政府办公厅', 'OFFICE', 'PROVINCE'],
    ['临清市大辛庄街道办事处', 'SUBDISTRICT', 'TOWNSHIP'],
    ['石桥镇人民政府', 'TOWNSHIP', 'TOWNSHIP'],
    ['云泽省清渠市教育局', 'DEPARTMENT', 'CITY'],
    ['淄博市发展和改革委员会', 'DEPARTMENT', 'CITY'],
    ['济源市水利局', 'DEPARTMENT', 'COUNTY'],
    ['淄博市第一医院', 'INSTITUTION', 'CITY'],
    ['淄博高新区管委会', 'OTHER', 'COUNTY'],
    ['星海市公安局浦湾分局', 'DEPARTMENT', 'COUNTY'],
    ['北京市公安局朝阳分局', 'DEPARTMENT', 'COUNTY'],
    ['云泽省清渠市生态环境局白溪分局', 'DEPARTMENT', 'COUNTY'],
    ['云泽省清渠市政府外事办', 'OFFICE', 'CITY'],
    ['青岚海关', 'DEPARTMENT', 'UNKNOWN'],
    ['国务院办公厅', 'OFFICE', 'NATIONAL'],
    ['教育部', 'DEPARTMENT', 'NATIONAL'],
    ['教育局', 'DEPARTMENT', 'UNKNOWN'],
  ])('tells kind and level: %s', (name, kind, level) => {
    expect(parseOrgan(name)).toEqual({ name, normalizedName: name, kind, level });
  });

  it('keeps the name as printed but for white space, beside its normal form', () => {
    expect(parseOrgan(' 山東省 臨沂市\t教育局\n')).toEqual({
      name: '山東省臨沂市教育局',
      normalizedName: '山东省临沂市教育局',
      kind: 'DEPARTMENT',
      level: 'CITY',
    });
  });

  it('does not depend on white space', () => {
    const name = fc.constantFrom('临清市大辛庄街道办事处', '云泽省清渠市教育局', '教育部', '高新区管委会');
    const blank = fc.constantFrom('', ' ', '\u3000', '\t', '\u00a0');
    const property = fc.property(name, fc.array(blank, { minLength: 12, maxLength: 12 }), (text, blanks) => {
      const spaced = [...text].map((character, index) => character + (blanks[index] ?? '')).join('');
      expect(parseOrgan(spaced)).toEqual(parseOrgan(text));
    });
    fc.assert(property, { seed: 7, numRuns: 200 });
  });
});
