/** Tables pasted from spreadsheets and pages: commas, quotes, blanks of one width, a table on one line, columns aligned. */
import {
  BALANCE_NOTE,
  ORGANISATION_HEADERS,
  REVIEW_HEADERS,
  REVIEW_KEYS,
} from '../../../../src/sample/form-rows.js';
import { labelCells } from '../../../../src/sample/layouts/layout.js';
import type { BlockWriter } from '../../../../src/sample/layouts/layout.js';
import type { TortureReport } from '../../draw-report.js';
import { rowsWithEmptyCells, textOf } from '../../draw-report.js';
import type { TortureLayout } from '../../layout.js';
import { utf8 } from '../../layout.js';
import { layOut, PROSE } from './lines.js';
import { allCells } from './page-columns.js';

/** One table as rows of cells, every row as wide as the table; covered places are empty. */
type Rows = readonly (readonly string[])[];

function filled(rows: Rows, width: number): Rows {
  return rows.map((row) => [...row, ...Array<string>(Math.max(0, width - row.length)).fill('')]);
}

/** Writes the three tables by one function of their rows. */
export function tableWriter(
  report: TortureReport,
  write: (rows: Rows) => string[],
): Pick<BlockWriter, 'disclosure' | 'applications' | 'review'> {
  const print = textOf(report);
  return {
    disclosure: (blocks) => {
      const rows = blocks.flatMap((block) => [
        [block.title],
        block.columns,
        ...block.rows.map((row) => [...row.label, ...row.keys.map(print)]),
      ]);
      return [...write(filled(rows, Math.max(...blocks.map((block) => block.columns.length)))), ''];
    },
    applications: (rows) => {
      const labels = labelCells(rows, 3);
      const body = rows.map((row, index) => [...(labels[index] ?? []), ...row.keys.map(print)]);
      const head = [
        [BALANCE_NOTE, '', '', '申请人情况'],
        ['', '', '', '自然人', '法人或其他组织', '', '', '', '', '总计'],
        ['', '', '', '', ...ORGANISATION_HEADERS],
      ];
      return [...write(filled([...head, ...body], 10)), ''];
    },
    review: () => [
      ...write(
        filled(
          [
            ['行政复议', '', '', '', '', '行政诉讼'],
            [...REVIEW_HEADERS, '未经复议直接起诉', '', '', '', '', '复议后起诉'],
            ['', '', '', '', '', ...REVIEW_HEADERS, ...REVIEW_HEADERS],
            REVIEW_KEYS.map(print),
          ],
          15,
        ),
      ),
      '',
    ],
  };
}

