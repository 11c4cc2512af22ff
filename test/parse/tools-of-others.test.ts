/** Texts as html-to-text, node-html-markdown, pdf-parse, pdf2json and PDFBox write them: numbers right, or unreadable and named. */
import { describe, expect, it } from 'vitest';
import { APPLICANT_COLUMNS, REVIEW_COLUMNS } from '../../src/domain/cells.js';
import { REVIEW_BLOCKS } from '../../src/parse/tables/review-header.js';
import type { CellKey } from '../../src/domain/cells.js';
import type { Report } from '../../src/domain/report.js';
import { textBlocks } from '../../src/ingest/text/text-blocks.js';
import { parseReport } from '../../src/parse/index.js';

const TITLE = '云桥省青岚市统计局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n主动公开信息47条。\n\n';

function read(text: string): Report {
  const blocks = textBlocks(text);
  return parseReport({ mediaType: 'text/plain', encoding: 'utf-8', metadata: {}, blocks });
}

/** Number, or state where there is none; with “!” where a finding names the cell. */
function shown({ cells, findings }: Report, keys: string[]): unknown[] {
  return keys.map((key) => {
    const cell = cells[key as CellKey];
    const isNamed = findings.some((finding) => finding.cells.includes(key));
    return cell?.value ?? `${cell?.state ?? 'none'}${isNamed ? '!' : ''}`;
  });
}

const MADE = ['issued', 'repealed', 'inForce'].map((column) => `disclosure.normativeDocuments.${column}`);
const REVIEW = REVIEW_BLOCKS.flatMap((block) => REVIEW_COLUMNS.map((column) => `${block}.${column}`));
const applications = (row: string): string[] =>
  APPLICANT_COLUMNS.map((column) => `applications.${row}.${column}`);

/** As html-to-text sets lines by default, of 80 characters. */
const WRAPPED = [
  '二、主动公开政府信息情况',
  '',
  '第二十条第（一）项 信息内容本年制发件数本年废止件数现行有效件数 规章400 行政规范性文件58,46826,3160 第二十条第（五）项',
  '信息内容本年处理决定数量 行政许可6,552,363 第二十条第（六）项 信息内容本年处理决定数量 行政处罚1,012,795 行政强制0 第二十条第（八）项',
  '信息内容本年收费金额（单位：万元） 行政事业性收费843,565.4',
  '',
  '三、收到和处理政府信息公开申请情况',
  '',
  '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）申请人情况 自然人法人或其他组织总计 商业企业科研机构社会公益组织法律服务机构其他',
  '一、本年新收政府信息公开申请数量213,71932,383007,3860253,488 二、上年结转政府信息公开申请数量9,352000009,352',
  '三、本年度办理结果（一）予以公开34,51411,060000045,574 （二）部分公开（区分处理的，只计这一情形，不计其他情形）0000000',
  '（三）不予公开1.属于国家秘密0000000 2.其他法律行政法规禁止公开55,2309,266000064,496',
  '3.危及“三安全一稳定”34,0310000034,031 4.保护第三方合法权益0000000 5.属于三类内部事务信息0000000',
  '6.属于四类过程性信息0000000 7.属于行政执法案卷0000000 8.属于行政查询事项0000000',
  '（四）无法提供1.本机关不掌握相关政府信息0000000 2.没有现成信息需要另行制作0000000',
  '3.补正后申请内容仍不明确46,6429,607000056,249 （五）不予处理1.信访举报投诉类申请0000000 2.重复申请0000000',
  '3.要求提供公开出版物40,1032,450007,386049,939 4.无正当理由大量反复申请0000000',
  '5.要求行政机关确认或重新出具已获取信息0000000 （六）其他处理1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请0000000',
  '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请0000000 3.其他0000000',
  '（七）总计210,52032,383007,3860250,289 四、结转下年度继续办理12,5510000012,551',
];

