import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../../src/ingest/text/text-blocks.js';
import { parseReport } from '../../../src/parse/index.js';
import { HEADS } from './heads.js';

const BODY = [
  '一、总体情况',
  '我单位主动公开政府信息47条，公众反映良好。',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况',
  '公开内容不够丰富。',
  '六、其他需要报告的事项',
  '无。',
].join('\n');

describe('the head of a report', () => {
  it.each(HEADS.map((head) => [head.like, head] as const))('is read where it has %s', (_, head) => {
    const text = [head.head, BODY, head.foot ?? ''].join('\n');
    const report = parseReport({
      mediaType: 'text/plain',
      encoding: 'utf-8',
      metadata: {},
      blocks: textBlocks(text),
    });
    const date =
      report.dateKind === null
        ? {}
        : { [report.dateKind === 'PUBLISHED' ? 'published' : 'signed']: report.publishedOn };
    expect({ title: report.title, organ: report.organ?.name ?? null, year: report.year, ...date }).toEqual({
      title: head.title ?? null,
      organ: head.organ ?? null,
      year: head.year ?? null,
      ...(head.published === undefined ? {} : { published: head.published }),
      ...(head.signed === undefined ? {} : { signed: head.signed }),
    });
    // Nothing of the page is left in the text, and no sentence is lost.
    const narrative = report.sections.map((section) => section.text).join('\n');
    expect(narrative).not.toMatch(/索引号|发布机构|字体|QQ空间|首页|政府信息公开年报/u);
    for (const sentence of ['我单位主动公开政府信息47条', '公开内容不够丰富。'])
      expect(narrative).toContain(sentence);
  });
});
