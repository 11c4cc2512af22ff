/** Fonts that say which letters they show, by what the file says of them alone. */
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hasStatedFonts } from '../../../src/ingest/pdf/pdfium/stated-fonts.js';

const OWN = '/BaseFont /ABCDEF+Song /DescendantFonts [4 0 R]';
const SIMPLE = '/Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Song /FirstChar 0 /LastChar 3';
const DRAWN =
  '/Type /Font /Subtype /Type3 /Encoding << /Differences [0 /g0 /g0 /g7 5 /g9] >> /ToUnicode 3 0 R';
const table = (sections: string): string => `begincmap\n${sections}\nendcmap`;
const ALL = table(
  '2 beginbfchar\n<01> <4E00>\n<02> <4E8C>\nendbfchar\n1 beginbfrange\n<03> <03> <4E09>\nendbfrange',
);
const LACKING = table('1 beginbfrange\n<01> <02> <4E00>\nendbfrange');

/** A file of a font, its table of letters, a font below it and a descriptor. */
function file(font: string, letters = ALL, { ordering = 'Identity', flags = 32 } = {}): Buffer {
  return Buffer.from(
    `%PDF-1.7\n2 0 obj\n<< ${font} >>\nendobj\n3 0 obj\n<< /Length 1 >>\nstream\n${letters}\nendstream\nendobj\n` +
      `4 0 obj\n<< /Type /Font /Subtype /CIDFontType2 /CIDSystemInfo << /Ordering (${ordering}) >> >>\nendobj\n` +
      `5 0 obj\n<< /Type /FontDescriptor /Flags ${flags} >>\nendobj\n`,
  );
}

/** The same, the font in a compressed stream of objects. */
function packed(font: string, letters?: string): Buffer {
  const objects = `7 0 2 15 << /Unused 1 >> << ${font} >>`;
  const data = deflateSync(Buffer.from(objects));
  return Buffer.concat([
    file('/Type /Catalog', letters),
    Buffer.from('6 0 obj\n<< /Type /ObjStm /N 2 /First 9 /Filter /FlateDecode >>\nstream\n'),
    data,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
}

const composite = (encoding: string, more = ''): string =>
  `/Type /Font /Subtype /Type0 ${OWN} /Encoding /${encoding} ${more}`;

describe('hasStatedFonts', () => {
  it.each([
    ['a composite font with a table of letters', file(composite('Identity-H', '/ToUnicode 3 0 R'))],
    ['a font of one byte with a letter for each code', file(`${SIMPLE} /ToUnicode 3 0 R`)],
    ['a usual encoding of Latin letters', file(`${SIMPLE} /Encoding /WinAnsiEncoding /FontDescriptor 5 0 R`)],
    [
      'drawn glyphs with a letter for each',
      file(DRAWN, table('2 beginbfchar <02> <4E00> <05> <4E8C> endbfchar')),
    ],
    ['one of them in a stream of objects', packed(composite('Identity-H', '/ToUnicode 3 0 R'))],
  ])('is true of %s', (_, bytes) => {
    expect(hasStatedFonts(bytes)).toBe(true);
  });

  it.each([
    ['a composite font without a table', file(composite('Identity-H'))],
    ['a predefined encoding', file(composite('UniGB-UCS2-H', '/ToUnicode 3 0 R'))],
    [
      'a collection of glyphs with letters of its own',
      file(composite('Identity-H', '/ToUnicode 3 0 R'), ALL, { ordering: 'GB1' }),
    ],
    ['a code without a letter', file(`${SIMPLE} /ToUnicode 3 0 R`, LACKING)],
    ['a font without anything', file(SIMPLE)],
    [
      'an encoding of a symbolic font',
      file(`${SIMPLE} /Encoding /WinAnsiEncoding /FontDescriptor 5 0 R`, ALL, { flags: 4 }),
    ],
    [
      'an encoding with other names',
      file(`${SIMPLE} /Encoding << /Differences [1 /one] >> /FontDescriptor 5 0 R`),
    ],
    ['drawn glyphs of which one has no letter', file(DRAWN, table('1 beginbfchar <02> <4E00> endbfchar'))],
    ['a font in a stream of objects', packed(composite('Identity-H'))],
    ['two fonts in one object', file(composite('Identity-H', `/ToUnicode 3 0 R /Other << ${SIMPLE} >>`))],
    ['an encrypted file', Buffer.concat([file(''), Buffer.from('trailer << /Encrypt 9 0 R >>')])],
  ])('is false of %s', (_, bytes) => {
    expect(hasStatedFonts(bytes)).toBe(false);
  });
});
