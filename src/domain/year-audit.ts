/** 勾稽 across years: what one organ's report says of the year before, against what it reported then. */
import { APPLICANT_COLUMNS, findCell } from './cells.js';
import type { Finding, Outcome, Severity } from './finding.js';
import type { Report } from './report.js';

const SIGNED_ROWS = ['licensing', 'otherServices', 'penalties', 'coercion', 'administrativeFees'] as const;
const RULE_ROWS = ['rules', 'normativeDocuments'] as const;

/** A value of a report; null where none is reported. */
function valueOf(report: Report, key: string): number | null {
  const cell = report.cells[key];
  return cell?.state === 'REPORTED' ? cell.value : null;
}

function isBlank(report: Report, key: string): boolean {
  return report.cells[key]?.state === 'BLANK';
}

/**
 * The rules that bind a report to the one of the year before:
 * 上年结转 = last year's 结转下年度, for each kind of applicant; 2021 form in both years: 现行有效 = last year's + 制发 − 废止 (a
 * notice: what an organ counts may have changed honestly); 2019 form in both years: 上一年项目数量 = last year's
 * 上一年项目数量 + last year's 本年增/减. A rule of which neither side prints anything is left out.
 */
export function auditAcrossYears(previous: Report, report: Report): Finding[] {
  const findings: (Finding | null)[] = APPLICANT_COLUMNS.map((column) => carriedIn(previous, report, column));
  if (previous.form === 'FORM_2021' && report.form === 'FORM_2021') {
    findings.push(...RULE_ROWS.map((row) => inForce(previous, report, `disclosure.${row}`)));
  }
  if (previous.form === 'FORM_2019' && report.form === 'FORM_2019') {
    findings.push(...SIGNED_ROWS.map((row) => items(previous, report, `disclosure.${row}`)));
  }
  return findings.filter((finding) => finding !== null);
}

function carriedIn(previous: Report, report: Report, column: string): Finding | null {
  const [now, then] = [`applications.carriedIn.${column}`, `applications.carriedOut.${column}`];
  const [value, expected] = [valueOf(report, now), valueOf(previous, then)];
  if (value === null && expected === null) return null;
  let outcome: Outcome = 'NOT_CHECKED';
  if (value !== null && expected !== null) outcome = value === expected ? 'HOLDS' : 'FAILS';
  else if ((value ?? expected) === 0 && (isBlank(report, now) || isBlank(previous, then))) {
    outcome = 'HOLDS_IF_BLANKS_ARE_ZERO';
  }
  const label = findCell(now);
  return finding('carried-in-continues', 'ERROR', outcome, now, report, {
    zh: `${label?.column ?? column}：上年结转 ${shown(value)}，上年报告的结转下年度 ${shown(expected)}`,
    en: `${label?.labelEn ?? now} ${shown(value)}, carried out in last year's report ${shown(expected)}`,
  });
}

function inForce(previous: Report, report: Report, row: string): Finding | null {
  const value = valueOf(report, `${row}.inForce`);
  const before = valueOf(previous, `${row}.inForce`);
  const issued = valueOf(report, `${row}.issued`);
  const repealed = valueOf(report, `${row}.repealed`);
  if (value === null && before === null) return null;
  const expected =
    before === null || issued === null || repealed === null ? null : before + issued - repealed;
  const sum =
    expected === null
      ? '?'
      : `${String(before)} + ${String(issued)} − ${String(repealed)} = ${String(expected)}`;
  const label = findCell(`${row}.inForce`);
  return finding('in-force-continues', 'NOTICE', compare(value, expected), `${row}.inForce`, report, {
    zh: `${label?.row ?? row}：现行有效 ${shown(value)}，按上年应为 ${sum}`,
    en: `${label?.labelEn ?? row} ${shown(value)}, by last year's report ${sum}`,
  });
}

function items(previous: Report, report: Report, row: string): Finding | null {
  const value = valueOf(report, `${row}.previousYearItems`);
  const before = valueOf(previous, `${row}.previousYearItems`);
  const change = valueOf(previous, `${row}.change`);
  if (value === null && before === null) return null;
  const expected = before === null || change === null ? null : before + change;
  const sum = expected === null ? '?' : `${String(before)} + (${String(change)}) = ${String(expected)}`;
  const label = findCell(`${row}.previousYearItems`);
  return finding('items-continue', 'WARNING', compare(value, expected), `${row}.previousYearItems`, report, {
    zh: `${label?.row ?? row}：上一年项目数量 ${shown(value)}，按上年报告应为 ${sum}`,
    en: `${label?.labelEn ?? row} ${shown(value)}, by last year's report ${sum}`,
  });
}

function compare(value: number | null, expected: number | null): Outcome {
  if (value === null || expected === null) return 'NOT_CHECKED';
  return value === expected ? 'HOLDS' : 'FAILS';
}

function shown(value: number | null): string {
  return value === null ? '—' : String(value);
}

function finding(
  code: Finding['code'],
  failing: Severity,
  outcome: Outcome,
  cell: string,
  report: Report,
  message: Finding['message'],
): Finding {
  const severity: Severity = outcome === 'FAILS' ? failing : outcome === 'NOT_CHECKED' ? 'NOTICE' : 'INFO';
  return { code, severity, outcome, cells: [cell], place: report.cells[cell]?.place ?? null, message };
}
