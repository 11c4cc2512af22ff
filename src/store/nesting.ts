/**
 * Which reports a consolidated report covers: figures of 全县 hold those of the county's organs, and a sum over both
 * counts them twice. Pure, and the same for every store.
 */
import type { OrganKind } from '../domain/organ.js';
import { REGION_LEVELS } from '../domain/region.js';
import type { RegionLevel } from '../domain/region.js';
import type { ScopeKind } from '../domain/report.js';

/** What decides whether a report covers others, or is covered. */
export interface NestingFacts {
  id: string;
  year: number;
  scope: ScopeKind;
  organKind: OrganKind;
  /** The organ's normalised name. */
  organName: string;
  /** Keys of the levels of the region (see `regionKey`), null where it is not certain: then nothing nests. */
  places: Readonly<Record<RegionLevel, string | null>> | null;
}

/** The report that covers those of its place and below. */
export interface CoveringReport {
  id: string;
  year: number;
  organKind: OrganKind;
  /** The deepest level of its region, and the key there. */
  level: RegionLevel;
  place: string;
}

/** 人民政府办公厅, 政府办公室, 政府办; not 政府办公室信息科, nor 政府办事处. */
const GOVERNMENT_OFFICE = /政府办(?:公[厅室])?(?!\p{Script=Han})/u;
const DEEPEST_FIRST = REGION_LEVELS.toReversed();

/** Whether a report is such that it covers others: a consolidated one of a people's government or its office. */
export function canCover({
  scope,
  organKind,
  organName,
  places,
}: Omit<NestingFacts, 'id' | 'year'>): boolean {
  return (
    scope === 'CONSOLIDATED' &&
    (organKind === 'PEOPLES_GOVERNMENT' || (organKind === 'OFFICE' && GOVERNMENT_OFFICE.test(organName))) &&
    deepestLevel(places) !== null
  );
}

/** The deepest level of a region that is certain; null where there is none. */
export function deepestLevel(places: NestingFacts['places']): RegionLevel | null {
  return DEEPEST_FIRST.find((level) => (places?.[level] ?? null) !== null) ?? null;
}

/** The consolidated reports among those that match, one a place and year. */
export class CoveringReports {
  /** By year, level and place: joined keys would cost more than the rest of an aggregate. */
  readonly #byPlace = new Map<number, Record<RegionLevel, Map<string, CoveringReport>>>();

  /** `reports`: all that match; those that cannot cover are passed over. */
  constructor(reports: Iterable<NestingFacts>) {
    for (const report of reports) {
      const level = deepestLevel(report.places);
      const place = level === null ? null : (report.places?.[level] ?? null);
      if (level === null || place === null || !canCover(report)) continue;
      const { id, year, organKind } = report;
      const one: CoveringReport = { id, year, organKind, level, place };
      const places = this.#ofYear(year)[level];
      const other = places.get(place);
      if (other === undefined || comesBefore(one, other)) places.set(place, one);
    }
  }

  /** All of them, for a store that looks for what they cover by itself. */
  list(): CoveringReport[] {
    return [...this.#byPlace.values()].flatMap((levels) =>
      REGION_LEVELS.flatMap((level) => [...levels[level].values()]),
    );
  }

  /**
   * Whether one of them covers a report: it is of a region above, or of the same region. There it covers all but the
   * people's government itself; and of several that could cover each other, it is the people's government, else the
   * one of the least id, that covers the rest.
   */
  cover(report: NestingFacts): boolean {
    const { id, organKind, places } = report;
    const covering = this.#byPlace.get(report.year);
    if (covering === undefined || places === null) return false;
    let deepest = true;
    for (const level of DEEPEST_FIRST) {
      const place = places[level];
      if (place === null) continue;
      const one = covering[level].get(place);
      const exempt = deepest && organKind === 'PEOPLES_GOVERNMENT' && !canCover(report);
      if (one !== undefined && one.id !== id && !exempt) return true;
      deepest = false;
    }
    return false;
  }

  #ofYear(year: number): Record<RegionLevel, Map<string, CoveringReport>> {
    let levels = this.#byPlace.get(year);
    if (levels === undefined) {
      levels = { province: new Map(), city: new Map(), county: new Map(), township: new Map() };
      this.#byPlace.set(year, levels);
    }
    return levels;
  }
}

type Coverer = Pick<CoveringReport, 'id' | 'organKind'>;

/** Of two reports that cover the same place in the same year, whether it is the first that counts. */
export function comesBefore(one: Coverer, other: Coverer): boolean {
  const [first, second] = [one, other].map(({ organKind }) => Number(organKind !== 'PEOPLES_GOVERNMENT'));
  if (first !== second) return (first ?? 0) < (second ?? 0);
  return one.id < other.id;
}
