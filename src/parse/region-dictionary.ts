/**
 * The dictionary of places as of a year: provinces, cities and counties of that year, and the townships of 2023 where their county
 * of that year is known.
 */
import { REGION_LEVELS } from '../domain/region.js';
import type { RegionLevel } from '../domain/region.js';
import { isOfYear, regionHistory } from './region-history.js';
import type { RegionHistory, Spell, TownshipEntry } from './region-history.js';

/** One place that the dictionary knows. */
export interface DictionaryPlace {
  readonly level: RegionLevel;
  /** Full official name. */
  readonly name: string;
  /** 2 to 9 digits: GB/T 2260, or the statistical code of a township. */
  readonly code: string;
  /** The place above it, a skipped level left out: the parent of 朝阳区 is 北京市. */
  readonly parent: DictionaryPlace | null;
  /** Level of its shallowest children; null where it has none. */
  readonly childLevel: RegionLevel | null;
  /** Its name and code in time; null for a township. */
  readonly spell: Spell | null;
}

/** The places of a year, and the names that lead to them. Names are in NFKC. */
export interface RegionDictionary {
  /** Null for the places of all years. */
  readonly year: number | null;
  readonly places: readonly DictionaryPlace[];
  /** Places with this full name or an accepted shorter one (凉山州, 内蒙古). */
  named(name: string): readonly DictionaryPlace[];
  /** Provinces and cities whose name without 省, 市 … is this; only to be trusted before a place within them. */
  stemmed(stem: string): readonly DictionaryPlace[];
  /** The place of a spell, whatever its year. */
  placeOf(spell: Spell): DictionaryPlace;
  /** Length of the longest name. */
  readonly longestName: number;
}

class Dictionary implements RegionDictionary {
  readonly #history: RegionHistory;
  /** By spell, or code of a township. */
  readonly #places = new Map<Spell | string, DictionaryPlace | null>();
  #all: DictionaryPlace[] | null = null;
  #childLevels: ReadonlyMap<string, RegionLevel> | null = null;

  constructor(
    history: RegionHistory,
    readonly year: number | null,
  ) {
    this.#history = history;
  }

  get longestName(): number {
    return this.#history.longestName;
  }

  get places(): readonly DictionaryPlace[] {
    this.#all ??= [
      ...this.#history.spells.filter((spell) => this.#isThere(spell)).map((spell) => this.placeOf(spell)),
      ...this.#history.townships().flatMap((township) => this.#townshipPlace(township) ?? []),
    ];
    return this.#all;
  }

  named(name: string): readonly DictionaryPlace[] {
    const spells = this.#history.named(name).filter((spell) => this.#isThere(spell));
    const townships = this.#history.townshipsNamed(name);
    if (spells.length === 0 && townships.length === 0) return NONE;
    return [
      ...spells.map((spell) => this.placeOf(spell)),
      ...townships.flatMap((township) => this.#townshipPlace(township) ?? []),
    ];
  }

  stemmed(stem: string): readonly DictionaryPlace[] {
    const spells = this.#history.stemmed(stem);
    if (spells.length === 0) return NONE;
    return spells.filter((spell) => this.#isThere(spell)).map((spell) => this.placeOf(spell));
  }

  #isThere(spell: Spell): boolean {
    return this.year === null || isOfYear(spell, this.year);
  }

  placeOf(spell: Spell): DictionaryPlace {
    const known = this.#places.get(spell);
    if (known !== undefined && known !== null) return known;
    const { level, name, code } = spell;
    const place = {
      level,
      name,
      code,
      parent: this.#parentOf(spell),
      childLevel: this.#childLevel(spell),
      spell,
    };
    this.#places.set(spell, place);
    return place;
  }

  #townshipPlace(township: TownshipEntry): DictionaryPlace | null {
    const known = this.#places.get(township.code);
    if (known !== undefined) return known;
    const { name, code, seat } = township;
    const seats = this.year === null ? [seat] : this.#history.seatsOf(township, this.year);
    const [only] = seats;
    const place: DictionaryPlace | null =
      only === undefined || seats.length > 1
        ? null
        : { level: 'township', name, code, parent: this.placeOf(only), childLevel: null, spell: null };
    this.#places.set(code, place);
    return place;
  }

  /** The place above, under the name it had at the same time: that of the dictionary's year, else the nearest. */
  #parentOf(spell: Spell): DictionaryPlace | null {
    const year = Math.min(Math.max(this.year ?? this.#history.lastYear, spell.from), spell.to);
    for (let { length } = spell.code; length > 2; length -= 2) {
      const above = this.#history.withCode(spell.code.slice(0, length - 2));
      const best = above.findLast((other) => isOfYear(other, year)) ?? above.at(-1);
      if (best !== undefined) return this.placeOf(best);
    }
    return null;
  }

  #childLevel({ level, code }: Spell): RegionLevel | null {
    if (level === 'county') return 'township';
    this.#childLevels ??= this.#findChildLevels();
    return this.#childLevels.get(code) ?? 'township';
  }

  #findChildLevels(): Map<string, RegionLevel> {
    const levels = new Map<string, RegionLevel>();
    for (const { code, level } of this.#history.spells.filter((spell) => this.#isThere(spell))) {
      const province = code.slice(0, 2);
      if (level === 'city') levels.set(province, 'city');
      if (level !== 'county') continue;
      levels.set(code.slice(0, 4), 'county');
      if (!levels.has(province)) levels.set(province, 'county');
    }
    return levels;
  }
}

const NONE: readonly DictionaryPlace[] = [];
const loaded = new Map<number | null, RegionDictionary>();

/**
 * The dictionary as of the end of a year, null for the places of all years. A year outside the tables gets the nearest table.
 * Default is today's.
 */
export function regionDictionary(year?: number | null): RegionDictionary {
  const history = regionHistory();
  const { firstYear, lastYear } = history;
  const wanted = year === null ? null : Math.min(Math.max(year ?? lastYear, firstYear), lastYear);
  const known = loaded.get(wanted);
  if (known !== undefined) return known;
  const dictionary = new Dictionary(history, wanted);
  loaded.set(wanted, dictionary);
  return dictionary;
}

/** The place and all places above it, the province first. */
export function pathOf(place: DictionaryPlace): DictionaryPlace[] {
  const path: DictionaryPlace[] = [];
  for (let at: DictionaryPlace | null = place; at !== null; at = at.parent) path.unshift(at);
  return path;
}

/** Whether a place lies below another (null: the whole country); a place is its code, whatever its name of the time. */
export function isWithin(place: DictionaryPlace, above: DictionaryPlace | null): boolean {
  if (above === null) return true;
  for (let at = place.parent; at !== null; at = at.parent) if (at.code === above.code) return true;
  return false;
}

/** Levels from the province down, for comparing depths. */
export function depthOf({ level }: DictionaryPlace): number {
  return REGION_LEVELS.indexOf(level);
}
