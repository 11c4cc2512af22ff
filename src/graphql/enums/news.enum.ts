/** Enums of what is missing and of what is new. */
import type { CoverageOrder, CoverageStatus } from '../../services/coverage/coverage.js';
import type { ChangeKind, ChangedPart, ChangeOrder } from '../../store/changes.js';
import { domainEnum } from './register-enum.js';

/** Whether an organ has a report of a year. */
export const CoverageStatusEnum = domainEnum<CoverageStatus>(
  'CoverageStatus',
  'Whether there is a report of an organ for a year (年报收录情况).',
  {
    REPORTED: 'There is one (已收录).',
    MISSING: 'There is none here; that it was not published does not follow (未收录，不等于未发布).',
    UNCERTAIN:
      'There is none under its name, but a report of the year whose organ’s place is not certain may be its (待定).',
  },
);

/** Order of organs. */
export const CoverageOrderEnum = domainEnum<CoverageOrder>('CoverageOrder', 'Order of organs (排序).', {
  PLACE: 'By region, then by name (按区划).',
  LAST_YEAR: 'Those that reported last come first; organs of lists alone come last (按最近年报).',
});

/** Order of changes. */
export const ChangeOrderEnum = domainEnum<ChangeOrder>('ChangeOrder', 'Order of changes (变更排序).', {
  OLDEST_FIRST: 'As they were made: for who keeps a copy (从旧到新).',
  NEWEST_FIRST: 'What came last is first; what is kept no more is left out, not refused (从新到旧).',
});

/** What happened to a report. */
export const ChangeKindEnum = domainEnum<ChangeKind>('ChangeKind', 'What happened to a report (变更类型).', {
  NEW: 'There was no report with this id before (新增).',
  REVISED: 'Its current revision is another one than before (修订).',
  DELETED: 'There is none any more: deleted, or gone into the report that `mergedInto` names (删除).',
});

/** What of a report changed. */
export const ChangedPartEnum = domainEnum<ChangedPart>(
  'ChangedPart',
  'What of a report is another than before (变更内容).',
  {
    FILE: 'The file (文件).',
    TITLE: 'The title (标题).',
    ORGAN: 'The organ (机关).',
    YEAR: 'The report year (年度).',
    REGION: 'The region (区划).',
    DATE: 'The date (日期).',
    SCOPE: 'The scope of the figures (口径).',
    FORM: 'The form (格式).',
    CELLS: 'Cells: `cells` names each (统计项).',
    TEXT: 'Headings or text of the sections (正文).',
  },
);