describe('a table on one line with nothing between its cells', () => {
  const first = (rows: string): string =>
    `${TITLE}二、主动公开政府信息情况\n\n第二十条第（一）项 信息内容本年制发件数本年废止件数现行有效件数 ${rows} 第二十条第（五）项 信息内容本年处理决定数量 行政许可31\n`;

  it('is unreadable and named where dashes do not part it', () => {
    const [issued, ...others] = shown(read(first('规章——— 行政规范性文件——26')), MADE);
    expect([issued, ...others]).toEqual(['UNREADABLE!', 'UNREADABLE!', 'UNREADABLE!']);
  });

  it.each(['2021—2025', '0512—66'])('has no cells in what is no number: %s', (printed) => {
    const report = read(first(`规章——— 行政规范性文件${printed}`));
    expect(shown(report, MADE).every((one) => one === 'UNREADABLE!')).toBe(true);
  });

  it('never leaves its second row blank for its first, where a tool has wrapped it', () => {
    const report = read(TITLE + WRAPPED.join('\n'));
    const keys = [...MADE, ...['received', 'carriedIn', 'granted', 'carriedOut'].flatMap(applications)];
    const cells = shown(report, keys);
    expect(cells.filter((one) => typeof one !== 'number' && one !== 'UNREADABLE!')).toEqual([]);
  });

  it('keeps the third table from being taken for blank', () => {
    const report = read(
      `${TITLE}四、政府信息公开行政复议、行政诉讼情况\n\n行政复议行政诉讼 结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉 结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计 —1147—121———486486275428142—845\n`,
    );
    expect(new Set(shown(report, REVIEW))).toEqual(new Set(['UNREADABLE!']));
  });
});

