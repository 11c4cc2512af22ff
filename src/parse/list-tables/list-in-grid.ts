/** List tables whose cells the source parts: grids known from markup, and lines with tabs or pipes. */
import type { Place } from '../../domain/report.js';
import { squeeze, withoutMarkup } from '../label-text.js';
import { splitFields } from '../line-parts.js';
import { readNumber } from '../number-reading.js';
import type { SourceItem } from '../source-lines.js';
import { placeAt } from '../source-line.js';
import type { ListColumn } from './list-labels.js';
import { columnsWithoutHeader, headerRole, isListHeading, isUnit, rowsNamed } from './list-labels.js';
import type { ListHeader, ListRow, ListValue, PrintedList } from './list-row.js';

/** One cell: its text and where it stands; `origin` is false where a merged cell goes on. */
export interface FieldCell {
  readonly text: string;
  readonly place: Place;
  readonly origin: boolean;
}

const KNOWN_ROWS = new WeakMap<SourceItem, FieldCell[][] | null>();

/** The rows of fields of an item; null for a plain line. Each item is asked for by several readers, and parted once. */
export function fieldRows(item: SourceItem): readonly (readonly FieldCell[])[] | null {
  const known = KNOWN_ROWS.get(item);
  if (known !== undefined) return known;
  const rows = partFields(item);
  KNOWN_ROWS.set(item, rows);
  return rows;
}

function partFields(item: SourceItem): FieldCell[][] | null {
  if (item.kind === 'grid') {
    return item.rows.map((row) =>
      row.map(({ text, place, origin }) => ({ text: withoutMarkup(text).trim(), place, origin })),
    );
  }
  const base = item.place.column ?? 1;
  const fields = splitFields(item) ?? commaFields(item.text, base);
  if (fields === null) return null;
  const cells = fields.map(({ text, column }) => {
    const at = column - base;
    const lead = text.length - text.trimStart().length;
    const trimmed = text.trim();
    return { text: trimmed, place: placeAt(item, at + lead, at + lead + trimmed.length), origin: true };
  });
  if (cells.every(({ text }) => /^:?[-=_]{3,}:?$|^$/u.test(text)) && cells.some(({ text }) => text !== ''))
    return [];
  return [cells];
}

/** The fields of a record between commas: a label, and nothing but units, numbers or words of a header behind it; null for any other text. */
function commaFields(text: string, base: number): { text: string; column: number }[] | null {
  if (text.length > LONGEST_RECORD || !/[,，;；]/u.test(text)) return null;
  const fields = [...text.matchAll(/[^,，;；]+|(?<=[,，;；])(?=[,，;；]|$)/gu)].map((match) => ({
    text: match[0],
    column: base + match.index,
  }));
  const [label, ...values] = fields;
  if (label === undefined || values.length === 0 || values.length > MOST_VALUES) return null;
  const isHeader =
    headerRole(label.text) === 'label' && values.some((field) => headerRole(field.text) !== null);
  const isRow = values.every((field) => isUnit(field.text) || readNumber(field.text).kind !== 'text');
  const printsNumber = values.some((field) => readNumber(field.text).kind === 'number');
  return isHeader || (isRow && printsNumber && readNumber(label.text).kind === 'text') ? fields : null;
}

const LONGEST_RECORD = 120;
const MOST_VALUES = 4;

/** What stands in each place of a row. */
interface Roles {
  label: number;
  unit: number | null;
  values: { at: number; header: ListHeader }[];
}

const YEAR_ALONE = '年度';

/** A row with the words of a header, at least a label and a value. */
function headerRoles(row: readonly FieldCell[]): Roles | null {
  const roles = row.map(({ text, origin }) => (origin ? headerRole(text) : null));
  const label = roles.indexOf('label');
  if (label === -1) return null;
  const unit = roles.indexOf('unit');
  const values = row.flatMap(({ text, origin }, at) => {
    if (at === label || at === unit || at < label || !origin || text === '') return [];
    const role = roles[at];
    const header = squeeze(text);
    // 年度 alone may be the year of a label, unless 历年累计 stands beside it.
    const isYear = role === 'year' || (header === YEAR_ALONE && roles.includes('cumulative'));
    const column: ListColumn | null = isYear ? 'year' : role === 'cumulative' ? role : null;
    return [{ at, header: { column, text: header } }];
  });
  return values.length === 0 ? null : { label, unit: unit === -1 ? null : unit, values };
}

