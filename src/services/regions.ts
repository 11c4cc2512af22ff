/** Regions and how many reports their organs have published. */
import { REGION_LEVELS, regionField } from '../domain/region.js';
import type { RegionLevel, RegionView } from '../domain/region.js';
import type { AggregateGroup, AggregateRequest, GroupField } from '../store/aggregate-request.js';
import { MAX_GROUP_LIMIT } from '../store/aggregate-request.js';
import type { BatchLoader } from './batch-loader.js';
import { badArgument, checkChoice } from './check-input.js';
import { ALL_REPORTS, groupRequest } from './group-request.js';
import { changesOf, changeOf, historyOf, placesBelow, spellsOfCode } from './place-history.js';
import type { PlaceChange, PlaceSpell } from './place-history.js';
import { pathOf, regionDictionary } from '../parse/region-dictionary.js';
import type { Spell } from '../parse/region-history.js';
import { CODE, checkRegions, placeOfCode, viewOf } from './regions-wanted.js';
import type { RegionsInput } from './regions-wanted.js';
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
  /** Whether reports are counted by the place of their year or by that of today. */
  asOf: RegionView;
}

/** A page of regions. */
export interface RegionPage {
  regions: RegionRecord[];
  totalCount: number;
}

/** Which region; null counts as not given. */
export interface RegionInput {
  level?: RegionLevel | null;
  place?: string | null;
  code?: string | null;
  asOf?: RegionView | null;
}

/** Reads regions for one request; what several regions of a page need is one read. */
export class RegionReader {
  readonly #reader: ReportReader;
  readonly #parts = new Map<string, BatchLoader<AggregateGroup[]>>();

  constructor(reader: ReportReader) {
    this.#reader = reader;
  }

  /**
   * The regions of a level that have a report, in the order of their keys; or all directly below a place, see {@link checkRegions}.
   *
   * @throws OgiError `BAD_ARGUMENT`.
   */
  async list(input: RegionsInput): Promise<RegionPage> {
    const { of, view, limit, offset } = checkRegions(input);
    if ('level' in of) return this.#ofLevel(of.level, view, { limit, offset });
    const regions = await this.#below(of.above, view);
    return { regions: regions.slice(offset, offset + limit), totalCount: regions.length };
  }

