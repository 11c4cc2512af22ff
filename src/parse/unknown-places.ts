/** Names of places that the dictionary lacks: made-up, renamed, merged or functional ones, read by their endings. */
import type { RegionLevel } from '../domain/region.js';
import { REGION_LEVELS } from '../domain/region.js';

/** A place kept by name. */
export interface UnknownPlace {
  readonly level: RegionLevel;
  readonly name: string;
}

/** 高新区, 经济技术开发区, 西海岸新区 …: an area with an administration of its own, at the level of a county. */
export const FUNCTIONAL_AREA =
  /^\p{Script=Han}{0,12}?(?:高新|开发|新|保税|示范|试验|实验|合作|管理|度假|产业|工业园|产业园|园)区/u;

/** The shortest beginning that ends as a place does. */
const PLACE = /^(\p{Script=Han}{1,14}?)(省|自治区|自治州|州|盟|市|地区|县|旗|区|镇|乡|街道|苏木|办事处)/u;
/** Below a county only a township can follow: 东城区东花市街道 is no 市. */
const TOWNSHIP = /^(\p{Script=Han}{1,14}?)(镇|乡|街道|苏木|办事处)/u;
const COUNTY = REGION_LEVELS.indexOf('county');
const LONGEST_STEM = 5;
/** Words that end like a place and are none: 城乡, 社区, 校区, 自然保护区 … */
const NO_PLACE = /(?:城乡|[社校院片小库灌辖县]区|保护区|名胜区)$/u;
/** The ending belongs to the next word: 市场监督, 区域, 乡村振兴, 县级, 镇街 … */
const NO_PLACE_NEXT = /^(?:市场|区[域划块级委属情位间]|乡[村镇建规]|县[级域处]|镇[街村化]|州县)/u;
/** A word of an organ's business within the stem: 住房和城乡建设, 农业农村与水利 … */
const BUSINESS = /[局委厅院部署]|人民|政府|公司|中心|管理(?!区)|服务/u;

/**
 * The places that `rest` begins with, each deeper than the one before.
 *
 * @param deepest the deepest level known already; null where nothing is
 * @param knownProvince whether the province is in the dictionary: its cities are then known too, so that
 *   another 市 is one of county rank (old names such as 章丘市), unless a county follows it
 */
export function readUnknownPlaces(
  rest: string,
  deepest: RegionLevel | null,
  knownProvince: boolean,
): { places: UnknownPlace[]; end: number } {
  const places: UnknownPlace[] = [];
  let above = deepest === null ? -1 : REGION_LEVELS.indexOf(deepest);
  let end = 0;
  for (;;) {
    const start = end === 0 ? 0 : end + connectorLength(rest.slice(end));
    const read = readOne(rest.slice(start), above, knownProvince);
    if (read === null) return { places, end };
    places.push(read.place);
    above = REGION_LEVELS.indexOf(read.place.level);
    end = start + read.length;
  }
}

function connectorLength(rest: string): number {
  return /^(?:人民政府|管委会|管理委员会)/.exec(rest)?.[0].length ?? 0;
}

function readOne(
  rest: string,
  above: number,
  knownProvince: boolean,
): { place: UnknownPlace; length: number } | null {
  const functional = above < 2 ? FUNCTIONAL_AREA.exec(rest)?.[0] : undefined;
  const match = (above === COUNTY ? TOWNSHIP : PLACE).exec(rest);
  const stem = match?.[1];
  const ending = match?.[2];
  if (stem === undefined || ending === undefined) return null;
  const printed = stem + ending;
  const level = levelOf(ending, above, knownProvince, rest.slice(printed.length));
  if (level !== null && isPlaceName(stem, ending, rest)) {
    const name = ending === '办事处' ? `${stem}街道` : printed;
    return { place: { level, name }, length: ending === '办事处' ? stem.length : printed.length };
  }
  // Only now: the shortest reading of 青禾县新区 is the county.
  if (functional === undefined || BUSINESS.test(functional)) return null;
  return { place: { level: 'county', name: functional }, length: functional.length };
}

function isPlaceName(stem: string, ending: string, rest: string): boolean {
  if (stem.length > LONGEST_STEM || NO_PLACE.test(stem + ending) || BUSINESS.test(stem)) return false;
  if (stem.length < 2 && ending !== '县' && ending !== '镇' && ending !== '区') return false;
  return !NO_PLACE_NEXT.test(rest.slice(stem.length + ending.length - 1));
}

/** What an ending means below a place of so deep a level: `from` to `to`, where -1 is below none and 0 below a province. */
interface Meaning {
  level: RegionLevel;
  from: number;
  to: number;
}

const MEANINGS: Readonly<Record<string, Meaning>> = {
  省: { level: 'province', from: -1, to: -1 },
  自治区: { level: 'province', from: -1, to: -1 },
  自治州: { level: 'city', from: -1, to: 0 },
  地区: { level: 'city', from: -1, to: 0 },
  州: { level: 'city', from: 0, to: 0 },
  盟: { level: 'city', from: 0, to: 0 },
  县: { level: 'county', from: -1, to: 1 },
  区: { level: 'county', from: -1, to: 1 },
  旗: { level: 'county', from: -1, to: 1 },
  办事处: { level: 'township', from: COUNTY, to: COUNTY },
};
/** Of all other endings: 镇, 乡, 街道 … */
const TOWNSHIPS: Meaning = { level: 'township', from: -1, to: COUNTY };

/** The level that an ending means at this point, or null where it means none. */
function levelOf(ending: string, above: number, knownProvince: boolean, next: string): RegionLevel | null {
  if (ending === '市') return levelOfCity(above, knownProvince, next);
  const { level, from, to } = MEANINGS[ending] ?? TOWNSHIPS;
  return from <= above && above <= to ? level : null;
}

/** 市 names cities and counties. */
function levelOfCity(above: number, knownProvince: boolean, next: string): RegionLevel | null {
  if (above >= COUNTY) return null;
  const isWithinCity = above === COUNTY - 1;
  const isOfProvince = knownProvince && !/^\p{Script=Han}{1,5}?[县区旗]/u.test(next);
  return isWithinCity || isOfProvince ? 'county' : 'city';
}

/** A place of county rank or below before the words that make it an authority. */
const UNREAD =
  /^(\p{Script=Han}{1,14}?(?:县|旗|区|市|镇|乡|街道))(?:人民政府|政府|人民代表大会|管委会|管理委员会|办事处)/u;

/**
 * Words that stand before 人民政府 and the like and yet were not read as a place: what was read before them is not the place
 * that is meant. Null where there are none. An area with an administration of its own within a county is no place of the tables.
 */
export function unreadPlaceName(rest: string, deepest: RegionLevel | null): string | null {
  const printed = UNREAD.exec(rest)?.[1];
  if (printed === undefined || BUSINESS.test(printed)) return null;
  return FUNCTIONAL_AREA.test(printed) && (deepest === 'county' || deepest === 'township') ? null : printed;
}
