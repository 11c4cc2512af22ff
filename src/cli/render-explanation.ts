/** `ogi parse --explain`: the tables as the parser saw them, and the way of one cell. */
import { cellBases } from '../domain/cell-basis.js';
import { APPLICANT_COLUMNS, findCell } from '../domain/cells.js';
import type { Place, Report } from '../domain/report.js';
import type { SeenRow, SeenTable } from '../parse/explain.js';
import { nearestRows } from '../parse/nearest-rows.js';
import { printable } from './output.js';

/** All tables, a row a line: a plain line's fields apart by blanks, those that the source parts by bars. */
export function renderTables(file: string, tables: readonly SeenTable[]): string {
  const parts = tables.map(({ table, rows, labels, values }) => {
    const head = `${table}: ${String(rows.length)} rows, ${String(values)} values, ${String(labels.length)} labels of the form in order`;
    return [head, ...rows.map(renderRow)].join('\n');
  });
  return `${printable(file)}\n\n${parts.join('\n\n')}\n`;
}

/** One cell: what it holds and why, the row that it was read from, and every finding that names it. */
export function renderCell(key: string, report: Report, tables: readonly SeenTable[]): string {
  const cell = report.cells[key];
  const definition = findCell(key);
  if (cell === undefined || definition === undefined)
    return `${printable(key)}: no such cell; \`ogi cells\` lists them\n`;
  const basis = cellBases(report.cells, report.findings).get(key) ?? 'none';
  const seen = tables.find(({ table }) => table === definition.table);
  const label = seen?.labels.find(({ rowKey }) => rowKey === definition.rowKey);
  const rows = (seen?.rows ?? []).filter((row) => row.fields.some(({ place }) => isSame(place, cell.place)));
  const lines = [
    `${key} (${definition.labelZh})`,
    `  state ${cell.state}, value ${String(cell.value)}, printed ${cell.raw === null ? 'nothing' : `“${printable(cell.raw)}”`}`,
    `  place ${placeText(cell.place)}, placed by ${basis}${cell.confidence === undefined ? '' : `, confidence ${cell.confidence.toFixed(2)}`}`,
    label === undefined
      ? '  label of its row: not found in order'
      : `  label of its row: from “${printable(label.first)}” to “${printable(label.last)}”`,
    ...rows.map((row) => `  row   ${renderRow(row)}`),
    ...matchLines(definition.table, definition.rowKey, label?.text ?? labelOf(rows[0])),
    ...evidenceLines(definition.rowKey, seen?.evidences ?? []),
    ...report.findings
      .filter(({ cells }) => cells.includes(key))
      .map(
        ({ code, outcome, message }) =>
          `  ${code}${outcome === null ? '' : ` ${outcome}`}: ${printable(message.en)}`,
      ),
  ];
  return `${lines.join('\n')}\n`;
}

/** The text of a row before its first number. */
function labelOf(row: SeenRow | undefined): string {
  const first = row?.fields.findIndex(({ reading }) => reading.kind === 'number') ?? 0;
  return (row?.fields ?? [])
    .slice(0, first === -1 ? undefined : first)
    .map(({ raw }) => raw)
    .join('');
}

/** The row that the label was matched with, in how many letters they differ, and the row that comes nearest after it. */
function matchLines(table: SeenTable['table'] | 'statistics', rowKey: string, text: string): string[] {
  if (table === 'statistics' || text === '') return [];
  const near = nearestRows(table, text);
  const own = near.find((row) => row.rowKey === rowKey);
  const other = near.find((row) => row.rowKey !== rowKey);
  if (own === undefined || other === undefined) return [];
  return [
    `  match “${printable(text)}” is “${own.label}”, cost ${String(own.cost)}; runner-up “${other.label}” (${other.rowKey}), cost ${String(other.cost)}`,
  ];
}

/** What each evidence excluded of the ways to place the row's values. */
function evidenceLines(rowKey: string, evidences: SeenTable['evidences']): string[] {
  // Only the second table has rows of seven values that the sums of the whole table place.
  const columns = APPLICANT_COLUMNS.length;
  let ways = waysInOrder(evidences[0]?.left.get(rowKey)?.values ?? 0, columns);
  return evidences.flatMap(({ evidence, left }) => {
    const row = left.get(rowKey);
    if (row === undefined) return [];
    const before = ways;
    ways = row.placements;
    const text = `  ${evidence.padEnd(10)} ${String(row.values)} values in ${String(columns)} columns: ${String(before)} → ${String(ways)} ways`;
    return evidence === 'row' || before !== ways ? [text] : [];
  });
}

/** In how many ways values fill columns in their order. */
function waysInOrder(values: number, columns: number): number {
  let count = 1;
  for (let index = 0; index < values; index += 1) count = (count * (columns - index)) / (index + 1);
  return count;
}

function renderRow({ place, positioned, fields }: SeenRow): string {
  const texts = fields.map(({ raw, reading }) =>
    reading.kind === 'text' ? printable(raw) : `[${printable(raw)}]`,
  );
  return `${placeText(place).padEnd(16)} ${texts.join(positioned ? ' | ' : '  ')}`;
}

function placeText(place: Place | null): string {
  if (place === null) return '–';
  const { page, line, column, table, row, tableColumn } = place;
  const names = { page, line, column, table, row, field: tableColumn };
  return Object.entries(names)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${String(value)}`]))
    .join(', ');
}

function isSame(a: Place, b: Place | null): boolean {
  return (
    b !== null &&
    a.page === b.page &&
    a.line === b.line &&
    a.table === b.table &&
    a.row === b.row &&
    (a.tableColumn ?? a.column) === (b.tableColumn ?? b.column)
  );
}
