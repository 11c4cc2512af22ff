/** Text as it comes out of PDFs and pages that lost their tables: no tabs, no bars. */
import type { FormRow } from '../../../../src/sample/form-rows.js';
import {
  BALANCE_NOTE,
  ORGANISATION_HEADERS,
  REVIEW_HEADERS,
  REVIEW_KEYS,
} from '../../../../src/sample/form-rows.js';
import type { BlockWriter } from '../../../../src/sample/layouts/layout.js';
import { newLabels, wrap, writeBlocks } from '../../../../src/sample/layouts/layout.js';
import type { Random } from '../../../../src/sample/random.js';
import type { TortureReport } from '../../draw-report.js';
import { rowsWithEmptyCells, textOf } from '../../draw-report.js';
import type { TortureLayout } from '../../layout.js';
import { utf8 } from '../../layout.js';

type Prose = Pick<BlockWriter, 'title' | 'heading' | 'paragraph' | 'signature'>;

/** Everything but the tables: one paragraph a line, with a blank line after it. */
export const PROSE: Prose = {
  title: (lines) => [...lines, ''],
  heading: (text) => [text, ''],
  paragraph: (text) => [text, ''],
  signature: (lines) => [...lines, ''],
};

/** Lays the report out with `writer`. */
export function layOut(report: TortureReport, writer: BlockWriter): string {
  const { blocks, random } = report;
  return `${writeBlocks({ blocks, random, print: textOf(report) }, writer).join('\n')}\n`;
}

/** One cell a line, no tabs: a page saved as text. */
const cellLines: TortureLayout = {
  name: 'cell-lines',
  format: 'txt',
  keeps: 'all',
  demands: { blanksNeedASign: true },
  render: (report) => {
    const print = textOf(report);
    const text = layOut(report, {
      ...PROSE,
      disclosure: (blocks) => [
        ...blocks.flatMap((block) => [
          block.title,
          ...block.columns,
          ...block.rows.flatMap((row) => [...row.label, ...row.keys.map(print)]),
        ]),
        '',
      ],
      applications: (rows) => {
        const labels = newLabels(rows);
        return [
          BALANCE_NOTE,
          ...['申请人情况', '自然人', '法人或其他组织', '总计', ...ORGANISATION_HEADERS],
          ...rows.flatMap((row, index) => [...(labels[index] ?? []), ...row.keys.map(print)]),
          '',
        ];
      },
      review: () => [
        ...['行政复议', '行政诉讼', ...REVIEW_HEADERS, '未经复议直接起诉', '复议后起诉'],
        ...[...REVIEW_HEADERS, ...REVIEW_HEADERS],
        ...[...REVIEW_KEYS.map(print), ''],
      ],
    });
    return { bytes: utf8(text) };
  },
};

/** Columns set apart by many blanks; an empty cell is more blanks, and the columns do not quite stand in line. */
const blankParted: TortureLayout = {
  name: 'blank-parted',
  format: 'txt',
  keeps: 'no empty cells',
  render: (report) => {
    const print = textOf(report);
    const { random } = report;
    const gap = (): string => ' '.repeat(random.integer(2, 9));
    const line = (texts: readonly string[]): string =>
      texts
        .map((text) => text + gap())
        .join('')
        .replace(/ {10,}/gu, '         ')
        .trimEnd();
    const text = layOut(report, {
      ...PROSE,
      disclosure: (blocks) => [
        ...blocks.flatMap((block) => [
          gap() + block.title,
          line(block.columns),
          ...block.rows.map((row) => line([...row.label, ...row.keys.map(print)])),
        ]),
        '',
      ],
      applications: (rows) => {
        const labels = newLabels(rows);
        return [
          line([BALANCE_NOTE, '申请人情况']),
          line(['自然人', '法人或其他组织', '总计']),
          line(ORGANISATION_HEADERS),
          ...rows.map((row, index) => line([...(labels[index] ?? []), ...row.keys.map(print)])),
          '',
        ];
      },
      review: () => [
        line(['行政复议', '行政诉讼']),
        line([...REVIEW_HEADERS, '未经复议直接起诉', '复议后起诉']),
        line([...REVIEW_HEADERS, ...REVIEW_HEADERS]),
        line(REVIEW_KEYS.map(print)),
        '',
      ],
    });
    return { bytes: utf8(text), lost: rowsWithEmptyCells(report, ['disclosure', 'applications', 'review']) };
  },
};

