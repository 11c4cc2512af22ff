/** Groups of reports as aggregations, and back. Pure. */
import type { estypes } from '@elastic/elasticsearch';
import { isReportField, REPORT_FIELDS } from '../../../domain/report-fields.js';
import type { ScopeKind } from '../../../domain/report.js';
import type { GroupField, ScopeCounts } from '../../aggregate-request.js';
import type { Query } from './search-places.js';

type Aggregation = estypes.AggregationsAggregationContainer;

/** The fields of the index that a group field rests on. */
interface GroupFields {
  value: string;
  /** Null where a value is its own label. */
  label: string | null;
}

/** The fields that a group field rests on. */
export function groupFields(field: GroupField): GroupFields {
  if (isReportField(field)) return { value: REPORT_FIELDS[field].path, label: null };
  switch (field) {
    case 'organ':
      return { value: 'organ.group', label: 'organ.name' };
    case 'year':
      return { value: field, label: null };
    default:
      return { value: `region.${field}.key`, label: `region.${field}.name` };
  }
}

/** The sources of a composite aggregation, named by their place; a report without a value is under null. */
export function groupSources(
  fields: readonly GroupField[],
): Record<string, estypes.AggregationsCompositeAggregationSource> {
  return Object.fromEntries(
    fields.map((field, index) => [
      String(index),
      { terms: { field: groupFields(field).value, missing_bucket: true } },
    ]),
  );
}

/** Counts of scopes; `covered` are the reports that others cover. */
export function scopeAggregations(covered: Query | null): Record<string, Aggregation> {
  const inScope = (scope: ScopeKind): Aggregation => ({ filter: { term: { scope } } });
  return {
    // Not by their terms: that costs twenty times as much where groups are many.
    own: inScope('OWN'),
    consolidated: inScope('CONSOLIDATED'),
    unknown: inScope('UNKNOWN'),
    ...(covered !== null && { nested: { filter: covered } }),
  };
}

/** What {@link scopeAggregations} answer. */
export interface ScopeAnswer {
  own: { doc_count: number };
  consolidated: { doc_count: number };
  unknown: { doc_count: number };
  nested?: { doc_count: number };
}

export function scopeCounts({ own, consolidated, unknown, nested }: ScopeAnswer): ScopeCounts {
  return {
    own: own.doc_count,
    consolidated: consolidated.doc_count,
    unknown: unknown.doc_count,
    nested: nested?.doc_count ?? 0,
  };
}

/** Finds a group's report of the latest year, the least id of several. */
export const LATEST_AGGREGATION: Aggregation = {
  top_hits: { size: 1, sort: [{ year: 'desc' }, { id: 'asc' }], _source: false, stored_fields: '_none_' },
};

/** What {@link LATEST_AGGREGATION} answers. */
export interface LatestAnswer {
  hits: { hits: { sort?: unknown[] }[] };
}

/** The id that it found; null in a group of no reports. */
export function latestId({ hits }: LatestAnswer): string | null {
  const id = hits.hits[0]?.sort?.[1];
  return typeof id === 'string' ? id : null;
}
