import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/ingest/document.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { readText } from '../../../src/ingest/read-text.js';
import { textBlocks } from '../../../src/ingest/text/text-blocks.js';

function rowsOf(blocks: readonly Block[]): string[][][] {
  return blocks.flatMap((block) =>
    block.kind === 'table'
      ? [block.rows.map((row) => row.map(({ text, origin }) => (origin ? text : `^${text}`)))]
      : [],
  );
}

describe('pipe tables', () => {
  it('reads merged cells that PyMuPDF writes out at each of their places, and no two equal numbers as one', () => {
    const text = [
      '|第二十条第（一）项|Col2|Col3|Col4|',
      '|---|---|---|---|',
      '|信息内容|本年制发<br>件数|本年废止件数|现行有效件数|',
      '|规章|2|2|2,67<br>1|',
      '|第二十条第（五）项|第二十条第（五）项|第二十条第（五）项|第二十条第（五）项|',
      '|信息内容|本年处理决定数量|本年处理决定数量|本年处理决定数量|',
      '|行政许可|10|10|10|',
    ].join('\n');
    expect(rowsOf(textBlocks(text))).toEqual([
      [
        ['第二十条第（一）项', '', '', ''],
        ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
        ['规章', '2', '2', '2,671'],
        ['第二十条第（五）项', '^第二十条第（五）项', '^第二十条第（五）项', '^第二十条第（五）项'],
        ['信息内容', '本年处理决定数量', '^本年处理决定数量', '^本年处理决定数量'],
        ['行政许可', '10', '^10', '^10'],
      ],
    ]);
  });

  it('joins the lines of a broken number, and never two numbers of one cell', () => {
    const text =
      '|行政强制|Col2|Col3|Col4|\n|---|---|---|---|\n|行政<br>处罚|2,67<br>1|458<br>22|1,204<br>317|';
    expect(rowsOf(textBlocks(text))[0]?.[1]).toEqual(['行政处罚', '2,671', '458 22', '1,204 317']);
  });

  it('takes equal numbers for one only where the whole header above covers both', () => {
    const text = [
      '|标签|法人或其他组织|法人或其他组织|总计|Col5|',
      '|---|---|---|---|---|',
      '|标签|科研机构|其他|其他|总计|',
      '|三、办理结果|0|0|0|0|',
      '|三、办理结果|4|0|4|4|',
    ].join('\n');
    expect(rowsOf(textBlocks(text))[0]?.slice(2)).toEqual([
      ['三、办理结果', '0', '0', '0', '0'],
      ['^三、办理结果', '4', '0', '4', '4'],
    ]);
  });

  it('leaves tables whose rows have other widths than their rule, and those of other tools, to the parser', () => {
    const ragged = ['|规章|Col2|', '|---|---|', '|行政许可|1|2|'];
    const others = ['| 规章 | 1 |', '| --- | --- |', '| 行政许可 | 2 |'];
    for (const lines of [ragged, others]) {
      expect(textBlocks(lines.join('\n'))).toEqual(readText(lines.join('\n')));
    }
  });

  it('drops the lines of a table that stands again between bars, where it has kept its blank cells', () => {
    const table = [
      '| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |',
      '|---|---|---|---|',
      '| 行政规范性 文件 | 12 |  | 3 |',
    ];
    const lines = [
      '二、主动公开政府信息情况',
      '信息内容 本年制发件数 本年废止件数 现行有效件数',
      '行政规范性 12 3',
      '文件',
    ];
    const texts = (source: readonly string[]): (string | false)[] =>
      textBlocks(source.join('\n')).map((block) => block.kind === 'line' && block.text);
    expect(texts([...lines, '', ...table])).toEqual([lines[0], ...table]);
    // Another number is another table.
    const other = [...lines.slice(0, 2), '行政规范性 12 4', '文件'];
    expect(texts([...other, '', ...table])).toEqual([...other, ...table]);
  });

  it('reads Markdown that begins with a tag as Markdown, and a page as a page', async () => {
    const markdown =
      '<div class="top">\n\n# 甲局报告\n\n</div>\n\n| 规章 | 0 |\n|----|---|\n| 行政许可 | 3 |\n';
    const { mediaType, blocks } = await ingestFile(new TextEncoder().encode(markdown));
    expect(mediaType).toBe('text/plain');
    expect(blocks.map((block) => block.kind === 'line' && block.text)).toEqual([
      '# 甲局报告',
      '| 规章 | 0 |',
      '|----|---|',
      '| 行政许可 | 3 |',
    ]);
    const page = await ingestFile(new TextEncoder().encode('<div><p>甲局报告</p>\n| 一 |\n</div>'));
    expect(page.mediaType).toBe('text/html');
  });
});
