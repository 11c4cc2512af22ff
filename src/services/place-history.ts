/** What became of places, for people: the names of a place over the years, and its changes. */
import type { RegionChangeKind } from '../domain/region-history.js';
import { keepsTerritory } from '../domain/region-history.js';
import type { RegionLevel, RegionNames, RegionView } from '../domain/region.js';
import { REGION_LEVELS } from '../domain/region.js';
import { pathOf, regionDictionary } from '../parse/region-dictionary.js';
import { isOfYear, regionHistory } from '../parse/region-history.js';
import type { Spell, SpellChange } from '../parse/region-history.js';

/** A place by name and code. */
export interface PlaceRef {
  level: RegionLevel;
  name: string;
  code: string;
}

/** What became of places in a year. */
export interface PlaceChange {
  /** The first year whose tables show it. */
  year: number;
  kind: RegionChangeKind;
  before: PlaceRef[];
  after: PlaceRef[];
  /** Whether what is after is the whole of what was before and nothing else. */
  sameTerritory: boolean;
}

/** What a place was called, and where it was, in some years. */
export interface PlaceSpell extends PlaceRef {
  /** First year; null where it was so before the tables begin. */
  from: number | null;
  /** Last year; null where it is still so. */
  to: number | null;
  /** The places above it at the time, the province first. */
  above: PlaceRef[];
}

const refOf = ({ level, name, code }: PlaceRef): PlaceRef => ({ level, name, code });

export function changeOf({ year, kind, goesOn, before, after }: SpellChange): PlaceChange {
  const sameTerritory = keepsTerritory(kind) && !goesOn;
  return { year, kind, before: before.map(refOf), after: after.map(refOf), sameTerritory };
}

/** The spells of a code: two to six digits, zeros at its end left out or not. */
export function spellsOfCode(code: string): readonly Spell[] {
  return regionHistory().withCode(code.length === 6 ? code.replace(/(?:00){1,2}$/, '') : code);
}

/** The spell at the deepest level of a region that has a code of the standard, as of a year. */
export function spellOfRegion(
  region: RegionNames,
  year: number,
): { spell: Spell; level: RegionLevel } | null {
  const level = REGION_LEVELS.findLast(
    (each) => each !== 'township' && typeof region[each]?.code === 'string',
  );
  if (level === undefined) return null;
  const spells = spellsOfCode(region[level]?.code ?? '').filter(({ name }) => name === region[level]?.name);
  const spell = spells.find((each) => isOfYear(each, year)) ?? spells.at(-1);
  return spell === undefined ? null : { spell, level };
}

/**
 * The provinces, cities and counties directly below a code (null: the provinces), by code: those of today, or those of all years,
 * each code once under its last name.
 */
export function placesBelow(code: string | null, view: RegionView): PlaceRef[] {
  const { spells, lastYear } = regionHistory();
  const below = new Map<string, Spell>();
  for (const spell of spells) {
    if (view === 'TODAY' && !isOfYear(spell, lastYear)) continue;
    if (codeAbove(spell.code) !== code) continue;
    const other = below.get(spell.code);
    if (other === undefined || other.to < spell.to) below.set(spell.code, spell);
  }
  return [...below.values()].map(refOf).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The code of the place above: the longest beginning that is a place; null for a province. */
function codeAbove(code: string): string | null {
  for (let { length } = code; length > 2; length -= 2) {
    const above = code.slice(0, length - 2);
    if (regionHistory().withCode(above).length > 0) return above;
  }
  return null;
}

/** What has become of a place by today; several where it was divided. */
export function placesOfToday(spell: Spell): Spell[] {
  const history = regionHistory();
  return history.counterparts(spell, history.lastYear);
}

/** The changes that led to a place, or that took it up: what it goes by in the years before and after. */
export function changesOf(spell: Spell): { into: readonly SpellChange[]; outOf: readonly SpellChange[] } {
  const history = regionHistory();
  return { into: history.changesTo(spell), outOf: history.changesFrom(spell) };
}

/**
 * The places that a place was before, each the whole of it, and those that it became, oldest first; itself among them. It ends where a
 * place was put together from several, or divided.
 */
export function samePlaces(spell: Spell): Spell[] {
  const spells = [spell];
  for (let next = onlyAfter(spell); next !== null && !spells.includes(next); next = onlyAfter(next))
    spells.push(next);
  for (let old = onlyBefore(spell); old !== null && !spells.includes(old); old = onlyBefore(old))
    spells.unshift(old);
  return spells;
}

function onlyBefore(spell: Spell): Spell | null {
  const changes = regionHistory()
    .changesTo(spell)
    .filter(({ year }) => year >= spell.from && spell.from > 0);
  const [change] = changes;
  return change !== undefined && changes.length === 1 && changeOf(change).sameTerritory
    ? (change.before[0] ?? null)
    : null;
}

function onlyAfter(spell: Spell): Spell | null {
  const changes = regionHistory()
    .changesFrom(spell)
    .filter(({ goesOn }) => !goesOn);
  const [change] = changes;
  return change !== undefined && changes.length === 1 && changeOf(change).sameTerritory
    ? (change.after[0] ?? null)
    : null;
}

/** The names, codes and places above of a place over the years, oldest first; a new line where any of them changed. */
export function historyOf(spell: Spell): PlaceSpell[] {
  return samePlaces(spell)
    .flatMap(stagesOf)
    .map(({ from, to, path }) => {
      const own = path.at(-1);
      if (own === undefined) throw new Error('A place has a path.');
      return { ...own, from, to, above: path.slice(0, -1) };
    });
}

/** A run of years in which a place and all above it had the same names and codes. */
export interface PlaceStage {
  from: number | null;
  to: number | null;
  /** The province first, the place itself last. */
  path: PlaceRef[];
}

/** The runs of years of one spell, oldest first. */
export function stagesOf(spell: Spell): PlaceStage[] {
  const { firstYear, lastYear } = regionHistory();
  const stages: PlaceStage[] = [];
  let last = '';
  for (let year = Math.max(spell.from, firstYear); year <= Math.min(spell.to, lastYear); year += 1) {
    const path = pathOf(regionDictionary(year).placeOf(spell)).map(refOf);
    const key = path.map(({ name, code }) => `${code} ${name}`).join('/');
    const stage = stages.at(-1);
    if (stage !== undefined && key === last) stage.to = year;
    else stages.push({ from: year, to: year, path });
    last = key;
  }
  const [first] = stages;
  const end = stages.at(-1);
  if (first !== undefined && spell.from === 0) first.from = null;
  if (end !== undefined && spell.to === Infinity) end.to = null;
  return stages;
}
