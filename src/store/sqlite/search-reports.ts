/** A search in the embedded store. Everything is exact; one read transaction sees one state of the file. */
import type { Facet, FacetRequest, ReportFilter } from '../../domain/query.js';
import { decodeCursor, encodeCursor, searchKey } from '../cursor.js';
import type { Hit, SearchRequest, SearchResult } from '../port.js';
import { conditionField, effectiveSort, topConditions } from '../search-rules.js';
import { combine, countMembers, intersect, unite } from './bit-set.js';
import type { ReportSet } from './bit-set.js';
import { countFacet } from './count-facets.js';
import type { Deadline } from './deadline.js';
import { filteredCells, filterReports, selectByValue } from './filter-reports.js';
import { highlightReport } from './highlight-report.js';
import { matchSameSection } from './match-same-section.js';
import { matchText } from './match-text.js';
import type { OrganOrder } from './organ-order.js';
import { searchColumns } from './phrase-index.js';
import type { PhraseIndex } from './phrase-index.js';
import type { Narrative } from './report-codec.js';
import type { ReportColumns } from './report-columns.js';
import { SortOrder } from './sort-order.js';
import type { Relevance } from './sort-order.js';

/** A request with the phrases to rank and highlight by: those of its text that are not excluded. */
export interface PreparedSearch extends SearchRequest {
  phrases: string[];
}

/** What a search reads from; all up to date with the transaction. */
export interface SearchSources {
  columns: ReportColumns;
  organs: OrganOrder;
  phrases: PhraseIndex;
  /** The text of the current revision. */
  narrative: (seq: number) => Narrative;
}

interface Condition {
  filter: ReportFilter;
  set: ReportSet;
}

/**
 * Searches.
 *
 * @throws OgiError `DEADLINE_EXCEEDED`, `BAD_CURSOR`, `UNKNOWN_CELL`
 */
export function searchReports(
  request: PreparedSearch,
  sources: SearchSources,
  deadline: Deadline,
): SearchResult {
  const { columns, organs } = sources;
  const key = searchKey(request);
  const after = request.after === null ? null : decodeCursor(key, request.after);
  const sorts = effectiveSort(request);
  columns.loadCells([
    ...(request.filter === null ? [] : filteredCells(request.filter)),
    ...sorts.flatMap((sort) => (sort.by === 'CELL' ? [sort.key ?? ''] : [])),
  ]);

  const ranked = request.text !== null && request.limit > 0 && sorts.some((sort) => sort.by === 'RELEVANCE');
  const byText = matchRequestText(request, ranked, sources, deadline);
  const conditions = topConditions(request.filter).map((filter) => ({
    filter,
    set: filterReports(filter, columns),
  }));
  const found = combine(
    'and',
    conditions.map(({ set }) => set),
    byText,
  );

  const relevance = ranked ? rank(request, sources, deadline) : null;
  if (sorts.some((sort) => sort.by === 'ORGAN')) organs.refresh();
  const order = new SortOrder(sorts, columns, organs, relevance);
  const page = order.page(found, after, request.limit, deadline);
  const hits = page.hits.map((seq): Hit => {
    deadline.check();
    return {
      id: columns.ids[seq] ?? '',
      cursor: encodeCursor(key, order.position(seq)),
      highlights: showsHighlights(request) ? highlightHit(request, sources.narrative(seq)) : [],
    };
  });
  return {
    hits,
    total: countMembers(found),
    hasNextPage: page.hasNextPage,
    hasPreviousPage: page.hasPreviousPage,
    facets: request.facets.map((facet) => {
      deadline.check();
      return countRequestFacet(facet, byText, conditions, columns);
    }),
  };
}

function matchRequestText(
  request: PreparedSearch,
  ranked: boolean,
  sources: SearchSources,
  deadline: Deadline,
): ReportSet {
  const { columns, phrases, narrative } = sources;
  const { live } = columns;
  if (request.text === null) return live;
  const within = searchColumns(request.searchIn, request.sectionKinds);
  if (!request.sameSection) {
    // Scores come with the matches; asking for them later would find the phrase a second time.
    const scored = new Set(ranked ? request.phrases : []);
    return matchText(
      request.text,
      live,
      (phrase) => phrases.find(phrase, within, scored.has(phrase), live.length, deadline).set,
    );
  }
  return matchSameSection(request.text, within, {
    live,
    find: (phrase, unit) => phrases.find(phrase, unit, false, live.length, deadline).set,
    repeated: (kind) => selectByValue(columns, columns.repeated, (kinds) => kinds.includes(kind)),
    narrative: (seq) => {
      deadline.check();
      return narrative(seq);
    },
  });
}

/** BM25, summed over the phrases that are not excluded. */
function rank(request: PreparedSearch, { columns, phrases }: SearchSources, deadline: Deadline): Relevance {
  const size = columns.live.length;
  const within = searchColumns(request.searchIn, request.sectionKinds);
  const scores = new Float64Array(size);
  for (const phrase of request.phrases) {
    const matches = phrases.find(phrase, within, true, size, deadline);
    matches.scores?.forEach((score, seq) => (scores[seq] = (scores[seq] ?? 0) + score));
  }
  const exact = new Uint8Array(size);
  for (const run of request.exactRuns) unite(exact, phrases.find(run, within, false, size, deadline).set);
  return { exact, scores };
}

function showsHighlights(request: PreparedSearch): boolean {
  return request.highlights > 0 && request.phrases.length > 0;
}

function highlightHit(request: PreparedSearch, narrative: Narrative): Hit['highlights'] {
  const { phrases, searchIn, sectionKinds, highlights } = request;
  return highlightReport(narrative, { phrases, searchIn, sectionKinds, limit: highlights });
}

/** Leaves out the conditions on the facet's own field, so that its other values show what they would give. */
function countRequestFacet(
  facet: FacetRequest,
  byText: ReportSet,
  conditions: readonly Condition[],
  columns: ReportColumns,
): Facet {
  const counted = byText.slice();
  for (const { filter, set } of conditions) {
    if (conditionField(filter) !== facet.field) intersect(counted, set);
  }
  return countFacet(facet, counted, columns);
}
