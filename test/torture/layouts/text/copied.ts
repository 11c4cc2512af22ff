/** Tables as browsers copy them where cells hold paragraphs or blocks: `innerText`, as the HTML standard defines it (3.2.7). */
import {
  BALANCE_NOTE,
  ORGANISATION_HEADERS,
  REVIEW_HEADERS,
  REVIEW_KEYS,
} from '../../../../src/sample/form-rows.js';
import type { BlockWriter } from '../../../../src/sample/layouts/layout.js';
import { newLabels } from '../../../../src/sample/layouts/layout.js';
import type { TortureReport } from '../../draw-report.js';
import { textOf } from '../../draw-report.js';
import type { TortureLayout } from '../../layout.js';
import { utf8 } from '../../layout.js';
import { layOut, PROSE } from './lines.js';

/** A text, or how many line ends stand there at least. */
type Item = string | number;
/** What a cell holds: a paragraph, a block, or its text alone. */
type Holder = 'p' | 'div' | 'text';

const LINE_ENDS: Readonly<Record<Holder, number>> = { p: 2, div: 1, text: 0 };

function cellItems(text: string, holder: Holder): Item[] {
  const ends = LINE_ENDS[holder];
  return ends === 0 ? [text] : [ends, text, ends];
}

/** A tab behind each cell but the last of its row, a line end behind each row but the last. */
function tableItems(rows: readonly (readonly string[])[], holderOf: (text: string) => Holder): Item[] {
  return rows.flatMap((row, index) => [
    ...row.flatMap((text, at) => [
      ...cellItems(text, holderOf(text)),
      ...(at < row.length - 1 ? ['\t'] : []),
    ]),
    ...(index < rows.length - 1 ? ['\n'] : []),
  ]);
}

/** Runs of required line ends become as many as the most of them; at the edges, none. */
function innerText(items: readonly Item[]): string {
  let [text, ends] = ['', 0];
  for (const item of items) {
    if (item === '') continue;
    if (typeof item === 'number') ends = Math.max(ends, item);
    else {
      text += (text === '' ? '' : '\n'.repeat(ends)) + item;
      ends = 0;
    }
  }
  return text;
}

function tables(
  report: TortureReport,
  holderOf: (text: string) => Holder,
): Pick<BlockWriter, 'disclosure' | 'applications' | 'review'> {
  const print = textOf(report);
  const write = (rows: readonly (readonly string[])[]): string[] => [
    ...innerText(tableItems(rows, holderOf)).split('\n'),
    '',
  ];
  return {
    disclosure: (blocks) =>
      write(
        blocks.flatMap((block) => [
          [block.title],
          block.columns,
          ...block.rows.map((row) => [...row.label, ...row.keys.map(print)]),
        ]),
      ),
    applications: (rows) => {
      const labels = newLabels(rows);
      return write([
        [BALANCE_NOTE, '申请人情况'],
        ['自然人', '法人或其他组织', '总计'],
        ORGANISATION_HEADERS,
        ...rows.map((row, index) => [...(labels[index] ?? []), ...row.keys.map(print)]),
      ]);
    },
    review: () =>
      write([
        ['行政复议', '行政诉讼'],
        [...REVIEW_HEADERS, '未经复议直接起诉', '复议后起诉'],
        [...REVIEW_HEADERS, ...REVIEW_HEADERS],
        REVIEW_KEYS.map(print),
      ]),
  };
}

/** Labels, numbers and blank cells each in a paragraph, a block, or neither. */
const copiedBlocks: TortureLayout = {
  name: 'copied-blocks',
  format: 'txt',
  keeps:
    'not where a row begins with blank cells beside blocks: one line end more, as between the blocks of one cell',
  render: (report) => {
    const { random } = report;
    const [label, value] = [random.pick(['p', 'div', 'text'] as const), random.pick(['p', 'div'] as const)];
    const blank = random.pick([value, 'text'] as const);
    const holderOf = (text: string): Holder =>
      text === '' ? blank : /\p{Script=Han}{3}/u.test(text) ? label : value;
    const text = layOut(report, { ...PROSE, ...tables(report, holderOf) });
    const [first = ''] = REVIEW_KEYS;
    const isLost = [label, value].includes('div') && blank === 'text' && textOf(report)(first) === '';
    return { bytes: utf8(text), lost: new Set(isLost ? REVIEW_KEYS : []) };
  },
};

export const copiedLayouts: readonly TortureLayout[] = [copiedBlocks];
