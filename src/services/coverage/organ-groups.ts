/** The organs that are known, each with the names that it had: what coverage counts. */
import { keyOf, nameWithin } from '../../domain/identity.js';
import { REGION_LEVELS, regionField, regionKey } from '../../domain/region.js';
import type { RegionLevel, RegionNames, RegionView } from '../../domain/region.js';
import type { OrganHistory, OrganHistoryEntry, OrganPlace } from '../../store/organ-history.js';
import type { Roster, RosterEntry } from '../../store/rosters.js';
import { recordOf } from '../../domain/record-of.js';

/** A place at each level. */
export type Places = Record<RegionLevel, OrganPlace | null>;

/** An organ as a list names it, and on which lists it is. */
export interface ListedOrgan {
  entry: RosterEntry;
  rosters: string[];
}

/**
 * One organ: all entries whose names lead to the same place today and the same name there. Places are renamed, moved and merged; an
 * organ that reports under its new name is not missing under its old one.
 */
export interface OrganGroup {
  /** Names the organ among all, in one state of the store. */
  key: string;
  /** With an id each; empty where only a list names it. */
  entries: OrganHistoryEntry[];
  listed: ListedOrgan | null;
}

/** Reports of organs whose place is not certain: each may be that of any organ of its name whose place does not contradict it. */
export class UncertainReports {
  readonly #byName = new Map<string, OrganHistoryEntry[]>();

  constructor(entries: readonly OrganHistoryEntry[]) {
    for (const entry of entries) {
      const name = localName(entry);
      const known = this.#byName.get(name);
      if (known === undefined) this.#byName.set(name, [entry]);
      else known.push(entry);
    }
  }

  /** Ids of the reports of a year that may be those of an organ, ascending. */
  of(name: string, places: readonly Places[], year: number): string[] {
    return (this.#byName.get(name) ?? [])
      .filter((entry) => entry.years.includes(year))
      .filter((entry) => places.some((place) => agree(place, placesOf(entry, 'REPORT'))))
      .map(({ reportId }) => reportId)
      .sort();
  }
}

/** All organs that are known. */
export interface KnownOrgans {
  groups: OrganGroup[];
  uncertain: UncertainReports;
}

const GATHERED = new WeakMap<OrganHistory, { byKey: Map<string, OrganGroup>; uncertain: UncertainReports }>();

/** Gathers organs and lists; the organs of one state of a store are gathered once. */
export function knownOrgans(history: OrganHistory, rosters: readonly Roster[]): KnownOrgans {
  let gathered = GATHERED.get(history);
  if (gathered === undefined) GATHERED.set(history, (gathered = gather(history)));
  const { byKey, uncertain } = gathered;
  if (rosters.length === 0) return { groups: [...byKey.values()], uncertain };
  const listed = new Map<string, ListedOrgan>();
  for (const { name, entries } of rosters) {
    for (const entry of entries) {
      const key = rosterKey(entry);
      const known = listed.get(key);
      if (known === undefined) listed.set(key, { entry, rosters: [name] });
      else if (!known.rosters.includes(name)) known.rosters.push(name);
    }
  }
  const groups = [...byKey.values()].map((group) => ({ ...group, listed: listed.get(group.key) ?? null }));
  for (const [key, one] of listed) if (!byKey.has(key)) groups.push({ key, entries: [], listed: one });
  return { groups, uncertain };
}

function gather({ organs }: OrganHistory): { byKey: Map<string, OrganGroup>; uncertain: UncertainReports } {
  const byKey = new Map<string, OrganGroup>();
  for (const entry of organs) {
    if (entry.organId === null) continue;
    const key = todayKey(entry) ?? `id ${entry.organId}`;
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, { key, entries: [entry], listed: null });
    else group.entries.push(entry);
  }
  return { byKey, uncertain: new UncertainReports(organs.filter(({ organId }) => organId === null)) };
}

/** The organ's name without its place. */
export function localName(entry: Pick<OrganHistoryEntry, 'regions' | 'normalizedName'>): string {
  return nameWithin(namesOf(placesOf(entry, 'REPORT')), entry.normalizedName);
}

/** Place and name of today; null where a level of its place was divided among several. */
function todayKey(entry: OrganHistoryEntry): string | null {
  const [then, today] = [placesOf(entry, 'REPORT'), placesOf(entry, 'TODAY')];
  if (REGION_LEVELS.some((level) => then[level] !== null && today[level] === null)) return null;
  return `today ${keyOf(namesOf(today), localName(entry), 0)}`;
}

/** The same of an organ of a list; one whose place is not certain is none of those that reports show. */
function rosterKey({ organ, region, certain }: RosterEntry): string {
  const key = keyOf(region, nameWithin(region, organ.normalizedName), 0);
  return certain ? `today ${key}` : `listed ${key}`;
}

/** The places of an entry. */
export function placesOf({ regions }: Pick<OrganHistoryEntry, 'regions'>, view: RegionView): Places {
  return recordOf(REGION_LEVELS, (level) => regions[regionField(level, view)]);
}

/** The places of an organ of a list. */
export function placesOfRoster({ region }: RosterEntry): Places {
  return recordOf(REGION_LEVELS, (level) => {
    const value = regionKey(region, level);
    return value === null ? null : { value, label: region[level]?.name ?? value };
  });
}

function namesOf(places: Places): RegionNames {
  return recordOf(REGION_LEVELS, (level) => {
    const place = places[level];
    return place && { name: place.label, code: null, inferred: false };
  });
}

/** Whether no level that both know contradicts. */
function agree(one: Places, other: Places): boolean {
  return REGION_LEVELS.every((level) => {
    const [left, right] = [one[level], other[level]];
    return left === null || right === null || left.label === right.label;
  });
}
