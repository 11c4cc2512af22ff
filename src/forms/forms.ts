/** Loads the data of the forms. */
import form2014 from './form-2014.json' with { type: 'json' };
import form2019 from './form-2019.json' with { type: 'json' };
import form2021 from './form-2021.json' with { type: 'json' };
import type {
  Alias,
  Form,
  FormColumn,
  FormGroup,
  FormPart,
  FormRow,
  FormTable,
  TableLayout,
} from './form.js';
import rawNames from './names.json' with { type: 'json' };
import type { CellUnit, FormEdition, SectionKindOfForm, FormTableName } from './words.js';

interface RawRow {
  key?: string;
  group?: string;
  number?: string;
  label?: string;
  remark?: string;
  unit?: string;
  seen?: string | null;
  rows?: RawRow[];
}

interface RawColumn {
  key: string;
  label: string;
  unit: string;
  under?: string;
  printed?: string[];
}

interface RawPart {
  header?: string;
  remark?: string;
  corner?: string;
  columns: string[];
  rows: RawRow[];
}

interface RawTable {
  key: string;
  section: string | null;
  title: string;
  layout: string;
  columns: RawColumn[];
  parts: RawPart[];
  sums: { code: string; along: string; left: string[]; right: string[] }[];
  units?: string[];
  header?: { label: string[]; unit: string[] };
}

interface RawForm {
  edition: string;
  name: { zh: string; en: string };
  source: string;
  outline: { number: string; heading: string; kind: string }[];
  tables: RawTable[];
}

/** Names of one thing, over all editions. */
interface Name {
  readonly en: string;
  readonly note?: string;
  readonly aliases?: readonly Alias[];
}

/** Names of a table or of a group of rows; `type` is its name in the schema. */
export interface GroupName {
  readonly zh: string;
  readonly en: string;
  readonly type: string;
}

interface Names {
  readonly tables: Readonly<Record<FormTableName, GroupName>>;
  readonly groups: Readonly<Record<string, GroupName>>;
  readonly rows: Readonly<Record<string, Name>>;
  readonly columns: Readonly<Record<string, Name>>;
  readonly notes: Readonly<Record<string, string>>;
}

/** English names, other spellings and notes, by key: `applications.received`, `applications.naturalPerson`. */
export const NAMES: Names = rawNames;

/** The rows below `raw`, a row before its own parts. */
function readRows(
  raw: readonly RawRow[],
  table: FormTableName,
  columns: readonly FormColumn[],
  groups: readonly FormGroup[] = [],
): FormRow[] {
  return raw.flatMap((one) => {
    const number = one.number ?? null;
    if (one.key === undefined) {
      const group: FormGroup = { number, label: one.group ?? '', rowKey: null };
      return readRows(one.rows ?? [], table, columns, [...groups, group]);
    }
    const key = `${table}.${one.key}`;
    const label = one.label ?? '';
    const row: FormRow = Object.freeze({
      table,
      key,
      number,
      label,
      remark: one.remark ?? null,
      groups,
      columns:
        one.unit === undefined ? columns : columns.map((column) => withUnit(column, one.unit as CellUnit)),
      aliases: NAMES.rows[key]?.aliases ?? [],
      ...(one.seen === undefined ? {} : { seen: one.seen }),
    });
    return [row, ...readRows(one.rows ?? [], table, columns, [...groups, { number, label, rowKey: key }])];
  });
}

function withUnit(column: FormColumn, unit: CellUnit): FormColumn {
  return { ...column, unit };
}

function readTable(raw: RawTable): FormTable {
  const name = raw.key as FormTableName;
  const columns = raw.columns.map(({ key, label, unit, under, printed }): FormColumn => ({
    key,
    label,
    under: under ?? null,
    unit: unit as CellUnit,
    printed: printed ?? [],
    aliases: NAMES.columns[`${name}.${key}`]?.aliases ?? [],
  }));
  const parts = raw.parts.map((part): FormPart => {
    const own = part.columns.flatMap((key) => columns.find((column) => column.key === key) ?? []);
    return {
      header: part.header ?? null,
      remark: part.remark ?? null,
      corner: part.corner ?? null,
      columns: own,
      rows: readRows(part.rows, name, own),
    };
  });
  return Object.freeze({
    name,
    title: raw.title,
    section: raw.section,
    layout: raw.layout as TableLayout,
    columns,
    parts,
    rows: parts.flatMap(({ rows }) => rows),
    sums: raw.sums.map(({ code, along, left, right }) => {
      const whole = (key: string): string => (along === 'ROWS' ? `${name}.${key}` : key);
      return { code, along: along as 'COLUMNS' | 'ROWS', left: left.map(whole), right: right.map(whole) };
    }),
    units: raw.units ?? [],
    labelHeaders: raw.header?.label ?? [],
    unitHeaders: raw.header?.unit ?? [],
  });
}

function readForm(raw: RawForm): Form {
  return Object.freeze({
    edition: raw.edition as FormEdition,
    name: raw.name,
    source: raw.source,
    outline: raw.outline.map((section) => ({ ...section, kind: section.kind as SectionKindOfForm })),
    tables: raw.tables.map(readTable),
  });
}

const BY_EDITION: Readonly<Record<FormEdition, Form>> = {
  '2014': readForm(form2014),
  '2019': readForm(form2019),
  '2021': readForm(form2021),
};

/** The form of an edition. */
export function formOf(edition: FormEdition): Form {
  return BY_EDITION[edition];
}

/** All editions, the oldest first. */
export const EDITIONS: readonly Form[] = Object.values(BY_EDITION);

/** A table of an edition; undefined where it has none of that name. */
export function findTable(edition: FormEdition, name: FormTableName): FormTable | undefined {
  return BY_EDITION[edition].tables.find((table) => table.name === name);
}
