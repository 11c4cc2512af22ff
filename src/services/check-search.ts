/**
 * A search as a caller writes it, checked and turned into the store's request: the one place where arguments
 * are checked, whatever way they came in.
 */
import type { FacetField, FacetRequest, QueryHint, Sort, SortField } from '../domain/query.js';
import { FACET_FIELDS, SORT_FIELDS } from '../domain/query.js';
import type { SearchRequest } from '../store/search-request.js';
import {
  DEFAULT_FACET_LIMIT,
  DEFAULT_HIGHLIGHTS,
  DEFAULT_PAGE_SIZE,
  MAX_FACET_LIMIT,
  MAX_HIGHLIGHTS,
  MAX_PAGE_SIZE,
} from '../store/search-request.js';
import { normalize } from '../text/normal-form.js';
import { parseQuery } from '../text/query-syntax.js';
import {
  badArgument,
  checkCellKey,
  checkChoice,
  checkDerivedKey,
  checkInteger,
  checkList,
} from './check-input.js';
import type { MatchInput } from './check-match.js';
import { checkMatch } from './check-match.js';

/** How many keys a search may sort by. */
export const MAX_SORT_KEYS = 4;

export interface SortInput {
  by: SortField;
  /** Only and always with `by: CELL` or `DERIVED`. */
  key?: string | null;
  /** Default is best, latest or largest first; organs by name from the beginning. */
  direction?: Sort['direction'] | null;
}

export interface FacetInput {
  field: FacetField;
  limit?: number | null;
  prefix?: string | null;
}

/** Where a page begins or ends, as Relay has it: `first` with `after`, or `last` with `before`. */
export interface PageInput {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** A search as written; null counts as not given, and what is not given takes the port's default. */
export interface SearchInput extends MatchInput, PageInput {
  sort?: readonly SortInput[] | null;
  facets?: readonly FacetInput[] | null;
  highlights?: number | null;
}

/**
 * Checks a search. It counts all hits and reads their reports; a caller that does not need that says so in the request.
 *
 * @throws OgiError `BAD_QUERY`, `BAD_ARGUMENT`, `UNKNOWN_CELL` or `UNKNOWN_DERIVED`, naming the argument and the remedy.
 */
export function checkSearch(input: SearchInput): SearchRequest {
  const match = checkMatch(input);
  return {
    ...match,
    sort: checkSort(input.sort ?? [], match.text !== null),
    ...checkPage(input),
    countTotal: true,
    reports: true,
    facets: readFacets(input.facets ?? []),
    highlights: checkInteger(input.highlights, 'highlights', {
      from: 0,
      to: MAX_HIGHLIGHTS,
      fallback: DEFAULT_HIGHLIGHTS,
    }),
  };
}

/**
 * Checks a page.
 *
 * @throws OgiError `BAD_ARGUMENT` also where forward and backward arguments are mixed: such a page has two readings.
 */
export function checkPage(input: PageInput): Pick<SearchRequest, 'limit' | 'after' | 'before' | 'fromEnd'> {
  const size = { from: 1, to: MAX_PAGE_SIZE, fallback: DEFAULT_PAGE_SIZE };
  const given = (name: keyof PageInput): boolean => input[name] !== null && input[name] !== undefined;
  const fromEnd = given('last') || given('before');
  const forward = (['first', 'after'] as const).find(given);
  if (fromEnd && forward !== undefined) {
    throw badArgument(
      forward,
      `${forward} does not go with ${given('last') ? 'last' : 'before'}.`,
      'Page forward with first and after, or backward with last and before.',
    );
  }
  if (!fromEnd) {
    return {
      limit: checkInteger(input.first, 'first', size),
      after: input.after ?? null,
      before: null,
      fromEnd,
    };
  }
  return {
    limit: checkInteger(input.last, 'last', size),
    after: null,
    before: input.before ?? null,
    fromEnd,
  };
}

/**
 * Checks an order.
 *
 * @throws OgiError `BAD_ARGUMENT`, `UNKNOWN_CELL` or `UNKNOWN_DERIVED`.
 */
export function checkSort(input: readonly SortInput[], hasQuery: boolean): Sort[] {
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
    if (by !== 'CELL' && by !== 'DERIVED') {
      if (typeof sort.key !== 'string') return { by, direction };
      throw badArgument(
        `${path}.key`,
        `A key does not go with ${by}.`,
        'Sort by CELL or DERIVED, or leave the key out.',
      );
    }
    if (typeof sort.key !== 'string') {
      const example = by === 'CELL' ? 'applications.received.total' : 'derived.disclosedRate.ofConcluded';
      throw badArgument(`${path}.key`, `Sorting by ${by} needs a key.`, `Give a key, e.g. ${example}.`);
    }
    const check = by === 'CELL' ? checkCellKey : checkDerivedKey;
    return { by, key: check(sort.key, `${path}.key`), direction };
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
    // What normalises to nothing begins every value.
    const prefix = normalize(facet.prefix ?? '');
    return { field, limit, ...(prefix === '' ? {} : { prefix }) };
  });
}

/** Operators of other search engines in a query that can be read; see `QueryHint`. */
export function hintsOf(query: string): QueryHint[] {
  return parseQuery(query).hints;
}
