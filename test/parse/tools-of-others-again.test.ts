/** Texts as pandoc, docx2python, pdftotext, pdfplumber and pymupdf4llm write them: numbers right, or unreadable and named. */
import { describe, expect, it } from 'vitest';
import type { CellKey } from '../../src/domain/cells.js';
import type { Report } from '../../src/domain/report.js';
import { textBlocks } from '../../src/ingest/text/text-blocks.js';
import { parseReport } from '../../src/parse/index.js';

const TITLE = '云桥省青岚市统计局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n主动公开信息47条。\n\n';
const FIRST = '二、主动公开政府信息情况';
const SECOND = '三、收到和处理政府信息公开申请情况';
const THIRD = '四、政府信息公开行政复议、行政诉讼情况';

function read(text: string): Report {
  return parseReport({
    mediaType: 'text/plain',
    encoding: 'utf-8',
    metadata: {},
    blocks: textBlocks(TITLE + text),
  });
}

/** Number, or state where there is none; with “!” where a finding names the cell. */
function shown({ cells, findings }: Report, keys: string[]): unknown[] {
  return keys.map((key) => {
    const cell = cells[key as CellKey];
    const isNamed = findings.some((finding) => finding.cells.includes(key));
    return cell?.value ?? `${cell?.state ?? 'none'}${isNamed ? '!' : ''}`;
  });
}

const RESULTS = ['upheld', 'corrected', 'other', 'pending', 'total'];
const REVIEW = ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration'].flatMap((block) =>
  RESULTS.map((result) => `review.${block}.${result}`),
);
const applications = (row: string): string[] =>
  ['naturalPerson', 'business', 'research', 'publicWelfare', 'legalService', 'other', 'total'].map(
    (one) => `applications.${row}.${one}`,
  );

describe('a table of which a tool lost the middle', () => {
  const table = (lines: string[]): string =>
    `${SECOND}\n申请人情况\n\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n${lines.join('\n')}\n`;
  const others = ['1.属于国家秘密', '4.保护第三方合法权益', '2.重复申请'].map(
    (label) => `${label}\t4\t0\t0\t0\t0\t0\t4`,
  );

  it('gives the row above no numbers of the row below', () => {
    const report = read(table(['\t一、本年新收政府', '?eœ^', '\t0\t0\t0\t0\t0\t18', ...others]));
    expect(new Set(shown(report, applications('received')))).toEqual(new Set(['UNREADABLE!']));
    expect(shown(report, applications('refused.stateSecret'))).toEqual([4, 0, 0, 0, 0, 0, 4]);
  });

  it('is whole where the rest of the label follows', () => {
    const report = read(
      table(['\t一、本年新收政府', '\t12\t0\t0\t0\t0\t6\t18', '信息公开申请数量', ...others]),
    );
    expect(shown(report, applications('received'))).toEqual([12, 0, 0, 0, 0, 6, 18]);
  });
});

