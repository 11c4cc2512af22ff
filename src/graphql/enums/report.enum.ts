/** Enums of a report's facts. */
import type { AdministrativeLevel, OrganKind } from '../../domain/organ.js';
import type { RegionLevel, RegionView } from '../../domain/region.js';
import type { DateKind, Form, ScopeKind, SectionKind } from '../../domain/report.js';
import type { SetAsideReason } from '../../errors.js';
import { domainEnum } from './register-enum.js';

/** Kind of organ. */
export const OrganKindEnum = domainEnum<OrganKind>('OrganKind', 'Kind of organ (机关类型).', {
  PEOPLES_GOVERNMENT: '人民政府 of a county or above.',
  OFFICE: '办公厅 or 办公室.',
  DEPARTMENT: '部, 委, 厅, 局 and the like.',
  TOWNSHIP: '乡镇人民政府.',
  SUBDISTRICT: '街道办事处.',
  INSTITUTION: 'School, hospital, company or other institution (学校, 医院, 企事业单位).',
  OTHER: 'Any other organ.',
});

/** Level of the region that an organ serves. */
export const AdministrativeLevelEnum = domainEnum<AdministrativeLevel>(
  'AdministrativeLevel',
  'Level of the region that an organ serves (行政层级).',
  {
    NATIONAL: 'The whole country (国家级).',
    PROVINCE: 'Province, autonomous region or municipality (省级).',
    CITY: 'Prefecture-level city (地市级).',
    COUNTY: 'County, district or county-level city (县级).',
    TOWNSHIP: 'Township, town or subdistrict (乡级).',
    UNKNOWN: 'Not known.',
  },
);

/** Level of a region. */
export const RegionLevelEnum = domainEnum<RegionLevel>('RegionLevel', 'Level of a region (行政区划层级).', {
  province: 'Province, autonomous region or municipality (省级).',
  city: 'City, prefecture or league (地级).',
  county: 'County, district or banner (县级).',
  township: 'Township, town or subdistrict (乡级).',
});

/** As of when a place is taken. */
export const RegionViewEnum = domainEnum<RegionView>(
  'RegionView',
  'As of when a place is taken (区划口径): counties are renamed, upgraded and merged over the years.',
  {
    REPORT: 'As of the year reported on (报告年度的区划).',
    TODAY:
      'As of today (现行区划): 洪泽县 of 2014 is 洪泽区. A place that was divided among several has none at its level.',
  },
);

/** Form of a report. */
export const FormEnum = domainEnum<Form>(
  'Form',
  'Official form (格式) that the tables of a report follow. Decided by the tables that are there, not by the year.',
  {
    FORM_2014: 'A list table of 2008–2018 (政府信息公开情况统计表), national or provincial.',
    FORM_2019: 'The form of 2019, used for the report years 2019 and 2020.',
    FORM_2021: 'The form of 2021, used from the report year 2021.',
    FREE_PROSE: 'No table of an official form.',
  },
);

/** Scope of the figures. */
export const ScopeKindEnum = domainEnum<ScopeKind>('ScopeKind', 'Whose figures a report gives (汇总口径).', {
  OWN: 'The organ’s own figures only (本机关).',
  CONSOLIDATED: 'The figures cover subordinate organs too (全市, 全区, 含下级 …).',
  UNKNOWN: 'The report does not say.',
});

/** Kind of a publication date. */
export const DateKindEnum = domainEnum<DateKind>('DateKind', 'What a date is taken from.', {
  PUBLISHED: 'The date of publication of the page itself (发布日期).',
  SIGNED: 'The date under the signature (落款).',
});

/** Kind of section. */
export const SectionKindEnum = domainEnum<SectionKind>(
  'SectionKind',
  'What a section of the narrative is about, by its heading.',
  {
    PREAMBLE: 'Text before the first heading (前言).',
    OVERVIEW: '一、总体情况.',
    PROACTIVE_DISCLOSURE: '二、主动公开政府信息情况.',
    APPLICATIONS: '三、收到和处理政府信息公开申请情况.',
    REVIEW_AND_LITIGATION: '四、政府信息公开行政复议、行政诉讼情况.',
    PROBLEMS_AND_IMPROVEMENT: '五、存在的主要问题及改进情况.',
    OTHER_MATTERS: '六、其他需要报告的事项.',
    OTHER: 'Any other section.',
  },
);

/** Why a file was set aside. */
export const SetAsideReasonEnum = domainEnum<SetAsideReason>(
  'SetAsideReason',
  'Why a file could not become a report.',
  {
    'empty-file': 'It holds nothing.',
    'binary-file': 'It is no text.',
    'unknown-format': 'Its format is not read.',
    'unreadable-encoding': 'Its characters are in no encoding that is known.',
    'needs-ocr': 'It holds pictures of pages and no text: its text must be recognised (OCR) first.',
    encrypted: 'It is locked with a password.',
    'damaged-file': 'Its structure is broken.',
    'not-a-report': 'It is no annual report on open government information.',
    explanation: 'It explains a report (解读) and is none.',
    'letter-or-notice': 'It is a letter, a notice or a rule about reports and is none.',
    'title-only': 'It holds the title of a report and no text: pictures, or an attachment.',
    'no-year': 'It does not say which year it reports on.',
    'no-organ': 'It does not say which organ reports.',
    'too-large': 'It is larger than the limit.',
    'no-permission': 'It may not be read.',
    'not-found': 'It is not there.',
    'io-error': 'It could not be read.',
    'parser-failure': 'The parser failed on it: an error of ours.',
  },
);