function quoted(text: string): string {
  return /[",\n]/u.test(text) ? `"${text.replace(/"/gu, '""')}"` : text;
}

/** Values parted by commas, as spreadsheets save them (RFC 4180). */
const commaRows: TortureLayout = {
  name: 'comma-rows',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const tables = tableWriter(report, (rows) => rows.map((row) => row.map(quoted).join(',')));
    return { bytes: utf8(layOut(report, { ...PROSE, ...tables })) };
  },
};

/** Values parted by semicolons or full-width commas, rows as wide as what they print. */
const separatedRows: TortureLayout = {
  name: 'separated-rows',
  format: 'txt',
  keeps: 'all',
  demands: { blanksNeedASign: true },
  render: (report) => {
    const separator = report.random.pick([';', '；', '，']);
    const cell = (text: string): string => (text.includes(separator) ? `"${text}"` : text);
    const tables = tableWriter(report, (rows) =>
      rows.map((row) =>
        row
          .filter((text) => text !== '')
          .map(cell)
          .join(separator),
      ),
    );
    return { bytes: utf8(layOut(report, { ...PROSE, ...tables })) };
  },
};

/** Pasted from a spreadsheet: tabs, and quotes around cells that hold a line's end. */
const quotedTabs: TortureLayout = {
  name: 'quoted-tabs',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const cell = (text: string): string => {
      if (!/^\p{Script=Han}{6,}/u.test(text.slice(2)) || !random.chance(0.3)) return text;
      const at = random.integer(2, 5);
      return quoted(`${text.slice(0, at)}\n${text.slice(at)}`);
    };
    const tables = tableWriter(report, (rows) => rows.map((row) => row.map(cell).join('\t')));
    return { bytes: utf8(layOut(report, { ...PROSE, ...tables })) };
  },
};

/** Each table pasted as one line, a blank between its cells. */
const oneLine: TortureLayout = {
  name: 'one-line',
  format: 'txt',
  keeps: 'all',
  demands: { blanksNeedASign: true },
  render: (report) => {
    const tables = tableWriter(report, (rows) => [
      rows
        .flat()
        .filter((text) => text !== '')
        .join(report.random.pick([' ', '  ', '　'])),
    ]);
    return { bytes: utf8(layOut(report, { ...PROSE, ...tables })) };
  },
};

/** As tools write a table that set nothing between cells, and a blank or a line's end between its rows. */
const runTogether: TortureLayout = {
  name: 'run-together',
  format: 'txt',
  keeps: 'what dashes, strokes and sums part',
  render: (report) => {
    const between = report.random.pick([' ', '\n', '\n\n']);
    const tables = tableWriter(report, (rows) =>
      rows
        .map((row) => row.join(''))
        .join(between)
        .split('\n'),
    );
    return { bytes: utf8(layOut(report, { ...PROSE, ...tables })), lost: allCells(report) };
  },
};

/** Columns of the organ's own: the total first, applicants in another order, a column of serial numbers, one of subtotals. */
const ownColumns: TortureLayout = {
  name: 'own-columns',
  format: 'txt',
  keeps: 'all',
  demands: { blanksNeedASign: true },
  render: (report) => {
    const { random } = report;
    const print = textOf(report);
    const gap = random.pick(['\t', ' ']);
    const isNumbered = random.chance(0.5);
    const hasSubtotal = random.chance(0.5);
    const inner = random.pick([
      [1, 2, 3, 4, 5],
      [5, 4, 3, 2, 1],
      [2, 1, 3, 5, 4],
    ]);
    const order = random.pick([
      [6, 0, ...inner],
      [...inner, 0, 6],
      [0, ...inner, 6],
    ]);
    const names = ['自然人', ...ORGANISATION_HEADERS, '总计'];
    const line = (label: string, serial: string, cells: readonly string[], subtotal: string): string =>
      [
        ...(isNumbered ? [serial] : []),
        label,
        ...cells.slice(0, 4),
        ...(hasSubtotal ? [subtotal] : []),
        ...cells.slice(4),
      ].join(gap);
    const text = layOut(report, {
      ...PROSE,
      ...tableWriter(report, (rows) => rows.map((row) => row.filter((cell) => cell !== '').join(gap))),
      applications: (rows) => [
        line(
          '办理情况',
          '序号',
          order.map((column) => names[column] ?? ''),
          '小计',
        ),
        ...rows.map((row, index) =>
          line(
            row.label.slice(1).join('') || (row.label[0] ?? ''),
            String(index + 1),
            order.map((column) => print(row.keys[column] ?? '')),
            '0',
          ),
        ),
        '',
      ],
    });
    return { bytes: utf8(text) };
  },
};

function displayWidth(text: string): number {
  return [...text].reduce((width, char) => width + ((char.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1), 0);
}

/** Columns aligned by blanks, as a PDF printed to text keeps its layout; numbers stand in the middle of their columns. */
const alignedColumns: TortureLayout = {
  name: 'aligned-columns',
  format: 'txt',
  keeps: 'not the empty cells of reports that print too few numbers to show the columns',
  render: (report) => {
    const write = (rows: Rows): string[] => {
      const columns = Math.max(...rows.map((row) => row.length));
      const widths = Array.from(
        { length: columns },
        (_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))) + 2,
      );
      return rows.map((row) =>
        row
          .map((text, column) => {
            const room = (widths[column] ?? 0) - displayWidth(text);
            const left = /^[\d０-９]/u.test(text) ? Math.floor(room / 2) : 1;
            return ' '.repeat(left) + text + ' '.repeat(room - left);
          })
          .join('')
          .trimEnd(),
      );
    };
    const text = layOut(report, { ...PROSE, ...tableWriter(report, write) });
    return { bytes: utf8(text), lost: rowsWithEmptyCells(report, ['disclosure', 'applications', 'review']) };
  },
};

export const pastedLayouts: readonly TortureLayout[] = [
  commaRows,
  separatedRows,
  quotedTabs,
  oneLine,
  runTogether,
  ownColumns,
  alignedColumns,
];
