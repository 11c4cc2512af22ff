/** The rows of 表二 as they are found, and the cells that they fill. */
import { APPLICANT_COLUMNS } from '../../domain/cells.js';
import type { Place } from '../../domain/report.js';
import { findTable } from '../../forms/forms.js';
import type { AlignableRow } from '../align-rows.js';
import { holdsNumbers } from '../label-text.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import { APPLICATION_ROWS } from '../official-labels.js';
import { fieldValue, placeValues } from '../place-values.js';
import type { PlacedRow } from '../place-values.js';
import type { Placement } from '../placement.js';
import { findRows, foreignRemainder } from '../row-labels.js';
import type { RowSegment } from '../row-segments.js';
import type { TableReading } from '../table-reading.js';
import {
  ambiguousColumns,
  duplicateRow,
  extraRow,
  labelCorrected,
  placedByAlignment,
  printedTexts,
  readingFinding,
  setRowCells,
} from '../table-reading.js';

export const COLUMNS = APPLICANT_COLUMNS.length;
/** Letters of their labels. */
export const COLUMN_NAMES = (findTable('2021', 'applications')?.columns ?? []).map(({ label }) => label);

/** A row agrees with its own printed total, blanks counted as zero. */
export function agreesWithTotal(placement: Placement): boolean {
  const total = placement[COLUMNS - 1] ?? null;
  if (total?.reading.kind !== 'number') return false;
  let sum = 0;
  for (const field of placement.slice(0, -1)) sum += fieldValue(field);
  return sum === fieldValue(total);
}

const KEYS_OF_ROW = new Map(
  APPLICATION_ROWS.map(({ rowKey }) => [rowKey, APPLICANT_COLUMNS.map((column) => `${rowKey}.${column}`)]),
);

/** Keys of the cells of a row, in the order of the columns. */
export function keysOf(rowKey: string): string[] {
  return KEYS_OF_ROW.get(rowKey) ?? [];
}

/** A row of the form that the table prints. */
export interface FoundRow extends AlignableRow {
  rowKey: string;
  label: string;
  labelField: Field | null;
  positioned: boolean;
  /** True where numbers stand among the labels before it that could not be told from them. */
  holdsNumbers: boolean;
  place: Place | null;
}

/** True for a row that sums placed, or would have to. */
export function areSums({ basis }: PlacedRow): boolean {
  return basis === 'SUMS' || basis === 'NONE';
}

