/** What scripts and converters write of tables: values of pandas, LaTeX, bars around one cell a line, pages of their own. */
import { BALANCE_NOTE } from '../../../../src/sample/form-rows.js';
import type { Random } from '../../../../src/sample/random.js';
import type { TortureReport } from '../../draw-report.js';
import { textOf } from '../../draw-report.js';
import type { TortureLayout } from '../../layout.js';
import { utf8 } from '../../layout.js';
import type { PrintedCell, PrintedCells } from '../../printed-cells.js';
import { gridOf, printableGrid } from '../../official-grids.js';
import { layOut, PROSE } from './lines.js';
import { tableWriter } from './pasted.js';

type Rows = readonly (readonly string[])[];

const APPLICATION_MARK = BALANCE_NOTE.slice(0, 10);

/** A text with its tables written by one function of their places; what a merged cell covers is given as `covered`, or again. */
export function writePlaces(
  report: TortureReport,
  write: (rows: Rows) => string[],
  covered?: string,
): string {
  const print = textOf(report);
  const rowsOf = (block: Parameters<typeof gridOf>[0]): Rows =>
    printableGrid(gridOf(block, print) ?? [], covered);
  return layOut(report, {
    ...PROSE,
    disclosure: (blocks) => [...write(rowsOf({ kind: 'disclosure', blocks })), ''],
    applications: (rows) => [...write(rowsOf({ kind: 'applications', rows })), ''],
    review: () => [...write(rowsOf({ kind: 'review' })), ''],
  });
}

