/** Tables as PDF tools print them in column order: what the order and the sums decide is read, in whatever place the text has it. */
import { describe, expect, it } from 'vitest';
import { APPLICANT_COLUMNS, CELLS } from '../../../src/domain/cells.js';
import type { Report } from '../../../src/domain/report.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { parseReport } from '../../../src/parse/index.js';
import { APPLICATION_ROWS } from '../../../src/parse/official-labels.js';

const HEAD = '青岚市云桥县民政局2022年政府信息公开工作年度报告\n一、总体情况\n推进政府信息公开工作。\n';
const SECTIONS = {
  applications: '三、收到和处理政府信息公开申请情况\n申请人情况\n',
  review: '四、政府信息公开行政复议、行政诉讼情况\n行政复议\n行政诉讼\n',
};
const HEADER = '结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n';
const REVIEW_KEYS = CELLS.filter(({ key }) => key.startsWith('review.')).map(({ key }) => key);
const ROWS = APPLICATION_ROWS.filter(({ rowKey }) => rowKey !== 'applications.otherOutcome.all');

async function read(text: string): Promise<Report> {
  return parseReport(await ingestFile(Buffer.from(text)));
}

const labelOf = ({ full }: (typeof ROWS)[number]): string => full[0] ?? '';

/** Two outcomes, and all that follows from them. */
function valuesOf(rowKey: string): number[] {
  const granted = [4, 1, 0, 0, 0, 2];
  const refused = [3, 0, 2, 0, 0, 0];
  const sum = granted.map((value, column) => value + (refused[column] ?? 0));
  const rows: Record<string, number[]> = {
    'applications.received': sum.map((value, column) => (column === 0 ? value + 5 : value)),
    'applications.granted': granted,
    'applications.refused.internalAffairs': refused,
    'applications.outcomeTotal': sum,
    'applications.carriedOut': [5, 0, 0, 0, 0, 0],
  };
  const row = rows[rowKey] ?? [0, 0, 0, 0, 0, 0];
  return [...row, row.reduce((total, value) => total + value, 0)];
}

function readRow(report: Report, rowKey: string): (number | null | undefined)[] {
  return CELLS.filter((cell) => cell.rowKey === rowKey).map(({ key }) => report.cells[key]?.value);
}

describe('the second table in column order', () => {
  it('has its numbers below the heading of the third, a page column by column', async () => {
    const columns = (rows: typeof ROWS): number[] =>
      APPLICANT_COLUMNS.flatMap((_, column) => rows.map(({ rowKey }) => valuesOf(rowKey)[column] ?? 0));
    const [first, second] = [ROWS.slice(0, 14), ROWS.slice(14)];
    const page = [...first.map(labelOf), ...columns(first), ...second.map(labelOf)];
    const below = [...columns(second), HEADER, ...REVIEW_KEYS.map(() => 0)];
    const report = await read(
      `${HEAD}${SECTIONS.applications}${page.join('\n')}\n${SECTIONS.review}${below.join('\n')}\n`,
    );
    for (const { rowKey } of ROWS)
      expect([rowKey, readRow(report, rowKey)]).toEqual([rowKey, valuesOf(rowKey)]);
    expect(report.cells['review.reconsideration.total']?.state).not.toBe('ABSENT');
  });
  it('has the numbers of its first column beside the labels, and the others below, row by row and column by column', async () => {
    const rest = (rows: typeof ROWS): number[][] => rows.map(({ rowKey }) => valuesOf(rowKey).slice(1));
    const turned = rest(ROWS.slice(20));
    const lines = [
      ...ROWS.flatMap((row) => [labelOf(row), valuesOf(row.rowKey)[0]]),
      ...['商业企业', '科研机构', '总计'],
      ...rest(ROWS.slice(0, 20)).flat(),
      ...APPLICANT_COLUMNS.slice(1).flatMap((_, column) => turned.map((row) => row[column])),
    ];
    const report = await read(`${HEAD}${SECTIONS.applications}${lines.join('\n')}\n`);
    for (const { rowKey } of ROWS)
      expect([rowKey, readRow(report, rowKey)]).toEqual([rowKey, valuesOf(rowKey)]);
  });

  it('gives the zeros of the one row 其他处理 to no row of the later form', async () => {
    const rows = APPLICATION_ROWS.filter(
      ({ rowKey }) => !/otherOutcome\.(?:notSupplementedInTime|unpaidFee|other)$/u.test(rowKey),
    );
    const values = rows.map(({ rowKey }) => valuesOf(rowKey));
    const lines = [
      ...['总计', '其他'],
      ...rows.slice(0, -3).map(labelOf),
      // The labels of the groups are set so narrow that each is in pieces.
      ...[
        '三',
        '、',
        '本',
        '年',
        '度',
        '办',
        '理',
        '结',
        '果',
        '（三',
        '）不',
        '予公',
        '开',
        '（四',
        '）无',
        '法提',
        '供',
      ],
      ...['（五', '）不', '予处', '理'],
      ...APPLICANT_COLUMNS.slice(0, 1).flatMap(() => values.slice(0, -3).map((row) => row[0])),
      ...rows.slice(-3).map(labelOf),
      ...values.slice(-3).map((row) => row[0]),
      ...APPLICANT_COLUMNS.slice(1).flatMap((_, column) => values.map((row) => row[column + 1])),
    ];
    const report = await read(`${HEAD}${SECTIONS.applications}${lines.join('\n')}\n`);
    for (const column of APPLICANT_COLUMNS)
      expect(report.cells[`applications.otherOutcome.other.${column}`]?.state).not.toBe('REPORTED');
  });

  it('gives each row the numbers right behind its label where a tool has displaced those of another row', async () => {
    const [received, ...others] = ROWS;
    const values = valuesOf('applications.received');
    const lines = [
      ...(received === undefined
        ? []
        : [labelOf(received), ...values.slice(0, 3), '社会公益组织', values[3], '法律服务机构']),
      ...values.slice(4),
      ...others.flatMap((row) => [labelOf(row), ...valuesOf(row.rowKey)]),
    ];
    const report = await read(`${HEAD}${SECTIONS.applications}${lines.join('\n')}\n`);
    for (const rowKey of [
      'applications.granted',
      'applications.refused.internalAffairs',
      'applications.outcomeTotal',
    ])
      expect([rowKey, readRow(report, rowKey)]).toEqual([rowKey, valuesOf(rowKey)]);
    const named = new Set<string>(report.findings.flatMap(({ cells }) => cells));
    for (const [key, { state }] of Object.entries(report.cells))
      if (key.startsWith('applications.received.') && state === 'UNREADABLE') expect(named).toContain(key);
  });
});

