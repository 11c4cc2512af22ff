/** Fonts that do not say which letters they show: what a code might mean is never taken for a letter. */
import { describe, expect, it } from 'vitest';
import { pdfToDocument } from '../../../src/ingest/pdf/pdf-to-document.js';
import type { RecogniseSome } from '../../../src/ingest/scan/bare-pages.js';
import { drawRows } from './build-pdf.js';
import { PROSE, begin, blocksOf, cellsOf, linesOf, tablesOf } from './pdf-support.js';

const descriptor = (flags: number, name = 'ABCDEF+Song'): string =>
  `/FontDescriptor << /Type /FontDescriptor /FontName /${name} /Flags ${flags} /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>`;
const composite = (ordering: string): string =>
  `<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Song /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Song /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 0 >> ${descriptor(4)} >>] >>`;
const drawn = (names: string): string =>
  `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << >> /Encoding << /Type /Encoding /Differences [49 ${names}] >> /FirstChar 49 /LastChar 50 /Widths [500 500] >>`;
const simple = (name: string, flags: number, encoding = ''): string =>
  `<< /Type /Font /Subtype /TrueType /BaseFont /${name} ${encoding} /FirstChar 49 /LastChar 50 /Widths [500 500] ${descriptor(flags, name)} >>`;

/** A line of the codes 49 and 50 of a font, or of what is given. */
async function lineIn(otherFont: string, hex = '3132'): Promise<string | undefined> {
  const pdf = begin({ otherFont }).raw(`BT /F2 10 Tf 1 0 0 1 60 500 Tm <${hex}> Tj ET`);
  return linesOf(await blocksOf(pdf)).at(-1);
}

describe('a letter that its font does not state', () => {
  it.each([
    ['a composite font of glyph numbers', composite('Identity'), '00310032'],
    ['drawn glyphs whose names mean nothing', drawn('/a0 /a1'), '3132'],
    ['drawn glyphs with numbers for names', drawn('/c49 /c50'), '3132'],
    ['drawn glyphs with hexadecimal numbers for names', drawn('/G31 /g0032'), '3132'],
    ['a symbolic font cut to its letters, without an encoding', simple('ABCDEF+Song', 4), '3132'],
  ])('is shown as unknown: %s', async (_, font, hex) => {
    expect(await lineIn(font, hex)).toBe('\ufffd\ufffd');
  });

  it.each([
    ['drawn glyphs with names of letters', drawn('/one /two'), '3132', '12'],
    ['an encoding', simple('ABCDEF+Song', 32, '/Encoding /WinAnsiEncoding'), '3132', '12'],
    ['a symbolic font that is whole', simple('Song', 4), '3132', '12'],
    ['a known collection of glyphs', composite('GB1'), '00120013', '12'],
  ])('is read where it is stated: %s', async (_, font, hex, text) => {
    expect(await lineIn(font, hex)).toBe(text);
  });

  it('stays in its number, whatever its code is', async () => {
    const pdf = begin({ untold: '7\u0005' });
    const cells = ['172', '1\u00052', '7', '1\u00062', '12'].map((text, column) => ({
      row: 0,
      column,
      rowSpan: 1,
      columnSpan: 1,
      text,
    }));
    drawRows(pdf, { xs: [60, 140, 220, 300, 380, 460], rows: 1, cells }, 0, 1, { top: 200 });
    const [table] = tablesOf(await blocksOf(pdf));
    expect(table && cellsOf(table).map(({ text }) => text)).toEqual([
      '1\ufffd2',
      '1\ufffd2',
      '\ufffd',
      '1\ufffd2',
      '12',
    ]);
  });
});

describe('a page whose fonts do not tell its letters', () => {
  const NUMBERS = '上一年项目数量一百二十七件，本年增加三件，处理决定数量四百件。';
  const file = (): Uint8Array => {
    const pdf = begin({ untold: '一二三四百' }).page();
    return pdf.text(60, 40, NUMBERS).text(60, 60, NUMBERS).bytes();
  };
  const seen =
    (text: string): RecogniseSome =>
    async (pages) => {
      const glyphs = [...text].map((letter, index) => ({
        text: letter,
        left: 20 + index * 10,
        right: 30 + index * 10,
        baseline: 100,
        size: 10,
        print: 0,
      }));
      const page = { width: 595, height: 842, turns: 0, glyphs, horizontals: [], verticals: [], omitted: [] };
      return await Promise.resolve({ by: 'eyes', pages: pages.map(() => page) });
    };

  it('is read by what it shows, the others by their text', async () => {
    const document = await pdfToDocument(file(), seen(NUMBERS + NUMBERS));
    expect(document).toMatchObject({ recognisedBy: 'eyes', textIn: [{ page: 1 }] });
    expect(document.unread).toBeUndefined();
    expect(linesOf(document.blocks).slice(-1)).toEqual([NUMBERS + NUMBERS]);
  });

  it('is told where nothing reads it, with the command that helps', async () => {
    const { unread } = await pdfToDocument(file());
    expect(unread).toEqual({
      pages: [{ page: 2 }],
      command: expect.stringMatching(/^npm install/u) as string,
    });
  });

  it('is told where it shows too few letters', async () => {
    const document = await pdfToDocument(file(), seen('公开'));
    expect(document.unread).toEqual({ pages: [{ page: 2 }], command: null });
    expect(document.recognisedBy).toBeUndefined();
  });

  it('is no page with a sign here and there', async () => {
    const pdf = begin({ untold: '●' });
    for (const [index, line] of PROSE.entries()) pdf.text(60, 200 + 20 * index, `●${line}`);
    expect((await pdfToDocument(pdf.bytes())).unread).toBeUndefined();
  });
});
