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
});

describe('ogi parse --json', () => {
  it('gives each cell its basis; none to a cell that holds nothing', () => {
    const { cells } = withBases(toPublicReport('a.txt', REPORT));
    expect(cells['disclosure.coercion.decisions']?.basis).toBe('ORDER');
    expect(cells['applications.received.total']?.basis).toBeNull();
  });
});
