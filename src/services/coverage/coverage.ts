/** Which organs have no report of a year: known from other years, or from a list that the user gave. */
import { createHash } from 'node:crypto';
import { ADMINISTRATIVE_LEVELS, ORGAN_KINDS } from '../../domain/organ.js';
import type { AdministrativeLevel, OrganKind } from '../../domain/organ.js';
import { nameWithin } from '../../domain/identity.js';
import { OgiError } from '../../errors.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../store/search-request.js';
import type { OrganHistoryEntry } from '../../store/organ-history.js';
import { normalize } from '../../text/normal-form.js';
import {
  badArgument,
  checkChoice,
  checkChoices,
  checkInteger,
  checkList,
  checkNamePart,
} from '../check-input.js';
import type { ReportReader } from '../report-reader.js';
import { knownOrgans, localName, placesOf, placesOfRoster } from './organ-groups.js';
import type { OrganGroup, Places, UncertainReports } from './organ-groups.js';
import { placeFilter } from './place-filter.js';

export const COVERAGE_STATUSES = ['REPORTED', 'MISSING', 'UNCERTAIN'] as const;
/**
 * `REPORTED` there is a report of the year · `MISSING` there is none here · `UNCERTAIN` there is none under its name, but a report of
 * the year whose organ's place is not certain may be its.
 */
export type CoverageStatus = (typeof COVERAGE_STATUSES)[number];

export const COVERAGE_ORDERS = ['PLACE', 'LAST_YEAR'] as const;
/** `PLACE` by region, then name · `LAST_YEAR` those that reported last first; organs of lists alone last. */
export type CoverageOrder = (typeof COVERAGE_ORDERS)[number];

/** Coverage as asked for; null counts as not given. */
export interface CoverageInput {
  year: number;
  /** Code, key or name of a place at any level. */
  region?: string | null;
  level?: AdministrativeLevel | null;
  kind?: OrganKind | null;
  nameContains?: string | null;
  /** Only organs whose last report is of this year or later, and those of lists. */
  knownSince?: number | null;
  /** Names of lists; absent for all, empty for none. */
  rosters?: readonly string[] | null;
  statuses?: readonly CoverageStatus[] | null;
  order?: CoverageOrder | null;
  first?: number | null;
  after?: string | null;
}

/** One organ. */
export interface CoverageOrgan {
  /** Null where only a list names it. */
  organId: string | null;
  name: string;
  kind: OrganKind;
  level: AdministrativeLevel;
  /** Today. */
  places: Places;
  /** Of which there are reports under this name, ascending. */
  years: number[];
  /** Names of the lists that it is on. */
  rosters: string[];
  status: CoverageStatus;
  /** Of `UNCERTAIN`: ids of reports that may be its; else empty. */
  mayBe: string[];
}

/** How many organs are in which state. */
export interface CoverageCounts {
  known: number;
  reported: number;
  missing: number;
  uncertain: number;
}

export interface Coverage extends CoverageCounts {
  year: number;
  organs: { cursor: string; organ: CoverageOrgan }[];
  hasNextPage: boolean;
  /** Of the listed organs, not only of this page. */
  total: number;
}

/** How many reports one organ may be said to have at most. */
const MAX_MAY_BE = 5;

/** A checked question. */
export interface CoverageRequest {
  year: number;
  region: string | null;
  level: AdministrativeLevel | null;
  kind: OrganKind | null;
  /** In normal form. */
  nameContains: string | null;
  knownSince: number | null;
  rosters: readonly string[] | null;
  statuses: readonly CoverageStatus[];
  order: CoverageOrder;
  limit: number;
  after: string | null;
}

/** Years that a report may be of. */
const YEARS = { from: 2000, to: 2100 };
const LONGEST_PLACE = 100;

/**
 * Checks a question of coverage.
 *
 * @throws OgiError `BAD_ARGUMENT`, naming the argument.
 */
