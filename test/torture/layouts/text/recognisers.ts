/** Markdown, HTML and LaTeX as document models and recognisers write them: merged cells blank or again, markup of their own around. */
import { textOf } from '../../draw-report.js';
import type { TortureLayout } from '../../layout.js';
import { utf8 } from '../../layout.js';
import type { SpanGrid } from '../../official-grids.js';
import { printableGrid } from '../../official-grids.js';
import { escape, spans } from '../html.js';
import { bars, writePlaces } from './exports.js';
import { layOut, PROSE } from './lines.js';
import { tables } from './written-tables.js';

type Rows = readonly (readonly string[])[];
/** The markup that a recogniser leaves around its tables: pages, places, pictures, fences. */
const AROUND: readonly ((table: string, page: number) => string[])[] = [
  (table) => [`<html><body>${table}</body></html>`],
  (table) => ['```html', table, '```'],
  (table, page) => [`<|ref|>table<|/ref|><|det|>[[${60 + page}, 132, 930, 871]]<|/det|>`, table],
  (table, page) => [`<!-- PageNumber="${page}" -->`, '<!-- PageBreak -->', '', table],
  (table, page) => [`![](_page_${page}_Picture_0.jpeg)`, '', `<span id="page-${page}-0"></span>${table}`],
  (table) => [`<div style="text-align: center;">${table}</div>`],
  (table, page) => [`[Image ${page}]`, '', table, '', `<page_number>${page}</page_number>`],
];

const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** HTML tables in Markdown, with the attributes, header cells and breaks of many recognisers. */
const recognisedHtml: TortureLayout = {
  name: 'recognised-html',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const around = random.pick(AROUND);
    const style = random.pick([
      '',
      ' style="text-align: center; word-wrap: break-word;"',
      ' data-bbox="12 30 88 41"',
      ' align="center"',
    ]);
    const hasHead = random.chance(0.4);
    const isOpen = random.chance(0.15);
    const gap = random.pick(['', '\n', '\n  ']);
    const isBroken = random.chance(0.3);
    const blank = random.pick(['', '&nbsp;', ' ', '']);
    let page = 0;
    const write = (grid: SpanGrid): string[] => {
      page += 1;
      const rows = grid.map((row, y) => {
        const tag = hasHead && y === 0 ? 'th' : 'td';
        const cells = row.map((cell) => {
          const text =
            isBroken && hasHan(cell.text) && !/\d/u.test(cell.text) && cell.text.length > 6
              ? `${escape(cell.text.slice(0, 4))}<br>${escape(cell.text.slice(4))}`
              : escape(cell.text);
          return `<${tag}${style}${spans(cell)}>${text === '' ? blank : text}${isOpen ? '' : `</${tag}>`}`;
        });
        return `<tr>${gap}${cells.join(gap)}${gap}</tr>`;
      });
      const [first = '', ...rest] = rows;
      const body = hasHead ? `<thead>${first}</thead>${gap}<tbody>${rest.join(gap)}</tbody>` : rows.join(gap);
      return around(`<table border="1">${body}</table>`, page);
    };
    const title = random.pick(['# ', '', '## ', '**']);
    const text = layOut(report, {
      ...PROSE,
      title: (lines) => [...lines.map((line) => `${title}${line}${title === '**' ? '**' : ''}`), ''],
      heading: (line) => [`${random.pick(['## ', '', '**'])}${line}`.replace(/^\*\*.*$/u, '$&**'), ''],
      ...tables(report, write),
    });
    return { bytes: utf8(text) };
  },
};

/** Pipe tables: labels of merged cells blank or again, one row of headers or three, breaks, emphasis, blanks that fill the columns. */
const recognisedPipes: TortureLayout = {
  name: 'recognised-pipes',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const isAgain = random.chance(0.5);
    const isPadded = random.chance(0.3);
    const blank = random.pick(['', '', '&nbsp;', '<br>']);
    const emptyHeader = random.chance(0.25);
    const isBold = random.chance(0.3);
    const breaks = random.pick(['', '<br>', '<br/>', ' ']);
    const edge = random.chance(0.85);
    const rule = random.pick([':---:', '---', ':-', '-']);
    const cell = (text: string): string => {
      if (text === '') return blank;
      if (!hasHan(text)) return text;
      const broken =
        breaks !== '' && text.length > 8 && !/\d/u.test(text)
          ? `${text.slice(0, 6)}${breaks}${text.slice(6)}`
          : text;
      return isBold ? `**${broken}**` : broken;
    };
    const line = (row: readonly string[]): string => (edge ? bars(row) : row.join(' | '));
    const write = (rows: Rows): string[] => {
      const shown = rows.map((row) => row.map(cell));
      const width = shown[0]?.length ?? 0;
      const widths = Array.from({ length: width }, (_, x) =>
        Math.max(...shown.map((row) => (row[x] ?? '').length)),
      );
      const padded = isPadded ? shown.map((row) => row.map((text, x) => text.padEnd(widths[x] ?? 0))) : shown;
      const separator = edge ? `|${`${rule}|`.repeat(width)}` : Array<string>(width).fill(rule).join('|');
      const head = emptyHeader
        ? [line(Array<string>(width).fill('')), separator]
        : [line(padded[0] ?? []), separator];
      return [...head, ...(emptyHeader ? padded : padded.slice(1)).map(line)];
    };
    return { bytes: utf8(writePlaces(report, write, isAgain ? undefined : '')) };
  },
};

