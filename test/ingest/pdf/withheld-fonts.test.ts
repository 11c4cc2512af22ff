/** Fonts that are kept from pdf.js: the text is the same without them. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openWithPdfjs } from '../../../src/ingest/pdf/open-with-pdfjs.js';
import { withholdFonts } from '../../../src/ingest/pdf/withheld-fonts.js';
import { cjkFont } from '../../torture/cjk-font.js';
import { TORTURE_LAYOUTS } from '../../torture/layouts/index.js';
import { renderTrial, seedOf } from '../../torture/torture.js';

const SEED = 42;
const REAL = fileURLToPath(new URL('../../../../shared/reports/03_huaian-city-2024.pdf', import.meta.url));

/** How many entries that lead to a font program were renamed. */
function withheld(bytes: Uint8Array): number {
  const changed = Uint8Array.from(bytes);
  withholdFonts(changed);
  return changed.filter((byte, index) => byte !== bytes[index]).length;
}

/** The same PDF, in which each object is referred to once more: nothing is withheld of it. */
function withFonts(bytes: Uint8Array): Uint8Array {
  const numbers = [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/\b(\d+) 0 obj\b/gu),
  ];
  const mentions = numbers.map((match) => `% ${match[1] ?? ''} 0 R\n`).join('');
  return Uint8Array.from(Buffer.concat([bytes, Buffer.from(`\n${mentions}`)]));
}

async function expectSameText(bytes: Uint8Array): Promise<void> {
  expect(withheld(bytes)).toBeGreaterThan(0);
  expect(withheld(withFonts(bytes))).toBe(0);
  expect(await openWithPdfjs(Uint8Array.from(bytes))).toEqual(await openWithPdfjs(withFonts(bytes)));
}

describe.skipIf(cjkFont() === null)('a report with an embedded font', () => {
  for (const layout of TORTURE_LAYOUTS.filter(
    ({ format, name }) => format === 'pdf' && !name.startsWith('scan-'),
  )) {
    it(`reads the same without its font: ${layout.name}`, async () => {
      const { rendering } = await renderTrial(layout, seedOf(SEED, layout, 0));
      await expectSameText(rendering.bytes);
    }, 30_000);
  }
});

it.skipIf(!existsSync(REAL))('a real report reads the same without its fonts', async () => {
  await expectSameText(readFileSync(REAL));
});

describe('withholdFonts', () => {
  const file = (font: string, more = ''): Buffer =>
    Buffer.from(
      `%PDF-1.7\n1 0 obj\n<< /Type /Font /Subtype /Type0 ${font} >>\nendobj\n2 0 obj\n[3 0 R]\nendobj\n` +
        '3 0 obj\n<< /Type /Font /Subtype /CIDFontType2 /FontDescriptor 4 0 R >>\nendobj\n' +
        `4 0 obj\n<< /Type /FontDescriptor /FontFile2 5 0 R >>\nendobj\n${more}`,
    );
  const usual = '/BaseFont /ABCDEF+Song /DescendantFonts 2 0 R /ToUnicode 6 0 R';

  it('renames the entry that leads to the font program, and nothing else', () => {
    const bytes = file(usual);
    withholdFonts(bytes);
    expect(bytes.toString()).toBe(file(usual).toString().replace('/FontFile2', '/XontFile2'));
  });

  it.each([
    ['without a table of letters', file(usual.replace('/ToUnicode 6 0 R', ''))],
    ['not cut to its letters, as standard fonts are', file(usual.replace('ABCDEF+', ''))],
    ['of several revisions', file(usual, '4 0 obj\n<< /FontFile2 7 0 R >>\nendobj\n')],
    [
      'whose descriptor another font has too',
      file(usual, '7 0 obj\n<< /Subtype /TrueType /FontDescriptor 4 0 R >>\nendobj\n'),
    ],
    ['that is not composite', Buffer.from(file(usual).toString().replace('/Type0', '/Type1'))],
  ])('leaves a font %s', (_, bytes) => {
    expect(withheld(bytes)).toBe(0);
  });
});
