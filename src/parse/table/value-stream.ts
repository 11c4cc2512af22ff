/** The fields of a table in reading order, labels and values apart: what is left where the text has lost its rows. */
import type { Field, LogicalRow } from '../logical-rows.js';
import { fieldAt, isBrokenNumber } from '../logical-rows.js';

/** A printed value, and where it stands in the stream. */
export interface StreamValue {
  field: Field;
  /** Index of its row (line) among the rows of the table. */
  row: number;
  /** How many label fields stand before it. */
  labelsBefore: number;
  /** How many lines with a page's number stand before it. */
  pagesBefore: number;
}

/** A table as two streams. */
export interface ValueStream {
  labels: Field[];
  /** Row of each label. */
  labelRows: number[];
  values: StreamValue[];
}

/** The streams of a table's rows; `-3-` and the like, a page's own number, is no value. */
export function valueStream(rows: readonly LogicalRow[]): ValueStream {
  const stream: ValueStream = { labels: [], labelRows: [], values: [] };
  let pagesBefore = 0;
  rows.forEach(({ fields, positioned }, row) => {
    if (!positioned && fields.length > 1 && fields.every((field) => field.maybePageNumber === true)) {
      pagesBefore += 1;
      return;
    }
    for (const field of fields.flatMap(piecesOf)) {
      const { kind } = field.reading;
      if (kind === 'text' && field.isRun !== true && !isBrokenNumber(field)) {
        stream.labels.push(field);
        stream.labelRows.push(row);
      } else if (kind !== 'empty') {
        stream.values.push({ field, row, labelsBefore: stream.labels.length, pagesBefore });
      }
    }
  });
  return stream;
}

/** A field that holds a label and a number, or several numbers, in pieces: a tool that misses a ruling puts two cells into one. */
export function piecesOf(field: Field): Field[] {
  if (
    field.isRun === true ||
    field.reading.kind !== 'text' ||
    !/\s/u.test(field.raw) ||
    !/\d|(?:^|\s)[/—–](?:\s|$)/u.test(field.raw)
  )
    return [field];
  return [...field.raw.matchAll(/\S+/gu)].map((match) => fieldAt(field, match[0], match.index));
}
