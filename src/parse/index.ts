/** Document → Report: the parser's one way in. */
import type { FormEdition, TableName } from '../domain/cells.js';
import { APPLICANT_COLUMNS } from '../domain/cells.js';
import type { Finding } from '../domain/finding.js';
import type { Region } from '../domain/region.js';
import type { GivenHead, Place, Report, Section } from '../domain/report.js';
import type { TextRun } from '../domain/text-run.js';
import type { Document, OmittedText } from '../ingest/document.js';
import { assembleCells, editionOfRows } from './assemble-cells.js';
import { emptySectionFindings } from './missing-findings.js';
import { auditCells } from './audit.js';
import { auditClaims } from './audit-claims.js';
import { auditLists } from './audit-lists.js';
import { findClaims } from './claims.js';
import { doubted } from './doubts.js';
import type { Heading } from './headings.js';
import { findHeadings } from './headings.js';
import { joinGrids } from './join-grids.js';
import type { LogicalRow } from './logical-rows.js';
import { logicalRows } from './logical-rows.js';
import type { Paragraph } from './paragraphs.js';
import { mendParagraphs, wrapWidth } from './paragraphs.js';
import { LIST_TABLE, readListTables } from './list-tables/read-list-tables.js';
import { findUnknownTables, unknownTable } from './list-tables/unknown-tables.js';
import { missingSections } from './missing-sections.js';
import { preparedRows } from './prepare-rows.js';
import { readHead } from './read-head.js';
import { joinedFinding } from './joined-finding.js';
import { isReadAsText, readRecognition } from './recognition.js';
import { readSeenPages } from './unread-pages.js';
import { findScope } from './scope.js';
import type { SourceItem } from './source-lines.js';
import type { SourceLine } from './source-line.js';
import { isPageNumber, isPictureDescription, sourceItems } from './source-lines.js';
import type { TableReading } from './table-reading.js';
import { readingFinding } from './table-reading.js';
import type { TableZone } from './table-zones.js';
import { findTableZones, withNumbersBelow } from './table-zones.js';
import { areRunTogether, lackCells, lackMadeDocuments, withRuns } from './table/digit-runs.js';
import { doubtRowsOfLabelsAlone, hasNumbersLeftOver } from './table/left-over-numbers.js';
import { printedTables, withUnshown } from './table/printed-words.js';
import { readApplications } from './tables/applications.js';
import { editionOf } from './tables/disclosure-columns.js';
import { readDisclosure } from './tables/disclosure.js';
import { readReview } from './tables/review.js';
import { runningTitles } from './head/running-title.js';
import { secondReportAt } from './head/second-report.js';
import { readFront } from './head/front-matter.js';
import type { FrontMatter } from './head/front-matter.js';
import { whyNoReport } from './head/no-report.js';
import type { NoReport } from './head/no-report.js';
import { once } from './remembered.js';
import { squeeze } from './label-text.js';
import { foldRadicals } from '../text/fold-script.js';

/** Changes whenever the same bytes may be read otherwise; `ogi reparse` renews reports of older versions. */
export const PARSER_VERSION = '7';

/**
 * Reads a document. Never throws for its content: what it cannot read is null, `UNREADABLE` or a finding.
 *
 * @param given what the user says of a file that tells too little
 */
export function parseReport(document: Document, given: GivenHead = {}): Report {
  return readDocument(document, given).report;
}

/** A report, and why the document is none after all; null where it is one. */
export interface ReadDocument {
  report: Report;
  noReport: NoReport | null;
}

/**
 * A name that was recognised in a picture may have a wrong character and so be that of another organ: unless it was given, the report
 * is of no certain place, and takes the place of no other.
 */
function certainlyRead(
  region: Region,
  document: Document,
  { organ }: GivenHead,
  title: Place | null,
): Region {
  return organ !== undefined || isReadAsText(document, title) ? region : { ...region, certain: false };
}

/** Where the title stands that names the organ; null where none does, and its name is from elsewhere. */
function placeOfOrgan(items: readonly SourceItem[], { title }: FrontMatter): Place | null {
  if (title === null || title.organ === null) return null;
  return items[title.indexes[0] ?? -1]?.place ?? null;
}

