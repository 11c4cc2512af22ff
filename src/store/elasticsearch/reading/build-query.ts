/** Which reports are meant, as an Elasticsearch query. Pure. */
import type { ReportFilter, TextQuery } from '../../../domain/query.js';
import type { MatchRequest } from '../../search-request.js';
import { TELLING_FIELDS } from '../../report-sentences.js';
import { POINTS, topConditions } from '../../search-rules.js';
import { SECTION_KINDS } from '../../../domain/report.js';
import { positivePhrases } from '../../../text/query-phrases.js';
import { phraseTokens } from '../../text-tokens.js';
import { every, filterQuery } from './build-filter.js';
import { sameSectionQuery } from './same-section-query.js';
import {
  allOf,
  anyOf,
  noneOf,
  phraseQuery,
  searchPlaces,
  sectionsField,
  tellingField,
  TITLE_FIELD,
  tokensQuery,
} from './search-places.js';
import type { Query, SearchPlaces } from './search-places.js';

/**
 * What a report gains that holds a run of the query exactly: more than its 32 words can give it (11 points each), and little enough that
 * scores, which have 24 bits, still tell reports apart by BM25.
 */
const EXACT_RUN_SCORE = 1024;
/** What a score of BM25 is worth beside points: it decides between reports of as many. */
const BM25_WEIGHT = 1 / 128;

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
      must: [{ bool: { must: [textQuery(request.text, request)], boost: BM25_WEIGHT } }],
      filter: conditions.map(filterQuery),
      should: [{ constant_score: { filter: exact, boost: EXACT_RUN_SCORE } }, ...pointQueries(request)],
    },
  };
}

/** The points of each phrase, by where it is; see `POINTS`. Places beside the own words are not told apart by kind of section. */
function pointQueries({ text, searchIn, sectionKinds }: MatchRequest & { text: TextQuery }): Query[] {
  const inText = searchIn.includes('TEXT');
  const own = (sectionKinds ?? SECTION_KINDS).map((kind) => sectionsField(kind, true));
  return positivePhrases(text).flatMap((phrase) => {
    const tokens = phraseTokens(phrase);
    const points = (boost: number, fields: readonly string[]): Query => ({
      constant_score: { filter: anyOf(fields.map((field) => tokensQuery(field, tokens))), boost },
    });
    return [
      ...(searchIn.includes('TITLE') && sectionKinds === null ? [points(POINTS.title, [TITLE_FIELD])] : []),
      ...(inText ? [points(POINTS.own, own)] : []),
      ...(inText && sectionKinds === null
        ? TELLING_FIELDS.map((field) => points(POINTS[field], [tellingField(field)]))
        : []),
    ];
  });
}

/** Reports whose text matches. */
export function textQuery(text: TextQuery, request: MatchRequest): Query {
  const places = searchPlaces(request);
  return request.sameSection ? sameSectionQuery(text, places) : reportQuery(text, places);
}

/** Words joined by AND may be anywhere in the report. */
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
