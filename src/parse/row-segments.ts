/** Rows of fields as labelled runs of values: the label anchors the row, whatever the layout. */
import type { TableName } from '../domain/cells.js';
import { REVIEW_COLUMNS } from '../domain/cells.js';
import type { Place } from '../domain/report.js';
import { allLetters, labelLetters } from './label-text.js';
import type { Field, LogicalRow } from './logical-rows.js';
import { isBrokenNumber } from './logical-rows.js';
import { areSeveral } from './place-values.js';
import { remembered } from './remembered.js';
import { findSplitLabel, ownLabel } from './damaged-labels.js';
import { isPieceOfGroup } from './group-labels.js';
import { findRows, foreignRemainder, isLabelFragment, namesRow } from './row-labels.js';

/** Label text and the values that follow it. */
export interface RowSegment {
  /** Label fields in reading order, joined; empty where values stand without a label. */
  label: string;
  labelFields: Field[];
  /** Fields after the label. Positioned segments keep their empty fields. */
  values: Field[];
  positioned: boolean;
  /** All fields of the row, and where among them the values begin; only of positioned segments. */
  width: number;
  firstValue: number;
  place: Place | null;
}

/** True for a field that belongs to the values: a number or the beginning of one, an empty field or a mark. */
function isValue(field: Field): boolean {
  return field.reading.kind !== 'text' || field.isRun === true || isBrokenNumber(field);
}

