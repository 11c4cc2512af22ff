import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/ingest/document.js';
import { readText } from '../../../src/ingest/read-text.js';
import { textBlocks } from '../../../src/ingest/text/text-blocks.js';

function rowsOf(blocks: readonly Block[]): string[][][] {
  return blocks.flatMap((block) =>
    block.kind === 'table'
      ? [block.rows.map((row) => row.map(({ text, origin }) => (origin ? text : `^${text}`)))]
      : [],
  );
}

const ROWS = [
  ['规章', '0', '', '3'],
  ['行政规范性文件', '1697', '2', "5'"],
];

describe('tables that scripts print', () => {
  it.each([
    ['JSON on one line', '[["规章", "0", null, 3], ["行政规范性文件", 1697, "2", "5\'"]]'],
    ['Python, a list a line', "['规章', '0', None, '3']\n[\"行政规范性文件\", 1697, 2, '5\\'']"],
    [
      'JSON, a value a line',
      '  [\n  [\n    "规章",\n    "0",\n    null,\n    "3"\n  ],\n  [ "\\u884c政规范性文件",\n 1697, 2, "5\'" ]\n]',
    ],
    ['tuples', "(('规章', 0, nan, 3), ('行政规范性文件', 1697, 2, \"5'\"))"],
  ])('reads arrays: %s', (_, text) => {
    const blocks = textBlocks(`前文\n${text}\n后文`);
    expect(rowsOf(blocks)).toEqual([ROWS]);
    expect(blocks.map(({ kind }) => kind)).toEqual(['line', 'table', 'line']);
  });

  it('says where a value stands', () => {
    const [block] = textBlocks("['规章', '12']");
    expect(block?.kind === 'table' && block.rows[0]?.map(({ place }) => place)).toEqual([
      { line: 1, column: 3 },
      { line: 1, column: 9 },
    ]);
  });

  it.each(['(一)主动公开。规章 3 件', '["a", "b"]', '[["规章", "0"], ["行政许可"', '[规章] 3', '[1, 2'])(
    'leaves what is no whole array of the forms: %s',
    (text) => {
      expect(textBlocks(text)).toEqual(readText(text));
    },
  );

  it('reads tables of LaTeX, cells that cover several columns, commands and escapes', () => {
    const text = String.raw`\begin{table}
\begin{tabular}{|l|c|c|}
\hline
\multicolumn{3}{|c|}{第二十条第（一）项} \\ \hline
\multirow{2}{*}{信息内容} & \textbf{本年\\制发} & 废止 \& 其他 \\
\cline{2-3}
规章 & 1697
& \\
\end{tabular}
\end{table}`;
    expect(rowsOf(textBlocks(text))).toEqual([
      [
        ['第二十条第（一）项', '^第二十条第（一）项', '^第二十条第（一）项'],
        ['信息内容', '本年制发', '废止 & 其他'],
        ['规章', '1697', ''],
      ],
    ]);
  });
});

describe('rows that pandas numbers below names of columns', () => {
  it('lose their numbers, which are of no row above', () => {
    const lines = [
      '    第二十条第（一）项    第二十条第（一）项.1',
      '0        信息内容         本年制发件数',
      '1          规章            NaN',
      '2     行政规范性文件            7',
    ];
    const texts = textBlocks(lines.join('\n')).flatMap((block) =>
      block.kind === 'line' ? [block.text] : [],
    );
    expect(texts).toEqual([lines[0], ...lines.slice(1).map((line) => ` ${line.slice(1)}`)]);
  });
});

describe('tables of other markup', () => {
  const TABLE = [
    ['第二十条第（一）项', '', '', ''],
    ['规章', '0', '', '3'],
    ['行政规范性文件', '1697', '2', '5'],
  ];

  it('reads those of MediaWiki, their spans and attributes', () => {
    const blocks = textBlocks(
      '前文\n{| class="wikitable"\n|+ 表一\n! colspan="4" style="x"| 第二十条第（一）项\n|-\n| 规章\n| 0\n|\n| <span lang="EN-US">3</span>\n|-\n| 行政规范性文件 || 1697 || 2 || 5\n|}\n后文',
    );
    expect(
      rowsOf(blocks).map((rows) => rows.map((row) => row.map((text) => text.replace(/^\^.*/u, '')))),
    ).toEqual([TABLE]);
  });

  it('reads headers between carets as those between bars (DokuWiki)', () => {
    const lines = TABLE.map((row) => `|${row.join(' |')} |`);
    const [header = '', ...rows] = lines;
    const texts = (blocks: readonly Block[]): string[] =>
      blocks.flatMap((block) => (block.kind === 'line' ? [block.text] : []));
    expect(texts(textBlocks([header.replaceAll('|', '^'), ...rows].join('\n')))).toEqual(
      texts(textBlocks(lines.join('\n'))),
    );
  });

  it('reads those that pandoc writes for LaTeX: columns over several lines, cells in boxes', () => {
    const box = (text: string): string =>
      `\\begin{minipage}[b]{\\linewidth}\\raggedright\n${text}\n\\end{minipage}`;
    const blocks = textBlocks(
      [
        '\\begin{longtable}[]{@{}',
        '  >{\\raggedright\\arraybackslash}p{(\\columnwidth - 6\\tabcolsep) * \\real{0.3333}}',
        '  >{\\raggedright\\arraybackslash}p{(\\columnwidth - 6\\tabcolsep) * \\real{0.2222}}@{}}',
        '\\toprule',
        `\\multicolumn{4}{l}{${box('第二十条第（一）项')}} \\\\`,
        '\\midrule',
        '\\endhead',
        `规章 & 0 & & ${box('3')} \\\\`,
        '行政规范性文件 & 1697 & 2 & 5 \\\\',
        '\\bottomrule',
        '\\end{longtable}',
      ].join('\n'),
    );
    expect(
      rowsOf(blocks).map((rows) => rows.map((row) => row.map((text) => text.replace(/^\^.*/u, '')))),
    ).toEqual([TABLE]);
  });
});