export const bars = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A data frame: a row of numbers for its columns, an index before each row, `nan` or `None` for nothing, counts as `21.0`. */
const dataFrames: TortureLayout = {
  name: 'data-frames',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const nothing = random.pick(['nan', 'NaN', 'None', '']);
    const isFloat = random.chance(0.5);
    const hasIndex = random.chance(0.5);
    const style = random.pick(['tabs', 'bars', 'lists', 'commas'] as const);
    const cell = (text: string): string => {
      if (text === '') return nothing;
      return isFloat && /^-?\d+$/u.test(text) ? `${text}.0` : text;
    };
    const isPrinted = new Set([...report.cells.values()].map(({ text }) => text));
    const write = (rows: Rows): string[] => {
      const values = rows.map((row) =>
        row.map((text) => (isPrinted.has(text) ? cell(text) : text || nothing)),
      );
      const framed = hasIndex
        ? [
            ['', ...(rows[0] ?? []).map((_, index) => String(index))],
            ...values.map((row, index) => [String(index), ...row]),
          ]
        : values;
      if (style === 'tabs') return framed.map((row) => row.join('\t'));
      if (style === 'commas')
        return framed.map((row) => row.map((text) => (/[",]/u.test(text) ? `"${text}"` : text)).join(','));
      if (style === 'lists')
        return values.map(
          (row) =>
            `[${row.map((text) => (/^(?:nan|NaN|None)$/u.test(text) ? text : `'${text.replaceAll('\\', '\\\\')}'`)).join(', ')}]`,
        );
      const lines = framed.map(bars);
      return [lines[0] ?? '', bars((framed[0] ?? []).map(() => ':---')), ...lines.slice(1)];
    };
    const printed: PrintedCells = new Map(
      [...report.cells].map(([key, own]): [string, PrintedCell] =>
        own.kind === 'number' ? [key, { ...own, text: cell(own.text) }] : [key, own],
      ),
    );
    return { bytes: utf8(writePlaces(report, write)), cells: printed };
  },
};

/** The tables of LaTeX with merged cells, as converters of papers and of documents write them. */
const latexTables: TortureLayout = {
  name: 'latex-tables',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const environment = random.pick(['tabular', 'longtable', 'tabularx']);
    const print = textOf(report);
    const escape = (text: string): string => text.replace(/[%&$#_]/gu, '\\$&');
    const isOnOneLine = random.chance(0.3);
    const write = (block: Parameters<typeof gridOf>[0]): string[] => {
      const grid = gridOf(block, print) ?? [];
      const places = printableGrid(grid, '');
      const lines = places.map((row) => `${row.map(escape).join(' & ')} \\\\ \\hline`);
      const width = places[0]?.length ?? 0;
      const begin = `\\begin{${environment}}${environment === 'tabularx' ? '{\\textwidth}' : ''}{|${'c|'.repeat(width)}} \\hline`;
      const all = [begin, ...lines, `\\end{${environment}}`, ''];
      return isOnOneLine ? [all.join(' '), ''] : all;
    };
    const text = layOut(report, {
      ...PROSE,
      disclosure: (blocks) => write({ kind: 'disclosure', blocks }),
      applications: (rows) => write({ kind: 'applications', rows }),
      review: () => write({ kind: 'review' }),
    });
    return { bytes: utf8(text) };
  },
};

/** Cells that hold a full-width blank, or several, between tabs, bars or blanks. */
const fullWidthBlanks: TortureLayout = {
  name: 'full-width-blanks',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const blank = random.pick(['　', '　　', '\u00a0', '　\u00a0　', '\u200b']);
    const gap = random.pick(['\t', '|', ' | ']);
    const edge = gap === '\t' ? '' : gap.trim();
    const text = writePlaces(
      report,
      (rows) => rows.map((row) => edge + row.map((cell) => (cell === '' ? blank : cell)).join(gap) + edge),
      '',
    );
    return { bytes: utf8(text) };
  },
};

/** Pages cut a table anywhere: what a browser prints above and below each page, or the header again, stands between its rows. */
function paged(
  random: Random,
  rows: Rows,
  between: (header: Rows) => string[],
  write: (row: readonly string[]) => string,
  header: number,
): string[] {
  const from = Math.max(header + 1, 2);
  const ends = new Set(
    rows.length > from + 2
      ? [random.integer(from, rows.length - 1), random.integer(from, rows.length - 1)]
      : [],
  );
  return rows.flatMap((row, index) => [
    ...(ends.has(index) ? between(rows.slice(0, header)) : []),
    write(row),
  ]);
}

/** Print headers and footers of a browser between rows. */
const printHeaders: TortureLayout = {
  name: 'print-headers',
  format: 'txt',
  keeps: 'all',
  demands: { blanksNeedASign: true },
  render: (report) => {
    const { random, organ, year } = report;
    const gap = random.pick(['\t', ' ', ' | ']);
    const title = `${organ.name}${year}年政府信息公开工作年度报告`;
    const stamp = random.pick([
      `${year + 1}/1/18 上午10:21`,
      `${year + 1}/1/18 10:21`,
      `1/18/${String(year - 1999)}, 10:21 AM`,
    ]);
    const address = `https://www.example.gov.cn/zwgk/nb/${year + 1}01/t${year + 1}0118_${random.integer(10 ** 6, 10 ** 7)}.html`;
    let page = 1;
    const between = (): string[] => {
      page += 1;
      const number = `${page - 1}/5`;
      return random.pick([
        [`${address} ${number}`, `${stamp} ${title}`],
        [address, number, '', stamp, title],
        [number, `${stamp}    ${title}-政府网`],
        [`第 ${page - 1} 页 共 5 页`, ''],
        [`— ${page - 1} —`, ''],
      ]);
    };
    const tables = tableWriter(report, (rows) => {
      const header =
        rows.findIndex((row) => row.some((text) => text.includes(APPLICATION_MARK))) === -1 ? 2 : 3;
      return paged(random, rows, between, (row) => row.filter((text) => text !== '').join(gap), header);
    });
    return { bytes: utf8(layOut(report, { ...PROSE, ...tables })) };
  },
};

/** The header of a table again at the top of each page, in rows parted by tabs or bars. */
const headerEachPage: TortureLayout = {
  name: 'header-each-page',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const write = random.pick([bars, (row: readonly string[]) => row.join('\t')]);
    const hasPage = random.chance(0.4);
    let page = 1;
    const text = writePlaces(
      report,
      (rows) =>
        rows.length < 5 || !(rows[0]?.[0] ?? '').includes(APPLICATION_MARK)
          ? rows.map(write)
          : paged(
              random,
              rows,
              (header) => [...(hasPage ? [String(page++), ''] : []), ...header.map(write)],
              write,
              3,
            ),
      random.chance(0.5) ? '' : undefined,
    );
    return { bytes: utf8(text) };
  },
};

/** Each cell on a line of its own, a bar behind or before it. */
const cellALinePipes: TortureLayout = {
  name: 'cell-a-line-pipes',
  format: 'txt',
  keeps: 'all',
  demands: { blanksNeedASign: true },
  render: (report) => {
    const isBehind = report.random.chance(0.6);
    const tables = tableWriter(report, (rows) =>
      rows.flatMap((row) =>
        row.filter((text) => text !== '').map((text) => (isBehind ? `${text} |` : `| ${text}`)),
      ),
    );
    return { bytes: utf8(layOut(report, { ...PROSE, ...tables })) };
  },
};

/** Stands where a merged cell goes on. */
const COVERED = '\u0000';

/** Each row begins with a bar on a line of its own, each cell ends with one; what merged cells leave over stands behind the last or below. */
const ledByBars: TortureLayout = {
  name: 'led-by-bars',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const isBehind = report.random.chance(0.6);
    const isFirstLed = report.random.chance(0.6);
    const text = writePlaces(
      report,
      (rows) =>
        rows
          .flatMap((row) => {
            const cells = row.filter((cell) => cell !== COVERED);
            const over = '|'.repeat(row.length - cells.length);
            const lines = cells.map((cell) => (cell === '' ? '|' : `${cell} |`));
            if (over === '') return ['|', ...lines];
            const last = lines.pop() ?? '';
            if (last === '|') return ['|', ...lines, last + over];
            return isBehind ? ['|', ...lines, `${last} ${over}`] : ['|', ...lines, last, over];
          })
          .slice(isFirstLed ? 0 : 1),
      COVERED,
    );
    return { bytes: utf8(text) };
  },
};

/** A page's text, row by row without blank cells, and then the tables of the page again between bars. */
const textThenTables: TortureLayout = {
  name: 'text-then-tables',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const style = random.pick(['bars', 'tabs'] as const);
    const separately = random.chance(0.5);
    const kept: string[] = [];
    const text = writePlaces(
      report,
      (rows) => {
        const plain = rows.map((row) => row.filter((cell) => cell !== '').join(' '));
        const again =
          style === 'tabs'
            ? rows.map((row) => row.join('\t'))
            : [bars(rows[0] ?? []), bars((rows[0] ?? []).map(() => '---')), ...rows.slice(1).map(bars)];
        if (separately) {
          kept.push(...again, '');
          return plain;
        }
        return [...plain, '', ...again];
      },
      '',
    );
    return { bytes: utf8(text + (separately ? `\n${kept.join('\n')}\n` : '')) };
  },
};