describe('the third table', () => {
  const header = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];

  it('is read where pandoc rules off its first row and ends it with an empty line alone', () => {
    const row = (cells: readonly string[]): string =>
      `  ${cells.map((cell) => cell.padEnd(16 - [...cell].filter((one) => one > '⺀').length)).join(' ')}`.trimEnd();
    const blank = Array<string>(4).fill('');
    const values = '4 7 — — 11 2 — — 5 7 — 3 — — 3'.split(' ');
    const report = read(
      [
        `${THIRD}\n`,
        row(['行政复议', ...blank, '行政诉讼']),
        row(Array<string>(15).fill('-'.repeat(16))),
        row([...header, '未经复议直接起诉', ...blank, '复议后起诉']),
        row([...Array<string>(5).fill(''), ...header, ...header]),
        row(values),
        '\n五、存在的主要问题及改进情况\n',
      ].join('\n'),
    );
    expect(shown(report, REVIEW)).toEqual(values.map((value) => (value === '—' ? 'BLANK' : Number(value))));
  });

  it('is read with its blank cells where docx2python writes each cell as a paragraph', () => {
    const values = ['4', '7', '', '', '11', '2', '', '', '5', '7', '', '3', '', '', '3'];
    const again = (text: string, times: number): string[] => Array<string>(times).fill(text);
    const cells = [
      ...again('行政复议', 5),
      ...again('行政诉讼', 10),
      ...header,
      ...again('未经复议直接起诉', 5),
      ...again('复议后起诉', 5),
      ...header,
      ...header,
      ...header,
      ...values,
    ];
    const report = read(`${[THIRD, ...cells, '五、存在的主要问题及改进情况'].join('\n\n')}\n\n今后改进。\n`);
    expect(shown(report, REVIEW)).toEqual(values.map((value) => (value === '' ? 'BLANK' : Number(value))));
  });

  it('has its numbers in pieces above and below the others put together', () => {
    const report = read(
      `${THIRD}\n\n行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n${header.join(' ')} ${header.join(' ')} ${header.join(' ')}\n127 121\n0 538 324 414 375 0 314 521 401 0 269 0 670\n6 0\n五、存在的主要问题及改进情况\n\n今后改进。\n`,
    );
    expect(shown(report, REVIEW)).toEqual([
      0, 538, 324, 414, 1276, 375, 0, 314, 521, 1210, 401, 0, 269, 0, 670,
    ]);
  });
});

const HEAD = `${SECOND}\n\n申请人情况\n自然人 法人或其他组织 总计\n商业企业 科研机构 社会公益组织 法律服务机构 其他\n`;

describe('numbers of the second table that narrow cells broke', () => {
  it('are not read by their beginnings where the ends stand behind the end of the label', () => {
    const report = read(
      `${HEAD}一、本年新收政府          38       38\n信息公开申请数量          0        0\n二、上年结转政府          2        2\n信息公开申请数量\n`,
    );
    expect(shown(report, applications('received')).slice(-1)).toEqual(['UNREADABLE!']);
  });

  it('are not read by their beginnings where the ends stand in a line of dashes', () => {
    const report = read(
      `${HEAD}一、本年新收政府信息公          238                        238\n开申请数量       20   —   —    —   —    —   20\n二、上年结转政府信息公开申请数量       —   —   —    —   —    —   —\n`,
    );
    expect(shown(report, applications('received')).slice(-1)).toEqual(['UNREADABLE!']);
  });

  it('are no numbers of the columns beside, where a blank cell leaves as many values as columns', () => {
    const report = read(
      `${HEAD}一、本年新收政府信息公开申请数量\n17\n9\n7\n1\n1\n3\n191\n二、上年结转政府信息公开申请数量\n1\n1\n`,
    );
    expect(new Set(shown(report, applications('received')))).toEqual(new Set(['UNREADABLE!']));
  });

  it('are put together from the lines above and below their row, and placed by the sums of the whole table', () => {
    const zeros = '0 0 0 0 0 0 0';
    const outcomes = [
      ['（一）予以公开'],
      ['（二）部分公开（区分处理的，只计这一情形，不计其他情形）', '155 155', '0 0 0 0 0', '1 1'],
      ['（三）不予公开 1.属于国家秘密', '281 346', '651 0 0 0 0', '0 1'],
      ['2.其他法律行政法规禁止公开'],
      ['3.危及“三安全一稳定”', '427 483', '557 0 0 0 0', '5 2'],
      ['4.保护第三方合法权益'],
      ['5.属于三类内部事务信息'],
      ['6.属于四类过程性信息'],
      ['7.属于行政执法案卷', '285 285', '0 0 0 0 0', '4 4'],
      ['8.属于行政查询事项'],
      ['（四）无法提供 1.本机关不掌握相关政府信息', '421 421', '0 0 0 0 0', '9 9'],
      ['2.没有现成信息需要另行制作'],
      ['3.补正后申请内容仍不明确'],
      ['（五）不予处理 1.信访举报投诉类申请'],
      ['2.重复申请'],
      ['3.要求提供公开出版物'],
      ['4.无正当理由大量反复申请', '346 346', '0 0 0 0 0', '6 6'],
      ['5.要求行政机关确认或重新出具已获取信息'],
      ['（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'],
      ['2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'],
      ['3.其他'],
    ];
    const rows = [
      ['一、本年新收政府信息公开申请数量', '188 120 200', '0 0 0 0', '58 8 66'],
      ['二、上年结转政府信息公开申请数量 317 0 0 0 0 0 317'],
      ['三、本年度办理结果'],
      ...outcomes.map(([label = '', ...lines]) =>
        lines.length === 0 ? [`${label} ${zeros}`] : [label, ...lines],
      ),
      ['（七）总计', '191 120 203', '0 0 0 0', '75 8 83'],
      [`四、结转下年度继续办理 ${zeros}`],
    ].map(([label = '', above, own = '', below = '']) =>
      above === undefined ? label : `${above}\n${label} ${own}\n${below}`,
    );
    const report = read(`${HEAD}${rows.join('\n')}\n\n${THIRD}\n`);
    expect(shown(report, applications('received'))).toEqual([18858, 1208, 0, 0, 0, 0, 20066]);
    expect(shown(report, applications('partlyGranted'))).toEqual([1551, 0, 0, 0, 0, 0, 1551]);
    expect(shown(report, applications('refused.securityOrStability'))).toEqual([4275, 557, 0, 0, 0, 0, 4832]);
    expect(shown(report, applications('notProcessed.excessive'))).toEqual([3466, 0, 0, 0, 0, 0, 3466]);
  });

  it('are no whole numbers in a cell of as many digits as the pieces beside it', () => {
    const row = (cells: string): string => `|${cells.split(' ').join('|')}|`;
    const report = read(
      [
        `${SECOND}\n`,
        row('申请人情况 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计'),
        row('--- --- --- --- --- --- --- ---'),
        row('一、本年新收政府信息公开申请数量 10<br>39 20<br> — — — — 12<br>44'),
        row('申请 9 48 — — — — 7'),
        row('二、上年结转政府信息公开申请数量 — — — — — — —'),
        row('三、本年度办理结果（一）予以公开 — — — — — — —'),
      ].join('\n'),
    );
    expect(shown(report, applications('received')).slice(0, 2)).toEqual(['UNREADABLE!', 'UNREADABLE!']);
  });
});

