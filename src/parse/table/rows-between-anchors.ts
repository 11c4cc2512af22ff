/**
 * Rows of 表二 that lost their labels among rows that kept them: tools that write a small table for each stretch of a page put the
 * labels of narrow cells beside it. Where the table has as many full rows as the form, and each that has a label stands where the form has
 * it, the others are the form's rows in between, if all outcomes add up.
 */
import { APPLICANT_COLUMNS } from '../../domain/cells.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import { APPLICATION_ROWS } from '../official-labels.js';
import type { Placement } from '../placement.js';
import { fieldValue } from '../place-values.js';
import { findRows } from '../row-labels.js';
import type { StreamRow } from './stream-applications.js';

const COLUMNS = APPLICANT_COLUMNS.length;
const PREFIX = 'applications.';
const SINGLE_ROW = `${PREFIX}otherOutcome.all`;
const OUTCOME_TOTAL = `${PREFIX}outcomeTotal`;
/** Rows that are no outcomes. */
const FRAME = new Set(['received', 'carriedIn', 'outcomeTotal', 'carriedOut'].map((row) => PREFIX + row));
/** Rows above: 其他 and 总计 are labels only below these. */
const ALL_SEEN: ReadonlySet<string> = new Set([`${PREFIX}received`, `${PREFIX}otherOutcome.unpaidFee`]);

interface FullRow {
  /** Null where the row prints no label. */
  rowKey: string | null;
  placement: Placement;
  label: Field | null;
}

/** The rows of the table; null where their labels and their count do not decide them. */
export function rowsBetweenAnchors(rows: readonly LogicalRow[]): StreamRow[] | null {
  const full = fullRows(rows);
  if (full === null || full.filter(({ rowKey }) => rowKey !== null).length * 2 < full.length) return null;
  const all = APPLICATION_ROWS.map(({ rowKey }) => rowKey);
  const editions = [
    all.filter((key) => key !== SINGLE_ROW),
    all.filter((key) => key === SINGLE_ROW || !key.startsWith(`${PREFIX}otherOutcome.`)),
  ];
  const form = editions.find(
    (keys) =>
      keys.length === full.length && full.every(({ rowKey }, at) => rowKey === null || rowKey === keys[at]),
  );
  if (form === undefined) return null;
  const found = full.map(({ placement, label }, at) => ({
    rowKey: form[at] ?? '',
    placements: [placement],
    label,
  }));
  return outcomesAddUp(found) && full.every(({ rowKey, placement }) => rowKey !== null || agrees(placement))
    ? found
    : null;
}

/** The rows that print numbers, each with its own label; null where one has another count of cells, or no row of the form. */
function fullRows(rows: readonly LogicalRow[]): FullRow[] | null {
  const found: FullRow[] = [];
  for (const { fields, positioned } of rows) {
    const numbers = fields.filter(({ reading }) => reading.kind === 'number');
    if (numbers.length === 0) continue;
    // A page's number, alone on its line between rows of cells.
    if (!positioned && fields.length === 1 && (numbers[0]?.raw.length ?? 0) < 4) continue;
    const row = positioned ? fullRow(fields) : null;
    if (row === null) return null;
    found.push(row);
  }
  return found;
}

function fullRow(fields: readonly Field[]): FullRow | null {
  const first = fields.findIndex(({ reading }) => reading.kind === 'number');
  const labels = fields.slice(0, first).filter(({ raw }) => raw.trim() !== '');
  const values = fields.slice(first, first + COLUMNS);
  const behind = fields.slice(first + COLUMNS);
  if (values.length < COLUMNS || behind.some(({ reading }) => reading.kind !== 'empty')) return null;
  if (values.some(({ reading }) => reading.kind === 'text')) return null;
  const placement = values.map((field) => (field.reading.kind === 'number' ? field : null));
  if (labels.length === 0) return placement.includes(null) ? null : { rowKey: null, placement, label: null };
  const match = findRows('applications', labels.map(({ raw }) => raw).join(''), ALL_SEEN).at(-1);
  return match === undefined ? null : { rowKey: match.label.rowKey, placement, label: labels.at(-1) ?? null };
}

function outcomesAddUp(rows: readonly StreamRow[]): boolean {
  const total = rows.find(({ rowKey }) => rowKey === OUTCOME_TOTAL)?.placements[0];
  return (
    total !== undefined &&
    total.every((field, column) => {
      const outcomes = rows
        .filter(({ rowKey }) => !FRAME.has(rowKey))
        .reduce((sum, { placements }) => sum + fieldValue(placements[0]?.[column] ?? null), 0);
      return field !== null && outcomes === fieldValue(field);
    })
  );
}

function agrees(placement: Placement): boolean {
  const sum = placement.slice(0, -1).reduce((so, field) => so + fieldValue(field), 0);
  return sum === fieldValue(placement.at(-1) ?? null);
}
