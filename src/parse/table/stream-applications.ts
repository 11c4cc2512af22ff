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
import { chunkValues } from './chunk-values.js';
import type { StreamValue, ValueStream } from './value-stream.js';
import { valueStream } from './value-stream.js';

const PREFIX = 'applications.';
const SINGLE_ROW = `${PREFIX}otherOutcome.all`;
const SUB_ROWS = ['notSupplementedInTime', 'unpaidFee', 'other'].map((row) => `${PREFIX}otherOutcome.${row}`);
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
    const found = rowKeys.map((rowKey, index): StreamRow => {
      const label = labels.find(({ row }) => row.rowKey === rowKey);
      return {
        rowKey,
        placements: placed[index] ?? [],
        label: label === undefined ? null : (stream.labels[label.first] ?? null),
      };
    });
    const first = found.map(({ rowKey, placements }) => ({ rowKey, fields: placements[0] ?? [] }));
    if (columnsAddUp(first) && !contradictsLines(stream, labels, rowKeys, chunks)) return found;
  }
  return null;
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
    return chunks.map(({ fields }) => [fields]);
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

/** （六）其他处理 is a row only where its three rows are not printed. */
function printedRows(labels: readonly AlignedLabel[]): AlignedLabel[] {
  const has = (key: string): boolean => labels.some(({ row }) => row.rowKey === key);
  const isDivided = SUB_ROWS.slice(0, 2).some(has) || !has(SINGLE_ROW);
  return labels.filter(({ row }) => (isDivided ? row.rowKey !== SINGLE_ROW : !SUB_ROWS.includes(row.rowKey)));
}

/** Which rows may be printed, likeliest first: those whose labels were found; all of an edition, where some label is lost. */
function rowSets(labels: readonly AlignedLabel[]): string[][] {
  const printed = labels.map(({ row }) => row.rowKey);
  const all = APPLICATION_ROWS.map(({ rowKey }) => rowKey);
  const form2021 = all.filter((key) => key !== SINGLE_ROW);
  const form2019 = all.filter((key) => !SUB_ROWS.includes(key));
  return [printed, form2021, form2019].filter(
    (set, index, sets) =>
      set.length * 2 > all.length &&
      printed.every((key) => set.includes(key)) &&
      sets.findIndex((other) => other.join() === set.join()) === index,
  );
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
