/** What tools without options make of a PDF's pages: blocks of columns one after the other, and numbers in two where their cells are narrow. */
import type { FormRow } from '../../../../src/sample/form-rows.js';
import {
  BALANCE_NOTE,
  ORGANISATION_HEADERS,
  REVIEW_HEADERS,
  REVIEW_KEYS,
} from '../../../../src/sample/form-rows.js';
import type { TortureReport } from '../../draw-report.js';
import { textOf } from '../../draw-report.js';
import type { Rendering, TortureLayout } from '../../layout.js';
import { utf8 } from '../../layout.js';
import { layOut, PROSE } from './lines.js';

/** The first and the third table a row a line; the second as `write` has it. */
function withApplications(report: TortureReport, write: (rows: readonly FormRow[]) => string[]): string {
  const print = textOf(report);
  return layOut(report, {
    ...PROSE,
    disclosure: (blocks) => [
      ...blocks.flatMap((block) => [
        block.title,
        block.columns.join(' '),
        ...block.rows.map((row) => [...row.label, ...row.keys.map(print)].join(' ')),
      ]),
      '',
    ],
    applications: (rows) => [BALANCE_NOTE, '申请人情况', '自然人', ...write(rows), ''],
    review: () => [
      ['行政复议', '行政诉讼'].join(' '),
      [...REVIEW_HEADERS, '未经复议直接起诉', '复议后起诉'].join(' '),
      [...REVIEW_HEADERS, ...REVIEW_HEADERS].join(' '),
      REVIEW_KEYS.map(print).join(' '),
      '',
    ],
  });
}

/** Beside a second table in such disorder what stands in the others is doubted too, and may be. */
export function allCells(report: TortureReport): ReadonlySet<string> {
  return new Set(report.cells.keys());
}

/** The labels of a page with the numbers of the first column, the headers of the others, and these row by row or column by column. */
const firstColumnApart: TortureLayout = {
  name: 'first-column-apart',
  format: 'txt',
  keeps: 'what the sums of rows and columns decide',
  demands: { blanksNeedASign: true },
  render: (report): Rendering => {
    const { random } = report;
    const print = textOf(report);
    const page = (rows: readonly FormRow[]): string[] => {
      const from = random.integer(0, rows.length);
      const inColumns = rows.slice(from);
      return [
        ...rows.flatMap(({ label, keys }) => [label.at(-1) ?? '', print(keys[0] ?? '')]),
        ...[...ORGANISATION_HEADERS, '总计'],
        ...rows.slice(0, from).flatMap(({ keys }) => keys.slice(1).map(print)),
        ...ORGANISATION_HEADERS.concat('总计').flatMap((_, column) =>
          inColumns.map(({ keys }) => print(keys[column + 1] ?? '')),
        ),
      ];
    };
    const text = withApplications(report, (rows) => {
      const cut = random.integer(2, rows.length - 2);
      return [...page(rows.slice(0, cut)), ...page(rows.slice(cut))];
    });
    return { bytes: utf8(text), lost: allCells(report) };
  },
};

/** Rows in lines, of which each number of so many digits is in two, its end right behind it or on the next line. */
const brokenInLines: TortureLayout = {
  name: 'broken-in-lines',
  format: 'txt',
  keeps: 'not the broken numbers',
  demands: { blanksNeedASign: true },
  render: (report): Rendering => {
    const { random } = report;
    const print = textOf(report);
    const fits = random.integer(1, 4);
    const gap = random.pick([' ', '\n']);
    const cell = (key: string): string => {
      const text = print(key);
      return /^\d+$/u.test(text) && text.length > fits
        ? `${text.slice(0, fits)}${gap}${text.slice(fits)}`
        : text;
    };
    const text = withApplications(report, (rows) =>
      rows.map(({ label, keys }) => `${label.at(-1) ?? ''} ${keys.map(cell).join(' ')}`),
    );
    return { bytes: utf8(text), lost: allCells(report) };
  },
};

export const pageColumnLayouts: readonly TortureLayout[] = [firstColumnApart, brokenInLines];
