import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/ingest/document.js';
import { pageBlocks } from '../../../src/ingest/html/page-blocks.js';
import { MAX_DEPTH, MAX_ELEMENTS, parsePage } from '../../../src/ingest/html/page-tree.js';
import { MAX_LINES } from '../../../src/ingest/read-text.js';
import { SetAsideError } from '../../../src/errors.js';
import { BARE_REPORT, onlyTable, printed, printedBlocks, read, sitePage } from './pages.js';

describe('text of a page', () => {
  it.each([
    ['inline elements', '<p>公<b>开</b><span>申<i>请</i></span> 3 件</p>', ['公开申请 3 件']],
    [
      'line ends of the source beside Chinese',
      '<p>\n  政府信息\n  公开 of\n  <b>\n the year</b></p>',
      ['政府信息公开 of the year'],
    ],
    ['no-break spaces', '<p>&nbsp;&nbsp;规章&nbsp;&nbsp;&nbsp;1&nbsp; 2&#160;</p>', ['规章   1  2']],
    ['tabs between fields', '<p>规章\t1\t\t3</p><p>一、\t总体</p>', ['规章\t1\t\t3', '一、 总体']],
    ['tabs that indent the source', '<p>规章\n\t\t\t公开\n\t\t数量</p>', ['规章公开数量']],
    ['characters that nobody sees', '<p>1\u200b2&shy;\ufeff</p>', ['12']],
    [
      'fields of a form with numbers',
      '<p>规章 <input value="12"><input type="hidden" value="3"><input type=text value="搜索"><textarea> 4 </textarea><textarea hidden>5</textarea></p>',
      ['规章 12 4'],
    ],
    ['a note at a number', '<p>13<sup>1</sup>件，x<sup>2</sup></p>', ['13 1件，x2']],
    ['entities', '<p>&lt;条例&gt;&ldquo;三安全&#19968;稳定&rdquo;</p>', ['<条例>“三安全一稳定”']],
    [
      'text without any element around it',
      '甲<p>乙</p>丙<div>丁<p>戊</p>己</div>',
      ['甲', '乙', '丙', '丁', '戊', '己'],
    ],
    ['headings of two lines', '<h1>霁禾县教育局<br>年度报告</h1>', ['霁禾县教育局年度报告']],
    [
      'blocks by style',
      '<span style="display:block">甲</span><span style="DISPLAY: block">乙</span>',
      ['甲', '乙'],
    ],
    ['lists', '<ol><li>甲<li>乙<ul><li>丙</ul></ol>', ['甲', '乙', '丙']],
    [
      'a caption above its table',
      '<table><caption>表一</caption><tr><td>甲<td>乙</table>',
      ['表一', ['甲|乙']],
    ],
  ])('is read through %s', (_, html, blocks) => {
    expect(printedBlocks(html)).toEqual(blocks);
  });

  it.each([
    '<script>x</script>',
    '<style>x</style>',
    '<template><p>x</p></template>',
    '<noscript><p>x</p></noscript>',
    '<!-- x -->',
    '<p hidden>x</p>',
    '<div style="color:red; display : none !important"><p>x</p></div>',
    '<div style="visibility:hidden">x</div>',
    '<textarea>x</textarea>',
    '<select><option>x</select>',
    '<iframe>x</iframe>',
    '<title>x</title>',
  ])('leaves out what is not shown: %s', (html) => {
    expect(printedBlocks(`<p>甲</p>${html}<p>乙</p>`)).toEqual(['甲', '乙']);
  });

  it('knows paragraphs, headings, and lines of which nobody knows whether they end a paragraph', () => {
    expect(read('<p>甲</p><h3>乙</h3><div>丙<br>丁<br><br>&nbsp;<br>戊</div><p><br>己</p>').blocks).toEqual([
      { kind: 'paragraph', text: '甲', place: { paragraph: 1, column: 1 } },
      { kind: 'heading', level: 3, text: '乙', place: { paragraph: 2, column: 1 } },
      { kind: 'line', text: '丙', place: { paragraph: 3, column: 1 }, blankLinesBefore: 0 },
      { kind: 'line', text: '丁', place: { paragraph: 4, column: 1 }, blankLinesBefore: 0 },
      { kind: 'line', text: '戊', place: { paragraph: 5, column: 1 }, blankLinesBefore: 2 },
      { kind: 'paragraph', text: '己', place: { paragraph: 6, column: 1 } },
    ] satisfies Block[]);
  });

  it('keeps lines, blanks and tabs of preformatted text', () => {
    expect(read('<pre>\n规章\t1\t\n\n  甲&nbsp;<b>乙</b>\n</pre>').blocks).toEqual([
      { kind: 'line', text: '规章\t1\t', place: { paragraph: 1, column: 1 }, blankLinesBefore: 0 },
      { kind: 'line', text: '  甲 乙', place: { paragraph: 2, column: 1 }, blankLinesBefore: 1 },
    ] satisfies Block[]);
  });

  it('says where each line begins in the source', () => {
    const page = fc.array(
      fc.tuple(
        fc.constantFrom('<p>', '<div class="x">\r\n\t', '<li><b> ', '<p><!-- a\n -->&nbsp;&emsp;', '<h2>\r'),
        fc.constantFrom('一、总体情况', '公开 12 件\r\n规章', '甲<br>\n  乙<br>丙', 'abc'),
        fc.constantFrom('', '\n', '\r\n'),
      ),
    );
    fc.assert(
      fc.property(page, (parts) => {
        const html = parts.flat().join('');
        const lines = html.split(/\r\n|\r|\n/u);
        const source = html.replace(/\r\n?/gu, '\n');
        for (const { block } of pageBlocks(parsePage(source).root, source)) {
          if (block.kind === 'table') continue;
          const { line = 0, column = 0 } = block.place;
          expect(lines[line - 1]?.slice(column - 1, column)).toBe(block.text.slice(0, 1));
        }
      }),
      { seed: 4_020, numRuns: 500 },
    );
  });
});

