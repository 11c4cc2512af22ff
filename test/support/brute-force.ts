/** What a search must answer, worked out the slow way from the reports themselves. */
import { deriveValues } from '../../src/domain/derive-values.js';
import type { DerivedValues } from '../../src/domain/derive-values.js';
import type {
  FacetBucket,
  FacetField,
  FacetRequest,
  ReportFilter,
  TextQuery,
} from '../../src/domain/query.js';
import { identityKey, keyOfYear } from '../../src/domain/identity.js';
import { isReportField, isReportFieldFilter, REPORT_FIELDS } from '../../src/domain/report-fields.js';
import type { ReportFieldName } from '../../src/domain/report-fields.js';
import { levelOfField, regionAsOf, regionKey } from '../../src/domain/region.js';
import type { Report } from '../../src/domain/report.js';
import type { MatchRequest } from '../../src/store/search-request.js';
import { organId } from '../../src/store/report-id.js';
import { normalize } from '../../src/text/normal-form.js';

/** The texts that a search may look at, in units over which `sameSection` does not reach. */
function searchUnits(report: Report, { searchIn, sectionKinds }: MatchRequest): string[][] {
  const title = searchIn.includes('TITLE') && sectionKinds === null ? [[report.title ?? '']] : [];
  const sections = report.sections
    .filter(({ kind }) => sectionKinds?.includes(kind) ?? true)
    .map(({ text, heading }) => [
      ...(searchIn.includes('TEXT') ? [text] : []),
      ...(searchIn.includes('HEADINGS') ? [heading ?? ''] : []),
    ]);
  return [...title, ...sections].map((unit) => unit.map(normalize));
}

/** A fact with a few fixed values; null for one of an organ that there is not. */
export function fieldValue(report: Report, name: ReportFieldName): string | null {
  const { organ } = report;
  return organ === null ? null : REPORT_FIELDS[name].of({ ...report, organ });
}

/** Whether a report's text matches. */
export function matchesText(report: Report, request: MatchRequest): boolean {
  const { text } = request;
  if (text === null) return true;
  const units = searchUnits(report, request);
  const inUnits = (query: TextQuery, among: string[][]): boolean => {
    switch (query.type) {
      case 'phrase':
        return among.flat().some((one) => one.includes(query.phrase));
      case 'not':
        return request.sameSection ? !anywhere(query.child) : !inUnits(query.child, among);
      case 'and':
        return query.children.every((child) => inUnits(child, among));
      case 'or':
        return query.children.some((child) => inUnits(child, among));
    }
  };
  // The empty unit is for a report that has none: it matches a query that only excludes.
  const anywhere = (query: TextQuery): boolean =>
    request.sameSection ? [[], ...units].some((unit) => inUnits(query, [unit])) : inUnits(query, units);
  return anywhere(text);
}

/** A report with what rests on the others in the store. */
export interface KnownReport {
  id: string;
  report: Report;
  derived: DerivedValues;
}

/** When each file was imported, as `buildWrite` has it. */
const IMPORTED_AT = '2024-03-01T08:00:00.000Z';

/** All reports of a store by id, each with its derived values, the year before found the slow way. */
export function knownReports(reports: ReadonlyMap<string, Report>): KnownReport[] {
  return [...reports].map(([id, report]) => {
    const key = identityKey(report);
    const before =
      key === null
        ? undefined
        : [...reports.values()].find((other) => identityKey(other) === keyOfYear(key, -1));
    const previous = before && { ...before, derived: deriveValues(before, null) };
    return { id, report, derived: deriveValues(report, previous ?? null) };
  });
}

/** Whether a filter lets a report through. */
export function passesFilter(known: KnownReport, filter: ReportFilter): boolean {
  const { id, report, derived } = known;
  if (isReportFieldFilter(filter))
    return filter.in.some((wanted) => wanted === fieldValue(report, filter.type));
  switch (filter.type) {
    case 'and':
      return filter.children.every((child) => passesFilter(known, child));
    case 'or':
      return filter.children.some((child) => passesFilter(known, child));
    case 'not':
      return !passesFilter(known, filter.child);
    case 'year':
      return (filter.in?.includes(report.year ?? 0) ?? true) && compares(report.year, filter);
    case 'region': {
      const place = regionAsOf(report.region, filter.asOf ?? 'REPORT');
      const names = [regionKey(place, filter.level), place[filter.level]?.name];
      return filter.in.some((wanted) => names.includes(wanted));
    }
    case 'organ':
      return filter.in.some((wanted) => [report.organ?.name, report.organ?.normalizedName].includes(wanted));
    case 'organName':
      return [report.organ?.name, report.organ?.normalizedName].some((name) =>
        normalize(name ?? '').includes(filter.contains),
      );
    case 'organId':
      return filter.in.includes(organId(identityKey(report)) ?? '');
    case 'derived': {
      const value = derived[filter.key];
      if (value === undefined) throw new Error(`no derived value ${filter.key}`);
      return (filter.hasValue ?? value !== null) === (value !== null) && compares(value, filter);
    }
    case 'hasSection':
      return report.sections.some(({ kind }) => filter.in.includes(kind));
    case 'finding':
      return report.findings.some(
        ({ code, outcome }) =>
          (filter.codes?.includes(code) ?? true) &&
          (filter.outcomes?.some((wanted) => wanted === outcome) ?? true),
      );
    case 'cell': {
      const cell = report.cells[filter.key];
      if (cell === undefined) throw new Error(`no cell ${filter.key}`);
      const isRead = cell.confidence !== undefined;
      return (
        (filter.states?.includes(cell.state) ?? true) &&
        (filter.readByOcr === undefined || filter.readByOcr === isRead) &&
        compares(cell.value, filter)
      );
    }
    case 'importedAt':
      return compares(Date.parse(IMPORTED_AT), filter);
    case 'publishedOn':
      return isWithin(report.publishedOn, filter);
    case 'id':
      return filter.in.includes(id);
  }
}

