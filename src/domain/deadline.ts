/**
 * By which day the law wants a report to be public, and how many days after it the page was published.
 *
 * Regulations on Open Government Information (政府信息公开条例), State Council order 711, in force since 15 May 2019, article 49:
 * departments of people's governments of the county level and above report by 31 January; the department in charge publishes
 * the government's own report by 31 March. Order 492, in force from 1 May 2008, article 31: every administrative organ by
 * 31 March. The last day is counted as in time. Neither names a day for institutions; article 49 none for townships and
 * subdistricts. A report that no rule fits with certainty has no deadline here: a guess would accuse somebody.
 */
import type { Organ } from './organ.js';
import type { Report } from './report.js';

/** What of a report decides its deadline. */
export type DeadlineFacts = Pick<Report, 'organ' | 'year' | 'scope' | 'publishedOn' | 'dateKind'>;

/**
 * The rule that a deadline follows: `ARTICLE_49_DEPARTMENT` 31 January · `ARTICLE_49_GOVERNMENT` 31 March, as revised in 2019 ·
 * `ARTICLE_31_OF_2008` 31 March.
 */
export const DEADLINE_RULES = [
  'ARTICLE_49_DEPARTMENT',
  'ARTICLE_49_GOVERNMENT',
  'ARTICLE_31_OF_2008',
] as const;
export type DeadlineRule = (typeof DEADLINE_RULES)[number];

/** A last day. */
export interface Deadline {
  /** The last day in time, `2021-01-31`. */
  day: string;
  rule: DeadlineRule;
}

/** The first report year whose reports were due under the revision of 2019, and the first of all. */
const FIRST_REVISED_YEAR = 2019;
const FIRST_YEAR = 2008;
/** Levels at which article 49 names departments and governments. */
const COUNTY_AND_ABOVE: readonly Organ['level'][] = ['NATIONAL', 'PROVINCE', 'CITY', 'COUNTY'];
/** Organs that are administrative organs (行政机关) whatever their level. */
const ADMINISTRATIVE: readonly Organ['kind'][] = [
  'PEOPLES_GOVERNMENT',
  'OFFICE',
  'DEPARTMENT',
  'TOWNSHIP',
  'SUBDISTRICT',
];

const LAST_DAY: Readonly<Record<DeadlineRule, string>> = {
  ARTICLE_49_DEPARTMENT: '01-31',
  ARTICLE_49_GOVERNMENT: '03-31',
  ARTICLE_31_OF_2008: '03-31',
};

/** The last day for a report; null where the law names none for such an organ, or where it is not certain which it is. */
export function deadlineOf({
  organ,
  year,
  scope,
}: Pick<DeadlineFacts, 'organ' | 'year' | 'scope'>): Deadline | null {
  if (organ === null || year === null) return null;
  const rule = ruleOf(organ, year, scope);
  return rule === null ? null : { day: `${String(year + 1)}-${LAST_DAY[rule]}`, rule };
}

function ruleOf({ kind, level }: Organ, year: number, scope: Report['scope']): DeadlineRule | null {
  if (year < FIRST_YEAR) return null;
  if (year < FIRST_REVISED_YEAR) return ADMINISTRATIVE.includes(kind) ? 'ARTICLE_31_OF_2008' : null;
  if (!COUNTY_AND_ABOVE.includes(level)) return null;
  if (kind === 'DEPARTMENT') return 'ARTICLE_49_DEPARTMENT';
  // Article 49 speaks of local governments.
  if (kind === 'PEOPLES_GOVERNMENT') return level === 'NATIONAL' ? null : 'ARTICLE_49_GOVERNMENT';
  if (kind !== 'OFFICE') return null;
  // A government's office gives out the government's own report, or one of its own: the scope tells which, where it is printed.
  if (scope.kind === 'OWN') return 'ARTICLE_49_DEPARTMENT';
  return scope.kind === 'CONSOLIDATED' && level !== 'NATIONAL' ? 'ARTICLE_49_GOVERNMENT' : null;
}

/**
 * Why there is no number of days: `NO_PUBLICATION_DAY` the page prints no full date of its own (a date under the signature is
 * none) · `NO_DEADLINE` see {@link deadlineOf} · `DATE_DOUBTFUL` the page's date lies before the end of the report's year.
 */
export type NotLateReason = 'NO_PUBLICATION_DAY' | 'NO_DEADLINE' | 'DATE_DOUBTFUL';

/** Days from the last day in time to the day of publication: above 0 late, 0 or below in time; or why it is not known. */
export function daysLate(facts: DeadlineFacts): { days: number } | { days: null; reason: NotLateReason } {
  const deadline = deadlineOf(facts);
  if (deadline === null) return { days: null, reason: 'NO_DEADLINE' };
  const published = facts.dateKind === 'PUBLISHED' ? dayNumber(facts.publishedOn) : null;
  if (published === null) return { days: null, reason: 'NO_PUBLICATION_DAY' };
  const last = dayNumber(deadline.day) ?? NaN;
  const yearEnd = dayNumber(`${String(facts.year)}-12-31`) ?? NaN;
  return published <= yearEnd ? { days: null, reason: 'DATE_DOUBTFUL' } : { days: published - last };
}

const FULL_DATE = /^\d{4}-\d{2}-\d{2}$/u;
const DAY_MS = 86_400_000;

/** Days since 1970 of a full date that the calendar has; else null. */
function dayNumber(date: string | null): number | null {
  if (date === null || !FULL_DATE.test(date)) return null;
  const ms = Date.parse(`${date}T00:00:00Z`);
  // 2021-02-30 becomes 2 March in some calendars: what is no day is none.
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date ? null : ms / DAY_MS;
}

/** The rule in words, for the dictionary. */
export const DAYS_LATE_RULE = {
  zh: '条例（国务院令第711号，2019年5月15日起施行）第四十九条：县级以上人民政府部门每年1月31日前；县级以上地方人民政府本级年报每年3月31日前（政府办公厅（室）的年报，口径为汇总的按本级政府，口径为本机关的按部门，口径不明的不计）。2018年度及以前：原条例（国务院令第492号）第三十一条，各级行政机关每年3月31日前。截止当日算按时；只在网页自身的发布日期完整时计算，落款日期不算；早于报告年度结束的日期存疑，不计。2019年度起的乡镇、街道，以及企事业单位、其他机构和层级不明的机关，条例未定或无法确定日期，不计。网页迁移后的发布日期可能晚于首次公开，个别年度的延期通知未计入。',
  en: 'Regulations on Open Government Information (State Council order 711, in force since 15 May 2019), article 49: departments of governments of the county level and above by 31 January; a local government’s own report by 31 March (of a government’s office: by 31 March where its scope is CONSOLIDATED, by 31 January where it is OWN, no deadline where it is UNKNOWN). Report years to 2018: order 492, article 31, every administrative organ by 31 March. The last day is in time. Only where the page prints a full date of its own; a date under the signature does not count, nor one before the end of the report’s year. No deadline from 2019 on for townships and subdistricts, and none for institutions, other organs and organs of unknown level: the law names no day, or it is not certain which. A page that was moved may print a later day than that of the first publication; postponements by notice are not known here.',
} as const;
