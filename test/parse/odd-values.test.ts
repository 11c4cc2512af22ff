/** Values that are printed and cannot be read: never taken for blank cells. */
import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../src/ingest/text/text-blocks.js';
import { parseReport } from '../../src/parse/index.js';

const TITLE = '云桥省青岚市统计局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n主动公开信息47条。\n\n';

function cellsOf(text: string): ReturnType<typeof parseReport>['cells'] {
  const blocks = textBlocks(TITLE + text);
  return parseReport({ mediaType: 'text/plain', encoding: 'utf-8', metadata: {}, blocks }).cells;
}

const REVIEW = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
const review = (cell: string): string =>
  [
    '四、政府信息公开行政复议、行政诉讼情况',
    '',
    `| 行政复议 |${' |'.repeat(4)} 行政诉讼 |${' |'.repeat(9)}`,
    `|${' --- |'.repeat(15)}`,
    `| ${[...REVIEW, '未经复议直接起诉', '', '', '', '', '复议后起诉', '', '', '', ''].join(' | ')} |`,
    `| ${[...REVIEW.map(() => ''), ...REVIEW, ...REVIEW].join(' | ')} |`,
    `| ${Array<string>(15).fill(cell).join(' | ')} |`,
  ].join('\n');

describe('a value that is no number', () => {
  it.each(['$3$', '[3]', '(3*)', '3?', '#1#'])('is unreadable in the third table: %s', (printed) => {
    const states = Object.entries(cellsOf(review(printed))).flatMap(([key, { state }]) =>
      key.startsWith('review.') ? [state] : [],
    );
    expect(new Set(states)).toEqual(new Set(['UNREADABLE']));
  });

  it.each(['$1$', '[1]', '1?'])('is unreadable behind a label of the second table: %s', (printed) => {
    const row = (label: string, cell: string): string =>
      `| ${[label, cell, cell, '', '', '', '', ''].join(' | ')} |`;
    const text = [
      '三、收到和处理政府信息公开申请情况',
      '',
      '| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |',
      `|${' --- |'.repeat(8)}`,
      row('一、本年新收政府信息公开申请数量', '2'),
      row('（二）部分公开（区分处理的，只计这一情形，不计其他情形）', printed),
    ].join('\n');
    expect(cellsOf(text)['applications.partlyGranted.naturalPerson']).toMatchObject({
      state: 'UNREADABLE',
      raw: printed,
    });
  });

  it.each(['５', '６３１６０', '９，７９１', '5', '63160', '9,791'])(
    'is not lost behind a label that a sign joins to it: %s',
    (printed) => {
      const text = [
        '二、主动公开政府信息情况',
        '',
        '第二十条第（五）项',
        '信息内容、本年处理决定数量',
        `行政许可、${printed}`,
        '第二十条第（六）项',
        '信息内容、本年处理决定数量',
        `行政处罚、${printed}`,
        `行政强制、${printed}`,
      ].join('\n');
      const cells = cellsOf(text);
      for (const row of ['licensing', 'penalties', 'coercion'])
        expect([row, cells[`disclosure.${row}.decisions`]?.state]).not.toEqual([row, 'BLANK']);
    },
  );
});
