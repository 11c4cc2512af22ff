import { describe, expect, it } from 'vitest';
import { read } from './pages.js';

const PARAGRAPH = '<p>3.补正后申请内\n容仍不明确\n</p>\n<p>47 9 0 0 0 0 56\n（五\n）不\n</p>';

function texts(html: string): string[] {
  return read(html).blocks.map((block) => (block.kind === 'table' ? 'table' : block.text.trim()));
}

describe('a page that a tool wrote of a PDF', () => {
  it.each([
    [
      'Tika',
      `<html><head><meta name="xmpTPg:NPages" content="2"></head><body><div class="page"><p></p>${PARAGRAPH}</div></body></html>`,
    ],
    [
      'PDFBox',
      `<html><head><title></title></head><body><div style="page-break-before:always; page-break-after:always"><div>${PARAGRAPH}</div></div></body></html>`,
    ],
  ])('keeps the lines of the source, which are those of the PDF: %s', (_, html) => {
    expect(texts(html)).toEqual(['3.补正后申请内', '容仍不明确', '47 9 0 0 0 0 56', '（五', '）不']);
  });

  it('is no page of a site, whose lines are those of an editor', () => {
    expect(texts(`<html><body><div>${PARAGRAPH}</div></body></html>`)).toEqual([
      '3.补正后申请内容仍不明确',
      '47 9 0 0 0 0 56（五）不',
    ]);
  });
});