describe('strokes for blank cells with nothing between them and the numbers', () => {
  const NONE = '///////';
  /** As html-to-text writes a table: each row of its source behind a blank. */
  const FIRST =
    '第二十条第（一）项 信息内容本年制发件数本年废止件数现行有效件数 规章//4 行政规范性文件105/ 第二十条第（五）项 信息内容本年处理决定数量 行政许可/ 第二十条第（六）项 信息内容本年处理决定数量 行政处罚1678 行政强制2388';
  const SECOND = [
    '一、本年新收政府信息公开申请数量232///227',
    `二、上年结转政府信息公开申请数量${NONE}`,
    '三、本年度办理结果（一）予以公开151///218',
    '（二）部分公开（区分处理的，只计这一情形，不计其他情形）3/////3',
    `（三）不予公开1.属于国家秘密${NONE}`,
    ...['2.其他法律行政法规禁止公开', '3.危及“三安全一稳定”', '4.保护第三方合法权益'].map(
      (row) => row + NONE,
    ),
    ...['5.属于三类内部事务信息', '6.属于四类过程性信息', '7.属于行政执法案卷'].map((row) => row + NONE),
    `8.属于行政查询事项${NONE}`,
    `（四）无法提供1.本机关不掌握相关政府信息${NONE}`,
    ...['2.没有现成信息需要另行制作', '3.补正后申请内容仍不明确'].map((row) => row + NONE),
    `（五）不予处理1.信访举报投诉类申请${NONE}`,
    '（七）总计181///221',
    '四、结转下年度继续办理51////6',
  ];
  const THIRD_ROW = '结果维持结果纠正其他结果尚未审结总计'.repeat(2);
  const text = (first: string, second: string): string =>
    [
      `${TITLE}二、主动公开政府信息情况`,
      '',
      first,
      '',
      '三、收到和处理政府信息公开申请情况',
      '',
      `申请人情况 自然人法人或其他组织总计 商业企业科研机构社会公益组织法律服务机构其他 ${second}`,
      '',
      '四、政府信息公开行政复议、行政诉讼情况',
      '',
      `行政复议行政诉讼 结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉 ${THIRD_ROW} /3//3/2//2//3/3`,
      '',
    ].join('\n');
  const APPLICATIONS = ['received', 'carriedIn', 'granted', 'outcomeTotal', 'carriedOut'].flatMap(
    applications,
  );

  it.each([
    ['on one line', FIRST, SECOND.join(' ')],
    [
      'on wrapped lines',
      FIRST.replace(/ (?=第二十条)/gu, '\n'),
      SECOND.join(' ').replace(/ (?=[（四])/gu, '\n'),
    ],
  ])('are cells where the sums leave one way to part them: %s', (_, first, second) => {
    const report = read(text(first, second));
    expect(shown(report, ['disclosure.rules.inForce', ...MADE, 'disclosure.coercion.decisions'])).toEqual([
      4,
      10,
      5,
      'BLANK',
      2388,
    ]);
    const [none, blanks] = ['BLANK', Array<string>(7).fill('BLANK')];
    expect(shown(report, APPLICATIONS).map((one) => (one === 'BLANK!' ? none : one))).toEqual([
      ...[23, 2, none, none, none, 2, 27, ...blanks, 15, 1, none, none, none, 2, 18],
      ...[18, 1, none, none, none, 2, 21, 5, 1, none, none, none, none, 6],
    ]);
    // It is told that the sums decided.
    const bySums = report.findings.flatMap(({ code, cells }) => (code === 'placed-by-sums' ? cells : []));
    expect(bySums).toContain('applications.received.naturalPerson');
    expect(bySums).not.toContain('applications.carriedIn.naturalPerson');
    expect(shown(report, REVIEW).map((one) => (one === none ? 0 : one))).toEqual([
      ...[0, 3, 0, 0, 3, 0, 2, 0, 0, 2, 0, 0, 3, 0, 3],
    ]);
  });

  it('leave what adds up in more ways than one unreadable, and part what has one way even where that does not add up', () => {
    const rows = SECOND.join(' ').replace('151///218', '111///113').replace('3/////3 ', '3/////4 ');
    const report = read(text(FIRST, rows));
    expect(shown(report, applications('granted')).slice(0, 2)).toEqual(['UNREADABLE!', 'UNREADABLE!']);
    const [first, last] = [0, 6].map((at) => shown(report, applications('partlyGranted'))[at]);
    expect([first, last]).toEqual([3, 4]);
  });

  it('tell nothing where a row has fewer of them than cells: others may lack too', () => {
    const rows = SECOND.join(' ').replace('3/////3 ', '33 ');
    const report = read(text(FIRST, rows));
    expect(new Set(shown(report, applications('granted')))).toEqual(new Set(['UNREADABLE!']));
    const documents = read(text(FIRST.replace('规章//4', '规章').replace('105/', '210'), SECOND.join(' ')));
    expect(new Set(shown(documents, MADE))).toEqual(new Set(['UNREADABLE!']));
  });

  it.each(['规章0件0件0件 行政规范性文件2件1件9件', '规章/增184 行政规范性文件2增19'])(
    'are not taken for blank where numbers have signs and units: %s',
    (printed) => {
      const report = read(text(FIRST.replace('规章//4 行政规范性文件105/', printed), SECOND.join(' ')));
      expect(new Set(shown(report, ['disclosure.rules.issued', ...MADE]))).toEqual(new Set(['UNREADABLE!']));
    },
  );

  it.each(['规章——— 行政规范性文件413—2,906', '规章/// 行政规范性文件413/2,906'])(
    'may be dashes as well: %s',
    (printed) => {
      const report = read(text(FIRST.replace('规章//4 行政规范性文件105/', printed), SECOND.join(' ')));
      expect(shown(report, MADE).map((one) => (one === 'BLANK!' ? 'BLANK' : one))).toEqual([
        413,
        'BLANK',
        2906,
      ]);
    },
  );

  it('tell nothing as hyphens, which may be signs of numbers', () => {
    const printed = '规章--- 行政规范性文件413-2,906';
    const report = read(text(FIRST.replace('规章//4 行政规范性文件105/', printed), SECOND.join(' ')));
    expect(new Set(shown(report, MADE))).toEqual(new Set(['UNREADABLE!']));
  });

  it('part no number with a sign from the blank cell before it', () => {
    const report = read(text(FIRST.replace('行政处罚1678', '行政处罚/增184'), SECOND.join(' ')));
    expect(shown(report, ['disclosure.penalties.decisions'])).toEqual(['UNREADABLE!']);
  });

  it('keep the third table from being taken for blank where they are all that parts its cells', () => {
    const report = read(text(FIRST, '').replace('/3//3/2//2//3/3', '7//460467//227227//46543589'));
    expect(new Set(shown(report, REVIEW))).toEqual(new Set(['UNREADABLE!']));
  });
});

