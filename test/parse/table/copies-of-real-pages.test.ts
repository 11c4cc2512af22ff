/** What browsers and tools make of pages as organs publish them: narrow columns, cells merged over rows, units and numbers on lines of their own. */
import { describe, expect, it } from 'vitest';
import { APPLICANT_COLUMNS, CELLS } from '../../../src/domain/cells.js';
import type { CellState, Report } from '../../../src/domain/report.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { parseReport } from '../../../src/parse/index.js';
import { ownLabel } from '../../../src/parse/damaged-labels.js';
import { APPLICATION_ROWS } from '../../../src/parse/official-labels.js';

const HEAD = (year: number): string =>
  `青岚市云桥县民政局${String(year)}年政府信息公开工作年度报告\n一、总体情况\n推进政府信息公开工作。\n`;
const HEADER = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
const ROWS = APPLICATION_ROWS.filter(({ rowKey }) => rowKey !== 'applications.otherOutcome.all');
const [SUPPLEMENTED, UNPAID, OTHER] = ROWS.filter(({ rowKey }) => rowKey.includes('otherOutcome')).map(
  ({ rowKey }) => rowKey,
);

async function read(text: string): Promise<Report> {
  return parseReport(await ingestFile(Buffer.from(text)));
}

function states(report: Report, rowKey: string | undefined): Set<CellState | undefined> {
  return new Set(APPLICANT_COLUMNS.map((column) => report.cells[`${rowKey ?? ''}.${column}`]?.state));
}

function isNamed(report: Report, key: string): boolean {
  return report.findings.some(({ cells }) => cells.includes(key));
}

/** The numbers of a row of 表二, each row's its own. */
function numbersOf(rowKey: string): number[] {
  const at = ROWS.findIndex((row) => row.rowKey === rowKey);
  return [at + 11, at, 0, 0, 0, 0, 2 * at + 11];
}

/** 表二 with what `lines` makes of each row. */
function applications(lines: (rowKey: string, label: string) => readonly string[]): string {
  const rows = ROWS.flatMap(({ rowKey, full: [label = ''] }) => lines(rowKey, ownLabel(label)));
  return `${HEAD(2022)}三、收到和处理政府信息公开申请情况\n申请人情况\n${rows.join('\n')}\n四、政府信息公开行政复议、行政诉讼情况\n无。\n`;
}

/** A text in lines of so many letters, as a narrow cell prints it. */
function narrow(text: string, width: number): string[] {
  return text.match(new RegExp(`.{1,${String(width)}}`, 'gu')) ?? [];
}

/** Numbers beside the middle line of their label, the number of which stands a line too low. */
function beside(label: string, numbers: string): string[] {
  const [first = '', ...rest] = narrow(label, 3);
  const lines = [first, '1.', ...rest];
  const at = Math.ceil(lines.length / 2);
  return [...lines.slice(0, at), numbers, ...lines.slice(at)];
}

describe('cells merged over rows', () => {
  const header = `|  | ${HEADER.join(' | ')} |\n| ${Array.from({ length: 8 }, () => '---').join(' | ')} |`;

  it('leave rows without cells, which are not blank', async () => {
    const report = await read(
      applications((rowKey, label) =>
        rowKey === UNPAID || rowKey === OTHER ? [label] : [[label, ...numbersOf(rowKey)].join('\t')],
      ),
    );
    expect(report.cells['applications.received.total']).toMatchObject({ value: 11 });
    for (const rowKey of [UNPAID, OTHER]) expect(states(report, rowKey)).toEqual(new Set(['UNREADABLE']));
    expect(isNamed(report, `${UNPAID ?? ''}.total`)).toBe(true);
  });

  it('are named where a tool prints the cells empty', async () => {
    const report = await read(
      applications((rowKey, label) => {
        const isMerged = rowKey === UNPAID || rowKey === OTHER;
        const cells = isMerged ? APPLICANT_COLUMNS.map(() => '') : numbersOf(rowKey);
        return [`| ${[label, ...cells].join(' | ')} |`];
      }).replace('申请人情况', header),
    );
    expect(states(report, UNPAID)).toEqual(new Set(['BLANK']));
    const named = report.findings.find(({ code }) => code === 'blank-beside-full')?.cells;
    expect(named).toEqual(
      [UNPAID, OTHER].flatMap((row) => APPLICANT_COLUMNS.map((key) => `${row ?? ''}.${key}`)),
    );
  });

  it('are none where other rows print blanks', async () => {
    const report = await read(
      applications((rowKey, label) => {
        const cells =
          rowKey === OTHER ? ['', '', '', '', '', '', ''] : numbersOf(rowKey).map((one) => one || '');
        return [`| ${[label, ...cells].join(' | ')} |`];
      }).replace('申请人情况', header),
    );
    expect(report.findings.map(({ code }) => code)).not.toContain('blank-beside-full');
  });
});

