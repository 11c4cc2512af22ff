/**
 * Tab-parted rows out of place: leading empty fields come and go, others trail, headers are spaced out, signs are
 * half-width here and there. The numbers of a row are together and in order.
 */
import { REVIEW_KEYS } from '../form-rows.js';
import { labelCells, writeBlocks } from './layout.js';
import type { Layout } from './layout.js';
import { applicationHeader, reviewHeader } from './tab-rows.js';

function spaced(line: string): string {
  return line
    .split('\t')
    .map((cell) => (/^\p{Script=Han}{2,6}$/u.test(cell) ? [...cell].join(' ') : cell))
    .join('\t');
}

function halfWidth(text: string): string {
  return text
    .replace(/（/gu, '(')
    .replace(/）/gu, ') ')
    .replace(/(\d)\./u, '$1. ')
    .replace(/，/gu, ', ')
    .trim();
}

/** Tab-parted rows, displaced. */
export const displacedRows: Layout = (document) => {
  const { random, print } = document;
  const loose = random.chance(0.5);
  const label = (text: string): string => (loose ? halfWidth(text) : text);
  const trail = (): string => '\t'.repeat(random.integer(0, 2));
  return writeBlocks(document, {
    title: (lines) => ['', lines.join(' '), ''],
    heading: (text) => [text, ''],
    paragraph: (text) => [text, ''],
    disclosure: (blocks) => [
      ...blocks.flatMap((block) => [
        block.title + '\t\t\t',
        block.columns.join('\t') + trail(),
        ...(random.chance(0.2) ? [''] : []),
        ...block.rows.map((row) => [label(row.label[0] ?? ''), ...row.keys.map(print)].join('\t') + trail()),
      ]),
      '',
    ],
    applications: (rows) => {
      const labels = labelCells(rows, 0);
      const lines = rows.map((row, index) => {
        const cells = (labels[index] ?? []).map(label);
        // A merged cell's empty place before the label is lost now and then, or turns up behind it.
        const lost = cells[0] === '' && random.chance(0.3);
        const shifted = lost ? [...cells.filter((cell) => cell !== ''), ''] : cells;
        return [...shifted, ...row.keys.map(print)].join('\t') + trail();
      });
      return [...applicationHeader(2).map((line) => spaced(line)), ...lines, ''];
    },
    review: () => [
      ...reviewHeader().map((line) => spaced(line)),
      REVIEW_KEYS.map(print).join('\t') + trail(),
      '',
    ],
    signature: (lines) => [...lines, ''],
  }).join('\n');
};
