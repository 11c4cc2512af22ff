/** The way of one cell, and the tables as they were seen. */
import { describe, expect, it } from 'vitest';
import { renderCell, renderTables } from '../../src/cli/render-explanation.js';
import { toPublicReport, withBases } from '../../src/cli/public-report.js';
import { readText } from '../../src/ingest/read-text.js';
import { seenTables } from '../../src/parse/explain.js';
import { parseReport } from '../../src/parse/index.js';

const TEXT = `云泽省澄江市水务局2023年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（六）项
信息内容 本年处理决定数量
32
行政处罚
19
行政强制
三、收到和处理政府信息公开申请情况`;
const DOCUMENT = { mediaType: 'text/plain', encoding: null, metadata: {}, blocks: readText(TEXT) };
const REPORT = parseReport(DOCUMENT);

describe('ogi parse --explain', () => {
  it('draws the rows with their places, numbers in brackets', () => {
    const drawn = renderTables('a.txt', seenTables(DOCUMENT));
    expect(drawn).toContain('disclosure: 6 rows, 2 values, 2 labels of the form in order');
    expect(drawn).toMatch(/line 5, column 1\s+\[32\]\n/u);
  });

  it('tells what decided, from which row, and what names the cell', () => {
    const told = renderCell('disclosure.penalties.decisions', REPORT, seenTables(DOCUMENT));
    expect(told).toContain('state REPORTED, value 32, printed “32”');
    expect(told).toContain('place line 5, column 1, placed by ORDER');
    expect(told).toContain('placed-by-order: ');
    expect(renderCell('no.such.cell', REPORT, [])).toContain('no such cell');
  });

  it('names the row that the label was matched with, the runner-up, and what each evidence excluded', () => {
    const text = `云泽省澄江市水务局2023年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计
一、本年新收政府信息公开申请数量 5 2 7
二、上年结转政府信息公开申请数量 0
三、本年度办理结果 （一）予以公开 3 2 5
（二）部分公开 2 2
（七）总计 5 2 7
四、结转下年度继续办理 0`;
    const document = { mediaType: 'text/plain', encoding: null, metadata: {}, blocks: readText(text) };
    const told = renderCell('applications.granted.total', parseReport(document), seenTables(document));
    expect(told).toMatch(
      /match “.*予以公开” is “予以公开”, cost \d+; runner-up “部分公开” \(applications\.partlyGranted\), cost \d+/u,
    );
    expect(told).toMatch(/row +3 values in 7 columns: 35 → 15 ways\n/u);
  });
});

describe('ogi parse --json', () => {
  it('gives each cell its basis; none to a cell that holds nothing', () => {
    const { cells } = withBases(toPublicReport('a.txt', REPORT));
    expect(cells['disclosure.coercion.decisions']?.basis).toBe('ORDER');
    expect(cells['applications.received.total']?.basis).toBeNull();
  });
});
