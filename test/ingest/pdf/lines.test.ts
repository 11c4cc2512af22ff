/** Text outside of tables: lines, gaps, page ends, and what is printed on every page. */
import { describe, expect, it } from 'vitest';
import { pdfToDocument } from '../../../src/ingest/pdf/pdf-to-document.js';
import { PdfBuilder } from './build-pdf.js';
import { PROSE, begin, blocksOf, linesOf } from './pdf-support.js';

describe('pdfToDocument: lines', () => {
  it('gives the lines of each page from the top, with their place, gaps and page ends', async () => {
    const pdf = new PdfBuilder().page();
    pdf
      .text(60, 140, '三、下一页仍有内容，文字足够多，不是扫描件。')
      .text(60, 100, '一、总体情况与主动公开的内容');
    pdf.text(60, 116, '二、依申请公开').page().text(60, 60, '四、第二页的第一行，文字也足够多，不是扫描件。');
    expect(await pdfToDocument(pdf.bytes())).toMatchObject({
      mediaType: 'application/pdf',
      encoding: null,
      metadata: {},
      blocks: [
        { text: '一、总体情况与主动公开的内容', page: 1, line: 1, blank: 0 },
        { text: '二、依申请公开', page: 1, line: 2, blank: 0 },
        { text: '三、下一页仍有内容，文字足够多，不是扫描件。', page: 1, line: 3, blank: 0 },
        { text: '四、第二页的第一行，文字也足够多，不是扫描件。', page: 2, line: 1, blank: 3 },
      ].map(({ text, page, line, blank }) => ({
        kind: 'line',
        text,
        place: { page, line },
        blankLinesBefore: blank,
      })),
    });
  });

  it('says where an empty line stands', async () => {
    const blocks = await blocksOf(begin().text(60, 120, '一、总体情况'));
    expect(blocks.map((block) => block.kind === 'line' && block.blankLinesBefore)).toEqual([0, 0, 0, 1]);
  });

  it('parts what stands far apart by a tab and what stands near by a blank', async () => {
    const pdf = begin().text(60, 120, '规章').text(140, 120, '12').text(200, 120, '第').text(215, 120, '页');
    expect(linesOf(await blocksOf(pdf)).at(-1)).toBe('规章\t12\t第 页');
  });

  it('puts text of different height on one line if it shares it', async () => {
    const pdf = begin().text(60, 120, '面积为三').text(100, 117, '2', 6).text(103, 120, '公顷');
    expect(linesOf(await blocksOf(pdf)).at(-1)).toBe('面积为三2公顷');
  });

  it('reads once what is printed twice to look bold, and twice what is written twice', async () => {
    const pdf = begin().text(60, 120, '一、总体情况11').text(60.3, 120.2, '一、总体情况11');
    expect(linesOf(await blocksOf(pdf)).at(-1)).toBe('一、总体情况11');
  });

  it('leaves out a watermark that runs askew and what lies beyond the edge', async () => {
    const pdf = begin().text(100, 600, '内部资料', 40, 45).text(700, 100, '裁掉的');
    expect(linesOf(await blocksOf(pdf))).toEqual(PROSE);
  });

  it('reads fonts whose codes only a predefined CMap explains', async () => {
    expect(linesOf(await blocksOf(begin({ predefined: true })))).toEqual(PROSE);
  });

  it('follows the state of text as the format defines it', async () => {
    // Leading and next line, spacing, scaling, rise, saved states, nested transforms.
    const hex = (text: string): string => `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
    const pdf = begin().text(-900, 0, '青禾县公报总计上下');
    pdf.raw(`q 2 0 0 2 0 0 cm BT /F1 5 Tf 12 TL 30 350 Td ${hex('青禾')} Tj T* ${hex('县')} Tj ET Q`);
    pdf.raw(`BT /F1 10 Tf 1 Tc 50 Tz 60 600 Td [${hex('公')} -4000 ${hex('报')}] TJ ET`);
    pdf.raw(`q BT /F1 10 Tf 0 Tc 100 Tz 60 560 Td ${hex('总')} Tj 2 Ts ${hex('计')} Tj ET Q`);
    expect(linesOf(await blocksOf(pdf)).slice(PROSE.length)).toEqual(['青禾', '县', '公\t报', '总计']);
  });
});

describe('pdfToDocument: what is printed on every page', () => {
  const withPages = (margin: (pdf: PdfBuilder, page: number) => void): PdfBuilder => {
    const pdf = new PdfBuilder();
    for (let page = 1; page <= 3; page += 1) {
      pdf.page();
      PROSE.forEach((line, index) => pdf.text(60, 200 + index * 16, `${line.slice(0, 20)}第${page}段`));
      margin(pdf, page);
    }
    return pdf;
  };
  const body = [1, 2, 3].flatMap((page) => PROSE.map((line) => `${line.slice(0, 20)}第${page}段`));

  it.each<[string, (pdf: PdfBuilder, page: number) => void]>([
    [
      'page numbers between dashes, left and right',
      (pdf, page) => pdf.text(page % 2 ? 60 : 500, 810, `— ${page} —`),
    ],
    ['bare page numbers', (pdf, page) => pdf.text(290, 810, `${page}`)],
    ['page numbers that do not begin at one', (pdf, page) => pdf.text(290, 810, `${page + 6}`)],
    ['第 1 页 共 3 页', (pdf, page) => pdf.text(290, 40, `第 ${page} 页 共 3 页`)],
    ['a running header', (pdf) => pdf.text(60, 40, '青禾县人民政府公报 2021')],
    [
      'a header and a number',
      (pdf, page) =>
        pdf.text(60, 40, '青禾县人民政府公报').text(290, 815, `${page}/3`).text(60, 800, 'www.example.org'),
    ],
  ])('drops %s', async (_, margin) => {
    expect(linesOf(await blocksOf(withPages(margin)))).toEqual(body);
  });

  it.each<[string, (pdf: PdfBuilder, page: number) => void]>([
    ['numbers at the foot that do not count pages', (pdf, page) => pdf.text(290, 810, `${page * page + 40}`)],
    ['sentences that differ in a number', (pdf, page) => pdf.text(60, 40, `全年受理申请${page * 17}件`)],
    ['a row of numbers', (pdf) => pdf.text(60, 40, '0').text(160, 40, '12')],
    [
      'a line that stands on one page only',
      (pdf, page) => page === 2 && pdf.text(60, 40, '青禾县人民政府公报'),
    ],
    ['the same words at different heights', (pdf, page) => pdf.text(60, 300 + page * 20, '总计')],
  ])('keeps %s', async (_, margin) => {
    const pdf = withPages((builder, page) => {
      margin(builder, page);
    });
    expect(linesOf(await blocksOf(pdf)).length).toBeGreaterThan(body.length);
  });

  it('keeps the name above the title that the signature repeats at the top of the last page', async () => {
    for (const pages of [2, 3]) {
      const pdf = new PdfBuilder();
      for (let page = 1; page <= pages; page += 1) {
        pdf.page();
        if (page === 1 || page === pages) pdf.text(60, 60, '青禾县民政局');
        PROSE.forEach((line, index) => pdf.text(60, 200 + index * 16, `${line.slice(0, 20)}第${page}段`));
      }
      const names = linesOf(await blocksOf(pdf)).filter((line) => line === '青禾县民政局');
      expect(names).toHaveLength(2);
    }
  });
});