/** One column for the whole label, its parts joined: （三）不予公开-1.属于国家秘密; one row of headers. */
const joinedLabels: TortureLayout = {
  name: 'joined-labels',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const print = textOf(report);
    const joint = random.pick([' - ', '-', '——', '/', ' > ', ' → ', '：', ' ', '<br>', '·']);
    const hasParts = random.pick(['all', 'two', 'last'] as const);
    const write = random.pick([
      bars,
      (row: readonly string[]) => row.join('\t'),
      (row: readonly string[]) => row.map((text) => (text.includes(',') ? `"${text}"` : text)).join(','),
    ]);
    const label = (parts: readonly string[]): string =>
      (hasParts === 'all' ? parts : hasParts === 'two' ? parts.slice(-2) : parts.slice(-1)).join(joint);
    const org = random.chance(0.5) ? '法人或其他组织-' : '';
    const headers = [
      '自然人',
      ...['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'].map((name) => org + name),
      '总计',
    ];
    const rule = (width: number): string[] =>
      write === bars ? [bars(Array<string>(width).fill('---'))] : [];
    const text = layOut(report, {
      ...PROSE,
      ...tables(report, (grid) => {
        const rows = printableGrid(grid, '');
        return [write(rows[0] ?? []), ...rule(rows[0]?.length ?? 0), ...rows.slice(1).map(write)];
      }),
      applications: (rows) => [
        write(['项目', ...headers]),
        ...rule(8),
        ...rows.map((row) => write([label(row.label), ...row.keys.map(print)])),
        '',
      ],
    });
    return { bytes: utf8(text) };
  },
};

/** LaTeX with cells merged over columns and rows, partial rules and numbers in mathematics. */
const latexMerged: TortureLayout = {
  name: 'latex-merged',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const math = random.chance(0.4);
    const rule = random.pick(['\\hline', '\\cline{2-10}', '\\midrule', '']);
    const isWrapped = random.chance(0.5);
    const printed = new Set([...report.cells.values()].map(({ text }) => text));
    const plain = (text: string): string => {
      const safe = text.replace(/[%&$#_]/gu, '\\$&');
      return math && /^\d+$/u.test(text) && printed.has(text) ? `$${text}$` : safe;
    };
    const write = (grid: SpanGrid): string[] => {
      const width = (grid[0] ?? []).reduce((sum, { colspan }) => sum + colspan, 0);
      // A place below a cell of several rows is printed empty, as LaTeX asks for it.
      const covered = grid.map(() => Array<boolean>(width).fill(false));
      const lines = grid.map((row, y) => {
        const texts: string[] = [];
        let x = 0;
        const skip = (): void => {
          while (covered[y]?.[x] === true) {
            texts.push('');
            x += 1;
          }
        };
        for (const { text, colspan, rowspan } of row) {
          skip();
          const own = rowspan > 1 ? `\\multirow{${rowspan}}{*}{${plain(text)}}` : plain(text);
          texts.push(colspan > 1 ? `\\multicolumn{${colspan}}{|c|}{${own}}` : own);
          for (let down = 1; down < rowspan; down += 1)
            for (let right = 0; right < colspan; right += 1) (covered[y + down] ?? [])[x + right] = true;
          x += colspan;
        }
        skip();
        return `${texts.join(' & ')} \\\\ ${rule}`.trimEnd();
      });
      const table = [`\\begin{tabular}{|${'c|'.repeat(width)}}`, '\\hline', ...lines, '\\end{tabular}'];
      return isWrapped ? ['\\begin{table}[h]', '\\centering', ...table, '\\end{table}'] : table;
    };
    return { bytes: utf8(layOut(report, { ...PROSE, ...tables(report, write) })) };
  },
};

export const recognisedLayouts: readonly TortureLayout[] = [
  recognisedHtml,
  recognisedPipes,
  joinedLabels,
  latexMerged,
];
