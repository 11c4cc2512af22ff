import type { FastifyInstance } from 'fastify';
import {
  getNamedType,
  isLeafType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CELLS } from '../../src/domain/cells.js';
import { ARITHMETIC_CODES } from '../../src/domain/finding.js';
import { enumName } from '../../src/graphql/enums/register-enum.js';
import { createSchema } from '../../src/graphql/schema.js';
import type { ReportStore } from '../../src/store/port.js';
import type { SearchRequest } from '../../src/store/search-request.js';
import { readExamples } from '../../src/web/web-assets.js';
import { reportText } from '../support/report-text.js';
import { ADMIN_TOKEN, TestStores, addTexts, ask, serveStore, watched } from './served-app.js';

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

/** Arguments for the fields that need some. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'Organ.series': '(keys: ["applications.received.total", "derived.grantedRate.ofConcluded"])',
  'ReportConnection.distribution': '(key: "applications.received.total")',
};

/** Selects every field below a type; a type within itself, and reports of a page, by their leaves only. */
function everyField(type: GraphQLObjectType, within: readonly string[] = []): string {
  return selections(type, within).join(' ');
}

/** The same, field by field. */
function selections(type: GraphQLObjectType, within: readonly string[]): string[] {
  const select = (field: GraphQLField<unknown, unknown>): string => {
    const name = `${field.name}${ARGUMENTS[`${type.name}.${field.name}`] ?? ''}`;
    const fieldType = getNamedType(field.type);
    if (isLeafType(fieldType)) return name;
    if (!isObjectType(fieldType)) throw new Error(`${field.name} is neither leaf nor object`);
    if (within.length > 0 && fieldType.name === 'Report') return `${name} { id }`;
    if (within.includes(fieldType.name)) return `${name} { ${leavesOf(fieldType)} }`;
    return `${name} { ${everyField(fieldType, [...within, type.name])} }`;
  };
  return Object.values(type.getFields()).map(select);
}

/** In two parts: with every place of every cell a whole report costs more than a query may. */
function everyFieldOf(type: GraphQLOutputType, within: readonly string[]): string[] {
  const named = getNamedType(type);
  if (!isObjectType(named)) throw new Error(`${named.name} is no object`);
  if (within.length > 0) return [everyField(named, within)];
  const all = selections(named, within);
  const half = Math.ceil(all.length / 2);
  return [all.slice(0, half), all.slice(half)].map((part) => part.join(' '));
}

function leavesOf(type: GraphQLObjectType): string {
  const leaves = Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)));
  return leaves.map(({ name }) => name).join(' ');
}

/** Every query with arguments for an answer that holds something. */
const QUERIES: Readonly<Record<string, string>> = {
  search: '(query: "公开", facets: [{ field: FINDING }])',
  report: '(id: $id)',
  nodes: '(ids: [$id])',
  aggregate: '(groupBy: [YEAR], measures: [{ type: MEAN, key: "derived.grantedRate.ofConcluded" }])',
  quality: '(groupBy: [YEAR])',
  organ: '(id: $organ)',
  organs: '',
  region: '(level: PROVINCE, place: "云泽省")',
  regions: '(level: COUNTY, first: 5)',
  ranking: '(key: "applications.received.total", year: 2020)',
  compare: '(organId: $organ, keys: ["applications.received.total"])',
  cells: '(table: REVIEW)',
  changes: '(first: 2)',
  copiedPassages: '(first: 2)',
  coverage: '(year: 2021, first: 2)',
  derivedValues: '(kind: CHANGE)',
  rules: '',
  status: '',
  setAside: '',
  writes: '',
};

describe('the answer to a query', () => {
  it('has every field of the schema', async () => {
    const { search } = (await dataOf('{ search { nodes { id organ { id } } } }')) as {
      search: { nodes: { id: string; organ: { id: string } }[] };
    };
    const [{ id, organ } = { id: '', organ: { id: '' } }] = search.nodes;
    const fields = Object.values(createSchema().getQueryType()?.getFields() ?? {});
    expect(fields.map(({ name }) => name).sort()).toEqual(Object.keys(QUERIES).sort());
    for (const { name, type } of fields) {
      const args = QUERIES[name] ?? '';
      const isWhole = name === 'report' || name === 'nodes';
      const variables = Object.entries({ $id: 'ID!', $organ: 'ID!' }).filter(([one]) => args.includes(one));
      const declared = variables.map(([one, of]) => `${one}: ${of}`).join(', ');
      for (const below of everyFieldOf(type, isWhole ? [] : ['Query'])) {
        const response = await app.inject({
          method: 'POST',
          url: '/graphql',
          headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
          payload: {
            query: `query${declared === '' ? '' : ` (${declared})`} { ${name}${args} { ${below} } }`,
            variables: { id, organ: organ.id },
          },
        });
        const { data, errors } = response.json<{ data: Record<string, unknown>; errors?: unknown[] }>();
        expect(errors, name).toBeUndefined();
        expect(data[name], name).not.toBeNull();
      }
    }
  });

  it('tells what is served and what is defined', async () => {
    expect(
      await dataOf(
        '{ cells(table: REVIEW) { key labelZh } status { reports madeUp setAside years { from to } } }',
      ),
    ).toEqual({
      cells: CELLS.filter((cell) => cell.table === 'review').map(({ key, labelZh }) => ({ key, labelZh })),
      status: { reports: 5, madeUp: false, setAside: 1, years: { from: 2019, to: 2023 } },
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
  it('bring the reports of a page with the page, however they are asked for', async () => {
    let searches = 0;
    const counting = watched(store, {
      getMany: () => Promise.reject(new Error('This is a second read.')),
      search: (request, options) => {
        searches += 1;
        return store.search(request, options);
      },
    });
    const counted = await serveStore(counting);
    const { data, errors } = await ask(
      counted,
      '{ search { nodes { title } edges { node { year sections { text } } } } }',
    );
    expect(errors).toEqual([]);
    expect((data as { search: { nodes: unknown[] } }).search.nodes).toHaveLength(5);
    expect(searches).toBe(1);
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
      { limit: 0, highlights: 0, reports: false, facets: [] },
      { limit: 20, highlights: 3, reports: false, facets: [{ field: 'year', limit: 20 }] },
    ]);
    await recorded.close();
  });
});
