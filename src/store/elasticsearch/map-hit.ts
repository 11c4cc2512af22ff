/** From what Elasticsearch found to hits. Pure. */
import type { estypes } from '@elastic/elasticsearch';
import { encodeCursor } from '../cursor.js';
import { highlightReport } from '../highlight-report.js';
import type { Hit, SearchRequest } from '../port.js';
import { decodeNarrative } from '../report-codec.js';
import type { HitOrder } from './build-sort.js';
import type { ProjectionDocument } from './document.js';

/** What of a document is read for a hit with highlights. */
export type HitSource = { stored: Pick<ProjectionDocument['stored'], 'narrative'> };
export const HIGHLIGHT_SOURCE = ['stored.narrative'];

/** Gives a hit its cursor and its highlights. `phrases` are those of the text that are not excluded. */
export function mapHit(
  hit: estypes.SearchHit<HitSource>,
  request: SearchRequest,
  { order, key, phrases }: { order: HitOrder; key: string; phrases: readonly string[] },
): Hit {
  const position = order.position(hit.sort ?? []);
  const { searchIn, sectionKinds, highlights: limit } = request;
  return {
    id: position.id,
    cursor: encodeCursor(key, position),
    highlights:
      hit._source === undefined
        ? []
        : highlightReport(decodeNarrative(Buffer.from(hit._source.stored.narrative, 'base64')), {
            phrases,
            searchIn,
            sectionKinds,
            limit,
          }),
  };
}
