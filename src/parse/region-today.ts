/** What a place of a report's year is today. */
import { REGION_LEVELS } from '../domain/region.js';
import type { Region, RegionLevel, RegionNames } from '../domain/region.js';
import { commonPlace } from './match-places.js';
import { pathOf, regionDictionary } from './region-dictionary.js';
import type { DictionaryPlace } from './region-dictionary.js';
import { isOfYear, regionHistory } from './region-history.js';
import type { Spell } from './region-history.js';

/**
 * The levels of a region under their names and codes of today, or null where nothing has changed. A place that was divided among
 * several leaves its level, and all below, null; so does one of which it is not known what became.
 */
export function placesToday(region: Region): RegionNames | null {
  const level = REGION_LEVELS.findLast((each) => each !== 'township' && isCoded(region, each));
  const spell = level === undefined ? undefined : spellIn(region, level);
  if (level === undefined || spell === undefined) return null;
  const history = regionHistory();
  const now = regionDictionary();
  const heirs = history.counterparts(spell, history.lastYear).map((heir) => now.placeOf(heir));
  const place = heirs.length > 0 ? commonPlace(heirs) : nearestAbove(spell);
  const path = place === null ? [] : pathOf(place);
  const names: RegionNames = { province: null, city: null, county: null, township: null };
  for (const step of path) {
    names[step.level] = { name: step.name, code: step.code, inferred: region[step.level]?.inferred ?? true };
  }
  // What stands below by name alone is still there if its place is.
  if (heirs.length === 1) {
    for (const below of REGION_LEVELS.slice(REGION_LEVELS.indexOf(level) + 1)) names[below] ??= region[below];
  }
  return isSame(names, region) ? null : names;
}

function isCoded(region: Region, level: RegionLevel): boolean {
  return typeof region[level]?.code === 'string';
}

function spellIn(region: Region, level: RegionLevel): Spell | undefined {
  const { name, code } = region[level] ?? {};
  return regionHistory()
    .withCode(code ?? '')
    .findLast((spell) => spell.name === name);
}

/** The place above that is still there; null where there is none. */
function nearestAbove(spell: Spell): DictionaryPlace | null {
  const { lastYear } = regionHistory();
  const above = pathOf(regionDictionary(Math.min(spell.to, lastYear)).placeOf(spell));
  return (
    above.findLast(
      (place) => place.spell !== spell && place.spell !== null && isOfYear(place.spell, lastYear),
    ) ?? null
  );
}

function isSame(names: RegionNames, region: Region): boolean {
  return REGION_LEVELS.every(
    (level) => names[level]?.name === region[level]?.name && names[level]?.code === region[level]?.code,
  );
}
