/** Where an organ is: GB/T 2260 names and codes, as far as they are certain. */
export const REGION_LEVELS = ['province', 'city', 'county', 'township'] as const;
export type RegionLevel = (typeof REGION_LEVELS)[number];

/** One level of a region. */
export interface RegionName {
  name: string;
  /** GB/T 2260 (6 digits) or, for townships, the 9-digit statistical code; null where the dictionary lacks it. */
  code: string | null;
  /** True where the name is not printed in the organ's name but follows from the dictionary. */
  inferred: boolean;
}

/** A level that is unknown, ambiguous or does not apply is null. */
export interface Region {
  province: RegionName | null;
  city: RegionName | null;
  county: RegionName | null;
  township: RegionName | null;
  /**
   * True where the region is one place and no other: the dictionary knows exactly one, or the printed name is
   * a whole chain from the province down. Only then may reports of the same organ and year be joined.
   */
  certain: boolean;
}

export const UNKNOWN_REGION: Region = Object.freeze({
  province: null,
  city: null,
  county: null,
  township: null,
  certain: false,
});

/**
 * The stable value of a region level for filters and facets: its code, else the path of names from the
 * province down, e.g. `云泽省/澄江市`. Null where the level is unknown.
 */
export function regionKey(region: Region, level: RegionLevel): string | null {
  const own = region[level];
  if (own === null) return null;
  if (own.code !== null) return own.code;
  const path: string[] = [];
  for (const step of REGION_LEVELS) {
    const name = region[step];
    if (name !== null) path.push(name.name);
    if (step === level) break;
  }
  return path.join('/');
}
