/** Workbooks: the report in one sheet, its tables in sheets of their own, the binary format of before 2007. */
import { read, write } from '@e965/xlsx';
import type { SampleBlock } from '../../../src/sample/layouts/layout.js';
import type { BuiltSheet, SheetCell } from '../../support/build-xlsx.js';
import { buildXlsx, columnName } from '../../support/build-xlsx.js';
import type { TortureReport } from '../draw-report.js';
import { textOf } from '../draw-report.js';
import type { TortureLayout } from '../layout.js';
import type { SpanGrid } from '../official-grids.js';
import { gridOf, printableGrid } from '../official-grids.js';

/** Rows of a sheet with the ranges that are merged in it. */
interface SheetRows {
  rows: SheetCell[][];
  merges: string[];
}

/** What spreadsheet programs make of typed text: a number is one, grouped digits are its format. */
function typed(text: string): SheetCell {
  if (text === '') return null;
  if (/^(?:0|[1-9]\d{0,14})$/u.test(text)) return Number(text);
  if (/^[1-9]\d{0,2}(?:,\d{3})+$/u.test(text)) {
    const value = Number(text.replaceAll(',', ''));
    if (value < 1e15) return { value, format: '#,##0' };
  }
  return text;
}

function addGrid({ rows, merges }: SheetRows, grid: SpanGrid): void {
  const top = rows.length;
  rows.push(...printableGrid(grid, '').map((row) => row.map(typed)));
  const taken = new Set<string>();
  grid.forEach((cells, y) => {
    let x = 0;
    for (const { colspan, rowspan } of cells) {
      while (taken.has(`${y},${x}`)) x += 1;
      for (let down = 0; down < rowspan; down += 1) {
        for (let right = 0; right < colspan; right += 1) taken.add(`${y + down},${x + right}`);
      }
      const last = `${columnName(x + colspan)}${top + y + rowspan}`;
      if (colspan * rowspan > 1) merges.push(`${columnName(x + 1)}${top + y + 1}:${last}`);
      x += colspan;
    }
  });
}

function addBlock(sheet: SheetRows, block: SampleBlock, report: TortureReport): void {
  const grid = gridOf(block, textOf(report));
  if (grid !== null) {
    addGrid(sheet, grid);
    return;
  }
  const lines = 'lines' in block ? block.lines : 'text' in block ? [block.text] : [];
  for (const line of lines) {
    sheet.rows.push([line]);
    if (block.kind === 'title') sheet.merges.push(`A${sheet.rows.length}:J${sheet.rows.length}`);
  }
}

function oneSheet(report: TortureReport): BuiltSheet {
  const sheet: SheetRows = { rows: [], merges: [] };
  for (const block of report.blocks) addBlock(sheet, block, report);
  return { name: 'Sheet1', ...sheet };
}

/** The narrative in one sheet, then each table in its own. */
function ownSheets(report: TortureReport): BuiltSheet[] {
  const text: SheetRows = { rows: [], merges: [] };
  const tables: BuiltSheet[] = [];
  for (const block of report.blocks) {
    if (gridOf(block, textOf(report)) === null) {
      addBlock(text, block, report);
      continue;
    }
    const sheet: SheetRows = { rows: [], merges: [] };
    addBlock(sheet, block, report);
    tables.push({ name: `表${tables.length + 1}`, ...sheet });
  }
  return [{ name: '正文', ...text }, ...tables];
}

/** The same workbook in another format of the library. */
function rewritten(bytes: Uint8Array, bookType: 'biff8' | 'xlml'): Uint8Array {
  return write(read(bytes, { cellNF: true }), { bookType, type: 'buffer' }) as Uint8Array;
}

export const sheetLayouts: readonly TortureLayout[] = [
  {
    name: 'xlsx',
    format: 'xlsx',
    keeps: 'all',
    render: (report) => ({ bytes: buildXlsx([oneSheet(report)]) }),
  },
  {
    name: 'xlsx-own-sheets',
    format: 'xlsx',
    keeps: 'all',
    render: (report) => ({ bytes: buildXlsx(ownSheets(report)) }),
  },
  {
    name: 'xls',
    format: 'xls',
    keeps: 'all',
    render: (report) => ({ bytes: rewritten(buildXlsx([oneSheet(report)]), 'biff8') }),
  },
  {
    name: 'xls-xml',
    format: 'xls',
    keeps: 'all',
    render: (report) => ({ bytes: rewritten(buildXlsx(ownSheets(report)), 'xlml') }),
  },
];
