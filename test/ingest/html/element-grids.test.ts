/** Tables that a page sets with blocks, lists or spans in place of table elements. */
import { describe, expect, it } from 'vitest';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { readHtml } from '../../../src/ingest/html/read-html.js';
import { parseReport } from '../../../src/parse/index.js';
import { applicationRows, ORGANISATION_HEADERS } from '../../../src/sample/form-rows.js';

const TITLE = '青岚市云桥县民政局2022年政府信息公开工作年度报告';
const ROWS = [
  ['办理情况', '自然人', ...ORGANISATION_HEADERS, '总计'],
  ...applicationRows('2021').map(({ label }, index) => [
    ...label,
    ...[index + 1, index % 3 === 0 ? '' : 0, '', 0, 2, '', index + 3].map(String),
  ]),
];

function page(row: string, cell: string): string {
  const rows = ROWS.map(
    (texts) => `<${row} class="r">\n${texts.map((text) => `<${cell}>${text}</${cell}>`).join('\n')}</${row}>`,
  ).join('\n');
  const grid = row === 'tr' ? `<table>${rows}</table>` : `<div class="grid">${rows}</div>`;
  return `<html><body><h1>${TITLE}</h1><p>一、总体情况</p><p>推进公开。</p><p>三、收到和处理政府信息公开申请情况</p>${grid}<p>五、存在的主要问题及改进情况</p><p>继续努力。</p></body></html>`;
}

async function cellsOf(html: string): Promise<[string, number | null, string][]> {
  const { cells } = parseReport(await ingestFile(new TextEncoder().encode(html)));
  return Object.entries(cells).map(([key, { value, state }]) => [key, value, state]);
}

describe('rows and cells without table elements', () => {
  it.each([
    ['div', 'div'],
    ['div', 'span'],
    ['ul', 'li'],
    ['section', 'p'],
    ['dl', 'dd'],
  ])('are read as those of a table: <%s> of <%s>', async (row, cell) => {
    const expected = await cellsOf(page('tr', 'td'));
    expect(expected.find(([key]) => key === 'applications.received.other')?.[2]).toBe('BLANK');
    expect(expected.find(([key]) => key === 'applications.carriedOut.total')?.[1]).toBeGreaterThan(20);
    expect(await cellsOf(page(row, cell))).toEqual(expected);
  });

  it.each([
    ['lists of links', '<ul><li><a href="/a">行政许可</a><a>行政处罚</a></li></ul>'.repeat(5)],
    ['rows of no form', '<div><span>字号</span><span>大</span></div>'.repeat(9)],
    [
      'labels beside narrative',
      `<div><b>行政许可</b><p>${'全年办理行政许可事项。'.repeat(30)}</p></div>`.repeat(4),
    ],
  ])('are no table: %s', (_, html) => {
    const { blocks } = readHtml(`<html><body>${html}</body></html>`, 'utf-8');
    expect(blocks.filter(({ kind }) => kind === 'table')).toEqual([]);
  });
});
