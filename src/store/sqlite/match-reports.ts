/** Which reports a request means. */
import type { MatchRequest } from '../search-request.js';
import { topConditions } from '../search-rules.js';
import { combine } from './bit-set.js';
import type { ReportSet } from './bit-set.js';
import type { Deadline } from './deadline.js';
import { filterReports, loadFiltered } from './filter-reports.js';
import { matchRequestText } from './answer-search.js';
import type { SearchSources } from './answer-search.js';

/**
 * The reports that match text and filter. The set is the caller's own.
 *
 * @throws OgiError `DEADLINE_EXCEEDED`, `UNKNOWN_CELL`, `UNKNOWN_DERIVED`
 */
export function matchReports(request: MatchRequest, sources: SearchSources, deadline: Deadline): ReportSet {
  const { columns } = sources;
  loadFiltered(request.filter, columns);
  const byText = matchRequestText(request, [], sources, deadline);
  const sets = topConditions(request.filter).map((filter) => filterReports(filter, columns));
  return combine('and', sets, byText);
}

/** The `seq` of the members of a set, ascending. */
export function membersOf(set: ReportSet): Int32Array {
  const members = new Int32Array(set.length);
  let size = 0;
  set.forEach((member, seq) => {
    if (member === 1) members[size++] = seq;
  });
  return members.subarray(0, size);
}
