/** Numbers that a tool lost, displaced or broke: what is left may look whole, and is then no number of the report. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APPLICANT_COLUMNS } from '../../../src/domain/cells.js';
import type { Report } from '../../../src/domain/report.js';
import { textBlocks } from '../../../src/ingest/text/text-blocks.js';
import { parseReport } from '../../../src/parse/index.js';
import { APPLICATION_ROWS } from '../../../src/parse/official-labels.js';

const HEAD = '青岚市云桥县民政局2022年政府信息公开工作年度报告\n一、总体情况\n推进政府信息公开工作。\n';
const DISCLOSURE = `${HEAD}二、主动公开政府信息情况\n`;
const APPLICATIONS = `${HEAD}三、收到和处理政府信息公开申请情况\n申请人情况\n自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n`;
const REVIEW = `${HEAD}四、政府信息公开行政复议、行政诉讼情况\n行政复议\n行政诉讼\n`;
const ROWS = APPLICATION_ROWS.filter(({ rowKey }) => rowKey !== 'applications.otherOutcome.all');
const SEED = { seed: 20_261_130, numRuns: 60 };
const BLOCKS = ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration'];

function read(text: string): Report {
  return parseReport({ mediaType: 'text/plain', encoding: null, metadata: {}, blocks: textBlocks(text) });
}

const labelOf = ({ full }: (typeof ROWS)[number]): string => full[0] ?? '';
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function statesOf({ cells }: Report, prefix: string): string[] {
  return Object.entries(cells).flatMap(([key, { state }]) =>
    key.startsWith(`${prefix}.`) && state !== 'NOT_IN_FORM' ? [state] : [],
  );
}

function valuesOf({ cells }: Report, prefix: string): unknown[] {
  return Object.entries(cells).flatMap(([key, { value, state }]) =>
    key.startsWith(`${prefix}.`) && state !== 'NOT_IN_FORM' ? [value] : [],
  );
}

function isNamed({ findings }: Report, prefix: string): boolean {
  return findings.some(({ cells }) => cells.some((key) => key.startsWith(`${prefix}.`)));
}

/** Two outcomes of which one is the third reason of 不予处理, and what follows from them. */
function balanced(rowKey: string): number[] {
  const granted = [4, 1, 0, 0, 0, 2];
  const publication = [3, 3, 0, 0, 0, 0];
  const sum = granted.map((value, column) => value + (publication[column] ?? 0));
  const rows: Record<string, number[]> = {
    'applications.received': sum,
    'applications.granted': granted,
    'applications.notProcessed.publication': publication,
    'applications.outcomeTotal': sum,
  };
  const row = rows[rowKey] ?? [0, 0, 0, 0, 0, 0];
  return [...row, sumOf(row)];
}

describe('two equal numbers', () => {
  it('are no number and its total in a table that lost its totals', () => {
    const filled = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 });
    const rows = fc.array(filled, { minLength: ROWS.length, maxLength: ROWS.length });
    fc.assert(
      fc.property(rows, (values) => {
        const lines = ROWS.map((row, index) => `${labelOf(row)} ${(values[index] ?? []).join(' ')}`);
        const { cells } = read(`${APPLICATIONS}${lines.join('\n')}\n`);
        for (const { rowKey } of ROWS) expect(cells[`${rowKey}.total`]?.state).not.toBe('REPORTED');
      }),
      SEED,
    );
  });

  it('are none where the column of totals lacks as much', () => {
    const lines = ROWS.map((row) => {
      const values = balanced(row.rowKey);
      return `${labelOf(row)} ${row.rowKey.endsWith('.publication') ? '3 3' : values.join(' ')}`;
    });
    const report = read(`${APPLICATIONS}${lines.join('\n')}\n`);
    const publication = 'applications.notProcessed.publication';
    expect(new Set(statesOf(report, publication))).toEqual(new Set(['UNREADABLE']));
    expect(isNamed(report, publication)).toBe(true);
    expect(valuesOf(report, 'applications.granted')).toEqual(balanced('applications.granted'));
  });
});

describe('the numbers of two rows behind the label of the lower', () => {
  it('leave the upper no blank row', () => {
    const lines = ROWS.flatMap((row) => {
      if (row.rowKey.endsWith('.duplicate')) return [labelOf(row)];
      const values = row.rowKey.endsWith('.publication')
        ? [2, 1, 2, 1, 0, 0, 0, 1, 0, 0, 4, 0, 0, 2]
        : balanced(row.rowKey).map(() => 0);
      return [labelOf(row), ...values];
    });
    const report = read(`${APPLICATIONS}${lines.join('\n')}\n`);
    for (const row of ['duplicate', 'publication']) {
      expect(statesOf(report, `applications.notProcessed.${row}`)).not.toContain('BLANK');
      expect(isNamed(report, `applications.notProcessed.${row}`)).toBe(true);
    }
  });
});

describe('two dashes in one cell beside an empty one', () => {
  it('leave no column of the row sure', () => {
    const lines = ROWS.map((row) => {
      if (row.rowKey.endsWith('carriedOut')) return `|${labelOf(row)}||||3|—|——||——|3|`;
      const values = balanced(row.rowKey).map((value) => (value === 0 ? '—' : String(value)));
      return `|${labelOf(row)}||${values.join('|')}|`;
    });
    const report = read(`${APPLICATIONS}${lines.join('\n')}\n`);
    expect(statesOf(report, 'applications.carriedOut')).not.toContain('REPORTED');
    expect(isNamed(report, 'applications.carriedOut')).toBe(true);
    expect(valuesOf(report, 'applications.granted')[0]).toBe(4);
  });
});

