/** Files that speak of reports and are none. Made up: the organs are fictional. */
import { describe, expect, it } from 'vitest';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { readDocument } from '../../../src/parse/index.js';

const TITLE = '青岚市统计局2023年政府信息公开工作年度报告';

describe('whyNoReport', () => {
  it.each([
    [
      'a list of reports',
      'title-only',
      `政府信息公开年报\n• ${TITLE} 2024-01-26\n• 青岚市统计局2022年政府信息公开工作年度报告 2023-01-20\n• 青岚市统计局2021年政府信息公开工作年度报告 2022-01-25`,
    ],
    ['a title and its date', 'title-only', `${TITLE}\n发布时间：2024-01-26`],
    [
      'an explanation',
      'explanation',
      `《${TITLE}》解读\n一、编制背景\n根据条例。\n二、主要内容\n主动公开政府信息165条。`,
    ],
    [
      'a letter',
      'letter-or-notice',
      '青统函〔2024〕3号\n青岚市统计局关于报送2023年政府信息公开工作年度报告的函\n市政府办公室：\n现将报告报送如下。',
    ],
    [
      'a report on another matter',
      'not-a-report',
      '青岚市统计局2023年法治政府建设年度报告\n一、总体情况\n深入推进法治政府建设，做好政府信息公开。\n二、存在的主要问题\n个别科室不重视。\n三、下一步打算',
    ],
    [
      'an explanation that says so in brackets before its title',
      'explanation',
      `【文稿解读】${TITLE}\n发布日期：2024-01-29\n统计局编制了《报告》，现解读如下：\n《报告》中所列数据的统计期限自2023年1月1日起至2023年12月31日止。`,
    ],
  ])('tells %s', async (_, reason, text) => {
    const { noReport } = readDocument(await ingestFile(new TextEncoder().encode(text)));
    expect(noReport).toBe(reason);
  });

  it.each([
    [
      'says what it was made by and of',
      '本报告根据条例和有关要求编制。全文包括总体情况，主动公开政府信息情况等六个部分。',
    ],
    [
      'tells the period of its figures',
      '报告中所列数据的统计期限自2023年1月1日起至2023年12月31日止。根据信息公开条例编制。',
    ],
    ['announces its title', '现公布青岚市统计局2023年政府信息公开工作年度报告。'],
    ['says that it was made', '根据政府信息公开条例，市统计局结合实际，编制发布本报告。'],
    [
      'is recognised by its sections, with commas strewn in',
      '一,、總體情況\n2023年公開信息165條。\n二,、主動公開政府信息情況',
    ],
  ])('takes the beginning of a report that %s', async (_, text) => {
    const beginning = `${text}\n一、总体情况\n我局主动公开政府信息165条，`;
    const { noReport } = readDocument(await ingestFile(new TextEncoder().encode(beginning)));
    expect(noReport).toBeNull();
  });
});
