/** One cell a line, each after a tab, rows parted by an empty line: text saved from a word processor. */
import { BALANCE_NOTE, ORGANISATION_HEADERS, REVIEW_HEADERS, REVIEW_KEYS } from '../form-rows.js';
import { labelCells, writeBlocks } from './layout.js';
import type { Layout } from './layout.js';

function row(cells: readonly string[]): string[] {
  return [...cells.map((cell) => `\t${cell}`), ''];
}

/** 本年新公开数量 → two physical lines, as in a narrow column. */
function broken(header: string): string {
  return /^(?:本年新公开|对外公开)/u.test(header) ? header.replace(/^(本年新|对外公开)/u, '$1\n') : header;
}

/** One cell a line. */
export const cellPerLine: Layout = ({ blocks, print, random }) =>
  writeBlocks(
    { blocks, print, random },
    {
      title: (lines) => [...lines],
      heading: (text) => [`${random.pick(['', '    ', '     '])}${text}`],
      paragraph: (text) => [text],
      disclosure: (parts) => [
        ...parts.flatMap((part) => [
          ...row([part.title]),
          ...row(part.columns.map(broken)),
          ...part.rows.flatMap((line) => row([...line.label, ...line.keys.map(print)])),
        ]),
        '',
      ],
      applications: (rows) => {
        const labels = labelCells(rows, 0);
        return [
          `\t${BALANCE_NOTE}`,
          ...row(['申请人情况']),
          ...row(['', '自然人', '法人或其他组织', '总计']),
          ...row(['', '', ...ORGANISATION_HEADERS, '']),
          ...rows.flatMap((line, index) => row([...(labels[index] ?? []), ...line.keys.map(print)])),
          '',
        ];
      },
      review: () => [
        ...row(['行政复议', '行政诉讼']),
        ...row([...REVIEW_HEADERS, '未经复议直接起诉', '复议后起诉']),
        ...row(['', '', '', '', '', ...REVIEW_HEADERS, ...REVIEW_HEADERS]),
        ...row(REVIEW_KEYS.map(print)),
        '',
      ],
      signature: (lines) => ['', ...lines],
    },
  ).join('\n');
