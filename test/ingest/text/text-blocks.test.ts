import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/ingest/document.js';
import { readText } from '../../../src/ingest/read-text.js';
import { textBlocks } from '../../../src/ingest/text/text-blocks.js';

const SEED = 20_261_121;

function rowsOf(block: Block | undefined): string[][] | null {
  return block?.kind === 'table' ? block.rows.map((row) => row.map((cell) => cell.text)) : null;
}

function linesOf(blocks: readonly Block[]): unknown[] {
  return blocks.map((block) =>
    block.kind === 'table' ? 'table' : { text: block.text.trim(), line: block.place.line },
  );
}

describe('textBlocks', () => {
  it('leaves text without markup as its lines', () => {
    const line = fc.constantFrom(
      '一、总体情况',
      '收到申请 3 件，办结 3 件。',
      '规章\t0\t0\t0',
      '| 1 | 2 |',
      '',
      '# 1',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const text = [...lines.filter((one) => one !== '# 1'), '# 1'].join('\n');
        expect(textBlocks(text)).toEqual(readText(text));
      }),
      { seed: SEED },
    );
  });

  it('finds HTML tables wherever they stand, and keeps the rest at its line and column', () => {
    const blocks = textBlocks(
      '前文\n表：<table>\n<tr><td>规章</td><td>3</td></tr>\n</table>后文\n\n末行 <TABLE><tr><td>甲</td><td>乙</td></tr></TABLE>',
    );
    expect(linesOf(blocks)).toEqual([
      { text: '前文', line: 1 },
      { text: '表：', line: 2 },
      'table',
      { text: '后文', line: 4 },
      { text: '末行', line: 6 },
      'table',
    ]);
    expect(rowsOf(blocks[2])).toEqual([['规章', '3']]);
    expect(blocks[5]).toMatchObject({ place: { table: 2 }, rows: [[{ place: { table: 2, row: 1 } }, {}]] });
    const after = blocks[3];
    expect(after?.kind === 'line' && after.place.column !== undefined).toBe(true);
  });

  it('reads a table that the end of the file cuts as far as its last whole cell', () => {
    const blocks = textBlocks('<table><tr><td>规章</td><td>3</td></tr><tr><td>行政许可</td><td>1');
    expect(rowsOf(blocks[0])).toEqual(
      [
        ['规章', '3'],
        ['行政许可', '1'],
      ].map((row, index) => (index === 0 ? row : [row[0] ?? '', ''])),
    );
  });

  it('reads comma-separated records of the forms, quotes and line ends in them, and nothing else', () => {
    const csv =
      '信息内容,本年制发件数,本年废止件数,现行有效件数\n规章,"1,024",0,"3（含 ""甲""）"\n"行政规范\n性文件",,,5';
    expect(rowsOf(textBlocks(csv)[0])).toEqual([
      ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
      ['规章', '1,024', '0', '3（含 "甲"）'],
      ['行政规范性文件', '', '', '5'],
    ]);
    const prose = ['a,b,c,d', 'e,f,g,h', 'i,j,k,l'].join('\n');
    expect(textBlocks(prose)).toEqual(readText(prose));
  });

  it('parts headings and narrative of a whole sheet from its tables', () => {
    const sheet =
      '二、主动公开政府信息情况,,,\n信息内容,本年制发件数,本年废止件数,现行有效件数\n规章,1,0,3\n行政规范性文件,0,0,5';
    expect(linesOf(textBlocks(sheet))).toEqual([{ text: '二、主动公开政府信息情况', line: 1 }, 'table']);
  });

  it.each([',', ';', '，', '；'])(
    'reads rows parted by %s, shorter ones too once a table shows the sign',
    (sign) => {
      const rows = [
        ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
        ['规章', '0', '/', '3'],
        ['行政规范性文件', `1${sign}205`, '0', ''],
      ];
      const quoted = (row: readonly string[]): string =>
        row.map((text) => (text.includes(sign) ? `"${text}"` : text)).join(sign);
      const short = ['行政许可', '118'];
      const narrative = `行政许可${sign}全年办理。`;
      const text = [...rows.map(quoted), '', quoted(short), '', narrative].join('\n');
      const blocks = textBlocks(text);
      expect(blocks.map((block) => rowsOf(block))).toEqual([rows, [short], null]);
      expect(linesOf(textBlocks([quoted(short), '', narrative].join('\n')))).toEqual([
        { text: quoted(short), line: 1 },
        { text: narrative, line: 3 },
      ]);
    },
  );

  it('takes no comma within fields that tabs part for a separator', () => {
    const rows = ['信息内容', '规章', '行政规范性文件'].map(
      (label) => `${label}\t５２，９８３，３７８\t２０，１２３`,
    );
    expect(textBlocks(rows.join('\n'))).toEqual(readText(rows.join('\n')));
  });

  it('opens tables drawn with line characters and drops their frames', () => {
    expect(linesOf(textBlocks('┌──┬──┐\n│规章│ 3│\n├──┼──┤\n+---+---+\n——\n- 3 -'))).toEqual([
      { text: '|规章| 3|', line: 2 },
      { text: '——', line: 5 },
      { text: '- 3 -', line: 6 },
    ]);
  });

  it('reads the headings of Markdown, emphasis opened', () => {
    expect(textBlocks('# 甲局报告\n\n正文 # 不是\n## **一、总体情况** ##\n**二、其他**')).toMatchObject([
      { kind: 'heading', level: 1, text: '甲局报告', place: { line: 1, column: 3 } },
      { kind: 'line', text: '正文 # 不是' },
      { kind: 'heading', level: 2, text: '一、总体情况', place: { line: 4, column: 6 } },
      { kind: 'line', text: '二、其他', place: { line: 5, column: 3 } },
    ]);
  });

  it('never fails, and loses no letter outside of markup, whatever the text', () => {
    const piece = fc.constantFrom(
      '<table>',
      '</table>',
      '<tr><td>',
      '</td>',
      ',',
      '"',
      '\n',
      '甲',
      '规章',
      '│',
      '# ',
      '**',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const letters = (source: string): number => source.match(/\p{Script=Han}/gu)?.length ?? 0;
        const read = textBlocks(text)
          .flatMap((block) =>
            block.kind === 'table'
              ? block.rows.flat().flatMap((cell) => (cell.origin ? [cell.text] : []))
              : [block.text],
          )
          .join('');
        expect(letters(read)).toBe(letters(text));
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });
});