/** Digits among signs that are no number and no label's number either ("$12$", "[3]"): a value that cannot be read. */
const ODD_NUMBER = /^(?!["“(（]?\d{1,2}(?:[.,、．)）:：]|$))\P{L}+$/u;

function isOddNumber({ raw, reading }: Field): boolean {
  return reading.kind === 'text' && /\d/.test(raw) && ODD_NUMBER.test(raw);
}

/** Where the values of a positioned row begin: after its last leading label, which the form's row names decide. */
function splitPositioned(table: TableName, fields: readonly Field[], pending: string): number {
  let firstPrinted = fields.findIndex(
    (field) =>
      field.reading.kind === 'number' ||
      field.reading.kind === 'mark' ||
      areSeveral(field) ||
      isOddNumber(field),
  );
  if (firstPrinted === -1) firstPrinted = fields.length;
  let lastText = -1;
  let lastAnchor = -1;
  let text = pending;
  for (let index = 0; index < firstPrinted; index += 1) {
    const field = fields[index];
    if (field?.reading.kind !== 'text') continue;
    lastText = index;
    text += field.raw;
    const isLabel =
      isLabelFragment(table, field.raw) || (field.raw.length > LONGEST_STAND_IN && HAN.test(field.raw));
    // A single letter ("无", "O") is no label, whatever stands before it.
    if (isLabel || (labelLetters(field.raw).length > 1 && endsWithRow(table, text))) lastAnchor = index;
  }
  // Text after the last piece of label ("无", "详见附件") stands where a value should.
  return (lastAnchor === -1 ? lastText : lastAnchor) + 1;
}

/** Rows that must stand above others for these to be told. */
export const ALL_SEEN: ReadonlySet<string> = new Set([
  'applications.received',
  'applications.otherOutcome.unpaidFee',
]);

/** A header and a label have fewer pieces than this; older pieces are forgotten, so that time stays linear. */
const MOST_PENDING = 64;

/** Cuts rows into segments. */
export function rowSegments(table: TableName, rows: readonly LogicalRow[]): RowSegment[] {
  const segments: RowSegment[] = [];
  let pending: Field[] = [];
  let flow: Field[] = [];

  const emit = (values: Field[], positioned: boolean, width: number, firstValue: number): void => {
    segments.push({
      label: rowLabel(table, pending),
      labelFields: pending,
      values,
      positioned,
      width,
      firstValue,
      place: (pending[0] ?? values[0])?.place ?? null,
    });
    pending = [];
  };
  const flush = (): void => {
    if (flow.length === 0) return;
    const values = flow;
    flow = [];
    // A page's number among the pieces of a header: no row is named yet that could own it.
    if (values.every((field) => field.maybePageNumber === true) && !endsWithRow(table, joined(pending)))
      return;
    emit(values, false, values.length, 0);
  };

  for (const [index, row] of rows.entries()) {
    if (pending.length > MOST_PENDING) pending = pending.slice(-MOST_PENDING);
    if (!row.positioned) {
      for (const field of row.fields) {
        if (isValue(field) || standsForValue(table, pending, flow, field)) {
          flow.push(field);
        } else {
          if (isPageBreak(table, pending, flow, field)) flow = [];
          flush();
          pending.push(field);
        }
      }
      continue;
    }
    flush();
    const split = splitPositioned(table, row.fields, pending.map((field) => field.raw).join(''));
    pending.push(...labelsOf(row.fields.slice(0, split)));
    const values = row.fields.slice(split);
    const printed = values.some((field) => field.reading.kind !== 'empty');
    const label = joined(pending);
    const isBlankRow =
      table === 'review'
        ? (split === 0 && values.length >= REVIEW_COLUMNS.length && pending.length > 0) ||
          isBlankBlock(row, rows[index + 1], split)
        : values.length > 0 && split > 0 && endsWithRow(table, label);
    if (printed || isBlankRow) emit(values, true, row.fields.length, split);
  }
  flush();
  if (pending.length > 0) emit([], false, 0, 0);
  mendBrokenLabels(table, segments);
  return segments;
}

const BLOCK_LABEL = /^(?:行政诉讼)?(?:行政复议|未经复议直接起诉|复议后起诉)$/u;

/** True for the letters of the name of one block of the review table. */
export function namesBlock(letters: string): boolean {
  return BLOCK_LABEL.test(letters);
}

/** True for a row of the review table that is labelled with its block and empty, where each block has a row of its own. */
function isBlankBlock(row: LogicalRow, next: LogicalRow | undefined, split: number): boolean {
  if (row.fields.length - split !== REVIEW_COLUMNS.length) return false;
  if (!namesBlock(allLetters(joined(labelsOf(row.fields.slice(0, split)))))) return false;
  // A title above the header of a small table of its own is no row.
  return next?.fields.some((field) => allLetters(field.raw) === '结果维持') !== true;
}

/** The texts among fields; one that is written out again at each place that its merged cell covers counts once. */
function labelsOf(fields: readonly Field[]): Field[] {
  return fields.filter(
    (field, index) => field.reading.kind === 'text' && field.raw !== fields[index - 1]?.raw,
  );
}

/**
 * A label may go on behind the numbers of its row, which stand in its middle ("5.要求行政机关 1 0 … 确认或重新出具已获取信息").
 * Where the end of one label and the beginning of the next are together exactly one row's label, the row gets it back.
 */
function mendBrokenLabels(table: TableName, segments: RowSegment[]): void {
  for (const [index, segment] of segments.entries()) {
    const next = segments[index + 1];
    if (segment.positioned || segment.label === '' || next === undefined || next.positioned) continue;
    const broken = findSplitLabel(table, labelLetters(segment.label), labelLetters(next.label));
    if (broken === null) continue;
    segment.label += broken.rest;
    let letters = broken.rest.length;
    while (letters > 0 && next.labelFields.length > 0) {
      letters -= labelLetters(next.labelFields.shift()?.raw ?? '').length;
    }
    next.label = joined(next.labelFields);
  }
}

function joined(fields: readonly Field[]): string {
  return fields.map((field) => field.raw).join('');
}

/** True where what may be a page's number stands inside a label that goes on behind it. */
function isPageBreak(table: TableName, label: Field[], values: Field[], next: Field): boolean {
  if (values.length === 0 || !values.every((field) => field.maybePageNumber === true)) return false;
  const before = joined(label);
  // Below a whole label that does not go on behind it, a bare number may be its row's.
  if (values.length === 1 && endsWithRow(table, before) && !goesOn(table, before, next.raw)) return false;
  const rows = findRows(table, before, ALL_SEEN).length;
  return isLabelFragment(table, next.raw) && findRows(table, before + next.raw, ALL_SEEN).length === rows;
}

/**
 * True where a label that names a row goes on behind a number: what was there is a short rendering of it, the beginning of its remark, or the
 * label of a group.
 */
function goesOn(table: TableName, label: string, next: string): boolean {
  const match = findRows(table, label, ALL_SEEN).at(-1);
  const letters = labelLetters(label);
  const isWhole = match?.label.full.some((full) => letters.endsWith(ownLabel(full))) === true;
  if (!isWhole || !REMARK_CLOSED.test(label)) return endsWithRow(table, label + next);
  return !findRows(table, label + next, ALL_SEEN).some((row) => row.label === match.label);
}

/** No bracket is open at the end. */
const REMARK_CLOSED = /^[^（(]*(?:[（(][^（(）)]*[）)][^（(]*)*$/u;

/** True where a label ends with the name of a row, remarks in brackets aside. */
function endsWithRow(table: TableName, label: string): boolean {
  return ENDS_WITH_ROW[table](label);
}

function endsWithRowOf(table: TableName): (label: string) => boolean {
  return remembered((label) => {
    const match = findRows(table, label, ALL_SEEN).at(-1);
    return match !== undefined && foreignRemainder(match, label) === '';
  });
}

const ENDS_WITH_ROW: Readonly<Record<TableName, (label: string) => boolean>> = {
  disclosure: endsWithRowOf('disclosure'),
  applications: endsWithRowOf('applications'),
  review: endsWithRowOf('review'),
};

/** The label that fields make up; pieces of group labels are left out where only then it names a row. */
function rowLabel(table: TableName, fields: readonly Field[]): string {
  const label = joined(fields);
  if (table !== 'applications' || endsWithRow(table, label)) return label;
  const without = joined(fields.filter(({ raw }) => !isPieceOfGroup(raw)));
  return endsWithRow(table, without) ? without : label;
}

const HAN = /\p{Script=Han}/u;
/** Longer Chinese text is part of a label or a sentence, not something printed for a number. */
const LONGEST_STAND_IN = 8;

/**
 * True for text that stands on a row's line where its number should ("无", "详见附件"): the label before it is whole, and it
 * is no piece of a label itself.
 */
function standsForValue(
  table: TableName,
  label: readonly Field[],
  values: readonly Field[],
  field: Field,
): boolean {
  const last = values.at(-1) ?? label.at(-1);
  if (last === undefined || last.place.line !== field.place.line) return false;
  if (field.raw.length > LONGEST_STAND_IN && HAN.test(field.raw)) return false;
  // "无" begins labels too (无法提供), but none is broken behind its first letter and goes on behind numbers.
  if (/^[(（]/u.test(field.raw) || (field.raw !== '无' && isLabelFragment(table, field.raw))) return false;
  // The one row of the review table has no label; behind its numbers stand values alone.
  if (table === 'review') return values.length > 0;
  return endsWithRow(table, joined(label)) && !namesRow(table, field.raw);
}
