/** What filters, facets and orders need of a report beside its cells, the same for every store. */
import { CELLS } from '../domain/cells.js';
import { daySpan } from '../domain/day-span.js';
import type { DaySpan } from '../domain/day-span.js';
import type { Finding, FindingCode, Outcome } from '../domain/finding.js';
import { identityKey } from '../domain/identity.js';
import { reportFieldValues } from '../domain/report-fields.js';
import type { ReportFieldValues } from '../domain/report-fields.js';
import { regionField, regionKey, REGION_LEVELS } from '../domain/region.js';
import type { RegionField, RegionLevel, RegionNames } from '../domain/region.js';
import type { Report, SectionKind } from '../domain/report.js';
import { OgiError } from '../errors.js';
import { isTextTooLong, MAX_TEXT_LENGTH } from '../text/text-limit.js';
import type { ReportWrite } from './writes.js';
import { organId } from './report-id.js';
import { recordOf } from '../domain/record-of.js';

const AMOUNTS = CELLS.filter(({ unit }) => unit !== 'count' && unit !== 'signedCount').map(({ key }) => key);

/** A value with the words for people. */
export interface Labelled {
  value: string;
  label: string;
}

/** What filters, facets and orders need of a report beside its cells. */
export interface ReportFacts extends ReportFieldValues {
  year: number;
  regions: Record<RegionLevel, Labelled | null>;
  /** The same of today; absent where nothing has changed. */
  regionsToday?: Record<RegionLevel, Labelled | null>;
  organ: Labelled;
  organId: string | null;
  /** Of the file of the current revision, in milliseconds since 1970. */
  importedAt: number;
  /** The days that the date may mean; null without one. */
  publishedOn: DaySpan | null;
  /** How many sections of each kind there are; kinds without one are left out. */
  sections: Partial<Record<SectionKind, number>>;
  /** Distinct pairs. */
  findings: [FindingCode, Outcome | null][];
  /** Keys of the cells that hold an amount without a known unit: it stays out of every sum. */
  unknownUnits: string[];
}

/**
 * The facts of a report.
 *
 * @param added the findings of the store
 * @param importedAt ISO 8601 instant at which its file was imported
 */
export function reportFacts(report: Report, added: readonly Finding[], importedAt: string): ReportFacts {
  const { organ, year } = requireIdentity(report);
  const sections: Partial<Record<SectionKind, number>> = {};
  for (const { kind } of report.sections) sections[kind] = (sections[kind] ?? 0) + 1;
  const pairs = new Map<string, [FindingCode, Outcome | null]>();
  for (const { code, outcome } of [...report.findings, ...added])
    pairs.set(`${code} ${outcome ?? ''}`, [code, outcome]);
  return {
    year,
    regions: regionFacts(report.region),
    ...(report.region.today !== undefined && { regionsToday: regionFacts(report.region.today) }),
    organ: { value: organ.normalizedName, label: organ.name },
    organId: organId(identityKey(report)),
    ...reportFieldValues({ ...report, organ }),
    importedAt: Date.parse(importedAt),
    publishedOn: report.publishedOn === null ? null : daySpan(report.publishedOn),
    sections,
    findings: [...pairs.values()],
    unknownUnits: AMOUNTS.filter((key) => report.cells[key]?.unit === 'UNKNOWN'),
  };
}

function regionFacts(region: RegionNames): ReportFacts['regions'] {
  return recordOf(REGION_LEVELS, (level) => regionFact(region, level));
}

function regionFact(region: RegionNames, level: RegionLevel): Labelled | null {
  const value = regionKey(region, level);
  return value === null ? null : { value, label: region[level]?.name ?? value };
}

/** The place of a report at each level, as of its year and today. */
export function regionFields({
  regions,
  regionsToday = regions,
}: ReportFacts): Record<RegionField, Labelled | null> {
  return Object.fromEntries(
    REGION_LEVELS.flatMap((level) => [
      [regionField(level), regions[level]],
      [regionField(level, 'TODAY'), regionsToday[level]],
    ]),
  ) as Record<RegionField, Labelled | null>;
}

/**
 * Organ and year of a report that is to be stored.
 *
 * @throws OgiError `BAD_ARGUMENT` where one is missing: such a file is to be set aside.
 */
export function requireIdentity(report: Report): { organ: NonNullable<Report['organ']>; year: number } {
  const { organ, year } = report;
  if (organ !== null && year !== null) return { organ, year };
  throw new OgiError('BAD_ARGUMENT', 'A report without organ or year cannot be stored.', {
    argument: 'report',
    remedy: 'Set the file aside.',
  });
}

/** Longest name of an organ or a region; indexes hold names whole, and several in a row, in at most 32,766 bytes. */
const LONGEST_NAME = 1000;

/**
 * Checks what is to be stored, so that no index refuses it later.
 *
 * @throws OgiError `BAD_ARGUMENT` for a report without organ or year, with a name that is none for its length, or with more
 *   text than {@link MAX_TEXT_LENGTH}.
 */
export function requireStorable({ report, source: { fileName, sha256 } }: ReportWrite): void {
  const { organ } = requireIdentity(report);
  const regions = REGION_LEVELS.map((level) => report.region[level]?.name ?? '');
  const isNameTooLong = [organ.name, organ.normalizedName, ...regions].some(
    ({ length }) => length > LONGEST_NAME,
  );
  if (!isNameTooLong && !isTextTooLong(report)) return;
  const what = isNameTooLong
    ? `an organ or region of more than ${String(LONGEST_NAME)} characters`
    : `more than ${String(MAX_TEXT_LENGTH)} characters of text`;
  throw new OgiError('BAD_ARGUMENT', `The report of ${fileName} (SHA-256 ${sha256}) has ${what}.`, {
    argument: 'report',
    remedy: 'Set the file aside: no annual report is like that.',
    details: { fileName, sha256 },
  });
}
