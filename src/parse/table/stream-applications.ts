/**
 * 表二 read as two streams: the values in reading order, parted into rows that add up, and the labels of the form's rows
 * that are printed, in order. Where there are as many of one as of the other and the column totals (勾稽关系) agree, they
 * belong together, wherever the text prints them.
 */
import { APPLICANT_COLUMNS } from '../../domain/cells.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import { APPLICATION_ROWS } from '../official-labels.js';
import type { Placement } from '../placement.js';
import { fieldValue } from '../place-values.js';
import { solveColumns } from '../solve-columns.js';
import type { AlignedLabel } from './align-labels.js';
import { alignLabels } from './align-labels.js';
import type { ValueChunk } from './chunk-values.js';
import { addsUp, chunkValues } from './chunk-values.js';
import type { StreamValue, ValueStream } from './value-stream.js';
import { valueStream } from './value-stream.js';

const PREFIX = 'applications.';
const SINGLE_ROW = `${PREFIX}otherOutcome.all`;
const SUB_ROWS = ['notSupplementedInTime', 'unpaidFee', 'other'].map((row) => `${PREFIX}otherOutcome.${row}`);
const CARRIED_OUT = `${PREFIX}carriedOut`;
const OUTCOME_TOTAL = `${PREFIX}outcomeTotal`;
const FRAME = ['received', 'carriedIn', 'outcomeTotal', 'carriedOut'].map((row) => PREFIX + row);

/** A row of the form with its values in the form's order: one placement, or all that the sums leave. */
export interface StreamRow {
  rowKey: string;
  placements: readonly Placement[];
  /** The first piece of its label; null where none is printed whole enough. */
  label: Field | null;
}

/** The rows of the table; null where the streams do not decide them. */
export function streamApplications(rows: readonly LogicalRow[]): StreamRow[] | null {
  const stream = valueStream(rows);
  if (stream.values.length < APPLICANT_COLUMNS.length * 4) return null;
  const labels = printedRows(alignLabels('applications', stream.labels));
  for (const rowKeys of rowSets(labels)) {
    const chunks = chunkValues(stream.values, rowKeys.length);
    if (chunks === null || isTotalFirstColumn(chunks)) continue;
    const placed = solvedByColumns(rowKeys, chunks, stream.values);
    const found = rowKeys.map((rowKey, index) => ({ rowKey, placements: placed[index] ?? [] }));
    const first = found.map(({ rowKey, placements }) => ({ rowKey, fields: placements[0] ?? [] }));
    const isConfirmed = rowKeys.includes(CARRIED_OUT) ? columnsAddUp(first) : outcomesAddUp(first);
    const isWhole = isConfirmed || isPartOfTable(rowKeys, labels, chunks, stream);
    if (isWhole && !contradictsLines(stream, labels, rowKeys, chunks))
      return withLabels(found, labels, stream);
  }
  const inBlock = rowsOfBlocks(stream, labels) ?? rowsOfBlock(stream, labels);
  return inBlock === null ? null : withLabels(inBlock, labels, stream);
}

type PlacedRow = Pick<StreamRow, 'rowKey' | 'placements'>;

/** The rows with their labels, and each row of which a label is printed and no values were found without a placement. */
function withLabels(
  found: readonly PlacedRow[],
  labels: readonly AlignedLabel[],
  stream: ValueStream,
): StreamRow[] {
  const unread = labels
    .filter(({ row }) => found.every(({ rowKey }) => rowKey !== row.rowKey))
    .map(({ row }) => ({ rowKey: row.rowKey, placements: [] }));
  return [...found, ...unread].map((row) => {
    const label = labels.find((printed) => printed.row.rowKey === row.rowKey);
    return { ...row, label: label === undefined ? null : (stream.labels[label.first] ?? null) };
  });
}

/** So many rows in order, and so many of them with numbers, leave no other way to part the labels and values of a page. */
const FEWEST_ROWS = 8;
const FEWEST_FILLED = 2;

/**
 * True for a table of which the rows with the sums stand elsewhere: as many labels as rows of values and not a value more, and each row adds
 * up.
 */
function isPartOfTable(
  rowKeys: readonly string[],
  labels: readonly AlignedLabel[],
  chunks: readonly ValueChunk[],
  { values }: ValueStream,
): boolean {
  const isCutOff = FRAME.some((key) => !rowKeys.includes(key));
  const filled = chunks.filter(({ fields }) => fields.some((field) => fieldValue(field) !== 0));
  return (
    isCutOff &&
    labels.map(({ row }) => row.rowKey).join() === rowKeys.join() &&
    rowKeys.length >= FEWEST_ROWS &&
    filled.length >= FEWEST_FILLED &&
    values.length === rowKeys.length * APPLICANT_COLUMNS.length &&
    chunks.every(({ fields, alternatives }) => addsUp(fields) && alternatives.length === 1)
  );
}

/**
 * Rows whose labels have exactly their values right behind them, where these are all outcomes and their total and add up in every
 * column: a tool has displaced values of other rows alone. What came in and what is left over is read where both add up as well.
 */
