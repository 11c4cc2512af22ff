/** Text that lost something on its way: OCR noise, rows left out, files that break off. */
import type { FormRow } from '../../../../src/sample/form-rows.js';
import { ORGANISATION_HEADERS, REVIEW_HEADERS, REVIEW_KEYS } from '../../../../src/sample/form-rows.js';
import { newLabels } from '../../../../src/sample/layouts/layout.js';
import type { Random } from '../../../../src/sample/random.js';
import type { TortureReport } from '../../draw-report.js';
import { textOf } from '../../draw-report.js';
import type { Rendering, TortureLayout } from '../../layout.js';
import { utf8 } from '../../layout.js';
import type { PrintedCell } from '../../printed-cells.js';
import { layOut, PROSE } from './lines.js';
import { sampleText } from './sample-layouts.js';

function bars(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A small table a row; behind a page's end the converter invents the headers. */
function rowTable(headers: readonly string[], cells: readonly string[], invented: boolean): string[] {
  const names = invented ? cells.map((_, index) => (index === 0 ? '项目' : `数据${index}`)) : headers;
  return [bars(names), bars(names.map(() => '---')), bars(cells), ''];
}

const APPLICANTS = ['申请人情况', '自然人', ...ORGANISATION_HEADERS, '总计'];

function rowTablesText(report: TortureReport): string {
  const print = textOf(report);
  const { random } = report;
  const pageEnd = random.integer(3, 20);
  return layOut(report, {
    ...PROSE,
    disclosure: (blocks) =>
      blocks.flatMap((block) => [
        block.title,
        '',
        ...block.rows.flatMap((row) =>
          rowTable(block.columns, [...row.label, ...row.keys.map(print)], false),
        ),
      ]),
    applications: (rows) => {
      const labels = newLabels(rows);
      return rows.flatMap((row, index) =>
        rowTable(APPLICANTS, [(labels[index] ?? []).join(''), ...row.keys.map(print)], index >= pageEnd),
      );
    },
    review: () => [
      '行政复议',
      '',
      ...rowTable(REVIEW_HEADERS, REVIEW_KEYS.slice(0, 5).map(print), false).slice(0, -1),
      '',
      '行政诉讼：未经复议直接起诉',
      '',
      ...rowTable(REVIEW_HEADERS, REVIEW_KEYS.slice(5, 10).map(print), false),
      '行政诉讼：复议后起诉',
      '',
      ...rowTable(REVIEW_HEADERS, REVIEW_KEYS.slice(10).map(print), false),
    ],
  });
}

/** One pipe table a row. */
const rowTables: TortureLayout = {
  name: 'row-tables',
  format: 'txt',
  keeps: 'all',
  render: (report) => ({ bytes: utf8(rowTablesText(report)) }),
};

const PICTURES = [
  'The image shows a bar chart that displays the number of applications received in each of the years, with the total on the right.',
  'This screenshot is of a page with a red seal at the bottom and a QR code that is to the left of the text.',
  'A photo of the meeting room in which the work on open government was discussed; there are flags on the table.',
];
const MISREAD: readonly (readonly [string, string])[] = [
  ['掌握', '掌屋'],
  ['第三方', '第王方'],
  ['过程性', '过秤性'],
  ['举报', '举服'],
  ['出版物', '出扳物'],
  ['逾期', '渝期'],
  ['国家', '国傢'],
  ['内部', '内邯'],
  ['案卷', '案巻'],
];
const LOOKALIKES: readonly (readonly [string, string])[] = [
  ['0', 'O'],
  ['1', 'l'],
  ['5', 'S'],
  ['8', 'B'],
];

/** Some digits read as the letters that look like them: the cell is no number any more. */
function withDamagedDigits(report: TortureReport): Map<string, PrintedCell> {
  const { random } = report;
  return new Map(
    [...report.cells].map(([key, cell]): [string, PrintedCell] => {
      if (cell.kind !== 'number' || !random.chance(0.03)) return [key, cell];
      const [digit, letter] = random.pick(LOOKALIKES);
      // In the number, not in its remark: a remark is kept as printed and decides nothing.
      const [number = ''] = cell.text.split(/[(（]/u, 1);
      const damaged = number.replace(digit, letter) + cell.text.slice(number.length);
      return [key, damaged === cell.text ? cell : { kind: 'damaged', text: damaged }];
    }),
  );
}

/** Pictures described in English between the lines, wrong characters in labels. */
function withNoise(random: Random, text: string): string {
  let noisy = text;
  for (const [right, wrong] of MISREAD) {
    if (random.chance(0.4)) noisy = noisy.replace(new RegExp(`^([|\\t].*)${right}`, 'mu'), `$1${wrong}`);
  }
  return noisy
    .split('\n')
    .flatMap((line) => (random.chance(0.03) ? [line, random.pick(PICTURES)] : [line]))
    .join('\n');
}

function noisyRendering(report: TortureReport, write: (noisy: TortureReport) => string): Rendering {
  const cells = withDamagedDigits(report);
  const text = write({ ...report, cells });
  return { bytes: utf8(withNoise(report.random, text)), cells };
}

const ocrTabs: TortureLayout = {
  name: 'ocr-tabs',
  format: 'txt',
  keeps: 'all',
  render: (report) => noisyRendering(report, (noisy) => sampleText('tab-rows', noisy)),
};
const ocrPipes: TortureLayout = {
  name: 'ocr-pipes',
  format: 'txt',
  keeps: 'all',
  render: (report) => noisyRendering(report, (noisy) => sampleText('pipe-table', noisy)),
};
const ocrLines: TortureLayout = {
  name: 'ocr-lines',
  format: 'txt',
  keeps: 'all',
  demands: { blanksNeedASign: true },
  render: (report) => noisyRendering(report, (noisy) => sampleText('compact-lines', noisy)),
};

const missingRows: TortureLayout = {
  name: 'missing-rows',
  format: 'txt',
  keeps: 'all',
  demands: { dropRows: true, blanksNeedASign: true },
  render: (report) => ({
    bytes: utf8(sampleText(report.random.pick(['tab-rows', 'pdf-lines', 'pipe-table']), report)),
  }),
};

/** The last row breaks off behind some of its numbers: nothing tells that those stand where they stood. */
function tornRow(report: TortureReport): { row: FormRow; kept: number } | null {
  const last = report.blocks.at(-1);
  const row = last?.kind === 'applications' ? last.rows.at(-1) : undefined;
  return row === undefined ? null : { row, kept: report.random.integer(1, row.keys.length - 1) };
}

const truncatedTable: TortureLayout = {
  name: 'truncated-table',
  format: 'txt',
  keeps: 'not the row in which the file breaks off',
  demands: { truncate: true, blanksNeedASign: true },
  render: (report) => {
    const whole = sampleText(report.random.pick(['tab-rows', 'compact-lines']), report).trimEnd();
    const torn = report.random.chance(0.5) ? tornRow(report) : null;
    if (torn === null) return { bytes: utf8(`${whole}\n`) };
    const { row, kept } = torn;
    const cells = new Map(report.cells);
    for (const key of row.keys.slice(kept)) cells.set(key, { kind: 'cut', text: '' });
    const gone = row.keys.slice(kept).map((key) => report.cells.get(key)?.text ?? '');
    const cut = whole.slice(0, whole.length - gone.join(' ').length).trimEnd();
    return { bytes: utf8(cut), cells, lost: new Set(row.keys) };
  },
};

const singleOtherRow: TortureLayout = {
  name: 'single-other-row',
  format: 'txt',
  keeps: 'all',
  demands: { form: '2021-single', blanksNeedASign: true },
  render: (report) => ({
    bytes: utf8(sampleText(report.random.pick(['tab-rows', 'compact-lines', 'displaced-rows']), report)),
  }),
};

export const damagedLayouts: readonly TortureLayout[] = [
  rowTables,
  ocrTabs,
  ocrPipes,
  ocrLines,
  missingRows,
  truncatedTable,
  singleOtherRow,
];
