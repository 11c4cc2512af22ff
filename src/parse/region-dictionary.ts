/**
 * The dictionary of places: 31 provinces down to 41,352 townships with their codes, decoded from
 * `data/regions.json` (see `data/NOTICE.md`) on first use.
 */
import lines from './data/regions.json' with { type: 'json' };
import { REGION_LEVELS } from '../domain/region.js';
import type { RegionLevel } from '../domain/region.js';

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
}

/** All places, and the names that lead to them. Names are in NFKC. */
export interface RegionDictionary {
  readonly places: readonly DictionaryPlace[];
  /** Places with this full name or an accepted shorter one (凉山州, 内蒙古). */
  named(name: string): readonly DictionaryPlace[];
  /** Provinces and cities whose name without 省, 市 … is this; only to be trusted before a place within them. */
  stemmed(stem: string): readonly DictionaryPlace[];
  /** Length of the longest name. */
  readonly longestName: number;
}

interface MutablePlace extends DictionaryPlace {
  childLevel: RegionLevel | null;
}

/** Rows of the data that are headings of the code and no places: nobody prints them. */
const SKIPPED_LEVEL = /^(?:市辖区|县|(?:省|自治区)直辖县级行政区划)$/;
/** Peoples in the names of autonomous prefectures and counties, as those names spell them. */
const ETHNIC = (
  '蒙古族 蒙古 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 哈萨克 傣族 黎族 ' +
  '傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯 ' +
  '塔吉克 普米族 怒族 鄂温克族 裕固族 保安族 独龙族 各族'
).replaceAll(' ', '|');
const ETHNIC_SUFFIX = new RegExp(`^(.{2,}?)(?:${ETHNIC})+自治(州|县)$`);
const AUTONOMOUS_REGION = /^(内蒙古|广西|西藏|宁夏|新疆).*自治区$/;
const STEM = /^(.{2,}?)(?:省|市|地区|盟|州|壮族自治区|回族自治区|维吾尔自治区|自治区)$/;

/** 凉山彝族自治州 → 凉山州, 内蒙古自治区 → 内蒙古; null where no shorter form is in use. */
function shortName(name: string): string | null {
  if (!name.includes('自治')) return null;
  const region = AUTONOMOUS_REGION.exec(name);
  if (region?.[1] !== undefined) return region[1];
  const ethnic = ETHNIC_SUFFIX.exec(name);
  return ethnic?.[1] !== undefined && ethnic[2] !== undefined ? ethnic[1] + ethnic[2] : null;
}

/** 山东省 → 山东, 凉山彝族自治州 → 凉山; null where the name has no such ending. */
function stemOf(name: string): string | null {
  return STEM.exec(shortName(name) ?? name)?.[1] ?? null;
}

/** Most names are those of one place: 40,000 arrays of one are not worth their time. */
type Index = Map<string, DictionaryPlace | DictionaryPlace[]>;

function addTo(index: Index, name: string, place: DictionaryPlace): void {
  const there = index.get(name);
  if (there === undefined) index.set(name, place);
  else if (Array.isArray(there)) there.push(place);
  else index.set(name, [there, place]);
}

function placesIn(index: Index, name: string): readonly DictionaryPlace[] {
  const there = index.get(name);
  if (there === undefined) return [];
  return Array.isArray(there) ? there : [there];
}

class Dictionary implements RegionDictionary {
  readonly places: DictionaryPlace[] = [];
  longestName = 0;
  private readonly byName: Index = new Map();
  private readonly byStem: Index = new Map();

  constructor(encoded: readonly string[]) {
    /** The last place read of each length of code; null where that level is skipped. */
    const open = new Map<number, MutablePlace | null>();
    for (const line of encoded) {
      const [head = '', ...townships] = line.split(' ');
      const digits = /^\d+/.exec(head)?.[0] ?? '';
      const name = head.slice(digits.length);
      const depth = digits.length / 2 - 1;
      const above = (depth === 2 ? open.get(4) : null) ?? (depth > 0 ? open.get(2) : null) ?? null;
      // 东莞市, 儋州市 … have no counties; the data repeats the city in their place.
      const skipped = SKIPPED_LEVEL.test(name) || (depth === 2 && above?.name === name);
      const place = skipped ? null : this.add(REGION_LEVELS[depth] ?? 'county', name, digits, above);
      open.set(digits.length, place);
      if (depth === 2) this.addTownships(townships, digits, place ?? above);
    }
  }

  named(name: string): readonly DictionaryPlace[] {
    return placesIn(this.byName, name);
  }

  stemmed(stem: string): readonly DictionaryPlace[] {
    return placesIn(this.byStem, stem);
  }

  private addTownships(encoded: readonly string[], county: string, parent: MutablePlace | null): void {
    const first = Number(county) * 1000;
    let code = first;
    for (const item of encoded) {
      const jumps = item.charCodeAt(0) <= 0x39;
      code = jumps ? first + Number(item.slice(0, 3)) : code + 1;
      this.add('township', jumps ? item.slice(3) : item, String(code), parent);
    }
  }

  private add(level: RegionLevel, name: string, code: string, parent: MutablePlace | null): MutablePlace {
    const place: MutablePlace = { level, name, code, parent, childLevel: null };
    if (parent !== null) parent.childLevel = shallower(parent.childLevel, level);
    this.places.push(place);
    const key = name.includes('（') ? name.normalize('NFKC') : name;
    addTo(this.byName, key, place);
    if (key.length > this.longestName) this.longestName = key.length;
    // Some 41,000 townships: none has a shorter name in use, so the expressions below are spared.
    if (level !== 'township') this.addShorterNames(place);
    return place;
  }

  private addShorterNames(place: DictionaryPlace): void {
    const short = shortName(place.name);
    if (short !== null) addTo(this.byName, short, place);
    const stem = place.level === 'county' ? null : stemOf(place.name);
    if (stem !== null) addTo(this.byStem, stem, place);
  }
}

function shallower(level: RegionLevel | null, other: RegionLevel): RegionLevel {
  if (level === null || level === other) return other;
  return REGION_LEVELS.indexOf(level) < REGION_LEVELS.indexOf(other) ? level : other;
}

let loaded: RegionDictionary | null = null;

/** The dictionary, decoded once. */
export function regionDictionary(): RegionDictionary {
  loaded ??= new Dictionary(lines);
  return loaded;
}

/** The place and all places above it, the province first. */
export function pathOf(place: DictionaryPlace): DictionaryPlace[] {
  const path: DictionaryPlace[] = [];
  for (let at: DictionaryPlace | null = place; at !== null; at = at.parent) path.unshift(at);
  return path;
}

/** Whether a place lies below another (null: the whole country). */
export function isWithin(place: DictionaryPlace, above: DictionaryPlace | null): boolean {
  if (above === null) return true;
  for (let at = place.parent; at !== null; at = at.parent) if (at === above) return true;
  return false;
}