describe('the third table with numbers that narrow cells broke', () => {
  const printed = [140, 0, 15, 0, 155, 0, 42, 32, 0, 74, 110, 137, 78, 35, 360];
  const found = (report: Report): unknown[] => REVIEW_KEYS.map((key) => report.cells[key]?.value);

  it('is read where one way alone to join the pieces adds up', async () => {
    const pieces = printed.flatMap((value) => String(value).match(/.{1,2}/gu) ?? []);
    const report = await read(`${HEAD}${SECTIONS.review}${HEADER.repeat(3)}${pieces.join('\n')}\n`);
    expect(found(report)).toEqual(printed);
  });

  it('is read where the pieces stand below each other', async () => {
    const [above, below] = [0, 2].map((from) =>
      printed
        .map((value) =>
          String(value)
            .slice(from, from + 2)
            .padEnd(6),
        )
        .join(''),
    );
    const header = '维持   纠正   其他   未结   总计  '.repeat(3);
    const report = await read(`${HEAD}${SECTIONS.review}${header}\n${above ?? ''}\n${below ?? ''}\n`);
    expect(found(report)).toEqual(printed);
  });

  it('is read by nobody where two ways add up', async () => {
    const pieces = ['10', '10', '10', '0', '0', '20', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0'];
    const report = await read(`${HEAD}${SECTIONS.review}${HEADER.repeat(3)}${pieces.join('\n')}\n`);
    expect(found(report).some((value) => typeof value === 'number' && value > 20)).toBe(false);
  });
});

describe('the third table of a tool that loses digits', () => {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const results = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
  const rules = row(Array.from({ length: 15 }, () => '---'));
  const table = (header: readonly string[], values: readonly (string | number)[]): string =>
    `${HEAD}四、政府信息公开行政复议、行政诉讼情况\n\n${[row(header), rules, row(values)].join('\n')}\n`;

  it('is undecided and named where most of its blocks contradict their totals', async () => {
    const header = [...results, ...results, ...results];
    // 140, 155, 110, 137 and 360 without their last digits.
    const report = await read(table(header, [14, 0, 15, 0, 15, 0, 42, 32, 0, 74, 11, 13, 78, 35, 36]));
    const named = new Set<string>(report.findings.flatMap(({ cells }) => cells));
    for (const key of REVIEW_KEYS)
      expect([key, report.cells[key]?.state, named.has(key)]).toEqual([key, 'UNREADABLE', true]);
  });

  it('is no blank one where its header is cut', async () => {
    const cut = ['维持', '纠正', '结果', '审结', '总计'];
    const report = await read(
      table(
        [...results, ...cut, ...cut],
        Array.from({ length: 15 }, () => ''),
      ),
    );
    for (const key of REVIEW_KEYS) expect([key, report.cells[key]?.state]).toEqual([key, 'UNREADABLE']);
  });

  it('is no blank one where its header has two cells in one', async () => {
    const [upheld = '', corrected = '', ...others] = results;
    const blank = (count: number): string[] => Array.from({ length: count }, () => '');
    const blocks = [`行政复议 ${upheld}`, corrected, ...others, '行政诉讼', ...blank(9)];
    const court = (block: string): string[] => [upheld, `${block} ${corrected}`, ...others];
    const below = [...blank(5), ...court('未经复议直接起诉'), ...court('复议后起诉')];
    const report = await read(`${table(blocks, below)}${row(blank(15))}\n`);
    for (const key of REVIEW_KEYS) expect([key, report.cells[key]?.state]).toEqual([key, 'UNREADABLE']);
  });
});