const VALUES = [2, 0, 1, 0, 3, 0, 4, 0, 0, 4, 5, 0, 0, 2, 7];
const THIRD = '四、政府信息公开行政复议、行政诉讼情况';
const RESULTS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];

describe('the third table', () => {
  it('is read below a rule of Markdown that is as narrow as its columns', () => {
    const row = (cells: unknown[]): string => `| ${cells.join(' | ')} |`;
    const blank = Array<string>(13).fill('   ');
    const report = read(
      [
        `${TITLE}**${THIRD}**\n`,
        row(['行政复议', '行政诉讼', ...blank]),
        row([...Array<string>(13).fill('----'), '-', '---']),
        row([
          '结果维持',
          '结果纠正',
          '其他结果',
          '尚未审结',
          '总计',
          '未经复议直接起诉',
          '复议后起诉',
          ...blank.slice(5),
        ]),
        row([
          '结果维持',
          '结果纠正',
          '其他结果',
          '尚未审结',
          '总计',
          '结果维持',
          '结果纠正',
          '其他结果',
          '尚未审结',
          '总计',
          ...blank.slice(8),
        ]),
        row(VALUES),
      ].join('\n'),
    );
    expect(shown(report, REVIEW)).toEqual(VALUES);
  });

  it('is read below a rule of Markdown whose cells are empty where no cell of the column is filled', () => {
    const row = (cells: unknown[]): string => `| ${cells.join(' | ')} |`;
    const printed = [1, 10, '', '', 11, '', '', '', '', '', '', 1, '', '', 1];
    const report = read(
      [
        `${TITLE}**${THIRD}**\n`,
        row(['行政复议', '行政诉讼', ...Array<string>(13).fill('')]),
        row([
          '----',
          '----',
          '----',
          '----',
          '--',
          '--------',
          '-----',
          '----',
          '----',
          '--',
          '',
          '-',
          '',
          '',
          '-',
        ]),
        row([...RESULTS, '未经复议直接起诉', '复议后起诉', ...Array<string>(8).fill('')]),
        row([...RESULTS, ...RESULTS, ...Array<string>(5).fill('')]),
        row(printed),
      ].join('\n'),
    );
    expect(shown(report, REVIEW)).toEqual(printed.map((cell) => (cell === '' ? 'BLANK' : cell)));
  });

  it('is read where a page ends in its header, which leaves the number of the page there', () => {
    const header = '结果维\n持\n结果纠\n正\n其他结\n果\n尚未审\n结\n总计';
    const report = read(
      `${TITLE}${THIRD}\n行政复议 行政诉讼\n4\n${header} 未经复议直接起诉 复议后起诉\n${header}\n${header}\n${VALUES.join(' ')}\n五、存在的主要问题及改进情况\n`,
    );
    expect(shown(report, REVIEW)).toEqual(VALUES);
    expect(report.extraRows).toEqual([]);
  });
});

