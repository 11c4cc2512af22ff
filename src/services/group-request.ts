/** An aggregate request that the services themselves make. */
import type { AggregateRequest } from '../store/aggregate-request.js';
import type { MatchRequest } from '../store/search-request.js';
import { MAX_GROUP_LIMIT } from '../store/aggregate-request.js';
import { DEFAULT_SEARCH_FIELDS } from '../store/search-request.js';

/** Counts all groups of matched reports, but for what is told. */
export function groupRequest(
  match: MatchRequest,
  request: Pick<AggregateRequest, 'groupBy'> & Partial<AggregateRequest>,
): AggregateRequest {
  return {
    ...match,
    measures: [],
    order: [],
    having: [],
    limit: MAX_GROUP_LIMIT,
    offset: 0,
    nested: 'KEEP',
    withLatest: false,
    ...request,
  };
}

/** Matches every report. */
export const ALL_REPORTS: MatchRequest = Object.freeze({
  text: null,
  exactRuns: [],
  searchIn: [...DEFAULT_SEARCH_FIELDS],
  sectionKinds: null,
  sameSection: false,
  filter: null,
});