describe('tables of a page', () => {
  it.each([
    ['Chinese labels', '本年新<br/>制作数量', '本年新制作数量'],
    ['Latin words', 'No<br>number', 'No number'],
    ['digits, which nothing makes one number', '1<br>2', '1 2'],
    ['a number and its remark', '<p>22</p><p>（其中修订 16 件）</p>', '22（其中修订 16 件）'],
    ['a number parted by spans', '<span>1</span><font>2</font>', '12'],
    ['a table inside', '<table><tr><td>3<td>4</table>', '3 4'],
    ['a no-break space alone', '&nbsp;', ''],
  ])('join in one cell %s', (_, content, text) => {
    const table = `<table><tr><td>信息内容<td>自然人<td>总计<td>结果维持<tr><td>规章<td>${content}<td>1<td>2</table>`;
    expect(onlyTable(table).rows[1]?.[1]?.text).toBe(text);
  });

  it('lay out the page where they hold others, passages, or one cell a row', () => {
    const data = '<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>';
    const passage = '全年公开政府信息若干条。'.repeat(20);
    expect(printedBlocks(`<table><tr><td>左<td><p>右</p>${data}</table>`)).toEqual([
      '左',
      '右',
      ['甲|乙', '丙|丁'],
    ]);
    expect(printedBlocks(`<table><tr><td>左<td><p>${passage}</p><p>右</p></table>`)).toEqual([
      '左',
      passage,
      '右',
    ]);
    expect(
      printedBlocks('<table><tr><td>规章 1 2</td></tr><tr><td><p>总计</p><p>3</p></td></tr></table>'),
    ).toEqual(['规章 1 2', '总计', '3']);
  });

  it('count every table element, that of the layout too', () => {
    const html =
      '<table><tr><td><p>甲</p><table><tr><td>乙<td>丙</table><td>丁</table><table><tr><td>戊<td>己</table>';
    const tables = read(html).blocks.filter((block) => block.kind === 'table');
    expect(tables.map((table) => table.rows[0]?.[1]?.place)).toEqual([
      { table: 2, row: 1, tableColumn: 2 },
      { table: 3, row: 1, tableColumn: 2 },
    ]);
  });

  it('are parted where a whole report stands in one: headings and passages are no rows', () => {
    const passage = '全年公开政府信息若干条，'.repeat(20) + '完。';
    const html = `<table><tr><td colspan=3>一、总体情况</td></tr><tr><td colspan=3>${passage}</td></tr>
      <tr><td colspan=3>二、主动公开政府信息情况</td></tr><tr><td colspan=3>第二十条第（五）项</td></tr><tr><td>信息内容<td colspan=2>本年处理决定数量</tr>
      <tr><td>行政许可<td colspan=2>7</tr><tr><td colspan=3>三、收到和处理政府信息公开申请情况</td></tr><tr><td rowspan=2>三、本年度办理结果<td>（一）予以公开<td>1<tr><td>（二）部分公开<td>2</table>`;
    const blocks = read(html).blocks;
    expect(blocks.map(printed)).toEqual([
      '一、总体情况',
      passage,
      '二、主动公开政府信息情况',
      ['第二十条第（五）项|^|^', '信息内容|本年处理决定数量|^', '行政许可|7|^'],
      '三、收到和处理政府信息公开申请情况',
      ['三、本年度办理结果|（一）予以公开|1', '^|（二）部分公开|2'],
    ]);
    const last = blocks.at(-1);
    expect(last?.kind === 'table' && last.rows.map((row) => row[1]?.place.row)).toEqual([8, 9]);
  });
});

