/** Which reports are meant, as an Elasticsearch query. Pure. */
import type { ReportFilter, TextQuery } from '../../../domain/query.js';
import type { MatchRequest } from '../../port.js';
import { FIGURES_WEIGHT, OWN_WEIGHT, topConditions } from '../../search-rules.js';
import { SECTION_KINDS } from '../../../domain/report.js';
import { positivePhrases } from '../../../text/query-syntax.js';
import { phraseTokens } from '../../text-tokens.js';
import { every, filterQuery } from './build-filter.js';
import { sameSectionQuery } from './same-section-query.js';
import {
  allOf,
  anyOf,
  FIGURES_FIELD,
  noneOf,
  phraseQuery,
  searchPlaces,
  sectionsField,
  tokensQuery,
} from './search-places.js';
import type { Query, SearchPlaces } from './search-places.js';

/**
 * What a report gains that holds a run of the query exactly: more than its words can give it (at most about 20 a word
 * and field), and little enough that scores, which have 24 bits, still tell reports apart.
 */
const EXACT_RUN_SCORE = 32_768;

/**
 * The query for the reports that a request means.
 *
 * @throws OgiError `UNKNOWN_CELL`, `UNKNOWN_DERIVED`, `QUERY_TOO_EXPENSIVE`
 */
export function matchQuery(request: MatchRequest): Query {
  return every([
    ...(request.text === null ? [] : [textQuery(request.text, request)]),
    ...(request.filter === null ? [] : [filterQuery(request.filter)]),
  ]);
}

/** The same, with reports scored only where their order asks for it. */
export function orderedQuery(request: MatchRequest, ranked: boolean): Query {
  const { text } = request;
  return text !== null && ranked
    ? rankedQuery({ ...request, text }, topConditions(request.filter))
    : matchQuery(request);
}

/** The same, with reports scored by how well their text matches; those that hold an exact run score above all others. */
export function rankedQuery(
  request: MatchRequest & { text: TextQuery },
  conditions: readonly ReportFilter[],
): Query {
  const places = searchPlaces(request);
  const exact = anyOf(request.exactRuns.map((run) => phraseQuery(run, places)));
  return {
    bool: {
      must: [textQuery(request.text, request)],
      filter: conditions.map(filterQuery),
      should: [{ constant_score: { filter: exact, boost: EXACT_RUN_SCORE } }, ...tellingQueries(request)],
    },
  };
}

/** What a match adds in words that say more; figures are not told apart by kind of section. */
function tellingQueries({ text, sectionKinds }: MatchRequest & { text: TextQuery }): Query[] {
  const kinds = sectionKinds ?? SECTION_KINDS;
  return positivePhrases(text).flatMap((phrase) => {
    const tokens = phraseTokens(phrase);
    return [
      ...kinds.map((kind) => tokensQuery(sectionsField(kind, true), tokens, OWN_WEIGHT)),
      ...(sectionKinds === null ? [tokensQuery(FIGURES_FIELD, tokens, FIGURES_WEIGHT)] : []),
    ];
  });
}

/** Reports whose text matches. */
export function textQuery(text: TextQuery, request: MatchRequest): Query {
  const places = searchPlaces(request);
  return request.sameSection ? sameSectionQuery(text, places) : reportQuery(text, places);
}

/** Words joined by AND may stand anywhere in the report. */
function reportQuery(query: TextQuery, places: SearchPlaces): Query {
  switch (query.type) {
    case 'phrase':
      return phraseQuery(query.phrase, places);
    case 'and':
      return allOf(query.children.map((child) => reportQuery(child, places)));
    case 'or':
      return anyOf(query.children.map((child) => reportQuery(child, places)));
    case 'not':
      return noneOf(reportQuery(query.child, places));
  }
}
