/** 表三 行政复议、行政诉讼情况: one row of three blocks with five results each. */
import type { Cell } from '../../domain/report.js';
import { placeByAlignment } from '../align-columns.js';
import type { Span } from '../align-columns.js';
import { allLetters } from '../label-text.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import type { PlacedRow } from '../place-values.js';
import { DOUBTED, placeValues } from '../place-values.js';
import type { RowSegment } from '../row-segments.js';
import { rowSegments } from '../row-segments.js';
import type { TableReading } from '../table-reading.js';
import type { CellGaps } from '../table/visible-blanks.js';
import { placeByGaps } from '../table/visible-blanks.js';
import { streamReview } from '../table/stream-review.js';
import { printsDigits } from '../table/unread-digits.js';
import { headersAbove, namedBlocks, readReviewOrder } from './review-header.js';
import { agreesWithTotals, BLOCKS, contradictsSums, KEYS, orderOf, SIZE } from './review-order.js';
import type { PrintedOrder } from './review-order.js';
import { readTurnedReview } from './turned-review.js';
import {
  ambiguousColumns,
  cellFindings,
  emptyReading,
  extraRow,
  placedByAlignment,
  placedByOrder,
  printedTexts,
  readingFinding,
  setRowCells,
} from '../table-reading.js';

const HEADING = /^[一二三四五六七八九]、\p{Script=Han}{4,}$/u;
const FIRST_RESULT = '结果维持';
const RESULT = /^(?:结果维持|结果纠正|其他结果|尚未审结|总计)$/u;

/** The blocks whose values a segment holds: all three for fifteen values, else those that its header names. */
function blocksOf(segment: RowSegment, printed: number): readonly string[] {
  if (printed === KEYS.length) return BLOCKS;
  const named = namedBlocks(segment.label);
  // Results of all three blocks, one of which is not named: its name is lost, or written as no cell.
  const results = allLetters(segment.label).split(FIRST_RESULT).length - 1;
  const isNameLost = named.length > 0 && named.length < BLOCKS.length && results === BLOCKS.length;
  if (isNameLost && segment.values.length > SIZE * named.length) return BLOCKS;
  // A header that names no block stands over all of them, if there are fields for more than one.
  if (named.length === 0) return segment.values.length > SIZE ? BLOCKS : [];
  // One small table for each block: five fields stand under the last header.
  const single = segment.positioned && segment.values.length === SIZE && named.length > 1;
  return single ? named.slice(-1) : named;
}

/**
 * Reads the table: the first row of values under its header; rows below it are kept as extra rows. A header without any
 * value is a blank row, unless narrative breaks the table off (`interrupted`): then its values may be lost.
 * `isSetInLine`: the text's tables stand in line under their headers; `gaps`: what stands between the cells of plain text that
 * shows blank ones.
 */
export function readReview(
  rows: readonly LogicalRow[],
  interrupted: boolean,
  { isSetInLine, gaps }: Pick<TableReading, 'isSetInLine' | 'gaps'>,
): TableReading {
  const turned = readTurnedReview(rows);
  if (turned !== null) return turnedReading(turned, rows);
  const reading = emptyReading();
  const columns = isSetInLine ? columnSpans(rows) : null;
  const headers = headersAbove(rows);
  const segments = rowSegments('review', rows).map(withoutHeading);
  // A whole row under its header is read by that header, in whatever order it prints its columns.
  let isWhole = false;
  for (const segment of segments) {
    const fresh = freshBlocks(reading, segment);
    const printed = printedFields(segment);
    if (printed.length === 0 && segment.values.length < fresh.length * SIZE) continue;
    if (fresh.length === 0) {
      addExtraRow(reading, segment);
      continue;
    }
    if (printed.length === KEYS.length && fresh.length === BLOCKS.length) isWhole = true;
    const header = printed[0] === undefined ? [] : (headers.get(printed[0]) ?? []);
    addBlocks(reading, orderOf(fresh, readReviewOrder(header)), withGaps(segment, gaps), columns);
  }
  if (reading.rows.size === 0 && hasHeader(rows)) addHeaderAlone(reading, rows, interrupted);
  reading.findings.push(...cellFindings(reading.cells));
  const streamed = isWhole ? null : streamReview(rows);
  return streamed === null || KEYS.every((key, index) => isRead(reading.cells.get(key), streamed[index]))
    ? reading
    : streamReading(streamed);
}

