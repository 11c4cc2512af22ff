/** A label without numbers is a blank row only where no number can be its own. */
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/domain/report.js';
import { textBlocks } from '../../../src/ingest/text/text-blocks.js';
import { parseReport } from '../../../src/parse/index.js';

function cellsOf(text: string): Record<string, Cell> {
  const blocks = textBlocks(`二、主动公开政府信息情况\n${text}`);
  return parseReport({ mediaType: 'text/plain', encoding: null, metadata: {}, blocks }).cells;
}

function states(text: string, row: string): string[] {
  return Object.entries(cellsOf(text)).flatMap(([key, { state }]) =>
    key.startsWith(row) && state !== 'NOT_IN_FORM' ? [state] : [],
  );
}

const HEADER = '第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n';
const DECISIONS = '第二十条第（六）项\n信息内容 本年处理决定数量\n';

describe('a number beside the name of a column', () => {
  const rest = '行政许可\n8';
  it('says that the values moved: those of rows on other lines may be their neighbours’', () => {
    const header = '第二十条第（五）项\n信息内容\n行政许可\n本年处理决定数量\n';
    const next = '第二十条第（八）项\n信息内容\n行政事业性收费\n8\n本年收费金额（单位：万元）\n7.5';
    expect(states(`${header}12\n${next}`, 'disclosure.administrativeFees')).toEqual(['UNREADABLE']);
    expect(states(`${DECISIONS.replace('六', '五')}${rest}`, 'disclosure.licensing')).toEqual(['REPORTED']);
  });

  it('says so of the fields of a grid too', () => {
    const grid = (first: string): string =>
      `| 第二十条第（一）项 |  |  |  |\n| 信息内容 | 本年制发件数${first} | 本年废止件数 | 现行有效件数 |\n| 规章 | 8 | 2 | 14 |\n| 行政规范性文件 | | | |`;
    expect(states(grid(''), 'disclosure.rules')).toEqual(Array(3).fill('REPORTED'));
    expect(states(grid(' 0'), 'disclosure.rules')).toEqual(Array(3).fill('UNREADABLE'));
    expect(states(grid(' 0'), 'disclosure.normativeDocuments')).toEqual(Array(3).fill('UNREADABLE'));
  });
});

describe('a number on a line of its own between two labels', () => {
  const between = `${DECISIONS}行政处罚\n168\n行政强制`;
  it('is of neither where other numbers stand beside their labels: the lower label may be written behind it', () => {
    const text = `${HEADER}规章 0 0 0\n${between}`;
    expect(states(text, 'disclosure.penalties')).toEqual(['UNREADABLE']);
    expect(states(text, 'disclosure.coercion')).toEqual(['UNREADABLE']);
  });

  it('is of the upper one where each cell has its line, or the lower has a number or another header above it', () => {
    expect(states(`${HEADER}规章\n0\n0\n0\n${between}`, 'disclosure.penalties')).toEqual(['REPORTED']);
    expect(states(`${HEADER}规章 0 0 0\n${between} 7`, 'disclosure.penalties')).toEqual(['REPORTED']);
    const header = '第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费';
    const last = `${DECISIONS}行政处罚 3\n行政强制\n168\n${header}`;
    expect(states(last, 'disclosure.coercion')).toEqual(['REPORTED']);
  });
});

describe('a merged cell that is written out again', () => {
  it('fills one column, however many numbers that makes', () => {
    const text = [
      `|第二十条第（六）项|${Array.from({ length: 10 }, (_, at) => `Col${String(at + 2)}`).join('|')}|`,
      `|${'---|'.repeat(11)}`,
      '|信息内容||上一年项目数量|上一年项目数量||本年增/减|本年增/减||处理决定数量|处理决定数量||',
      '|行政处罚|||||||||||',
      '|行政强制|||1,634||||||506,835|506,835|',
    ].join('\n');
    expect(states(text, 'disclosure.coercion')).toEqual(Array(3).fill('UNREADABLE'));
  });
});

describe('a row of the first table without numbers', () => {
  it('is blank where the others have theirs', () => {
    expect(states(`${HEADER}规章\n行政规范性文件 1 0 5`, 'disclosure.rules')).toEqual(Array(3).fill('BLANK'));
    expect(states(`${DECISIONS}行政处罚\n行政强制 3`, 'disclosure.penalties')).toEqual(['BLANK']);
  });

  it.each([
    [
      'numbers that are parted by no sign of a table',
      `${HEADER}规章;0;0;3\n行政规范性文件 1 0 5`,
      'disclosure.rules',
    ],
    ['numbers on a line that breaks the table off', `${HEADER}规章\n0;0;3，共3件。`, 'disclosure.rules'],
    [
      'more numbers than its row has columns',
      `${HEADER}规章\n行政规范性文件\n0 0 0\n1 0 5 2`,
      'disclosure.rules',
    ],
    ['one number below two labels', `${DECISIONS}行政处罚\n行政强制\n7`, 'disclosure.penalties'],
  ])('is unreadable beside %s', (_, text, row) => {
    expect(new Set(states(text, row))).toEqual(new Set(['UNREADABLE']));
  });

  it('is unreadable in the second table too, where its numbers may be among the labels or break it off', () => {
    const rows = '三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n';
    const row = 'applications.carriedIn';
    const carriedIn = '二、上年结转政府信息公开申请数量';
    expect(new Set(states(`${rows}${carriedIn}\n（一）予以公开 1 0 0 0 0 0 1`, row))).toEqual(
      new Set(['BLANK']),
    );
    for (const numbers of [
      '；2；0；0；0；0；0；2\n（一）予以公开 1 0 0 0 0 0 1',
      '\n2；0；0；0；0；0；2，详见附件。',
    ]) {
      expect(new Set(states(`${rows}${carriedIn}${numbers}`, row))).toEqual(new Set(['UNREADABLE']));
    }
  });
});