/** As {@link parseReport}, and judges whether the document is an annual report on open government information at all. */
export function readDocument(document: Document, given: GivenHead = {}): ReadDocument {
  const all = joinGrids(sourceItems(document.blocks));
  const pictures = all.filter(
    (item): item is SourceLine => item.kind === 'line' && isPictureDescription(item),
  );
  const withoutPictures =
    pictures.length === 0 ? all : all.filter((item) => item.kind !== 'line' || !isPictureDescription(item));
  const inAll = once(() => printedTables(withoutPictures));
  const lists = readListTables(withoutPictures, inAll);
  const { items } = lists;
  const lines = items.filter((item): item is SourceLine => item.kind === 'line');
  const wrap = wrapWidth(lines);
  const headings = findHeadings(items, wrap);
  const headingAt = new Map(
    headings.flatMap((heading) => range(heading).map((index) => [index, heading] as const)),
  );
  const front = readFront(items, headings);
  const second = secondReportAt(items, front.title);
  const found = findTableZones(items, (index) => headingAt.get(index)).filter(
    (zone) => second === -1 || (zone.indexes[0] ?? 0) < second,
  );
  const titles = runningTitles(items, front.title);
  const [begin = Infinity, end = -1] = [found[0]?.indexes[0], found.at(-1)?.indexes.at(-1)];
  const titlesInTables = [...titles].filter((index) => index > begin && index < end);
  const zones = found.map((zone) => ({
    ...zone,
    indexes: zone.indexes.filter((index) => !titles.has(index)),
  }));
  const shown = lists.reading === null ? inAll : once(() => printedTables(items));
  const printed = once(() => withUnshown(shown(), document.unshown ?? ''));
  const read = (some: readonly TableZone[]): TablesRead =>
    readTables(items, some, () => printed().columnsEdition ?? editionOfYear(front.title?.year ?? null));
  const { readings, tableIndexes } =
    readWithNumbersBelow(withNumbersBelow(items, zones), read) ?? read(zones);
  const pageNumbers = items.flatMap((item, index) =>
    item.kind === 'line' && isPageNumber(item) ? [index] : [],
  );

  const skipped = new Set([...tableIndexes, ...front.notText, ...pageNumbers, ...titlesInTables]);
  const parts = narrative(items, headingAt, skipped, wrap);
  const paragraphs = parts.flatMap((part) => part.paragraphs);
  const assembled = assembleCells(
    lists.reading === null ? readings : new Map([...readings, [LIST_TABLE, lists.reading]]),
    printed,
  );
  const { form, findings: missing } = assembled;
  const recognition = readRecognition(document, assembled.cells);
  const seen = readSeenPages(document, recognition.cells);
  const { cells } = seen;
  const unknownTables = findUnknownTables(
    items,
    (index) => skipped.has(index) || (second !== -1 && index >= second),
  );
  const head = readHead(front, document.metadata, given);
  const claims = findClaims(
    parts
      .filter((part) => !isUnrelated(part.section))
      .map(({ section, paragraphs: own }) => ({ kind: section.kind, paragraphs: own })),
    head.year,
  );

  const report: Report = {
    title: head.title,
    organ: head.organ,
    year: head.year,
    publishedOn: head.publishedOn,
    dateKind: head.dateKind,
    region: certainlyRead(head.region, document, given, placeOfOrgan(items, front)),
    ...(Object.keys(given).length === 0 ? {} : { given }),
    ...(document.files === undefined ? {} : { files: document.files }),
    scope: findScope(paragraphs, cells['applications.received.total']?.value ?? null),
    form,
    sections: parts.map((part) => part.section),
    cells,
    extraRows: recognition.extraRows([...readings.values()].flatMap((reading) => reading.extraRows)),
    extraTables: recognition.extraTables([...lists.extraTables, ...unknownTables]),
    claims: claims.map(({ claim }) => claim),
    findings: [
      ...head.findings,
      ...severalReports(items[second]),
      ...pictures.map(noiseFinding),
      ...joinedFinding(document.files, recognition.cells),
      ...convertedFinding(document.convertedBy),
      ...recognition.findings,
      ...signedFinding(document.signatures),
      ...omittedFindings(document.omitted ?? []),
      ...seen.findings,
      ...seen.missing([
        ...(form === 'FREE_PROSE' ? emptySectionFindings(parts.map((part) => part.section)) : missing),
        ...missingSections(
          form,
          parts.map((part) => part.section),
          cells,
        ),
      ]),
      ...recognition.others([...readings.values()].flatMap((reading) => reading.findings)),
      ...recognition.others(lists.reading?.findings ?? []),
      ...unknownTables.map(unknownTable),
      ...auditCells(cells),
      ...auditLists(cells),
      ...auditClaims(claims, cells),
    ],
  };
  return { report, noReport: whyNoReport(report, front, document.metadata) };
}

function range(heading: Heading): number[] {
  return Array.from({ length: heading.last - heading.first + 1 }, (_, step) => heading.first + step);
}

