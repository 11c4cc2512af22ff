/**
 * Blank cells that a plain text shows by what parts its cells: a tool that prints every cell with a blank or a line end behind it
 * leaves two of them where a cell is empty ("26", five empty lines, "26" are seven cells).
 */
import type { Field } from '../logical-rows.js';
import type { Placement, RowCheck } from '../placement.js';

/** What stands between the cells of a table, in lines or in characters of a line. */
export interface CellGaps {
  axis: 'line' | 'column';
  /** From a label to a value in the first column. */
  first: number;
  /** From a value to one in the next column. */
  next: number;
  /** So much more for each blank cell. */
  blank: number;
}

/** A row of plain text: the last piece of its label, and its values in reading order. */
export interface GappedRow {
  label: Field | null;
  values: readonly Field[];
}

interface MeasuredRow {
  axis: CellGaps['axis'];
  /** Null without a label: the first value counts as the first column. */
  first: number | null;
  inner: readonly number[];
  values: readonly Field[];
}

/** So many rows must end in the last column, and more than half of those that show a blank. */
const FEWEST_ROWS = 2;

/** Cells are nearer together than this. */
const LONGEST_GAP = 40;

function measure({ label, values }: GappedRow): MeasuredRow | null {
  const fields = label === null ? values : [label, ...values];
  const lines = fields.map(({ place }) => place.line);
  const isOnOneLine = lines.every((line) => line !== undefined && line === lines[0]);
  const isOnLines = lines.every((line, index) => line !== undefined && line > (lines[index - 1] ?? 0));
  if (values.length === 0 || fields.length < 2 || (!isOnOneLine && !isOnLines)) return null;
  // A blank behind the label stands for an empty cell on its line, and not for one on a line of its own.
  if (isOnLines && label?.endsInBlank === true) return null;
  const gaps: number[] = [];
  for (const [index, field] of fields.entries()) {
    const before = fields[index - 1];
    if (before === undefined) continue;
    const gap = isOnOneLine
      ? (field.place.column ?? 0) - (before.place.column ?? 0) - before.raw.length
      : (field.place.line ?? 0) - (before.place.line ?? 0);
    gaps.push(gap);
  }
  const first = label === null ? null : (gaps.shift() ?? 0);
  return { axis: isOnOneLine ? 'column' : 'line', first, inner: gaps, values };
}

/** In which column each value stands, counted from 0; null where the gaps do not come out even. */
function columnsOf({ first, inner }: MeasuredRow, gaps: CellGaps): number[] | null {
  let column = first === null ? 0 : (first - gaps.first) / gaps.blank;
  const columns = [column];
  for (const gap of inner) {
    column += (gap - gaps.next) / gaps.blank + 1;
    columns.push(column);
  }
  return columns.every((at, index) => Number.isInteger(at) && at > (columns[index - 1] ?? -1))
    ? columns
    : null;
}

function placementOf(values: readonly Field[], at: readonly number[], columns: number): Placement | null {
  if ((at.at(-1) ?? 0) >= columns) return null;
  const placement: (Field | null)[] = Array.from({ length: columns }, () => null);
  at.forEach((column, index) => {
    placement[column] = values[index] ?? null;
  });
  return placement;
}

/** The gaps of a table whose rows end with their total; null where its cells are not parted so, or show no blank. */
export function findCellGaps(rows: readonly GappedRow[], columns: number, check: RowCheck): CellGaps | null {
  const measured = rows.flatMap((row) => (row.label === null ? [] : (measure(row) ?? [])));
  for (const axis of ['line', 'column'] as const) {
    const own = measured.filter((row) => row.axis === axis);
    if (own.length < FEWEST_ROWS || own.length * 2 < rows.length) continue;
    const first = Math.min(...own.map((row) => row.first ?? 0));
    const inner = own.flatMap((row) => row.inner);
    if (inner.length === 0) continue;
    const [least, most] = [Math.min(LONGEST_GAP, ...inner), Math.min(LONGEST_GAP, Math.max(...inner))];
    // Where every row has its blanks, no two values may stand side by side.
    const isFull = own.some(({ values }) => values.length === columns);
    for (let next = isFull ? least : 1; next <= least; next += 1) {
      for (let blank = 1; blank <= most - next; blank += 1) {
        if (fits(own, { axis, first, next, blank }, columns, check)) return { axis, first, next, blank };
      }
    }
  }
  return null;
}

function fits(rows: readonly MeasuredRow[], gaps: CellGaps, columns: number, check: RowCheck): boolean {
  let withBlanks = 0;
  let confirmed = 0;
  for (const row of rows) {
    const at = columnsOf(row, gaps);
    const placement = at === null ? null : placementOf(row.values, at, columns);
    if (at === null || placement === null) return false;
    if (row.values.length === columns) continue;
    withBlanks += 1;
    if (at.at(-1) === columns - 1 && row.values.length > 1 && check(placement)) confirmed += 1;
  }
  return confirmed >= FEWEST_ROWS && confirmed * 2 > withBlanks;
}

/** The columns of a row's values where the table's cells are parted so; null where the row does not come out even. */
export function placeByGaps(row: GappedRow, gaps: CellGaps, columns: number): Placement | null {
  const measured = measure(row);
  if (measured?.axis !== gaps.axis) return null;
  const at = columnsOf(measured, gaps);
  return at === null ? null : placementOf(row.values, at, columns);
}
