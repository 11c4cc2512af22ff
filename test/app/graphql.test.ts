import type { FastifyInstance } from 'fastify';
import { getNamedType, isLeafType, isObjectType, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CELLS } from '../../src/domain/cells.js';
import { ARITHMETIC_CODES } from '../../src/domain/finding.js';
import { enumName } from '../../src/graphql/enums/register-enum.js';
import { createSchema } from '../../src/graphql/schema.js';
import type { ReportStore, SearchRequest } from '../../src/store/port.js';
import { readExamples } from '../../src/web-assets.js';
import { reportText } from '../support/report-text.js';
import { TestStores, addTexts, ask, serveStore, watched } from './served-app.js';

const stores = new TestStores();
let store: ReportStore;
let app: FastifyInstance;

beforeAll(async () => {
  store = await stores.open('reports');
  const years = [2019, 2020, 2021, 2022, 2023];
  await addTexts(
    store,
    years.map((year) => reportText({ year, received: year === 2021 ? 0 : year - 2018 })),
  );
  await store.setAside([
    {
      fileName: 'empty.txt',
      sha256: null,
      reason: 'empty-file',
      message: 'It is empty.',
      at: '2024-01-31T08:00:00Z',
    },
  ]);
  app = await serveStore(store);
});

afterAll(async () => {
  await app.close();
  await stores.destroy();
});

/** All data of an answer without errors. */
async function dataOf(query: string, variables?: object): Promise<Record<string, unknown>> {
  const { data, errors } = await ask(app, query, variables);
  expect(errors).toEqual([]);
  if (data === null) throw new Error('no data');
  return data;
}

interface SearchData {
  search: {
    totalCount: number;
    nodes: { id: string; year: number }[];
    edges: { highlights: { text: string; ranges: { start: number; end: number }[] }[] }[];
    facets: { field: string; buckets: { value: string; count: number }[] }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  };
}

/** Selects every field below a type; a type within itself, and reports of a page, by their leaves only. */
function everyField(type: GraphQLObjectType, within: readonly string[] = []): string {
  const select = (field: GraphQLField<unknown, unknown>): string => {
    const fieldType = getNamedType(field.type);
    if (isLeafType(fieldType)) return field.name;
    if (!isObjectType(fieldType)) throw new Error(`${field.name} is neither leaf nor object`);
    if (within.length > 0 && fieldType.name === 'Report') return `${field.name} { id }`;
    return `${field.name} { ${everyField(fieldType, [...within, type.name])} }`;
  };
  return Object.values(type.getFields()).map(select).join(' ');
}