interface TablesRead {
  readonly readings: Map<TableName, TableReading>;
  readonly tableIndexes: Set<number>;
}

/** The tables with the numbers of the second that stand below it; null where these do not decide it. */
function readWithNumbersBelow(
  zones: readonly TableZone[] | null,
  read: (zones: readonly TableZone[]) => TablesRead,
): TablesRead | null {
  const tables = zones === null ? null : read(zones);
  const isDecided = tables?.readings
    .get('applications')
    ?.findings.some(({ code }) => code === 'placed-by-order');
  return isDecided === true ? tables : null;
}

/**
 * Reads the zones of each table; a zone that yields nothing was no table and stays narrative. `edition`: the one whose columns
 * the text names.
 */
function readTables(
  items: readonly SourceItem[],
  zones: readonly TableZone[],
  edition: () => FormEdition | null,
): TablesRead {
  const readings = new Map<TableName, TableReading>();
  const tableIndexes = new Set<number>();
  let isRunTogether = false;
  let mayLackCells = false;
  for (const table of ['applications', 'review', 'disclosure'] as const) {
    const own = zones.filter((zone) => zone.table === table);
    const indexes = own.flatMap((zone) => zone.indexes);
    const printed = logicalRows(indexes.map((index) => items[index]).filter((item) => item !== undefined));
    isRunTogether ||= table === 'applications' && areRunTogether(printed);
    mayLackCells ||=
      isRunTogether && table === 'applications' && lackCells(printed, APPLICANT_COLUMNS.length);
    mayLackCells ||= isRunTogether && table === 'disclosure' && lackMadeDocuments(printed);
    const rows = preparedRows(table, isRunTogether ? withRuns(printed, mayLackCells) : printed);
    const lines = readings.get('applications') ?? { isSetInLine: false, gaps: null };
    const isInterrupted = own.some(({ interrupted }) => interrupted);
    const reading =
      table === 'applications'
        ? readApplications(rows, isInterrupted)
        : table === 'review'
          ? readReview(rows, own.at(-1)?.interrupted === true, lines)
          : readDisclosure(rows, editionElsewhere(rows, edition, readings), lines, isInterrupted);
    if (reading.rows.size === 0 && reading.extraRows.length === 0) continue;
    readings.set(table, doubted(table, reading, rows));
    for (const index of indexes) tableIndexes.add(index);
  }
  const from = Math.min(...tableIndexes);
  if (hasNumbersLeftOver(items, (index) => tableIndexes.has(index), from, readings)) {
    doubtRowsOfLabelsAlone(readings);
  }
  return { readings, tableIndexes };
}

/** The edition for a first table whose own words show none: that of columns named elsewhere or of the year, else that of the other tables. */
function editionElsewhere(
  rows: readonly LogicalRow[],
  ofColumns: () => FormEdition | null,
  readings: ReadonlyMap<TableName, TableReading>,
): FormEdition | null {
  const own = editionOf(rows.flatMap(({ fields }) => fields.map(({ raw }) => raw)).join(''));
  return (own === null ? ofColumns() : null) ?? editionOfRows(readings.values());
}

/** Reports from this year on are in the form of 2021, many with the single row 其他处理 of the form before. */
const FIRST_YEAR_OF_2021 = 2021;

/** The edition of reports on a year; null where it is not known or before. */
function editionOfYear(year: number | null): FormEdition | null {
  return year === null || year < FIRST_YEAR_OF_2021 ? null : '2021';
}

interface NarrativePart {
  section: Section;
  paragraphs: Paragraph[];
}

/** Everything that is neither table nor title nor noise, parted at the headings. Each line goes into one section. */
function narrative(
  items: readonly SourceItem[],
  headingAt: ReadonlyMap<number, Heading>,
  skipped: ReadonlySet<number>,
  wrap: number,
): NarrativePart[] {
  const parts: { heading: Heading | null; place: Section['place']; lines: SourceLine[] }[] = [
    { heading: null, place: null, lines: [] },
  ];
  items.forEach((item, index) => {
    const heading = headingAt.get(index);
    if (heading !== undefined) {
      if (index === heading.first) parts.push({ heading, place: item.place, lines: [] });
      return;
    }
    if (skipped.has(index)) return;
    const current = parts.at(-1);
    if (item.kind === 'line') {
      if (item.squeezed !== '') current?.lines.push(item);
    } else {
      current?.lines.push(...gridLines(item));
    }
  });
  return parts
    .map(({ heading, place, lines }) => {
      const paragraphs = mendParagraphs(lines, wrap);
      const text = paragraphs.map((paragraph) => paragraph.text).join('\n');
      const section: Section = {
        kind: heading === null ? 'PREAMBLE' : heading.kind,
        heading: heading?.text ?? null,
        text,
        place: place ?? lines[0]?.place ?? null,
        runs: joinRuns(paragraphs),
      };
      return { section, paragraphs };
    })
    .filter((part) => part.section.heading !== null || part.section.text !== '');
}

