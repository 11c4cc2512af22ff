/** Rules of a search that every store obeys: the order of hits, and which conditions a facet leaves out. */
import type { FacetField, ReportFilter, Sort } from '../domain/query.js';
import { regionField } from '../domain/region.js';
import type { MatchRequest } from './port.js';

/**
 * What a match adds to relevance that stands in the organ's own words, or in another sentence that holds a number, beside what
 * every match counts: a phrase that thousands share counts for little.
 */
export const OWN_WEIGHT = 3;
export const FIGURES_WEIGHT = 2;

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
