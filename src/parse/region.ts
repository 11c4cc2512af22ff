/** Resolves the region of an organ from its name. */
import { REGION_LEVELS, UNKNOWN_REGION } from '../domain/region.js';
import type { Region, RegionLevel, RegionName } from '../domain/region.js';
import type { Finding } from '../domain/finding.js';
import { normalizeName } from '../text/normal-form.js';
import { readBranch } from './branch-place.js';
import { commonPlace, matchPlaces, skipConnector } from './match-places.js';
import type { PlaceMatch } from './match-places.js';
import { isNationalName } from './national-organs.js';
import { depthOf, pathOf, regionDictionary } from './region-dictionary.js';
import type { DictionaryPlace } from './region-dictionary.js';
import {
  ambiguous,
  noRegion,
  notInDictionary,
  notOfItsYear,
  ofNoYear,
  outOfScope,
} from './region-findings.js';
import { outsideTables, unreadPlace } from './region-findings.js';
import { isOfYear, regionHistory } from './region-history.js';
import type { RegionReading } from './region-reading.js';
import { placesToday } from './region-today.js';
import { FUNCTIONAL_AREA, readUnknownPlaces, unreadPlaceName } from './unknown-places.js';
import type { UnknownPlace } from './unknown-places.js';

/** What else the source says about the organ. */
export interface RegionHints {
  /** The organ as it signs (落款); may be a fuller name than the one in the title. */
  signature?: string;
  /** The year of which the organ reports; null or absent for today. */
  asOf?: number | null;
}

/** Bodies whose branches carry the place after their own name. */
const BODY_BEFORE_PLACE =
  /^(?:国家税务总局|国家统计局|国家外汇管理局|国家能源局|国家金融监督管理总局|中国人民银行|中华人民共和国|中国共产党|中共)/;
const OUT_OF_SCOPE = /^(?:中华人民共和国)?(?:香港|澳门)(?:特别行政区|特区)|^台湾省/u;

/**
 * The region of an organ, read from the start of its name, each place within the one before it. Upper levels
 * that follow from the dictionary are filled in (`inferred`). Places are those of the year reported on: a name that fits several
 * of them is kept without a code (`ambiguous-region`), one that the dictionary lacks likewise (`unknown-region`); one that
 * was a place in other years only is told, and never certain (`place-not-of-its-year`). The answer depends on the arguments
 * alone.
 */
export function resolveRegion(organName: string, hints: RegionHints = {}): RegionReading {
  const year = hints.asOf ?? null;
  const name = regionText(organName);
  const own = readEitherScript(name, year);
  const reading =
    hints.signature === undefined ? own : withSignature(own, name, regionText(hints.signature), year);
  const today = placesToday(reading.region);
  return today === null ? reading : { ...reading, region: { ...reading.region, today } };
}

function withSignature(
  own: RegionReading,
  name: string,
  signature: string,
  year: number | null,
): RegionReading {
  if (own.region.certain) return own;
  const signed = readEitherScript(signature, year);
  return agrees(own.region, signed.region, signature.endsWith(name))
    ? { region: withPrinted(signed.region, own.region), findings: signed.findings }
    : own;
}

/** Whether a name is that of a national organ, which has no region below the country. */
export function isNationalOrgan(organName: string): boolean {
  const name = regionText(organName);
  return (
    isNationalName(name) && matchPlaces(name.replace(BODY_BEFORE_PLACE, ''), regionDictionary()).end === 0
  );
}

function regionText(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, '');
}

/**
 * As printed first, then in Simplified characters: the character table would turn 乾县 into 干县, which the
 * dictionary does not hold.
 */
function readEitherScript(name: string, year: number | null): RegionReading {
  const printed = readRegion(name, year);
  const simplified = normalizeName(name);
  if (simplified === name || hasCode(printed.region)) return printed;
  const converted = readRegion(simplified, year);
  return hasCode(converted.region) ? converted : printed;
}

function hasCode(region: Region): boolean {
  return REGION_LEVELS.some((level) => typeof region[level]?.code === 'string');
}

function readRegion(name: string, year: number | null): RegionReading {
  if (OUT_OF_SCOPE.test(name)) return { region: UNKNOWN_REGION, findings: [outOfScope(name)] };
  const text = name.replace(BODY_BEFORE_PLACE, '');
  const { lastYear, firstYear } = regionHistory();
  const asOf = Math.min(Math.max(year ?? lastYear, firstYear), lastYear);
  const ofYear = matchPlaces(text, regionDictionary(asOf));
  const ofOthers = matchOtherYears(text, ofYear, asOf);
  const match = ofOthers ?? ofYear;
  const anchor = match.candidates.length === 1 ? (match.candidates[0] ?? null) : null;
  const deepest = shallowestLevel(match.candidates);
  const from = match.end === 0 ? 0 : skipConnector(text, match.end);
  const { places: unknown, end } = readUnknownPlaces(text.slice(from), deepest, match.candidates.length > 0);
  if (deepest === null && unknown.length === 0) return withoutPlace(name);
  const region = { ...UNKNOWN_REGION, ...knownLevels(match) };
  for (const { level, name: printed } of unknown)
    region[level] = { name: printed, code: null, inferred: false };
  const rest = text.slice(from + end);
  const strange = anchor === null ? [] : unknown.filter((place) => isOfNoYear(place, anchor));
  const findings: Finding[] = [
    ...(match.candidates.length > 1 ? [ambiguous(match)] : []),
    ...(ofOthers === null ? [] : [notOfItsYear(text.slice(0, match.end), match, asOf)]),
    ...(ofOthers === null && deepest !== null ? outsideTablesOf(year, asOf) : []),
    ...(anchor === null || strange.length === 0 ? [] : [ofNoYear(strange, anchor)]),
    ...unreadIn(rest, anchor),
  ];
  const certain = findings.length === 0 && isCertain(match, anchor, unknown);
  const others = unknown.filter((place) => !strange.includes(place));
  if (others.length > 0) findings.push(notInDictionary(others));
  return readBranch({ region: { ...region, certain }, findings }, rest, anchor, asOf);
}