/** A label's number in a cell of its own, before or behind the label. */
const numberApart: TortureLayout = {
  name: 'number-apart',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const style = random.pick(['cell before', 'cell behind', 'behind', 'line'] as const);
    const write = random.pick([bars, (row: readonly string[]) => row.join('\t')]);
    const isApplications = (rows: Rows): boolean => (rows[0]?.[0] ?? '').includes(APPLICATION_MARK);
    const text = writePlaces(
      report,
      (rows) => {
        if (!isApplications(rows)) return rows.map(write);
        return rows.flatMap((row, index) => {
          if (index < 3) return [write(style.startsWith('cell') ? ['', ...row] : row)];
          const match = /^(\d{1,2}[.．、])(.+)$/u.exec(row[2] ?? '');
          const number = match?.[1] ?? '';
          const label = match?.[2] ?? row[2] ?? '';
          const [first, second, , ...values] = row;
          const shown = number.replace(/[．、]$/u, '.');
          switch (style) {
            case 'cell before':
              return [write([first ?? '', second ?? '', shown, label, ...values])];
            case 'cell behind':
              return [write([first ?? '', second ?? '', label, shown, ...values])];
            case 'behind':
              return [
                write([first ?? '', second ?? '', number === '' ? label : `${label} ${shown}`, ...values]),
              ];
            default:
              return [
                write([first ?? '', second ?? '', number === '' ? label : `${shown} ${label}`, ...values]),
              ];
          }
        });
      },
      '',
    );
    return { bytes: utf8(text) };
  },
};

/** What Word's conditional comments leave in a cell, where a tool takes them for text. */
const commentResidue: TortureLayout = {
  name: 'comment-residue',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const residue = random.pick([
      ['if !supportMisalignedColumns', 'endif'],
      ['<![if !supportMisalignedColumns]>', '<![endif]>'],
      ['[if !supportMisalignedColumns]', '[endif]'],
      ['if !supportMisalignedColumns]', 'endif]'],
    ]);
    const write = random.pick([bars, (row: readonly string[]) => row.join('\t')]);
    const text = writePlaces(
      report,
      (rows) => {
        const width = rows[0]?.length ?? 0;
        const last = [residue[0] ?? '', ...Array<string>(width - 2).fill(''), residue[1] ?? ''];
        const lists = [residue[0] ?? '', ...Array<string>(width - 1).fill('')];
        return random.pick([
          [...rows.map(write), write(last)],
          [...rows.map(write), residue.join(' ')],
          [...rows.map(write), ...residue],
          [write(lists), ...rows.map(write)],
        ]);
      },
      random.chance(0.5) ? '' : undefined,
    );
    return { bytes: utf8(text) };
  },
};

export const exportLayouts: readonly TortureLayout[] = [
  dataFrames,
  latexTables,
  fullWidthBlanks,
  printHeaders,
  headerEachPage,
  cellALinePipes,
  ledByBars,
  textThenTables,
  numberApart,
  commentResidue,
];
