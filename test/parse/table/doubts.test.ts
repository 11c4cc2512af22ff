/** Tables of tools that put cells together, or cut them: what may be of either of two rows is of none, and is named. */
import { describe, expect, it } from 'vitest';
import { APPLICANT_COLUMNS } from '../../../src/domain/cells.js';
import type { CellState, Report } from '../../../src/domain/report.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { parseReport } from '../../../src/parse/index.js';
import { APPLICATION_ROWS } from '../../../src/parse/official-labels.js';

const TITLE = '青岚市云桥县民政局2022年政府信息公开工作年度报告';
const HEAD = `${TITLE}\n一、总体情况\n推进政府信息公开工作。\n`;
const BEGIN = `${HEAD}三、收到和处理政府信息公开申请情况\n`;
const ROWS = APPLICATION_ROWS.filter(({ rowKey }) => rowKey !== 'applications.otherOutcome.all');
const DUPLICATE = 'applications.notProcessed.duplicate';
const PUBLICATION = 'applications.notProcessed.publication';

async function read(text: string): Promise<Report> {
  return parseReport(await ingestFile(Buffer.from(text)));
}

function states(report: Report, rowKey: string): Set<CellState | undefined> {
  return new Set(APPLICANT_COLUMNS.map((column) => report.cells[`${rowKey}.${column}`]?.state));
}

function isNamed(report: Report, rowKey: string): boolean {
  return report.findings.some(({ cells }) => cells.some((key) => key.startsWith(`${rowKey}.`)));
}

/** Each row by its key, with so many applications of natural persons. */
function numbersOf(rowKey: string): number[] {
  return rowKey === DUPLICATE ? [31, 9, 0, 0, 0, 0, 40] : [2, 0, 0, 0, 0, 0, 2];
}

describe('a cell with a label and the beginning of the next', () => {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const table = (lines: readonly (readonly (string | number)[])[]): string =>
    `${BEGIN}\n${row(['', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'])}\n` +
    `${row(Array.from({ length: 8 }, () => '---'))}\n${lines.map(row).join('\n')}\n`;
  const label = ({ full }: (typeof ROWS)[number]): string => full[0] ?? '';
  const none = APPLICANT_COLUMNS.map(() => '');

  it('has the numbers of neither', async () => {
    const lines = ROWS.flatMap((one) => {
      if (one.rowKey === DUPLICATE) return [['2.重复申请 3.要求提供公开出', ...numbersOf(DUPLICATE)]];
      if (one.rowKey === PUBLICATION) return [['版物', ...none]];
      return [[label(one), ...numbersOf(one.rowKey)]];
    });
    const report = await read(table(lines));
    for (const rowKey of [DUPLICATE, PUBLICATION]) {
      expect([rowKey, states(report, rowKey)]).toEqual([rowKey, new Set(['UNREADABLE'])]);
      expect(isNamed(report, rowKey)).toBe(true);
    }
    expect(report.cells['applications.granted.total']).toMatchObject({ state: 'REPORTED', value: 2 });
  });

  it('has them of neither where it is the end of a label', async () => {
    const lines = ROWS.flatMap((one) => {
      if (one.rowKey === DUPLICATE) return [['2.重复', ...none]];
      if (one.rowKey === PUBLICATION)
        return [
          ['申请 3.要求提供公开出', ...numbersOf(DUPLICATE)],
          ['版物', ...none],
        ];
      return [[label(one), ...numbersOf(one.rowKey)]];
    });
    const report = await read(table(lines));
    for (const rowKey of [DUPLICATE, PUBLICATION])
      for (const state of states(report, rowKey)) expect([rowKey, state]).not.toEqual([rowKey, 'REPORTED']);
  });
});

describe('numbers beside the group of other outcomes above its rows', () => {
  const row = (label: string, numbers: readonly (string | number)[]): string =>
    `| ${[label, ...numbers].join(' | ')} |`;
  const all = 'applications.otherOutcome.all';

  it.each([
    [16, 'UNREADABLE'],
    [6, 'REPORTED'],
  ])('are the sum of them, or of neither: %i', async (total, state) => {
    const lines = ROWS.flatMap(({ rowKey, full: [label = ''] }) => {
      const own = row(label, [2, 0, 0, 0, 0, 0, 2]);
      return rowKey.endsWith('notSupplementedInTime')
        ? [row('（六）其他处理', [total, 0, 0, 0, 0, 0, total]), own]
        : [own];
    });
    const header = row('', [
      '自然人',
      '商业企业',
      '科研机构',
      '社会公益组织',
      '法律服务机构',
      '其他',
      '总计',
    ]);
    const report = await read(`${BEGIN}\n${header}\n${lines.join('\n')}\n`);
    expect(states(report, all)).toEqual(new Set([state]));
    if (state === 'UNREADABLE') expect(isNamed(report, all)).toBe(true);
  });
});

