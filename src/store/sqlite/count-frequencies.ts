/** How often each value of a cell or derived value occurs. */
import { countValues } from '../frequency-rules.js';
import type { Frequencies } from '../aggregate-request.js';
import type { MatchRequest } from '../search-request.js';
import { countedValues, loadValues } from './counted-values.js';
import type { Deadline } from './deadline.js';
import { matchReports, membersOf } from './match-reports.js';
import type { SearchSources } from './answer-search.js';

/**
 * Counts the values of a key in the reports that match.
 *
 * @throws OgiError `DEADLINE_EXCEEDED`, `UNKNOWN_CELL`, `UNKNOWN_DERIVED`
 */
export function countFrequencies(
  request: MatchRequest,
  key: string,
  sources: SearchSources,
  deadline: Deadline,
): Frequencies {
  const { columns } = sources;
  loadValues([key], columns);
  const members = membersOf(matchReports(request, sources, deadline));
  const values = countedValues(key, columns);
  const found = Float64Array.from(members, (seq) => values[seq] ?? NaN);
  return { ...countValues(found), reports: members.length };
}
