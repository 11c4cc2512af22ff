/** What a read will make the store do, told from the request alone: 1 for one by id, a few for a usual search. */
import type { ReportFilter, TextQuery } from '../domain/query.js';
import { OgiError } from '../errors.js';
import { parseQuery } from '../text/query-syntax.js';
import type { AggregateRequest } from '../store/aggregate-request.js';
import type { MatchRequest, SearchRequest } from '../store/search-request.js';

/** A read by id. */
export const LIGHT_READ = 1;
/** All organs: as much as a few usual searches where something has changed, next to nothing where not. */
export const HISTORY_READ = 3;
/** A phrase is looked up once; where its words are to be in one section, the texts of all that hold it are read. */
const TERM = 0.25;
const TERM_IN_ONE_SECTION = 4;
/** Each condition looks at one column of all reports, each value of a list at one of its values. */
const CONDITION = 0.1;
const VALUES_OF_CONDITION = 100;
/** Each facet and measure counts all matching reports again. */
const FACET = 1;
const MEASURE = 0.5;
/** A page of 100 reports with 20 passages each. */
const HIGHLIGHTS = 1 / 200;

/** A read that looks at every sentence of every report. */
export const WHOLE_STORE = 10;

/** Weight of counting who has so many sentences. */
export function sentenceWeight(sentences: number): number {
  return LIGHT_READ + sentences / 50;
}

/** Weight of finding the reports that are meant. */
export function matchWeight({ text, sameSection, filter }: MatchRequest): number {
  const terms = text === null ? 0 : countTerms(text);
  return (
    LIGHT_READ +
    terms * (sameSection ? TERM_IN_ONE_SECTION : TERM) +
    (filter === null ? 0 : filterWeight(filter))
  );
}

/** Weight of a search. */
export function searchWeight(request: SearchRequest): number {
  const { facets, limit, highlights, sort } = request;
  return (
    matchWeight(request) + facets.length * FACET + sort.length * CONDITION + limit * highlights * HIGHLIGHTS
  );
}

/** Weight of an aggregate. */
export function aggregateWeight(request: AggregateRequest): number {
  const { measures, groupBy, nested } = request;
  return matchWeight(request) + (measures.length + groupBy.length + (nested === 'KEEP' ? 0 : 2)) * MEASURE;
}

function countTerms(query: TextQuery): number {
  if (query.type === 'phrase') return 1;
  if (query.type === 'not') return countTerms(query.child);
  return query.children.reduce((terms, child) => terms + countTerms(child), 0);
}

function filterWeight(filter: ReportFilter): number {
  if (filter.type === 'and' || filter.type === 'or')
    return filter.children.reduce((weight, child) => weight + filterWeight(child), 0);
  if (filter.type === 'not') return filterWeight(filter.child);
  const values = 'in' in filter ? filter.in.length : 1;
  return CONDITION + values / VALUES_OF_CONDITION;
}

/** A search as a client gives it, before it is checked. */
export interface GivenSearch {
  query?: unknown;
  sameSection?: unknown;
  filter?: unknown;
  facets?: unknown;
}

/** Weight of a search that is not checked yet; what is wrong in it is refused later, and weighs nothing. */
export function givenSearchWeight({ query, sameSection, filter, facets }: GivenSearch): number {
  const terms = typeof query === 'string' ? termsOf(query) : 0;
  return (
    LIGHT_READ +
    terms * (sameSection === true ? TERM_IN_ONE_SECTION : TERM) +
    countLeaves(filter) / VALUES_OF_CONDITION +
    (Array.isArray(facets) ? facets.length : 0) * FACET
  );
}

function termsOf(query: string): number {
  try {
    return countTerms(parseQuery(query).query);
  } catch (error) {
    if (error instanceof OgiError) return 0;
    throw error;
  }
}

/** How many values a filter holds; it nests no deeper than variables and documents may. */
function countLeaves(value: unknown): number {
  if (typeof value !== 'object' || value === null) return value === undefined || value === null ? 0 : 1;
  return Object.values(value).reduce((leaves: number, item) => leaves + countLeaves(item), 0);
}