/** A label of several lines with its numbers beside the middle line, as PDF text puts them. */
function around(random: Random, label: string, numbers: string): string[] {
  const parts = wrap(label, random.integer(5, 9));
  if (parts.length === 1) return [`${label} ${numbers}`];
  const middle = random.integer(0, parts.length - 1);
  return parts.map((part, index) => (index === middle ? `${part} ${numbers}` : part));
}

/** Labels broken over lines, the numbers somewhere in the middle of the label. */
const wrappedLabels: TortureLayout = {
  name: 'wrapped-labels',
  format: 'txt',
  keeps: 'all',
  demands: { blanksNeedASign: true },
  render: (report) => {
    const print = textOf(report);
    const { random } = report;
    const numbers = (row: FormRow): string => row.keys.map(print).join(' ');
    const text = layOut(report, {
      ...PROSE,
      disclosure: (blocks) => [
        ...blocks.flatMap((block) => [
          block.title,
          block.columns.join(' '),
          ...block.rows.flatMap((row) => around(random, row.label.join(''), numbers(row))),
        ]),
        '',
      ],
      applications: (rows) => {
        const labels = newLabels(rows);
        return [
          ...wrap(BALANCE_NOTE, 12),
          '申请人情况',
          '自然人 法人或其他组织 总计',
          ORGANISATION_HEADERS.join(' '),
          ...rows.flatMap((row, index) => {
            const label = labels[index] ?? [];
            return [...label.slice(0, -1), ...around(random, label.at(-1) ?? '', numbers(row))];
          }),
          '',
        ];
      },
      review: () => [
        '行政复议 行政诉讼',
        [...REVIEW_HEADERS, '未经复议直接起诉', '复议后起诉'].join(' '),
        [...REVIEW_HEADERS, ...REVIEW_HEADERS].join(' '),
        REVIEW_KEYS.map(print).join(' '),
        '',
      ],
    });
    return { bytes: utf8(text) };
  },
};

/** Each header cut into pieces, the pieces of neighbours interleaved line by line: 本年制 本年废 现行有 / 发件数 止件数 效件数. */
function interleaved(headers: readonly string[], width: number): string[] {
  const pieces = headers.map((header) => wrap(header, width));
  const depth = Math.max(...pieces.map((parts) => parts.length));
  return Array.from({ length: depth }, (_, line) => pieces.flatMap((parts) => parts[line] ?? []).join(' '));
}

/** Headers broken over lines and interleaved. */
const splitHeaders: TortureLayout = {
  name: 'split-headers',
  format: 'txt',
  keeps: 'all',
  demands: { blanksNeedASign: true },
  render: (report) => {
    const print = textOf(report);
    const width = report.random.integer(3, 5);
    const text = layOut(report, {
      ...PROSE,
      disclosure: (blocks) => [
        ...blocks.flatMap((block) => [
          block.title,
          ...interleaved(block.columns, width),
          ...block.rows.map((row) => [...row.label, ...row.keys.map(print)].join(' ')),
        ]),
        '',
      ],
      applications: (rows) => {
        const labels = newLabels(rows);
        return [
          ...wrap(BALANCE_NOTE, 10),
          '申请人情况',
          ...interleaved(['自然人', '法人或其他组织', '总计'], width),
          ...interleaved(ORGANISATION_HEADERS, width),
          ...rows.map((row, index) => [...(labels[index] ?? []), ...row.keys.map(print)].join(' ')),
          '',
        ];
      },
      review: () => [
        ...interleaved(['行政复议', '行政诉讼'], width),
        ...interleaved([...REVIEW_HEADERS, '未经复议直接起诉', '复议后起诉'], width),
        ...interleaved([...REVIEW_HEADERS, ...REVIEW_HEADERS], width),
        REVIEW_KEYS.map(print).join(' '),
        '',
      ],
    });
    return { bytes: utf8(text) };
  },
};

export const lineLayouts: readonly TortureLayout[] = [cellLines, blankParted, wrappedLabels, splitHeaders];
