/** Which reports are meant, as a caller writes it: the part that a search, an aggregate and an export share. */
import type { TextFilter } from '../domain/query.js';
import { SEARCH_FIELDS, TEXT_FILTERS } from '../domain/query.js';
import { SECTION_KINDS } from '../domain/report.js';
import type { MatchRequest } from '../store/search-request.js';
import { DEFAULT_SEARCH_FIELDS } from '../store/search-request.js';
import { parseQuery } from '../text/query-syntax.js';
import { badArgument, checkChoice, checkChoices } from './check-input.js';
import type { FilterInput } from './check-filter.js';
import { checkFilter } from './check-filter.js';

/** Reports as written; null counts as not given, and what is not given takes the port's default. */
export interface MatchInput {
  /** In the query syntax; null finds all reports that the filter lets through. */
  query?: string | null;
  /** Whether these are values that there are is checked. */
  searchIn?: readonly string[] | null;
  sectionKinds?: readonly string[] | null;
  sameSection?: boolean | null;
  textFilter?: string | null;
  filter?: FilterInput | null;
}

/**
 * Checks which reports are meant.
 *
 * @throws OgiError `BAD_QUERY`, `BAD_ARGUMENT`, `UNKNOWN_CELL` or `UNKNOWN_DERIVED`, naming the argument and the remedy.
 */
export function checkMatch(input: MatchInput): MatchRequest {
  const parsed = typeof input.query === 'string' ? parseQuery(input.query) : null;
  return {
    text: parsed?.query ?? null,
    exactRuns: parsed?.exactRuns ?? [],
    searchIn: input.searchIn
      ? checkChoices(input.searchIn, 'searchIn', SEARCH_FIELDS)
      : [...DEFAULT_SEARCH_FIELDS],
    sectionKinds: input.sectionKinds ? checkChoices(input.sectionKinds, 'sectionKinds', SECTION_KINDS) : null,
    sameSection: input.sameSection ?? false,
    ...(readTextFilter(input) === 'OWN_WORDS' && { textFilter: 'OWN_WORDS' as const }),
    filter: input.filter ? checkFilter(input.filter) : null,
  };
}

/** Titles and headings are nobody's own words: to ask for them alone has no answer. */
function readTextFilter({ textFilter, searchIn }: MatchInput): TextFilter {
  if (textFilter === null || textFilter === undefined) return 'DEFAULT';
  const chosen = checkChoice(textFilter, 'textFilter', TEXT_FILTERS);
  if (chosen === 'OWN_WORDS' && searchIn && !searchIn.includes('TEXT')) {
    throw badArgument(
      'textFilter',
      'OWN_WORDS looks at the text of sections only, and searchIn leaves it out.',
      'Add TEXT to searchIn, or leave one of the two out.',
    );
  }
  return chosen;
}
