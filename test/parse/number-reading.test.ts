import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inTenThousandYuan, readNumber } from '../../src/parse/number-reading.js';

describe('readNumber', () => {
  it.each([
    ['0', 0],
    ['+26', 26],
    ['-7', -7],
    ['－149', -149],
    ['减 2', -2],
    ['减少3', -3],
    ['增 5', 5],
    ['１２３', 123],
    ['384,416', 384416],
    ['３，９８５，７５８', 3985758],
    ['96171.6', 96171.6],
    ['12件', 12],
    ['5人次', 5],
    ['1,204 批次', 1204],
    ['減 2 條', -2],
    ['\u200e12\u200f', 12],
    ['9007199254740991', 9007199254740991],
  ])('reads %s', (text, value) => {
    expect(readNumber(text)).toMatchObject({ kind: 'number', value });
  });

  it.each([...'件笔批户家例条起宗份项个部人'])('reads a count in %s', (unit) => {
    expect(readNumber(`8${unit}`)).toMatchObject({ kind: 'number', value: 8 });
  });

  it('keeps unit and remark apart from the value', () => {
    expect(readNumber('251000元')).toEqual({ kind: 'number', value: 251000, unit: '元', remark: null });
    expect(readNumber('22（其中修订 16 件）')).toMatchObject({ value: 22, remark: '(其中修订16件)' });
  });

  it.each(['', ' ', '　', '\u00a0', '\u200b', '\u00ad', '\u2060', '\u200e'])('takes %j for empty', (text) => {
    expect(readNumber(text)).toEqual({ kind: 'empty' });
  });

  it.each(['/', '—', '-', '——', '／', '－'])('takes %s for a mark', (text) => {
    expect(readNumber(text)).toEqual({ kind: 'mark' });
  });

  it.each([
    '无',
    '详见附件',
    '1 2',
    '1.2.3',
    '12,34',
    '1O',
    'l',
    '第3项',
    '9007199254740993',
    '一',
    '5-6',
    '3/4',
  ])('never takes %s for a number', (text) => {
    expect(readNumber(text)).toEqual({ kind: 'text' });
  });

  it('reads back every whole number, however it is printed', () => {
    const printed = fc.record({
      value: fc.maxSafeInteger(),
      grouped: fc.boolean(),
      fullWidth: fc.boolean(),
      padded: fc.boolean(),
    });
    fc.assert(
      fc.property(printed, ({ value, grouped, fullWidth, padded }) => {
        let text = grouped ? value.toLocaleString('en-US') : String(value);
        if (fullWidth)
          text = text.replace(/[-\d,]/gu, (char) => String.fromCodePoint(char.charCodeAt(0) + 0xfee0));
        const reading = readNumber(padded ? ` ${text}　` : text);
        expect(reading).toMatchObject({ kind: 'number', value: value === 0 ? 0 : value });
      }),
      { seed: 20190515, numRuns: 500 },
    );
  });

  it('never reads a number from a text that has none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (text) => {
        fc.pre(!/\p{N}/u.test(text.normalize('NFKC')));
        expect(readNumber(text).kind).not.toBe('number');
      }),
      { seed: 20190515, numRuns: 2000 },
    );
  });
});

describe('inTenThousandYuan', () => {
  it('shifts the point without rounding', () => {
    expect(inTenThousandYuan(251000, '元')).toBe(25.1);
    expect(inTenThousandYuan(1.2, '亿元')).toBe(12000);
    expect(inTenThousandYuan(96171.6, '万元')).toBe(96171.6);
    expect(inTenThousandYuan(1, '元')).toBe(0.0001);
  });
});
