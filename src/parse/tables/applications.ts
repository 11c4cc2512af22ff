/** 表二 收到和处理政府信息公开申请情况: labelled rows by seven kinds of applicant. */
import { APPLICANT_COLUMNS } from '../../domain/cells.js';
import type { Place } from '../../domain/report.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import type { PlacedRow, Placement } from '../place-values.js';
import { fieldValue, placeValues } from '../place-values.js';
import { findRows, foreignRemainder } from '../row-labels.js';
import type { RowSegment } from '../row-segments.js';
import { rowSegments } from '../row-segments.js';
import { solveColumns } from '../solve-columns.js';
import type { TableReading } from '../table-reading.js';
import {
  ambiguousColumns,
  cellFindings,
  duplicateRow,
  emptyReading,
  extraRow,
  labelCorrected,
  printedTexts,
  readingFinding,
  setRowCells,
} from '../table-reading.js';

const COLUMNS = APPLICANT_COLUMNS.length;

/** A row agrees with its own printed total, blanks counted as zero. */
function agreesWithTotal(placement: Placement): boolean {
  const total = placement[COLUMNS - 1] ?? null;
  if (total?.reading.kind !== 'number') return false;
  let sum = 0;
  for (const field of placement.slice(0, -1)) sum += fieldValue(field);
  return sum === fieldValue(total);
}

function keysOf(rowKey: string): string[] {
  return APPLICANT_COLUMNS.map((column) => `${rowKey}.${column}`);
}

interface FoundRow {
  rowKey: string;
  label: string;
  place: Place | null;
  values: readonly Field[];
  /** Fields of the whole row, and how many of them its label takes; 0 for rows without fields. */
  width: number;
  firstValue: number;
  placed: PlacedRow;
}

/** Reads the table. */
export function readApplications(rows: readonly LogicalRow[]): TableReading {
  const reading = emptyReading();
  const found: FoundRow[] = [];
  const segments = rowSegments('applications', rows);
  for (const [index, segment] of segments.entries()) {
    const before = found.length;
    addSegment(reading, found, segment);
    const row = found.length > before ? found.at(-1) : undefined;
    // Numbers of a grid without any label belong to the row above or below, in part or whole: neither is sure.
    if (row !== undefined && [segments[index - 1], segments[index + 1]].some(isUnlabelled)) {
      row.placed = { candidates: [], basis: 'NONE' };
    }
  }
  dropGroupRow(reading, found);
  alignWithOtherRows(found);
  doubtCutRow(found);
  const solved = solveColumns(new Map(found.map((row) => [row.rowKey, row.placed.candidates])));
  for (const row of found) addCells(reading, row, solved.get(row.rowKey) ?? []);
  reading.findings.push(...cellFindings(reading.cells));
  return reading;
}

function isUnlabelled(segment: RowSegment | undefined): boolean {
  if (segment === undefined || !segment.positioned || segment.label !== '') return false;
  return segment.values.some((field) => field.reading.kind !== 'empty');
}

function addSegment(reading: TableReading, found: FoundRow[], segment: RowSegment): void {
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
    reading.findings.push(duplicateRow(label, keysOf(rowKey), place));
    reading.extraRows.push(extraRow('applications', label, values, place));
    return;
  }
  reading.rows.add(rowKey);
  found.push({
    rowKey,
    label,
    place,
    values,
    width: segment.width,
    firstValue: segment.firstValue,
    placed: placeValues(values, segment.positioned, COLUMNS, agreesWithTotal),
  });
}

/** Rows that must agree before their common column counts as evidence. */
const ALIGNED_ROWS = 5;

/**
 * Where all rows of one width whose place is decided begin at the same field, the grid is whole: a row of that width
 * which could begin at several fields begins there too.
 */
function alignWithOtherRows(found: FoundRow[]): void {
  const starts = new Map<number, { begins: Set<number>; rows: number }>();
  for (const { placed, width, firstValue } of found) {
    const shift = placed.shifts?.[0];
    if (shift === undefined || placed.shifts?.length !== 1) continue;
    const entry = starts.get(width) ?? { begins: new Set<number>(), rows: 0 };
    entry.begins.add(firstValue + shift);
    entry.rows += 1;
    starts.set(width, entry);
  }
  for (const row of found) {
    const { placed, width, firstValue } = row;
    const entry = starts.get(width);
    if (placed.shifts === undefined || placed.shifts.length < 2 || entry === undefined) continue;
    if (entry.begins.size !== 1 || entry.rows < ALIGNED_ROWS) continue;
    const index = placed.shifts.findIndex((shift) => entry.begins.has(firstValue + shift));
    const candidate = placed.candidates[index];
    if (candidate !== undefined) row.placed = { candidates: [candidate], basis: 'SHIFTED_FIELD' };
  }
}

/** A table that breaks off may do so within its last row: one that is narrower than the others decides nothing. */
function doubtCutRow(found: FoundRow[]): void {
  const last = found.at(-1);
  if (last === undefined || last.width === 0 || last.rowKey === 'applications.carriedOut') return;
  const wider = found.filter((row) => row.width > last.width).length;
  if (wider * 2 >= found.length) last.placed = { candidates: [], basis: 'NONE' };
}

/** The group label （六）其他处理 of the 2021 form, alone on a line, is no blank row. */
function dropGroupRow(reading: TableReading, found: FoundRow[]): void {
  const key = 'applications.otherOutcome.all';
  const subRows = ['notSupplementedInTime', 'unpaidFee', 'other'];
  if (!subRows.some((row) => reading.rows.has(`applications.otherOutcome.${row}`))) return;
  const index = found.findIndex((row) => row.rowKey === key);
  const row = found[index];
  if (row === undefined || row.values.some((field) => field.reading.kind !== 'empty')) return;
  found.splice(index, 1);
  reading.rows.delete(key);
}

function addCells(reading: TableReading, row: FoundRow, candidates: readonly Placement[]): void {
  const keys = keysOf(row.rowKey);
  const undecided = setRowCells(reading.cells, keys, candidates, row.place);
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
