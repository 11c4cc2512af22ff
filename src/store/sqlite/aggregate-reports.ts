/** An aggregate in the embedded store, from the columns in memory. */
import { finishAggregate } from '../aggregate-rules.js';
import type { RawGroup } from '../aggregate-rules.js';
import type { AggregateRequest, AggregateResult, ScopeCounts } from '../aggregate-request.js';
import type { ReportSet } from './bit-set.js';
import type { Deadline } from './deadline.js';
import { Grouping } from './group-reports.js';
import { matchReports, membersOf } from './match-reports.js';
import { measureGroups } from './measure-groups.js';
import { nestedReports, ScopeCounter } from './nested-reports.js';
import type { ReportColumns } from './report-columns.js';
import type { SearchSources } from './answer-search.js';

/**
 * Aggregates.
 *
 * @throws OgiError `DEADLINE_EXCEEDED`, `UNKNOWN_CELL`, `UNKNOWN_DERIVED`, `BAD_ARGUMENT`
 */
export function aggregateReports(
  request: AggregateRequest,
  sources: SearchSources,
  deadline: Deadline,
): AggregateResult {
  const { columns } = sources;
  const matched = membersOf(matchReports(request, sources, deadline));
  deadline.check();
  const nested = nestedReports(matched, columns);
  const scopes = countScopes(matched, () => 0, 1, columns, nested)[0] ?? noScopes();

  const counted = request.nested === 'TOP_LEVEL' ? matched.filter((seq) => nested[seq] !== 1) : matched;
  deadline.check();
  const grouping = new Grouping(counted, request.groupBy, columns);
  const { groupOf, size } = grouping;
  const scopesOf = countScopes(counted, (index) => groupOf[index] ?? 0, size, columns, nested);
  const reports = new Uint32Array(size);
  for (const group of groupOf) reports[group] = (reports[group] ?? 0) + 1;
  const latest = request.withLatest ? latestReports(grouping, columns) : null;
  const measures = measureGroups(request.measures, grouping, columns, deadline);

  deadline.check();
  const groups = Array.from({ length: size }, (_, group): RawGroup => ({
    values: grouping.values(group),
    reports: reports[group] ?? 0,
    scopes: scopesOf[group] ?? noScopes(),
    latest: columns.ids[latest?.[group] ?? -1] ?? null,
    measure: (index) => measures[index]?.(group) ?? { count: 0 },
  }));
  return finishAggregate(request, groups, { reports: matched.length, scopes });
}

function noScopes(): ScopeCounts {
  return { own: 0, consolidated: 0, unknown: 0, nested: 0 };
}

function countScopes(
  members: Int32Array,
  groupOf: (index: number) => number,
  size: number,
  columns: ReportColumns,
  nested: ReportSet,
): ScopeCounts[] {
  const counter = new ScopeCounter(columns, nested);
  const groups = Array.from({ length: size }, noScopes);
  members.forEach((seq, index) => {
    const group = groups[groupOf(index)];
    if (group !== undefined) counter.add(seq, group);
  });
  return groups;
}

/** The `seq` of the report of the latest year in each group; of several the one with the least id. */
function latestReports({ members, groupOf, size }: Grouping, { year, ids }: ReportColumns): Int32Array {
  const latest = new Int32Array(size).fill(-1);
  const isLater = (one: number, other: number): boolean => {
    const [first = NaN, second = NaN] = [year[one], year[other]];
    return first === second ? (ids[one] ?? '') < (ids[other] ?? '') : first > second;
  };
  members.forEach((seq, index) => {
    const group = groupOf[index] ?? 0;
    const other = latest[group] ?? -1;
    if (other === -1 || isLater(seq, other)) latest[group] = seq;
  });
  return latest;
}
