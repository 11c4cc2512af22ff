import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinPieces } from '../../../src/ingest/text/join-pieces.js';
import type { Block } from '../../../src/ingest/document.js';
import { textBlocks } from '../../../src/ingest/text/text-blocks.js';
import { displayWidth } from '../../../src/text/display-width.js';

const SEED = 20_261_129;

const cell = fc.constantFrom(
  '',
  '0',
  '1697',
  '163.19',
  '3,024',
  '-9',
  '规章',
  '行政规范性文件',
  '“三安全一稳定”',
  '商业企业',
);
/** A table: the texts of its cells, and how wide each column is drawn. */
const table = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 4 }))
  .chain(([width, height]) =>
    fc.record({
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
      widths: fc.array(fc.integer({ min: 2, max: 16 }), { minLength: width, maxLength: width }),
    }),
  );

/** The text cut wherever the column is full, as pandoc cuts Chinese and numbers. */
function chopped(text: string, width: number): string[] {
  const lines = [''];
  for (const character of text) {
    const last = lines.at(-1) ?? '';
    if (displayWidth(last + character) > width) lines.push(character);
    else lines[lines.length - 1] = last + character;
  }
  return lines;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** The lines of each row, its cells wrapped and padded. */
function wrappedRows(rows: readonly string[][], widths: readonly number[]): string[][][] {
  return rows.map((row) => {
    const cells = row.map((text, column) => chopped(text, widths[column] ?? 1));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      cells.map((lines, column) => padded(lines[line] ?? '', widths[column] ?? 1)),
    );
  });
}

function framed(rows: readonly string[][], widths: readonly number[]): string {
  const rule = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+`;
  const lines = wrappedRows(rows, widths).flatMap((row) => [
    ...row.map((cells) => `|${cells.map((text) => ` ${text} `).join('|')}|`),
    rule,
  ]);
  return [rule, ...lines].join('\n');
}

function multiline(rows: readonly string[][], widths: readonly number[]): string {
  const rule = `  ${widths.map((width) => '-'.repeat(width)).join(' ')}`;
  const body = wrappedRows(rows, widths).map((row) => row.map((cells) => `  ${cells.join(' ')}`).join('\n'));
  return [rule, body.join('\n\n'), rule].join('\n');
}

function rowsOf(blocks: readonly Block[]): string[][][] {
  return blocks.flatMap((block) =>
    block.kind === 'table'
      ? [block.rows.map((row) => row.map(({ text, origin }) => (origin ? text : `^${text}`)))]
      : [],
  );
}

describe('drawn tables', () => {
  it('reads a frame whatever its cells and however narrow its columns', () => {
    fc.assert(
      fc.property(table, ({ rows, widths }) => {
        expect(rowsOf(textBlocks(`前\n\n${framed(rows, widths)}\n\n后`))).toEqual([rows]);
      }),
      { seed: SEED },
    );
  });

  it('reads a multiline table: an empty line parts its rows', () => {
    fc.assert(
      fc.property(table, ({ rows, widths }) => {
        // An empty row draws nothing that an empty line does not draw.
        fc.pre(rows.every((row) => row.some((text) => text !== '')));
        expect(rowsOf(textBlocks(`前\n\n${multiline(rows, widths)}\n\n后`))).toEqual([rows]);
      }),
      { seed: SEED },
    );
  });

  it('reads simple tables, a line a row, with a header or without', () => {
    const body = ['  规章       0    3', '  行政许可   1697 2'];
    const rule = '  ---------- ---- ----';
    const rows = [
      ['规章', '0', '3'],
      ['行政许可', '1697', '2'],
    ];
    expect(rowsOf(textBlocks([rule, ...body, rule].join('\n')))).toEqual([rows]);
    const header = '  信息内容   本年 上年';
    expect(rowsOf(textBlocks([header, rule, ...body, rule].join('\n')))).toEqual([
      [['信息内容', '本年', '上年'], ...rows],
    ]);
  });

  it('reads cells that cover rows and columns, drawn with line characters, wherever their text stands', () => {
    const drawn = [
      '┌──────────────┬──────────┐',
      '│              │  申请人  │',
      '│   勾稽关系   ├────┬─────┤',
      '│              │自然│总计 │',
      '├────┬─────────┼────┼─────┤',
      '│    │予以公开 │ 3  │  4  │',
      '│结果├─────────┼────┴─────┤',
      '│    │其他     │    5     │',
      '└────┴─────────┴──────────┘',
    ].join('\n');
    const [block] = textBlocks(drawn);
    expect(rowsOf(textBlocks(drawn))).toEqual([
      [
        ['勾稽关系', '^勾稽关系', '申请人', '^申请人'],
        ['^勾稽关系', '^勾稽关系', '自然', '总计'],
        ['结果', '予以公开', '3', '4'],
        ['^结果', '其他', '5', '^5'],
      ],
    ]);
    expect(block?.kind === 'table' && block.rows[3]?.[2]?.place).toEqual({ line: 8, column: 19 });
  });

  it('parts two numbers of which one is no part of the other, and leaves a frame whose lines do not meet', () => {
    const rows = ['+------+----+', '| 12件 | 1  |', '| 34件 | 2  |', '+------+----+'];
    expect(rowsOf(textBlocks(rows.join('\n')))).toEqual([[['12件34件', '12']]]);
    expect(rowsOf(textBlocks(['+------+----+', '| 规章 1 |', '+------+----+'].join('\n')))).toEqual([]);
  });

  it('opens the styles that Markdown keeps', () => {
    const text =
      '+----------------------+---+\n| [[规章]{lang="zh"}]{ | 0 |\n| style="font-size:1"} |   |\n+----------------------+---+';
    expect(rowsOf(textBlocks(text))).toEqual([[['规章', '0']]]);
  });
});

describe('a number that Markdown keeps a style of', () => {
  it('is whole though its narrow cell breaks it', () => {
    expect(joinPieces(['[[15', '1]{lang="EN-US"', 'style="fon', 't-size:10.5pt"}', ']{lang="EN-US"}'])).toBe(
      '151',
    );
    expect(joinPieces(['12 件', '3 件'])).toBe('12 件3 件');
  });
});
