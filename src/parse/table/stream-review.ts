/** 表三 read as a stream: fifteen values whose three blocks each add up are its one row, wherever the text prints its header. */
import type { Field, LogicalRow } from '../logical-rows.js';
import { fieldValue } from '../place-values.js';
import { readReviewOrder, REVIEW_BLOCKS } from '../tables/review-header.js';
import { REVIEW_COLUMNS } from '../../domain/cells.js';
import { addsUp } from './chunk-values.js';
import { valueStream } from './value-stream.js';

const SIZE = REVIEW_COLUMNS.length;
const WIDTH = SIZE * REVIEW_BLOCKS.length;

/** The fifteen values in the form's order; null where the stream does not decide them. */
export function streamReview(rows: readonly LogicalRow[]): readonly Field[] | null {
  const all = valueStream(rows).values.map(({ field }) => field);
  const certain = all.filter((field) => field.maybePageNumber !== true);
  const fields = all.length === WIDTH ? all : certain;
  if (fields.length !== WIDTH) return null;
  const header = rows.filter((row) => row.fields.every(({ reading }) => reading.kind === 'text'));
  const order = readReviewOrder(header);
  if (order.contradicts) return null;
  if (fields.every((field) => fieldValue(field) === 0)) return fields;
  const blocks = REVIEW_BLOCKS.map((_, index) => fields.slice(index * SIZE, (index + 1) * SIZE));
  return blocks.every(addsUp) ? fields : null;
}
