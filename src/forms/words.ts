/** The closed sets of names that the data of the forms use. */

/** Editions of the form; `2014` is the family of list tables of 2008–2018. */
export const FORM_EDITIONS = ['2014', '2019', '2021'] as const;
export type FormEdition = (typeof FORM_EDITIONS)[number];

/**
 * The tables: 主动公开, 收到和处理申请 and 行政复议、行政诉讼 of the forms of 2019 and 2021, and the 政府信息公开情况统计表 of
 * the years before.
 */
export const FORM_TABLE_NAMES = ['disclosure', 'applications', 'review', 'statistics'] as const;
export type FormTableName = (typeof FORM_TABLE_NAMES)[number];

/** `tenThousandYuanIfStated`: 万元 only where the table itself prints a unit, otherwise unit unknown. */
export const CELL_UNITS = ['count', 'signedCount', 'tenThousandYuan', 'tenThousandYuanIfStated'] as const;
export type CellUnit = (typeof CELL_UNITS)[number];

/** Kinds of sections that a form prescribes. */
export type SectionKindOfForm =
  | 'OVERVIEW'
  | 'PROACTIVE_DISCLOSURE'
  | 'APPLICATIONS'
  | 'REVIEW_AND_LITIGATION'
  | 'PROBLEMS_AND_IMPROVEMENT'
  | 'OTHER_MATTERS'
  | 'OTHER';
