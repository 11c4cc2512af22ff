/** The three tables of a report, drawn as tables. */
import { CELLS } from '../domain/cells.js';
import type { CellDefinition, TableName } from '../domain/cells.js';
import type { Cell, Report } from '../domain/report.js';
import { drawTable } from './box-table.js';
import { printable } from './output.js';

const TABLE_TITLES: Readonly<Record<TableName, string>> = {
  disclosure: '主动公开政府信息情况 · proactive disclosure',
  applications: '收到和处理政府信息公开申请情况 · applications',
  review: '政府信息公开行政复议、行政诉讼情况 · reconsideration and litigation',
};

/** What the signs in the tables mean. */
export const TABLE_LEGEND =
  'Empty: nothing is printed. ·: the report has no such row. ?: not read, see the findings.';

/** Draws all three tables; of a table that the report lacks it says so. */
export function renderTables(report: Report): string {
  const tables = (Object.keys(TABLE_TITLES) as TableName[]).map(
    (table) => `${TABLE_TITLES[table]}\n${renderTable(report, table)}`,
  );
  return `${tables.join('\n')}${TABLE_LEGEND}\n`;
}

function renderTable(report: Report, table: TableName): string {
  const rows = new Map<string, CellDefinition[]>();
  for (const definition of CELLS) {
    const state = report.cells[definition.key]?.state ?? 'ABSENT';
    if (definition.table !== table || state === 'NOT_IN_FORM') continue;
    rows.set(definition.rowKey, [...(rows.get(definition.rowKey) ?? []), definition]);
  }
  const shown = [...rows.values()];
  if (shown.flat().every(({ key }) => (report.cells[key]?.state ?? 'ABSENT') === 'ABSENT')) {
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
