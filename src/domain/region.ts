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
export type RegionNames = Record<RegionLevel, RegionName | null>;

/** A place as of the report's year: a county of 2014 has the name, code and city that it had then. */
export interface Region extends RegionNames {
  /**
   * True where the region is one place and no other: the dictionary knows exactly one, or the printed name is
   * a whole chain from the province down. Only then may reports of the same organ and year be joined.
   */
  certain: boolean;
  /**
   * The same place today, where a name, a code or what is above it has changed since: a level that was divided among several
   * is null. Absent where all is as it was.
   */
  today?: RegionNames;
}

/** Whether a place is taken as of the report's year or of today. */
export const REGION_VIEWS = ['REPORT', 'TODAY'] as const;
export type RegionView = (typeof REGION_VIEWS)[number];

/** A level as a facet or group, by the place as of the report's year or by today's. */
export const REGION_FIELDS = [
  ...REGION_LEVELS,
  'provinceToday',
  'cityToday',
  'countyToday',
  'townshipToday',
] as const;
export type RegionField = (typeof REGION_FIELDS)[number];

/** The field of a level in a view. */
export function regionField(level: RegionLevel, view: RegionView = 'REPORT'): RegionField {
  return view === 'TODAY' ? `${level}Today` : level;
}

/** The level and the view that a field stands for. */
export function levelOfField(field: RegionField): { level: RegionLevel; view: RegionView } {
  const level = REGION_LEVELS.find((each) => field.startsWith(each)) ?? 'province';
  return { level, view: field === level ? 'REPORT' : 'TODAY' };
}

/** The place in a view. */
export function regionAsOf(region: Region, view: RegionView): RegionNames {
  return view === 'TODAY' ? (region.today ?? region) : region;
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
export function regionKey(region: RegionNames, level: RegionLevel): string | null {
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
