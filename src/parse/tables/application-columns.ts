/** The columns of 表二 in plain text: where they stand, and what shows its blank cells. */
import { alignedColumns, headerSpans, isUnderHeader, placeByAlignment } from '../align-columns.js';
import type { Span } from '../align-columns.js';
import { isBrokenNumber } from '../logical-rows.js';
import type { LogicalRow } from '../logical-rows.js';
import type { PlacedRow } from '../place-values.js';
import { isTornApart } from '../table/torn-rows.js';
import type { CellGaps } from '../table/visible-blanks.js';
import { findCellGaps, placeByGaps } from '../table/visible-blanks.js';
import { agreesWithTotal, COLUMN_NAMES, COLUMNS, firstRowAt } from './application-rows.js';
import type { FoundRow } from './application-rows.js';

/** Plain text that is aligned: its full rows show where its columns stand, else the header. False where it is not. */
export function placeAligned(found: readonly FoundRow[], rows: readonly LogicalRow[]): boolean {
  const plain = found.filter(({ values }) =>
    values.every((value) => value.span !== undefined && !isBrokenNumber(value)),
  );
  let columns = alignedColumns(
    plain.map((row) => row.values),
    COLUMNS,
  );
  if (columns === null) {
    const header = headerSpans(rows.slice(0, firstRowAt(rows)), COLUMN_NAMES);
    if (isUnderHeader(plain.map(({ values }) => ({ values, header })))) columns = header;
  }
  if (columns === null) return false;
  for (const row of plain) {
    if (isTornApart(row.values)) row.placed = placeTornByAlignment(row, columns);
    else row.placed = placeByAlignment(row.placed, row.values, columns);
  }
  return true;
}

/** Values that stand a little higher than the others are on a line of their own: columns and total together decide. */
function placeTornByAlignment({ placed, values }: FoundRow, columns: readonly Span[]): PlacedRow {
  if (placed.basis === 'COMPLETE') return placed;
  const inOrder = [...values].sort((a, b) => (a.span?.left ?? 0) - (b.span?.left ?? 0));
  const shown = placeByAlignment({ candidates: [], basis: 'NONE' }, inOrder, columns).candidates.filter(
    agreesWithTotal,
  );
  return shown.length === 1 ? { candidates: shown, basis: 'ALIGNED' } : placed;
}

/** Plain text that shows its blank cells by what stands between the others. */
export function placeGapped(found: readonly FoundRow[]): CellGaps | null {
  const plain = found.filter(({ values, positioned }) => !positioned && values.length > 0);
  const gapped = plain.map(({ labelField, values }) => ({ label: labelField, values }));
  const gaps = findCellGaps(gapped, COLUMNS, agreesWithTotal);
  if (gaps === null) return null;
  for (const [index, row] of plain.entries()) {
    const own = gapped[index];
    const isShort = own !== undefined && own.values.length < COLUMNS;
    const placement = isShort ? placeByGaps(own, gaps, COLUMNS) : null;
    if (placement !== null) row.placed = { candidates: [placement], basis: 'ALIGNED' };
  }
  return gaps;
}
