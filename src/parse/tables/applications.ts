/** 表二 收到和处理政府信息公开申请情况: labelled rows by seven kinds of applicant. */
import { APPLICANT_COLUMNS } from '../../domain/cells.js';
import type { Place } from '../../domain/report.js';
import { alignedColumns, headerSpans, isUnderHeader, placeByAlignment } from '../align-columns.js';
import type { ColumnOrder } from '../column-order.js';
import { holdsNumbers } from '../label-text.js';
import { inOfficialOrder, isOfficialOrder, readColumnOrder } from '../column-order.js';
import { alignWithOtherRows } from '../align-rows.js';
import type { AlignableRow } from '../align-rows.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import { isBrokenNumber } from '../logical-rows.js';
import { APPLICATION_ROWS } from '../official-labels.js';
import type { Evidence, Placement, Watch } from '../placement.js';
import type { PlacedRow } from '../place-values.js';
import type { Span } from '../align-columns.js';
import { isTornApart } from '../table/torn-rows.js';
import { DOUBTED, fieldValue, MOST_SURPLUS, placeValues } from '../place-values.js';
import { findRows, foreignRemainder, isLabelFragment } from '../row-labels.js';
import type { RowSegment } from '../row-segments.js';
import { rowSegments } from '../row-segments.js';
import { withoutSerialNumbers } from '../serial-numbers.js';
import { solveColumns, withoutUnbalanced } from '../solve-columns.js';
import type { CellGaps } from '../table/visible-blanks.js';
import { findCellGaps, placeByGaps } from '../table/visible-blanks.js';
import { areEnds } from '../table/broken-numbers.js';
import type { StreamRow } from '../table/stream-applications.js';
import { columnsAddUp, streamApplications } from '../table/stream-applications.js';
import { rowsBetweenAnchors } from '../table/rows-between-anchors.js';
import type { TableReading } from '../table-reading.js';
import { unturnedRows } from '../turned-rows.js';
import {
  ambiguousColumns,
  cellFindings,
  duplicateRow,
  emptyReading,
  extraRow,
  labelCorrected,
  placedByAlignment,
  placedByOrder,
  printedTexts,
  readingFinding,
  setRowCells,
} from '../table-reading.js';

const COLUMNS = APPLICANT_COLUMNS.length;
/** Letters of their labels. */
const COLUMN_NAMES = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];

/** A row agrees with its own printed total, blanks counted as zero. */
function agreesWithTotal(placement: Placement): boolean {
  const total = placement[COLUMNS - 1] ?? null;
  if (total?.reading.kind !== 'number') return false;
  let sum = 0;
  for (const field of placement.slice(0, -1)) sum += fieldValue(field);
  return sum === fieldValue(total);
}

const KEYS_OF_ROW = new Map(
  APPLICATION_ROWS.map(({ rowKey }) => [rowKey, APPLICANT_COLUMNS.map((column) => `${rowKey}.${column}`)]),
);

function keysOf(rowKey: string): string[] {
  return KEYS_OF_ROW.get(rowKey) ?? [];
}

interface FoundRow extends AlignableRow {
  rowKey: string;
  label: string;
  labelField: Field | null;
  positioned: boolean;
  /** True where numbers stand among the labels before it that could not be told from them. */
  holdsNumbers: boolean;
  place: Place | null;
}