function printedFields({ values }: RowSegment): Field[] {
  return values.filter((field) => field.reading.kind !== 'empty');
}

/** The blocks whose values a segment holds and no row before it. */
function freshBlocks(reading: TableReading, segment: RowSegment): string[] {
  if (segment.label === '' && reading.rows.size > 0) return [];
  return blocksOf(segment, printedFields(segment).length).filter((block) => !reading.rows.has(block));
}

/** Numbers of no block, but for those of a table that is printed twice. */
function addExtraRow(reading: TableReading, segment: RowSegment): void {
  const count = printedFields(segment).length;
  if (count === KEYS.length && isSameRow(reading, segment)) return;
  reading.extraRows.push(extraRow('review', segment.label, segment.values, segment.place));
  reading.findings.push(
    readingFinding(
      'displaced-row',
      'WARNING',
      [],
      segment.place,
      `${count} 个数字不能确定属于复议还是诉讼，未读入`,
      `nothing tells whether ${count} numbers are of reconsideration or litigation; they are not read`,
    ),
  );
}

/** A header without any value: a blank row, unless its values may be lost. */
function addHeaderAlone(reading: TableReading, rows: readonly LogicalRow[], interrupted: boolean): void {
  for (const block of BLOCKS) reading.rows.add(block);
  // A number that was taken for the page's own may be the only one of the table.
  const mayBeLost =
    interrupted ||
    rows.some(({ fields }) =>
      fields.some(({ raw, reading }) => reading.kind === 'number' || printsDigits(raw)),
    );
  const lost = setRowCells(reading.cells, KEYS, mayBeLost ? [] : [KEYS.map(() => null)], null);
  for (const block of BLOCKS) reading.labelsAlone.set(block, { label: '', place: null });
  if (!mayBeLost) return;
  reading.findings.push(
    readingFinding(
      'truncated-table',
      'WARNING',
      lost,
      null,
      '行政复议、行政诉讼情况表只有表头，其后没有可读的数字',
      'the review and litigation table has a header; no readable number follows',
    ),
  );
}

/** A row behind which a tool has put the next heading, without it. */
function withoutHeading(segment: RowSegment): RowSegment {
  const { values } = segment;
  const last = values.at(-1);
  const isHeading = last?.reading.kind === 'text' && HEADING.test(last.raw.trim());
  return isHeading && values.length > KEYS.length ? { ...segment, values: values.slice(0, -1) } : segment;
}

/** A row of plain text with the blank cells that stand between its values, as fields: where it begins, only the sums tell. */
function withGaps(segment: RowSegment, gaps: CellGaps | null): RowSegment {
  if (gaps === null || segment.positioned || segment.values.length >= KEYS.length) return segment;
  const first = segment.values[0];
  const inner = placeByGaps({ label: null, values: segment.values }, gaps, KEYS.length);
  if (inner === null || first === undefined) return segment;
  const last = inner.findLastIndex((field) => field !== null);
  const empty: Field = { raw: '', reading: { kind: 'empty' }, place: first.place };
  const blanks = Array.from({ length: KEYS.length - 1 - last }, () => empty);
  const values = inner.slice(0, last + 1).map((field) => field ?? empty);
  return { ...segment, positioned: true, values: [...blanks, ...values, ...blanks] };
}

function isRead(cell: Cell | undefined, field: Field | undefined): boolean {
  return cell !== undefined && cell.state !== 'UNREADABLE' && cell.raw === field?.raw;
}

