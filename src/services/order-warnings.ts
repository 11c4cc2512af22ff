/** What a reader must mind of reports that are in the order of a value. */
import { isDerivedKey } from '../domain/derived.js';
import type { ReportFilter, Sort } from '../domain/query.js';
import type { ScopeCounts } from '../store/aggregate-request.js';
import type { MatchRequest } from '../store/search-request.js';
import type { AggregateWarning } from './aggregate-answer.js';
import { groupRequest } from './group-request.js';
import type { ReportReader } from './report-reader.js';

/** Reports that have a value for a key. */
export function hasValue(key: string): ReportFilter {
  return isDerivedKey(key)
    ? { type: 'derived', key, hasValue: true }
    : { type: 'cell', key, states: ['REPORTED'] };
}

/**
 * The warnings of a list: none where it is in no order of a value, or nothing can mislead. They are of all reports found
 * that have the value, not of one page.
 */
export async function orderWarnings(
  reader: ReportReader,
  { filter, ...match }: MatchRequest,
  sort: readonly Sort[],
): Promise<AggregateWarning[]> {
  const key = sort.find(({ by }) => by === 'CELL' || by === 'DERIVED')?.key;
  if (key === undefined) return [];
  const children = [...(filter === null ? [] : [filter]), hasValue(key)];
  const { text, exactRuns, searchIn, sectionKinds, sameSection, textFilter } = match;
  const { scopes } = await reader.aggregate(
    groupRequest(
      {
        text,
        exactRuns,
        searchIn,
        sectionKinds,
        sameSection,
        ...(textFilter !== undefined && { textFilter }),
        filter: { type: 'and', children },
      },
      { groupBy: [] },
    ),
  );
  return scopeWarnings(scopes);
}

function scopeWarnings({ nested, own, consolidated }: ScopeCounts): AggregateWarning[] {
  if (nested > 0) {
    return [
      {
        code: 'NESTED_SCOPES',
        count: nested,
        messageZh: `有 ${nested} 份报告的数字已包含在同年上级汇总报告之中，与该汇总报告排在一起不可比。可按汇总口径（scope）筛选，只看一种。`,
        messageEn: `${nested} reports are covered by a consolidated report of the same year that stands in this order too: the two do not compare. Filter by scope.`,
      },
    ];
  }
  if (own === 0 || consolidated === 0) return [];
  return [
    {
      code: 'MIXED_SCOPES',
      count: consolidated,
      messageZh: `${consolidated} 份报告为汇总口径，${own} 份为本机关口径，排在一起不宜直接比较。可按汇总口径（scope）筛选。`,
      messageEn: `${consolidated} reports give consolidated figures and ${own} their own only; in one order the two compare badly. Filter by scope.`,
    },
  ];
}
