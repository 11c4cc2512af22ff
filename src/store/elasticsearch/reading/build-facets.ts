/** Facets as aggregations, and back. Pure. */
import type { estypes } from '@elastic/elasticsearch';
import type { FacetBucket, FacetField, ReportFilter } from '../../../domain/query.js';
import { REGION_FIELDS } from '../../../domain/region.js';
import { isReportField, REPORT_FIELDS } from '../../../domain/report-fields.js';
import { conditionField } from '../../search-rules.js';
import { every, filterQuery } from './build-filter.js';

/**
 * So many values come with the search; a facet of more is read in parts. Organs, townships and counties together must stay below
 * the 65,536 that Elasticsearch lets an answer have.
 */
const VALUES_AT_ONCE = 20_000;

/** Facets whose values have labels of their own: the field holds both. */
const LABELLED: ReadonlySet<FacetField> = new Set(['organ', ...REGION_FIELDS]);

const PLAIN: Readonly<Partial<Record<FacetField, string>>> = {
  sectionKind: 'sectionKinds',
  finding: 'findings.shown',
};

/** What a facet counts the values of. */
export function facetField(field: FacetField): string {
  if (isReportField(field)) return REPORT_FIELDS[field].path;
  return LABELLED.has(field) ? `facets.${field}` : (PLAIN[field] ?? field);
}

/** Conditions of a search, told apart by whether a facet leaves them out. */
export interface FacetConditions {
  /** Hold for the hits and every facet. */
  common: ReportFilter[];
  /** Hold for the hits and some facets. */
  leftOut: ReportFilter[];
}

/** Which conditions some of the facets leave out: those on the facet's own field. */
export function facetConditions(
  conditions: readonly ReportFilter[],
  facets: readonly { field: FacetField }[],
): FacetConditions {
  const isLeftOut = (condition: ReportFilter) =>
    facets.some(({ field }) => field === conditionField(condition));
  return {
    common: conditions.filter((condition) => !isLeftOut(condition)),
    leftOut: conditions.filter(isLeftOut),
  };
}

/** The conditions, of those that some facet leaves out, that this one obeys. */
export function obeyedConditions(field: FacetField, leftOut: readonly ReportFilter[]): ReportFilter[] {
  return leftOut.filter((condition) => conditionField(condition) !== field);
}

/** The aggregation that counts a facet's values. */
export function facetAggregation(
  field: FacetField,
  leftOut: readonly ReportFilter[],
): estypes.AggregationsAggregationContainer {
  const counted = facetField(field);
  return {
    filter: every(obeyedConditions(field, leftOut).map(filterQuery)),
    aggs: {
      values: { terms: { field: counted, size: VALUES_AT_ONCE } },
      missing: { missing: { field: counted } },
    },
  };
}

/** The aggregation that counts those of a facet's values which fall into one of several parts, told apart by their hash. */
export function facetPart(
  field: FacetField,
  part: number,
  parts: number,
): estypes.AggregationsAggregationContainer {
  const include = { partition: part, num_partitions: parts };
  return { terms: { field: facetField(field), size: VALUES_AT_ONCE, include } };
}

/** What {@link facetAggregation} answers. */
export interface FacetAnswer {
  values: { sum_other_doc_count: number; buckets: { key: string | number; doc_count: number }[] };
  missing: { doc_count: number };
}

/** A value as counted, with its label. */
export function facetBucket(field: FacetField, key: string | number, count: number): FacetBucket {
  const text = String(key);
  const end = LABELLED.has(field) ? text.indexOf('\n') : -1;
  return end < 0
    ? { value: text, label: text, count }
    : { value: text.slice(0, end), label: text.slice(end + 1), count };
}
