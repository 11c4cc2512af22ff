/** 表一 主动公开政府信息情况 (第二十条): blocks of a header and one or two rows each, in the 2019 or the 2021 edition. */
import type { FormEdition } from '../../domain/cells.js';
import type { Cell } from '../../domain/report.js';
import { holdsNumbers, squeeze } from '../label-text.js';
import { alignedColumns, placeByAlignment } from '../align-columns.js';
import type { Span } from '../align-columns.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import type { PlacedRow } from '../place-values.js';
import type { Placement } from '../placement.js';
import { placeValues } from '../place-values.js';
import { findRows, foreignRemainder } from '../row-labels.js';
import type { RowSegment } from '../row-segments.js';
import { rowSegments } from '../row-segments.js';
import { editionOf, isExchanged, OFFICIAL, readColumns, readWholeHeader } from './disclosure-columns.js';
import { movedSegments } from './moved-values.js';
import type { DisclosureStreamRow } from '../table/stream-disclosure.js';
import { streamDisclosure } from '../table/stream-disclosure.js';
import { unturnedDisclosure } from './turned-disclosure.js';
import type { CellGaps } from '../table/visible-blanks.js';
import { placeByGaps } from '../table/visible-blanks.js';
import type { HeaderUnit, TableReading } from '../table-reading.js';
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

interface Header {
  columns: readonly string[];
  unit: HeaderUnit;
  /**
   * The fields of a positioned header row by their places in the row, for rows as wide as it. A merged cell may be written
   * out again at each place that it covers.
   */
  at: { first: number; last: number; tableColumn: number | undefined }[];
  width: number;
  text: string;
}

/** What a row is read by besides its own fields. */
interface Surroundings {
  header: Header | null;
  edition: FormEdition | null;
  /** Where the columns stand in plain text that is aligned; null where it is not. */
  columns: readonly Span[] | null;
  /** What stands between the cells of plain text that shows blank ones. */
  gaps: CellGaps | null;
}

/** A row of the table has at most this many values. */
const MOST_COLUMNS = 3;

function readUnit(text: string): HeaderUnit {
  const match = /单位[:：]?(亿元|万元|元)|[(（](亿元|万元|元)[)）]/u.exec(squeeze(text));
  return ((match?.[1] ?? match?.[2]) as HeaderUnit | undefined) ?? null;
}

function readHeader(text: string, fields: readonly Field[]): Header {
  const columns = readWholeHeader(text);
  const at: Header['at'] = [];
  fields.forEach((field, index) => {
    if (readColumns(field.raw).length !== 1) return;
    const before = at.at(-1);
    if (before?.last === index - 1 && fields[index - 1]?.raw === field.raw) before.last = index;
    else at.push({ first: index, last: index, tableColumn: field.place.tableColumn });
  });
  return {
    columns,
    unit: readUnit(text),
    at: at.length === columns.length ? at : [],
    width: fields.length,
    text,
  };
}

/**
 * Reads the table. `others` is the edition that the other tables show, for a header without any sign; `isSetInLine`: they
 * stand in line under their headers; `gaps`: what stands between their cells; `interrupted`: other text breaks the table off, which may be values that could not be
 * told from narrative.
 */
