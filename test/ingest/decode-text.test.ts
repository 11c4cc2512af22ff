import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/ingest/decode-text.js';
import { SetAsideError } from '../../src/errors.js';

const SEED = 20_260_101;

const PIECES = [
  '政府信息公开工作年度报告',
  '本年新收政府信息公开申请数量',
  '青禾县人民政府办公室',
  '一、总体情况\n',
  '2023年，',
  '行政复议、行政诉讼。',
  '（三）不予公开',
  '\t0\t12\t0\r\n',
  '“阳光政务”',
  'http://example.invalid/zwgk ',
];
/** Sentences of a report; now and then a rare Han, also beyond the BMP. */
const chineseText = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.constantFrom('㙍', '𠮷', '龘', '嫑') },
    ),
    {
      minLength: 4,
      maxLength: 60,
    },
  )
  .map((pieces) => `关于公开的报告\n${pieces.join('')}`);

const ENCODERS = {
  'utf-8': (text: string): Uint8Array => Buffer.from(text),
  'utf-8 with mark': (text: string): Uint8Array => Buffer.from(`\ufeff${text}`),
  gb18030: (text: string): Uint8Array => iconv.encode(text, 'gb18030'),
  'utf-16le': (text: string): Uint8Array => iconv.encode(text, 'utf-16le', { addBOM: false }),
  'utf-16le with mark': (text: string): Uint8Array => iconv.encode(text, 'utf-16le', { addBOM: true }),
  'utf-16be': (text: string): Uint8Array => iconv.encode(text, 'utf-16be', { addBOM: false }),
  'utf-16be with mark': (text: string): Uint8Array => iconv.encode(text, 'utf-16be', { addBOM: true }),
};

function reasonOf(bytes: Uint8Array): string {
  try {
    return decodeText(bytes).encoding;
  } catch (error) {
    return error instanceof SetAsideError ? error.reason : 'another error';
  }
}

describe('decodeText', () => {
  it.each(Object.entries(ENCODERS))(
    'gives back every Chinese text that was written as %s',
    (name, encode) => {
      fc.assert(
        fc.property(chineseText, (text) => {
          expect(decodeText(encode(text))).toEqual({ text, encoding: name.replace(' with mark', '') });
        }),
        { seed: SEED, numRuns: 300 },
      );
    },
  );

  it('reads Big5, which old Traditional pages use', () => {
    const text = '政府資訊公開年度報告，本年度受理申請十二件，均依規定辦理。';
    expect(decodeText(iconv.encode(text, 'big5'))).toEqual({ text, encoding: 'big5' });
  });

  it('gives back every well-formed text with a mark, Chinese or not', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/[\p{Cc}\p{Cs}\ufeff]/u.test(text)),
        (text) => {
          for (const name of ['utf-8 with mark', 'utf-16le with mark', 'utf-16be with mark'] as const) {
            expect(decodeText(ENCODERS[name](text)).text).toBe(text);
          }
        },
      ),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('never takes random bytes for text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 200, maxLength: 400 }), (bytes) => {
        expect(['binary-file', 'unreadable-encoding']).toContain(reasonOf(bytes));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('refuses a text with one damaged byte rather than guess at it', () => {
    const damaged = Buffer.from('政府信息公开工作年度报告，共收到申请三件。'.repeat(20));
    damaged[31] = 0xff;
    expect(reasonOf(damaged)).toBe('unreadable-encoding');
  });

  it.each([
    ['NUL bytes among text', Buffer.from('政府信息公开\0工作')],
    ['control bytes among letters', Buffer.from(Array.from({ length: 300 }, (_, index) => (index % 7) + 1))],
  ])('says binary of %s', (_, bytes) => {
    expect(reasonOf(bytes)).toBe('binary-file');
  });
});