describe('the answer to a query', () => {
  it('has every field of the schema', async () => {
    const schema = createSchema();
    const found = (await dataOf('{ search { nodes { id } } }')) as unknown as SearchData;
    const id = found.search.nodes[0]?.id;
    const typeOf = (name: string) => schema.getType(name) as GraphQLObjectType;
    const { report } = (await dataOf(
      `query ($id: ID!) { report(id: $id) { ${everyField(typeOf('Report'))} } }`,
      {
        id,
      },
    )) as { report: { id: string; cells: unknown[] } };
    expect(report.id).toBe(id);
    expect(report.cells).toHaveLength(226);
    const { search } = (await dataOf(
      `{ search(query: "公开", facets: [{ field: FINDING }]) { ${everyField(typeOf('ReportConnection'), ['Query'])} } }`,
    )) as unknown as SearchData;
    expect(search.totalCount).toBe(5);
    const rest = ['CellDefinition', 'Status', 'SetAsidePage'].map((name) => everyField(typeOf(name)));
    expect(
      await dataOf(`{ cells(table: REVIEW) { ${rest[0]} } status { ${rest[1]} } setAside { ${rest[2]} } }`),
    ).toMatchObject({
      cells: CELLS.filter((cell) => cell.table === 'review').map(({ key, labelZh }) => ({ key, labelZh })),
      status: { reports: 5, madeUp: false, years: { from: 2019, to: 2023 } },
      setAside: { totalCount: 1, files: [{ reason: 'EMPTY_FILE' }] },
    });
  });

  it('gives typed fields the same numbers as the list of cells', async () => {
    for (const { key } of CELLS) {
      const path = key.split('.');
      const data = await dataOf(
        `query ($keys: [String!]) { search(sort: [{ by: YEAR }], first: 1) { nodes { cells(keys: $keys) { state value } ${path.join(' { ')} ${'} '.repeat(path.length)} } }`,
        { keys: [key] },
      );
      const [node] = (data['search'] as { nodes: Record<string, unknown>[] }).nodes;
      const [cell] = node?.['cells'] as { state: string; value: number | null }[];
      const typed = path.reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], node);
      expect(typed, key).toBe(cell?.value);
      expect(typed !== null, key).toBe(cell?.state === 'REPORTED');
    }
  });

  it('is there for every example', async () => {
    for (const { query } of readExamples()) await dataOf(query);
  });

  it('finds, highlights and counts as the first example says', async () => {
    const [example] = readExamples();
    const { search } = (await dataOf(example?.query ?? '')) as unknown as SearchData;
    expect(search.totalCount).toBe(4);
    expect(search.facets.map(({ field }) => field)).toEqual(['YEAR', 'PROVINCE']);
    expect(search.facets[0]?.buckets.map(({ count }) => count)).toEqual([1, 1, 1, 1]);
    for (const { highlights } of search.edges) {
      const matches = highlights.flatMap(({ text, ranges }) =>
        ranges.map(({ start, end }) => text.slice(start, end)),
      );
      expect(matches).toEqual(['行政诉讼']);
    }
  });

  it('pages through all reports without overlap', async () => {
    const query =
      'query ($after: String) { search(first: 2, after: $after, sort: [{ by: YEAR, direction: ASC }]) { nodes { year } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount } }';
    const years: number[] = [];
    let after: string | null = null;
    do {
      const { search } = (await dataOf(query, { after })) as unknown as SearchData;
      expect(search.totalCount).toBe(5);
      expect(search.pageInfo.hasPreviousPage).toBe(after !== null);
      years.push(...search.nodes.map(({ year }) => year));
      after = search.pageInfo.hasNextPage ? search.pageInfo.endCursor : null;
    } while (after !== null);
    expect(years).toEqual([2019, 2020, 2021, 2022, 2023]);
  });

  it('gives facets of findings values that the filter takes', async () => {
    const { search } = (await dataOf(
      '{ search(facets: [{ field: FINDING }]) { facets { buckets { value count } } } }',
    )) as unknown as SearchData;
    const [facet] = search.facets;
    expect(facet?.buckets.length).toBeGreaterThan(0);
    const arithmetic = new Set(ARITHMETIC_CODES.map(enumName));
    for (const { value, count } of facet?.buckets ?? []) {
      const outcomes = arithmetic.has(value) ? 'outcomes: [FAILS, HOLDS_IF_BLANKS_ARE_ZERO]' : '';
      const query = `{ search(filter: { findings: { codes: [${value}] ${outcomes} } }) { totalCount } }`;
      const found = (await dataOf(query)) as unknown as SearchData;
      expect(found.search.totalCount, value).toBe(count);
    }
  });

  it('is null for an unknown report', async () => {
    expect(await dataOf('{ report(id: "nothing") { id } }')).toEqual({ report: null });
  });

  it('shows a revision by its hash', async () => {
    const query =
      '{ search(first: 1) { nodes { id source { sha256 } revisions { current source { sha256 } } } } }';
    const { search } = (await dataOf(query)) as {
      search: { nodes: [{ id: string; source: { sha256: string } }] };
    };
    const [{ id, source }] = search.nodes;
    expect(search.nodes).toMatchObject([{ revisions: [{ current: true, source }] }]);
    const revision =
      'query ($id: ID!, $sha256: String) { report(id: $id, sha256: $sha256) { source { sha256 } } }';
    expect(await dataOf(revision, { id, ...source })).toEqual({ report: { source } });
    expect(await dataOf(revision, { id, sha256: '00' })).toEqual({ report: null });
  });
});

describe('reads of the store', () => {
  it('are one for all reports of a page, however they are asked for', async () => {
    const reads: (readonly string[])[] = [];
    const counting = watched(store, {
      getMany: (ids, options) => {
        reads.push(ids);
        return store.getMany(ids, options);
      },
    });
    const counted = await serveStore(counting);
    const { errors } = await ask(
      counted,
      '{ search { nodes { title } edges { node { year sections { text } } } } }',
    );
    expect(errors).toEqual([]);
    expect(reads.map((ids) => ids.length)).toEqual([5]);
    await counted.close();
  });

  it('compute only what is asked for', async () => {
    const requests: Partial<SearchRequest>[] = [];
    const recording = watched(store, {
      search: (request, options) => {
        requests.push(request);
        return store.search(request, options);
      },
    });
    const recorded = await serveStore(recording);
    const search = 'search(query: "公开", facets: [{ field: YEAR }])';
    await ask(recorded, `{ ${search} { totalCount } }`);
    await ask(
      recorded,
      `{ ${search} { ...Hits facets { missing } } } fragment Hits on ReportConnection { edges { highlights { text } } }`,
    );
    expect(requests).toMatchObject([
      { limit: 0, highlights: 0, facets: [] },
      { limit: 20, highlights: 3, facets: [{ field: 'year', limit: 20 }] },
    ]);
    await recorded.close();
  });
});