export function readDisclosure(
  printed: readonly LogicalRow[],
  others: FormEdition | null,
  { isSetInLine, gaps }: Pick<TableReading, 'isSetInLine' | 'gaps'>,
  interrupted: boolean,
): TableReading {
  const rows = unturnedDisclosure(printed);
  const reading = emptyReading();
  const whole = rows.flatMap((row) => row.fields.map((field) => field.raw)).join('');
  const edition = editionOf(whole) ?? others;
  const segments = rowSegments('disclosure', rows);
  const headerOf = alignedHeaders(rows);
  let header: Header | null = null;
  let shown: Span[] | null = null;
  const aligned = alignedColumns(
    segments.map(({ values }) => values),
    MOST_COLUMNS,
  );
  for (const segment of segments) {
    const matches = findRows('disclosure', segment.label, reading.rows);
    const match = matches.at(-1);
    const printedHeader = headerText(segment.label);
    if (printedHeader !== null) header = readHeader(printedHeader, []);
    const value = segment.values[0];
    const inHeader = isSetInLine ? shownColumns(segment) : [];
    if (inHeader.length > 0) shown = inHeader;
    const headed = segment.positioned && value !== undefined ? headerOf.get(value) : undefined;
    // A header row that a tool broke goes on below: the words of both name the columns.
    if (headed !== undefined && !goesOn(headed, printedHeader === null ? null : header)) header = headed;
    // Rows named before the last one in the same run of labels stand without any value.
    for (const blank of matches.slice(0, -1)) {
      addRow(
        reading,
        blank.label.rowKey,
        { ...segment, values: [] },
        { header, edition, columns: aligned ?? shown, gaps },
      );
    }
    if (match === undefined || foreignRemainder(match, segment.label) !== '') {
      if (segment.values.some((field) => field.reading.kind !== 'empty')) {
        const label = segment.labelFields.at(-1)?.raw ?? '';
        reading.extraRows.push(extraRow('disclosure', label, segment.values, segment.place));
      }
      continue;
    }
    if (match.corrected) {
      reading.findings.push(labelCorrected(segment.label, match.label.full[0] ?? '', [], segment.place));
    }
    addRow(reading, match.label.rowKey, segment, { header, edition, columns: aligned ?? shown, gaps });
    // Where the header's own cells are not printed behind its first, numbers on lines of their own may be of any row and column.
    if (header !== null && isElsewhere(header) && standApart(segment))
      doubtRow(reading, match.label.rowKey, segment, () => true);
  }
  doubtBlankRows(reading, segments, interrupted);
  if (gaps === null) doubtBoxedRows(reading, segments);
  doubtNumbersBetween(reading, segments);
  for (const segment of movedSegments(rows, segments)) {
    for (const { label } of findRows('disclosure', segment.label, NONE_SEEN)) {
      doubtRow(reading, label.rowKey, segment, () => true);
    }
  }
  const streamed = streamDisclosure(rows, others);
  const placed = streamed.filter((row) => !isRead(reading, row) && !isWrittenOutAgain(reading, row));
  if (placed.length > 0) placeStream(reading, placed, whole);
  reading.findings.push(...cellFindings(reading.cells));
  return reading;
}

/** True where the row's cells hold what the stream gives. */
function isRead({ cells }: TableReading, { rowKey, columns, fields }: DisclosureStreamRow): boolean {
  return columns.every((column, index) => {
    const cell = cells.get(`${rowKey}.${column}`);
    return cell !== undefined && cell.state !== 'UNREADABLE' && cell.raw === fields[index]?.raw;
  });
}

/** True where the row was read with a blank, and the stream counts a merged cell that is written out again as two values. */
function isWrittenOutAgain(
  { cells }: TableReading,
  { rowKey, columns, fields }: DisclosureStreamRow,
): boolean {
  const read = columns.map((column) => cells.get(`${rowKey}.${column}`));
  const printed = new Set(read.flatMap((cell) => (cell?.state === 'REPORTED' ? [cell.raw] : [])));
  return read.some((cell) => cell?.state === 'BLANK') && fields.every(({ raw }) => printed.has(raw));
}

/** Rows of which labels and numbers stand apart, in place of what was read of them line by line. */
function placeStream(reading: TableReading, rows: readonly DisclosureStreamRow[], whole: string): void {
  const placed: string[] = [];
  for (const { rowKey, columns, fields } of rows) {
    for (const key of reading.cells.keys()) if (key.startsWith(`${rowKey}.`)) reading.cells.delete(key);
    reading.rows.add(rowKey);
    reading.labelsAlone.delete(rowKey);
    const keys = columns.map((column) => `${rowKey}.${column}`);
    const unit = /金额/u.test(whole) ? readUnit(/金额.{0,8}/u.exec(squeeze(whole))?.[0] ?? '') : null;
    setRowCells(reading.cells, keys, [fields], fields[0]?.place ?? null, unit);
    placed.push(...keys);
  }
  const isPlaced = (key: string): boolean => placed.includes(key);
  reading.findings = reading.findings.filter(({ cells }) => cells.length === 0 || !cells.every(isPlaced));
  reading.findings.push(placedByOrder('disclosure', placed, rows[0]?.fields[0]?.place ?? null));
}

/**
 * A label without numbers is a blank row, unless numbers could not be told from labels, stand without a row, or are more than
 * their row has columns: they may be its own.
 */
