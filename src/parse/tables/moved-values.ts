/**
 * Signs that 表一 no longer prints its values on the rows they belong to: a number beside the name of a column, where the form
 * has none. A tool that lost one row's values so has moved others too, and the numbers of a row may be its neighbour's.
 */
import type { LogicalRow } from '../logical-rows.js';
import type { RowSegment } from '../row-segments.js';
import { readColumns } from './disclosure-columns.js';

/** A column's name and a number in one cell ("本年新制作数量 0"). */
const NAME_AND_NUMBER = /\s[-+]?\d[\d,.]*$/u;

/** True for a segment whose numbers follow the name of a column. */
function followsColumnName({ positioned, labelFields, values }: RowSegment): boolean {
  const last = labelFields.at(-1);
  return !positioned && values.length > 0 && last !== undefined && readColumns(last.raw).length > 0;
}

function isOnLine({ labelFields, values }: RowSegment): boolean {
  return values.length > 0 && values[0]?.place.line === labelFields.at(-1)?.place.line;
}

/** The segments whose numbers, or blanks, may be those of another row. */
export function movedSegments(
  rows: readonly LogicalRow[],
  segments: readonly RowSegment[],
): readonly RowSegment[] {
  const inHeader = rows.some(
    ({ fields, positioned }) =>
      positioned &&
      fields.some(
        ({ raw, reading }) =>
          reading.kind === 'text' && NAME_AND_NUMBER.test(raw) && readColumns(raw).length === 1,
      ),
  );
  const belowHeader = segments.some(followsColumnName);
  return segments.filter((segment) =>
    segment.positioned ? inHeader : belowHeader && (!isOnLine(segment) || followsColumnName(segment)),
  );
}
