/**
 * Text that prints each piece of a cell on a line of its own and parts rows by an empty line ("行政", "许可", "1", "0"): below a header of
 * one column all digits of a row are one number. Only a table that shows by its labels that cells are in pieces is read so.
 */
import { allLetters } from '../label-text.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import { joinedField } from '../logical-rows.js';
import { findRows, namesRow, NONE_SEEN } from '../row-labels.js';
import { readColumns } from '../tables/disclosure-columns.js';

const DIGITS = /^\d+$/u;

/** The rows of 表一, the pieces of a lone number joined where a header of one column stands above; all others as they are. */
export function withJoinedPieces(rows: readonly LogicalRow[]): readonly LogicalRow[] {
  const stretches = stretchesOf(rows);
  if (!stretches.some(isLabelInPieces) || !stretches.every(isRowOrHeader)) return rows;
  let columns = 0;
  return stretches.flatMap((stretch) => {
    const letters = lettersOf(stretch);
    if (letters.includes('信息内容')) columns = readColumns(letters).length;
    return columns === 1 ? joinedStretch(stretch) : stretch;
  });
}

/** The rows in runs of lines with one field each that follow each other; any other row is a run of its own. */
function stretchesOf(rows: readonly LogicalRow[]): LogicalRow[][] {
  const stretches: LogicalRow[][] = [];
  for (const row of rows) {
    const above = stretches.at(-1)?.at(-1);
    const isBehind =
      isOneField(row) && above !== undefined && isOneField(above) && lineOf(row) === lineOf(above) + 1;
    if (isBehind) stretches.at(-1)?.push(row);
    else stretches.push([row]);
  }
  return stretches;
}

function isOneField({ fields, positioned }: LogicalRow): boolean {
  return !positioned && fields.length === 1;
}

function lineOf({ fields }: LogicalRow): number {
  return fields[0]?.place.line ?? -1;
}

function lettersOf(stretch: readonly LogicalRow[]): string {
  return stretch.map(({ fields }) => fields.map(({ raw }) => allLetters(raw)).join('')).join('');
}

/** True for a row whose label is there only when its pieces are put together. */
function isLabelInPieces(stretch: readonly LogicalRow[]): boolean {
  const labels = stretch.filter(({ fields }) => fields.every(({ reading }) => reading.kind === 'text'));
  const isNamed = labels.some(({ fields }) => fields.some(({ raw }) => namesRow('disclosure', raw)));
  return (
    labels.length > 1 &&
    labels.length < stretch.length &&
    !isNamed &&
    namesRow('disclosure', lettersOf(labels))
  );
}

/** True for one label with its numbers behind it, and for labels that name no row. */
function isRowOrHeader(stretch: readonly LogicalRow[]): boolean {
  const isText = stretch.map(({ fields }) => fields.every(({ reading }) => reading.kind === 'text'));
  const labels = stretch.filter((_, index) => isText[index]);
  const isInOrder = isText.every((text, index) => !text || index < labels.length);
  const named = findRows('disclosure', lettersOf(labels), NONE_SEEN).length;
  return isInOrder && (labels.length === stretch.length ? named === 0 : named === 1);
}

function joinedStretch(stretch: readonly LogicalRow[]): readonly LogicalRow[] {
  const first = stretch.findIndex(({ fields }) => fields.some(({ raw }) => DIGITS.test(raw)));
  const [values, labels] = [stretch.slice(first), stretch.slice(0, Math.max(0, first))];
  const pieces = values.flatMap(({ fields }) => fields);
  const isOneNumber =
    labels.length > 0 &&
    pieces.length > 1 &&
    pieces.every(({ raw }) => DIGITS.test(raw)) &&
    pieces[0]?.raw !== '0';
  if (!isOneNumber) return stretch;
  const whole = pieces.reduce<Field | null>(
    (number, piece) => (number === null ? piece : joinedField(number, piece)),
    null,
  );
  return whole === null ? stretch : [...labels, { fields: [whole], positioned: false }];
}
