/**
 * A search as a caller writes it, checked and turned into the store's request: the one place where arguments
 * are checked, whatever way they came in.
 */
import type { FacetField, FacetRequest, SearchField, Sort, SortField } from '../domain/query.js';
import { FACET_FIELDS, SEARCH_FIELDS, SORT_FIELDS } from '../domain/query.js';
import type { SectionKind } from '../domain/report.js';
import { SECTION_KINDS } from '../domain/report.js';
import type { SearchRequest } from '../store/port.js';
import {
  DEFAULT_FACET_LIMIT,
  DEFAULT_HIGHLIGHTS,
  DEFAULT_PAGE_SIZE,
  DEFAULT_SEARCH_FIELDS,
  MAX_FACET_LIMIT,
  MAX_HIGHLIGHTS,
  MAX_PAGE_SIZE,
} from '../store/port.js';
import { parseQuery } from '../text/query-syntax.js';
import {
  badArgument,
  checkCellKey,
  checkChoice,
  checkChoices,
  checkInteger,
  checkList,
} from './check-input.js';
import type { FilterInput } from './read-filter.js';
import { readFilter } from './read-filter.js';

/** How many keys a search may sort by. */
export const MAX_SORT_KEYS = 4;

export interface SortInput {
  by: SortField;
  /** Only and always with `by: CELL`. */
  key?: string | null;
  /** Default is best, latest or largest first; organs by name from the beginning. */
  direction?: Sort['direction'] | null;
}

export interface FacetInput {
  field: FacetField;
  limit?: number | null;
}

/** A search as written; null counts as not given, and what is not given takes the port's default. */
export interface SearchInput {
  /** In the query syntax; null finds all reports that the filter lets through. */
  query?: string | null;
  searchIn?: readonly SearchField[] | null;
  sectionKinds?: readonly SectionKind[] | null;
  sameSection?: boolean | null;
  filter?: FilterInput | null;
  sort?: readonly SortInput[] | null;
  first?: number | null;
  after?: string | null;
  facets?: readonly FacetInput[] | null;
  highlights?: number | null;
}

/**
 * Checks a search.
 *
 * @throws OgiError `BAD_QUERY`, `BAD_ARGUMENT` or `UNKNOWN_CELL`, naming the argument and the remedy.
 */
export function readSearchInput(input: SearchInput): SearchRequest {
  const parsed = typeof input.query === 'string' ? parseQuery(input.query) : null;
  return {
    text: parsed?.query ?? null,
    exactRuns: parsed?.exactRuns ?? [],
    searchIn: input.searchIn
      ? checkChoices(input.searchIn, 'searchIn', SEARCH_FIELDS)
      : [...DEFAULT_SEARCH_FIELDS],
    sectionKinds: input.sectionKinds ? checkChoices(input.sectionKinds, 'sectionKinds', SECTION_KINDS) : null,
    sameSection: input.sameSection ?? false,
    filter: input.filter ? readFilter(input.filter) : null,
    sort: readSort(input.sort ?? [], parsed !== null),
    limit: checkInteger(input.first, 'first', { from: 1, to: MAX_PAGE_SIZE, fallback: DEFAULT_PAGE_SIZE }),
    after: input.after ?? null,
    facets: readFacets(input.facets ?? []),
    highlights: checkInteger(input.highlights, 'highlights', {
      from: 0,
      to: MAX_HIGHLIGHTS,
      fallback: DEFAULT_HIGHLIGHTS,
    }),
  };
}

function readSort(input: readonly SortInput[], hasQuery: boolean): Sort[] {
  if (input.length === 0) return [];
  return checkList(input, 'sort', MAX_SORT_KEYS).map((sort, index) => {
    const path = `sort[${index}]`;
    const by = checkChoice(sort.by, `${path}.by`, SORT_FIELDS);
    const direction = sort.direction ?? (by === 'ORGAN' ? 'ASC' : 'DESC');
    if (by === 'RELEVANCE' && !hasQuery) {
      throw badArgument(
        `${path}.by`,
        'Without a query no report is more relevant.',
        'Give a query, or sort by YEAR.',
      );
    }
    if (by !== 'CELL') {
      if (typeof sort.key !== 'string') return { by, direction };
      throw badArgument(
        `${path}.key`,
        `A key does not go with ${by}.`,
        'Sort by CELL, or leave the key out.',
      );
    }
    if (typeof sort.key !== 'string') {
      throw badArgument(
        `${path}.key`,
        'Sorting by CELL needs a key.',
        'Give a key, e.g. applications.received.total.',
      );
    }
    return { by, key: checkCellKey(sort.key, `${path}.key`), direction };
  });
}

function readFacets(input: readonly FacetInput[]): FacetRequest[] {
  const seen = new Set<FacetField>();
  return input.map((facet, index) => {
    const path = `facets[${index}]`;
    const field = checkChoice(facet.field, `${path}.field`, FACET_FIELDS);
    if (seen.has(field))
      throw badArgument(`${path}.field`, `The facet ${field} is asked for twice.`, 'Ask once.');
    seen.add(field);
    const limit = checkInteger(facet.limit, `${path}.limit`, {
      from: 1,
      to: MAX_FACET_LIMIT,
      fallback: DEFAULT_FACET_LIMIT,
    });
    return { field, limit };
  });
}
