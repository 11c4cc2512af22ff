/** What a file holds that is no annual report, though it speaks of one. */
import type { Report } from '../../domain/report.js';
import type { SetAsideReason } from '../../errors.js';
import type { DocumentMetadata } from '../../ingest/document.js';
import type { FrontMatter } from './front-matter.js';
import { fieldValues } from './front-lines.js';
import { headText } from './head-text.js';
import { speaksOfItself } from './preamble.js';
import { EXPLAINS, readTitle } from './title-text.js';

/** Why a file is refused. */
export type NoReport = Extract<
  SetAsideReason,
  'not-a-report' | 'explanation' | 'letter-or-notice' | 'title-only'
>;

/** The words by which letters, notices and rules end their titles. */
const LETTER_TITLE =
  /(?:公开|年报|年度报告)\p{Script=Han}{0,30}》?(?:的|相关)?(?:复?函|通知|通告|公告|公示|通报|请示|批复|意见|方案|要点|办法|指南|规定|制度|计划|细则|简报|说明)$/u;
/** Labels of the official tables that nothing but a report prints. */
const TABLE_WORDS =
  /本年新收政府信息公开申请|结转下年度继续办理|信访举报投诉类申请|本年(?:新公开|制发件)数|受理依申请公开信息总数|主动公开文件数/gu;
const FEWEST_TABLE_WORDS = 2;
/** A report has sections of the outline, or a title and more prose than this. */
const FEWEST_SECTIONS = 2;
const FEWEST_SECTIONS_OF_LETTER = 3;
const SHORTEST_PROSE = 60;
const FEWEST_LISTED = 2;

/**
 * Why a parsed document is no annual report; null where it is one. One whose tables are there is never refused.
 *
 * @param front of the same document
 */
export function whyNoReport(report: Report, front: FrontMatter, metadata: DocumentMetadata): NoReport | null {
  if (report.form !== 'FREE_PROSE') return null;
  const text = report.sections.map((section) => section.text).join('\n');
  if (new Set(headText(text).folded.match(TABLE_WORDS)).size >= FEWEST_TABLE_WORDS) return null;
  const outline = report.sections.filter(({ heading, kind }) => heading !== null && kind !== 'OTHER');
  const sections = outline.length;
  const titles = [
    ...fieldValues(front.lines, 'title'),
    ...front.lines.flatMap(({ titlePart }) => (titlePart === null ? [] : [titlePart.text])),
    ...(metadata.title === undefined ? [] : [headText(metadata.title)]),
  ];
  if (
    front.title?.explains === true ||
    titles.some(({ folded }) => /公开/u.test(folded) && EXPLAINS.test(folded))
  )
    return 'explanation';
  const isLetter = titles.some(({ folded }) => folded.length <= 80 && LETTER_TITLE.test(folded));
  const title = readTitle(headText(report.title ?? ''));
  if (isLetter && (title === null || sections < FEWEST_SECTIONS_OF_LETTER)) return 'letter-or-notice';
  if (sections === 0 && isListOfReports(text)) return 'title-only';
  if (title === null)
    return (sections >= FEWEST_SECTIONS && outline.some(isOfDisclosure)) || speaksOfItself(front.prose)
      ? null
      : 'not-a-report';
  const prose = text
    .split('\n')
    .filter((line) => line.includes('。') || line.length > SHORTEST_PROSE)
    .join('');
  return sections === 0 && prose.length < SHORTEST_PROSE ? 'title-only' : null;
}

/** True for a section that only this report has: reports on other matters begin with 总体情况 and end with 存在的问题 too. */
function isOfDisclosure({ kind }: Report['sections'][number]): boolean {
  return kind === 'PROACTIVE_DISCLOSURE' || kind === 'APPLICATIONS' || kind === 'REVIEW_AND_LITIGATION';
}

/** True for a page that lists the titles of reports, those of several years or organs, and tells nothing of any. */
function isListOfReports(text: string): boolean {
  return !text.includes('。') && (text.match(/公开.{0,12}(?:报告|年报)/gu) ?? []).length >= FEWEST_LISTED;
}