export function coverageRequest(input: CoverageInput): CoverageRequest {
  const { region, level, kind, nameContains, knownSince, rosters, statuses, order } = input;
  if (typeof region === 'string' && (region.trim() === '' || region.length > LONGEST_PLACE)) {
    throw badArgument('region', 'region names no place.', 'Give a code or a name, e.g. 370300 or 淄博市.');
  }
  return {
    year: checkInteger(input.year, 'year', { ...YEARS, fallback: YEARS.from }),
    region: region?.trim() ?? null,
    level: level ? checkChoice(level, 'level', ADMINISTRATIVE_LEVELS) : null,
    kind: kind ? checkChoice(kind, 'kind', ORGAN_KINDS) : null,
    nameContains: typeof nameContains === 'string' ? checkNamePart(nameContains, 'nameContains') : null,
    knownSince: knownSince == null ? null : checkInteger(knownSince, 'knownSince', { ...YEARS, fallback: 0 }),
    rosters: rosters == null || rosters.length === 0 ? (rosters ?? null) : checkList(rosters, 'rosters', 100),
    statuses: statuses ? checkChoices(statuses, 'statuses', COVERAGE_STATUSES) : ['MISSING', 'UNCERTAIN'],
    order: order ? checkChoice(order, 'order', COVERAGE_ORDERS) : 'PLACE',
    limit: checkInteger(input.first, 'first', { from: 1, to: MAX_PAGE_SIZE, fallback: DEFAULT_PAGE_SIZE }),
    after: input.after ?? null,
  };
}

/**
 * The organs of a year. What it counts is this store: an organ without a report here may well have published one.
 *
 * @throws OgiError as {@link coverageRequest} does; `BAD_CURSOR`; `BAD_ARGUMENT` for a list or a place that there is not, or a name that
 *   several places share.
 */
export async function readCoverage(reader: ReportReader, input: CoverageInput): Promise<Coverage> {
  const request = coverageRequest(input);
  const [history, all] = await Promise.all([reader.organHistory(), reader.rosters()]);
  const rosters = request.rosters === null ? all : request.rosters.map((name) => findRoster(all, name));
  const { groups, uncertain } = knownOrgans(history, rosters);
  const organs = groups.flatMap((group) => organsOf(group, request, uncertain));
  const fits = placeFilter(request.region, organs);
  const counted = organs.filter((organ) => fits(organ) && matches(organ, request));
  const count = (status: CoverageStatus): number => counted.filter((one) => one.status === status).length;
  const shown = counted.filter(({ status }) => request.statuses.includes(status));
  const order = orderOf(request.order);
  const sorted = shown
    .map((organ) => ({ organ, place: order(organ) }))
    .sort((a, b) => comparePlaces(a.place, b.place));
  const key = requestKey(request);
  const after = request.after === null ? null : decodeCursor(key, request.after);
  const from = after === null ? 0 : sorted.findIndex(({ place }) => comparePlaces(place, after) > 0);
  const page = from < 0 ? [] : sorted.slice(from, from + request.limit);
  return {
    year: request.year,
    known: counted.length,
    reported: count('REPORTED'),
    missing: count('MISSING'),
    uncertain: count('UNCERTAIN'),
    organs: page.map(({ organ, place }) => ({ organ, cursor: encodeCursor(key, place) })),
    hasNextPage: from >= 0 && from + request.limit < sorted.length,
    total: sorted.length,
  };
}

function findRoster<T extends { name: string }>(rosters: readonly T[], name: string): T {
  const found = rosters.find((one) => one.name === name);
  if (found !== undefined) return found;
  throw badArgument(
    'rosters',
    `There is no list "${name.slice(0, 100)}".`,
    rosters.length === 0
      ? 'Import one: ogi roster FILE.csv.'
      : `Give one of ${rosters.map((one) => one.name).join(', ')}.`,
  );
}