describe('labels around their numbers', () => {
  it('in a narrow column are those of the rows in order, though one has a cell too few', async () => {
    const first = 'applications.received';
    const report = await read(
      applications((rowKey, label) =>
        beside(label, rowKey === first ? '9 0 0 0 0 9' : numbersOf(rowKey).join(' ')),
      ),
    );
    expect(states(report, first)).toContain('UNREADABLE');
    for (const { rowKey } of ROWS.filter((row) => row.rowKey !== first))
      expect(APPLICANT_COLUMNS.map((column) => report.cells[`${rowKey}.${column}`]?.value)).toEqual(
        numbersOf(rowKey),
      );
  });

  it('give a blank row no number of the row of the organ’s own below it', async () => {
    const blank = 'applications.notProcessed.duplicate';
    const report = await read(
      applications((rowKey, label) => {
        if (rowKey === blank)
          return [...narrow(label, 3), ...beside('转由其他渠道受理登记', '7 0 0 0 0 0 7')];
        return beside(
          label,
          rowKey === 'applications.received' ? '9 0 0 0 0 9' : numbersOf(rowKey).join(' '),
        );
      }),
    );
    for (const column of APPLICANT_COLUMNS)
      expect([column, report.cells[`${blank}.${column}`]?.value ?? null]).toEqual([column, null]);
  });

  it('decide nothing where a row of the organ’s own stands among them', async () => {
    const report = await read(
      applications((rowKey, label) => {
        if (rowKey === 'applications.notProcessed.duplicate') return narrow(label, 3);
        const own = rowKey === SUPPLEMENTED ? beside('转由其他渠道受理登记', '7 0 0 0 0 0 7') : [];
        return [...beside(label, numbersOf(rowKey).join(' ')), ...own];
      }),
    );
    for (const { rowKey } of ROWS.filter(({ rowKey: key }) => !key.includes('notProcessed.duplicate'))) {
      const value = report.cells[`${rowKey}.total`]?.value ?? null;
      expect([rowKey, value === null || value === numbersOf(rowKey).at(-1)]).toEqual([rowKey, true]);
    }
  });

  const DISCLOSURE = [
    ['第二十条第（一）项', '信息内容 本年新制作数量 本年新公开数量 对外公开总数量'],
    ['规章', '1 2 3'],
    ['规范性文件', '4 5 6'],
    ['第二十条第（五）项', '信息内容 上一年项目数量 本年增/ 减 处理决定数量'],
    ['行政许可', '71 8 92'],
    ['其他对外管理服务事项', '13 24 35'],
    ['第二十条第（六）项', '信息内容 上一年项目数量 本年增/ 减 处理决定数量'],
    ['行政处罚', '17 28 39'],
    ['行政强制', '41 42 43'],
    ['第二十条第（八）项', '信息内容 上一年项目数量 本年增/ 减'],
    ['行政事业性收费', '51 52'],
    ['第二十条第（九）项', '信息内容 采购项目数量 采购总金额'],
    ['政府集中采购', '61 62.5万元'],
  ] as const;

  it('are read so in the first table', async () => {
    const rows = DISCLOSURE.flatMap(([label, text]) =>
      text.startsWith('信')
        ? [label, ...text.split(' ').flatMap((one) => narrow(one, 4))]
        : beside(label, text),
    );
    const report = await read(
      `${HEAD(2019)}二、主动公开政府信息情况\n${rows.join('\n')}\n三、收到和处理政府信息公开申请情况\n`,
    );
    const values = [
      'licensing.previousYearItems',
      'otherServices.change',
      'coercion.decisions',
      'procurement.amount',
    ];
    expect(values.map((key) => report.cells[`disclosure.${key}`]?.value)).toEqual([71, 24, 43, 62.5]);
  });
});

