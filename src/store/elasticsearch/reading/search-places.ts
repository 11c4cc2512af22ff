/** The fields that a text query looks at, and the query for one phrase there. Pure. */
import type { estypes } from '@elastic/elasticsearch';
import type { SectionKind } from '../../../domain/report.js';
import { SECTION_KINDS } from '../../../domain/report.js';
import type { MatchRequest } from '../../search-request.js';
import type { TellingField } from '../../report-sentences.js';
import { phraseTokens } from '../../text-tokens.js';
import { sectionPhrase } from '../projection/encode-sections.js';

export type Query = estypes.QueryDslQueryContainer;

/** A phrase in the title tells more of a report than one in its text. */
const TITLE_WEIGHT = 5;

export const TITLE_FIELD = 'grams.title';

/** The field of sentences that say more than the rest. */
export const tellingField = (field: TellingField): string => `grams.${field}`;

/** The field of the sections of a kind, or of the organ's own sentences in them. */
export function sectionsField(kind: SectionKind, own = false): string {
  return `grams.${own ? 'own' : 'sections'}.${kind}`;
}

/** Where a request looks. */
export interface SearchPlaces {
  title: boolean;
  /** What of the sections; empty where sections are not looked at. */
  within: ('TEXT' | 'HEADINGS')[];
  kinds: SectionKind[];
  /** Only in the organ's own sentences. */
  own: boolean;
}

/** A title is in no section, so that a search in sections of certain kinds does not look at it. */
export function searchPlaces({ searchIn, sectionKinds, textFilter }: MatchRequest): SearchPlaces {
  const kinds = SECTION_KINDS.filter((kind) => sectionKinds?.includes(kind) ?? true);
  if (textFilter === 'OWN_WORDS') return { title: false, within: ['TEXT'], kinds, own: true };
  return {
    own: false,
    title: searchIn.includes('TITLE') && sectionKinds === null,
    within: (['TEXT', 'HEADINGS'] as const).filter((one) => searchIn.includes(one)),
    kinds,
  };
}

/** Reports in which adjacent tokens are in a field. */
export function tokensQuery(field: string, tokens: readonly string[], boost = 1): Query {
  // The idf of a phrase is the sum over its tokens: without this a long phrase would outweigh everything.
  const weight = boost / tokens.length;
  const [only] = tokens;
  return tokens.length === 1 && only !== undefined
    ? { term: { [field]: { value: only, boost: weight } } }
    : { match_phrase: { [field]: { query: tokens.join(' '), boost: weight } } };
}

/** Reports that hold a phrase in one of the places. */
export function phraseQuery(phrase: string, { title, within, kinds, own }: SearchPlaces): Query {
  const queries = [
    ...(title ? [tokensQuery(TITLE_FIELD, phraseTokens(phrase), TITLE_WEIGHT)] : []),
    ...kinds.flatMap((kind) =>
      within.map((one) => tokensQuery(sectionsField(kind, own), sectionPhrase(phrase, one))),
    ),
  ];
  return anyOf(queries);
}

/** Reports that match one of the queries; of none, no report. */
export function anyOf(queries: readonly Query[]): Query {
  const [only] = queries;
  if (only === undefined) return { match_none: {} };
  return queries.length === 1 ? only : { bool: { should: [...queries], minimum_should_match: 1 } };
}

/** Reports that match all of the queries; of none, every report. */
export function allOf(queries: readonly Query[]): Query {
  const [only] = queries;
  if (only === undefined) return { match_all: {} };
  return queries.length === 1 ? only : { bool: { must: [...queries] } };
}

/** Reports that do not match the query. */
export function noneOf(query: Query): Query {
  return { bool: { must_not: [query] } };
}
