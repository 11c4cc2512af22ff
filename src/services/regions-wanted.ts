/** Which regions are meant by a list of them, checked. */
import { REGION_LEVELS, REGION_VIEWS } from '../domain/region.js';
import type { RegionLevel, RegionView } from '../domain/region.js';
import type { Spell } from '../parse/region-history.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../store/search-request.js';
import { badArgument, checkChoice, checkInteger, checkOffset } from './check-input.js';
import { placesOfToday, spellsOfCode } from './place-history.js';

/** The parent of the provinces: the code of the country. */
const COUNTRY = 'CN';

/** A code of the standard, or the statistical code of a township. */
export const CODE = /^(?:\d{2}|\d{4}|\d{6}|\d{9})$/;

/** Which regions, and which page of them; null counts as not given. */
export interface RegionsInput {
  /** All of a level that have a report. */
  level?: RegionLevel | null;
  /** Instead of a level: all directly below this code, also those without a report. */
  parent?: string | null;
  first?: number | null;
  offset?: number | null;
  /** `REPORT` where not given. */
  asOf?: RegionView | null;
}

/** Which regions, checked. */
export interface RegionsWanted {
  of: { level: RegionLevel } | { above: Spell | null };
  view: RegionView;
  limit: number;
  offset: number;
}

/**
 * Checks which regions are meant, and which page of them.
 *
 * @throws OgiError `BAD_ARGUMENT`.
 */
export function checkRegions({ level, parent, first, offset, asOf }: RegionsInput): RegionsWanted {
  const view = viewOf(asOf);
  const page = {
    view,
    limit: checkInteger(first, 'first', { from: 1, to: MAX_PAGE_SIZE, fallback: DEFAULT_PAGE_SIZE }),
    offset: checkOffset(offset),
  };
  if (level && typeof parent !== 'string') {
    return { of: { level: checkChoice(level, 'level', REGION_LEVELS) }, ...page };
  }
  if (typeof parent !== 'string' || level) {
    throw badArgument(
      'level',
      'Neither a level nor a parent is given, or both.',
      `Give level, or the parent's code; parent: "${COUNTRY}" for the provinces.`,
    );
  }
  if (parent === COUNTRY) return { of: { above: null }, ...page };
  const above = placeOfCode(parent, 'parent', view);
  if (above === null) {
    throw badArgument(
      'parent',
      `No province, city or county has or had the code ${parent}.`,
      `Give a code of 2, 4 or 6 digits, or "${COUNTRY}" for the provinces.`,
    );
  }
  return { of: { above }, ...page };
}

/**
 * The place of a code, in the view of today what became of it; null where the tables lack the code.
 *
 * @throws OgiError `BAD_ARGUMENT` where it is no code, or several places today, with their codes.
 */
export function placeOfCode(code: string, argument: string, view: RegionView): Spell | null {
  if (!CODE.test(code)) {
    throw badArgument(argument, `${code.slice(0, 100)} is no code.`, 'Give 2, 4, 6 or 9 digits.');
  }
  const spell = spellsOfCode(code).at(-1);
  if (spell === undefined) return null;
  const heirs = view === 'TODAY' ? placesOfToday(spell) : [spell];
  const [place] = heirs;
  if (place === undefined || heirs.length > 1) {
    const names = heirs.map((heir) => `${heir.name} ${heir.code}`).join(', ');
    throw badArgument(
      argument,
      `${spell.name} (${code}) is no single place today${names === '' ? '' : `: ${names}`}.`,
      'Give one of these codes, or asOf: REPORT.',
    );
  }
  return place;
}

/** The view that is meant; null counts as not given. */
export function viewOf(asOf: RegionView | null | undefined): RegionView {
  return checkChoice(asOf ?? 'REPORT', 'asOf', REGION_VIEWS);
}
