/** Which findings a facet counts; and from counted values to a facet: one label a value, prefix, order, limit. Pure, and the same for every store. */
import type { FindingCode } from '../domain/finding.js';
import type { Facet, FacetBucket, FacetRequest } from '../domain/query.js';
import { normalize } from '../text/normal-form.js';
import { compareCodePoints } from './code-point-order.js';
import type { ReportFacts } from './report-facts.js';

/** The findings of a report that a facet counts, each code once: a rule that holds, or that could not be checked, is nothing to look at. */
export function shownFindings(findings: ReportFacts['findings']): FindingCode[] {
  const shown = findings.filter(([, outcome]) => outcome !== 'HOLDS' && outcome !== 'NOT_CHECKED');
  return [...new Set(shown.map(([code]) => code))];
}

/**
 * The facet of values, as they were counted: one value may come several times, with other spellings. `missing` is how many
 * reports have none.
 */
export function finishFacet(
  { field, limit, prefix }: FacetRequest,
  counted: Iterable<FacetBucket>,
  missing: number,
  normalForm: (text: string) => string = normalize,
): Facet {
  const buckets = new Map<string, FacetBucket>();
  for (const { value, label, count } of counted) {
    const bucket = buckets.get(value);
    if (bucket === undefined) {
      buckets.set(value, { value, label, count });
      continue;
    }
    bucket.count += count;
    // One value may be spelt in several ways; the label must not depend on the order of import.
    if (compareCodePoints(label, bucket.label) < 0) bucket.label = label;
  }
  const begins = (name: string): boolean => prefix === undefined || normalForm(name).startsWith(prefix);
  const shown = [...buckets.values()].filter(({ value, label }) => begins(value) || begins(label));
  shown.sort((a, b) => b.count - a.count || compareCodePoints(a.value, b.value));
  return { field, buckets: shown.slice(0, limit), distinct: shown.length, missing };
}
