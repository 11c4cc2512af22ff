/** What is asked of Elasticsearch. That it finds the right reports is for the contract to show, on a server. */
import { describe, expect, it } from 'vitest';
import type { ReportFilter, TextQuery } from '../../../src/domain/query.js';
import { SECTION_KINDS } from '../../../src/domain/report.js';
import { facetConditions, obeyedConditions } from '../../../src/store/elasticsearch/reading/build-facets.js';
import { filterQuery } from '../../../src/store/elasticsearch/reading/build-filter.js';
import { matchQuery, orderedQuery } from '../../../src/store/elasticsearch/reading/build-query.js';
import { phraseTokens } from '../../../src/store/text-tokens.js';
import { buildSearch, phrase } from '../../support/build-report.js';

const and = (...children: TextQuery[]): TextQuery => ({ type: 'and', children });
const or = (...children: TextQuery[]): TextQuery => ({ type: 'or', children });
const not = (child: TextQuery): TextQuery => ({ type: 'not', child });

/** Fields that a query names, in order of first appearance. */
function fields(query: unknown): string[] {
  const names = JSON.stringify(query).match(/"(?:grams|cells|derived)\.[\w.]+"/g) ?? [];
  return [...new Set(names.map((name) => name.slice(1, -1)))];
}

describe('matchQuery', () => {
  it('is every report where nothing is asked', () => {
    expect(matchQuery(buildSearch())).toEqual({ match_all: {} });
  });

  it('looks for a phrase in the title and in the sections of each kind', () => {
    const query = matchQuery(buildSearch({ text: phrase('乙丙丁') }));
    expect(fields(query)).toEqual(['grams.title', ...SECTION_KINDS.map((kind) => `grams.sections.${kind}`)]);
    expect(JSON.stringify(query)).toContain(`"query":"${phraseTokens('乙丙丁').join(' ')}"`);
  });

  it('looks for a character, or for a frequent phrase, as one token', () => {
    for (const text of ['乙', '行政诉讼']) {
      const query = JSON.stringify(matchQuery(buildSearch({ text: phrase(text) })));
      expect(query).not.toContain('match_phrase');
      expect(query).toContain(`"value":"${phraseTokens(text)[0] ?? ''}"`);
    }
  });

  it('does not look at the title where it looks at certain sections', () => {
    const request = buildSearch({ text: phrase('乙'), sectionKinds: ['OTHER', 'OVERVIEW'] });
    expect(fields(matchQuery(request))).toEqual(['grams.sections.OVERVIEW', 'grams.sections.OTHER']);
    expect(matchQuery({ ...request, searchIn: ['TITLE'] })).toEqual({ match_none: {} });
  });

  it('tells headings from text by their tokens', () => {
    const [token = ''] = phraseTokens('乙');
    const inKind = { text: phrase('乙'), sectionKinds: ['OTHER' as const] };
    const value = (searchIn: 'TEXT' | 'HEADINGS'): unknown =>
      matchQuery(buildSearch({ ...inKind, searchIn: [searchIn] })).term?.['grams.sections.OTHER'];
    expect(value('TEXT')).toMatchObject({ value: token });
    expect(value('HEADINGS')).toMatchObject({ value: `h${token}` });
  });

  it('excludes what stands under NOT', () => {
    const query = matchQuery(buildSearch({ text: not(phrase('乙')), searchIn: ['TITLE'] }));
    expect(query.bool?.must_not).toHaveLength(1);
    expect(fields(query)).toEqual(['grams.title']);
  });

  it('scores only where the order asks for it, and an exact run above all else', () => {
    const request = buildSearch({ text: phrase('乙'), exactRuns: ['乙丙'], searchIn: ['TITLE'] });
    expect(orderedQuery(request, false)).toEqual(matchQuery(request));
    const [exact, ...telling] = [orderedQuery(request, true).bool?.should ?? []].flat();
    expect(exact).toMatchObject({ constant_score: { boost: 1024 } });
    // What the organ says itself counts for more, and never for as much as an exact run.
    for (const clause of telling) expect(JSON.stringify(clause)).not.toMatch(/"boost":\d{3}/u);
  });
});