describe('a bad request', () => {
  const cases: [name: string, args: string, code: string, argument: string][] = [
    ['an empty query', 'query: ""', 'BAD_QUERY', 'query'],
    ['an open parenthesis', 'query: "(公开"', 'BAD_QUERY', 'query'],
    ['a query with too many terms', `query: "${'公 '.repeat(33)}"`, 'BAD_QUERY', 'query'],
    ['page size 0', 'first: 0', 'BAD_ARGUMENT', 'first'],
    ['page size 1000', 'first: 1000', 'BAD_ARGUMENT', 'first'],
    ['a broken cursor', 'after: "nonsense"', 'BAD_CURSOR', 'after'],
    ['an unknown cell', 'filter: { cells: [{ key: "a.b", eq: 1 }] }', 'UNKNOWN_CELL', 'filter.cells[0].key'],
  ];

  it.each(cases)(
    'with %s is answered with code, argument and remedy',
    async (_name, args, code, argument) => {
      const { data, errors } = await ask(app, `{ search(${args}) { totalCount nodes { id } } }`);
      expect(data).toBeNull();
      expect(errors).toMatchObject([{ path: ['search'], extensions: { code, argument } }]);
      expect(errors[0]?.extensions['remedy']).toMatch(/\w/);
      expect(JSON.stringify(errors)).not.toMatch(/stack|SQLITE|node_modules/i);
    },
  );

  it('with the cursor of another search is refused', async () => {
    const first = (await dataOf('{ search(first: 1) { pageInfo { endCursor } } }')) as unknown as SearchData;
    const { errors } = await ask(
      app,
      'query ($after: String) { search(query: "公开", after: $after) { nodes { id } } }',
      {
        after: first.search.pageInfo.endCursor,
      },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_CURSOR', argument: 'after' } }]);
  });

  it.each([
    ['broken syntax', '{ search(', undefined, 'GRAPHQL_PARSE_FAILED'],
    ['too many tokens', `{ ${'cells { key } '.repeat(600)} }`, undefined, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ nothing }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown enum value', '{ cells(table: FEES) { key } }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'the same in a variable',
      'query ($t: Table) { cells(table: $t) { key } }',
      { t: 'FEES' },
      'BAD_USER_INPUT',
    ],
    ['a mutation', 'mutation { anything }', undefined, 'WRITES_DISABLED'],
  ])('with %s has a code and a remedy', async (_name, query, variables, code) => {
    const { status, errors } = await ask(app, query, variables);
    expect(status).toBe(400);
    expect(errors[0]?.extensions).toMatchObject({ code, remedy: expect.any(String) as unknown });
  });

  it('that is too expensive is refused before it is executed', async () => {
    const query =
      '{ search(first: 100) { nodes { cells { definition { key labelZh labelEn row column unit forms note } } } } }';
    const { status, errors } = await ask(app, query);
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_EXPENSIVE' } }]);
  });

  it('with unknown cells of a report names them', async () => {
    const { errors } = await ask(
      app,
      '{ search(first: 1) { nodes { cells(keys: ["review.reconsideration.totl"]) { key } } } }',
    );
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'UNKNOWN_CELL',
          argument: 'keys[0]',
          suggestions: ['review.reconsideration.total'],
        },
      },
    ]);
  });
});

describe('a failure of the store', () => {
  it('reaches the client masked, with the id of the request', async () => {
    const failing = await serveStore(
      watched(store, { search: () => Promise.reject(new Error('SQLITE_IOERR in /srv/data')) }),
    );
    const { errors } = await ask(failing, '{ search { totalCount } }');
    expect(errors).toMatchObject([
      { extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) as unknown } },
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/SQLITE|srv|stack/);
    await failing.close();
  });

  it('that takes too long is told as such', async () => {
    const impatient = await serveStore(store, 0);
    const { errors } = await ask(impatient, '{ search { totalCount } }');
    expect(errors).toMatchObject([{ extensions: { code: 'DEADLINE_EXCEEDED' } }]);
    await impatient.close();
  });
});