/** The reading of a table whose header and numbers stand apart. */
function streamReading(fields: readonly Field[]): TableReading {
  const reading = emptyReading();
  for (const block of BLOCKS) reading.rows.add(block);
  const place = fields[0]?.place ?? null;
  setRowCells(reading.cells, KEYS, [fields], place);
  reading.findings.push(placedByOrder('review', [...KEYS], place), ...cellFindings(reading.cells));
  return reading;
}

/** The reading of a table whose rows are the form's columns; all of it unreadable where not every field is certain. */
function turnedReading(fields: ReadonlyMap<string, Field>, rows: readonly LogicalRow[]): TableReading {
  const reading = emptyReading();
  for (const block of BLOCKS) reading.rows.add(block);
  const place = rows[0]?.fields[0]?.place ?? null;
  const candidates = fields.size === 0 ? [] : [KEYS.map((key) => fields.get(key) ?? null)];
  const undecided = setRowCells(reading.cells, KEYS, candidates, place);
  if (undecided.length > 0) {
    reading.findings.push(
      readingFinding(
        'unknown-header',
        'WARNING',
        undecided,
        place,
        '行政复议、行政诉讼情况表行列互换，其数字无法确定属于哪一栏，未读入',
        'the review and litigation table has its rows and columns exchanged; nothing tells where its numbers belong',
      ),
    );
  }
  reading.findings.push(...cellFindings(reading.cells));
  return reading;
}

/** True where a table that is printed twice prints the same numbers again. */
function isSameRow(reading: TableReading, segment: RowSegment): boolean {
  const printed = printedTexts(segment.values);
  return KEYS.every((key, index) => reading.cells.get(key)?.raw === printed[index]);
}

function hasHeader(rows: readonly LogicalRow[]): boolean {
  const letters = allLetters(rows.flatMap((row) => row.fields.map((field) => field.raw)).join(''));
  return letters.includes('结果维持') && letters.includes('尚未审结');
}

/** Where the fifteen columns stand: five headers above those of the litigation, and ten. */
function columnSpans(rows: readonly LogicalRow[]): Span[] | null {
  const spans = rows.flatMap((row) =>
    row.positioned
      ? []
      : row.fields.flatMap(({ raw, span }) =>
          span !== undefined && RESULT.test(allLetters(raw)) ? [span] : [],
        ),
  );
  spans.sort((a, b) => a.left - b.left);
  const inOrder = spans.every((span, index) => index === 0 || span.left >= (spans[index - 1]?.right ?? 0));
  return spans.length === KEYS.length && inOrder ? spans : null;
}

function addBlocks(
  reading: TableReading,
  order: PrintedOrder,
  segment: RowSegment,
  columns: readonly Span[] | null,
): void {
  const { blocks, keys, isUnknown } = order;
  const isContradicted = isUnknown || contradictsSums(order, segment);
  const inRow: PlacedRow = isContradicted
    ? DOUBTED
    : placeValues(segment.values, segment.positioned, keys.length, agreesWithTotals(keys));
  const placed =
    isContradicted || columns === null || keys.length !== KEYS.length
      ? inRow
      : placeByAlignment(inRow, segment.values, columns);
  for (const block of blocks) reading.rows.add(block);
  const place = segment.values[0]?.place ?? segment.place;
  const undecided = setRowCells(reading.cells, keys, placed.candidates, place, null, placed.columnPlaces);
  reading.findings.push(...ambiguousColumns(undecided, '', segment.values, place));
  if (undecided.length > 0) return;
  if (placed.basis === 'ALIGNED') {
    reading.findings.push(placedByAlignment('行政复议、行政诉讼', [...keys], segment.values, place));
  }
  const printed = printedTexts(segment.values);
  if (placed.basis === 'SUMS' || placed.basis === 'SHIFTED_FIELD') {
    reading.findings.push(
      readingFinding(
        placed.basis === 'SUMS' ? 'placed-by-sums' : 'displaced-row',
        placed.basis === 'SUMS' ? 'WARNING' : 'NOTICE',
        [...keys],
        place,
        `${printed.join('、')} 按栏位和总计放置`,
        `${printed.join(', ')} placed by field and totals`,
      ),
    );
  }
}
