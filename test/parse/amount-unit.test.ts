import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../src/ingest/text/text-blocks.js';
import { parseReport } from '../../src/parse/index.js';

/** The fee that a report reads under a header that states 万元. */
function feeOf(row: string): unknown {
  const text = `云麓县人民政府2022年政府信息公开工作年度报告\n第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n${row}`;
  const { cells } = parseReport({
    mediaType: 'text/plain',
    encoding: null,
    metadata: {},
    blocks: textBlocks(text),
  });
  const { value, unit } = cells['disclosure.administrativeFees.amount'] ?? {};
  return { value, unit };
}

describe('an amount that prints its own unit', () => {
  it.each([
    '行政事业性收费 1182500 元',
    '行政事业性收费      1182500  元',
    '行政事业性收费\n1,182,500 元',
    '行政事业性收费\t1182500 元',
    '行政事业性收费 118.25 万元',
    '行政事业性收费 118.25',
  ])('is 118.25 万元 in “%s”', (row) => {
    expect(feeOf(row)).toEqual({ value: 118.25, unit: 'TEN_THOUSAND_YUAN' });
  });
});
