/** One table row a line, cells parted by tabs, paragraphs parted by blank lines: a table pasted from a page. */
import { BALANCE_NOTE, ORGANISATION_HEADERS, REVIEW_HEADERS, REVIEW_KEYS } from '../form-rows.js';
import { labelCells, writeBlocks } from './layout.js';
import type { Layout } from './layout.js';

function tabbed(cells: readonly string[], width: number): string {
  return [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill('')].join('\t');
}

/** The header lines of the application table, `labels` label columns before the numbers. */
export function applicationHeader(labels: number): string[] {
  const before = Array<string>(labels).fill('');
  const width = labels + 7;
  return [
    tabbed([BALANCE_NOTE, ...before.slice(1), '申请人情况'], width),
    tabbed([...before, '自然人', '法人或其他组织', '', '', '', '', '总计'], width),
    tabbed([...before, '', ...ORGANISATION_HEADERS, ''], width),
  ];
}

/** The header lines of the review table. */
export function reviewHeader(): string[] {
  return [
    tabbed(['行政复议', '', '', '', '', '行政诉讼'], 15),
    tabbed([...REVIEW_HEADERS, '未经复议直接起诉', '', '', '', '', '复议后起诉'], 15),
    tabbed(['', '', '', '', '', ...REVIEW_HEADERS, ...REVIEW_HEADERS], 15),
  ];
}

/** Tab-parted rows, every row with all its fields. */
export const tabRows: Layout = (document) =>
  writeBlocks(document, {
    title: (lines) => [...lines, ''],
    heading: (text) => [text, ''],
    paragraph: (text) => [text, ''],
    disclosure: (blocks) => {
      const width = Math.max(...blocks.map((block) => block.columns.length));
      const lines = blocks.flatMap((block) => [
        tabbed([block.title], width),
        tabbed(block.columns, width),
        ...block.rows.map((row) => tabbed([...row.label, ...row.keys.map(document.print)], width)),
      ]);
      return [...lines, ''];
    },
    applications: (rows) => {
      const labels = labelCells(rows, 3);
      const lines = rows.map((row, index) =>
        [...(labels[index] ?? []), ...row.keys.map(document.print)].join('\t'),
      );
      return [...applicationHeader(3), ...lines, ''];
    },
    review: () => [...reviewHeader(), REVIEW_KEYS.map(document.print).join('\t'), ''],
    signature: (lines) => [...lines, ''],
  }).join('\n');