/** Reads the table. `interrupted`: other text breaks it off, which may be values that could not be told from narrative. */
export function readApplications(
  printed: readonly LogicalRow[],
  interrupted: boolean,
  watch?: Watch,
): TableReading {
  const rows = unturnedRows(withoutSerialNumbers('applications', printed), COLUMN_NAMES);
  const reading = emptyReading();
  const found: FoundRow[] = [];
  const segments = rowSegments('applications', rows);
  const firstRow = rows.findIndex(isFirstRow);
  const order = readColumnOrder(rows.slice(0, Math.max(0, firstRow)), COLUMN_NAMES);
  const heard = (evidence: Evidence): void => {
    watch?.(evidence, new Map(found.map(({ rowKey, values, placed }) => [rowKey, waysLeft(values, placed)])));
  };
  const hasUnlabelled = segments.some(isUnlabelled);
  for (const [index, segment] of segments.entries()) {
    const before = found.length;
    if (mayEndNumbers(segment, found.at(-1), reading.rows)) doubtRow(found.at(-1));
    addSegment(reading, found, inOrder(segment, order));
    const row = found.length > before ? found.at(-1) : undefined;
    // Numbers of a grid without any label belong to the row above or below, in part or whole: neither is sure.
    if ([segments[index - 1], segments[index + 1]].some(isUnlabelled)) doubtRow(row);
    // Nor which of its neighbours a label on a line of its own belongs to.
    if (hasUnlabelled && isApartFromLabel(segment)) doubtRow(row);
  }
  dropGroupRow(reading, found);
  heard('row');
  doubtBlankRows(reading, found, interrupted);
  doubtRowsApartFromLabels(reading, found);
  alignWithOtherRows(found, rows, COLUMN_NAMES);
  doubtNarrowRows(found);
  heard('neighbours');
  reading.isSetInLine = placeAligned(found, rows);
  heard('alignment');
  if (!reading.isSetInLine) reading.gaps = placeGapped(found);
  doubtCutRow(found);
  doubtLostTotals(found);
  heard('blanks');
  const bySums = new Set(found.flatMap(({ rowKey, placed }) => (areSums(placed) ? [rowKey] : [])));
  const solved = withoutUnbalanced(
    solveColumns(new Map(found.map((row) => [row.rowKey, row.placed.candidates]))),
    (rowKey) => bySums.has(rowKey),
  );
  watch?.(
    'sums',
    new Map(
      found.map(({ rowKey, values }) => [rowKey, waysLeft(values, { candidates: solved.get(rowKey) ?? [] })]),
    ),
  );
  for (const row of found) addCells(reading, row, solved.get(row.rowKey) ?? []);
  reading.findings.push(...cellFindings(reading.cells));
  nameUnreadRows(reading);
  const anchored = hasUnlabelled && order === null ? rowsBetweenAnchors(rows) : null;
  if (anchored !== null) return streamReading(anchored, reading);
  // Rows that stand with their labels and add up in every column leave the streams nothing to decide.
  if (isSettled(reading, found, solved) || (order !== null && !isOfficialOrder(order))) return reading;
  const streamed = streamApplications(rows);
  const closesGaps = found.some(holdsOddValue) && streamed?.some(isOverLines) === true;
  return streamed === null || closesGaps || agrees(reading, streamed)
    ? reading
    : streamReading(streamed, reading);
}

function areSums({ basis }: PlacedRow): boolean {
  return basis === 'SUMS' || basis === 'NONE';
}

/** True for a row between bars or tabs with a value that is no number ("O", "1?"): a stream of the numbers alone would close its gap. */
function holdsOddValue({ positioned, values }: FoundRow): boolean {
  return (
    positioned &&
    values.some(
      (field) =>
        field.reading.kind === 'text' &&
        field.isRun !== true &&
        !/\s/u.test(field.raw) &&
        !isBrokenNumber(field),
    )
  );
}

function isOverLines({ placements }: StreamRow): boolean {
  return placements.some((fields) => new Set(fields.flatMap((field) => field?.place.line ?? [])).size > 1);
}

function waysLeft(
  values: readonly Field[],
  { candidates }: { readonly candidates: readonly Placement[] },
): { values: number; placements: number } {
  return {
    values: values.filter(({ reading }) => reading.kind !== 'empty').length,
    placements: candidates.length,
  };
}

/** Rows of the form that prints the fewest: 其他处理 in one. */
const FEWEST_ROWS = 23;

/** True where all rows have one placement, no number is left over, and all columns add up. */
function isSettled(
  reading: TableReading,
  found: readonly FoundRow[],
  solved: ReadonlyMap<string, readonly Placement[]>,
): boolean {
  if (reading.extraRows.length > 0 || found.length < FEWEST_ROWS) return false;
  const rows = found.map(({ rowKey }) => ({ rowKey, placements: solved.get(rowKey) ?? [] }));
  if (rows.some(({ placements }) => placements.length !== 1)) return false;
  if ([...reading.cells.values()].some(({ state }) => state === 'UNREADABLE')) return false;
  return columnsAddUp(rows.map(({ rowKey, placements }) => ({ rowKey, fields: placements[0] ?? [] })));
}

/** Numbers without a label may be those of any row that was not read. */
function nameUnreadRows(reading: TableReading): void {
  const isDivided = [...reading.rows].some(
    (key) => key.startsWith(OTHER_OUTCOME) && key !== `${OTHER_OUTCOME}all`,
  );
  const unread = APPLICATION_ROWS.filter(({ rowKey }) => !reading.rows.has(rowKey))
    .filter(({ rowKey }) => !isDivided || rowKey !== `${OTHER_OUTCOME}all`)
    .flatMap(({ rowKey }) => keysOf(rowKey));
  reading.findings = reading.findings.map((finding) =>
    finding.code === 'displaced-row' &&
    finding.cells.length === 0 &&
    reading.extraRows.some(({ label }) => label === '')
      ? { ...finding, cells: unread }
      : finding,
  );
}

const OTHER_OUTCOME = 'applications.otherOutcome.';

