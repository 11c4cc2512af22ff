/**
 * Which reports cover which, as fields: all that can be said of a report by itself. That the report that covers is among
 * those that match is for the query to see. Pure.
 */
import type { OrganKind } from '../../../domain/organ.js';
import { REGION_LEVELS } from '../../../domain/region.js';
import type { RegionLevel } from '../../../domain/region.js';
import { canCover, comesBefore, deepestLevel } from '../../nesting.js';
import type { ReportFacts } from '../../report-facts.js';
import { every } from '../reading/build-filter.js';
import type { NestingFields } from './projected-fields.js';
import { anyOf, noneOf } from '../reading/search-places.js';
import type { Query } from '../reading/search-places.js';
import { recordOf } from '../../../domain/record-of.js';

/** The fields of a report; the rules are those of `CoveringReports`. */
export function nestingFields(facts: ReportFacts): NestingFields {
  const { year, scope, organKind, organ, regions } = facts;
  // An organ has an id if and only if its region is certain.
  const places =
    facts.organId === null ? null : recordOf(REGION_LEVELS, (level) => regions[level]?.value ?? null);
  const covers = canCover({ scope, organKind, organName: organ.value, places });
  const deepest = deepestLevel(places);
  const keyAt = (level: RegionLevel): string[] => {
    const place = places?.[level] ?? null;
    return place === null ? [] : [`${year} ${level} ${place}`];
  };
  const [own = null] = deepest === null ? [] : keyAt(deepest);
  return {
    covers: covers ? own : null,
    above: REGION_LEVELS.filter((level) => level !== deepest).flatMap(keyAt),
    own: organKind !== 'PEOPLES_GOVERNMENT' || covers ? own : null,
  };
}

/** A report that can cover others, as far as its place does not say. */
export interface PlacedReport {
  place: string;
  id: string;
  organKind: OrganKind;
}

/** Elasticsearch takes at most 65,536 terms in one query. */
const MOST_TERMS = 50_000;

/** Reports that one of those covers; null where none does, because there is none. */
export function coveredQuery(covering: Iterable<PlacedReport>): Query | null {
  const byPlace = new Map<string, PlacedReport>();
  for (const one of covering) {
    const other = byPlace.get(one.place);
    if (other === undefined || comesBefore(one, other)) byPlace.set(one.place, one);
  }
  if (byPlace.size === 0) return null;
  const places = [...byPlace.keys()];
  const ids = [...byPlace.values()].map(({ id }) => id);
  return anyOf([
    terms('nesting.above', places),
    every([terms('nesting.own', places), noneOf(terms('id', ids))]),
  ]);
}

function terms(field: string, values: readonly string[]): Query {
  const parts = Array.from({ length: Math.ceil(values.length / MOST_TERMS) }, (_, part) =>
    values.slice(part * MOST_TERMS, (part + 1) * MOST_TERMS),
  );
  return anyOf(parts.map((part) => ({ terms: { [field]: part } })));
}
