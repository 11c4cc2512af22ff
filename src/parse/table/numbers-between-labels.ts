/** Numbers that stand alone on a line between the labels of two rows, where the table prints its numbers beside their labels. */
import type { TableName } from '../../domain/cells.js';
import type { LogicalRow } from '../logical-rows.js';
import { findRows } from '../row-labels.js';

/** So many rows with their numbers beside their labels show that the table prints them there. */
const FEWEST_BESIDE = 2;

function isNumbers({ fields }: LogicalRow): boolean {
  return fields.length > 1 && fields.every(({ reading: { kind } }) => kind === 'number' || kind === 'mark');
}

function holdsNumber({ fields }: LogicalRow): boolean {
  return fields.some(({ reading: { kind } }) => kind === 'number' || kind === 'mark');
}

/** The pairs of rows to which such numbers may belong: the one above and the one below print none of their own. */
export function rowsOfEither(
  table: TableName,
  rows: readonly LogicalRow[],
  read: ReadonlySet<string>,
): [string, string][] {
  const namesOf = (row: LogicalRow | undefined): string[] =>
    row === undefined
      ? []
      : findRows(table, row.fields.map(({ raw }) => raw).join(''), read).map(({ label }) => label.rowKey);
  const found: [string, string][] = [];
  let beside = 0;
  let alone = 0;
  for (const [index, row] of rows.entries()) {
    if (row.positioned || !holdsNumber(row)) continue;
    if (!isNumbers(row)) {
      if (namesOf(row).length === 1) beside += 1;
      continue;
    }
    const [above, below] = [rows[index - 1], rows[index + 1]];
    if (above === undefined || below === undefined || holdsNumber(above) || holdsNumber(below)) continue;
    const afterNext = rows[index + 2];
    if (afterNext !== undefined && isNumbers(afterNext)) continue;
    const [before, ...others] = namesOf(above);
    const [behind, ...more] = namesOf(below);
    if (before === undefined || behind === undefined || before === behind) continue;
    if (others.length + more.length > 0) continue;
    alone += 1;
    found.push([before, behind]);
  }
  return beside >= FEWEST_BESIDE && beside >= alone ? found : [];
}
