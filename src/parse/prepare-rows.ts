/** What is done to the rows of a table before it is read: each step mends one way of setting them. */
import type { TableName } from '../domain/cells.js';
import { withoutGluedColumns } from './glued-columns.js';
import { withoutGluedRows } from './glued-rows.js';
import type { LogicalRow } from './logical-rows.js';
import { withLostTotals } from './lost-total.js';
import { withoutOverlaps } from './overlapping-rows.js';
import { withoutRepeatedHeaders } from './repeated-headers.js';
import { withoutParallelParts } from './side-by-side.js';
import { withWholeHeaders } from './split-headers.js';
import { withJoinedPieces } from './table/cells-in-pieces.js';
import { withJoinedHalves } from './table/joined-halves.js';
import { withUnits } from './table/units-apart.js';

type Step = (rows: readonly LogicalRow[]) => readonly LogicalRow[];

const STEPS: Readonly<Record<TableName, readonly Step[]>> = {
  disclosure: [withoutParallelParts, withWholeHeaders, withJoinedPieces, withUnits],
  applications: [
    withoutOverlaps,
    withoutRepeatedHeaders,
    withoutGluedRows,
    withoutGluedColumns,
    withLostTotals,
    withJoinedHalves('applications'),
  ],
  review: [withJoinedHalves('review')],
};

/** The rows as the reader of their table takes them. */
export function preparedRows(table: TableName, rows: readonly LogicalRow[]): readonly LogicalRow[] {
  return STEPS[table].reduce((done, step) => step(done), rows);
}
