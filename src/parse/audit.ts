/** 勾稽: the arithmetic that binds the cells of one report, and the narrative to the cells. */
import { APPLICANT_COLUMNS, CELLS, REVIEW_COLUMNS } from '../domain/cells.js';
import type { Finding, FindingCode, Outcome, Severity } from '../domain/finding.js';
import {
  APPLICATION_ROWS,
  OTHER_OUTCOME_ROWS,
  OTHER_OUTCOME_SINGLE,
  hasRow,
  outcomeRows,
} from '../domain/outcome-rows.js';
import type { Cell, Place } from '../domain/report.js';

/** Cells by key. */
export type Cells = Readonly<Record<string, Cell>>;

/** How much an outcome matters. */
export const SEVERITY: Readonly<Record<Outcome, Severity>> = {
  HOLDS: 'INFO',
  HOLDS_IF_BLANKS_ARE_ZERO: 'INFO',
  NOT_CHECKED: 'NOTICE',
  FAILS: 'ERROR',
};

/** A sum of cells: its printed part, and the cells that have no value. */
export interface Sum {
  value: number;
  printed: number;
  /** Keys of blank cells: zero, if blanks are zero. */
  blank: string[];
  /** Keys of absent or unreadable cells: unknown. */
  missing: string[];
  negative: boolean;
}

/** Adds up cells; those of the other form do not count. */
export function sumOf(cells: Cells, keys: readonly string[]): Sum {
  const sum: Sum = { value: 0, printed: 0, blank: [], missing: [], negative: false };
  for (const key of keys) {
    const cell = cells[key];
    if (cell?.state === 'REPORTED' && cell.value !== null) {
      sum.value += cell.value;
      sum.printed += 1;
      if (cell.value < 0) sum.negative = true;
    } else if (cell?.state === 'BLANK') {
      sum.blank.push(key);
    } else if (cell?.state === 'ABSENT' || cell?.state === 'UNREADABLE') {
      sum.missing.push(key);
    }
  }
  return sum;
}

/** Compares parts with a total; null where nothing of either is printed. */
export function compareSums(parts: Sum, total: Sum): Outcome | null {
  if (parts.printed + total.printed === 0) return null;
  const totalKnown = total.printed > 0 && total.blank.length + total.missing.length === 0;
  if (!totalKnown) return 'NOT_CHECKED';
  // Printed non-negative parts that exceed a printed total fail whatever the blanks hold.
  if (!parts.negative && parts.value > total.value) return 'FAILS';
  if (parts.missing.length > 0) return 'NOT_CHECKED';
  if (parts.blank.length === 0) return parts.value === total.value ? 'HOLDS' : 'FAILS';
  if (parts.value === total.value) return 'HOLDS_IF_BLANKS_ARE_ZERO';
  return 'NOT_CHECKED';
}

interface RuleText {
  zh: string;
  en: string;
}

function sumFinding(
  code: FindingCode,
  cells: Cells,
  partKeys: readonly string[],
  totalKeys: readonly string[],
  text: RuleText,
): Finding | null {
  const parts = sumOf(cells, partKeys);
  const total = sumOf(cells, totalKeys);
  const outcome = compareSums(parts, total);
  if (outcome === null) return null;
  const involved = [...partKeys, ...totalKeys];
  const shown = involved.filter((key) => {
    const cell = cells[key];
    return cell?.state === 'REPORTED' && (cell.value !== 0 || totalKeys.includes(key));
  });
  const lacking = [...parts.blank, ...parts.missing, ...total.blank, ...total.missing];
  const numbers = `${String(parts.value)} ${outcome === 'FAILS' ? '≠' : outcome === 'NOT_CHECKED' ? '?' : '='} ${String(total.value)}`;
  const place = placeOf(cells, totalKeys) ?? placeOf(cells, partKeys);
  return {
    code,
    severity: SEVERITY[outcome],
    outcome,
    cells: outcome === 'NOT_CHECKED' ? lacking : shown,
    place,
    message: {
      zh:
        outcome === 'NOT_CHECKED'
          ? `${text.zh}：缺 ${String(lacking.length)} 个单元格，无法核对`
          : `${text.zh}：${numbers}${outcome === 'HOLDS_IF_BLANKS_ARE_ZERO' ? '（空格视为零）' : ''}`,
      en:
        outcome === 'NOT_CHECKED'
          ? `${text.en}: ${String(lacking.length)} cells have no value, not checked`
          : `${text.en}: ${numbers}${outcome === 'HOLDS_IF_BLANKS_ARE_ZERO' ? ' (blanks as zero)' : ''}`,
    },
  };
}

function placeOf(cells: Cells, keys: readonly string[]): Place | null {
  for (const key of keys) {
    const place = cells[key]?.place ?? null;
    if (place !== null) return place;
  }
  return null;
}

const APPLICATION_CELLS = CELLS.filter((cell) => cell.table === 'applications');
const LABELS = new Map(
  APPLICATION_CELLS.map((cell) => [
    cell.rowKey,
    { zh: cell.row, en: cell.labelEn.split(': ').slice(0, -1).join(': ') },
  ]),
);
const COLUMN_LABELS = new Map(
  APPLICATION_CELLS.map((cell) => [
    cell.columnKey,
    { zh: cell.column, en: cell.labelEn.split(': ').at(-1) ?? '' },
  ]),
);
/** The keys of each row's cells by their columns, put together once. */
const KEYS_OF_ROW = new Map(
  APPLICATION_ROWS.map((rowKey) => [
    rowKey,
    new Map<string, string>(APPLICANT_COLUMNS.map((column) => [column, `${rowKey}.${column}`])),
  ]),
);

