/** When a report was published or signed. */
import type { DateKind } from '../../domain/report.js';
import type { FrontMatter } from './front-matter.js';
import type { FrontLine } from './front-lines.js';
import type { HeadText } from './head-text.js';
import { sliceText } from './head-text.js';
import { ORGAN_END, isOrganName, namesNobody } from './organ-name.js';
import { fieldDate } from './page-lines.js';
import type { PrintedDate } from './years.js';
import { datesIn } from './years.js';

/** The date of a report and the signature above it. */
export interface ReportDate {
  publishedOn: string | null;
  dateKind: DateKind | null;
  /** The organ's name in the signature (落款); null where none is printed. */
  signature: HeadText | null;
}

/** A signature stands within so many lines of the end. */
const SIGNATURE_LINES = 8;
/** What may stand around a date that is alone on its line. */
const AROUND = /^[•·●■◆▪*()[\]【】〔〕「」:：|,，.。—–-]*$/u;

/** The page's own date, else the one under the signature, on the cover or of the writing. */
export function readReportDate({ lines, foot, title }: FrontMatter): ReportDate {
  const signed = findSignature(foot) ?? { date: null, signature: null };
  const { signature } = signed;
  const published =
    fieldDate(lines, 'published') ??
    fieldDate(foot, 'published') ??
    fieldDate(lines, 'issued') ??
    title?.date ??
    fieldDate(lines, 'updated') ??
    fieldDate(foot, 'updated') ??
    lineDate(lines, true);
  if (published !== null) return { publishedOn: published, dateKind: 'PUBLISHED', signature };
  const date = signed.date ?? lineDate(lines, false) ?? fieldDate(lines, 'written');
  return { publishedOn: date, dateKind: date === null ? null : 'SIGNED', signature };
}

/** A date alone on a line of the head, printed as sites print it or by hand. */
function lineDate(lines: readonly FrontLine[], byMachine: boolean): string | null {
  for (const { text, body, isProse, isValue, fields } of lines) {
    if (isProse || isValue === true) continue;
    // Before the page's labels a date is the page's: 2024年1月26日 来源：市统计局.
    const date = dateAlone(fields.length > 0 ? body.folded : text.folded) ?? postedAt(text.folded);
    if (date === null) continue;
    const isMachine = fields.length > 0 || date.byMachine || /^[•·●■◆▪*]/u.test(text.folded);
    if (isMachine === byMachine) return date.date;
  }
  return null;
}

/** How a public account dates its posts: 原创 青岚统计 2024-01-26 17:30 发表于某省. */
function postedAt(folded: string): PrintedDate | null {
  if (folded.length > 60 || !/^原创|发表于/u.test(folded)) return null;
  const [date, more] = datesIn(folded);
  return date === undefined || more !== undefined || !date.byMachine ? null : date;
}

function dateAlone(folded: string): PrintedDate | null {
  if (folded.length > 40) return null;
  const [date, more] = datesIn(folded);
  if (date === undefined || more !== undefined) return null;
  return AROUND.test(folded.slice(0, date.start)) && AROUND.test(folded.slice(date.end)) ? date : null;
}

/** The date under the report, with the organ above it or before it on its line. */
function findSignature(foot: readonly FrontLine[]): { date: string; signature: HeadText | null } | null {
  const lines = foot.filter(({ isChrome }) => !isChrome).slice(-SIGNATURE_LINES);
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (line === undefined) continue;
    const alone = dateAlone(line.text.folded);
    if (alone !== null) {
      const above = lines[index - 1]?.text ?? null;
      return { date: alone.date, signature: above !== null && isSignature(above.folded) ? above : null };
    }
    const last = datesIn(line.text.folded).at(-1);
    if (last === undefined || !AROUND.test(line.text.folded.slice(last.end))) continue;
    const before = sliceText(line.text, 0, last.start);
    if (isSignature(before.folded)) return { date: last.date, signature: before };
  }
  return null;
}

function isSignature(folded: string): boolean {
  return (
    folded.length >= 3 &&
    folded.length <= 30 &&
    ORGAN_END.test(folded) &&
    isOrganName(folded) &&
    !namesNobody(folded)
  );
}
