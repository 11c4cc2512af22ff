/** From what Elasticsearch found to hits. Pure. */
import type { estypes } from '@elastic/elasticsearch';
import { encodeCursor } from '../../cursor.js';
import { highlightReport } from '../../highlight-report.js';
import type { Hit, SearchRequest } from '../../search-request.js';
import { decodeNarrative } from '../../report-codec.js';
import type { HitOrder } from './build-sort.js';
import { partBytes } from '../kept/encode-content.js';
import { REPORT_SOURCE, storedReport } from './stored-report.js';
import type { ReportSource } from './stored-report.js';

/** What of a document is read for a hit: with its report all of it, for highlights the narrative alone. */
export type HitSource = ReportSource | { stored: { report: { narrative: string }; marks: string } };

/** The parts of a document to read for a hit; null for none. */
export function hitSource(request: SearchRequest, phrases: readonly string[]): string[] | null {
  if (request.limit === 0) return null;
  if (request.reports) return REPORT_SOURCE;
  return request.highlights > 0 && phrases.length > 0 ? ['stored.report.narrative', 'stored.marks'] : null;
}

/** Gives a hit its cursor, its highlights and its report. `phrases` are those of the text that are not excluded. */
export function mapHit(
  hit: estypes.SearchHit<HitSource>,
  request: SearchRequest,
  { order, key, phrases }: { order: HitOrder; key: string; phrases: readonly string[] },
): Hit {
  const position = order.position(hit.sort ?? []);
  const { searchIn, sectionKinds, highlights: limit } = request;
  const source = hit._source;
  return {
    id: position.id,
    cursor: encodeCursor(key, position),
    highlights:
      source === undefined || limit === 0 || phrases.length === 0
        ? []
        : highlightReport(
            decodeNarrative(partBytes(source.stored.report.narrative)),
            { phrases, searchIn, sectionKinds, ownWords: request.textFilter === 'OWN_WORDS', limit },
            source.stored.marks,
          ),
    report: source !== undefined && 'id' in source ? storedReport(source) : null,
  };
}