describe('numbers on lines of their own', () => {
  it('are no page’s number below a whole label', async () => {
    const row = 'applications.partlyGranted';
    const blank = Array.from({ length: 6 }, () => '\u00a0');
    const report = await read(
      applications((rowKey, label) => {
        const values = numbersOf(rowKey).map(String);
        const group = rowKey === 'applications.refused.stateSecret' ? ['（三）不予公开'] : [];
        const whole = rowKey === row ? '（二）部分公开（区分处理的，只计这一情形，不计其他情形）' : label;
        return [...group, whole, ...(rowKey === row ? ['3', ...blank] : values)];
      }),
    );
    expect(report.cells[`${row}.naturalPerson`]?.state).not.toBe('BLANK');
  });

  it('are of either row, where a piece of a group’s label stands beside them', async () => {
    const [above, below] = ['needsCreation', 'stillUnclear'].map(
      (row) => `applications.unableToProvide.${row}`,
    );
    const report = await read(
      applications((rowKey, label) => {
        if (rowKey === above) return [label, '法提供 4680 64 4744'];
        return [rowKey === below ? label : `${label} ${numbersOf(rowKey).join(' ')}`];
      }),
    );
    for (const row of [above, below]) {
      expect(states(report, row)).toEqual(new Set(['UNREADABLE']));
      expect(isNamed(report, `${row ?? ''}.total`)).toBe(true);
    }
  });

  it('are ends of the numbers that begin above them', async () => {
    const row = 'applications.granted';
    const report = await read(
      applications((rowKey, label) =>
        rowKey === row ? ['三、 3,09 3,09', label, '本年 5 5'] : [`${label} ${numbersOf(rowKey).join(' ')}`],
      ),
    );
    expect(report.cells[`${row}.total`]?.value).not.toBe(5);
    expect(isNamed(report, `${row}.total`)).toBe(true);
  });
});

describe('the review table', () => {
  const cells = (numbers: readonly number[]): string =>
    numbers.map((one) => `<td>${String(one)}</td>`).join('');
  const results = '<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>';

  it('says what is printed in its cells, though no block adds up', async () => {
    const page = `<html><body><h1>青岚市云桥县民政局2022年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>推进公开。</p>
      <p>四、政府信息公开行政复议、行政诉讼情况</p><table><tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr>
      <tr><td colspan="5"></td><td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>
      <tr>${results.repeat(3)}</tr><tr>${cells([10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0])}</tr></table></body></html>`;
    const report = await read(page);
    expect(report.cells['review.reconsideration.upheld']).toMatchObject({ state: 'REPORTED', value: 10 });
    expect(report.findings.some(({ code, outcome }) => code === 'review-total' && outcome === 'FAILS')).toBe(
      true,
    );
  });

  it('takes no total whose last digit may stand below it', async () => {
    const header = `行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n${'结果维持 结果纠正 其他结果 尚未审结 总计 '.repeat(3)}`;
    const report = await read(
      `${HEAD(2022)}四、政府信息公开行政复议、行政诉讼情况\n${header}\n/ / 46 / 46 5 113 100 66 28 / 43 / 24 67\n4\n五、存在的主要问题及改进情况\n无。\n`,
    );
    expect(report.cells['review.litigationDirect.total']?.value).not.toBe(28);
    expect(isNamed(report, 'review.litigationDirect.total')).toBe(true);
  });
});

describe('the first table', () => {
  const procurement = (amount: string): string =>
    `${HEAD(2019)}二、主动公开政府信息情况\n第二十条第（九）项\n信息内容 采购项目数量 采购总金额\n${amount}\n三、收到和处理政府信息公开申请情况\n`;

  it.each([
    ['on the next line', '政府集中采购\n135\n7539443\n元'],
    ['beside the next letter of its label', '政\n府\n集 135 7539443\n中     元\n采\n购'],
  ])('has an amount in 元 where the unit stands %s', async (_, rows) => {
    const report = await read(procurement(rows));
    expect([753.9443, null]).toContain(report.cells['disclosure.procurement.amount']?.value);
  });

  it('has no number for a column whose header is lost', async () => {
    const block = [
      ['第二十条第(五)项', '', '', '', '', ''],
      ['信息内容', '', '本年增/减', '处理决定数量', '', ''],
      ['行政许可', '', '', '', '', ''],
      ['其他对外管理服务事项', '45', '', '', '', ''],
      ['第二十条第(六)项', '', '', '', '', ''],
      ['信息内容', '', '本年增/减', '处理决定数量', '', ''],
      ['行政处罚', '', '26', '4573', '', ''],
      ['行政强制', '11', '', '6181', '', ''],
    ].map((cells) => cells.join('\t'));
    const report = await read(`${HEAD(2019)}二、主动公开政府信息情况\n${block.join('\n\t\t\t\t\t\n')}\n`);
    expect(report.cells['disclosure.otherServices.change']?.value ?? null).toBeNull();
    expect(isNamed(report, 'disclosure.otherServices.change')).toBe(true);
    expect(report.cells['disclosure.penalties.decisions']).toMatchObject({ value: 4573 });
  });
});

