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
  ])('tells %s', async (_, reason, text) => {
    const { noReport } = readDocument(await ingestFile(new TextEncoder().encode(text)));
    expect(noReport).toBe(reason);
  });
});