function keyOf(rowKey: string, column: string): string {
  return KEYS_OF_ROW.get(rowKey)?.get(column) ?? `${rowKey}.${column}`;
}

/** All rules within one report. */
export function auditCells(cells: Cells): Finding[] {
  const findings: (Finding | null)[] = [];
  const parts = APPLICANT_COLUMNS.slice(0, -1);
  for (const rowKey of APPLICATION_ROWS) {
    const label = LABELS.get(rowKey) ?? { zh: rowKey, en: rowKey };
    findings.push(
      sumFinding(
        'row-total',
        cells,
        parts.map((column) => keyOf(rowKey, column)),
        [keyOf(rowKey, 'total')],
        {
          zh: `${label.zh}：各类申请人之和与总计`,
          en: `${label.en}: applicants against total`,
        },
      ),
    );
  }
  const outcomes = outcomeRows(cells);
  for (const column of APPLICANT_COLUMNS) {
    const label = COLUMN_LABELS.get(column) ?? { zh: column, en: column };
    const key = (row: string): string => keyOf(`applications.${row}`, column);
    findings.push(
      sumFinding(
        'outcome-total',
        cells,
        outcomes.map((rowKey) => keyOf(rowKey, column)),
        [key('outcomeTotal')],
        {
          zh: `${label.zh}列：各项办理结果之和与（七）总计`,
          en: `column ${label.en}: outcomes against their total`,
        },
      ),
      balanceFinding(
        cells,
        [key('received'), key('carriedIn')],
        [key('outcomeTotal'), key('carriedOut')],
        label,
      ),
      otherOutcomeFinding(cells, column, label),
    );
  }
  for (const block of ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration']) {
    const name = CELLS.find((cell) => cell.rowKey === `review.${block}`);
    findings.push(
      sumFinding(
        'review-total',
        cells,
        REVIEW_COLUMNS.slice(0, -1).map((column) => `review.${block}.${column}`),
        [`review.${block}.total`],
        { zh: `${name?.row ?? block}：各项结果之和与总计`, en: `${block}: results against total` },
      ),
    );
  }
  return findings.filter((finding) => finding !== null);
}

/** 本年新收 + 上年结转 = （七）总计 + 结转下年度: a blank on either side may hold what the other lacks. */
function balanceFinding(cells: Cells, intake: string[], rest: string[], label: RuleText): Finding | null {
  const left = sumOf(cells, intake);
  const right = sumOf(cells, rest);
  if (left.printed + right.printed === 0) return null;
  const lacking = [...left.missing, ...right.missing];
  const blanks = [...left.blank, ...right.blank];
  let outcome: Outcome;
  if (lacking.length > 0) outcome = 'NOT_CHECKED';
  else if (blanks.length === 0) outcome = left.value === right.value ? 'HOLDS' : 'FAILS';
  else if (left.value === right.value) outcome = 'HOLDS_IF_BLANKS_ARE_ZERO';
  // One full side that is smaller than what the other prints already fails.
  else if (left.blank.length === 0 && right.value > left.value && !right.negative) outcome = 'FAILS';
  else if (right.blank.length === 0 && left.value > right.value && !left.negative) outcome = 'FAILS';
  else outcome = 'NOT_CHECKED';
  const sign = outcome === 'FAILS' ? '≠' : outcome === 'NOT_CHECKED' ? '?' : '=';
  const numbers = `${String(left.value)} ${sign} ${String(right.value)}`;
  const unknown = [...lacking, ...blanks];
  const suffix =
    outcome === 'HOLDS_IF_BLANKS_ARE_ZERO'
      ? { zh: '（空格视为零）', en: ' (blanks as zero)' }
      : { zh: '', en: '' };
  return {
    code: 'intake-balance',
    severity: SEVERITY[outcome],
    outcome,
    cells: outcome === 'NOT_CHECKED' ? unknown : [...intake, ...rest],
    place: placeOf(cells, intake) ?? placeOf(cells, rest),
    message:
      outcome === 'NOT_CHECKED'
        ? {
            zh: `${label.zh}列：新收加上年结转与总计加结转下年：缺 ${String(unknown.length)} 个单元格，无法核对`,
            en: `column ${label.en}: intake against outcomes: ${String(unknown.length)} cells have no value, not checked`,
          }
        : {
            zh: `${label.zh}列：新收加上年结转与总计加结转下年：${numbers}${suffix.zh}`,
            en: `column ${label.en}: intake against outcomes: ${numbers}${suffix.en}`,
          },
  };
}

/** Where 其他处理 is printed both as one row and as three, they must agree. */
function otherOutcomeFinding(cells: Cells, column: string, label: RuleText): Finding | null {
  if (!hasRow(cells, OTHER_OUTCOME_SINGLE) || !OTHER_OUTCOME_ROWS.some((rowKey) => hasRow(cells, rowKey)))
    return null;
  return sumFinding(
    'other-outcome-rows-agree',
    cells,
    OTHER_OUTCOME_ROWS.map((rowKey) => `${rowKey}.${column}`),
    [`${OTHER_OUTCOME_SINGLE}.${column}`],
    {
      zh: `${label.zh}列：其他处理三个分项之和与其单行`,
      en: `column ${label.en}: the three other outcomes against their single row`,
    },
  );
}
