/** What a client is told of a bad request and of a failure, through the real server and store. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportStore } from '../../src/store/port.js';
import { reportText } from '../support/report-text.js';
import { TestStores, addTexts, ask, serveStore, watched } from './served-app.js';

const stores = new TestStores();
let store: ReportStore;
let app: FastifyInstance;

beforeAll(async () => {
  store = await stores.open('reports');
  await addTexts(
    store,
    [2020, 2021].map((year) => reportText({ year })),
  );
  app = await serveStore(store);
});

afterAll(async () => {
  await app.close();
  await stores.destroy();
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
    const first = await ask(app, '{ search(first: 1) { pageInfo { endCursor } } }');
    const { pageInfo } = first.data?.['search'] as { pageInfo: { endCursor: string } };
    const { errors } = await ask(
      app,
      'query ($after: String) { search(query: "公开", after: $after) { nodes { id } } }',
      {
        after: pageInfo.endCursor,
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
    ['an unknown mutation', 'mutation { anything }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
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
    const impatient = await serveStore(store, { deadlineMs: 0 });
    const { errors } = await ask(impatient, '{ search { totalCount } }');
    expect(errors).toMatchObject([{ extensions: { code: 'DEADLINE_EXCEEDED' } }]);
    await impatient.close();
  });
});
