/** The totals that derived values rest on: of a row, and of values that mean the same in every edition of the form. */
import { APPLICANT_COLUMNS, CELLS, REVIEW_COLUMNS } from './cells.js';
import type { DerivedKind, Formula } from './formula.js';

/** Key, names and formula of a definition, before it is made strict and as-zero. */
export interface DerivedDraft {
  key: string;
  kind: DerivedKind;
  formula: Formula;
  zh: string;
  en: string;
  /** The rule of law that it follows. */
  rule?: { readonly zh: string; readonly en: string };
}

/** Key of a cell of the applications table. */
export const cell = (row: string, column: string): string => `applications.${row}.${column}`;
/** A row's 总计: as printed, else the sum of its printed columns. */
export const total = (row: string): string => `derived.rowTotal.${row}`;
/** What rates and changes are most often taken of. */
export const CONCLUDED = total('outcomeTotal');
export const RECEIVED = total('received');
export const INTAKE = 'derived.intake.total';
/** A cell, or where it is the row's total what stands for it. */
export const part = (row: string, column: string): string =>
  column === 'total' ? total(row) : cell(row, column);
/** Likewise for a block of 行政复议、行政诉讼. */
export const result = (block: string, column: string): string =>
  column === 'total' ? total(block) : `review.${block}.${column}`;

/** A sum of cells. */
export const sum = (key: string, of: readonly string[], zh: string, en: string): DerivedDraft => ({
  key: `derived.${key}`,
  kind: 'TOTAL',
  formula: { type: 'sum', of },
  zh,
  en,
});

/** Rows of which the last column is the sum of the others: those of the applications, and the blocks of the review table. */
export function rowTotals(): DerivedDraft[] {
  const columns = new Map<string, readonly string[]>([
    ['applications', APPLICANT_COLUMNS],
    ['review', REVIEW_COLUMNS],
  ]);
  const rows = CELLS.filter(({ columnKey, table }) => columnKey === 'total' && columns.has(table));
  return rows.flatMap(({ key, table, rowKey, row, rowEn }): DerivedDraft[] => {
    const name = rowKey.slice(table.length + 1);
    const parts = columns.get(table)?.filter((column) => column !== 'total') ?? [];
    const columnSum = `derived.columnSum.${name}`;
    return [
      sum(
        `columnSum.${name}`,
        parts.map((column) => `${rowKey}.${column}`),
        `${row}：各列之和`,
        `${rowEn}: sum of its columns`,
      ),
      {
        key: total(name),
        kind: 'TOTAL',
        formula: { type: 'firstOf', of: [key, columnSum] },
        zh: `${row}：总计（未印时为各列之和）`,
        en: `${rowEn}: total as printed, else the sum of its columns`,
      },
    ];
  });
}

/** Values that mean the same in every edition of the form, from the list tables of 2008–2018 on, as one series. */
export const ALL_FORMS: readonly {
  name: string;
  of: readonly (readonly string[])[];
  zh: string;
  en: string;
}[] = [
  {
    name: 'received',
    of: [[total('received')], ['statistics.received.total.year']],
    zh: '收到申请',
    en: 'Applications received',
  },
  {
    name: 'concluded',
    of: [[total('outcomeTotal')], ['statistics.concluded.total.year']],
    zh: '办结申请',
    en: 'Applications concluded',
  },
  {
    name: 'reconsideration',
    of: [[total('reconsideration')], ['statistics.reconsideration.total.year']],
    zh: '行政复议',
    en: 'Administrative reconsideration',
  },
  {
    name: 'litigation',
    of: [['derived.litigation.total'], ['statistics.litigation.total.year']],
    zh: '行政诉讼',
    en: 'Litigation',
  },
  {
    name: 'disputes',
    of: [
      [total('reconsideration'), 'derived.litigation.total'],
      ['statistics.reconsideration.total.year', 'statistics.litigation.total.year'],
    ],
    zh: '行政复议＋行政诉讼（含复议后起诉）',
    en: 'Reconsideration + litigation (after reconsideration too)',
  },
];

/** Key of a series over all forms. */
export const allForms = (name: string): string => `derived.allForms.${name}.total`;

/** Their definitions. */
export function seriesOverForms(): DerivedDraft[] {
  return ALL_FORMS.map(({ name, of, zh, en }) => ({
    key: allForms(name),
    kind: 'TOTAL',
    formula: { type: 'alternatives', of },
    zh: `${zh}（各年格式同一序列）`,
    en: `${en} (one series over all forms)`,
  }));
}