describe('numbers that a page breaks', () => {
  const line = (rowKey: string, label: string): string =>
    rowKey === PUBLICATION
      ? `${label} 43 / / / / / 43\n第 2 页 共 3 页\n青岚市云桥县民政局\n8 8`
      : `${label} ${numbersOf(rowKey).join(' ')}`;

  it('are no shorter numbers, though their row adds up', async () => {
    const rows = ROWS.map(({ rowKey, full }) => line(rowKey, full[0] ?? ''));
    const report = await read(
      `${BEGIN}申请人情况\n自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n${rows.join('\n')}\n`,
    );
    for (const column of ['naturalPerson', 'total'])
      expect(report.cells[`${PUBLICATION}.${column}`]).toMatchObject({ state: 'UNREADABLE', value: null });
    expect(isNamed(report, PUBLICATION)).toBe(true);
    expect(report.cells[`${DUPLICATE}.total`]).toMatchObject({ state: 'REPORTED', value: 40 });
  });
});

describe('the title above a page', () => {
  it.each(['青岚市云桥县民政局 2022 年政府信息公开工作年度报告', TITLE])(
    'gives the table no number: %s',
    async (again) => {
      const report = await read(
        `${HEAD}二、主动公开政府信息情况\n第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可 2076\n第二十条第（六）项\n${again}\n\n` +
          '信息内容 本年处理决定数量\n行政处罚 596\n行政强制\n第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费 3.5\n',
      );
      expect(report.cells['disclosure.penalties.decisions']).toMatchObject({ state: 'REPORTED', value: 596 });
      expect(report.cells['disclosure.coercion.decisions']).toMatchObject({ value: null });
      expect(report.title).toBe(TITLE);
      expect(report.sections.map(({ text }) => text).join('\n')).not.toContain('年度报告');
    },
  );
});

describe('numbers in two because their cells are narrow', () => {
  const cells = (values: readonly (string | number)[]): string => values.join(' ');
  const label = ({ full }: (typeof ROWS)[number]): string => full[0] ?? '';
  const table = (begin: string, behind: string): string =>
    `${BEGIN}${ROWS.map((row) => `${label(row)} ${row.rowKey === DUPLICATE ? begin : cells(numbersOf(row.rowKey))}`).join('\n')}\n${behind}`;
  const values = (report: Report): (number | null | undefined)[] =>
    APPLICANT_COLUMNS.map((column) => report.cells[`${DUPLICATE}.${column}`]?.value);

  it('are whole again where the end stands right behind and the row adds up so alone', async () => {
    const report = await read(table('6460 7 4378 0 0 0 0 6898 5', ''));
    expect(values(report)).toEqual([64607, 4378, 0, 0, 0, 0, 68985]);
    expect(
      report.findings.some(({ code, cells: own }) => code === 'placed-by-sums' && own.length === 7),
    ).toBe(true);
    const dashes = await read(table('132 0 / / / / / 132 0', ''));
    expect(values(dashes)).toEqual([1320, null, null, null, null, null, 1320]);
  });

  it('are not read where the ends stand elsewhere, with a piece of a label or of the page', async () => {
    for (const ends of ['开 7 5', '页 67 5']) {
      const report = await read(table('6460 4378 0 0 0 0 6898', ends));
      expect([ends, states(report, DUPLICATE)]).toEqual([ends, new Set(['UNREADABLE'])]);
      expect(isNamed(report, DUPLICATE)).toBe(true);
    }
  });
});

describe('the third table, broken off by the next heading', () => {
  it('has no block that does not add up, and is not said to lack the others', async () => {
    const headers = '结果维持\n结果纠正\n其他结果\n尚未审结\n总计';
    const report = await read(
      `${HEAD}四、政府信息公开行政复议、行政诉讼情况\n行政复议\n${headers}\n239\n239\n0\n4\n4\n` +
        `五、存在的主要问题及改进情况\n0\n0\n行政诉讼\n未经复议直接起诉\n${headers}\n924 108 109\n0\n4\n23\n41\n` +
        `复议后起诉\n${headers}\n137 383\n0\n93\n7\n176\n30\n人员不足。\n`,
    );
    for (const block of ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration']) {
      for (const result of ['upheld', 'corrected', 'other', 'pending', 'total'])
        expect([block, report.cells[`review.${block}.${result}`]?.state]).toEqual([block, 'UNREADABLE']);
      expect(isNamed(report, `review.${block}`)).toBe(true);
    }
  });
});

