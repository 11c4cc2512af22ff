/** Copied from spreadsheets and from articles of the kind that telephones show: empty columns and rows, a cell a line, signs that are not seen. */
import type { TortureLayout } from '../../layout.js';
import { utf8 } from '../../layout.js';
import type { SpanGrid } from '../../official-grids.js';
import { printableGrid } from '../../official-grids.js';
import { layOut, PROSE } from './lines.js';
import { tables } from './written-tables.js';

/** The grid with each of its columns drawn over `times` columns of the sheet. */
function stretched(grid: SpanGrid, times: number): SpanGrid {
  return grid.map((row) => row.map((cell) => ({ ...cell, colspan: cell.colspan * times })));
}

/** Cells of a sheet: merged ones are empty but for their first, empty columns before and behind, empty rows within. */
const sheetCopy: TortureLayout = {
  name: 'sheet-copy',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const before = random.integer(0, 2);
    const behind = random.integer(0, 3);
    const times = random.pick([1, 1, 2, 3]);
    const emptyRows = random.pick([0, 0, 0.15]);
    const end = random.pick(['\n', '\r\n']);
    const isAll = random.chance(0.5);
    const isQuoted = random.chance(0.3);
    const edge = (row: readonly string[]): string =>
      [...Array<string>(before).fill(''), ...row, ...Array<string>(behind).fill('')].join('\t');
    const own = (text: string): string =>
      isQuoted && /^\p{Script=Han}{7,}/u.test(text) ? `"${text.slice(0, 4)}\n${text.slice(4)}"` : text;
    const write = (grid: SpanGrid): string[] => {
      const rows = printableGrid(stretched(grid, times), '');
      return rows.flatMap((row) => [
        ...(random.chance(emptyRows) ? [edge(row.map(() => ''))] : []),
        edge(row.map(own)),
      ]);
    };
    const prose = (line: string): string => (isAll ? edge([line, ...Array<string>(9).fill('')]) : line);
    const text = layOut(report, {
      title: (lines) => lines.map(prose),
      heading: (line) => [prose(line)],
      paragraph: (line) => [prose(line)],
      signature: (lines) => lines.map(prose),
      ...tables(report, write),
    });
    return { bytes: utf8(text.replace(/\n/gu, end)) };
  },
};

/** An article: what stands around it, a cell a line with empty lines between, signs without width. */
const articleCopy: TortureLayout = {
  name: 'article-copy',
  format: 'txt',
  keeps: 'all',
  demands: { blanksNeedASign: true },
  render: (report) => {
    const { random, organ, year } = report;
    const gap = random.pick([[], [''], ['', '']] as const);
    const unseen = random.pick(['', '\u200b', '\ufeff', '\u2060']);
    const account = organ.name.slice(-8);
    const before = random.pick([
      ['点击蓝字', '关注我们', ''],
      [`原创 ${account} ${account} ${year + 1}-01-26 09:30 云泽`, ''],
      ['在小说阅读器读本章', '去阅读', ''],
      [account, `${year + 1}年01月26日 09:30`, '云泽', '听全文', ''],
      [],
    ] as const);
    const after = random.pick([
      ['', '阅读 1024', '​', '分享', '收藏', '在看', '写留言'],
      [
        '',
        '预览时标签不可点',
        '微信扫一扫',
        '关注该公众号',
        '继续滑动看下一个',
        '轻触阅读原文',
        account,
        '向上滑动看下一个',
      ],
      ['', '来源 | 办公室', '编辑 | 张三', '审核 | 李四', '', '阅读原文'],
      ['', 'END', '', '点个在看你最好看'],
      [],
    ] as const);
    const write = (grid: SpanGrid): string[] =>
      grid.flatMap((row) => row.flatMap(({ text }) => (text === '' ? [] : [`${text}${unseen}`, ...gap])));
    const titleFirst = random.chance(0.7);
    const text = layOut(report, {
      ...PROSE,
      title: (lines) => (titleFirst ? [...lines, '', ...before] : [...before, ...lines, '']),
      heading: (line) =>
        random.pick([
          [line, ''],
          ['', '01', line, ''],
          [`▍${line}`, ''],
          [`${line}${unseen}`, ''],
        ]),
      ...tables(report, write),
    });
    return { bytes: utf8(`${text}${after.join('\n')}\n`) };
  },
};

/** The same with empty cells, each of which is an empty line of its own where every cell takes one. */
const rowsInLines: TortureLayout = {
  name: 'rows-in-lines',
  format: 'txt',
  keeps: 'all',
  demands: { blanksNeedASign: true },
  render: (report) => {
    const { random } = report;
    const gap = random.pick([' ', '  ', '\u3000', '\u00a0', ' \u00a0 ', ', ', ' | ']);
    const text = layOut(report, {
      ...PROSE,
      ...tables(report, (grid) =>
        grid.map((row) =>
          row
            .map(({ text: own }) => own)
            .filter((own) => own !== '')
            .join(gap),
        ),
      ),
    });
    return { bytes: utf8(text) };
  },
};

export const copyLayouts: readonly TortureLayout[] = [sheetCopy, articleCopy, rowsInLines];
