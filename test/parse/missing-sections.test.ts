/** Sections of the outline that a report leaves out. Made up: the organs are fictional. */
import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../src/ingest/text/text-blocks.js';
import { parseReport } from '../../src/parse/index.js';

const SECTIONS = [
  ['一、总体情况', '2023年，我局主动公开政府信息47条。'],
  [
    '二、主动公开政府信息情况',
    '信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t6',
  ],
  ['三、收到和处理政府信息公开申请情况', '全年收到政府信息公开申请3件。'],
  ['四、政府信息公开行政复议、行政诉讼情况', '全年没有行政复议和行政诉讼。'],
  ['五、存在的主要问题及改进情况', '公开内容不够丰富。'],
  ['六、其他需要报告的事项', '无。'],
] as const;

function missing(text: string): string[] {
  const report = parseReport({
    mediaType: 'text/plain',
    encoding: 'utf-8',
    metadata: {},
    blocks: textBlocks(`青岚市统计局2023年政府信息公开工作年度报告\n${text}`),
  });
  return report.findings.filter(({ code }) => code === 'missing-section').map(({ message }) => message.zh);
}

const written = (sections: readonly (readonly [string, string])[]): string => sections.flat().join('\n');
const without = (index: number): (readonly [string, string])[] => SECTIONS.filter((_, at) => at !== index);

describe('missing sections', () => {
  it('names none where all are there', () => {
    expect(missing(written(SECTIONS))).toEqual([]);
  });

  it.each([0, 2, 3, 4, 5])('names the section without its heading and its words: %i', (index) => {
    const [number = '', words = ''] = SECTIONS[index]?.[0].split('、') ?? [];
    expect(missing(written(without(index)))).toEqual([expect.stringContaining(`“${number}、${words}`)]);
  });

  it('names none whose table is there', () => {
    expect(missing(written(SECTIONS).replace('二、主动公开政府信息情况\n', ''))).toEqual([]);
  });

  it('names none that a line begins in its middle', () => {
    const glued = written(SECTIONS).replace('\n六、其他需要报告的事项\n', '六、其他需要报告的事项');
    expect(missing(glued)).toEqual([]);
  });

  it('takes a long preamble for the overview', () => {
    expect(
      missing(`${'2023年，我局认真落实条例，扎实推进公开工作。'.repeat(30)}\n${written(without(0))}`),
    ).toEqual([]);
  });

  it('says nothing of a text that does not keep the outline', () => {
    expect(missing(written(SECTIONS.slice(0, 2)))).toEqual([]);
  });
});
