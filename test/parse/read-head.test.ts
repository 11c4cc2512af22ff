import { describe, expect, it } from 'vitest';
import type { DocumentMetadata } from '../../src/ingest/document.js';
import { readText } from '../../src/ingest/read-text.js';
import { parseReport } from '../../src/parse/index.js';
import type { Report } from '../../src/domain/report.js';

function read(text: string, metadata: DocumentMetadata = {}): Report {
  return parseReport({ mediaType: 'text/html', encoding: 'utf-8', metadata, blocks: readText(text) });
}

function used(report: Report): string[] {
  return report.findings.filter(({ code }) => code === 'metadata-used').map(({ message }) => message.en);
}

const BODY = '一、总体情况\n样例。\n六、其他需要报告的事项\n无。';

describe('the head of a report', () => {
  it.each([
    ['云泽省澄江市教育局2021年政府信息公开工作年度报告', '云泽省澄江市教育局', 2021],
    ['2021年云泽省澄江市教育局政府信息公开工作年度报告', '云泽省澄江市教育局', 2021],
    ['云泽省澄江市教育局\n二〇二一年度政府信息公开\n工作年度报告', '云泽省澄江市教育局', 2021],
    ['云泽省澄江市教育局关于２０２１年度政府信息公开工作的报告', '云泽省澄江市教育局', 2021],
    ['澄江市 教育局\n\n2021 年政务公开年报（公开版）', '澄江市教育局', 2021],
  ])('is read from the title %j', (title, organ, year) => {
    const report = read(`${title}\n${BODY}`);
    expect([report.organ?.name, report.year, report.title]).toEqual([organ, year, title.replace(/\s/gu, '')]);
    expect(used(report)).toEqual([]);
  });

  it('says where it is from when the title does not give it', () => {
    const report = read(
      `政府信息公开工作年度报告\n数据统计期限为2021年1月1日至2021年12月31日。\n${BODY}\n云泽省澄江市教育局\n2022年1月20日`,
    );
    expect([report.organ?.name, report.year, report.publishedOn, report.dateKind]).toEqual([
      '云泽省澄江市教育局',
      2021,
      '2022-01-20',
      'SIGNED',
    ]);
    expect(used(report)).toHaveLength(2);
  });

  it("takes the page's title, organ and date where the text lacks them, and says so", () => {
    const metadata = {
      title: '云泽省澄江市教育局2021年政府信息公开工作年度报告',
      organ: '澄江市教育局',
      publishedOn: '2022-01-28',
    };
    const report = read(BODY, metadata);
    expect([report.title, report.organ?.name, report.year, report.publishedOn, report.dateKind]).toEqual([
      metadata.title,
      '云泽省澄江市教育局',
      2021,
      '2022-01-28',
      'PUBLISHED',
    ]);
    expect(used(report)).toHaveLength(3);
  });

  it("prefers the page's date to the one under the signature, and a printed one to both", () => {
    const signed = `云泽省澄江市教育局2021年政府信息公开工作年度报告\n${BODY}\n2022年1月`;
    expect(read(signed, { publishedOn: '2022-02-03' }).publishedOn).toBe('2022-02-03');
    const printed = signed.replace('一、', '发布日期：2022-02-01\n一、');
    const report = read(printed, { publishedOn: '2022-02-03' });
    expect([report.publishedOn, report.dateKind, used(report)]).toEqual(['2022-02-01', 'PUBLISHED', []]);
  });

  it('takes no year from a site name, a date of publication or a law', () => {
    const report = read(`政府信息公开工作年度报告\n${BODY}\n2022年1月20日`, { title: '澄江市人民政府2023' });
    expect(report.year).toBeNull();
    expect(report.findings.map(({ code }) => code)).toContain('no-year');
  });
});
