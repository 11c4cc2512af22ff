/** Who reports on which year, and when: from the title, else from what else the source prints, and then it says so. */
import type { Finding } from '../domain/finding.js';
import { UNKNOWN_REGION } from '../domain/region.js';
import type { Report } from '../domain/report.js';
import type { DocumentMetadata } from '../ingest/document.js';
import { squeeze } from './label-text.js';
import { parseOrgan } from './organ.js';
import { resolveRegion } from './region.js';
import type { SourceItem } from './source-lines.js';
import { readingFinding } from './table-reading.js';
import type { TitleReading } from './title.js';
import { findDate, isTitle, organInTitle, periodYear, yearIn } from './title.js';

/** The head of a report. */
export type Head = Pick<Report, 'title' | 'organ' | 'year' | 'region' | 'publishedOn' | 'dateKind'> & {
  findings: Finding[];
};

/** What a source says of one thing, and where. */
interface Source<T> {
  value: T | null;
  /** Where it stands, if not in the title. */
  from: { zh: string; en: string } | null;
}

const SIGNATURE = { zh: '落款', en: 'the signature' };
const PERIOD = { zh: '统计期限', en: 'the reporting period' };
const PAGE = { zh: '网页信息', en: "the page's metadata" };

/** The first that says anything; from anywhere but the title it makes a finding. */
function firstOf<T>(
  name: { zh: string; en: string },
  sources: readonly Source<T>[],
  findings: Finding[],
): T | null {
  const found = sources.find(({ value }) => value !== null);
  if (found === undefined) return null;
  if (found.from !== null) {
    const [value, { zh, en }] = [String(found.value), found.from];
    findings.push(
      readingFinding(
        'metadata-used',
        'NOTICE',
        [],
        null,
        `${name.zh}“${value}”取自${zh}，正文标题没有`,
        `the ${name.en} “${value}” is from ${en}; the printed title does not give it`,
      ),
    );
  }
  return found.value;
}

/** Reads the head. `title` is the printed title, null where there is none. */
export function readHead(
  items: readonly SourceItem[],
  title: TitleReading | null,
  metadata: DocumentMetadata,
): Head {
  const findings: Finding[] = [];
  const date = findDate(items);
  // A page's title may name the site alone; only one that reads as a report's title says anything of the report.
  const pageTitle = metadata.title !== undefined && isTitle(squeeze(metadata.title)) ? metadata.title : null;
  const squeezed = pageTitle === null ? null : squeeze(pageTitle);

  const name = firstOf(
    { zh: '机关名称', en: 'organ' },
    [
      { value: title?.organ ?? null, from: null },
      { value: date.signature, from: SIGNATURE },
      { value: squeezed === null ? null : organInTitle(squeezed), from: PAGE },
      { value: metadata.organ ?? null, from: PAGE },
    ],
    findings,
  );
  const year = firstOf(
    { zh: '报告年度', en: 'year' },
    [
      { value: title?.year ?? null, from: null },
      { value: periodYear(items), from: PERIOD },
      { value: squeezed === null ? null : yearIn(squeezed), from: PAGE },
    ],
    findings,
  );
  const isPublished = date.dateKind === 'PUBLISHED';
  const published = firstOf(
    { zh: '发布日期', en: 'date of publication' },
    [
      { value: isPublished ? date.publishedOn : null, from: null },
      { value: metadata.publishedOn ?? null, from: PAGE },
    ],
    findings,
  );
  const missing = [
    {
      lacks: title === null && pageTitle === null,
      code: 'no-title',
      zh: '没有找到标题',
      en: 'no title was found',
    },
    { lacks: year === null, code: 'no-year', zh: '没有找到报告年度', en: 'no report year was found' },
    { lacks: name === null, code: 'no-organ', zh: '没有找到报告机关', en: 'no reporting organ was found' },
  ] as const;
  for (const { lacks, code, zh, en } of missing) {
    if (lacks) findings.push(readingFinding(code, 'WARNING', [], null, zh, en));
  }
  const place =
    name === null
      ? { region: UNKNOWN_REGION, findings: [] }
      : resolveRegion(name, date.signature === null ? {} : { signature: date.signature });
  return {
    title: title?.title ?? pageTitle,
    organ: name === null ? null : parseOrgan(name),
    year,
    region: place.region,
    publishedOn: published ?? date.publishedOn,
    dateKind: published === null ? date.dateKind : 'PUBLISHED',
    findings: [...findings, ...place.findings],
  };
}
