/** Tables in an order of the organ's own: columns and blocks of the third table exchanged, the first and third turned. */
import type { DisclosureBlock } from '../../../src/sample/form-rows.js';
import { REVIEW_BLOCKS, REVIEW_HEADERS } from '../../../src/sample/form-rows.js';
import type { SampleBlock } from '../../../src/sample/layouts/layout.js';
import type { Random } from '../../../src/sample/random.js';
import type { TortureReport } from '../draw-report.js';
import { textOf } from '../draw-report.js';
import type { TortureLayout } from '../layout.js';
import { utf8 } from '../layout.js';
import type { SpanCell, SpanGrid } from '../official-grids.js';
import { gridOf, printableGrid } from '../official-grids.js';
import { article, cleanTable, page, titleOf } from './html.js';
import { layOut, PROSE } from './text/lines.js';
import { tableWriter } from './text/pasted.js';

const BLOCK_NAMES = ['行政复议', '未经复议直接起诉', '复议后起诉'];
const RESULT_KEYS = ['upheld', 'corrected', 'other', 'pending', 'total'];

function cell(text: string, colspan = 1, rowspan = 1): SpanCell {
  return { text, colspan, rowspan };
}

function keyOf(block: number, result: number): string {
  return `review.${REVIEW_BLOCKS[block] ?? ''}.${RESULT_KEYS[result] ?? ''}`;
}

/** The third table with its blocks and results in an order of its own, under a header of two or three rows. */
function reorderedReview(random: Random, print: (key: string) => string): SpanGrid {
  const results = random.pick([
    [4, 0, 1, 2, 3],
    [3, 2, 1, 0, 4],
    [1, 0, 2, 3, 4],
    [0, 1, 2, 3, 4],
  ]);
  const blocks = random.pick([
    [0, 1, 2],
    [1, 2, 0],
    [0, 2, 1],
    [2, 1, 0],
  ]);
  const names = results.map((result) => REVIEW_HEADERS[result] ?? '');
  const values = blocks.flatMap((block) => results.map((result) => cell(print(keyOf(block, result)))));
  if (random.chance(0.4)) {
    return [
      blocks.map((block) => cell(BLOCK_NAMES[block] ?? '', 5)),
      blocks.flatMap(() => names.map((name) => cell(name))),
      values,
    ];
  }
  const litigation = cell('行政诉讼', 10);
  return [
    blocks[0] === 0 ? [cell('行政复议', 5), litigation] : [litigation, cell('行政复议', 5)],
    blocks.flatMap((block) =>
      block === 0 ? names.map((name) => cell(name, 1, 2)) : [cell(BLOCK_NAMES[block] ?? '', 5)],
    ),
    [...names, ...names].map((name) => cell(name)),
    values,
  ];
}

/** Rows for results: one for each below the names of the blocks, or fifteen, each block beside its five. */
function turnedReview(random: Random, print: (key: string) => string): SpanGrid {
  if (random.chance(0.5)) {
    const blocks = random.pick([
      [0, 1, 2],
      [1, 2, 0],
    ]);
    return [
      [cell('结果'), ...blocks.map((block) => cell(BLOCK_NAMES[block] ?? ''))],
      ...REVIEW_HEADERS.map((name, result) => [
        cell(name),
        ...blocks.map((block) => cell(print(keyOf(block, result)))),
      ]),
    ];
  }
  return BLOCK_NAMES.flatMap((block, at) =>
    REVIEW_HEADERS.map((name, result) => [
      ...(result === 0 ? [cell(block, 1, 5)] : []),
      cell(name),
      cell(print(keyOf(at, result))),
    ]),
  );
}

/** Each part of the first table with its rows as columns. */
function turnedDisclosure(blocks: readonly DisclosureBlock[], print: (key: string) => string): SpanGrid {
  const width = 1 + Math.max(...blocks.map((block) => block.rows.length));
  const filled = (cells: SpanCell[]): SpanCell[] => [
    ...cells,
    ...Array.from({ length: width - cells.length }, () => cell('')),
  ];
  return blocks.flatMap((block) => [
    [cell(block.title, width)],
    filled([cell('信息内容'), ...block.rows.map((row) => cell(row.label.join('')))]),
    ...block.columns
      .slice(1)
      .map((column, index) =>
        filled([cell(column), ...block.rows.map((row) => cell(print(row.keys[index] ?? '')))]),
      ),
  ]);
}

function turnedGrid(block: SampleBlock, report: TortureReport): SpanGrid {
  const print = textOf(report);
  if (block.kind === 'disclosure') return turnedDisclosure(block.blocks, print);
  if (block.kind === 'review') return turnedReview(report.random, print);
  return gridOf(block, print) ?? [];
}

/** A grid as lines: places that a merged cell covers are empty between tabs, and left out between blanks. */
function linesOf(grid: SpanGrid, gap: '\t' | ' '): string[] {
  const rows = printableGrid(grid, '').map((row) => (gap === ' ' ? row.filter((text) => text !== '') : row));
  return [...rows.map((row) => row.join(gap)), ''];
}

function textLayout(
  name: string,
  grids: (
    report: TortureReport,
  ) => Partial<Record<'disclosure' | 'review', (block: SampleBlock) => SpanGrid>>,
): TortureLayout {
  return {
    name,
    format: 'txt',
    keeps: 'all',
    demands: { blanksNeedASign: true },
    render: (report) => {
      const gap = report.random.pick(['\t', ' '] as const);
      const own = grids(report);
      const tables = tableWriter(report, (rows) =>
        rows.map((row) => row.filter((text) => text !== '').join(gap)),
      );
      const { disclosure, review } = own;
      const text = layOut(report, {
        ...PROSE,
        ...tables,
        ...(disclosure && {
          disclosure: (blocks) => linesOf(disclosure({ kind: 'disclosure', blocks }), gap),
        }),
        ...(review && { review: () => linesOf(review({ kind: 'review' }), gap) }),
      });
      return { bytes: utf8(text) };
    },
  };
}

const reviewOrderText = textLayout('review-own-order', (report) => ({
  review: () => reorderedReview(report.random, textOf(report)),
}));

const turnedText = textLayout('turned-text', (report) => ({
  disclosure: (block) => turnedGrid(block, report),
  review: (block) => turnedGrid(block, report),
}));

const reviewOrderHtml: TortureLayout = {
  name: 'html-review-own-order',
  format: 'html',
  keeps: 'all',
  render: (report) => {
    const body = article(report, (grid, block) =>
      cleanTable(block.kind === 'review' ? reorderedReview(report.random, textOf(report)) : grid),
    );
    return { bytes: utf8(page(titleOf(report), body)) };
  },
};

/** The first and the third table turned; `html-turned` turns the second. */
const turnedHtml: TortureLayout = {
  name: 'html-turned-outer',
  format: 'html',
  keeps: 'all',
  render: (report) => {
    const body = article(report, (_, block) => cleanTable(turnedGrid(block, report)));
    return { bytes: utf8(page(titleOf(report), body)) };
  },
};

export const ownOrderLayouts: readonly TortureLayout[] = [
  reviewOrderText,
  reviewOrderHtml,
  turnedText,
  turnedHtml,
];
