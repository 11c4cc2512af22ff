/**
 * Text taken from a PDF, in two ways. Cells are parted by blanks, long labels and headers are broken, paragraphs
 * are cut into physical lines: with a blank line between them and a gap at each page's end, or without, but with
 * page numbers.
 */
import { BALANCE_NOTE, REVIEW_KEYS } from '../form-rows.js';
import type { FormRow } from '../form-rows.js';
import { newLabels, wrap, writeBlocks } from './layout.js';
import type { BlockWriter, Layout, SampleDocument } from './layout.js';

const LABEL_WIDTH = 24;

/** A row whose label may be too long for its column: the numbers then follow on a line of their own. */
function numberRow(labels: readonly string[], numbers: string): string[] {
  const last = labels.at(-1) ?? '';
  const above = labels.slice(0, -1);
  if (last.length <= LABEL_WIDTH) return [...above, `${last} ${numbers}`];
  return [...above, ...wrap(last, LABEL_WIDTH), numbers];
}

/** 2020年 → 2020 年: a blank parts digits from what follows. */
function partDigits(text: string): string {
  return text.replace(/(\d)(?=[年件条项次])/gu, '$1 ');
}

const APPLICANT_HEADER = [
  '申请人情况',
  '自然人',
  '法人或其他组织',
  '总计商业企\n业',
  '科研机\n构',
  '社会公\n益组织',
  '法律服\n务机构',
  '其他',
];
const BLOCK_HEADER = ['结果维\n持', '结果纠\n正', '其他\n结果', '尚未\n审结', '总计'];

function writerOf({ print, random }: SampleDocument, width: number): BlockWriter {
  const numbers = (row: FormRow): string => row.keys.map(print).join(' ');
  return {
    title: (lines) => lines.map(partDigits),
    heading: (text) => [text],
    paragraph: (text) => wrap(`${random.chance(0.2) ? '  ' : ''}${partDigits(text)}`, width),
    disclosure: (blocks) =>
      blocks.flatMap((block) => [
        block.title,
        block.columns.join(' '),
        ...block.rows.flatMap((row) => numberRow(row.label, numbers(row))),
      ]),
    applications: (rows) => {
      const labels = newLabels(rows);
      return [
        ...wrap(BALANCE_NOTE, 22),
        ...APPLICANT_HEADER,
        ...rows.flatMap((row, index) => numberRow(labels[index] ?? [], numbers(row))),
      ];
    },
    review: () => [
      '行政复议 行政诉讼',
      ...BLOCK_HEADER,
      '未经复议直接起诉 复议后起诉',
      ...BLOCK_HEADER,
      ...BLOCK_HEADER,
      REVIEW_KEYS.map(print).join(' '),
    ],
    signature: (lines) => ['', ...lines.map(partDigits)],
  };
}

/** A blank line between physical lines, more of them at the end of a page. */
export const pdfLines: Layout = (document) => {
  const pageLength = document.random.integer(26, 34);
  const lines = writeBlocks(document, writerOf(document, 34));
  return (
    '\n' + lines.map((line, index) => line + ((index + 1) % pageLength === 0 ? '\n\n\n' : '\n')).join('\n')
  );
};

/** Physical lines one after another, pages parted by their numbers. */
export const compactLines: Layout = (document) => {
  const pageLength = document.random.integer(34, 44);
  const pageNumber = document.random.pick([(page: number) => `- ${page} -`, (page: number) => `— ${page} —`]);
  const lines = writeBlocks(document, writerOf(document, 38));
  return lines
    .flatMap((line, index) =>
      (index + 1) % pageLength === 0 ? [line, pageNumber((index + 1) / pageLength)] : [line],
    )
    .join('\n');
};