/** A name that begins with no place: of a national organ that is certain. */
function withoutPlace(name: string): RegionReading {
  if (isNationalOrgan(name)) return { region: { ...UNKNOWN_REGION, certain: true }, findings: [] };
  return { region: UNKNOWN_REGION, findings: [noRegion(name)] };
}

function outsideTablesOf(year: number | null, asOf: number): Finding[] {
  return year === null || year === asOf ? [] : [outsideTables(year)];
}

function unreadIn(rest: string, anchor: DictionaryPlace | null): Finding[] {
  const unread = unreadPlaceName(rest, anchor?.level ?? null);
  return unread === null ? [] : [unreadPlace(unread)];
}

/**
 * What the places of other years explain beyond those of the year: 邯郸市肥乡县 of 2020 is a county that was, not the city. Null
 * where no name is printed that is not of the year.
 */
function matchOtherYears(text: string, ofYear: PlaceMatch, year: number): PlaceMatch | null {
  const match = matchPlaces(text, regionDictionary(null));
  if (match.end <= ofYear.end) return null;
  const isStrange = ({ spell }: DictionaryPlace): boolean => spell !== null && !isOfYear(spell, year);
  const areStrange = match.candidates.every((candidate) =>
    [...(match.printed.get(candidate) ?? [])].some(isStrange),
  );
  return areStrange ? match : null;
}

/** A county or city by its full name that no table has, below a place that they have: zones alone are not in the tables. */
function isOfNoYear({ level, name }: UnknownPlace, anchor: DictionaryPlace): boolean {
  return level !== 'township' && anchor.level !== 'county' && !FUNCTIONAL_AREA.test(name);
}

function shallowestLevel(places: readonly DictionaryPlace[]): RegionLevel | null {
  const [first, ...others] = places;
  if (first === undefined) return null;
  return others.reduce((least, place) => (depthOf(place) < depthOf(least) ? place : least), first).level;
}

function knownLevels(match: PlaceMatch): Partial<Record<RegionLevel, RegionName>> {
  const levels: Partial<Record<RegionLevel, RegionName>> = {};
  const common = commonPlace(match.candidates);
  for (const place of common === null ? [] : pathOf(common)) {
    const isPrinted = (candidate: DictionaryPlace): boolean =>
      [...(match.printed.get(candidate) ?? [])].some(({ code }) => code === place.code);
    levels[place.level] = {
      name: place.name,
      code: place.code,
      inferred: !match.candidates.every(isPrinted),
    };
  }
  const level = shallowestLevel(match.candidates);
  if (match.candidates.length > 1 && level !== null) {
    levels[level] = { name: match.lastPrinted, code: null, inferred: false };
  }
  return levels;
}

/**
 * One place and no other: the dictionary decides it (or nothing above it is in the dictionary and the chain
 * begins with the province), and no level is left out on the way to what only the name tells.
 */
function isCertain(
  match: PlaceMatch,
  anchor: DictionaryPlace | null,
  unknown: readonly UnknownPlace[],
): boolean {
  if (match.candidates.length > 0 && anchor === null) return false;
  let expected: RegionLevel | null | undefined = anchor === null ? 'province' : anchor.childLevel;
  for (const { level } of unknown) {
    if (level !== expected) return false;
    expected = REGION_LEVELS[REGION_LEVELS.indexOf(level) + 1];
  }
  return true;
}

/** Whether a signature's certain region is the same place as what the organ's own name tells, told in full. */
function agrees(own: Region, signed: Region, endsWithName: boolean): boolean {
  if (!signed.certain) return false;
  const printed = REGION_LEVELS.filter((level) => own[level] !== null);
  if (printed.length === 0) return endsWithName;
  const deepest = [...REGION_LEVELS].reverse().find((level) => signed[level] !== null);
  return (
    own[deepest ?? 'province'] !== null && printed.every((level) => own[level]?.name === signed[level]?.name)
  );
}

/** The signed region; what the organ's own name does not print is inferred. */
function withPrinted(signed: Region, own: Region): Region {
  const region = { ...signed };
  for (const level of REGION_LEVELS) {
    const place = signed[level];
    if (place !== null) region[level] = { ...place, inferred: own[level]?.inferred ?? true };
  }
  return region;
}
