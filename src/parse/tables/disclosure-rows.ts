/** The cells of one row of 表一. */
import type { FormEdition } from '../../domain/cells.js';
import { placeByAlignment } from '../align-columns.js';
import type { Span } from '../align-columns.js';
import type { Field } from '../logical-rows.js';
import { placeValues } from '../place-values.js';
import type { PlacedRow } from '../place-values.js';
import type { Placement } from '../placement.js';
import type { RowSegment } from '../row-segments.js';
import type { CellGaps } from '../table/visible-blanks.js';
import { placeByGaps } from '../table/visible-blanks.js';
import type { TableReading } from '../table-reading.js';
import {
  ambiguousColumns,
  duplicateRow,
  extraRow,
  placedByAlignment,
  printedTexts,
  readingFinding,
  setRowCells,
} from '../table-reading.js';
import { editionOf, isExchanged, OFFICIAL } from './disclosure-columns.js';
import type { Header } from './disclosure-header.js';

/** What a row is read by besides its own fields. */
export interface Surroundings {
  header: Header | null;
  edition: FormEdition | null;
  /** Where the columns stand in plain text that is aligned; null where it is not. */
  columns: readonly Span[] | null;
  /** What stands between the cells of plain text that shows blank ones. */
  gaps: CellGaps | null;
}

/** A row of the table has at most this many values. */
export const MOST_COLUMNS = 3;

/** Places the values of a row in its cells; a row that is printed again or whose columns nothing tells is kept beside them. */
export function addRow(
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