describe('readHtml', () => {
  it('reads a report as deep in its page as may be', () => {
    const nested = (depth: number): ReturnType<typeof printedBlocks> =>
      printedBlocks('<div>'.repeat(depth) + BARE_REPORT + '</div>'.repeat(depth));
    const bare = printedBlocks(BARE_REPORT);
    expect(nested(MAX_DEPTH - 10)).toEqual(bare);
    // Beyond the limit a table falls apart into its cells; nothing is lost.
    const letters = (blocks: typeof bare): string => blocks.flat().join('').replace(/[|^]/gu, '');
    expect(letters(nested(20_000))).toBe(letters(bare));
  });

  it('refuses more elements or lines than any report has', () => {
    const refusal = (html: string): unknown => {
      try {
        return read(html);
      } catch (error) {
        return error instanceof SetAsideError ? error.reason : error;
      }
    };
    expect(refusal('<p>x'.repeat(MAX_ELEMENTS))).toBe('too-large');
    expect(refusal(`<pre>${'x\n'.repeat(MAX_LINES + 1)}`)).toBe('too-large');
    // Tags that are never closed are opened again in each paragraph.
    expect(refusal(Array.from({ length: 2000 }, (_, size) => `<p><font size=${size}>x`).join(''))).toBe(
      'too-large',
    );
  });

  it('reads any mutation of a page, its tables into rectangles with their own texts', () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(40),
      insert: fc.constantFrom(
        '',
        '<',
        '>',
        '</td>',
        '<table>',
        '<tr>',
        '"',
        '&#',
        '<!--',
        '</div>',
        '\0',
        '<td rowspan=99999999999 colspan=0>',
        '<svg><p>',
        '<b>',
        '</table>',
      ),
    });
    fc.assert(
      fc.property(sitePage(), fc.array(edit, { minLength: 1, maxLength: 12 }), (page, edits) => {
        let html = page;
        for (const { at, length, insert } of edits) {
          const from = Math.floor(at * html.length);
          html = html.slice(0, from) + insert + html.slice(from + length);
        }
        const source = html.replace(/\r\n?/gu, '\n');
        for (const { block } of pageBlocks(parsePage(source).root, source)) {
          if (block.kind !== 'table') continue;
          expect(new Set(block.rows.map((row) => row.length)).size).toBe(1);
          const texts = block.rows.flat().map((cell) => cell.text.slice(0, 1));
          expect(texts.filter((text) => !html.includes(text))).toEqual([]);
        }
      }),
      { seed: 4_030, numRuns: 500 },
    );
  });
});
