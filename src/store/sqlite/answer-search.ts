/** A search in the embedded store. Everything is exact; one read transaction sees one state of the file. */
import type { Facet, FacetRequest, ReportFilter, Sort } from '../../domain/query.js';
import { positivePhrases } from '../../text/query-phrases.js';
import { decodeCursor, encodeCursor, searchKey } from '../cursor.js';
import type { Hit, MatchRequest, SearchRequest, SearchResult } from '../search-request.js';
import { conditionField, effectiveSort, topConditions } from '../search-rules.js';
import { combine, countMembers, intersect, unite } from './bit-set.js';
import type { ReportSet } from './bit-set.js';
import { countFacet } from './count-facets.js';
import type { Deadline } from './deadline.js';
import { filterReports, loadFiltered, selectByValue } from './filter-reports.js';
import { highlightReport } from '../highlight-report.js';
import { matchSameSection } from './match-same-section.js';
import { matchText } from './match-text.js';
import type { OrganOrder } from './organ-order.js';
import { searchColumns } from './phrase-index.js';
import type { PhraseIndex } from './phrase-index.js';
import type { Narrative } from '../report-codec.js';
import type { ReportColumns } from './report-columns.js';
import { SortOrder } from './sort-order.js';
import type { Relevance } from './sort-order.js';
import type { KeptReport } from './stored-report.js';

/** A request for reports in order: a search, or a scan. */
export interface OrderRequest extends MatchRequest {
  sort: Sort[];
}

/** What a search reads from; all up to date with the transaction. */
export interface SearchSources {
  columns: ReportColumns;
  organs: OrganOrder;
  phrases: PhraseIndex;
  /** The text of the current revision. */
  narrative: (seq: number) => Narrative;
  /** See `sentenceMarks`. */
  marks: (seq: number) => string;
  /** The current revision, as it is kept. */
  kept: (id: string) => KeptReport;
}

/** A page as it passes between the threads, with reports still encoded. */
export type FoundPage = Omit<SearchResult, 'hits'> & {
  hits: (Omit<Hit, 'report'> & { kept: KeptReport | null })[];
};

interface Condition {
  filter: ReportFilter;
  set: ReportSet;
}

/**
 * Searches.
 *
 * @throws OgiError `DEADLINE_EXCEEDED`, `BAD_CURSOR`, `UNKNOWN_CELL`
 */
export function searchReports(request: SearchRequest, sources: SearchSources, deadline: Deadline): FoundPage {
  const { columns } = sources;
  const key = searchKey(request);
  const after = decodeCursor(key, request.after, 'after');
  const before = decodeCursor(key, request.before, 'before');
  loadFiltered(request.filter, columns);

  const placed = request.limit > 0 || after !== null || before !== null;
  const ranked = placed && isRanked(request);
  const byText = matchRequestText(request, ranked ? positivePhrases(request.text) : [], sources, deadline);
  const conditions = topConditions(request.filter).map((filter) => ({
    filter,
    set: filterReports(filter, columns),
  }));
  const found = combine(
    'and',
    conditions.map(({ set }) => set),
    byText,
  );

  const order = sortOrder(request, ranked, sources, deadline);
  const { limit, fromEnd } = request;
  const page = order.page(found, { after, before, limit, fromEnd }, deadline);
  const hits = page.hits.map((seq): FoundPage['hits'][number] => {
    deadline.check();
    const id = columns.ids[seq] ?? '';
    return {
      id,
      cursor: encodeCursor(key, order.position(seq)),
      highlights: highlightHit(request, sources, seq),
      kept: request.reports ? sources.kept(id) : null,
    };
  });
  return {
    hits,
    total: request.countTotal ? countMembers(found) : null,
    hasNextPage: page.hasNextPage,
    hasPreviousPage: page.hasPreviousPage,
    facets: request.facets.map((facet) => {
      deadline.check();
      return countRequestFacet(facet, byText, conditions, columns);
    }),
  };
}

/** Whether relevance decides the order. */
export function isRanked(request: OrderRequest): boolean {
  return request.text !== null && effectiveSort(request).some(({ by }) => by === 'RELEVANCE');
}

/** The order of a request; `ranked` false where relevance does not matter. */
export function sortOrder(
  request: OrderRequest,
  ranked: boolean,
  sources: SearchSources,
  deadline: Deadline,
): SortOrder {
  const { columns, organs } = sources;
  const sorts = effectiveSort(request);
  columns.loadCells(sorts.flatMap((sort) => (sort.by === 'CELL' ? [sort.key ?? ''] : [])));
  columns.loadDerived(sorts.flatMap((sort) => (sort.by === 'DERIVED' ? [sort.key ?? ''] : [])));
  if (sorts.some((sort) => sort.by === 'ORGAN')) organs.refresh();
  return new SortOrder(sorts, columns, organs, ranked ? rank(request, sources, deadline) : null);
}

/**
 * The reports whose text matches. Those phrases are scored at once that will be ranked by: asking for the scores later
 * would find the phrase a second time. Do not change the set: it may be shared.
 */
export function matchRequestText(
  request: MatchRequest,
  rankedBy: readonly string[],
  sources: SearchSources,
  deadline: Deadline,
): ReportSet {
  const { columns, phrases, narrative } = sources;
  const { live } = columns;
  if (request.text === null) return live;
  const within = searchColumns(request.searchIn, request.sectionKinds, request.textFilter);
  if (!request.sameSection) {
    const scored = new Set(rankedBy);
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
    marks: sources.marks,
  });
}

/** The share of a point that BM25 gives to the report that a phrase fits best. */
const BM25_SHARE = 0.5;

/**
 * Points, summed over the phrases that are not excluded; of as many points, by BM25. FTS5 gives a phrase that most reports hold, or
 * that deleted ones held, nearly no weight: of its scores only what they are beside the best one counts.
 */
function rank(request: OrderRequest, { columns, phrases }: SearchSources, deadline: Deadline): Relevance {
  const size = columns.live.length;
  const within = searchColumns(request.searchIn, request.sectionKinds, request.textFilter);
  const scores = new Float64Array(size);
  for (const phrase of positivePhrases(request.text)) {
    const points = phrases.points(phrase, request, size, deadline);
    const bm25 = phrases.find(phrase, within, true, size, deadline).scores ?? new Float64Array(size);
    const best = bm25.reduce((most, score) => Math.max(most, score), 0) || 1;
    for (let seq = 0; seq < size; seq += 1) {
      scores[seq] = (scores[seq] ?? 0) + (points[seq] ?? 0) + (BM25_SHARE * (bm25[seq] ?? 0)) / best;
    }
  }
  const exact = new Uint8Array(size);
  for (const run of request.exactRuns) unite(exact, phrases.find(run, within, false, size, deadline).set);
  return { exact, scores };
}

function highlightHit(
  { text, searchIn, sectionKinds, textFilter, highlights: limit }: SearchRequest,
  { narrative, marks }: SearchSources,
  seq: number,
): Hit['highlights'] {
  const phrases = limit === 0 ? [] : positivePhrases(text);
  if (phrases.length === 0) return [];
  const ownWords = textFilter === 'OWN_WORDS';
  return highlightReport(narrative(seq), { phrases, searchIn, sectionKinds, ownWords, limit }, marks(seq));
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