describe('a page printed column by column', () => {
  it('decides nothing where the number of the page stands between two columns', () => {
    const columns = APPLICANT_COLUMNS.map((_, column) => ROWS.map(({ rowKey }) => balanced(rowKey)[column]));
    const [person, business, research, welfare, legal, ...rest] = columns;
    const printed = (page: readonly string[]): string =>
      [
        ...ROWS.map(labelOf),
        ...[person, research, welfare, business].flatMap((column) => column ?? []),
        ...page,
        ...[legal, ...rest].flatMap((column) => column ?? []),
      ].join('\n');
    const report = read(`${APPLICATIONS}${printed(['第 2 页 共 4 页'])}\n`);
    expect(statesOf(report, 'applications.granted')).not.toContain('REPORTED');
    expect(isNamed(report, 'applications.granted')).toBe(true);
  });
});

describe('the third table', () => {
  const RESULTS = ['结果\n维持', '结果\n纠正', '其他\n结果', '尚未\n审结', '总计'].join('\n');
  const WHOLE = '0 0 0 73 73 3 115 127 0 245 0 0 0 150 150'.split(' ').map(Number);

  it('has no number where others of it are of no block', () => {
    const text = `结果维持\n结果纠正\n103\n74\n其他结果\n尚未审结\n未经复议直接起诉\n总计\n结果维持\n结果纠正\n177\n复议后起诉\n其他结果\n尚未审结\n总计\n57\n67\n124\n结果维持\n结果纠正\n其他结果\n41\n尚未审结\n总计\n41\n`;
    const report = read(`${REVIEW}${text}`);
    for (const block of BLOCKS) {
      expect(statesOf(report, `review.${block}`)).not.toContain('REPORTED');
      expect(isNamed(report, `review.${block}`)).toBe(true);
    }
  });

  it('is read whole below a header in which a page ends', () => {
    const begin = REVIEW.replace('行政复议\n行政诉讼', '行政复议 行政诉讼\n4');
    const names = '未经复议直接起诉 复议后起诉';
    const report = read(`${begin}${RESULTS} ${names}\n${RESULTS} ${RESULTS}\n${WHOLE.join(' ')}\n`);
    expect(valuesOf(report, 'review')).toEqual(WHOLE);
  });

  it('is read whole where a cell breaks its number over two lines', () => {
    const names = '未经复议直接起诉\n复议后起诉';
    const numbers = '0 0 0 73 73 3 115 127 0\n24\n5\n0 0 0 150 150';
    const report = read(`${REVIEW}${names}\n${RESULTS}\n${RESULTS}\n${RESULTS}\n${numbers}\n`);
    expect(valuesOf(report, 'review')).toEqual(WHOLE);
  });

  it('is read whole a cell a line, where cells that nearly touch share one', () => {
    const names = '未经复议直接起诉\n复议后起诉';
    const numbers = '686\n0\n0\n255\n941 0\n526\n0\n79\n605 719\n719\n0\n0\n1438';
    const report = read(`${REVIEW}${names}\n${RESULTS}\n${RESULTS}\n${RESULTS}\n${numbers}\n`);
    expect(valuesOf(report, 'review')).toEqual(numbers.split(/\s/u).map(Number));
  });
});

describe('the first table', () => {
  it('has no number where its headers are printed elsewhere and blank cells are lost', () => {
    const item = (number: string, ...lines: string[]): string[] => [
      `第二十条第（${number}）项`,
      '信息内容',
      ...lines,
    ];
    const lines = [
      ...item('一', '规章', '1', '410', '52903', '行政规范性文件', '869'),
      ...item('五', '行政许可'),
      ...item('六', '行政处罚', '行政强制'),
      ...item('八', '行政事业性收费'),
      ...['本年处理决定数量', '本年处理决定数量', '本年收费金额（单位：万元）'],
    ];
    const report = read(`${DISCLOSURE}${lines.join('\n')}\n`);
    for (const row of ['rules', 'normativeDocuments']) {
      expect(statesOf(report, `disclosure.${row}`)).not.toContain('REPORTED');
      expect(isNamed(report, `disclosure.${row}`)).toBe(true);
    }
  });

  it('has no number below the rest of a header that a tool broke', () => {
    const lines =
      '第二十条第（一）项\n信息内容\t本年新制作数量\t本年新公开数量\n对外公开总数量\n规章\n\t4\n规范性文件\t9\n49\n';
    const report = read(`${DISCLOSURE}${lines}`);
    expect(statesOf(report, 'disclosure.rules')).not.toContain('REPORTED');
    expect(isNamed(report, 'disclosure.rules')).toBe(true);
  });

  it('keeps an empty cell behind the bar at the end of a row', () => {
    const lines =
      '第二十条第（六）项 |\n信息内容 | 本年处理决定数量 |\n行政处罚 | 6796 |\n行政强制 |  |\n第二十条第（八）项 |\n信息内容 | 本年收费金额（单位：万元） |\n行政事业性收费 |  |\n';
    const report = read(`${DISCLOSURE}${lines}`);
    expect(valuesOf(report, 'disclosure.penalties').at(-1)).toBe(6796);
    expect(statesOf(report, 'disclosure.coercion')).toEqual(['BLANK']);
  });
});
