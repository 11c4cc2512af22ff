/**
 * Text queries whose words must be in one section (or all in the title). Pure.
 *
 * A report matches where one section, or the title, holds all words of an AND. What is excluded is excluded from the
 * report: `甲 -乙` finds reports with 甲 that have no 乙 anywhere. So a query is brought into alternatives, each of which
 * asks for exclusions of the whole report and for words within one section.
 */
import type { estypes } from '@elastic/elasticsearch';
import type { TextQuery } from '../../../domain/query.js';
import type { SectionKind } from '../../../domain/report.js';
import { OgiError } from '../../../errors.js';
import { phraseTokens } from '../../text-tokens.js';
import { SECTION_END, SECTION_START, sectionPhrase } from '../projection/encode-sections.js';
import {
  allOf,
  anyOf,
  noneOf,
  phraseQuery,
  sectionsField,
  TITLE_FIELD,
  tokensQuery,
} from './search-places.js';
import type { Query, SearchPlaces } from './search-places.js';

type Intervals = estypes.QueryDslIntervalsContainer;

/** A query without NOT, to hold within one section. */
type Words = { type: 'phrase'; phrase: string } | { type: 'and' | 'or'; children: Words[] };

interface Alternative {
  /** Hold for the whole report; each once, by its JSON. */
  exclusions: ReadonlyMap<string, Query>;
  /** Hold within one section; null for no words. */
  words: Words | null;
}

/** From a start to the next end: the shortest are the sections. */
const WHOLE_SECTION: Intervals = { match: { query: `${SECTION_START} ${SECTION_END}`, ordered: true } };

/** Exclusions that are beside words in several ORs multiply; no query that means something has so many. */
const MOST_ALTERNATIVES = 512;

/**
 * The query for reports that match within one section.
 *
 * @throws OgiError `QUERY_TOO_EXPENSIVE` for a query with very many ways to match.
 */
export function sameSectionQuery(query: TextQuery, places: SearchPlaces): Query {
  return anyOf(
    alternatives(query, places).map(({ exclusions, words }) =>
      allOf([...exclusions.values(), ...(words === null ? [] : [wordsQuery(words, places)])]),
    ),
  );
}

function alternatives(query: TextQuery, places: SearchPlaces): Alternative[] {
  switch (query.type) {
    case 'phrase':
      return [{ exclusions: new Map(), words: query }];
    case 'not': {
      const exclusion = noneOf(sameSectionQuery(query.child, places));
      return [{ exclusions: new Map([[JSON.stringify(query), exclusion]]), words: null }];
    }
    case 'or':
      return merge(query.children.flatMap((child) => alternatives(child, places)));
    case 'and':
      return query.children
        .map((child) => alternatives(child, places))
        .reduce((all, one) => {
          if (all.length * one.length > MOST_ALTERNATIVES) throw tooManyAlternatives();
          return merge(all.flatMap((left) => one.map((right) => both(left, right))));
        });
  }
}

/** Alternatives with the same exclusions become one: words in one section or other words in one section. */
function merge(all: readonly Alternative[]): Alternative[] {
  const byExclusions = new Map<string, Alternative>();
  for (const one of all) {
    const key = JSON.stringify([...one.exclusions.keys()].sort());
    const other = byExclusions.get(key);
    byExclusions.set(key, other === undefined ? one : { ...one, words: eitherWords(other.words, one.words) });
  }
  return [...byExclusions.values()];
}

function eitherWords(one: Words | null, other: Words | null): Words | null {
  return one === null || other === null ? null : { type: 'or', children: [one, other] };
}

function both(one: Alternative, other: Alternative): Alternative {
  const words = [one.words, other.words].filter((part) => part !== null);
  return {
    exclusions: new Map([...one.exclusions, ...other.exclusions]),
    words: words.length === 2 ? { type: 'and', children: words } : (words[0] ?? null),
  };
}

function wordsQuery(words: Words, places: SearchPlaces): Query {
  if (words.type === 'phrase') return phraseQuery(words.phrase, places);
  const inSections = places.within.length === 0 ? [] : places.kinds;
  return anyOf([
    ...(places.title ? [titleQuery(words)] : []),
    ...inSections.map((kind) => sectionQuery(words, kind, places)),
  ]);
}

function titleQuery(words: Words): Query {
  if (words.type === 'phrase') return tokensQuery(TITLE_FIELD, phraseTokens(words.phrase));
  const queries = words.children.map(titleQuery);
  return words.type === 'and' ? allOf(queries) : anyOf(queries);
}

function sectionQuery(words: Words, kind: SectionKind, { within, own }: SearchPlaces): Query {
  const { any_of, all_of } = containedIn(words, within);
  return {
    intervals: { [sectionsField(kind, own)]: all_of === undefined ? { any_of } : { all_of } },
  } as Query;
}

/**
 * Intervals that lie in one section if and only if the words do: a phrase as it stands, for an AND the whole section that
 * holds all of it. (An unordered `all_of` of the words would not do: it wants a phrase that is asked for twice to stand
 * there twice.)
 */
function containedIn(words: Words, within: SearchPlaces['within']): Intervals {
  switch (words.type) {
    case 'phrase':
      return {
        any_of: {
          intervals: within.map((one) => ({
            match: { query: sectionPhrase(words.phrase, one).join(' '), ordered: true, max_gaps: 0 },
          })),
        },
      };
    case 'or':
      return { any_of: { intervals: words.children.map((child) => containedIn(child, within)) } };
    case 'and':
      return words.children.reduce<Intervals>(
        (section, child) => ({
          all_of: { intervals: [section], filter: { containing: containedIn(child, within) } },
        }),
        WHOLE_SECTION,
      );
  }
}

function tooManyAlternatives(): OgiError {
  return new OgiError('QUERY_TOO_EXPENSIVE', 'The query has too many ways to match within one section.', {
    argument: 'query',
    remedy: 'Use fewer exclusions beside words in alternatives (OR), or search the whole report.',
  });
}
