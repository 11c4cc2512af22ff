/**
 * The dictionary of the statistic cells of the official forms, derived from the data of the forms (`src/forms`): first the
 * 226 of the editions of 2019 and 2021 (政府信息公开工作年度报告格式), then those of the list tables of 2008–2018. Keys are
 * public API: the GraphQL field path, the filter, the export column and the index field all use them.
 */
import type { FormColumn, FormRow } from '../forms/form.js';
import { EDITIONS, NAMES } from '../forms/forms.js';
import type { CellUnit, FormEdition, FormTableName } from '../forms/words.js';
import type { CellKey } from './cell-key.js';

export type { CellKey } from './cell-key.js';
export type { CellUnit, FormEdition, FormTableName } from '../forms/words.js';

/** The three tables of the forms of 2019 and 2021: 主动公开 / 收到和处理申请 / 行政复议、行政诉讼. */
export type TableName = Exclude<FormTableName, 'statistics'>;

/** One cell of the official forms. */
export interface CellDefinition {
  /** e.g. `applications.received.naturalPerson`. */
  readonly key: CellKey;
  /** Position in the dictionary from 0; stable order of the forms, new editions at the end. */
  readonly index: number;
  readonly table: FormTableName;
  /** Key without its last part, e.g. `applications.refused.stateSecret`: one row (or, in the review table, one block). */
  readonly rowKey: string;
  /** Last part of the key, e.g. `naturalPerson`. */
  readonly columnKey: string;
  /** Row label of the form, in Chinese. */
  readonly row: string;
  /** Column label of the form, in Chinese. */
  readonly column: string;
  readonly labelZh: string;
  readonly labelEn: string;
  /** The two parts of `labelEn`. */
  readonly rowEn: string;
  readonly columnEn: string;
  readonly forms: readonly FormEdition[];
  readonly unit: CellUnit;
  readonly note: string | null;
}

/** One edition's view of a cell. */
interface ListedCell {
  readonly edition: FormEdition;
  readonly column: FormColumn;
}

/** Tables in the order of the dictionary. */
const TABLES: readonly FormTableName[] = ['disclosure', 'applications', 'review', 'statistics'];

/** A row's label in words: with the labels of its groups where it cannot be told without them. */
function rowText(row: FormRow, before: FormRow | undefined): string {
  const own = `${row.number ?? ''}${row.label}${row.remark ?? ''}`;
  const group = row.groups.at(-1);
  switch (row.table) {
    case 'statistics':
      // Numbers differ from province to province; a part needs its whole: 被依法纠错数 appears twice.
      return [...row.groups.filter(({ rowKey }) => rowKey !== null), row].map(({ label }) => label).join('·');
    case 'review':
      return [...row.groups, row].map(({ label }) => label).join('/');
    default: {
      if (group === undefined) return own;
      const heading = `${group.number ?? ''}${group.label}`;
      const isKeyed = row.key.split('.').length > 2;
      if (isKeyed && row.groups.length > 1) return `${heading} ${own}`;
      // The heading of a group without a key is printed with its first row.
      return before?.groups.at(-1) === undefined ? heading + own : own;
    }
  }
}

/** Rows of the editions in one order: that of the oldest, each new row before the next that it shares with it. */
function mergeOrder(lists: readonly (readonly string[])[]): string[] {
  const merged: string[] = [];
  for (const list of lists) {
    list.forEach((key, index) => {
      if (merged.includes(key)) return;
      const next = list.slice(index).find((one) => merged.includes(one));
      merged.splice(next === undefined ? merged.length : merged.indexOf(next), 0, key);
    });
  }
  return merged;
}

/** Texts of the editions: the first, and any other with its edition. */
function joinTexts(texts: readonly (readonly [FormEdition, string])[]): string {
  const [first] = texts;
  const other = texts.find(([, text]) => text !== first?.[1]);
  return `${first?.[1] ?? ''}${other === undefined ? '' : `（${other[0]}表：${other[1]}）`}`;
}

function columnText({ under, label }: FormColumn): string {
  return under === null ? label : `${under}/${label}`;
}

function cellsOf(table: FormTableName): Omit<CellDefinition, 'index'>[] {
  const listed = new Map<string, ListedCell[]>();
  const rowTexts = new Map<string, (readonly [FormEdition, string])[]>();
  const tables = EDITIONS.flatMap(({ edition, tables: all }) =>
    all.filter(({ name }) => name === table).map(({ rows }) => ({ edition, rows })),
  );
  for (const { edition, rows } of tables) {
    rows.forEach((row, index) => {
      const text = rowText(row, rows[index - 1]);
      rowTexts.set(row.key, [...(rowTexts.get(row.key) ?? []), [edition, text]]);
      for (const column of row.columns) {
        const key = `${row.key}.${column.key}`;
        listed.set(key, [...(listed.get(key) ?? []), { edition, column }]);
      }
    });
  }
  return mergeOrder(tables.map(({ rows }) => rows.map(({ key }) => key))).flatMap((rowKey) => {
    const columns = tables.flatMap(({ rows }) =>
      rows.filter(({ key }) => key === rowKey).map((row) => row.columns.map(({ key }) => key)),
    );
    const row = joinTexts(rowTexts.get(rowKey) ?? []);
    return [...new Set(columns.flat())].map((columnKey) =>
      define({ table, rowKey, columnKey, row }, listed.get(`${rowKey}.${columnKey}`) ?? []),
    );
  });
}

function define(
  { table, rowKey, columnKey, row }: Pick<CellDefinition, 'table' | 'rowKey' | 'columnKey' | 'row'>,
  listed: readonly ListedCell[],
): Omit<CellDefinition, 'index'> {
  const key = `${rowKey}.${columnKey}` as CellKey;
  const column = joinTexts(listed.map((one) => [one.edition, columnText(one.column)]));
  const rowEn = NAMES.rows[rowKey]?.en ?? rowKey;
  const columnEn = NAMES.columns[`${table}.${columnKey}`]?.en ?? columnKey;
  return {
    key,
    table,
    rowKey,
    columnKey,
    row,
    column,
    labelZh: `${row}：${column}`,
    labelEn: `${rowEn}: ${columnEn}`,
    rowEn,
    columnEn,
    forms: listed.map(({ edition }) => edition),
    unit: listed[0]?.column.unit ?? 'count',
    note: NAMES.notes[key] ?? NAMES.rows[rowKey]?.note ?? null,
  };
}

/** All cells in the order of the dictionary. */
export const CELLS: readonly CellDefinition[] = TABLES.flatMap(cellsOf).map((cell, index) =>
  Object.freeze({ ...cell, index }),
);

const BY_KEY: ReadonlyMap<string, CellDefinition> = new Map(CELLS.map((cell) => [cell.key, cell]));

/** The definition of a key, or undefined where the dictionary has no such cell. */
export function findCell(key: string): CellDefinition | undefined {
  return BY_KEY.get(key);
}

/** True for a key of the dictionary. */
export function isCellKey(key: string): key is CellKey {
  return BY_KEY.has(key);
}

/** The seven applicant columns in the order of the form; the last is 总计. */
export const APPLICANT_COLUMNS = [
  'naturalPerson',
  'business',
  'research',
  'publicWelfare',
  'legalService',
  'other',
  'total',
] as const;

/** The five result columns of each block of the review table; the last is 总计. */
export const REVIEW_COLUMNS = ['upheld', 'corrected', 'other', 'pending', 'total'] as const;
