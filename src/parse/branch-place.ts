/** The area of a branch office (分局), whose name tells it behind the body's own: 南京市公安局鼓楼分局. */
import { isWithin, regionDictionary } from './region-dictionary.js';
import type { DictionaryPlace } from './region-dictionary.js';
import { ofNoYear, notInDictionary, unknownBranch } from './region-findings.js';
import type { RegionReading } from './region-reading.js';
import { FUNCTIONAL_AREA } from './unknown-places.js';

const BRANCH = /(?:局|委员会|委|厅)(\p{Script=Han}{1,14}?)(?:分局|分院)$/u;
const COUNTY_ENDINGS = ['', '区', '县', '市', '旗', '新区', '林区'];
const FULL_COUNTY_NAME = /^\p{Script=Han}+[县区市旗]$/u;

/**
 * Adds the area of a branch to the region of the body that it belongs to: the county of the city that bears the name, with or without
 * its ending. Where none or several do, the place of the branch is not certain.
 *
 * @param rest what stands in the name behind the places read
 * @param anchor the one place read, null where it is not in the dictionary
 */
export function readBranch(
  reading: RegionReading,
  rest: string,
  anchor: DictionaryPlace | null,
  year: number,
): RegionReading {
  const printed = BRANCH.exec(rest)?.[1];
  const { region, findings } = reading;
  if (printed === undefined || region.county !== null || region.township !== null) return reading;
  const found = anchor === null ? [] : countiesCalled(printed, anchor, year);
  const [county] = found;
  if (county !== undefined && found.length === 1) {
    return {
      region: { ...region, county: { name: county.name, code: county.code, inferred: false } },
      findings,
    };
  }
  if (!FULL_COUNTY_NAME.test(printed)) {
    return { region: { ...region, certain: false }, findings: [...findings, unknownBranch(printed)] };
  }
  const unknown = [{ level: 'county' as const, name: printed }];
  const isOfNoYear = anchor !== null && !FUNCTIONAL_AREA.test(printed);
  return {
    region: {
      ...region,
      county: { name: printed, code: null, inferred: false },
      certain: region.certain && !isOfNoYear,
    },
    findings: [...findings, isOfNoYear ? ofNoYear(unknown, anchor) : notInDictionary(unknown)],
  };
}

/** The counties of a city called so; a full name before one that only begins so. */
function countiesCalled(name: string, city: DictionaryPlace, year: number): DictionaryPlace[] {
  const dictionary = regionDictionary(year);
  const called = (ending: string): DictionaryPlace[] =>
    dictionary.named(name + ending).filter((place) => place.level === 'county' && isWithin(place, city));
  const exact = called('');
  return exact.length > 0 ? exact : COUNTY_ENDINGS.flatMap(called);
}