/** The runs of paragraphs joined by one character each. */
function joinRuns(paragraphs: readonly Paragraph[]): TextRun[] {
  let from = 0;
  return paragraphs.flatMap(({ text, runs }) => {
    const moved = runs.map((run) => ({ ...run, offset: from + run.offset }));
    from += text.length + 1;
    return moved;
  });
}

/** A table that is none of the three is narrative: its cells, one a paragraph. */
function gridLines(grid: SourceItem): SourceLine[] {
  if (grid.kind !== 'grid') return [];
  return grid.rows
    .flat()
    .filter((cell) => cell.origin && cell.text.trim() !== '')
    .map((cell) => ({
      kind: 'line',
      text: foldRadicals(cell.text),
      squeezed: squeeze(cell.text),
      place: cell.place,
      blankLinesBefore: 0,
      whole: true,
      heading: false,
    }));
}

/** Sections whose numbers speak of other things: plans, staff, proposals. */
function isUnrelated(section: Section): boolean {
  return section.kind === 'PROBLEMS_AND_IMPROVEMENT' || section.kind === 'OTHER';
}

/** The tables below a second title are of another report: they fill no cell of this one. */
function severalReports(title: SourceItem | undefined): Finding[] {
  if (title?.kind !== 'line') return [];
  const printed = title.text.trim();
  return [
    readingFinding(
      'several-reports',
      'ERROR',
      [],
      title.place,
      `文件中还有另一份报告“${printed}”，其表格未读入；请拆成每份一个文件`,
      `the file holds another report, “${printed}”, whose tables are not read; split it into one file each`,
    ),
  ];
}

/** Another version of the converter may print the same source otherwise. */
function convertedFinding(program: string | undefined): Finding[] {
  if (program === undefined) return [];
  return [
    readingFinding(
      'converted',
      'NOTICE',
      [],
      null,
      `本文件先由 ${program} 转换再读取`,
      `the file was converted before it was read, by ${program}`,
    ),
  ];
}

/** Whose signature it is, and whether the file is still what was signed, is not looked at. */
function signedFinding(signatures: number | undefined): Finding[] {
  if (signatures === undefined) return [];
  return [
    readingFinding(
      'signature-not-verified',
      'NOTICE',
      [],
      null,
      `本文件带有 ${signatures} 个电子签名或电子印章，未验证`,
      `the file bears ${signatures} electronic signatures or seals; none was verified`,
    ),
  ];
}

const WHY_OMITTED: Readonly<Record<NonNullable<OmittedText['why']>, { zh: string; en: string }>> = {
  BEYOND_PAGE: {
    zh: '略去页面以外或倾斜的文字（水印）',
    en: "text that runs askew (a watermark) or stands beyond the page's edge was left out",
  },
  HIDDEN: {
    zh: '略去隐藏的工作表、行或列中的内容',
    en: 'what stands in hidden sheets, rows or columns was left out',
  },
  ANNOTATION: {
    zh: '批注、印章等注释不属于正文，略去',
    en: 'annotations (notes, stamps, watermarks put on later) are no text of the report and were left out',
  },
};

/** One finding for all that the reader of the format left out for one reason; a watermark may be many pieces of text. */
function omittedFindings(omitted: readonly OmittedText[]): Finding[] {
  return Object.entries(WHY_OMITTED).flatMap(([reason, why]) =>
    omittedFinding(
      omitted.filter((one) => (one.why ?? 'BEYOND_PAGE') === reason),
      why,
    ),
  );
}

function omittedFinding(omitted: readonly OmittedText[], why: { zh: string; en: string }): Finding[] {
  const [first] = omitted;
  if (first === undefined) return [];
  const texts = omitted.map(({ text }) => text).join(' ');
  const shown = texts.length > 60 ? `${texts.slice(0, 60)}…` : texts;
  return [
    readingFinding(
      'noise-removed',
      'NOTICE',
      [],
      first.place,
      `${why.zh}“${shown}”`,
      `${why.en}: “${shown}”`,
    ),
  ];
}

function noiseFinding(line: SourceLine): Finding {
  const begin = line.text.trim().slice(0, 60);
  return readingFinding(
    'noise-removed',
    'NOTICE',
    [],
    line.place,
    `略去图片描述“${begin}…”`,
    `a picture description was left out: “${begin}…”`,
  );
}
