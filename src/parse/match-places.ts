/** Finds the chains of known places that an organ's name begins with. */
import { isWithin, pathOf } from './region-dictionary.js';
import type { DictionaryPlace, RegionDictionary } from './region-dictionary.js';
import { FUNCTIONAL_AREA } from './unknown-places.js';

/** What the beginning of a name matches. */
export interface PlaceMatch {
  /** The places that the last printed one may be; more than one where the name is ambiguous, none without match. */
  readonly candidates: readonly DictionaryPlace[];
  /** For each candidate, the places that are printed on the way to it, itself included. */
  readonly printed: ReadonlyMap<DictionaryPlace, ReadonlySet<DictionaryPlace>>;
  /** The last name as printed. */
  readonly lastPrinted: string;
  /** Length of what was read. */
  readonly end: number;
}

/** One printed chain: each place lies within the one before it. */
interface Chain {
  readonly places: readonly DictionaryPlace[];
  /** Length of each printed name, in the order of the places. */
  readonly lengths: readonly number[];
  readonly lastPrinted: string;
  readonly end: number;
}

/** What may stand between two places of a chain: 临淄区【人民政府】辛店街道. */
const CONNECTOR = /^(?:人民政府|管委会|管理委员会|(?:生产建设)?兵团(?:第[一二三四五六七八九十]+师)?)/;
/** Without a known place around it, only such a township name is trusted: 盐场 or 城区 may be anything. */
const PLAIN_TOWNSHIP = /..(?:镇|乡|街道|苏木)$/;
/** 吉林【市】场监督管理局, 城【区】域 …: the last character of the name belongs to another word, unless a place follows. */
const TORN = /^(?:市场|区[域块]|乡[村镇]|县[级域]|镇[街村])/;
const OFFICE_OF_SUBDISTRICT = '办事处';

/** Matches the beginning of `name` (in NFKC, without white space) with the dictionary. */
export function matchPlaces(name: string, dictionary: RegionDictionary): PlaceMatch {
  const chains = readChains(dictionary, name, 0, null);
  let best: Chain[] = [];
  for (const chain of chains) {
    const order = best[0] === undefined ? 1 : compareChains(chain, best[0]);
    if (order > 0) best = [chain];
    else if (order === 0) best.push(chain);
  }
  const printed = new Map<DictionaryPlace, Set<DictionaryPlace>>();
  for (const chain of best) {
    const last = chain.places.at(-1);
    if (last !== undefined) printed.set(last, new Set([...(printed.get(last) ?? []), ...chain.places]));
  }
  return {
    candidates: meant([...printed.keys()]),
    printed,
    lastPrinted: best[0]?.lastPrinted ?? '',
    end: best[0]?.end ?? 0,
  };
}

/** Where the connector at `position` ends; `position` itself where there is none. */
export function skipConnector(name: string, position: number): number {
  return position + (CONNECTOR.exec(name.slice(position))?.[0].length ?? 0);
}

/** The chain that explains more of the name is better; then the one whose earlier names are longer. */
function compareChains(a: Chain, b: Chain): number {
  if (a.end !== b.end) return a.end - b.end;
  for (const [index, length] of a.lengths.entries()) {
    const difference = length - (b.lengths[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Those of several places of one name that can be meant: a province, city or county rather than a township, and a place rather
 * than one of the same name within it. A county is not given up for a city of its name elsewhere.
 */
function meant(places: readonly DictionaryPlace[]): DictionaryPlace[] {
  const above = places.filter(({ level }) => level !== 'township');
  const ofRank = above.length > 0 ? above : places;
  return ofRank.filter((place) => !ofRank.some((other) => isWithin(place, other)));
}

/** All chains that can be read from `position` on, below `above`. */
function readChains(
  dictionary: RegionDictionary,
  name: string,
  position: number,
  above: DictionaryPlace | null,
): Chain[] {
  const starts = above === null ? [0] : [...new Set([position, skipConnector(name, position)])];
  const chains: Chain[] = [];
  for (const start of starts) {
    for (const { place, length, needsMore } of placesAt(dictionary, name, start, above)) {
      const end = start + length;
      const lastPrinted = name.slice(start, end);
      for (const rest of readChains(dictionary, name, end, place)) {
        chains.push({
          places: [place, ...rest.places],
          lengths: [length, ...rest.lengths],
          lastPrinted: rest.lastPrinted,
          end: rest.end,
        });
      }
      if (!needsMore || FUNCTIONAL_AREA.test(name.slice(end))) {
        chains.push({ places: [place], lengths: [length], lastPrinted, end });
      }
    }
  }
  return chains;
}

interface PlaceAt {
  place: DictionaryPlace;
  length: number;
  /** A name without 省 or 市 counts only where a place within it follows: 淄博张店区, but not 淄博海关. */
  needsMore: boolean;
}

function* placesAt(
  dictionary: RegionDictionary,
  name: string,
  start: number,
  above: DictionaryPlace | null,
): Generator<PlaceAt> {
  const longest = Math.min(dictionary.longestName, name.length - start);
  for (let length = longest; length >= 2; length -= 1) {
    const end = start + length;
    const printed = name.slice(start, end);
    for (const place of namedPlaces(dictionary, printed, name.slice(end), above)) {
      yield { place, length, needsMore: TORN.test(name.slice(end - 1)) };
    }
    for (const place of dictionary.stemmed(printed)) {
      if (isWithin(place, above)) yield { place, length, needsMore: true };
    }
  }
}

function namedPlaces(
  dictionary: RegionDictionary,
  printed: string,
  next: string,
  above: DictionaryPlace | null,
): DictionaryPlace[] {
  if (above === null) {
    return dictionary
      .named(printed)
      .filter((place) => place.level !== 'township' || PLAIN_TOWNSHIP.test(printed));
  }
  const names = [printed];
  // 临淄区稷下办事处 is the office of 稷下街道.
  if (next.startsWith(OFFICE_OF_SUBDISTRICT)) names.push(`${printed}街道`);
  // 石家庄市高新技术产业开发区 is 石家庄高新技术产业开发区 in the dictionary.
  if (above.level === 'city' && printed.endsWith('区')) names.push(above.name.replace(/市$/, '') + printed);
  return names.flatMap((name) => dictionary.named(name)).filter((place) => isWithin(place, above));
}

/** The place that all candidates have in common at the deepest level, or null. */
export function commonPlace(candidates: readonly DictionaryPlace[]): DictionaryPlace | null {
  const [first, ...others] = candidates;
  if (first === undefined) return null;
  const shared = pathOf(first).filter((place) =>
    others.every((other) => other.code === place.code || isWithin(other, place)),
  );
  return shared.at(-1) ?? null;
}
