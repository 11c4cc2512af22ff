/** Rows of 表一 whose numbers may be those of another, or lost. */
import type { Cell } from '../../domain/report.js';
import { holdsNumbers, squeeze } from '../label-text.js';
import { findRows, NONE_SEEN } from '../row-labels.js';
import type { RowSegment } from '../row-segments.js';
import { ambiguousColumns, setRowCells } from '../table-reading.js';
import type { TableReading } from '../table-reading.js';
import { headerText } from './disclosure-header.js';
import { MOST_COLUMNS } from './disclosure-rows.js';

/**
 * A label without numbers is a blank row, unless numbers could not be told from labels, stand without a row, or are more than
 * their row has columns: they may be its own.
 */
export function doubtBlankRows(
  reading: TableReading,
  segments: readonly RowSegment[],
  interrupted: boolean,
): void {
  const hasLostNumbers =
    interrupted ||
    reading.extraRows.some(({ label, values }) => label === '' && values.length > 0) ||
    segments.some(({ positioned, values }) => !positioned && values.length > MOST_COLUMNS);
  for (const segment of segments) {
    const matches = findRows('disclosure', segment.label, NONE_SEEN);
    const isDoubtful = hasLostNumbers || holdsNumbers(segment.label) || standApart(segment);
    if (!isDoubtful) continue;
    const blank = segment.values.length === 0 ? matches : matches.slice(0, -1);
    for (const { label } of blank) doubtRow(reading, label.rowKey, segment);
  }
}

/**
 * Numbers in boxes of their own, an empty line between them, that leave a row of their item short: which of its rows lost a
 * blank cell, nothing tells.
 */
export function doubtBoxedRows(reading: TableReading, segments: readonly RowSegment[]): void {
  for (const [index, segment] of segments.entries()) {
    if (!isBoxed(segment)) continue;
    const matches = findRows('disclosure', segment.label, NONE_SEEN);
    const above = segments[index - 1];
    const isSameItem = headerText(segment.label) === null && above !== undefined && isBoxed(above);
    const isShort = isSameItem && above.values.length !== segment.values.length;
    if (matches.length < 2 && !isShort) continue;
    for (const { label } of matches.slice(-1)) doubtRow(reading, label.rowKey, segment, () => true);
  }
}

/**
 * Numbers on lines of their own, between a label and one that has none, where other numbers of the table stand beside their labels: a
 * tool that writes a label behind its number looks the same, so that they are of neither.
 */
export function doubtNumbersBetween(reading: TableReading, segments: readonly RowSegment[]): void {
  const isMixed = segments.some(
    (segment) => !segment.positioned && segment.values.length > 0 && !standApart(segment),
  );
  if (!isMixed) return;
  for (const [index, segment] of segments.entries()) {
    const next = segments[index + 1];
    if (next === undefined || !standApart(segment) || /^(?:第二十条|信息内)/u.test(squeeze(next.label)))
      continue;
    const below = findRows('disclosure', next.label, NONE_SEEN);
    const [above] = findRows('disclosure', segment.label, NONE_SEEN).slice(-1);
    const [blank] = next.values.length === 0 ? below : below.slice(0, -1);
    if (above === undefined || blank === undefined) continue;
    doubtRow(reading, above.label.rowKey, segment, () => true);
    doubtRow(reading, blank.label.rowKey, next);
  }
}

function isBoxed({ positioned, labelFields, values }: RowSegment): boolean {
  const lines = [labelFields.at(-1), ...values].map((field) => field?.place.line ?? 0);
  return (
    !positioned && values.length > 0 && lines.slice(1).every((line, index) => line > (lines[index] ?? 0) + 1)
  );
}

/** True where plain numbers stand on a line below their label: of several labels above them, nothing tells which owns them. */
export function standApart({ positioned, labelFields, values }: RowSegment): boolean {
  const [value] = values;
  return !positioned && value !== undefined && value.place.line !== labelFields.at(-1)?.place.line;
}

function isBlank({ state, raw }: Cell): boolean {
  return state === 'BLANK' && raw === null;
}

/** Makes cells of a row, those that were taken for blank if nothing else is said, unreadable. */
export function doubtRow(
  reading: TableReading,
  rowKey: string,
  segment: RowSegment,
  isDoubtful: (cell: Cell) => boolean = isBlank,
): void {
  const keys = [...reading.cells].flatMap(([key, cell]) =>
    key.startsWith(`${rowKey}.`) && cell.state !== 'UNREADABLE' && isDoubtful(cell) ? [key] : [],
  );
  const label = segment.labelFields.at(-1)?.raw ?? rowKey;
  const undecided = setRowCells(reading.cells, keys, [], segment.place);
  reading.findings.push(...ambiguousColumns(undecided, label, [], segment.place));
}