function rowsOfBlocks(stream: ValueStream, labels: readonly AlignedLabel[]): PlacedRow[] | null {
  const width = APPLICANT_COLUMNS.length;
  const found: { rowKey: string; fields: Placement }[] = [];
  const blocks = blocksOf(stream, labels);
  const isInPlace = ({ own, named }: (typeof blocks)[number]): boolean =>
    named.length > 0 && own.length === named.length * width;
  // Nothing is displaced: a row that does not add up is printed so.
  if (blocks.every(isInPlace)) return null;
  for (const { own, named } of blocks.filter(isInPlace)) {
    const chunks = chunkValues(own, named.length);
    const isInOrder = own.every(({ row }, index) => row !== own[index - 1]?.row);
    const isSure = chunks?.every(
      ({ fields, alternatives }) => addsUp(fields) && (isInOrder || alternatives.length === 1),
    );
    if (chunks === null || isSure !== true) continue;
    found.push(...chunks.map(({ fields }, index) => ({ rowKey: named[index] ?? '', fields })));
  }
  const outcomes = editionRows().find((keys) =>
    outcomeRows(keys).every((key) => found.some(({ rowKey }) => rowKey === key)),
  );
  if (outcomes === undefined) return null;
  const rows = found.filter(({ rowKey }) => outcomes.includes(rowKey));
  const isBalanced = columnsAddUp(rows);
  const isWhole = isBalanced || totalsAddUp(rows);
  const total = rows.find(({ rowKey }) => rowKey === OUTCOME_TOTAL)?.fields;
  if (!isWhole || fieldValue(total?.at(-1) ?? null) === 0) return null;
  return rows
    .filter(({ rowKey }) => isBalanced || rowKey === OUTCOME_TOTAL || !FRAME.includes(rowKey))
    .map(({ rowKey, fields }) => ({ rowKey, placements: [fields] }));
}

/** The outcomes of an edition and their total. */
function outcomeRows(keys: readonly string[]): string[] {
  return keys.filter((key) => key === OUTCOME_TOTAL || !FRAME.includes(key));
}

/** Values with no label between them, and the rows whose labels begin between them and the values before. */
function blocksOf(
  { values }: ValueStream,
  labels: readonly AlignedLabel[],
): { own: StreamValue[]; named: string[] }[] {
  const ends = [...new Set(values.map(({ labelsBefore }) => labelsBefore))];
  return ends.map((end, index) => ({
    own: values.filter(({ labelsBefore }) => labelsBefore === end),
    named: labels
      .filter(({ first }) => first >= (ends[index - 1] ?? 0) && first < end)
      .map(({ row }) => row.rowKey),
  }));
}

/** The labels of one page and, right behind them, a row of values for each; null where there is none, or the values could be read two ways. */
function rowsOfBlock(stream: ValueStream, labels: readonly AlignedLabel[]): PlacedRow[] | null {
  const width = APPLICANT_COLUMNS.length;
  for (const { own, named } of blocksOf(stream, labels)) {
    if (named.length < FEWEST_ROWS || own.length !== named.length * width || !isWithoutGap(named)) continue;
    const chunks = chunkValues(own, named.length);
    const isSure = chunks?.every(
      ({ fields }, row) =>
        addsUp(fields) && fields.every((field, index) => field === own[row * width + index]?.field),
    );
    const filled = chunks?.filter(({ fields }) => fields.some((field) => fieldValue(field) !== 0)) ?? [];
    if (chunks === null || isSure !== true || filled.length < FEWEST_FILLED) continue;
    return chunks.map(({ fields }, index) => ({ rowKey: named[index] ?? '', placements: [fields] }));
  }
  return null;
}

/** True for rows that follow each other in the form of one edition. */
function isWithoutGap(rowKeys: readonly string[]): boolean {
  return editionRows().some((rows) => rows.join().includes(rowKeys.join()));
}

/**
 * The values of the rows; of a row that adds up in several orders, those with which the columns add up. Values that stand one
 * a line stand in order.
 */
function solvedByColumns(
  rowKeys: readonly string[],
  chunks: readonly ValueChunk[],
  values: readonly StreamValue[],
): (readonly Placement[])[] {
  if (values.every(({ row }, index) => row !== values[index - 1]?.row)) {
    const strayed = chunks.filter(({ alternatives }) => alternatives.length > 1);
    if (strayed.length === 0) return chunks.map(({ fields }) => [fields]);
  }
  const candidates = new Map(rowKeys.map((rowKey, index) => [rowKey, chunks[index]?.alternatives ?? []]));
  const solved = solveColumns(candidates);
  return rowKeys.map((rowKey) => solved.get(rowKey) ?? []);
}

/** True where most rows print their total first: it is then a column of its own, and the order of the others is not known. */
function isTotalFirstColumn(chunks: readonly ValueChunk[]): boolean {
  const printed = chunks.filter(({ fields }) => fields.some((field) => fieldValue(field) !== 0));
  return printed.filter(({ isTotalFirst }) => isTotalFirst).length * 2 > printed.length;
}

