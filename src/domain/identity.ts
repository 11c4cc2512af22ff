/**
 * Identity of a report: (organ, report year), an organ being its normalised name plus its certain region.
 * Pure functions; the store keeps what was once given.
 */
import { REGION_LEVELS, regionKey } from './region.js';
import type { Region, RegionNames } from './region.js';
import type { Report } from './report.js';

/** The deepest known level's key, e.g. `370303` or `云泽省/澄江市`; null where nothing is known. */
export function deepestRegionKey(region: Region): string | null {
  for (const level of [...REGION_LEVELS].reverse()) {
    const key = regionKey(region, level);
    if (key !== null) return key;
  }
  return null;
}

/**
 * The key under which revisions of one report meet, or null where the organ's region is not certain (such a
 * file never replaces another). Rests on names, not codes, so that a new dictionary does not move it.
 */
export function identityKey(report: Report): string | null {
  if (report.organ === null || report.year === null || !report.region.certain) return null;
  return keyOf(report.region, identityOrganName(report), report.year);
}

/** The key of the report of a year by an organ at a place, its name without the place. */
export function keyOf(region: RegionNames, organName: string, year: number): string {
  const path = REGION_LEVELS.map((level) => region[level]?.name ?? '').join('/');
  return `${path}|${organName}|${String(year)}`;
}

/**
 * The organ's name without the region names that lead it, so that 青禾县教育局 and 澄江市青禾县教育局 are one organ
 * where both are certainly in the same place.
 */
export function identityOrganName({ organ, region }: Pick<Report, 'organ' | 'region'>): string {
  return nameWithin(region, organ?.normalizedName ?? '');
}

/** A normalised name of an organ without the names of the region that lead it. */
export function nameWithin(names: RegionNames, normalizedName: string): string {
  let name = normalizedName;
  for (const level of REGION_LEVELS) {
    const region = names[level];
    if (region !== null && name.startsWith(region.name) && name.length > region.name.length) {
      name = name.slice(region.name.length);
    }
  }
  return name;
}

/** The key of the same organ's report of another year, `years` later (earlier if negative). */
export function keyOfYear(key: string, years: number): string {
  const at = key.lastIndexOf('|') + 1;
  return key.slice(0, at) + String(Number(key.slice(at)) + years);
}

/** What all years of one organ share: an identity key without its year. */
export function organOfKey(key: string): string {
  return key.slice(0, key.lastIndexOf('|'));
}

/** The report year in a key. */
export function yearOfKey(key: string): number {
  return Number(key.slice(key.lastIndexOf('|') + 1));
}
