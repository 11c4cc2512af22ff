/** Small builders of table fields, so that a test reads like the row that it is about. */
import type { Field, LogicalRow } from '../../src/parse/logical-rows.js';
import { readNumber } from '../../src/parse/number-reading.js';

/** One field as printed; '' for an empty one. */
export function field(raw: string, tableColumn = 1): Field {
  return { raw, reading: readNumber(raw), place: { table: 1, row: 1, tableColumn } };
}

/** A row whose fields the source parts: `positioned('规章', '1', '', '2')`. */
export function positioned(...texts: string[]): LogicalRow {
  return { fields: texts.map((text, index) => field(text, index + 1)), positioned: true };
}

/** A plain line: `plain('规章 1 2')`. */
export function plain(line: string): LogicalRow {
  return { fields: line.split(' ').map((text, index) => field(text, index + 1)), positioned: false };
}
