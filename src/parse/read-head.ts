/** Who reports on which year, and when: from the title, else from what else the source prints, and then it says so. */
import type { Finding } from '../domain/finding.js';
import { UNKNOWN_REGION } from '../domain/region.js';
import type { GivenHead, Report } from '../domain/report.js';
import type { DocumentMetadata } from '../ingest/document.js';
import type { FrontMatter } from './head/front-matter.js';
import { coverOrgan, organLine } from './head/find-title.js';
import { headText } from './head/head-text.js';
import { fieldValues } from './head/front-lines.js';
import { namesItself, namesNobody } from './head/organ-name.js';
import {
  announcedTitle,
  compiler,
  contact,
  openingYear,
  subject,
  yearOfReport,
  yearTakenAt,
} from './head/preamble.js';
import type { AnnouncedTitle } from './head/preamble.js';
import { readReportDate } from './head/report-date.js';
import type { ReportDate } from './head/report-date.js';
import { readTitle } from './head/title-text.js';
import type { TitleText } from './head/title-text.js';
import { periodYear } from './head/years.js';
import { parseOrgan } from './organ.js';
import { once } from './remembered.js';
import { resolveRegion } from './region.js';
import { readingFinding } from './table-reading.js';

/** The head of a report. */
export type Head = Pick<Report, 'title' | 'organ' | 'year' | 'region' | 'publishedOn' | 'dateKind'> & {
  findings: Finding[];
};

interface Words {
  zh: string;
  en: string;
}

/** What a source says of one thing, and where. */
interface Source<T> {
  /** Looked for only where no source before it says anything. */
  value: () => T | null;
  /** Where it stands, if not in the title. */
  from: Words | null;
}

const SIGNATURE = { zh: '落款', en: 'the signature' };
const COVER = { zh: '封面', en: 'the cover' };
const PREAMBLE = { zh: '引言', en: 'the preamble' };
const CONTACT = { zh: '联系方式', en: 'the contact' };
const NARRATIVE = { zh: '正文第一部分', en: 'the first section' };
const PERIOD = { zh: '统计期限', en: 'the reporting period' };
const SCHOOL_YEAR = { zh: '学年的后一年', en: 'the second year of the school year' };
const PAGE = { zh: '网页信息', en: "the page's metadata" };
const NAME = { zh: '文件名或工作表名', en: 'the name of the file or of its sheet' };
const GIVEN = { zh: '导入时的指定', en: 'what was given with the file' };

/** The first that says anything; from anywhere but the title it makes a finding. */
function firstOf<T>(name: Words, sources: readonly Source<T>[], findings: Finding[]): T | null {
  let value: T | null = null;
  const found = sources.find((source) => (value = source.value()) !== null);
  if (found === undefined) return null;
  if (found.from !== null) {
    const { zh, en } = found.from;
    findings.push(
      readingFinding(
        'metadata-used',
        'NOTICE',
        [],
        null,
        `${name.zh}“${String(value)}”取自${zh}，正文标题没有`,
        `the ${name.en} “${String(value)}” is from ${en}; the printed title does not give it`,
      ),
    );
  }
  return value;
}

/** What a source prints or says of itself, from which name, year and title are taken. */
interface Evidence {
  front: FrontMatter;
  metadata: DocumentMetadata;
  given: GivenHead;
  /** Of the title that was given: it says whose report it is, and of which year, as a printed one does. */
  givenTitle: TitleText | null;
  date: ReportDate;
  /** Of the page: its title may name the site alone; only one that reads as a report's title says anything of the report. */
  pageTitle: TitleText | null;
  /** Where that is from. */
  pageWords: Words;
  announced: () => AnnouncedTitle | null;
}

/** Reads the head. What is `given` outweighs what is printed. */
export function readHead(front: FrontMatter, metadata: DocumentMetadata, given: GivenHead = {}): Head {
  const findings: Finding[] = [];
  const date = readReportDate(front);
  const evidence: Evidence = {
    front,
    metadata,
    given,
    givenTitle: given.title === undefined ? null : readTitle(headText(given.title)),
    date,
    pageTitle: metadata.title === undefined ? null : readTitle(headText(metadata.title)),
    pageWords: metadata.titleFrom === 'NAME' ? NAME : PAGE,
    announced: once(() => announcedTitle(front.prose)),
  };
  const name = firstOf({ zh: '机关名称', en: 'organ' }, namesIn(evidence), findings);
  const year = firstOf({ zh: '报告年度', en: 'year' }, yearsIn(evidence), findings);
  const title = firstOf({ zh: '标题', en: 'title' }, titlesIn(evidence), findings);
  const published = firstOf(
    { zh: '发布日期', en: 'date of publication' },
    [
      { value: () => (date.dateKind === 'PUBLISHED' ? date.publishedOn : null), from: null },
      { value: () => metadata.publishedOn ?? null, from: PAGE },
    ],
    findings,
  );
  const signed = date.publishedOn ?? metadata.writtenOn ?? null;
  const missing = [
    { lacks: title === null, code: 'no-title', zh: '没有找到标题', en: 'no title was found' },
    { lacks: year === null, code: 'no-year', zh: '没有找到报告年度', en: 'no report year was found' },
    { lacks: name === null, code: 'no-organ', zh: '没有找到报告机关', en: 'no reporting organ was found' },
  ] as const;
  for (const { lacks, code, zh, en } of missing) {
    if (lacks) findings.push(readingFinding(code, 'WARNING', [], null, zh, en));
  }
  const hints = named(date.signature);
  const asOf = year ?? yearBefore(published ?? signed);
  const place =
    name === null
      ? { region: UNKNOWN_REGION, findings: [] }
      : resolveRegion(name, { asOf, ...(hints !== null && { signature: hints }) });
  return {
    title,
    organ: name === null ? null : parseOrgan(name, asOf),
    year,
    region: place.region,
    publishedOn: published ?? signed,
    dateKind: published !== null ? 'PUBLISHED' : signed === null ? null : 'SIGNED',
    findings: [...findings, ...place.findings],
  };
}