function doubtBlankRows(reading: TableReading, segments: readonly RowSegment[], interrupted: boolean): void {
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
function doubtBoxedRows(reading: TableReading, segments: readonly RowSegment[]): void {
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
function doubtNumbersBetween(reading: TableReading, segments: readonly RowSegment[]): void {
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

const NONE_SEEN: ReadonlySet<string> = new Set();

/** True where plain numbers stand on a line below their label: of several labels above them, nothing tells which owns them. */
function standApart({ positioned, labelFields, values }: RowSegment): boolean {
  const [value] = values;
  return !positioned && value !== undefined && value.place.line !== labelFields.at(-1)?.place.line;
}

function isBlank({ state, raw }: Cell): boolean {
  return state === 'BLANK' && raw === null;
}

/** Makes cells of a row, those that were taken for blank if nothing else is said, unreadable. */
function doubtRow(
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

const HEADER_BEGINS = /第二十条第?\(?.\)?项|信息内/gu;

/** The header part of a run of labels: what follows the last 第二十条第…项 or 信息内容; null where it has neither. */
function headerText(label: string): string | null {
  const squeezed = squeeze(label);
  const last = [...squeezed.matchAll(HEADER_BEGINS)].at(-1);
  return last === undefined ? null : squeezed.slice(last.index + last[0].length);
}

/** For the fields of each positioned row the header row next above it, if that is positioned too. */
function alignedHeaders(rows: readonly LogicalRow[]): Map<Field, Header> {
  const headers = new Map<Field, Header>();
  let header: Header | null = null;
  for (const row of rows) {
    const text = row.fields
      .filter((field, index) => field.raw !== row.fields[index - 1]?.raw)
      .map((field) => field.raw)
      .join('');
    if (squeeze(text).includes('信息内容')) header = row.positioned ? readHeader(text, row.fields) : null;
    else if (header !== null) for (const field of row.fields) headers.set(field, header);
  }
  return headers;
}

/** True for a header of which no more than its first cell is printed. */
function isElsewhere({ text }: Header): boolean {
  return readColumns(text).length === 0 && editionOf(text) === null;
}

/** True where the header's words go on below the row in which it begins. */
function goesOn({ columns }: Header, whole: Header | null): boolean {
  return whole !== null && whole.columns.length > columns.length;
}

/** Where the header next above a row prints its columns in plain text. */
function shownColumns({ labelFields }: RowSegment): Span[] {
  return labelFields.flatMap(({ raw, span }) =>
    span !== undefined && readColumns(raw).length === 1 ? [span] : [],
  );
}

function addRow(
  reading: TableReading,
  rowKey: string,
  segment: RowSegment,
  { header, edition, columns: aligned, gaps }: Surroundings,
): void {
  const row = rowKey.slice('disclosure.'.length);
  const official = OFFICIAL[row] ?? {};
  const columns = columnsFor(official, header, edition, segment);
  const label = segment.labelFields.at(-1)?.raw ?? rowKey;
  if (reading.rows.has(rowKey)) {
    const printed = printedTexts(segment.values);
    const first = [...reading.cells].filter(([key]) => key.startsWith(`${rowKey}.`));
    // The same row again, number by number (a table that is printed twice), says nothing new.
    if (first.length === printed.length && first.every(([, cell], index) => cell.raw === printed[index]))
      return;
    reading.findings.push(duplicateRow(label, [], segment.place));
    reading.extraRows.push(extraRow('disclosure', label, segment.values, segment.place));
    return;
  }
  if (columns === null) {
    reading.findings.push(
      readingFinding(
        'unknown-header',
        'WARNING',
        Object.values(official).flatMap((columns) => columns.map((column) => `${rowKey}.${column}`)),
        segment.place,
        `“${label}”一行的表头无法辨认，其数字未读入`,
        `the header of the row “${label}” cannot be told; its numbers are not read`,
      ),
    );
    reading.extraRows.push(extraRow('disclosure', label, segment.values, segment.place));
    return;
  }
  reading.rows.add(rowKey);
  const place = segment.labelFields.at(-1)?.place ?? segment.place;
  if (segment.values.length === 0) reading.labelsAlone.set(rowKey, { label, place });
  const keys = columns.map((column) => `${rowKey}.${column}`);
  const inRow = placeRow(segment, columns.length, header);
  const placed =
    placeGapped(segment, columns.length, gaps) ??
    (aligned?.length !== columns.length ? inRow : placeByAlignment(inRow, segment.values, aligned));
  const isWhole = Object.values(official).some(({ length }) => length === columns.length);
  const undecided = setRowCells(
    reading.cells,
    keys,
    placed.candidates.filter(
      (placement) =>
        isBelowHeader(placement, columns, isWhole, segment, header) &&
        (segment.positioned || !isExchanged(columns, placement)),
    ),
    place,
    header?.unit ?? null,
    placed.columnPlaces,
  );
  if (placed.basis === 'ALIGNED') {
    reading.findings.push(placedByAlignment(label, keys, segment.values, place));
  }
  reading.findings.push(...ambiguousColumns(undecided, label, segment.values, place));
}

/** A row whose blank cells plain text shows by what stands between the others; null for any other. */
function placeGapped(
  { positioned, labelFields, values }: RowSegment,
  columns: number,
  gaps: CellGaps | null,
): PlacedRow | null {
  if (gaps === null || positioned || values.length >= columns) return null;
  const placement = placeByGaps({ label: labelFields.at(-1) ?? null, values }, gaps, columns);
  return placement === null ? null : { candidates: [placement], basis: 'ALIGNED' };
}

/** The columns of a row: as its header prints them; for a broken header, as the edition that it shows has them. */
function columnsFor(
  official: Partial<Record<FormEdition, readonly string[]>>,
  header: Header | null,
  edition: FormEdition | null,
  segment: RowSegment,
): readonly string[] | null {
  const possible = new Set(Object.values(official).flat());
  if (
    header !== null &&
    header.columns.length > 0 &&
    header.columns.every((column) => possible.has(column))
  ) {
    const whole = Object.values(official).find(
      (columns) => columns.length === header.columns.length || columns.length === printedCount(segment),
    );
    if (whole === undefined || header.columns.length === whole.length) return header.columns;
  }
  const shown = header === null ? edition : (editionOf(header.text) ?? edition);
  return shown === null ? null : (official[shown] ?? null);
}

function printedCount(segment: RowSegment): number {
  return segment.values.filter((field) => field.reading.kind !== 'empty').length;
}

/** No total binds these rows; only a full row or the printed field decides. */
function placeRow(segment: RowSegment, columns: number, header: Header | null): PlacedRow {
  const { values } = segment;
  if (segment.positioned && values.length !== columns && header !== null && header.width === segment.width) {
    const aligned = header.at.map(({ first }) => values[first - segment.firstValue] ?? null);
    const written = header.at.flatMap(({ first, last }, column) =>
      values
        .slice(first - segment.firstValue, last + 1 - segment.firstValue)
        .filter(({ raw }) => raw === aligned[column]?.raw),
    );
    const lost = values.filter((field) => field.reading.kind !== 'empty' && !written.includes(field));
    if (aligned.length === columns && lost.length === 0) return { candidates: [aligned], basis: 'FIELD' };
  }
  const inGrid = header === null ? null : placeInGrid(values, header);
  if (inGrid?.length === columns && values.length > columns) return { candidates: [inGrid], basis: 'FIELD' };
  // Neither the header nor the count tells a merged cell that is written out again from two cells.
  if (segment.positioned && values.length >= 2 * columns && isMaybeWrittenAgain(values))
    return { candidates: [], basis: 'FIELD' };
  return placeValues(values, segment.positioned, columns, () => false);
}

/** True where a number stands twice side by side, and other numbers have empty fields between them. */
function isMaybeWrittenAgain(values: readonly Field[]): boolean {
  const printed = values.flatMap(({ reading, raw }, at) => (reading.kind === 'empty' ? [] : [{ raw, at }]));
  const steps = printed.slice(1).map(({ raw, at }, index) => ({
    isNext: at === (printed[index]?.at ?? 0) + 1,
    isSame: raw === printed[index]?.raw,
  }));
  return steps.some(({ isNext, isSame }) => isNext && isSame) && steps.some(({ isNext }) => !isNext);
}

/**
 * False where a header as wide as the row shows the number below another of its columns than it was put into: a tool has displaced numbers
 * or lost columns. A header whose columns stand side by side says nothing of a row that begins elsewhere.
 */
function isBelowHeader(
  placement: Placement,
  columns: readonly string[],
  isWhole: boolean,
  { positioned, values, width, firstValue }: RowSegment,
  header: Header | null,
): boolean {
  if (!positioned || header?.width !== width) return true;
  const { at } = header;
  const isSideBySide = at.every(
    ({ first }, index) => index === 0 || first === (at[index - 1]?.last ?? 0) + 1,
  );
  if (isWhole && isSideBySide) return true;
  return values.every((field, index) => {
    const name = header.columns[at.findLastIndex(({ first }) => first <= firstValue + index)];
    const column = columns.indexOf(name ?? '');
    return field.reading.kind === 'empty' || column === -1 || placement[column]?.raw === field.raw;
  });
}

/** The values of a grid known from markup by the columns of its header; null where one stands under none of them. */
function placeInGrid(values: readonly Field[], header: Header): Placement | null {
  if (header.at.some(({ tableColumn }) => tableColumn === undefined)) return null;
  const placement = header.at.map(
    ({ tableColumn }) => values.find(({ place }) => place.tableColumn === tableColumn) ?? null,
  );
  const isLost = (field: Field): boolean => field.reading.kind !== 'empty' && !placement.includes(field);
  return values.some(isLost) ? null : placement;
}
