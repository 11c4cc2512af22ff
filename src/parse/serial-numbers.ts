/** A column of serial numbers (序号) in front of the labels: no value of any row. */
import type { TableName } from '../domain/cells.js';
import type { LogicalRow } from './logical-rows.js';
import { namesRow } from './row-labels.js';

/** So many rows in a row, counted from one to the next, are no accident. */
const FEWEST_ROWS = 5;

/** The rows without their serial numbers, where they have any. */
export function withoutSerialNumbers(table: TableName, rows: readonly LogicalRow[]): readonly LogicalRow[] {
  const numbered = rows.filter(({ fields }) => {
    const [first, second] = fields;
    return first?.reading.kind === 'number' && second?.reading.kind === 'text' && namesRow(table, second.raw);
  });
  const serials = numbered.map(({ fields }) => Number(fields[0]?.raw));
  const counts = serials.every((serial, index) => index === 0 || serial === (serials[index - 1] ?? 0) + 1);
  if (numbered.length < FEWEST_ROWS || !counts) return rows;
  return rows.map((row) => (numbered.includes(row) ? { ...row, fields: row.fields.slice(1) } : row));
}
