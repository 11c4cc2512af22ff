/**
 * Rows of plain text with numbers that narrow cells broke over two lines: their beginnings stand on the line above, their ends on the
 * line below, and the numbers that fit their cells between ("225 122 238", "0 0 0 0", "82 6 08").
 */
import type { TableName } from '../../domain/cells.js';
import { APPLICANT_COLUMNS, REVIEW_COLUMNS } from '../../domain/cells.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import { joinedField } from '../logical-rows.js';
import { findRows } from '../row-labels.js';
import { ALL_SEEN } from '../row-segments.js';
import { REVIEW_BLOCKS } from '../tables/review-header.js';
import { addsUp } from './chunk-values.js';
import { ordersOfLines } from './torn-rows.js';

/** The rows, those three lines as one wherever its numbers then agree with their totals; all others as they are. */
export function withJoinedHalves(
  table: 'applications' | 'review',
): (rows: readonly LogicalRow[]) => readonly LogicalRow[] {
  return (rows) => {
    const joined: LogicalRow[] = [];
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index];
      if (row === undefined) break;
      const whole = joinedAt(table, rows.slice(index, index + 3));
      joined.push(whole ?? row);
      if (whole !== null) index += 2;
    }
    return joined;
  };
}

/** Values in each part that has a total of its own, and how many such parts a row has. */
const PARTS = {
  applications: { size: APPLICANT_COLUMNS.length, count: 1 },
  review: { size: REVIEW_COLUMNS.length, count: REVIEW_BLOCKS.length },
} as const;

function joinedAt(table: 'applications' | 'review', lines: readonly LogicalRow[]): LogicalRow | null {
  const [above, own, below] = lines.map(valuesOf);
  if (above == null || own == null || below == null || above.length !== below.length) return null;
  const { size, count } = PARTS[table];
  if (own.length === 0 || above.length + own.length !== size * count) return null;
  const whole = above.flatMap((begin, at) => {
    const end = below[at];
    return end === undefined || end.raw.length > begin.raw.length || begin.raw.startsWith('0')
      ? []
      : [joinedField(begin, end)];
  });
  if (whole.length !== above.length) return null;
  const labels = lines.flatMap(({ fields }) => fields.filter(isLabel));
  if (!isOneRow(table, labels)) return null;
  const values = [...whole, ...own];
  const agree = ordersOfLines(values).some((order) =>
    Array.from({ length: count }, (_, part) => order.slice(part * size, (part + 1) * size)).every(addsUp),
  );
  return agree ? { fields: [...labels, ...values], positioned: false } : null;
}

function isLabel({ reading }: Field): boolean {
  return reading.kind === 'text';
}

/** The digits on a line of plain text, behind its label if it has one; null for a line with anything else. */
function valuesOf({ fields, positioned }: LogicalRow): readonly Field[] | null {
  const values = fields.slice(fields.findLastIndex(isLabel) + 1);
  const areDigits = values.every(
    ({ raw, maybePageNumber }) => /^\d+$/u.test(raw) && maybePageNumber !== true,
  );
  const isInOrder = fields.slice(0, fields.length - values.length).every(isLabel);
  return !positioned && values.length > 0 && areDigits && isInOrder ? values : null;
}

/** True for the label of one row; the row of the review table has none. */
function isOneRow(table: TableName, labels: readonly Field[]): boolean {
  if (table === 'review') return labels.length === 0;
  return findRows(table, labels.map(({ raw }) => raw).join(''), ALL_SEEN).length === 1;
}