describe('the row of the third table', () => {
  const RESULTS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
  const bars = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const table = (rows: readonly (readonly (string | number)[])[]): string =>
    `${HEAD}四、政府信息公开行政复议、行政诉讼情况\n\n${rows.map(bars).join('\n')}\n`;
  const HEADER = [
    ['行政复议', '', '', '', '', '行政诉讼'],
    [...RESULTS, ...RESULTS, ...RESULTS],
  ];
  const values = (report: Report, block: string): (number | null | undefined)[] =>
    ['upheld', 'corrected', 'other', 'pending', 'total'].map(
      (column) => report.cells[`review.${block}.${column}`]?.value,
    );

  it('is of no columns where a tool has broken its line, and two blocks contradict themselves', async () => {
    const lines = [
      ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计', '未经复议直接起诉', '复议后起诉'],
      ['', '', '', '', '', '', ...RESULTS, ...RESULTS.slice(0, 1)],
      [...RESULTS.slice(1), '', '', 2, '', '', 2, 8, '', '', 10, 18, '', 4, '', 8],
      [12, '五、存在的主要问题及改进情况'],
    ];
    const report = await read(
      `${HEAD}四、政府信息公开行政复议、行政诉讼情况\n\n${lines.map((line) => line.join(' |')).join('\n|')}\n`,
    );
    for (const block of ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration']) {
      for (const column of ['upheld', 'corrected', 'other', 'pending', 'total'])
        expect(report.cells[`review.${block}.${column}`]?.state).not.toBe('REPORTED');
      expect(isNamed(report, `review.${block}`)).toBe(true);
    }
  });

  it('is doubted in a block whose last number is the sum of the others, and no total', async () => {
    const row = [2, '', '', 2, '', 8, '', '', 10, 18, '', 4, '', 8, 12];
    const report = await read(table([...HEADER, row]));
    expect(values(report, 'reconsideration')).toEqual([null, null, null, null, null]);
    expect(report.cells['review.reconsideration.pending']?.state).toBe('UNREADABLE');
    expect(values(report, 'litigationDirect')).toEqual([8, null, null, 10, 18]);
  });
});

describe('cells that stand in rows of their own, between tabs', () => {
  it('leave no row of the first table blank', async () => {
    const cells = ['第二十条第（一）项', '信息内容', '本年新制作数量', '本年新公开数量', '对外公开总数量'];
    const values = ['规章', '\u00a0', '\u00a0', '4', '规范性文件', '9', '\u00a0', '49', '第二十条第（五）项'];
    const more = ['信息内容', '上一年项目数量', '本年增/减', '处理决定数量', '行政许可', '7', '\u00a0', '53'];
    const lines = [...cells, ...values, ...more].map((text) => `\t${text}\t`).join('\n');
    const report = await read(`${HEAD}二、主动公开政府信息情况\n${lines}\n`);
    for (const rowKey of ['disclosure.rules', 'disclosure.normativeDocuments', 'disclosure.licensing']) {
      const found = Object.entries(report.cells).filter(([key]) => key.startsWith(`${rowKey}.`));
      expect(found.map(([, { state }]) => state)).not.toContain('BLANK');
      expect(isNamed(report, rowKey)).toBe(true);
    }
  });
});

describe('the third table of a web page', () => {
  it('is read cell by cell where it prints no totals', async () => {
    const results = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
    const row = (cells: readonly (string | number)[], tag = 'td'): string =>
      `<tr>${cells.map((cell) => `<${tag}>${String(cell)}</${tag}>`).join('')}</tr>`;
    const html =
      `<html><body><h1>${TITLE}</h1><p>一、总体情况</p><p>推进政府信息公开工作。</p><p>四、政府信息公开行政复议、行政诉讼情况</p><table>` +
      '<tr><th colspan="5" rowspan="2">行政复议</th><th colspan="10">行政诉讼</th></tr>' +
      '<tr><th colspan="5">未经复议直接起诉</th><th colspan="5">复议后起诉</th></tr>' +
      `${row([...results, ...results, ...results], 'th')}${row([2, '', '', 2, '', 3, '', '', '', '', '', 1, '', '', 1])}</table></body></html>`;
    const report = await read(html);
    const found = ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration'].map((block) =>
      ['upheld', 'corrected', 'other', 'pending', 'total'].map(
        (column) => report.cells[`review.${block}.${column}`]?.value,
      ),
    );
    expect(found).toEqual([
      [2, null, null, 2, null],
      [3, null, null, null, null],
      [null, 1, null, null, 1],
    ]);
    expect(report.cells['review.reconsideration.total']?.state).toBe('BLANK');
  });
});
