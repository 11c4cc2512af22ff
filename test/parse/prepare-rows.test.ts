/** Tables that tools have cut: a column that is gone, rows in a table of their own. Made up. */
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/domain/report.js';
import { ingestFile } from '../../src/ingest/ingest-file.js';
import { parseReport } from '../../src/parse/index.js';
import { applicationRows, ORGANISATION_HEADERS, REVIEW_HEADERS } from '../../src/sample/form-rows.js';

const HEAD = '青岚市云桥县民政局2022年政府信息公开工作年度报告\n一、总体情况\n推进公开。\n';

async function read(text: string): Promise<Report> {
  return parseReport(await ingestFile(Buffer.from(text)));
}

describe('a table whose last column is gone', () => {
  const rows = applicationRows('2019').map(({ label }, index) => [
    ...label,
    ...Array<string>(3 - label.length).fill(''),
    ...[index + 5, 2, 0, 0, 1, 3].map(String),
  ]);
  const text = `${HEAD}${[['', '', '', '', ...ORGANISATION_HEADERS], ...rows].map((row) => row.join('\t')).join('\n')}\n总计\n`;

  it('is read under its header; the totals are unreadable and named, none is taken from another column', async () => {
    const { cells, findings } = await read(text);
    const values = ['naturalPerson', 'business', 'legalService', 'other'].map(
      (column) => cells[`applications.received.${column}`]?.value,
    );
    expect(values).toEqual([5, 2, 1, 3]);
    expect(cells['applications.received.total']?.state).toBe('UNREADABLE');
    expect(findings.some((finding) => finding.cells.includes('applications.received.total'))).toBe(true);
  });
});

describe('numbers in a table of their own', () => {
  const cell = (texts: readonly string[]): string =>
    `<tr>${texts.map((text) => `<td>${text}</td>`).join('')}</tr>`;
  const header = `<tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr><tr>${REVIEW_HEADERS.map((text) => `<td rowspan="2">${text}</td>`).join('')}<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>${cell([...REVIEW_HEADERS, ...REVIEW_HEADERS])}`;
  const numbers = [1, 0, 2, 0, 3, 0, 4, 0, 0, 4, 5, 0, 0, 1, 6].map(String);

  it('are those of the table as wide right above', async () => {
    const html = `<h1>${HEAD.split('\n')[0] ?? ''}</h1><p>一、总体情况</p><p>推进公开。</p><table>${header}</table><table>${cell(numbers)}</table>`;
    const { cells } = await read(`<html><body>${html}</body></html>`);
    expect(cells['review.reconsideration.total']?.value).toBe(3);
    expect(cells['review.litigationAfterReconsideration.pending']?.value).toBe(1);
  });
});

describe('the rest of a row', () => {
  const OUTCOMES = ['256', '24', '', '4', '2', '5', '291'];
  const VALUES: Readonly<Record<string, readonly string[]>> = {
    'applications.received': ['255', '25', '', '4', '2', '5', '291'],
    'applications.carriedIn': ['2', '', '', '', '', '', '2'],
    'applications.granted': OUTCOMES,
    'applications.outcomeTotal': OUTCOMES,
    'applications.carriedOut': ['1', '1', '', '', '', '', '2'],
  };

  it('is no row without a label: the cell beside it ends above the row, as browsers print it at the end of a page', async () => {
    const rows = applicationRows('2021').map(({ rowKey, label }) => {
      const isBroken = rowKey === 'applications.outcomeTotal';
      const texts = [...label, ...(VALUES[rowKey] ?? ['', '', '', '', '', '', ''])];
      const cells = texts.map((text) => `<td${isBroken ? ' rowspan="2"' : ''}>${text}</td>`).join('');
      return `<tr><td></td>${cells}</tr>${isBroken ? '<tr><td></td></tr>' : ''}`;
    });
    const { cells } = await read(
      `<html><body><h1>${HEAD.split('\n')[0] ?? ''}</h1><p>一、总体情况</p><p>推进公开。</p><p>三、收到和处理政府信息公开申请情况</p><table>${rows.join('')}</table></body></html>`,
    );
    expect(cells['applications.outcomeTotal.total']?.value).toBe(291);
    expect(cells['applications.outcomeTotal.research']?.state).toBe('BLANK');
    expect(cells['applications.carriedOut.total']?.value).toBe(2);
  });
});
