/** Regions and how many reports their organs have published. */
import { REGION_LEVELS } from '../domain/region.js';
import type { RegionLevel } from '../domain/region.js';
import type { AggregateGroup, AggregateRequest, GroupField } from '../store/port.js';
import { DEFAULT_PAGE_SIZE, MAX_GROUP_LIMIT, MAX_PAGE_SIZE } from '../store/port.js';
import type { BatchLoader } from './batch-loader.js';
import { badArgument, checkChoice, checkInteger, checkOffset } from './check-input.js';
import { ALL_REPORTS, groupRequest } from './group-request.js';
import type { ReportReader } from './report-reader.js';
import type { YearCount } from './year-histogram.js';

/** One region and its reports. */
export interface RegionRecord {
  level: RegionLevel;
  /** The value to filter by: a GB/T 2260 code, or a path of names where the dictionary lacks the place. */
  key: string;
  name: string;
  /** Of all organs in it, at any level below too. */
  reports: number;
}

/** A page of regions. */
export interface RegionPage {
  regions: RegionRecord[];
  totalCount: number;
}

/**
 * Checks a page of the regions of a level.
 *
 * @throws OgiError `BAD_ARGUMENT`.
 */
export function regionsRequest(level: RegionLevel, page: RegionPageInput): AggregateRequest {
  checkChoice(level, 'level', REGION_LEVELS);
  return groupRequest(ALL_REPORTS, {
    groupBy: [level],
    limit: checkInteger(page.first, 'first', { from: 1, to: MAX_PAGE_SIZE, fallback: DEFAULT_PAGE_SIZE }),
    offset: checkOffset(page.offset),
  });
}

/** Which page; null counts as not given. */
export interface RegionPageInput {
  first?: number | null;
  offset?: number | null;
}

/** Reads regions for one request; what several regions of a page need is one read. */
export class RegionReader {
  readonly #reader: ReportReader;
  readonly #parts = new Map<string, BatchLoader<AggregateGroup[]>>();

  constructor(reader: ReportReader) {
    this.#reader = reader;
  }

  /**
   * The regions of a level, in the order of their keys.
   *
   * @throws OgiError `BAD_ARGUMENT`.
   */
  async list(level: RegionLevel, page: RegionPageInput): Promise<RegionPage> {
    const { groups } = await this.#reader.aggregate(regionsRequest(level, page));
    // Reports without this level are a group too, which is no region: a facet counts values alone.
    const nothing = { hits: false, total: false, reports: false, highlights: false, facets: true };
    const { facets } = await this.#reader.search({ facets: [{ field: level, limit: 1 }] }, nothing);
    return {
      regions: groups.flatMap((group) => recordOf(level, group, 0)),
      totalCount: facets[0]?.distinct ?? 0,
    };
  }

  /**
   * One region by code, name or key; null where there is none.
   *
   * @throws OgiError `BAD_ARGUMENT` where several are called so, with their keys.
   */
  async find(level: RegionLevel, place: string): Promise<RegionRecord | null> {
    checkChoice(level, 'level', REGION_LEVELS);
    const match = { ...ALL_REPORTS, filter: { type: 'region' as const, level, in: [place] } };
    const { groups } = await this.#reader.aggregate(groupRequest(match, { groupBy: [level] }));
    const found = groups.flatMap((group) => recordOf(level, group, 0));
    const exact = found.find(({ key }) => key === place);
    const [first] = found;
    if (exact !== undefined || found.length <= 1) return exact ?? first ?? null;
    const keys = found.map(({ key }) => key);
    throw badArgument(
      'place',
      `${found.length} places are called ${place.slice(0, 100)}.`,
      `Give one of the keys ${keys.slice(0, 10).join(', ')}.`,
    );
  }

  /**
   * The regions of a level below another.
   *
   * @throws OgiError `BAD_ARGUMENT` where the level is not below.
   */
  async children({ level, key }: RegionRecord, below: RegionLevel | null): Promise<RegionRecord[]> {
    const levels = REGION_LEVELS.slice(REGION_LEVELS.indexOf(level) + 1);
    const [next] = levels;
    if (next === undefined) return [];
    const wanted = checkChoice(below ?? next, 'level', levels);
    const groups = await this.#partsOf(level, wanted).load(key);
    return groups.flatMap((group) => recordOf(wanted, group, 1));
  }

  /** The reports of a region by year. */
  async years({ level, key }: RegionRecord): Promise<YearCount[]> {
    const groups = await this.#partsOf(level, 'year').load(key);
    return groups.flatMap(({ values, reports }) => {
      const year = values[1]?.value;
      return typeof year === 'number' ? [{ year, reports }] : [];
    });
  }

  /** Groups of regions of a level by another field, by key. */
  #partsOf(level: RegionLevel, field: GroupField): BatchLoader<AggregateGroup[]> {
    const name = `${level} ${field}`;
    const known = this.#parts.get(name);
    if (known !== undefined) return known;
    const loader = this.#reader.loader((keys) => this.#loadParts(level, field, keys));
    this.#parts.set(name, loader);
    return loader;
  }

  async #loadParts(
    level: RegionLevel,
    field: GroupField,
    keys: readonly string[],
  ): Promise<AggregateGroup[][]> {
    const byKey = new Map(keys.map((key): [string, AggregateGroup[]] => [key, []]));
    const match = { ...ALL_REPORTS, filter: { type: 'region' as const, level, in: [...keys] } };
    for (let offset = 0; ; offset += MAX_GROUP_LIMIT) {
      const { groups, totalGroups } = await this.#reader.aggregate(
        groupRequest(match, { groupBy: [level, field], offset }),
      );
      for (const group of groups) byKey.get(String(group.values[0]?.value))?.push(group);
      if (offset + MAX_GROUP_LIMIT >= totalGroups) return [...byKey.values()];
    }
  }
}

/** The region of a group, by the value at a place; none for reports without such a level. */
function recordOf(level: RegionLevel, { values, reports }: AggregateGroup, at: number): RegionRecord[] {
  const { value, label } = values[at] ?? { value: null, label: null };
  return typeof value === 'string' ? [{ level, key: value, name: label ?? value, reports }] : [];
}
