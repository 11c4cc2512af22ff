/** Document → Report: the parser's one way in. */
import type { Region } from '../domain/region.js';
import type { GivenHead, Place, Report, Section } from '../domain/report.js';
import type { Document } from '../ingest/document.js';
import { assembleCells } from './assemble-cells.js';
import { auditCells } from './audit.js';
import { auditClaims } from './audit-claims.js';
import { auditLists } from './audit-lists.js';
import { findClaims } from './claims.js';
import { readFront } from './head/front-matter.js';
import type { FrontMatter } from './head/front-matter.js';
import { whyNoReport } from './head/no-report.js';
import type { NoReport } from './head/no-report.js';
import { runningTitles } from './head/running-title.js';
import { secondReportAt } from './head/second-report.js';
import { findHeadings } from './headings.js';
import type { Heading } from './headings.js';
import { joinGrids } from './join-grids.js';
import { joinedFinding } from './joined-finding.js';
import { LIST_TABLE, readListTables } from './list-tables/read-list-tables.js';
import { findUnknownTables, unknownTable } from './list-tables/unknown-tables.js';
import { emptySectionFindings } from './missing-findings.js';
import { missingSections } from './missing-sections.js';
import { narrative } from './narrative.js';
import { withNumbersBelow } from './numbers-below.js';
import { wrapWidth } from './paragraphs.js';
import { readHead } from './read-head.js';
import { editionOfYear, readTables, readWithNumbersBelow } from './read-tables.js';
import type { TablesRead } from './read-tables.js';
import { isReadAsText, readRecognition } from './recognition.js';
import { once } from './remembered.js';
import { findScope } from './scope.js';
import {
  convertedFinding,
  noiseFinding,
  omittedFindings,
  severalReports,
  macrosFinding,
  signedFinding,
} from './source-findings.js';
import type { SourceLine } from './source-line.js';
import type { SourceItem } from './source-lines.js';
import { isPageNumber, isPictureDescription, sourceItems } from './source-lines.js';
import { findTableZones } from './table-zones.js';
import type { TableZone } from './table-zones.js';
import { printedTables, withUnshown } from './table/printed-words.js';
import { organRecognised } from './organ-recognised.js';
import { readSeenPages } from './unread-pages.js';

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
  const organPlace = placeOfOrgan(items, front);
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
    region: certainlyRead(head.region, document, given, organPlace),
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
      ...organRecognised(document, { head, given }, organPlace),
      ...signedFinding(document.signatures),
      ...macrosFinding(document.macros),
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

/** Sections whose numbers speak of other things: plans, staff, proposals. */
function isUnrelated(section: Section): boolean {
  return section.kind === 'PROBLEMS_AND_IMPROVEMENT' || section.kind === 'OTHER';
}