const FIRST_ROWS = /本年新收|上年结转|予以公开/u;
/** The label of a first row, in so many lines where its column is narrow. */
const BEGINS_FIRST_ROW = /^[一二三1-3（(]?[、.]?(?:本年新收|上年结转|予以公开)/u;
const MOST_LINES = 4;

/** Where the first of the rows stands that the form prints: what stands above is header. -1 where there is none. */
export function firstRowAt(rows: readonly LogicalRow[]): number {
  const textOf = ({ fields }: LogicalRow): string => fields.map(({ raw }) => raw).join('');
  return rows.findIndex(
    (row, at) =>
      FIRST_ROWS.test(textOf(row)) ||
      BEGINS_FIRST_ROW.test(
        rows
          .slice(at, at + MOST_LINES)
          .map(textOf)
          .join(''),
      ),
  );
}

/** The rows that the labels of a segment name: all but the last are blank, the last owns the values. */
export function addSegment(reading: TableReading, found: FoundRow[], segment: RowSegment): void {
  const matches = findRows('applications', segment.label, reading.rows);
  const match = matches.at(-1);
  const printed = segment.values.filter((field) => field.reading.kind !== 'empty');
  // Rows named before the last one in the same run of labels stand without any value.
  for (const blank of matches.slice(0, -1)) addRow(reading, found, blank.label.rowKey, segment, []);
  if (match === undefined || foreignRemainder(match, segment.label) !== '') {
    if (printed.length === 0) return;
    const label = segment.labelFields.at(-1)?.raw ?? '';
    reading.extraRows.push(extraRow('applications', label, segment.values, segment.place));
    reading.findings.push(
      readingFinding(
        'displaced-row',
        'WARNING',
        [],
        segment.place,
        label === ''
          ? `${printed.length} 个数字没有行标题，未读入`
          : `“${label}”不是表中的行，其数字未读入单元格`,
        label === ''
          ? `${printed.length} numbers stand without a row label and are not read`
          : `“${label}” is no row of the form; its numbers fill no cell`,
      ),
    );
    return;
  }
  if (match.corrected) {
    const official = match.label.full[0] ?? '';
    reading.findings.push(labelCorrected(segment.label, official, keysOf(match.label.rowKey), segment.place));
  }
  addRow(reading, found, match.label.rowKey, segment, segment.values);
}

function addRow(
  reading: TableReading,
  found: FoundRow[],
  rowKey: string,
  segment: RowSegment,
  values: readonly Field[],
): void {
  const label = segment.labelFields.at(-1)?.raw ?? rowKey;
  const place = segment.labelFields.at(-1)?.place ?? segment.place;
  if (reading.rows.has(rowKey)) {
    if (values.every((field) => field.reading.kind === 'empty')) return;
    // The same row again, number by number (a table that is printed twice), says nothing new.
    const first = found.find((row) => row.rowKey === rowKey);
    if (first !== undefined && printedTexts(first.values).join() === printedTexts(values).join()) return;
    reading.findings.push(duplicateRow(label, keysOf(rowKey), place));
    reading.extraRows.push(extraRow('applications', label, values, place));
    return;
  }
  reading.rows.add(rowKey);
  found.push({
    rowKey,
    label,
    labelField: segment.labelFields.at(-1) ?? null,
    positioned: segment.positioned,
    holdsNumbers: holdsNumbers(segment.label),
    place,
    values,
    width: segment.width,
    firstValue: segment.firstValue,
    placed: placeValues(values, segment.positioned, COLUMNS, agreesWithTotal),
  });
}

/** The group label （六）其他处理 of the 2021 form, alone on a line, is no blank row. */
export function dropGroupRow(reading: TableReading, found: FoundRow[]): void {
  const key = 'applications.otherOutcome.all';
  const subRows = ['notSupplementedInTime', 'unpaidFee', 'other'];
  if (!subRows.some((row) => reading.rows.has(`applications.otherOutcome.${row}`))) return;
  const index = found.findIndex((row) => row.rowKey === key);
  const row = found[index];
  if (row === undefined || row.values.some((field) => field.reading.kind !== 'empty')) return;
  found.splice(index, 1);
  reading.rows.delete(key);
}

/** Fills the cells of a row, and says what decided where its numbers belong. */
export function addCells(reading: TableReading, row: FoundRow, candidates: readonly Placement[]): void {
  const keys = keysOf(row.rowKey);
  if (row.values.length === 0) reading.labelsAlone.set(row.rowKey, row);
  const undecided = setRowCells(reading.cells, keys, candidates, row.place, null, row.placed.columnPlaces);
  reading.findings.push(...ambiguousColumns(undecided, row.label, row.values, row.place));
  const printed = printedTexts(row.values);
  const decided = keys.filter((key) => !undecided.includes(key));
  if (
    printed.length === 0 ||
    decided.length === 0 ||
    row.placed.basis === 'COMPLETE' ||
    row.placed.basis === 'FIELD'
  )
    return;
  if (row.placed.basis === 'SHIFTED_FIELD') {
    reading.findings.push(
      readingFinding(
        'displaced-row',
        'NOTICE',
        decided,
        row.place,
        `“${row.label}”一行印有 ${row.values.length} 个栏位，多于 ${COLUMNS} 列；按栏位和合计放置 ${printed.join('、')}`,
        `“${row.label}” has ${row.values.length} fields for ${COLUMNS} columns; ${printed.join(', ')} placed by field and total`,
      ),
    );
    return;
  }
  if (row.placed.basis === 'ALIGNED') {
    reading.findings.push(placedByAlignment(row.label, decided, row.values, row.place));
    return;
  }
  reading.findings.push(
    readingFinding(
      'placed-by-sums',
      'WARNING',
      decided,
      row.place,
      `“${row.label}”印有 ${printed.join('、')}，视空格为零、按行列合计放置`,
      `“${row.label}” prints ${printed.join(', ')}, placed by row and column totals with blanks as zero`,
    ),
  );
}
