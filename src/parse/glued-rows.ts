/**
 * Cells that a tool wrote two rows of the second table into ("4.无正当理由… 5.要求… | 41 0 | 10 0 | …"), or two columns ("0 346"): parted
 * where labels, numbers and totals leave one way; elsewhere they stay what they are, text.
 */
import { APPLICANT_COLUMNS } from '../domain/cells.js';
import type { Field, LogicalRow } from './logical-rows.js';
import { fieldAt } from './logical-rows.js';
import { findRows } from './row-labels.js';

const COLUMNS = APPLICANT_COLUMNS.length;
const GLUED = /^[-+]?\d[\d,.]*(?:\s+[-+]?\d[\d,.]*)+$/u;
const WORD = /\S+/gu;
/** Where the label of another row may begin. */
const LABEL_BEGINS = /(?<=\s)(?=[（(][一二三四五六七][）)]|\d{1,2}\s*[.．、]|[一二三四]、)/gu;
/** Rows that come before: the labels 其他 and 总计 count only below these. */
const ALL_SEEN: ReadonlySet<string> = new Set([
  'applications.received',
  'applications.otherOutcome.unpaidFee',
]);

/** True for a field that prints several numbers. */
export function isGlued({ raw, reading }: Field): boolean {
  return reading.kind === 'text' && GLUED.test(raw.normalize('NFKC').trim());
}

/** The rows of the second table, glued ones parted where that is certain. */
export function withoutGluedRows(rows: readonly LogicalRow[]): readonly LogicalRow[] {
  if (!rows.some(({ fields, positioned }) => positioned && fields.some(isGlued))) return rows;
  return rows.flatMap((row) => (row.positioned && row.fields.some(isGlued) ? parted(row) : [row]));
}

function parted(row: LogicalRow): LogicalRow[] {
  const first = row.fields.findIndex((field) => isGlued(field) || field.reading.kind === 'number');
  const labels = row.fields.slice(0, first);
  const values = row.fields.slice(first).filter(({ reading }) => reading.kind !== 'empty');
  if (values.some((field) => !isGlued(field) && field.reading.kind !== 'number')) return [row];
  const numbers = values.map(numbersOf);
  return rowsBelowEachOther(labels, numbers) ?? columnsOf(labels, numbers) ?? [row];
}

/** The numbers that a field prints, each as a field of its own. */
function numbersOf(field: Field): Field[] {
  return [...field.raw.matchAll(WORD)].map((match) => fieldAt(field, match[0], match.index));
}

/** As many rows as each field has numbers, where as many labels stand before them and each row adds up. */
function rowsBelowEachOther(labels: readonly Field[], numbers: readonly Field[][]): LogicalRow[] | null {
  const height = numbers[0]?.length ?? 0;
  if (height < 2 || numbers.length !== COLUMNS || numbers.some(({ length }) => length !== height))
    return null;
  const pieces = labels.filter(({ reading }) => reading.kind === 'text').flatMap(piecesOf);
  const named = pieces.map(({ raw }) => findRows('applications', raw, ALL_SEEN).length);
  if (named.some((rows) => rows > 1) || named.filter((rows) => rows === 1).length !== height) return null;
  // What follows the last row's label is a part of it; what stands before a label is its group's.
  const ends = named.flatMap((rows, index) => (rows === 1 ? [index + 1] : []));
  const rows = ends.map((end, at) => ({
    positioned: true,
    fields: [
      ...pieces.slice(ends[at - 1] ?? 0, at === ends.length - 1 ? undefined : end),
      ...numbers.flatMap((column) => column[at] ?? []),
    ],
  }));
  return rows.every(({ fields }) => addsUp(fields.slice(-COLUMNS))) ? rows : null;
}

/** The labels that one field holds. */
function piecesOf(field: Field): Field[] {
  const starts = [0, ...[...field.raw.matchAll(LABEL_BEGINS)].map((match) => match.index + match[0].length)];
  return starts.map((start, index) => {
    const text = field.raw.slice(start, starts[index + 1]);
    return fieldAt(field, text, start);
  });
}

/** One row, where its numbers are as many as the columns and add up. */
function columnsOf(labels: readonly Field[], numbers: readonly Field[][]): LogicalRow[] | null {
  const values = numbers.flat();
  return values.length === COLUMNS && addsUp(values)
    ? [{ positioned: true, fields: [...labels, ...values] }]
    : null;
}

function addsUp(fields: readonly Field[]): boolean {
  const values = fields.map(({ reading }) => (reading.kind === 'number' ? reading.value : NaN));
  const sum = values.slice(0, -1).reduce((total, value) => total + value, 0);
  return sum === values.at(-1);
}
