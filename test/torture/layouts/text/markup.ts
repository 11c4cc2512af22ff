/** Tables in lightweight markup: Markdown with merged cells written out, HTML tables within it, drawn with line characters. */
import { printableGrid } from '../../official-grids.js';
import type { SpanGrid } from '../../official-grids.js';
import { gridOf } from '../../official-grids.js';
import type { TortureReport } from '../../draw-report.js';
import { textOf } from '../../draw-report.js';
import type { TortureLayout } from '../../layout.js';
import { utf8 } from '../../layout.js';
import { cleanTable } from '../html.js';
import { layOut, PROSE } from './lines.js';

function writeGrids(report: TortureReport, write: (grid: SpanGrid) => string[]): string {
  const print = textOf(report);
  const grid = (block: Parameters<typeof gridOf>[0]): string[] => [...write(gridOf(block, print) ?? []), ''];
  return layOut(report, {
    ...PROSE,
    disclosure: (blocks) => grid({ kind: 'disclosure', blocks }),
    applications: (rows) => grid({ kind: 'applications', rows }),
    review: () => grid({ kind: 'review' }),
  });
}

/** Pipe tables in which a merged cell is written out at every place that it covers; bold labels, breaks within cells. */
const mergedPipes: TortureLayout = {
  name: 'merged-pipes',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const style = random.integer(0, 2);
    const label = (text: string): string => {
      if (!/\p{Script=Han}{2}/u.test(text) || style === 0) return text;
      if (style === 2 && /\d/u.test(text)) return text;
      return style === 1 ? `**${text}**` : `${text.slice(0, 3)}<br>${text.slice(3)}`;
    };
    const write = (grid: SpanGrid): string[] => {
      const lines = printableGrid(grid).map((row) => `| ${row.map(label).join(' | ')} |`);
      const width = printableGrid(grid)[0]?.length ?? 0;
      return [lines[0] ?? '', `|${' --- |'.repeat(width)}`, ...lines.slice(1)];
    };
    return { bytes: utf8(writeGrids(report, write)) };
  },
};

/** Markdown or OCR text with HTML tables in it, on lines of their own or behind other text. */
const embeddedTables: TortureLayout = {
  name: 'embedded-tables',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const flat = random.chance(0.5);
    const text = writeGrids(report, (grid) => {
      const html = flat ? cleanTable(grid).replace(/\n/gu, '') : cleanTable(grid);
      return random.chance(0.3) ? [`表格如下：${html}`] : html.split('\n');
    });
    return { bytes: utf8(text) };
  },
};

/** Drawn with line characters, as text browsers do. */
const drawnBoxes: TortureLayout = {
  name: 'drawn-boxes',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const [vertical, horizontal, cross] = report.random.pick([
      ['│', '─', '┼'],
      ['┃', '━', '╋'],
      ['|', '-', '+'],
    ] as const);
    const write = (grid: SpanGrid): string[] => {
      const rule = `${cross}${`${horizontal.repeat(6)}${cross}`.repeat(printableGrid(grid)[0]?.length ?? 0)}`;
      const rows = printableGrid(grid, '').map(
        (row) => `${vertical}${row.map((text) => ` ${text} `).join(vertical)}${vertical}`,
      );
      return [rule, ...rows.flatMap((row) => [row, rule])];
    };
    return { bytes: utf8(writeGrids(report, write)) };
  },
};

export const markupLayouts: readonly TortureLayout[] = [mergedPipes, embeddedTables, drawnBoxes];