/** True where every value that the streams give stands in its cell. */
function agrees(reading: TableReading, rows: readonly StreamRow[]): boolean {
  return rows.every(({ rowKey, placements }) =>
    keysOf(rowKey).every((key, index) => {
      const cell = reading.cells.get(key);
      const raws = new Set(placements.map((fields) => fields[index]?.raw ?? null));
      return cell !== undefined && cell.state !== 'UNREADABLE' && raws.has(cell.raw);
    }),
  );
}

/** The reading of a table whose labels and numbers stand apart. */
function streamReading(rows: readonly StreamRow[], { isSetInLine }: TableReading): TableReading {
  const reading = { ...emptyReading(), isSetInLine };
  for (const { rowKey, placements, label } of rows) {
    reading.rows.add(rowKey);
    const place = label?.place ?? null;
    const undecided = setRowCells(reading.cells, keysOf(rowKey), placements, place);
    const values = (placements[0] ?? []).flatMap((field) => field ?? []);
    reading.findings.push(...ambiguousColumns(undecided, label?.raw ?? rowKey, values, place));
  }
  const cells = [...reading.cells].flatMap(([key, { state }]) => (state === 'UNREADABLE' ? [] : [key]));
  reading.findings.push(placedByOrder('applications', cells, rows[0]?.placements[0]?.[0]?.place ?? null));
  reading.findings.push(...cellFindings(reading.cells));
  return reading;
}

/** Plain text that is aligned: where its columns stand is told by its full rows, else by the header. False where it is not. */
function placeAligned(found: readonly FoundRow[], rows: readonly LogicalRow[]): boolean {
  const plain = found.filter(({ values }) =>
    values.every((value) => value.span !== undefined && !isBrokenNumber(value)),
  );
  let columns = alignedColumns(
    plain.map((row) => row.values),
    COLUMNS,
  );
  if (columns === null) {
    const header = headerSpans(rows.slice(0, rows.findIndex(isFirstRow)), COLUMN_NAMES);
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
function placeGapped(found: readonly FoundRow[]): CellGaps | null {
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

/** The segment with its values in the form's order, where the header prints another. */
function inOrder(segment: RowSegment, order: ColumnOrder | null): RowSegment {
  if (order === null || isOfficialOrder(order) || segment.values.length === 0) return segment;
  const ordered = inOfficialOrder(segment.values, order);
  // Nothing tells the columns of a row that is not as wide as the header.
  if (ordered === null) return { ...segment, values: segment.values.map(asText) };
  return { ...segment, values: ordered, width: segment.width - segment.values.length + ordered.length };
}

function asText(field: Field): Field {
  return { ...field, reading: { kind: 'text' } };
}

function isFirstRow({ fields }: LogicalRow): boolean {
  return fields.some(({ raw }) => /本年新收|上年结转|予以公开/u.test(raw));
}

function isUnlabelled(segment: RowSegment | undefined): boolean {
  if (segment === undefined || !segment.positioned || segment.label !== '') return false;
  return segment.values.some((field) => field.reading.kind !== 'empty');
}

/** Numbers behind the end of a label, or a piece that names no row, which may be the ends of the numbers of the row above. */
function mayEndNumbers(
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

function doubtRow(row: FoundRow | undefined): void {
  if (row !== undefined) row.placed = DOUBTED;
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

/** True for a row of parted cells whose label stands on another line. */
function isApartFromLabel({ positioned, label, labelFields, values }: RowSegment): boolean {
  const line = values[0]?.place.line;
  return positioned && label !== '' && line !== undefined && line !== labelFields.at(-1)?.place.line;
}

/**
 * A label without numbers is a blank row, unless numbers stand elsewhere without a row, or more than a row has: they may be
 * its own.
 */
function doubtBlankRows(reading: TableReading, found: readonly FoundRow[], interrupted: boolean): void {
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
function doubtRowsApartFromLabels(reading: TableReading, found: readonly FoundRow[]): void {
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
function doubtNarrowRows(found: readonly FoundRow[]): void {
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
function doubtLostTotals(found: readonly FoundRow[]): void {
  const open = found.filter(
    ({ values, placed }) => areSums(placed) && values.some((field) => fieldValue(field) !== 0),
  );
  const agreeing = open.filter(({ placed }) => placed.candidates.some(agreesWithTotal));
  if (agreeing.length * 2 < open.length) agreeing.forEach(doubtRow);
}

/** A table that breaks off may do so within its last row: one that is narrower than the others decides nothing. */
function doubtCutRow(found: FoundRow[]): void {
  const last = found.at(-1);
  if (last === undefined || last.width === 0 || last.rowKey === 'applications.carriedOut') return;
  const wider = found.filter((row) => row.width > last.width).length;
  if (wider * 2 >= found.length) last.placed = DOUBTED;
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
