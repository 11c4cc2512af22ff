/**
 * A second table whose last column a tool has lost: its header ends with 其他, and no row is wider. What stands under the header is read;
 * the totals are text that says nothing, not the numbers of another column.
 */
import { APPLICANT_COLUMNS } from '../domain/cells.js';
import { findTable } from '../forms/forms.js';
import { allLetters } from './label-text.js';
import type { Field, LogicalRow } from './logical-rows.js';

/** The columns between the first, 自然人, and the last, 总计, as their headers print them. */
const INNER = (findTable('2021', 'applications')?.columns ?? [])
  .filter(({ under }) => under !== null)
  .map(({ label }) => allLetters(label));
const TOTAL = allLetters(findTable('2021', 'applications')?.columns.at(-1)?.label ?? '');
const COLUMNS = APPLICANT_COLUMNS.length;
const FEWEST_ROWS = 10;

/** The rows with a place for the lost total; all other tables as they are. */
export function withLostTotals(rows: readonly LogicalRow[]): readonly LogicalRow[] {
  const header = rows.find(isHeader);
  if (header === undefined || namesTotal(rows.slice(0, rows.indexOf(header) + 1))) return rows;
  const width = header.fields.length;
  const first = width - COLUMNS + 1;
  const body = rows.filter(({ fields, positioned }) => positioned && fields.some(printsNumber));
  const isLost =
    body.length >= FEWEST_ROWS &&
    rows.every(({ fields, positioned }) => !positioned || fields.length <= width) &&
    body.every(({ fields }) => fields.length === width && fields.slice(first).every(isValue));
  if (!isLost) return rows;
  return rows.map((row) => {
    if (!row.positioned || row.fields.length !== width || !row.fields.slice(first).every(isValue)) return row;
    const labels = row.fields.slice(0, first).filter(({ reading }) => reading.kind !== 'empty');
    const place = row.fields.at(-1)?.place ?? {};
    const lost: Field = { raw: '', reading: { kind: 'text' }, place };
    return labels.length === 0 ? row : { ...row, fields: [...labels, ...row.fields.slice(first), lost] };
  });
}

/** True for the row of the inner columns' names, if nothing stands behind them. */
function isHeader({ fields, positioned }: LogicalRow): boolean {
  if (!positioned || fields.length < COLUMNS) return false;
  return INNER.every((name, index) => allLetters(fields.at(index - INNER.length)?.raw ?? '') === name);
}

/** True where the totals have a column of their own all the same, wherever it stands. */
function namesTotal(headers: readonly LogicalRow[]): boolean {
  return headers.some(({ fields }) => fields.some(({ raw }) => allLetters(raw) === TOTAL));
}

function printsNumber({ reading }: Field): boolean {
  return reading.kind === 'number';
}

function isValue({ reading }: Field): boolean {
  return reading.kind !== 'text';
}
