/** The tables of a report, drawn as tables. */
import { CELLS } from '../domain/cells.js';
import type { CellDefinition, FormTableName } from '../domain/cells.js';
import { NAMES } from '../forms/forms.js';
import { FORM_TABLE_NAMES } from '../forms/words.js';
import type { Cell, Report } from '../domain/report.js';
import { drawTable } from './box-table.js';
import { printable } from './output.js';

/** What the signs in the tables mean. */
export const TABLE_LEGEND =
  'Empty: nothing is printed. ·: the report has no such row. ?: not read, see the findings.';

/** Draws the tables of the report's form, and of any other what is printed; of a table that the report lacks it says so. */
export function renderTables(report: Report): string {
  const tables = FORM_TABLE_NAMES.filter((table) => isShown(report, table)).map(
    (table) => `${NAMES.tables[table].zh} · ${NAMES.tables[table].en}\n${renderTable(report, table)}`,
  );
  return `${tables.join('\n')}${TABLE_LEGEND}\n`;
}

/** The three tables of today are looked for in every report but one that prints a list table of the years before. */
function isShown(report: Report, table: FormTableName): boolean {
  const isOfToday = table !== 'statistics' && report.form !== 'FORM_2014';
  return isOfToday || CELLS.some((cell) => cell.table === table && isPrinted(report.cells[cell.key]));
}

function isPrinted(cell: Cell | undefined): boolean {
  return cell !== undefined && cell.state !== 'NOT_IN_FORM' && cell.state !== 'ABSENT';
}

function renderTable(report: Report, table: FormTableName): string {
  const rows = new Map<string, CellDefinition[]>();
  for (const definition of CELLS) {
    const state = report.cells[definition.key]?.state ?? 'ABSENT';
    if (definition.table !== table || state === 'NOT_IN_FORM') continue;
    rows.set(definition.rowKey, [...(rows.get(definition.rowKey) ?? []), definition]);
  }
  // Each province had a list table of its own: a row that this one lacks is nothing to point at.
  const shown = [...rows.values()].filter(
    (row) => table !== 'statistics' || row.some(({ key }) => isPrinted(report.cells[key])),
  );
  if (!shown.flat().some(({ key }) => isPrinted(report.cells[key]))) {
    return 'The report does not have this table.\n';
  }
  return groupByHeader(shown)
    .map((group) =>
      drawTable(
        [
          [
            '',
            ...(group[0] ?? []).map(({ column }) =>
              column.replace(/^法人或其他组织\/|（2021表：.*）$/gu, ''),
            ),
          ],
          ...group.map((row) => [rowLabel(row), ...row.map(({ key }) => cellText(report.cells[key]))]),
        ],
        { labelWidth: 44, cellWidth: 14 },
      ),
    )
    .join('');
}

/** Rows that follow each other and have the same columns share a table. */
function groupByHeader(rows: readonly CellDefinition[][]): CellDefinition[][][] {
  const groups: CellDefinition[][][] = [];
  let header = '';
  for (const row of rows) {
    const own = row.map(({ columnKey }) => columnKey).join();
    if (own === header) groups.at(-1)?.push(row);
    else groups.push([row]);
    header = own;
  }
  return groups;
}

function rowLabel(row: readonly CellDefinition[]): string {
  return (row[0]?.row ?? '').replace(/（(?:2021表：|区分处理).*）$/u, '');
}

/** How a cell is shown. A number is the value as read; units are said where it is not in 万元. */
function cellText(cell: Cell | undefined): string {
  switch (cell?.state) {
    case 'REPORTED':
      return `${String(cell.value)}${cell.unit === 'UNKNOWN' ? ' (unit?)' : ''}`;
    case 'BLANK':
      return '';
    case 'UNREADABLE':
      return cell.raw === null ? '?' : `? ${printable(cell.raw)}`;
    default:
      return '·';
  }
}
