/** Tables with vertical bars (Markdown), as some converters write them. */
import { BALANCE_NOTE, ORGANISATION_HEADERS, REVIEW_HEADERS, REVIEW_KEYS } from '../form-rows.js';
import { labelCells, writeBlocks } from './layout.js';
import type { Layout } from './layout.js';

function bars(cells: readonly string[], width: number): string {
  const padded = [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill('')];
  return `| ${padded.join(' | ')} |`;
}

function rule(width: number): string {
  return bars(Array<string>(width).fill('---'), width);
}

/** Tables with vertical bars. */
export const pipeTable: Layout = (document) =>
  writeBlocks(document, {
    title: (lines) => [...lines, ''],
    heading: (text) => [text, ''],
    paragraph: (text) => [text, ''],
    disclosure: (blocks) => {
      const width = Math.max(...blocks.map((block) => block.columns.length));
      const lines = blocks.flatMap((block, index) => [
        bars([block.title], width),
        ...(index === 0 ? [rule(width)] : []),
        bars(block.columns, width),
        ...block.rows.map((row) => bars([...row.label, ...row.keys.map(document.print)], width)),
      ]);
      return [...lines, ''];
    },
    applications: (rows) => {
      const labels = labelCells(rows, 3);
      return [
        bars([BALANCE_NOTE, '', '', '申请人情况'], 10),
        rule(10),
        bars(['', '', '', '自然人', '法人或其他组织', '', '', '', '', '总计'], 10),
        bars(['', '', '', '', ...ORGANISATION_HEADERS], 10),
        ...rows.map((row, index) => bars([...(labels[index] ?? []), ...row.keys.map(document.print)], 10)),
        '',
      ];
    },
    review: () => [
      bars(['行政复议', '', '', '', '', '行政诉讼'], 15),
      rule(15),
      bars([...REVIEW_HEADERS, '未经复议直接起诉', '', '', '', '', '复议后起诉'], 15),
      bars(['', '', '', '', '', ...REVIEW_HEADERS, ...REVIEW_HEADERS], 15),
      bars(REVIEW_KEYS.map(document.print), 15),
      '',
    ],
    signature: (lines) => [...lines, ''],
  }).join('\n');
