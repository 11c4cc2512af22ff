/** Which edition of the form a table is in, where its own words do not tell. Made up: the organs are fictional. */
import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../src/ingest/text/text-blocks.js';
import { parseReport } from '../../src/parse/index.js';

const TEXT = [
  '云桥省青岚市统计局2024年政府信息公开工作年度报告',
  '二、主动公开政府信息情况',
  '行政规范性文件\t3\t1\t12',
  '行政事业性收费\t21.34',
  '三、收到和处理政府信息公开申请情况',
  '\t（六）其他处理\t1\t0\t0\t0\t0\t0\t1',
  '四、结转下年度继续办理\t2\t0\t0\t0\t0\t0\t2',
];

const read = (lines: readonly string[]): ReturnType<typeof parseReport> =>
  parseReport({
    mediaType: 'text/plain',
    encoding: 'utf-8',
    metadata: {},
    blocks: textBlocks(lines.join('\n')),
  });

describe('the edition of a first table without its headers', () => {
  it('is that of the year, whatever 其他处理 is', () => {
    const { form, cells } = read(TEXT);
    expect(form).toBe('FORM_2021');
    expect([
      cells['disclosure.normativeDocuments.issued']?.value,
      cells['disclosure.administrativeFees.amount']?.value,
    ]).toEqual([3, 21.34]);
  });
});

describe('a second table that is not there', () => {
  it('may have had the single row 其他处理, which is named too', () => {
    const { findings } = read(TEXT.slice(0, 4));
    const named = findings.flatMap(({ code, cells }) => (code === 'missing-table' ? cells : []));
    expect(named).toEqual(
      expect.arrayContaining([
        'applications.otherOutcome.all.total',
        'applications.otherOutcome.other.total',
      ]),
    );
  });
});
