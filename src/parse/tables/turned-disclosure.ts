/** 表一 with rows and columns exchanged: what the form has as rows stands above, its columns label the rows below. */
import { squeeze } from '../label-text.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import { findRows, NONE_SEEN } from '../row-labels.js';
import { OFFICIAL, readColumns } from './disclosure-columns.js';

/** A row of the form that stands as a column. */
interface NamedColumn {
  /** e.g. `licensing`. */
  row: string;
  field: Field;
  index: number;
}

/** A column of the form that labels a row. */
interface ColumnRow {
  column: string;
  label: Field;
  /** Index of the first value. */
  first: number;
  row: LogicalRow;
}

/** The rows as the form has them; rows that are not turned stay as they are. */
export function unturnedDisclosure(rows: readonly LogicalRow[]): LogicalRow[] {
  const result: LogicalRow[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    if (row === undefined) break;
    const names = namedColumns(row);
    const body: ColumnRow[] = [];
    while (names.length > 0) {
      const next = rows[index + 1 + body.length];
      const below = next === undefined ? null : columnRow(next);
      if (below === null) break;
      body.push(below);
    }
    if (body.length === 0) result.push(row);
    else result.push(...names.flatMap((name) => officialRows(name, names, row, body)));
    index += body.length;
  }
  return result;
}

/** The rows of the form that a row without numbers names, each in a field of its own. */
function namedColumns({ fields }: LogicalRow): NamedColumn[] {
  const isPrinted = ({ reading }: Field): boolean => reading.kind === 'number' || reading.kind === 'mark';
  if (fields.some((field) => isPrinted(field) || readColumns(field.raw).length > 0)) return [];
  return fields.flatMap((field, index) => {
    const found = field.reading.kind === 'text' ? findRows('disclosure', field.raw, NONE_SEEN) : [];
    const [only] = found;
    if (found.length !== 1 || only === undefined || only.corrected) return [];
    return [{ row: only.label.rowKey.slice('disclosure.'.length), field, index }];
  });
}

/** A row that one column of the form labels; 第二十条第…项 may stand before it. */
function columnRow(row: LogicalRow): ColumnRow | null {
  const first = row.fields.findIndex(({ reading }) => reading.kind !== 'text');
  const labels = row.fields
    .slice(0, first === -1 ? row.fields.length : first)
    .filter(({ raw }) => !squeeze(raw).startsWith('第二十条'));
  const [label] = labels;
  if (first === -1 || label === undefined || labels.length !== 1) return null;
  const [column, ...others] = readColumns(label.raw);
  if (column === undefined || others.length > 0 || squeeze(label.raw).includes('信息内容')) return null;
  if (findRows('disclosure', label.raw, NONE_SEEN).length > 0) return null;
  return { column, label, first, row };
}

/** One row of the form with a header of its own, of the columns that it may have. */
function officialRows(
  name: NamedColumn,
  names: readonly NamedColumn[],
  header: LogicalRow,
  body: readonly ColumnRow[],
): LogicalRow[] {
  const possible = Object.values(OFFICIAL[name.row] ?? {}).flat();
  const cells = body
    .map((below) => ({ ...below, value: valueOf(name, names, header, below) }))
    .filter(({ column, value }) => possible.includes(column) || value.reading.kind !== 'empty');
  const title: Field = { raw: '信息内容', reading: { kind: 'text' }, place: name.field.place };
  return [
    { positioned: true, fields: [title, ...cells.map(({ label }) => label)] },
    { positioned: true, fields: [name.field, ...cells.map(({ value }) => value)] },
  ];
}

/** The value below a name. Where nothing tells which it is, the whole row stands there as text: it is no number. */
function valueOf(
  name: NamedColumn,
  names: readonly NamedColumn[],
  header: LogicalRow,
  { row, first }: ColumnRow,
): Field {
  const values = row.fields.slice(first);
  const printed = values.filter(({ reading }) => reading.kind !== 'empty');
  const isPositioned = row.positioned && header.positioned;
  const inGrid =
    isPositioned &&
    [...names.map(({ field }) => field), ...values].every(({ place }) => place.tableColumn !== undefined);
  const below = names.map(({ field, index }, order) => {
    if (inGrid) return values.find(({ place }) => place.tableColumn === field.place.tableColumn);
    if (isPositioned && row.fields.length === header.fields.length) return row.fields[index];
    return printed.length === names.length ? printed[order] : undefined;
  });
  const isWhole = !below.includes(undefined) && printed.every((field) => below.includes(field));
  const value = below[names.indexOf(name)];
  if (isWhole && value !== undefined) return value;
  const raw = printed.map((field) => field.raw).join(' ');
  return {
    raw,
    reading: { kind: printed.length === 0 ? 'empty' : 'text' },
    place: row.fields[first]?.place ?? {},
  };
}