/** （六）其他处理 is a row only where its three rows are not printed; “其他” alone is the column's header, or the beginning of that row's label. */
function printedRows(labels: readonly AlignedLabel[]): AlignedLabel[] {
  const isDivided = labels.some(({ row }) => SUB_ROWS.slice(0, 2).includes(row.rowKey));
  return labels.filter(({ row }) => (isDivided ? row.rowKey !== SINGLE_ROW : !SUB_ROWS.includes(row.rowKey)));
}

/** Which rows may be printed, likeliest first: those whose labels were found; all of an edition, where some label is lost. */
function rowSets(labels: readonly AlignedLabel[]): string[][] {
  const printed = labels.map(({ row }) => row.rowKey);
  const editions = editionRows();
  const isPrinted = (set: readonly string[]): boolean =>
    printed.every((key) => set.includes(key) || key === CARRIED_OUT);
  return [printed, ...editions, ...editions.map((set) => set.filter((key) => key !== CARRIED_OUT))].filter(
    (set, index, sets) =>
      set.length * 2 > APPLICATION_ROWS.length &&
      isPrinted(set) &&
      sets.findIndex((other) => other.join() === set.join()) === index,
  );
}

/** The rows of each edition, that of 2021 first. */
function editionRows(): string[][] {
  const all = APPLICATION_ROWS.map(({ rowKey }) => rowKey);
  return [all.filter((key) => key !== SINGLE_ROW), all.filter((key) => !SUB_ROWS.includes(key))];
}

/** True where all seven columns of the table add up: outcomes to （七）总计, and what came in to what went out. */
export function columnsAddUp(rows: readonly { rowKey: string; fields: Placement }[]): boolean {
  const valueOf = (rowKey: string, column: number): number =>
    fieldValue(rows.find((row) => row.rowKey === rowKey)?.fields[column] ?? null);
  if (FRAME.some((key) => !rows.some(({ rowKey }) => rowKey === key))) return false;
  return APPLICANT_COLUMNS.every((_, column) => {
    const outcomes = rows
      .filter(({ rowKey }) => !FRAME.includes(rowKey))
      .reduce((sum, { fields }) => sum + fieldValue(fields[column] ?? null), 0);
    const [received = 0, carriedIn = 0, total = 0, carriedOut = 0] = FRAME.map((key) => valueOf(key, column));
    return outcomes === total && received + carriedIn === total + carriedOut;
  });
}

/** As {@link columnsAddUp}, for a table of which the last row stands elsewhere: no column may hand on less than nothing. */
function outcomesAddUp(rows: readonly { rowKey: string; fields: Placement }[]): boolean {
  const [received, carriedIn, total] = FRAME.slice(0, 3).map(
    (key) => rows.find(({ rowKey }) => rowKey === key)?.fields,
  );
  if (received === undefined || carriedIn === undefined || total === undefined) return false;
  const carriedOut = total.map((field, column) => {
    const left =
      fieldValue(received[column] ?? null) + fieldValue(carriedIn[column] ?? null) - fieldValue(field);
    return left;
  });
  return fieldValue(total.at(-1) ?? null) > 0 && carriedOut.every((left) => left >= 0) && totalsAddUp(rows);
}

/** True where the outcomes add up to （七）总计 in every column. */
function totalsAddUp(rows: readonly { rowKey: string; fields: Placement }[]): boolean {
  const total = rows.find(({ rowKey }) => rowKey === OUTCOME_TOTAL)?.fields;
  const outcomes = rows.filter(({ rowKey }) => !FRAME.includes(rowKey));
  return APPLICANT_COLUMNS.every(
    (_, column) =>
      total !== undefined &&
      outcomes.reduce((sum, { fields }) => sum + fieldValue(fields[column] ?? null), 0) ===
        fieldValue(total[column] ?? null),
  );
}

/**
 * True where some lines print a row's whole label with the values that the streams give to it, and others with those of
 * another row: the text keeps its lines, and one of its rows is none of the form's. Where every line prints another row's
 * values, the labels are shifted against the numbers.
 */
function contradictsLines(
  stream: ValueStream,
  labels: readonly AlignedLabel[],
  rowKeys: readonly string[],
  chunks: readonly ValueChunk[],
): boolean {
  let agrees = 0;
  let disagrees = 0;
  for (const { row, first, last } of labels) {
    const line = stream.labelRows[first];
    if (line === undefined || stream.labelRows[last] !== line) continue;
    const onLine = labels.filter((other) => stream.labelRows[other.first] === line);
    const chunk = chunks.findIndex((candidate) => candidate.row === line);
    const own = chunks[rowKeys.indexOf(row.rowKey)];
    if (onLine.length !== 1 || chunk === -1 || own === undefined) continue;
    if (own === chunks[chunk]) agrees += own.fields.some((field) => fieldValue(field) !== 0) ? 1 : 0;
    else if (valuesOf(own) !== valuesOf(chunks[chunk])) disagrees += 1;
  }
  return agrees > 0 && disagrees > 0;
}

function valuesOf(chunk: ValueChunk | undefined): string {
  return (chunk?.fields ?? []).map(fieldValue).join();
}
