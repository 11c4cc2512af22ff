/** The three tables as the official forms draw them, with merged cells: for formats that know tables. */
import type { DisclosureBlock, FormRow } from '../../src/sample/form-rows.js';
import {
  BALANCE_NOTE,
  ORGANISATION_HEADERS,
  REVIEW_HEADERS,
  REVIEW_KEYS,
} from '../../src/sample/form-rows.js';
import type { SampleBlock } from '../../src/sample/layouts/layout.js';

/** A cell that stands at its upper left corner and covers further columns and rows. */
export interface SpanCell {
  readonly text: string;
  readonly colspan: number;
  readonly rowspan: number;
}

/** Rows of cells; places that a cell above or to the left covers are left out. */
export type SpanGrid = SpanCell[][];

function cell(text: string, colspan = 1, rowspan = 1): SpanCell {
  return { text, colspan, rowspan };
}

/** The table in a block, or null where the block is no table. */
export function gridOf(block: SampleBlock, print: (key: string) => string): SpanGrid | null {
  switch (block.kind) {
    case 'disclosure':
      return disclosureGrid(block.blocks, print);
    case 'applications':
      return applicationsGrid(block.rows, print);
    case 'review':
      return reviewGrid(print);
    default:
      return null;
  }
}

/** Cells of fewer columns than the table are merged up to its right edge, as the form has it. */
function disclosureGrid(blocks: readonly DisclosureBlock[], print: (key: string) => string): SpanGrid {
  const width = Math.max(...blocks.map((block) => block.columns.length));
  const filled = (texts: readonly string[]): SpanCell[] =>
    texts.map((text, index) => cell(text, index === texts.length - 1 ? width - index : 1));
  return blocks.flatMap((block) => [
    [cell(block.title, width)],
    filled(block.columns),
    ...block.rows.map((row) => filled([...row.label, ...row.keys.map(print)])),
  ]);
}

const LABEL_COLUMNS = 3;

function applicationsGrid(rows: readonly FormRow[], print: (key: string) => string): SpanGrid {
  return [
    [cell(BALANCE_NOTE, LABEL_COLUMNS, 3), cell('申请人情况', 7)],
    [cell('自然人', 1, 2), cell('法人或其他组织', 5), cell('总计', 1, 2)],
    ORGANISATION_HEADERS.map((header) => cell(header)),
    ...rows.map((row, index) => [...labelCells(rows, index), ...row.keys.map((key) => cell(print(key)))]),
  ];
}

/** The label parts that begin in this row; each covers the rows below that share it. */
function labelCells(rows: readonly FormRow[], index: number): SpanCell[] {
  const label = rows[index]?.label ?? [];
  return label.flatMap((part, depth) => {
    const shares = (other: FormRow | undefined): boolean =>
      depth < label.length - 1 &&
      other !== undefined &&
      other.label.length > depth + 1 &&
      label.slice(0, depth + 1).every((text, at) => other.label[at] === text);
    // A label that ends here shares its cell with no other row, though the same words may head others.
    if (shares(rows[index - 1])) return [];
    let rowspan = 1;
    while (shares(rows[index + rowspan])) rowspan += 1;
    const colspan = depth === label.length - 1 ? LABEL_COLUMNS - depth : 1;
    return [cell(part, colspan, rowspan)];
  });
}

function reviewGrid(print: (key: string) => string): SpanGrid {
  const headers = REVIEW_HEADERS.map((header) => cell(header));
  return [
    [cell('行政复议', 5), cell('行政诉讼', 10)],
    [
      ...REVIEW_HEADERS.map((header) => cell(header, 1, 2)),
      cell('未经复议直接起诉', 5),
      cell('复议后起诉', 5),
    ],
    [...headers, ...headers],
    REVIEW_KEYS.map((key) => cell(print(key))),
  ];
}

/** How many columns a grid has. */
export function gridWidth(grid: SpanGrid): number {
  return (grid[0] ?? []).reduce((width, { colspan }) => width + colspan, 0);
}

/**
 * The grid with every place written out.
 *
 * @param covered what stands at the places that a merged cell covers; by default its text again
 */
export function printableGrid(grid: SpanGrid, covered?: string): string[][] {
  const rows: string[][] = grid.map(() => []);
  grid.forEach((cells, y) => {
    let x = 0;
    for (const { text, colspan, rowspan } of cells) {
      while (rows[y]?.[x] !== undefined) x += 1;
      for (let down = 0; down < rowspan; down += 1) {
        for (let right = 0; right < colspan; right += 1) {
          const row = rows[y + down];
          if (row !== undefined) row[x + right] = down + right === 0 ? text : (covered ?? text);
        }
      }
      x += colspan;
    }
  });
  return rows;
}
