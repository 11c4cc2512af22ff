/** Texts as html-to-text, node-html-markdown, pdf-parse, pdf2json and PDFBox write them: numbers right, or unreadable and named. */
import { describe, expect, it } from 'vitest';
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
const RESULTS = ['upheld', 'corrected', 'other', 'pending', 'total'];
const REVIEW = ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration'].flatMap((block) =>
  RESULTS.map((result) => `review.${block}.${result}`),
);
const APPLICANTS = [
  'naturalPerson',
  'business',
  'research',
  'publicWelfare',
  'legalService',
  'other',
  'total',
];
const applications = (row: string): string[] => APPLICANTS.map((one) => `applications.${row}.${one}`);

describe('a table on one line with nothing between its cells', () => {
  const first = (rows: string): string =>
    `${TITLE}二、主动公开政府信息情况\n\n第二十条第（一）项 信息内容本年制发件数本年废止件数现行有效件数 ${rows} 第二十条第（五）项 信息内容本年处理决定数量 行政许可31\n`;

  it('is read where dashes part its numbers, and each cell has one', () => {
    const report = read(first('规章——— 行政规范性文件413—2,906'));
    expect(shown(report, MADE)).toEqual([413, 'BLANK', 2906]);
  });

  it('is unreadable and named where they do not', () => {
    const [issued, ...others] = shown(read(first('规章——— 行政规范性文件——26')), MADE);
    expect([issued, ...others]).toEqual(['UNREADABLE!', 'UNREADABLE!', 'UNREADABLE!']);
  });

  it('never leaves its second row blank for its first', () => {
    const report = read(
      `${TITLE}三、收到和处理政府信息公开申请情况\n\n（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）申请人情况 自然人法人或其他组织总计 商业企业科研机构社会公益组织法律服务机构其他\n一、本年新收政府信息公开申请数量218,37331,614007,3960257,383 二、上年结转政府信息公开申请数量11,3520000011,352\n三、本年度办理结果（一）予以公开34,51411,060000045,574 （二）部分公开（区分处理的，只计这一情形，不计其他情形）0000000\n`,
    );
    const states = shown(report, [...applications('received'), ...applications('carriedIn')]);
    expect(states.every((one) => typeof one === 'number' || one === 'UNREADABLE!')).toBe(true);
  });

  it('keeps the third table from being taken for blank', () => {
    const report = read(
      `${TITLE}四、政府信息公开行政复议、行政诉讼情况\n\n行政复议行政诉讼 结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉 结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计 —1147—121———486486275428142—845\n`,
    );
    expect(new Set(shown(report, REVIEW))).toEqual(new Set(['UNREADABLE!']));
  });
});

const VALUES = [2, 0, 1, 0, 3, 0, 4, 0, 0, 4, 5, 0, 0, 2, 7];
const THIRD = '四、政府信息公开行政复议、行政诉讼情况';

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
});
