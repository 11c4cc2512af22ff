/** Tables that a browser copies over several lines a row: what Chromium writes for cells with paragraphs, blocks or plain text. */
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/domain/report.js';
import { parseReport } from '../../../src/parse/index.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { textBlocks } from '../../../src/ingest/text/text-blocks.js';

/** The cells as one line each: a line with an empty one above it begins a row. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  for (const block of textBlocks(text)) {
    if (block.kind !== 'line' || !block.text.startsWith('\t')) continue;
    if (block.blankLinesBefore > 0) rows.push([]);
    rows.at(-1)?.push(block.text.slice(1));
  }
  return rows;
}

const ROWS = [
  ['办理情况', '自然人', '法人', '其他', '总计'],
  ['一、本年新收', '5', '0', '', '5'],
  ['二、上年结转', '', '', '', ''],
  ['四、结转', '1', '2', '', '3'],
];

/** Paragraph cells: an empty line around each tab, four between rows. */
const paragraphs = ROWS.map((row) => row.join('\n\n\t\n\n').replace(/\n\n\n\n/gu, '\n\n')).join('\n\n\n\n\n');
/** Block cells: a line end around each tab, two empty lines between rows. */
const blocks = ROWS.map((row) => row.join('\n\t\n').replace(/\n\n/gu, '\n')).join('\n\n\n');

describe('cells that a browser copies', () => {
  it.each([
    ['paragraphs', paragraphs],
    ['blocks', blocks],
    [
      'blank cells of a paragraph and a line break',
      paragraphs.replaceAll(/\t\n\n(?=\t|\n|$)/gu, '\t\n\n\n\n\n'),
    ],
    ['labels without a paragraph', paragraphs.replaceAll(/(收|转)\n\n\t/gu, '$1\t')],
    ['labels of two paragraphs', paragraphs.replaceAll('年', '年\n\n')],
  ])('gives each its place: %s', (_, table) => {
    expect(rowsOf(`三、收到\n\n${table}\n\n四、行政复议情况`)).toEqual(ROWS);
  });

  it('keeps the place of each number', () => {
    const source = `三、收到\n\n${paragraphs}`;
    const lines = textBlocks(source);
    const number = lines.find((block) => block.kind === 'line' && block.text === '\t2');
    // Counted from the tab that the cell is set behind: the number stands in the first column of the line.
    expect(number?.place).toEqual({ line: source.split('\n').indexOf('2') + 1, column: 0 });
  });

  it('leaves tables that have each row on a line', () => {
    const table = ['信息内容\t本年处理决定数量', '行政许可\t', '行政处罚\t', '行政强制\t5', '\t'].join('\n');
    expect(rowsOf(`${table}\n\n三、收到`)).toEqual([]);
    expect(textBlocks(table).map((block) => 'text' in block && block.text)).toEqual(table.split('\n'));
  });
});

describe('a label and its tab above values on lines of their own, as a browser copies a selection', () => {
  const COPIED = [
    '某某县水务局2021年政府信息公开工作年度报告',
    '二、主动公开政府信息情况',
    '第二十条第（一）项',
    '信息内容\t本年制发件数\t本年废止件数\t现行有效件数',
    '规章\t\n0\n\n0\n\n0\n',
    '行政规范性文件\t\n3\n\n1\n\n12\n',
    '第二十条第（五）项',
    '信息内容\t本年处理决定数量',
    '行政许可\t\n151\n',
    '第二十条第（六）项',
    '信息内容\t本年处理决定数量',
    '行政处罚\t\n7\n',
    '行政强制\t\n4\n',
    '第二十条第（八）项',
    '信息内容\t本年收费金额（单位：万元）',
    '行政事业性收费\t\n0\n',
    '三、收到和处理政府信息公开申请情况',
  ];

  it('reads the values', async () => {
    const { cells } = await read(COPIED.join('\n'));
    expect(cells['disclosure.normativeDocuments.inForce']?.value).toBe(12);
    expect(cells['disclosure.licensing.decisions']?.value).toBe(151);
    expect(cells['disclosure.coercion.decisions']?.value).toBe(4);
  });

  it('takes no value below a whole label for the number of a page', async () => {
    const text = COPIED.map((line) =>
      line
        .replace(/^规章.*/su, '规章\t\n\n\n\n\n2\n')
        .replace(/^行政规范性文件.*/su, '行政规范性文件\t\n\n\n16\n\n\n')
        .replace(/^(行政许可|行政处罚).*/su, '$1\t\n\n'),
    ).join('\n');
    const { cells, findings } = await read(text);
    const key = 'disclosure.normativeDocuments.repealed';
    expect(cells[key]?.state).toBe('UNREADABLE');
    expect(findings.some(({ cells: named }) => named.includes(key))).toBe(true);
    expect(cells['disclosure.licensing.decisions']?.state).toBe('BLANK');
  });

  it('never takes a row for blank below which a number stands alone', async () => {
    const blanks = COPIED.map((line) =>
      line
        .replace(/^规章.*/su, '规章\t\u00a0\t\u00a0\t\n2\n')
        .replace(/^行政规范性文件.*/su, '行政规范性文件\t\u00a0\t\n16\n\n\u00a0')
        .replace(/^(行政许可|行政处罚|行政强制|行政事业性收费).*/su, '$1\t\u00a0'),
    );
    const { cells, findings } = await read(blanks.join('\n'));
    for (const key of ['disclosure.rules.inForce', 'disclosure.normativeDocuments.repealed'] as const) {
      expect(cells[key]?.state).toBe('UNREADABLE');
      expect(findings.some(({ cells: named }) => named.includes(key))).toBe(true);
    }
  });
});

async function read(text: string): Promise<Pick<Report, 'cells' | 'findings'>> {
  return parseReport(await ingestFile(new TextEncoder().encode(text)));
}

describe('cells that a tool parts with two tabs', () => {
  it('are read as cells parted with one', async () => {
    const rows = [
      ['规章', '0', '0', '0'],
      ['行政规范性文件', '3', '\u00a0', '12'],
      ['行政许可', '151'],
      ['行政处罚', '7'],
      ['行政强制', '4'],
      ['行政事业性收费', '0'],
    ];
    const header = '某某县水务局2021年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项';
    const blocks = ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'];
    const lines = rows.map(
      ([label = '', ...values]) => `${label}\n\n${values.map((value) => `\t\t${value}`).join('')}`,
    );
    const { cells } = await read(
      [header, ...blocks, ...lines, '三、收到和处理政府信息公开申请情况'].join('\n\n'),
    );
    expect(cells['disclosure.normativeDocuments.issued']?.value).toBe(3);
    expect(cells['disclosure.normativeDocuments.repealed']?.state).toBe('BLANK');
    expect(cells['disclosure.normativeDocuments.inForce']?.value).toBe(12);
    expect(cells['disclosure.licensing.decisions']?.value).toBe(151);
  });
});
