/** Rules of a search that every store obeys: the order of hits, and which conditions a facet leaves out. */
import type { FacetField, ReportFilter, Sort } from '../domain/query.js';
import { regionField } from '../domain/region.js';
import type { MatchRequest } from './search-request.js';
import type { TellingField } from './report-sentences.js';

/**
 * The points of relevance of a phrase in a report, by where it is: each place once, however often. What thousands print adds nothing;
 * between reports of as many points BM25 decides. See `docs/decisions/copied-text.md`; measured by `npm run relevance`.
 */
export const POINTS: Readonly<Record<'title' | 'own' | TellingField, number>> = {
  title: 5,
  own: 2,
  repeated: 2,
  numbered: 1,
  figures: 1,
};

/** The order of a request: what it asks for, else relevance where there is text, else the latest year, then the organ. */
export function effectiveSort(request: Pick<MatchRequest, 'text'> & { sort: Sort[] }): Sort[] {
  if (request.sort.length > 0) return request.sort;
  if (request.text !== null) return [{ by: 'RELEVANCE', direction: 'DESC' }];
  return [
    { by: 'YEAR', direction: 'DESC' },
    { by: 'ORGAN', direction: 'ASC' },
  ];
}

/** The conditions that a filter joins by AND at its top; a bare condition is an AND of one. */
export function topConditions(filter: ReportFilter | null): ReportFilter[] {
  if (filter === null) return [];
  return filter.type === 'and' ? filter.children.flatMap(topConditions) : [filter];
}

/** The facet field that a condition speaks of alone; null where it speaks of several, or of none that has a facet. */
export function conditionField(condition: ReportFilter): FacetField | null {
  switch (condition.type) {
    case 'and':
    case 'or': {
      const fields = new Set(condition.children.map(conditionField));
      const [first] = fields;
      return fields.size === 1 && first !== undefined ? first : null;
    }
    case 'not':
      return conditionField(condition.child);
    case 'region':
      return regionField(condition.level, condition.asOf);
    case 'hasSection':
      return 'sectionKind';
    case 'organName':
    case 'organId':
      return 'organ';
    case 'cell':
    case 'derived':
    case 'importedAt':
    case 'publishedOn':
    case 'id':
      return null;
    default:
      return condition.type;
  }
}