/** An organ of a group in a year. One that had a report before and after is missing under the name that it had; else the group is once. */
function organsOf(
  { entries, listed }: OrganGroup,
  { year }: CoverageRequest,
  uncertain: UncertainReports,
): CoverageOrgan[] {
  const rosters = listed?.rosters ?? [];
  if (entries.length === 0)
    return listed === null ? [] : [listedOrgan(listed.entry, rosters, year, uncertain)];
  const reported = entries.filter(({ years }) => years.includes(year));
  const between = entries.filter(
    ({ years }) => !years.includes(year) && (years[0] ?? year) < year && (years.at(-1) ?? year) > year,
  );
  const nearest = [...entries].sort((a, b) => distance(a, year) - distance(b, year)).slice(0, 1);
  const shown = reported.length > 0 || between.length > 0 ? [...reported, ...between] : nearest;
  return shown.map((entry): CoverageOrgan => {
    const places = entries.flatMap((one) => [placesOf(one, 'REPORT'), placesOf(one, 'TODAY')]);
    const mayBe = entry.years.includes(year) ? [] : uncertain.of(localName(entry), places, year);
    return {
      organId: entry.organId,
      name: entry.name,
      kind: entry.kind,
      level: entry.level,
      places: placesOf(entry, 'TODAY'),
      years: entry.years,
      rosters,
      status: entry.years.includes(year) ? 'REPORTED' : mayBe.length > 0 ? 'UNCERTAIN' : 'MISSING',
      mayBe: mayBe.slice(0, MAX_MAY_BE),
    };
  });
}

function listedOrgan(
  entry: Parameters<typeof placesOfRoster>[0],
  rosters: string[],
  year: number,
  uncertain: UncertainReports,
): CoverageOrgan {
  const places = placesOfRoster(entry);
  const { organ, region } = entry;
  const mayBe = uncertain.of(nameWithin(region, organ.normalizedName), [places], year);
  return {
    organId: null,
    name: organ.name,
    kind: organ.kind,
    level: organ.level,
    places,
    years: [],
    rosters,
    status: mayBe.length > 0 ? 'UNCERTAIN' : 'MISSING',
    mayBe: mayBe.slice(0, MAX_MAY_BE),
  };
}

/** How far the years of an organ are from one. */
function distance({ years }: OrganHistoryEntry, year: number): number {
  return Math.min(...years.map((one) => Math.abs(one - year)));
}

function matches(organ: CoverageOrgan, { level, kind, nameContains, knownSince }: CoverageRequest): boolean {
  return (
    (level === null || organ.level === level) &&
    (kind === null || organ.kind === kind) &&
    (nameContains === null || normalize(organ.name).includes(nameContains)) &&
    (knownSince === null || organ.rosters.length > 0 || (organ.years.at(-1) ?? 0) >= knownSince)
  );
}

/** Where an organ is in an order, compared member by member. */
type SortPlace = (string | number)[];

function orderOf(order: CoverageOrder): (organ: CoverageOrgan) => SortPlace {
  return ({ places, name, organId, years, rosters }) => {
    const place = [
      ...[places.province, places.city, places.county, places.township].map((one) => one?.value ?? ''),
      name,
      organId ?? `~${rosters.join()}`,
    ];
    return order === 'PLACE' ? place : [-(years.at(-1) ?? 0), ...place];
  };
}

function comparePlaces(a: SortPlace, b: SortPlace): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** Names all of a request that decides which organs there are and in which order. */
function requestKey(request: CoverageRequest): string {
  const facts = { ...request, limit: null, after: null };
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 16);
}

function encodeCursor(key: string, place: SortPlace): string {
  return Buffer.from(JSON.stringify([key, place])).toString('base64url');
}

function decodeCursor(key: string, cursor: string): SortPlace {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    parts = null;
  }
  const [cursorKey, place] = Array.isArray(parts) ? (parts as unknown[]) : [];
  if (cursorKey === key && Array.isArray(place)) return place as SortPlace;
  throw new OgiError('BAD_CURSOR', 'The cursor is not one that this question gave.', {
    argument: 'after',
    remedy: 'Ask for the first page again, and then pass a cursor back unchanged with the same question.',
  });
}