/** Whether every day that a date may mean, found by going through all of them, lies between two days. */
function isWithin(
  date: string | null,
  { from = -Infinity, to = Infinity }: Extract<ReportFilter, { type: 'publishedOn' }>,
): boolean {
  if (date === null) return false;
  const year = Number(date.slice(0, 4));
  for (let month = 1; month <= 12; month += 1) {
    for (let day = 1; day <= 31; day += 1) {
      const [mm, dd] = [month, day].map((part) => String(part).padStart(2, '0'));
      if (!`${year}-${mm}-${dd}`.startsWith(date)) continue;
      const number = Number(`${year}${mm}${dd}`);
      if (number < from || number > to) return false;
    }
  }
  return true;
}

type Comparison = Extract<ReportFilter, { type: 'year' }>;

function compares(value: number | null, { eq, lt, lte, gt, gte }: Omit<Comparison, 'type' | 'in'>): boolean {
  const tests = [
    [eq, (limit: number) => value === limit],
    [lt, (limit: number) => value !== null && value < limit],
    [lte, (limit: number) => value !== null && value <= limit],
    [gt, (limit: number) => value !== null && value > limit],
    [gte, (limit: number) => value !== null && value >= limit],
  ] as const;
  return tests.every(([limit, holds]) => limit === undefined || holds(limit));
}

/** The values that a report counts under in a facet. */
export function facetValues(report: Report, field: FacetField): string[] {
  if (isReportField(field)) return [fieldValue(report, field)].filter((value) => value !== null);
  switch (field) {
    case 'year':
      return report.year === null ? [] : [String(report.year)];
    case 'organ':
      return report.organ === null ? [] : [report.organ.normalizedName];
    case 'sectionKind':
      return [...new Set(report.sections.map(({ kind }) => kind))];
    case 'finding':
      return [
        ...new Set(
          report.findings
            .filter(
              ({ outcome }) =>
                outcome === null || outcome === 'FAILS' || outcome === 'HOLDS_IF_BLANKS_ARE_ZERO',
            )
            .map(({ code }) => code),
        ),
      ];
    default: {
      const { level, view } = levelOfField(field);
      const key = regionKey(regionAsOf(report.region, view), level);
      return key === null ? [] : [key];
    }
  }
}

/** The buckets of a facet over reports: count descending, then value by code point. */
export function countValues(reports: readonly Report[], { field, prefix }: FacetRequest): FacetBucket[] {
  const buckets = new Map<string, FacetBucket>();
  for (const report of reports) {
    for (const value of facetValues(report, field)) {
      const label = facetLabel(report, field) ?? value;
      const { count = 0, label: other = label } = buckets.get(value) ?? {};
      buckets.set(value, { value, label: comparePoints(label, other) < 0 ? label : other, count: count + 1 });
    }
  }
  return [...buckets.values()]
    .filter(({ value, label }) => [value, label].some((name) => normalize(name).startsWith(prefix ?? '')))
    .sort((a, b) => b.count - a.count || comparePoints(a.value, b.value));
}

/** How a report spells its value for people; null where that is the value. */
function facetLabel(report: Report, field: FacetField): string | null {
  if (isReportField(field)) return null;
  switch (field) {
    case 'organ':
      return report.organ?.name ?? null;
    case 'year':
    case 'sectionKind':
    case 'finding':
      return null;
    default: {
      const { level, view } = levelOfField(field);
      return regionAsOf(report.region, view)[level]?.name ?? null;
    }
  }
}

function comparePoints(one: string, other: string): number {
  const [a = [], b = []] = [one, other].map((text) =>
    Array.from(text, (character) => character.codePointAt(0) ?? 0),
  );
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
