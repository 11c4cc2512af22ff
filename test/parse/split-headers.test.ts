/** The first table of 2019 with a line for each text of the page. Made up: the organ is fictional. */
import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../src/ingest/text/text-blocks.js';
import { parseReport } from '../../src/parse/index.js';

const HEADER = ['上一年项目数量', '本年增', '/', '减'];
const LINES = [
  '青岚市住房局2020年政府信息公开工作年度报告',
  '二、主动公开政府信息情况',
  ...['第二十条第（五）项', '信息内容', ...HEADER, '处理决定数量', '行政许可', '61', '-12', '97'],
  ...['第二十条第（八）项', '信息内容', ...HEADER, '行政事业性收费', '15', '-15'],
  ...['第二十条第（九）项', '信息内容', '采购项目数量', '采购总金额（元）', '政府集中采购', '26', '3042532'],
  '三、收到和处理政府信息公开申请情况',
];

describe('a table with a line for each text', () => {
  const { cells, findings } = parseReport({
    mediaType: 'text/plain',
    encoding: 'utf-8',
    metadata: {},
    blocks: textBlocks(LINES.join('\n')),
  });
  const values = (row: string, columns: readonly string[]): unknown[] =>
    columns.map((column) => cells[`disclosure.${row}.${column}`]?.value);

  it('has no blank cell in the stroke of a header', () => {
    expect(values('licensing', ['previousYearItems', 'change', 'decisions'])).toEqual([61, -12, 97]);
    expect(values('administrativeFees', ['previousYearItems', 'change'])).toEqual([15, -15]);
  });

  it('takes the unit of an amount from its header', () => {
    expect(cells['disclosure.procurement.amount']).toMatchObject({
      value: 304.2532,
      unit: 'TEN_THOUSAND_YUAN',
    });
    expect(findings.some(({ code }) => code === 'unit-unknown')).toBe(false);
  });
});
