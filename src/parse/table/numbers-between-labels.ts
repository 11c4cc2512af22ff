/** Numbers that stand alone on a line between the labels of two rows, where the table prints its numbers beside their labels. */
import type { TableName } from '../../domain/cells.js';
import type { LogicalRow } from '../logical-rows.js';
import { isPieceOfGroup } from '../group-labels.js';
import { findRows } from '../row-labels.js';

/** So many rows with their numbers beside their labels show that the table prints them there. */
const FEWEST_BESIDE = 2;

/** Numbers on a line of their own; a piece of a group's label may stand beside them. */
function isNumbers({ fields }: LogicalRow): boolean {
  const values = fields.filter(({ reading: { kind } }) => kind === 'number' || kind === 'mark');
  const others = fields.filter((field) => !values.includes(field));
  return values.length > 1 && others.every(({ raw }) => isPieceOfGroup(raw));
}

function holdsNumber({ fields }: LogicalRow): boolean {
  return fields.some(({ reading: { kind } }) => kind === 'number' || kind === 'mark');
}

/** The rows to which such numbers may belong: those above and below that print none of their own. */
export function rowsOfEither(
  table: TableName,
  rows: readonly LogicalRow[],
  read: ReadonlySet<string>,
): string[][] {
  const labelsOf = (row: LogicalRow): string[] =>
    findRows(table, row.fields.map(({ raw }) => raw).join(''), read).map(({ label }) => label.rowKey);
  const namesOf = (row: LogicalRow | undefined): string[] =>
    row === undefined || holdsNumber(row) ? [] : labelsOf(row);
  const found: string[][] = [];
  let beside = 0;
  let alone = 0;
  for (const [index, row] of rows.entries()) {
    if (row.positioned || !holdsNumber(row)) continue;
    if (!isNumbers(row)) {
      if (labelsOf(row).length === 1) beside += 1;
      continue;
    }
    const [above, below, afterNext] = [rows[index - 1], rows[index + 1], rows[index + 2]];
    if (afterNext !== undefined && isNumbers(afterNext)) continue;
    const [before, ...others] = namesOf(above);
    const [behind, ...more] = namesOf(below);
    if (before === undefined || others.length > 0 || more.length > 0) continue;
    // Where the next label has numbers on its own line, these are of one of two rows above.
    const isNextFull = below !== undefined && holdsNumber(below) && labelsOf(below).length === 1;
    const [further] = isNextFull ? namesOf(rows[index - 2]) : [];
    const either = [further, before, behind].filter((key) => key !== undefined);
    if (new Set(either).size < 2) continue;
    alone += 1;
    found.push(either);
  }
  return beside >= FEWEST_BESIDE && beside >= alone ? found : [];
}
