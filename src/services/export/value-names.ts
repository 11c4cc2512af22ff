/** The names of values in Chinese, for tables whose labels are Chinese. Programs take the values themselves. */
import { byReportField, REPORT_FIELDS } from '../../domain/report-fields.js';
import type { ReportFieldName } from '../../domain/report-fields.js';
import type { CellState } from '../../domain/report.js';
import type { ExportColumn, ExportValue } from './export-columns.js';

const STATES: Readonly<Record<CellState, string>> = {
  REPORTED: '印有数字',
  BLANK: '空白',
  ABSENT: '缺此行',
  UNREADABLE: '无法辨认',
  NOT_IN_FORM: '不在此格式中',
};
const UNITS: Readonly<Record<string, string>> = { TEN_THOUSAND_YUAN: '万元', UNKNOWN: '单位不明' };

const BY_COLUMN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...byReportField(fieldNames),
  regionCertain: { true: '是', false: '否' },
  readByOcr: { true: '是', false: '否' },
};

function fieldNames(name: ReportFieldName): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(REPORT_FIELDS[name].values).map(([value, { zh }]) => [value, zh]));
}

function namesOf(key: string): Readonly<Record<string, string>> | undefined {
  if (key.endsWith('.state')) return STATES;
  return key.endsWith('.unit') ? UNITS : BY_COLUMN[key];
}

/** A column with its values in Chinese, where they are words of this product. */
export function inChinese(column: ExportColumn): ExportColumn {
  const names = namesOf(column.key);
  if (names === undefined) return column;
  const { valueOf } = column;
  return {
    ...column,
    type: 'text',
    valueOf: (row): ExportValue => {
      const value = valueOf(row);
      return value === null ? null : (names[String(value)] ?? value);
    },
  };
}
