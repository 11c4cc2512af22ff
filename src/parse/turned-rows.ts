/** 表二 with rows and columns exchanged: one row for each kind of applicant, the rows of the form as columns. */
import { labelLetters } from './label-text.js';
import type { Field, LogicalRow } from './logical-rows.js';
import { namesRow } from './row-labels.js';

/** So many fields of one row name rows of the form: no row of the form's own does. */
const FEWEST_NAMED = 4;

/** 其他 and 总计 name columns of the form too. */
const APPLICANTS = /组织|^\s*(?:其他|总计)\s*$/u;

/** Where a field stands in its table: in a grid by its column, else by its place in the row. */
function columnOf(field: Field, index: number): number {
  return field.place.tableColumn ?? index + 1;
}

/**
 * The rows as the form has them, where the table is turned; otherwise the rows as they are.
 *
 * @param names letters of the applicant columns, in the form's order
 * @returns no rows where the table is turned and not every kind of applicant has one row
 */
export function unturnedRows(rows: readonly LogicalRow[], names: readonly string[]): readonly LogicalRow[] {
  const header = rows.findIndex(isTurnedHeader);
  if (header === -1) return rows;
  const isApplicant = (field: Field): boolean => names.includes(labelLetters(field.raw));
  const byName = new Map<string, LogicalRow[]>();
  for (const row of rows.slice(header + 1)) {
    const name = row.fields.find(isApplicant);
    if (name === undefined) continue;
    const letters = labelLetters(name.raw);
    byName.set(letters, [...(byName.get(letters) ?? []), row]);
  }
  // Names of rows above tables of one row each, as a vision model invents them, turn nothing.
  if (byName.size * 2 < names.length) {
    return rows.filter((row) => !isTurnedHeader(row) || row.fields.some(isNumber));
  }
  const applicants = names.map((name) => byName.get(name) ?? []);
  if (applicants.some((found) => found.length !== 1)) return [];
  const data = applicants.flat();
  const firstData = Math.min(...data.map((row) => rows.indexOf(row)));
  const labels = labelsByColumn(rows.slice(0, firstData));
  const widths = new Set(data.map((row) => row.fields.length));
  const inGrid = data.every((row) => row.fields.every((field) => field.place.tableColumn !== undefined));
  // Fields known by their order alone are comparable in rows of one width only.
  if (!inGrid && (widths.size !== 1 || rows[header]?.fields.length !== data[0]?.fields.length)) return [];
  return [...labels]
    .sort(([a], [b]) => a - b)
    .map(([column, label]) => ({
      positioned: true,
      fields: [label, ...data.map((row) => valueAt(row, column))],
    }));
}

function isNumber({ reading }: Field): boolean {
  return reading.kind === 'number';
}

function isTurnedHeader(row: LogicalRow): boolean {
  if (!row.positioned) return false;
  const named = row.fields.filter(({ raw }) => !APPLICANTS.test(raw) && namesRow('applications', raw));
  return new Set(named.map(({ raw }) => raw)).size >= FEWEST_NAMED;
}

/** The lowest label above each column; the first column holds the applicants. */
function labelsByColumn(header: readonly LogicalRow[]): Map<number, Field> {
  const labels = new Map<number, Field>();
  for (const row of header) {
    row.fields.forEach((field, index) => {
      const column = columnOf(field, index);
      if (field.reading.kind === 'text' && (namesRow('applications', field.raw) || labels.has(column))) {
        labels.set(column, field);
      }
    });
  }
  return labels;
}

function valueAt(row: LogicalRow, column: number): Field {
  const found = row.fields.find((field, index) => columnOf(field, index) === column);
  return found ?? { raw: '', reading: { kind: 'empty' }, place: row.fields[0]?.place ?? {} };
}
