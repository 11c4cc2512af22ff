/** What a search must answer, worked out the slow way from the reports themselves. */
import type { FacetField, ReportFilter, TextQuery } from '../../src/domain/query.js';
import { regionKey } from '../../src/domain/region.js';
import type { Report } from '../../src/domain/report.js';
import type { SearchRequest } from '../../src/store/port.js';
import { normalize } from '../../src/text/normal-form.js';

/** The texts that a search may look at, in units over which `sameSection` does not reach. */
function searchUnits(report: Report, { searchIn, sectionKinds }: SearchRequest): string[][] {
  const title = searchIn.includes('TITLE') && sectionKinds === null ? [[report.title ?? '']] : [];
  const sections = report.sections
    .filter(({ kind }) => sectionKinds?.includes(kind) ?? true)
    .map(({ text, heading }) => [
      ...(searchIn.includes('TEXT') ? [text] : []),
      ...(searchIn.includes('HEADINGS') ? [heading ?? ''] : []),
    ]);
  return [...title, ...sections].map((unit) => unit.map(normalize));
}

/** Whether a report's text matches. */
export function matchesText(report: Report, request: SearchRequest): boolean {
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

/** Whether a filter lets a report through. `id` filters need the id, which only the store knows. */
export function passesFilter(report: Report, filter: ReportFilter): boolean {
  switch (filter.type) {
    case 'and':
      return filter.children.every((child) => passesFilter(report, child));
    case 'or':
      return filter.children.some((child) => passesFilter(report, child));
    case 'not':
      return !passesFilter(report, filter.child);
    case 'year':
      return (filter.in?.includes(report.year ?? 0) ?? true) && compares(report.year, filter);
    case 'region': {
      const names = [regionKey(report.region, filter.level), report.region[filter.level]?.name];
      return filter.in.some((wanted) => names.includes(wanted));
    }
    case 'organ':
      return filter.in.some((wanted) => [report.organ?.name, report.organ?.normalizedName].includes(wanted));
    case 'organKind':
      return filter.in.some((kind) => kind === report.organ?.kind);
    case 'level':
      return filter.in.some((level) => level === report.organ?.level);
    case 'form':
      return filter.in.includes(report.form);
    case 'scope':
      return filter.in.includes(report.scope.kind);
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
      return (filter.states?.includes(cell.state) ?? true) && compares(cell.value, filter);
    }
    case 'id':
      throw new Error('an id filter needs the store');
  }
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
  switch (field) {
    case 'year':
      return report.year === null ? [] : [String(report.year)];
    case 'organ':
      return report.organ === null ? [] : [report.organ.normalizedName];
    case 'organKind':
      return report.organ === null ? [] : [report.organ.kind];
    case 'level':
      return report.organ === null ? [] : [report.organ.level];
    case 'form':
      return [report.form];
    case 'scope':
      return [report.scope.kind];
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
      const key = regionKey(report.region, field);
      return key === null ? [] : [key];
    }
  }
}

/** The buckets of a facet over reports: count descending, then value by code point. */
export function countValues(
  reports: readonly Report[],
  field: FacetField,
): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const report of reports) {
    for (const value of facetValues(report, field)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const points = (text: string) => Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || comparePoints(points(a.value), points(b.value)));
}

function comparePoints(a: number[], b: number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
