/** 勾稽 of the list tables of 2008–2018: a whole and the parts that the table prints. */
import { findCell } from '../domain/cells.js';
import type { Finding, Outcome } from '../domain/finding.js';
import { formOf } from '../forms/forms.js';
import type { Cells } from './audit.js';
import { SEVERITY, sumOf } from './audit.js';

/** Each sum in each column: the key of the whole and those of its parts. */
const SUMS = formOf('2014').tables.flatMap(({ sums, columns }) =>
  sums.flatMap(({ left, right }) =>
    columns.map(({ key }) => ({
      whole: `${left[0] ?? ''}.${key}`,
      all: right.map((rowKey) => `${rowKey}.${key}`),
    })),
  ),
);

/**
 * Each whole against its parts, column by column. A table that prints no part is not checked; one whose parts come to less may
 * have parts that no data know, and is not accused.
 */
export function auditLists(cells: Cells): Finding[] {
  return SUMS.flatMap(({ whole, all }) => (isThere(cells, whole) ? checkSum(cells, whole, all) : []));
}

function checkSum(cells: Cells, whole: string, all: readonly string[]): Finding[] {
  const parts = all.filter((key) => isThere(cells, key));
  const total = cells[whole];
  if (parts.length === 0) return [];
  const sum = sumOf(cells, parts);
  if (sum.printed === 0 && total?.value === null) return [];
  const outcome = outcomeOf(sum.value, total?.value ?? null, sum.blank.length, sum.missing.length);
  const label = findCell(whole);
  const sign = outcome === 'FAILS' ? '≠' : outcome === 'NOT_CHECKED' ? '?' : '=';
  const numbers = `${String(sum.value)} ${sign} ${String(total?.value ?? '')}`;
  return [
    {
      code: 'list-total',
      severity: SEVERITY[outcome],
      outcome,
      cells: [...parts, whole],
      place: total?.place ?? null,
      message: {
        zh: `${label?.labelZh ?? whole}：所印各分项之和与总数：${numbers}`,
        en: `${label?.labelEn ?? whole}: printed parts against the whole: ${numbers}`,
      },
    },
  ];
}

function isThere(cells: Cells, key: string): boolean {
  const state = cells[key]?.state ?? 'ABSENT';
  return state !== 'ABSENT' && state !== 'NOT_IN_FORM';
}

function outcomeOf(sum: number, total: number | null, blanks: number, missing: number): Outcome {
  if (total === null) return 'NOT_CHECKED';
  if (sum > total) return 'FAILS';
  if (missing > 0 || sum < total) return 'NOT_CHECKED';
  return blanks > 0 ? 'HOLDS_IF_BLANKS_ARE_ZERO' : 'HOLDS';
}
