/** Which organs a store knows, and of which years it has their reports. */
import type { AdministrativeLevel, OrganKind } from '../domain/organ.js';
import type { RegionField } from '../domain/region.js';

/** A region as facets have it. */
export interface OrganPlace {
  value: string;
  label: string;
}

/** One organ. */
export interface OrganHistoryEntry {
  /** Null where its region is not certain; then it is an entry of its own for each report. */
  organId: string | null;
  /** Of the report of the latest year, as all that follows. */
  reportId: string;
  name: string;
  normalizedName: string;
  kind: OrganKind;
  level: AdministrativeLevel;
  /** As of the report's year and of today; a level that is not known is null. */
  regions: Record<RegionField, OrganPlace | null>;
  /** Years for which there is a report, ascending. */
  years: number[];
}

/** All organs of one state of a store. The same object as long as nothing has changed: do not change it. */
export interface OrganHistory {
  organs: readonly OrganHistoryEntry[];
}

/** A report, as far as {@link gatherOrgans} needs it. */
export interface OrganReport extends Omit<OrganHistoryEntry, 'years' | 'regions'> {
  year: number;
  /** Asked for once an organ is shown by this report. */
  regions: () => OrganHistoryEntry['regions'];
}

/** Gathers reports into organs, in the order of organ id, those without one by report id after them. */
export function gatherOrgans(reports: Iterable<OrganReport>): OrganHistory {
  const organs = new Map<string, { shown: OrganReport; years: Set<number> }>();
  for (const report of reports) {
    const key = report.organId === null ? ` ${report.reportId}` : report.organId;
    const known = organs.get(key);
    if (known === undefined) organs.set(key, { shown: report, years: new Set([report.year]) });
    else {
      known.years.add(report.year);
      if (showsRather(report, known.shown)) known.shown = report;
    }
  }
  const entries = [...organs.values()].map(({ shown, years }): OrganHistoryEntry => {
    const { organId, reportId, name, normalizedName, kind, level } = shown;
    const sorted = [...years].sort((a, b) => a - b);
    return { organId, reportId, name, normalizedName, kind, level, regions: shown.regions(), years: sorted };
  });
  return { organs: entries.sort(byId) };
}

/** The latest report shows the organ; of several of a year that with the lesser id. */
function showsRather(one: OrganReport, other: OrganReport): boolean {
  return one.year !== other.year ? one.year > other.year : one.reportId < other.reportId;
}

function byId(a: OrganHistoryEntry, b: OrganHistoryEntry): number {
  if ((a.organId === null) !== (b.organId === null)) return a.organId === null ? 1 : -1;
  const [left, right] = [a.organId ?? a.reportId, b.organId ?? b.reportId];
  return left < right ? -1 : left > right ? 1 : 0;
}
