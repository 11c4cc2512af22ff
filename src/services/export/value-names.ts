/** The names of values in Chinese, for tables whose labels are Chinese. Programs take the values themselves. */
import type { AdministrativeLevel, OrganKind } from '../../domain/organ.js';
import type { CellState, Form, ScopeKind } from '../../domain/report.js';
import type { ExportColumn, ExportValue } from './export-columns.js';

const KINDS: Readonly<Record<OrganKind, string>> = {
  PEOPLES_GOVERNMENT: '人民政府',
  OFFICE: '办公厅（室）',
  DEPARTMENT: '部门',
  TOWNSHIP: '乡镇政府',
  SUBDISTRICT: '街道办事处',
  INSTITUTION: '企事业单位',
  OTHER: '其他',
};
const LEVELS: Readonly<Record<AdministrativeLevel, string>> = {
  NATIONAL: '国家级',
  PROVINCE: '省级',
  CITY: '地市级',
  COUNTY: '县级',
  TOWNSHIP: '乡级',
  UNKNOWN: '不明',
};
const FORMS: Readonly<Record<Form, string>> = {
  FORM_2014: '2014 年格式',
  FORM_2019: '2019 年格式',
  FORM_2021: '2021 年格式',
  FREE_PROSE: '无表格',
};
const SCOPES: Readonly<Record<ScopeKind, string>> = {
  OWN: '本机关口径',
  CONSOLIDATED: '汇总口径',
  UNKNOWN: '口径不明',
};
const STATES: Readonly<Record<CellState, string>> = {
  REPORTED: '印有数字',
  BLANK: '空白',
  ABSENT: '缺此行',
  UNREADABLE: '无法辨认',
  NOT_IN_FORM: '不在此格式中',
};
const UNITS: Readonly<Record<string, string>> = { TEN_THOUSAND_YUAN: '万元', UNKNOWN: '单位不明' };

const BY_COLUMN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  organKind: KINDS,
  level: LEVELS,
  form: FORMS,
  scope: SCOPES,
  regionCertain: { true: '是', false: '否' },
};

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