describe('marks between the pages of a PDF', () => {
  const ROWS = [
    '一、本年新收政府信息公开申请数量 37 5 0 0 1 0 43',
    '二、上年结转政府信息公开申请数量 2 0 0 0 0 0 2',
  ];
  const HEAD =
    '三、收到和处理政府信息公开申请情况\n申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他';

  it.each([
    ['pdf-parse', (page: number) => `\n-- ${String(page)} of 2 --\n`],
    ['a script', (page: number) => `\n--- Page ${String(page)} ---\n`],
  ])('are not read: %s', (_, mark) => {
    const report = read(`${TITLE}${HEAD}\n${ROWS[0] ?? ''}\n1\n${mark(1)}\n${ROWS[1] ?? ''}\n2\n${mark(2)}`);
    expect(shown(report, [...applications('received'), ...applications('carriedIn')])).toEqual([
      37, 5, 0, 0, 1, 0, 43, 2, 0, 0, 0, 0, 0, 2,
    ]);
  });

  it('of pdf2json part pages whose lines go upwards: a label that is wrapped stays with its own numbers', () => {
    const page = [
      `${TITLE}三、收到和处理政府信息公开申请情况`,
      ...ROWS,
      '三、本年度办理结果（一）予以公开 31 4 0 0 1 0 36',
      '（二）部分公开（区分处理的，只计这一情',
      '3 0 0 0 0 0 3',
      '形，不计其他情形）',
      '四、结转下年度继续办理 5 1 0 0 0 0 6',
      THIRD,
    ].flatMap((part) => part.split('\n'));
    const text = `${page.toReversed().join('\n')}\n----------------Page (0) Break----------------\n`;
    const report = read(text);
    expect(shown(report, [...applications('granted'), ...applications('partlyGranted')])).toEqual([
      31, 4, 0, 0, 1, 0, 36, 3, 0, 0, 0, 0, 0, 3,
    ]);
    // Places are those of the file.
    const line = text.split('\n').findIndex((one) => one.includes('予以公开')) + 1;
    expect(report.cells['applications.granted.total']?.place?.line).toBe(line);
  });

  it('of pdf2json part pages whose lines go upwards though rows of the second table count upwards as well', () => {
    const page = (lines: string[]): string[] => lines.flatMap((one) => one.split('\n')).toReversed();
    const first = page([`${TITLE}二、主动公开政府信息情况`]);
    const second = page([
      HEAD,
      '一、本年新收政府',
      '37 5 0 0 1 0 43',
      '信息公开申请数量',
      '二、上年结转政府',
      '2 0 0 0 0 0 2',
      '信息公开申请数量',
      '（一）予以公开 31 4 0 0 1 0 36',
    ]);
    const third = page([THIRD, '五、存在的主要问题及改进情况', '一是人手不足。']);
    const mark = (at: number): string => `----------------Page (${String(at)}) Break----------------`;
    const report = read([...first, mark(0), ...second, mark(1), ...third, mark(2), ''].join('\n'));
    expect(shown(report, [...applications('received'), ...applications('carriedIn')])).toEqual([
      37, 5, 0, 0, 1, 0, 43, 2, 0, 0, 0, 0, 0, 2,
    ]);
  });
});

describe('numbers on a line between the labels of two rows', () => {
  const text = (beside: boolean): string => {
    const end = beside ? ' ' : '\n';
    return [
      `${TITLE}三、收到和处理政府信息公开申请情况`,
      '申请人情况 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计',
      `一、本年新收政府信息公开申请数量${end}88 6 94`,
      `二、上年结转政府信息公开申请数量${end}5 5`,
      `1.属于国家秘密${end}45 45`,
      '2.其他法律行政法规禁止公开',
      '3.危及“三安全一稳定”',
      '41 6 47',
      '4.保护第三方合法权益',
      '5.属于三类内部事务信息',
      `（七）总计${end}86 6 92`,
      `四、结转下年度继续办理${end}7 7`,
    ].join('\n');
  };
  const EITHER = ['refused.securityOrStability', 'refused.thirdPartyRights'].flatMap(applications);

  it('may be of either where the table prints its numbers beside the labels', () => {
    expect(new Set(shown(read(text(true)), EITHER))).toEqual(new Set(['UNREADABLE!']));
  });

  it('are of the row above where all stand so', () => {
    expect(shown(read(text(false)), ['applications.refused.securityOrStability.total'])).toEqual([47]);
  });
});
