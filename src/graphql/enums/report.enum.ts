/** Enums of a report's facts. */
import { byReportField, REPORT_FIELDS } from '../../domain/report-fields.js';
import type { RegionLevel, RegionView } from '../../domain/region.js';
import type { DateKind, SectionKind } from '../../domain/report.js';
import type { SetAsideReason } from '../../errors.js';
import { domainEnum } from './register-enum.js';

/** Facts that have a few fixed values, an enum each. */
export const REPORT_FIELD_ENUMS = byReportField((name) => {
  const { enum: type, values } = REPORT_FIELDS[name];
  const described = Object.entries(values).map(([value, { en }]) => [value, en]);
  return domainEnum<string>(
    type.name,
    type.description,
    Object.fromEntries(described) as Record<string, string>,
  );
});
export const {
  organKind: OrganKindEnum,
  level: AdministrativeLevelEnum,
  form: FormEnum,
  scope: ScopeKindEnum,
} = REPORT_FIELD_ENUMS;

/** What each of them says, to describe a filter, facet or group by it. */
export const reportFieldTexts = byReportField(
  (name) => `${REPORT_FIELDS[name].en} (${REPORT_FIELDS[name].zh}).`,
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