describe('a second table between bars or tabs of which a tool lost something', () => {
  const row = (cells: readonly unknown[]): string => `| ${cells.join(' | ')} |`;
  const lines = (rows: readonly (readonly unknown[])[]): string =>
    [`${SECOND}\n`, ...rows.map(row), `\n${THIRD}\n`].join('\n');
  const blank = ['', '', '', '', ''];

  it('has no numbers of other columns where those that are blank throughout are gone, and the header is in pieces', () => {
    const report = read(
      lines([
        ['', '', '', '', '', '人', '业 研', '会', '律 他', ''],
        ['---', '---', '---', '---', '---', '---', '---', '---', '---', '---'],
        ['一、本年新收政府信息公开申请数量', '', '', '', '', 153, 16, 2, 3, 174],
        ['二、上年结转政府信息公开申请数量', '', '', '', '', 1, '', '', '', 1],
        ['三、本年度', '（一）予以公开', '', '', '', 7, 3, '', '', 10],
        ['办理结果', '（七）总计', '', '', '', 153, 15, 2, 3, 173],
        ['四、结转下年度继续办理', '', '', '', '', 1, 1, '', '', 2],
      ]),
    );
    const cells = [...applications('received'), ...applications('granted')];
    expect(new Set(shown(report, cells))).toEqual(new Set(['UNREADABLE!']));
  });

  it('has no pieces of numbers for numbers where lines of labels stand in the cells of the next', () => {
    const report = read(
      lines([
        ['', '', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'],
        ['---', '---', '---', '---', '---', '---', '---', '---', '---'],
        ['一、本年新收政府', '', 38, ...blank, 38],
        ['信息公开申请数量 二、上年结转政府', '', '0 2', ...blank, '0 2'],
        ['信息公开申请数量 三、本', '', '', ...blank, ''],
        ['', '3.要求提供公开出版物 4.无正当理由大量反复申请', 27, ...blank, 27],
        ['', '5.要求行政机关', 2, ...blank, 2],
        ['', '确认或重新出具已获取信息 1.申请人无正当理由逾期不补正、行政机关不再处', '', ...blank, ''],
      ]),
    );
    const keys = ['received', 'carriedIn', 'notProcessed.excessive', 'notProcessed.reconfirmation'];
    const totals = keys.map((key) => `applications.${key}.total`);
    expect(new Set(shown(report, totals))).toEqual(new Set(['UNREADABLE!']));
  });

  it('has no beginnings of numbers for numbers where their ends stand beside the end of the label', () => {
    const report = read(
      lines([
        ['', '', '然 商 科', '社 法 其', '计'],
        ['---', '---', '---', '---', '---'],
        ['一、本年新收政府', '', 38, '', 38],
        ['信息公开申请数量', '', 0, '', 0],
        ['二、上年结转政府信息公开申请数量', '', 2, '', 2],
      ]),
    );
    expect(shown(report, applications('received')).slice(-1)).toEqual(['UNREADABLE!']);
  });

  it.each([
    ['a number begins with a zero', ['7607', '048', '1750', '3610', '4588', '—', '9603']],
    ['a cell keeps two lines of a number', ['76\r07', '04\r8', '17\r50', '36\r10', '45\r88', '—', '96\r03']],
  ])('has no ends of numbers for numbers where %s', (_, received) => {
    const report = read(
      [
        `${SECOND}\n`,
        ['', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'],
        ['一、本年新收政府信息公开申请数量', ...received],
        ['二、上年结转政府信息公开申请数量', '17', '—', '—', '—', '—', '—', '17'],
        ['三、本年度办理结果（一）予以公开', '—', '—', '—', '—', '—', '—', '—'],
      ]
        .map((one) => (typeof one === 'string' ? one : one.join('\t')))
        .join('\n'),
    );
    expect(new Set(shown(report, applications('carriedIn')))).toEqual(new Set(['UNREADABLE!']));
  });

  it('has no total that is less than the outcomes which were read', () => {
    const report = read(
      [
        `${SECOND}\n`,
        '三、本年度办理结果 （一）予以公开\t49\t49',
        '5.要求行政机关确认或重新出具已获取信息\t\t',
        '（七）总计\t\t32\t32',
      ].join('\n'),
    );
    expect(shown(report, ['applications.outcomeTotal.total'])).toEqual(['UNREADABLE!']);
  });
});

describe('the first table', () => {
  it('is unreadable below a header of which a cell stands behind the number', () => {
    const report = read(
      `${FIRST}\n第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n\n第二十条第（五）项\n信息内容\n\n本年处理决定数量\n\n行政许可\n第二十条第（六）项\n信息内容\n行政处罚\n\n113744\n本年处理决定数量\n497028\n\n行政强制\n第二十条第（八）项\n信息内容\n行政事业性收费\n\n本年收费金额（单位：万元）\n157232.0\n`,
    );
    const keys = ['licensing', 'penalties', 'coercion'].map((row) => `disclosure.${row}.decisions`);
    expect(new Set(shown(report, keys))).toEqual(new Set(['UNREADABLE!']));
  });

  it('is unreadable where the amount stands before the count', () => {
    const report = read(
      `${FIRST}\n第二十条第（九）项\n信息内容 采购项目数量 采购总金额\n政府集中采购\n\n110924.9\n\n199\n\n${SECOND}\n`,
    );
    const keys = ['items', 'amount'].map((column) => `disclosure.procurement.${column}`);
    expect(shown(report, keys)).toEqual(['UNREADABLE!', 'UNREADABLE!']);
  });
});
