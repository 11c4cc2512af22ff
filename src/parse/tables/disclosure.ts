/** 表一 主动公开政府信息情况 (第二十条): blocks of a header and one or two rows each, in the 2019 or the 2021 edition. */
import type { FormEdition } from '../../domain/cells.js';
import { alignedColumns } from '../align-columns.js';
import type { Span } from '../align-columns.js';
import { squeeze } from '../label-text.js';
import type { LogicalRow } from '../logical-rows.js';
import { findRows, foreignRemainder, NONE_SEEN } from '../row-labels.js';
import type { RowSegment } from '../row-segments.js';
import { rowSegments } from '../row-segments.js';
import { disclosureAmongLabels } from '../table/rows-among-labels.js';
import type { DisclosureStreamRow } from '../table/stream-disclosure.js';
import { streamDisclosure } from '../table/stream-disclosure.js';
import type { TableReading } from '../table-reading.js';
import {
  cellFindings,
  emptyReading,
  extraRow,
  labelCorrected,
  placedByOrder,
  setRowCells,
} from '../table-reading.js';
import { editionOf } from './disclosure-columns.js';
import {
  doubtBlankRows,
  doubtBoxedRows,
  doubtNumbersBetween,
  doubtRow,
  standApart,
} from './disclosure-doubts.js';
import { alignedHeaders, headerAbove, isElsewhere, readUnit, shownColumns } from './disclosure-header.js';
import type { Header } from './disclosure-header.js';
import { addRow, MOST_COLUMNS } from './disclosure-rows.js';
import type { Surroundings } from './disclosure-rows.js';
import { movedSegments } from './moved-values.js';
import { unturnedDisclosure } from './turned-disclosure.js';

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
    header = headerAbove(segment, header, headerOf);
    const inHeader = isSetInLine ? shownColumns(segment) : [];
    if (inHeader.length > 0) shown = inHeader;
    addSegment(reading, segment, { header, edition, columns: aligned ?? shown, gaps });
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
  const around = edition === null ? [] : disclosureAmongLabels(rows, edition);
  if (!contradicts(reading, around)) {
    const open = around.filter(({ rowKey }) => !holdsNumbers(reading, rowKey));
    if (open.length > 0) placeStream(reading, open, whole);
  }
  reading.findings.push(...cellFindings(reading.cells));
  return reading;
}

/** The rows that the labels of a segment name: all but the last are blank, the last owns the values. */
function addSegment(reading: TableReading, segment: RowSegment, around: Surroundings): void {
  const matches = findRows('disclosure', segment.label, reading.rows);
  const match = matches.at(-1);
  for (const blank of matches.slice(0, -1)) {
    addRow(reading, blank.label.rowKey, { ...segment, values: [] }, around);
  }
  if (match === undefined || foreignRemainder(match, segment.label) !== '') {
    if (segment.values.some((field) => field.reading.kind !== 'empty')) {
      const label = segment.labelFields.at(-1)?.raw ?? '';
      reading.extraRows.push(extraRow('disclosure', label, segment.values, segment.place));
    }
    return;
  }
  if (match.corrected) {
    reading.findings.push(labelCorrected(segment.label, match.label.full[0] ?? '', [], segment.place));
  }
  addRow(reading, match.label.rowKey, segment, around);
  // Where the header's own cells are not printed behind its first, numbers on lines of their own may be of any row and column.
  if (around.header !== null && isElsewhere(around.header) && standApart(segment))
    doubtRow(reading, match.label.rowKey, segment, () => true);
}

/** True where a cell was read as another number than its row's line prints, or as blank: the line may be of a row of the organ's own. */
function contradicts({ cells }: TableReading, rows: readonly DisclosureStreamRow[]): boolean {
  return rows.some(({ rowKey, columns, fields }) =>
    columns.some((column, index) => {
      const cell = cells.get(`${rowKey}.${column}`);
      const isBlankOrRead = cell?.state === 'REPORTED' || cell?.state === 'BLANK';
      return isBlankOrRead && cell.raw !== fields[index]?.raw;
    }),
  );
}

function holdsNumbers({ cells }: TableReading, rowKey: string): boolean {
  return [...cells].some(([key, { state }]) => key.startsWith(`${rowKey}.`) && state === 'REPORTED');
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
