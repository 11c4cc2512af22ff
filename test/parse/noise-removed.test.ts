/** What is left out of a report's text, and that it is said. */
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/domain/finding.js';
import { pdfToDocument } from '../../src/ingest/pdf/pdf-to-document.js';
import { readText } from '../../src/ingest/read-text.js';
import { parseReport } from '../../src/parse/index.js';
import { begin } from '../ingest/pdf/pdf-support.js';

const noise = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ code }) => code === 'noise-removed');

describe('noise-removed', () => {
  it('names what runs askew on a page of a PDF or stands beyond its edge, once, and where', async () => {
    const pdf = begin()
      .text(60, 200, '一、总体情况')
      .page()
      .text(60, 60, '二、主动公开政府信息情况，文字足够多，不是扫描件。')
      .text(100, 600, '内部资料', 40, 45)
      .text(700, 100, '裁掉的')
      .page()
      .text(60, 60, '三、收到和处理政府信息公开申请情况，文字足够多。')
      .text(100, 600, '内部资料', 40, 45);
    const report = parseReport(await pdfToDocument(pdf.bytes()));
    const [found, ...others] = noise(report.findings);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ severity: 'NOTICE', outcome: null, cells: [], place: { page: 2 } });
    expect(found?.message.zh).toContain('内部资料 裁掉的');
    expect(report.sections.map(({ text }) => text).join('')).not.toMatch(/内部资料|裁掉的/u);
  });

  it('says nothing of a PDF from which nothing was left out', async () => {
    const pdf = begin().text(60, 200, '一、总体情况');
    expect(noise(parseReport(await pdfToDocument(pdf.bytes())).findings)).toEqual([]);
  });

  it('names the description of a picture at its line', () => {
    const text =
      '一、总体情况\n样例。\nThis image shows a bar chart of the applications that are in the table.\n结束。';
    const report = parseReport({
      mediaType: 'text/plain',
      encoding: null,
      metadata: {},
      blocks: readText(text),
    });
    expect(noise(report.findings)).toMatchObject([{ place: { line: 3 } }]);
    expect(report.sections.map((section) => section.text).join('')).not.toContain('image');
  });
});
