/** What the doubts about a table share. */
import type { TableName } from '../../domain/cells.js';
import { APPLICANT_COLUMNS, CELLS } from '../../domain/cells.js';
import type { Cell } from '../../domain/report.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import { APPLICATION_ROWS } from '../official-labels.js';
import type { TableReading } from '../table-reading.js';

/** A doubt: the cells that a table does not tell after all. */
export type Doubt = (reading: TableReading, rows: readonly LogicalRow[], table: TableName) => string[];

/** The rows in which the editions differ. */
export const OTHER_OUTCOME = 'applications.otherOutcome.';

/** How many numbers a row prints, zeros aside. */
export function printedNumbers({ cells }: TableReading, rowKey: string): number {
  return keysOf(rowKey).filter((key) => {
    const cell = cells.get(key);
    return cell?.state === 'REPORTED' && cell.value !== 0;
  }).length;
}

/** True where the total is blank and the last number is the sum of the others. */
export function isTotalDisplaced(values: readonly (Cell | undefined)[]): boolean {
  const total = values.at(-1);
  // A mark is printed: the column is where it is.
  if (total?.state !== 'BLANK' || total.raw !== null) return false;
  const printed = values.flatMap((cell) => (cell?.state === 'REPORTED' ? [cell.value ?? 0] : []));
  const sum = printed.slice(0, -1).reduce((all, value) => all + value, 0);
  return printed.length > 1 && sum > 0 && sum === printed.at(-1);
}

export function isAllBlank({ cells }: TableReading): boolean {
  return cells.size > 0 && [...cells.values()].every(({ state, raw }) => state === 'BLANK' && raw === null);
}

const KEYS_OF_ROW = new Map<string, string[]>();
for (const { rowKey, key } of CELLS) KEYS_OF_ROW.set(rowKey, [...(KEYS_OF_ROW.get(rowKey) ?? []), key]);

export function keysOf(rowKey: string): readonly string[] {
  return KEYS_OF_ROW.get(rowKey) ?? [];
}

export function isBlankRow({ cells, rows }: TableReading, rowKey: string): boolean {
  return rows.has(rowKey) && keysOf(rowKey).every((key) => cells.get(key)?.state === 'BLANK');
}

/** False where a row's printed total is another than the sum of its columns, blanks counted as zero. */
export function addsUp({ cells, rows }: TableReading, rowKey: string): boolean {
  if (!rows.has(rowKey)) return true;
  const values = APPLICANT_COLUMNS.map((column) => cells.get(`${rowKey}.${column}`));
  const total = values.at(-1);
  if (total?.state !== 'REPORTED' || values.some((cell) => cell?.state === 'UNREADABLE')) return true;
  return values.slice(0, -1).reduce((sum, cell) => sum + (cell?.value ?? 0), 0) === total.value;
}

/** The cells of all rows of the second table of which a cell was read from one of some fields. */
export function rowsOfFields(cells: ReadonlyMap<string, Cell>, fields: readonly Field[]): string[] {
  const places = new Set(fields.map(({ place }) => place));
  return APPLICATION_ROWS.filter(({ rowKey }) =>
    keysOf(rowKey).some((key) => {
      const place = cells.get(key)?.place ?? null;
      return place !== null && places.has(place);
    }),
  ).flatMap(({ rowKey }) => keysOf(rowKey));
}
