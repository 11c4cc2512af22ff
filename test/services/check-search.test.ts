import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELLS } from '../../src/domain/cells.js';
import { OgiError } from '../../src/errors.js';
import type { FilterInput } from '../../src/services/check-filter.js';
import { MAX_CONDITIONS, MAX_FILTER_DEPTH, checkFilter } from '../../src/services/check-filter.js';
import type { SearchInput } from '../../src/services/check-search.js';
import { checkSearch } from '../../src/services/check-search.js';
import { suggest } from '../../src/services/suggest.js';

const SEED = 20_240_131;

/** The error of a refused search; fails where it is let through. */
function refusal(input: SearchInput): Pick<OgiError, 'code' | 'argument' | 'remedy' | 'details'> {
  try {
    checkSearch(input);
  } catch (error) {
    if (error instanceof OgiError) return error;
    throw error;
  }
  throw new Error(`Not refused: ${JSON.stringify(input)}`);
}

const anyKey = fc.constantFrom(...CELLS.map((cell) => cell.key));

describe('checkSearch', () => {
  it('takes the defaults of the port', () => {
    expect(checkSearch({})).toEqual({
      text: null,
      exactRuns: [],
      searchIn: ['TITLE', 'TEXT'],
      sectionKinds: null,
      sameSection: false,
      filter: null,
      sort: [],
      limit: 20,
      after: null,
      before: null,
      fromEnd: false,
      countTotal: true,
      facets: [],
      highlights: 3,
      reports: true,
    });
  });

  it('takes null for not given', () => {
    const nulls: SearchInput = {
      query: null,
      searchIn: null,
      sectionKinds: null,
      sameSection: null,
      filter: null,
      sort: null,
      first: null,
      after: null,
      last: null,
      before: null,
      facets: null,
      highlights: null,
    };
    expect(checkSearch(nulls)).toEqual(checkSearch({}));
  });

  it('parses the query', () => {
    expect(checkSearch({ query: '"行政訴訟"' })).toMatchObject({
      text: { type: 'phrase', phrase: '行政诉讼' },
      exactRuns: ['行政诉讼'],
    });
  });

  it.each(['', '  ', '(公开', '"公开'])('refuses the query %j and says where', (query) => {
    const error = refusal({ query });
    expect(error).toMatchObject({ code: 'BAD_QUERY', argument: 'query' });
    expect(error.details).toHaveProperty('position');
  });

  it('lets exactly the page sizes 1 to 100 through', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.integer({ min: -5, max: 110 }), fc.double()), (first) => {
        if (Number.isInteger(first) && first >= 1 && first <= 100) {
          expect(checkSearch({ first }).limit).toBe(first);
        } else {
          expect(refusal({ first })).toMatchObject({ code: 'BAD_ARGUMENT', argument: 'first' });
        }
      }),
      { seed: SEED },
    );
  });

  it.each<[SearchInput, string]>([
    [{ highlights: 21 }, 'highlights'],
    [{ highlights: -1 }, 'highlights'],
    [{ searchIn: [] }, 'searchIn'],
    [{ searchIn: ['TITLE', 'BODY'] }, 'searchIn[1]'],
    [{ sectionKinds: [] }, 'sectionKinds'],
    [{ sort: [{ by: 'RELEVANCE' }] }, 'sort[0].by'],
    [{ sort: [{ by: 'YEAR' }, { by: 'CELL' }] }, 'sort[1].key'],
    [{ sort: [{ by: 'YEAR', key: 'applications.received.total' }] }, 'sort[0].key'],
    [{ sort: Array.from({ length: 5 }, () => ({ by: 'YEAR' as const })) }, 'sort'],
    [{ facets: [{ field: 'year', limit: 0 }] }, 'facets[0].limit'],
    [{ facets: [{ field: 'year' }, { field: 'form', limit: 1001 }] }, 'facets[1].limit'],
    [{ facets: [{ field: 'year' }, { field: 'year' }] }, 'facets[1].field'],
    [{ filter: { year: {} } }, 'filter.year'],
    [{ filter: { year: { eq: null } } }, 'filter.year'],
    [{ filter: { year: { in: [] } } }, 'filter.year.in'],
    [{ filter: { province: [] } }, 'filter.province'],
    [{ filter: { findings: {} } }, 'filter.findings'],
    [{ filter: { cells: [{ key: 'applications.received.total' }] } }, 'filter.cells[0]'],
    [{ filter: { cells: [{ key: 'applications.received.total', eq: NaN }] } }, 'filter.cells[0].eq'],
    [{ filter: { not: {} } }, 'filter.not'],
    [{ filter: { or: [{ organ: ['a'] }, {}] } }, 'filter.or[1]'],
    [{ filter: { and: [] } }, 'filter.and'],
    [{ filter: { ids: Array.from({ length: 1001 }, String) } }, 'filter.ids'],
  ])('refuses %j', (input, argument) => {
    const error = refusal(input);
    expect(error).toMatchObject({ code: 'BAD_ARGUMENT', argument });
    expect(error.remedy).not.toBe('');
  });

  it('names the place of an unknown cell key and the nearest keys', () => {
    const filter: FilterInput = {
      or: [{ year: { eq: 2021 } }, { cells: [{ key: 'applications.recieved.total', gte: 1 }] }],
    };
    const error = refusal({ filter });
    expect(error).toMatchObject({ code: 'UNKNOWN_CELL', argument: 'filter.or[1].cells[0].key' });
    expect(error.remedy).toContain('applications.received.total');
    expect(refusal({ sort: [{ by: 'CELL', key: 'nothing.like.it' }] })).toMatchObject({
      code: 'UNKNOWN_CELL',
      argument: 'sort[0].key',
      details: { suggestions: [] },
    });
  });

  it('suggests a key that was misspelt by one character', () => {
    fc.assert(
      fc.property(anyKey, fc.nat(), fc.constantFrom('', 'x', 'é'), (key, at, replacement) => {
        const position = at % key.length;
        const misspelt = key.slice(0, position) + replacement + key.slice(position + 1);
        const keys: string[] = CELLS.map((cell) => cell.key);
        if (!keys.includes(misspelt)) expect(suggest(misspelt, keys)).toContain(key);
      }),
      { seed: SEED },
    );
  });
});

