/** Which reports match a text query. */
import type { TextQuery } from '../../domain/query.js';
import { combine, complement } from './bit-set.js';
import type { ReportSet } from './bit-set.js';

/** The reports that match a query, given those that hold a phrase. Do not change the set: it may be shared. */
export function matchText(query: TextQuery, live: ReportSet, find: (phrase: string) => ReportSet): ReportSet {
  switch (query.type) {
    case 'phrase':
      return find(query.phrase);
    case 'not':
      return complement(matchText(query.child, live, find), live);
    default: {
      const sets = query.children.map((child) => matchText(child, live, find));
      return combine(query.type, sets, live);
    }
  }
}
