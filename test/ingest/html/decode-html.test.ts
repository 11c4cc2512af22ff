import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { SetAsideError } from '../../../src/errors.js';
import { declaredEncoding, decodeHtml } from '../../../src/ingest/html/decode-html.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { BARE_REPORT, printed, printedBlocks, sitePage } from './pages.js';

/** Null for a page that is set aside. */
function decodedOrNull(bytes: Uint8Array): string | null {
  try {
    return decodeHtml(bytes).text;
  } catch (error) {
    if (error instanceof SetAsideError) return null;
    throw error;
  }
}

const DECLARATIONS = ['', 'gb2312', 'GBK', 'gb18030', 'utf-8', 'UTF8', 'big5', 'iso-8859-1', 'nonsense'];

describe('a page in any encoding', () => {
  it('is read alike, whatever it declares', async () => {
    const bare = printedBlocks(BARE_REPORT);
    const declaration = fc
      .constantFrom(...DECLARATIONS)
      .chain((label) =>
        fc.constantFrom(
          `<meta charset="${label}">`,
          `<meta http-equiv=Content-Type content="text/html; charset=${label}">`,
          `<META content='text/html;charset = ${label}' http-equiv='Content-Type'/>`,
          '',
        ),
      );
    const encoding = fc.constantFrom('utf-8', 'utf-8 with mark', 'gb18030', 'utf-16le with mark');
    await fc.assert(
      fc.asyncProperty(sitePage(), declaration, encoding, async (page, meta, name) => {
        const html = page.replace('<head>', `<head>${meta}`);
        const bytes = iconv.encode(html, name.split(' ', 1)[0] ?? '', { addBOM: name.endsWith('mark') });
        const document = await ingestFile(bytes);
        expect(document.mediaType).toBe('text/html');
        expect(document.encoding).toBe(name.split(' ', 1)[0]);
        expect(document.blocks.map(printed)).toEqual(bare);
      }),
      { seed: 4_040, numRuns: 200 },
    );
  });

  it.each(['utf-8', 'gb18030'] as const)('is read though a character is cut in two: %s', (encoding) => {
    const bytes = iconv.encode(
      `<meta charset=${encoding === 'utf-8' ? 'gb2312' : 'utf-8'}>${BARE_REPORT}年`,
      encoding,
    );
    const cut = bytes.subarray(0, -1);
    const decoded = decodeHtml(cut);
    expect(decoded.encoding).toBe(encoding);
    expect(
      decoded.text
        .replace(/\ufffd/u, '')
        .trimEnd()
        .endsWith('2020年1月20日</p>'),
    ).toBe(true);
  });

  it('never reads another number out of damaged bytes', () => {
    const digits = (text: string): string[] => text.match(/\d+/gu) ?? [];
    const whole = digits(BARE_REPORT);
    fc.assert(
      fc.property(
        fc.constantFrom('utf-8', 'gb18030'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (encoding, at) => {
          const bytes = iconv.encode(BARE_REPORT, encoding);
          const high = [...bytes.keys()].filter((index) => (bytes[index] ?? 0) >= 0x80);
          bytes[high[Math.floor(at * (high.length - 1))] ?? 0] = 0xff;
          const text = decodedOrNull(bytes);
          if (text !== null) expect(digits(text)).toEqual(whole);
        },
      ),
      { seed: 4_041, numRuns: 300 },
    );
  });

  it('is set aside where too much of it is damaged', () => {
    const bytes = iconv.encode(BARE_REPORT, 'gb18030').map((byte, index) => (index % 7 === 0 ? 0xff : byte));
    expect(() => decodeHtml(bytes)).toThrow(SetAsideError);
  });
});

describe('declaredEncoding', () => {
  it.each([
    ['<html><head><meta charset="GB2312">', 'gb18030'],
    ['<meta http-equiv="Content-Type" content="text/html; charset=gbk" />', 'gb18030'],
    ['<?xml version="1.0" encoding="utf-8"?><html>', 'utf-8'],
    ['<meta name="keywords" content="x"><meta charset=big5>', 'big5'],
    ['<meta charset="windows-1252">', null],
    ['<p>charset=gbk', null],
  ])('of %s is %s', (html, encoding) => {
    expect(declaredEncoding(Buffer.from(html, 'latin1'))).toBe(encoding);
  });
});
