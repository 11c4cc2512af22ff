/**
 * What a report is, in facts that have a few fixed values. One row a fact: the port's filters, facets and groups, the columns in
 * memory, the fields of the index, the arguments, inputs and enums of GraphQL, the columns of exports and the oracle of the tests
 * derive from it. Year, organ and region are facts with rules of their own and have no row here.
 */
import type { AdministrativeLevel, Organ, OrganKind } from './organ.js';
import type { Form, Report, ScopeKind } from './report.js';
import { recordOf } from './record-of.js';

/** What the facts are taken from: a report with an organ, but for what can be long. */
type FieldSource = Omit<
  Report,
  'organ' | 'sections' | 'cells' | 'extraRows' | 'extraTables' | 'claims' | 'findings'
> & {
  organ: Organ;
};

/** A value for people: its name in Chinese, and what it means. */
interface FieldValue {
  zh: string;
  en: string;
}

interface ReportField<Value extends string> {
  zh: string;
  en: string;
  of: (source: FieldSource) => Value;
  /** Whether it tells of the organ or of the tables: exports keep the columns of each together. */
  about: 'organ' | 'report';
  /** The field in the index of Elasticsearch; a top-level one has the fact's own name. */
  path: string;
  /** The enum of GraphQL. */
  enum: { name: string; description: string };
  values: Readonly<Record<Value, FieldValue>>;
}

const field = <Value extends string>(row: ReportField<Value>): ReportField<Value> => row;

export const REPORT_FIELDS = {
  organKind: field<OrganKind>({
    zh: '机关类型',
    en: 'Kind of organ',
    of: ({ organ }) => organ.kind,
    about: 'organ',
    path: 'organ.kind',
    enum: { name: 'OrganKind', description: 'Kind of organ (机关类型).' },
    values: {
      PEOPLES_GOVERNMENT: { zh: '人民政府', en: '人民政府 of a county or above.' },
      OFFICE: { zh: '办公厅（室）', en: '办公厅 or 办公室.' },
      DEPARTMENT: { zh: '部门', en: '部, 委, 厅, 局 and the like.' },
      TOWNSHIP: { zh: '乡镇政府', en: '乡镇人民政府.' },
      SUBDISTRICT: { zh: '街道办事处', en: '街道办事处.' },
      INSTITUTION: {
        zh: '企事业单位',
        en: 'School, hospital, company or other institution (学校, 医院, 企事业单位).',
      },
      OTHER: { zh: '其他', en: 'Any other organ.' },
    },
  }),
  level: field<AdministrativeLevel>({
    zh: '行政层级',
    en: 'Administrative level',
    of: ({ organ }) => organ.level,
    about: 'organ',
    path: 'organ.level',
    enum: {
      name: 'AdministrativeLevel',
      description: 'Level of the region that an organ serves (行政层级).',
    },
    values: {
      NATIONAL: { zh: '国家级', en: 'The whole country (国家级).' },
      PROVINCE: { zh: '省级', en: 'Province, autonomous region or municipality (省级).' },
      CITY: { zh: '地市级', en: 'Prefecture-level city (地市级).' },
      COUNTY: { zh: '县级', en: 'County, district or county-level city (县级).' },
      TOWNSHIP: { zh: '乡级', en: 'Township, town or subdistrict (乡级).' },
      UNKNOWN: { zh: '不明', en: 'Not known.' },
    },
  }),
  form: field<Form>({
    zh: '格式',
    en: 'Form of the tables',
    of: ({ form }) => form,
    about: 'report',
    path: 'form',
    enum: {
      name: 'Form',
      description:
        'Official form (格式) that the tables of a report follow. Decided by the tables that are there, not by the year.',
    },
    values: {
      FORM_2014: {
        zh: '2014 年格式',
        en: 'A list table of 2008–2018 (政府信息公开情况统计表), national or provincial.',
      },
      FORM_2019: { zh: '2019 年格式', en: 'The form of 2019, used for the report years 2019 and 2020.' },
      FORM_2021: { zh: '2021 年格式', en: 'The form of 2021, used from the report year 2021.' },
      FREE_PROSE: { zh: '无表格', en: 'No table of an official form.' },
    },
  }),
  scope: field<ScopeKind>({
    zh: '汇总口径',
    en: 'Scope of the figures',
    of: ({ scope }) => scope.kind,
    about: 'report',
    path: 'scope',
    enum: { name: 'ScopeKind', description: 'Whose figures a report gives (汇总口径).' },
    values: {
      OWN: { zh: '本机关口径', en: 'The organ’s own figures only (本机关).' },
      CONSOLIDATED: {
        zh: '汇总口径',
        en: 'The figures cover subordinate organs too (全市, 全区, 含下级 …).',
      },
      UNKNOWN: { zh: '口径不明', en: 'The report does not say.' },
    },
  }),
} as const;

/** Name of such a fact. */
export type ReportFieldName = keyof typeof REPORT_FIELDS;
/** What it may be. */
export type ReportFieldValue<Name extends ReportFieldName> = ReturnType<(typeof REPORT_FIELDS)[Name]['of']>;
/** The facts of one report. */
export type ReportFieldValues = { [Name in ReportFieldName]: ReportFieldValue<Name> };
/** The fact is one of these. */
export type ReportFieldFilter = {
  [Name in ReportFieldName]: { type: Name; in: ReportFieldValue<Name>[] };
}[ReportFieldName];

/** In the order of the rows, which is that of facets and groups in the schema. */
export const REPORT_FIELD_NAMES = Object.keys(REPORT_FIELDS) as [ReportFieldName, ...ReportFieldName[]];

const NAMES: ReadonlySet<string> = new Set(REPORT_FIELD_NAMES);

export function isReportField(name: string): name is ReportFieldName {
  return NAMES.has(name);
}

/** Something for each of the facts. */
export function byReportField<T>(of: (name: ReportFieldName) => T): Record<ReportFieldName, T> {
  return recordOf(REPORT_FIELD_NAMES, of);
}

/** What a fact may be, in the order of the row. */
export function reportFieldChoices(name: ReportFieldName): string[] {
  return Object.keys(REPORT_FIELDS[name].values);
}

/** The facts of a report. */
export function reportFieldValues(source: FieldSource): ReportFieldValues {
  return byReportField((name) => REPORT_FIELDS[name].of(source)) as ReportFieldValues;
}

/** The condition that a fact is one of these; the values must be its own. */
export function reportFieldFilter(name: ReportFieldName, values: readonly string[]): ReportFieldFilter {
  return { type: name, in: [...values] } as ReportFieldFilter;
}

/** Whether a condition is on such a fact. */
export function isReportFieldFilter(filter: { type: string }): filter is ReportFieldFilter {
  return isReportField(filter.type);
}

/** The facts but for those in `organ`, by their names, which are their paths. */
export type TopLevelFields = Partial<Record<ReportFieldName, string>>;

export function topLevelFields(values: ReportFieldValues): TopLevelFields {
  const names = REPORT_FIELD_NAMES.filter((name) => REPORT_FIELDS[name].path === name);
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}