describe('rows of a table that a tool parts by the lines of its cells', () => {
  const block = (rows: readonly string[][]): string =>
    `${HEAD(2019)}二、主动公开政府信息情况\n` +
    [['第二十条第（六）项', '', '', ''], ['信息内容', '上一年项目数量', '本年增/减', '处理决定数量'], ...rows]
      .map((cells) => cells.join('\t'))
      .join('\n');

  it.each([
    [
      'a label in pieces',
      [
        ['行政处', '', '', ''],
        ['', '2648', '0', '430'],
        ['罚', '', '', ''],
        ['行政强制', '', '', ''],
      ],
    ],
    [
      'numbers at two heights',
      [
        ['行政处罚', '', '', '0'],
        ['', '26', '-26', ''],
        ['行政强制', '0', '0', '0'],
      ],
    ],
  ])('are not blank: %s', async (_, rows) => {
    const report = await read(block(rows));
    const key = 'disclosure.penalties.previousYearItems';
    expect([report.cells[key]?.state, report.cells[key]?.value]).not.toEqual(['BLANK', null]);
    if (report.cells[key]?.value === null) expect(isNamed(report, key)).toBe(true);
  });
});

describe('what is left of a table', () => {
  it('is read where tags run over lines', async () => {
    const tagged = (text: string | number): string =>
      `<span style="mso-spacerun:'yes';\nfont-size:12.0000pt;">${String(text)}</span>`;
    const header = `|  | ${HEADER.map(tagged).join(' | ')} |\n| ${Array.from({ length: 8 }, () => '---').join(' | ')} |`;
    const text = applications((rowKey, label) => [
      `| ${[label, ...numbersOf(rowKey)].map(tagged).join(' | ')} |`,
    ]);
    const report = await read(text.replace('申请人情况', header));
    for (const { rowKey } of ROWS)
      expect(report.cells[`${rowKey}.total`]?.value).toBe(numbersOf(rowKey).at(-1));
  });

  it('is never said to be missing: a header alone', async () => {
    const report = await read(
      `${HEAD(2022)}三、收到和处理政府信息公开申请情况\n自然人| 商业 | 科研 | 社会 |法律   总计\nECGIIIIGIIIIEG\n[Ta 0|101010101010\n四、政府信息公开行政复议、行政诉讼情况\n维持 纠正 结果| 审结| 维持|纠正 结果 审结\n5019loolololelols\n五、存在的主要问题及改进情况\n还有差距。\n`,
    );
    const cells = CELLS.filter(({ table, forms }) => table !== 'disclosure' && forms.includes('2021'));
    const others = cells.filter(
      ({ key }) => report.cells[key]?.state !== 'UNREADABLE' || !isNamed(report, key),
    );
    expect(others.map(({ key }) => key)).toEqual([]);
  });

  it('is never said to be missing: labels among the styles of a page', async () => {
    const style = `{style="mso-bidi-font-family:'Times New Roman';font-size:12.0000pt;`;
    const end = `mso-font-kerning:1.0000pt;"}`;
    const report = await read(
      applications((rowKey, label) =>
        ROWS.findIndex((row) => row.rowKey === rowKey) > 9
          ? []
          : [
              `  mso-bidi-font-family:'Calibri';font-size:9pt;"}   [${label}]${style}   ${style}`,
              `  ${end}   ${end}   ${end}`,
            ],
      ),
    );
    expect(states(report, 'applications.received')).toEqual(new Set(['UNREADABLE']));
  });
});
