/** Rows of 表二 whose numbers may be those of another, or lost. */
import type { Field } from '../logical-rows.js';
import { DOUBTED, fieldValue, MOST_SURPLUS } from '../place-values.js';
import { findRows, isLabelFragment } from '../row-labels.js';
import type { RowSegment } from '../row-segments.js';
import { areEnds } from '../table/broken-numbers.js';
import type { TableReading } from '../table-reading.js';
import { agreesWithTotal, areSums, COLUMNS } from './application-rows.js';
import type { FoundRow } from './application-rows.js';

/** True for numbers of a grid without any label. */
export function isUnlabelled(segment: RowSegment | undefined): boolean {
  if (segment === undefined || !segment.positioned || segment.label !== '') return false;
  return segment.values.some((field) => field.reading.kind !== 'empty');
}

/** True beside numbers of a grid without any label: they belong to the row above or below, in part or whole, and neither is sure. */
export function standsByNoLabel(segments: readonly RowSegment[], index: number): boolean {
  return [segments[index - 1], segments[index + 1]].some(isUnlabelled);
}

/** Numbers behind the end of a label, or a piece that names no row, which may be the ends of the numbers of the row above. */
export function mayEndNumbers(
  { label, values }: RowSegment,
  above: FoundRow | undefined,
  seen: ReadonlySet<string>,
): boolean {
  return (
    above !== undefined &&
    areEnds(
      above.values,
      values.filter(({ reading }) => reading.kind === 'number' || reading.kind === 'text'),
    ) &&
    (label === '' ||
      (isLabelFragment('applications', label) && findRows('applications', label, seen).length === 0))
  );
}

export function doubtRow(row: FoundRow | undefined): void {
  if (row !== undefined) row.placed = DOUBTED;
}

/** True for a row of parted cells whose label stands on another line: nothing tells which of its neighbours that is of. */
export function isApartFromLabel({ positioned, label, labelFields, values }: RowSegment): boolean {
  const line = values[0]?.place.line;
  return positioned && label !== '' && line !== undefined && line !== labelFields.at(-1)?.place.line;
}

/**
 * A label without numbers is a blank row, unless numbers stand elsewhere without a row, or more than a row has: they may be
 * its own.
 */
export function doubtBlankRows(
  reading: TableReading,
  found: readonly FoundRow[],
  interrupted: boolean,
): void {
  const hasLostNumbers =
    interrupted ||
    reading.extraRows.some((row) => row.label === '' && row.values.length > 0) ||
    found.some(({ values, placed }) => holdsOtherRows(values) && placed.candidates.length === 0);
  for (const row of found) {
    if (row.values.length > 0) continue;
    if (hasLostNumbers || row.holdsNumbers) row.placed = DOUBTED;
  }
}

/** True for more values than a row has, with a page's number and the ends of numbers. */
function holdsOtherRows(values: readonly Field[]): boolean {
  return values.length >= COLUMNS + MOST_SURPLUS;
}

/** A page's number, or one number of a row that stands elsewhere, is no sign that numbers are displaced. */
const FEWEST_DISPLACED = 2;

/**
 * Where several numbers stand without a row, or those of several rows below one label, a tool may print the numbers of each row before its label, or all labels first: in plain text
 * the numbers below a label are then not sure to be its own.
 */
export function doubtRowsApartFromLabels(reading: TableReading, found: readonly FoundRow[]): void {
  const isDisplaced =
    found.some(({ values, positioned }) => !positioned && holdsOtherRows(values)) ||
    reading.extraRows.some(
      ({ label, values }) =>
        values.filter(({ value }) => value !== null).length >= FEWEST_DISPLACED &&
        (label === '' || isLabelFragment('applications', label)),
    );
  if (!isDisplaced) return;
  for (const row of found) {
    const line = row.labelField?.place.line;
    if (!row.positioned && row.values.some(({ place }) => place.line !== line)) row.placed = DOUBTED;
  }
}

/** So many rows of one width that add up show how wide the table is. */
const FEWEST_WHOLE_ROWS = 5;

/** A row of cells that prints no total and has fewer fields than the rows that add up: its last columns are lost. */
export function doubtNarrowRows(found: readonly FoundRow[]): void {
  const whole = found.filter(
    ({ placed, positioned }) => positioned && placed.candidates.some(agreesWithTotal),
  );
  if (whole.length < FEWEST_WHOLE_ROWS) return;
  const least = Math.min(...whole.map(({ width }) => width));
  for (const row of found) {
    const [only] = row.placed.candidates;
    const hasNoTotal = only?.at(-1) === null && only.some((field) => fieldValue(field) !== 0);
    if (row.positioned && row.width < least && hasNoTotal) row.placed = DOUBTED;
  }
}

/**
 * Rows that sums placed, in a table where more rows have no placement that agrees with their total: it has lost columns, and two equal
 * numbers look like a number and its total.
 */
export function doubtLostTotals(found: readonly FoundRow[]): void {
  const open = found.filter(
    ({ values, placed }) => areSums(placed) && values.some((field) => fieldValue(field) !== 0),
  );
  const agreeing = open.filter(({ placed }) => placed.candidates.some(agreesWithTotal));
  if (agreeing.length * 2 < open.length) agreeing.forEach(doubtRow);
}

/** A table that breaks off may do so within its last row: one that is narrower than the others decides nothing. */
export function doubtCutRow(found: FoundRow[]): void {
  const last = found.at(-1);
  if (last === undefined || last.width === 0 || last.rowKey === 'applications.carriedOut') return;
  const wider = found.filter((row) => row.width > last.width).length;
  if (wider * 2 >= found.length) last.placed = DOUBTED;
}