  async #ofLevel(
    level: RegionLevel,
    view: RegionView,
    page: Pick<AggregateRequest, 'limit' | 'offset'>,
  ): Promise<RegionPage> {
    const field = regionField(level, view);
    const { groups } = await this.#reader.aggregate(groupRequest(ALL_REPORTS, { groupBy: [field], ...page }));
    // Reports without this level are a group too, which is no region: a facet counts values alone.
    const nothing = { hits: false, total: false, reports: false, highlights: false, facets: true };
    const { facets } = await this.#reader.search({ facets: [{ field, limit: 1 }] }, nothing);
    return {
      regions: groups.flatMap((group) => recordOf(level, view, group, 0)),
      totalCount: facets[0]?.distinct ?? 0,
    };
  }

  /** The places of the tables directly below another, by code; then those by name alone that have a report. */
  async #below(above: Spell | null, asOf: RegionView): Promise<RegionRecord[]> {
    const counted = await this.#countedBelow(above, asOf);
    const reports = new Map(counted.map((record) => [record.key, record.reports]));
    const places = placesBelow(above?.code ?? null, asOf).map(({ level, name, code }): RegionRecord => ({
      level,
      key: code,
      name,
      reports: reports.get(code) ?? 0,
      asOf,
    }));
    // A key of names is the path from the province down: such a place is directly below if it is one name longer.
    const depth = above === null ? 1 : pathOf(regionDictionary().placeOf(above)).length + 1;
    const byName = counted.filter(({ key }) => !CODE.test(key) && key.split('/').length === depth);
    return [...places, ...byName];
  }

  /** The regions below a place that have a report, at all levels above that of townships. */
  async #countedBelow(above: Spell | null, asOf: RegionView): Promise<RegionRecord[]> {
    if (above === null) {
      const groupBy = [regionField('province', asOf)];
      const { groups } = await this.#reader.aggregate(groupRequest(ALL_REPORTS, { groupBy }));
      return groups.flatMap((group) => recordOf('province', asOf, group, 0));
    }
    const { level, name, code: key } = above;
    const levels = REGION_LEVELS.slice(REGION_LEVELS.indexOf(level) + 1, -1);
    const record = { level, key, name, reports: 0, asOf };
    return (await Promise.all(levels.map((below) => this.children(record, below)))).flat();
  }

  /**
   * One region, by its code or by its level and what it is called.
   *
   * @throws OgiError `BAD_ARGUMENT`.
   */
  one({ level, place, code, asOf }: RegionInput): Promise<RegionRecord | null> {
    if (typeof code === 'string' && !level && typeof place !== 'string') return this.byCode(code, asOf);
    if (level && typeof place === 'string' && typeof code !== 'string') return this.find(level, place, asOf);
    throw badArgument(
      'code',
      'Neither a code nor a level with a place is given, or both.',
      'Give code, or level and place.',
    );
  }

  /**
   * One region by code, name or key; null where no report is from it.
   *
   * @throws OgiError `BAD_ARGUMENT` where several are called so, with their keys.
   */
  async find(level: RegionLevel, place: string, asOf?: RegionView | null): Promise<RegionRecord | null> {
    checkChoice(level, 'level', REGION_LEVELS);
    const view = viewOf(asOf);
    const match = { ...ALL_REPORTS, filter: { type: 'region' as const, level, in: [place], asOf: view } };
    const { groups } = await this.#reader.aggregate(
      groupRequest(match, { groupBy: [regionField(level, view)] }),
    );
    const found = groups.flatMap((group) => recordOf(level, view, group, 0));
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
   * One region by code, also one without reports; null where neither the tables nor a report have the code. By the place of today a
   * code of the past stands for what became of it.
   *
   * @throws OgiError `BAD_ARGUMENT` where that is several places, with their codes.
   */
  async byCode(code: string, asOf?: RegionView | null): Promise<RegionRecord | null> {
    const view = viewOf(asOf);
    const place = placeOfCode(code, 'code', view);
    if (place === null) return code.length === 9 ? this.find('township', code, view) : null;
    const { level, name, code: key } = place;
    return (await this.find(level, key, view)) ?? { level, key, name, reports: 0, asOf: view };
  }

  /**
   * The regions of a level below another.
   *
   * @throws OgiError `BAD_ARGUMENT` where the level is not below.
   */
  async children({ level, key, asOf }: RegionRecord, below: RegionLevel | null): Promise<RegionRecord[]> {
    const levels = REGION_LEVELS.slice(REGION_LEVELS.indexOf(level) + 1);
    const [next] = levels;
    if (next === undefined) return [];
    const wanted = checkChoice(below ?? next, 'level', levels);
    const groups = await this.#partsOf(level, asOf, regionField(wanted, asOf)).load(key);
    return groups.flatMap((group) => recordOf(wanted, asOf, group, 1));
  }

  /** The reports of a region by year. */
  async years({ level, key, asOf }: RegionRecord): Promise<YearCount[]> {
    const groups = await this.#partsOf(level, asOf, 'year').load(key);
    return groups.flatMap(({ values, reports }) => {
      const year = values[1]?.value;
      return typeof year === 'number' ? [{ year, reports }] : [];
    });
  }

  /** Groups of regions of a level by another field, by key. */
  #partsOf(level: RegionLevel, view: RegionView, field: GroupField): BatchLoader<AggregateGroup[]> {
    const name = `${level} ${view} ${field}`;
    const known = this.#parts.get(name);
    if (known !== undefined) return known;
    const loader = this.#reader.loader((keys) => this.#loadParts(level, view, field, keys));
    this.#parts.set(name, loader);
    return loader;
  }

  async #loadParts(
    level: RegionLevel,
    view: RegionView,
    field: GroupField,
    keys: readonly string[],
  ): Promise<AggregateGroup[][]> {
    const byKey = new Map(keys.map((key): [string, AggregateGroup[]] => [key, []]));
    const match = { ...ALL_REPORTS, filter: { type: 'region' as const, level, in: [...keys], asOf: view } };
    for (let offset = 0; ; offset += MAX_GROUP_LIMIT) {
      const { groups, totalGroups } = await this.#reader.aggregate(
        groupRequest(match, { groupBy: [regionField(level, view), field], offset }),
      );
      for (const group of groups) byKey.get(String(group.values[0]?.value))?.push(group);
      if (offset + MAX_GROUP_LIMIT >= totalGroups) return [...byKey.values()];
    }
  }
}

/** The region of a group, by the value at a place; none for reports without such a level. */
function recordOf(
  level: RegionLevel,
  asOf: RegionView,
  { values, reports }: AggregateGroup,
  at: number,
): RegionRecord[] {
  const { value, label } = values[at] ?? { value: null, label: null };
  return typeof value === 'string' ? [{ level, key: value, name: label ?? value, reports, asOf }] : [];
}

/** What a region was called and where it was over the years; empty where the tables lack it. */
export function regionHistoryOf({ key }: RegionRecord): PlaceSpell[] {
  const spell = spellsOfCode(key).at(-1);
  return spell === undefined ? [] : historyOf(spell);
}

/** All changes of a region under any of its names, by year: `into` it and `outOf` it. */
export function regionChangesOf({ key }: RegionRecord, side: 'into' | 'outOf'): PlaceChange[] {
  const changes = spellsOfCode(key).flatMap((spell) => [...changesOf(spell)[side]]);
  return [...new Set(changes)].map(changeOf).sort((a, b) => a.year - b.year);
}