describe('checkFilter', () => {
  it('joins the members of one object, and its nested ands, into one list', () => {
    const filter = checkFilter({
      year: { gte: 2020 },
      form: ['FORM_2021'],
      and: [
        { organ: ['甲局'] },
        { and: [{ level: ['CITY'] }], cells: [{ key: 'review.reconsideration.total', states: ['BLANK'] }] },
      ],
    });
    expect(filter).toEqual({
      type: 'and',
      children: expect.arrayContaining([
        { type: 'year', gte: 2020 },
        { type: 'form', in: ['FORM_2021'] },
        { type: 'organ', in: ['甲局'] },
        { type: 'level', in: ['CITY'] },
        { type: 'cell', key: 'review.reconsideration.total', states: ['BLANK'] },
      ]) as unknown,
    });
    expect(filter?.type === 'and' && filter.children).toHaveLength(5);
  });

  it('keeps a single condition bare and an empty filter null', () => {
    expect(checkFilter({ county: ['青禾县'] })).toEqual({ type: 'region', level: 'county', in: ['青禾县'] });
    expect(checkFilter({})).toBeNull();
    expect(checkFilter({ year: null, and: null })).toBeNull();
  });

  it('keeps the logic of and, or, not', () => {
    // Conditions are years; a filter then is a set of years, computed here from the input itself.
    const years = [2019, 2020, 2021, 2022];
    const filterInput = fc.letrec<{ filter: FilterInput }>((tie) => ({
      filter: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        fc.constantFrom(...years).map((eq): FilterInput => ({ year: { eq } })),
        fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((and): FilterInput => ({ and })),
        fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((or): FilterInput => ({ or })),
        tie('filter').map((not): FilterInput => ({ not })),
        fc
          .tuple(tie('filter'), fc.constantFrom(...years))
          .map(([not, lte]): FilterInput => ({ not, year: { lte } })),
      ),
    })).filter;
    const meant = (input: FilterInput, year: number): boolean =>
      (input.and?.every((child) => meant(child, year)) ?? true) &&
      (input.or?.some((child) => meant(child, year)) ?? true) &&
      (input.not ? !meant(input.not, year) : true) &&
      (input.year?.eq === undefined || input.year.eq === year) &&
      (typeof input.year?.lte !== 'number' || year <= input.year.lte);
    type Filter = NonNullable<ReturnType<typeof checkFilter>>;
    const holds = (filter: Filter, year: number): boolean => {
      if (filter.type === 'and') return filter.children.every((child) => holds(child, year));
      if (filter.type === 'or') return filter.children.some((child) => holds(child, year));
      if (filter.type === 'not') return !holds(filter.child, year);
      if (filter.type !== 'year') throw new Error(filter.type);
      return (
        (filter.eq === undefined || filter.eq === year) && (filter.lte === undefined || year <= filter.lte)
      );
    };
    fc.assert(
      fc.property(filterInput, (input) => {
        const filter = checkFilter(input);
        for (const year of years) expect(filter === null || holds(filter, year)).toBe(meant(input, year));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it(`nests ${MAX_FILTER_DEPTH} deep and no deeper, by and, or, not alike`, () => {
    const operators = fc.array(fc.constantFrom('and', 'or', 'not'), { minLength: 0, maxLength: 12 });
    fc.assert(
      fc.property(operators, (names) => {
        let filter: FilterInput = { year: { eq: 2021 } };
        for (const name of names) filter = name === 'not' ? { not: filter } : { [name]: [filter] };
        if (names.length < MAX_FILTER_DEPTH) expect(() => checkFilter(filter)).not.toThrow();
        else expect(refusal({ filter })).toMatchObject({ code: 'BAD_ARGUMENT' });
      }),
      { seed: SEED },
    );
  });

  it(`holds ${MAX_CONDITIONS} conditions and no more, wherever they stand`, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (years, cells) => {
        const filter: FilterInput = {
          or: Array.from({ length: years }, () => ({ year: { eq: 2021 } })),
          cells: Array.from({ length: cells }, () => ({ key: 'applications.received.total', gt: 0 })),
        };
        if (years + cells <= MAX_CONDITIONS) expect(() => checkFilter(filter)).not.toThrow();
        else expect(refusal({ filter })).toMatchObject({ code: 'BAD_ARGUMENT' });
      }),
      { seed: SEED },
    );
  });
});
