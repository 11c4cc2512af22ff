import { describe, expect, it } from 'vitest';
import { readText } from '../../../src/ingest/read-text.js';
import { textBlocks } from '../../../src/ingest/text/text-blocks.js';

/** Rows as docx2python writes them: every place of a cell a paragraph. */
function paragraphs(rows: readonly (readonly string[])[]): string {
  return rows.flat().join('\n\n');
}

const ARTICLE = Array.from({ length: 4 }, () => '第二十条第（五）项');
const HEADER = ['信息内容', '本年处理决定数量', '本年处理决定数量', '本年处理决定数量'];

describe('cells that are paragraphs', () => {
  it('makes rows of them by how often the first cell stands, blank cells and merged ones in their places', () => {
    const rows = [
      ARTICLE,
      ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
      ['规章', '2', '', '2'],
      ARTICLE,
      HEADER,
      ['行政许可', '12', '12', '12'],
    ];
    const blocks = textBlocks(
      `二、主动公开政府信息情况\n\n${paragraphs(rows)}\n\n三、收到和处理政府信息公开申请情况`,
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(['line', 'table', 'line']);
    const [, table] = blocks;
    expect(
      table?.kind === 'table' &&
        table.rows.map((row) => row.map(({ text, origin }) => (origin ? text : '^'))),
    ).toEqual([
      [ARTICLE[0], '^', '^', '^'],
      rows[1],
      rows[2],
      [ARTICLE[0], '^', '^', '^'],
      ['信息内容', HEADER[1], '^', '^'],
      ['行政许可', '12', '^', '^'],
    ]);
  });

  it('leaves rows that do not come out whole, and lines of other tools', () => {
    const shifted = paragraphs([ARTICLE, HEADER, ['行政许可', '12', '12'], ['行政处罚', '3', '3', '3']]);
    const dense = [...ARTICLE, ...HEADER].join('\n');
    for (const text of [shifted, dense]) expect(textBlocks(text)).toEqual(readText(text));
  });
});