describe('words in one section', () => {
  const within = (text: TextQuery) =>
    matchQuery(buildSearch({ text, sameSection: true, searchIn: ['TEXT'] }));

  it('asks a single phrase as ever', () => {
    expect(within(phrase('乙'))).toEqual(matchQuery(buildSearch({ text: phrase('乙'), searchIn: ['TEXT'] })));
  });

  it('asks for a whole section that holds all words of an AND', () => {
    const query = JSON.stringify(within(and(phrase('乙'), phrase('丙'))));
    expect(query.match(/"containing"/g)).toHaveLength(2 * SECTION_KINDS.length);
    expect(query).toContain('"query":"sec end"');
  });

  it('decides exclusions for the whole report', () => {
    const { bool } = within(and(phrase('乙'), not(phrase('丙'))));
    expect(bool?.must).toHaveLength(2);
  });

  it('refuses a query with too many ways to match, and no other', () => {
    const choice = (index: number) => or(not(phrase(`甲${index}`)), phrase(`乙${index}`));
    const choices = (count: number) => and(...Array.from({ length: count }, (_, index) => choice(index)));
    expect(() => within(choices(8))).not.toThrow();
    expect(() => within(choices(16))).toThrow(
      expect.objectContaining({ code: 'QUERY_TOO_EXPENSIVE' }) as Error,
    );
    // The same exclusion again is no other way.
    expect(() => within(and(...Array.from({ length: 16 }, () => choice(0))))).not.toThrow();
  });
});

describe('filterQuery', () => {
  const key = 'applications.received.total';
  it.each<[ReportFilter, object]>([
    [{ type: 'year', in: [2020, 2020.5] }, { terms: { year: [2020] } }],
    [{ type: 'year', gte: 1e12 }, { range: { year: { gte: 1_000_000 } } }],
    [{ type: 'organId', in: ['a'] }, { terms: { organId: ['a'] } }],
    [{ type: 'hasSection', in: ['OTHER'] }, { terms: { sectionKinds: ['OTHER'] } }],
    [{ type: 'finding' }, { exists: { field: 'findings.code' } }],
    [
      { type: 'finding', codes: ['row-total'], outcomes: ['FAILS', 'HOLDS'] },
      { terms: { 'findings.codeOutcome': ['row-total:FAILS', 'row-total:HOLDS'] } },
    ],
    [{ type: 'cell', key, eq: 0 }, { range: { [`cells.${key}`]: { gte: 0, lte: 0 } } }],
    [{ type: 'cell', key, states: ['BLANK'] }, { term: { 'states.BLANK': key } }],
    [
      { type: 'derived', key: 'derived.refused.total', hasValue: true },
      { exists: { field: 'derived.refused.total' } },
    ],
  ])('makes %j a query', (filter, query) => {
    expect(filterQuery(filter)).toEqual(query);
  });

  it.each<[ReportFilter, string]>([
    [{ type: 'cell', key: 'derived.refused.total' }, 'UNKNOWN_CELL'],
    [{ type: 'derived', key }, 'UNKNOWN_DERIVED'],
  ])('refuses %j', (filter, code) => {
    expect(() => filterQuery(filter)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('facet conditions', () => {
  it('are told apart by whether a facet leaves them out', () => {
    const year: ReportFilter = { type: 'year', eq: 2020 };
    const form: ReportFilter = { type: 'form', in: ['FORM_2019'] };
    const conditions = facetConditions([year, form], [{ field: 'year' }, { field: 'scope' }]);
    expect(conditions).toEqual({ common: [form], leftOut: [year] });
    expect(obeyedConditions('year', conditions.leftOut)).toEqual([]);
    expect(obeyedConditions('scope', conditions.leftOut)).toEqual([year]);
  });
});