/** Rows without a header whose labels are the form's: label, perhaps a unit, one or two numbers. */
function rolesWithoutHeader(rows: readonly (readonly FieldCell[])[]): Roles | null {
  const known = rows.filter((row) => row.some(({ text }) => rowsNamed(text).length > 0));
  const [first] = known;
  if (first === undefined || known.length < FEWEST_KNOWN) return null;
  const label = first.findIndex(({ text }) => rowsNamed(text).length > 0);
  const unit = first.findIndex(({ text }, at) => at > label && isUnit(text));
  const values = first.flatMap(({ origin }, at) => (at > label && at !== unit && origin ? [at] : []));
  const columns = columnsWithoutHeader(values.length);
  if (values.length === 0 || values.length > columns.length) return null;
  return {
    label,
    unit: unit === -1 ? null : unit,
    values: columns.map((header, index) => ({ at: values[index] ?? 0, header })),
  };
}

const FEWEST_KNOWN = 3;

/** A list table in rows of fields; null where they hold none. */
export function listInFields(rows: readonly (readonly FieldCell[])[]): PrintedList | null {
  const at = rows.findIndex((row) => headerRoles(row) !== null);
  const header = at === -1 ? null : headerRoles(rows[at] ?? []);
  const roles = header ?? rolesWithoutHeader(rows);
  if (roles === null) return null;
  const body = rows.slice(header === null ? 0 : at + 1);
  const known = body.filter((row) => rowsNamed(row[roles.label]?.text ?? '').length > 0);
  if (known.length === 0) return null;
  if (body.some((row) => printsBeside(row, roles))) return null;
  const read = body.flatMap((row) => (headerRoles(row) === null ? rowOf(row, roles) : []));
  const above = rows
    .slice(0, Math.max(0, at))
    .flatMap((row) => row.filter(({ origin, text }) => origin && text !== ''));
  return {
    title: above[0]?.text ?? null,
    columns: roles.values.map(({ header: one }) => one),
    rows: read,
    place: rows[0]?.[0]?.place ?? {},
  };
}

/** True where a number stands in no column of the header, two of which the tool has put into one field. */
function printsBeside(row: readonly FieldCell[], { label, values }: Roles): boolean {
  return row.some(
    ({ text, origin }, at) =>
      origin && at > label && !values.some((value) => value.at === at) && readNumber(text).kind === 'number',
  );
}

/** The number of a row, in a column before the labels. */
const SERIAL = /^\d{1,3}[.．、]?$/u;

function rowOf(row: readonly FieldCell[], roles: Roles): ListRow[] {
  const labels = row
    .slice(0, roles.unit ?? roles.values[0]?.at ?? 1)
    .filter(({ origin, text }, at) => origin && text !== '' && !(at < roles.label && SERIAL.test(text)));
  const label = labels.map(({ text }) => text).join('');
  const values = roles.values.map(({ at }): ListValue | null => valueOf(row[at]));
  if (label === '' && values.every((value) => value === null || value.raw === '')) return [];
  const unit = roles.unit === null ? null : (row[roles.unit]?.text ?? '');
  const place = labels[0]?.place ?? row[0]?.place ?? {};
  const isHeading = isListHeading(label) && values.every((value) => value?.reading.kind !== 'number');
  return [
    {
      label,
      unit: unit === '' ? null : unit,
      values: isHeading ? [] : values,
      printed: values.filter((value): value is ListValue => value !== null && value.raw !== ''),
      isRunTogether: false,
      isByOrder: false,
      place,
    },
  ];
}

/** A field's value; null where the row has no such field. A merged cell that began in another row is no value of this one. */
function valueOf(cell: FieldCell | undefined): ListValue | null {
  if (cell === undefined) return null;
  const reading = cell.origin ? readNumber(cell.text) : ({ kind: 'text' } as const);
  return { raw: cell.text, reading: cell.text === '' ? { kind: 'empty' } : reading, place: cell.place };
}