/** A name as printed, in NFKC. */
function named(text: { shown: string } | null): string | null {
  return text === null ? null : text.shown.normalize('NFKC');
}

/** Where the organ is named, the surest first. */
function namesIn({
  front,
  metadata,
  given,
  givenTitle,
  date,
  pageTitle,
  pageWords,
  announced,
}: Evidence): Source<string>[] {
  const { title, lines, prose } = front;
  const publisher = fieldValues(lines, 'organ').find(({ folded }) => namesItself(folded)) ?? null;
  const titleOrgan = title?.organ ?? null;
  const whole = (name: TitleText['organ']): string | null =>
    name !== null && !namesNobody(name.folded) ? named(name) : null;
  return [
    { value: () => given.organ ?? whole(givenTitle?.organ ?? null), from: GIVEN },
    { value: () => whole(titleOrgan), from: null },
    { value: () => named(announced()?.organ ?? null), from: PREAMBLE },
    { value: () => named(title === null ? organLine(lines) : coverOrgan(lines, title)), from: COVER },
    { value: () => named(date.signature), from: SIGNATURE },
    { value: () => named(compiler(prose)), from: PREAMBLE },
    { value: () => named(pageTitle?.organ ?? null), from: pageWords },
    { value: () => named(publisher), from: PAGE },
    { value: () => metadata.organ ?? null, from: PAGE },
    { value: () => named(fuller(subject(prose), contact(prose))), from: NARRATIVE },
    { value: () => named(contact(prose)), from: CONTACT },
    // A title that says no more than 市审计局 is still its name as printed.
    { value: () => named(titleOrgan), from: null },
  ];
}

/** Where the year stands, the surest first. */
function yearsIn({ front, given, givenTitle, pageTitle, pageWords, announced }: Evidence): Source<number>[] {
  const { title, prose, opening } = front;
  const isSchoolYear = /学年/u.test(title?.text.folded ?? '');
  return [
    { value: () => given.year ?? givenTitle?.year ?? null, from: GIVEN },
    { value: () => title?.year ?? null, from: isSchoolYear ? SCHOOL_YEAR : null },
    { value: () => againstPeriod(front), from: PREAMBLE },
    { value: () => periodYear(prose.folded), from: PERIOD },
    { value: () => announced()?.year ?? null, from: PREAMBLE },
    { value: () => yearOfReport(prose), from: PREAMBLE },
    { value: () => pageTitle?.year ?? null, from: pageWords },
    { value: () => yearTakenAt(prose.folded), from: PERIOD },
    { value: () => openingYear(opening), from: NARRATIVE },
  ];
}

/** Where the title is printed, the surest first. */
function titlesIn({ front, metadata, given, pageTitle, announced }: Evidence): Source<string>[] {
  return [
    { value: () => given.title ?? null, from: GIVEN },
    { value: () => front.title?.text.shown ?? null, from: null },
    { value: () => (pageTitle === null ? null : (metadata.title ?? null)), from: null },
    { value: () => announced()?.title.shown ?? null, from: PREAMBLE },
  ];
}

/** The name that another one ends with is short of its place: 白溪镇人民政府 of 云桥县白溪镇人民政府. */
function fuller<T extends { folded: string }>(name: T | null, other: T | null): T | null {
  return name !== null && other?.folded.endsWith(name.folded) === true ? other : name;
}

/** Periods are left standing from the last report: where the prose tells another year twice, that one; else null. */
function againstPeriod({ prose, opening }: FrontMatter): number | null {
  const period = periodYear(prose.folded);
  const told = period === null ? null : yearOfReport(prose);
  return told !== period && told === openingYear(opening) ? told : null;
}

/** Reports are due in the year after: without a year of its own, a report of 2016-03 is of the places of 2015. */
function yearBefore(date: string | null): number | null {
  return date === null ? null : Number(date.slice(0, 4)) - 1;
}
