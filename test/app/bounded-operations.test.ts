/** What one operation may make the server do: its work, its bytes and its time are bounded, through the real server. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { GraphQLArgument, GraphQLInputType, GraphQLObjectType } from 'graphql';
import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.js';
import type { ReportStore } from '../../src/store/port.js';
import { buildReport, buildWrite, region } from '../support/build-report.js';
import { createApp } from '../../src/app.js';
import { ServedStores } from '../../src/http/served-stores.js';
import { TEST_CONFIG, TestStores, ask, serveStore } from './served-app.js';

const REPORTS = 60;
/** UTF-16 code units; 224 KB in UTF-8. */
const TEXT = '全年公开政府信息𠀀'.repeat(8000);

const stores = new TestStores();
let store: ReportStore;
let app: FastifyInstance;

beforeAll(async () => {
  store = await stores.open('reports');
  await store.write(
    Array.from({ length: REPORTS }, (_, index) =>
      buildWrite(
        buildReport({
          organ: `第${index}局`,
          year: 2015 + (index % 8),
          region: region('云泽省', '澄江市', '青禾县'),
          sections: [['OVERVIEW', `${index}${TEXT}`, '一、总体情况']],
          cells: { 'applications.received.total': index },
        }),
      ),
    ),
  );
  app = await serveStore(store);
});

afterAll(async () => {
  await app.close();
  await stores.destroy();
});

/** Codes of errors that arguments are at fault for. */
const ARGUMENT_CODES = [
  'BAD_ARGUMENT',
  'BAD_QUERY',
  'BAD_CURSOR',
  'UNKNOWN_CELL',
  'UNKNOWN_DERIVED',
  'NOT_FOUND',
];

/** Longest strings that are still compared with the names that there are. */
const NEAR_NAME = `applications.recieved.totl${'.x'.repeat(47)}`;

/** Values of a type at the limits, as GraphQL writes them: too large, too small, too many, near to a name that there is. */
function wrongValues(type: GraphQLInputType, depth = 0): string[] {
  if (isNonNullType(type)) return wrongValues(type.ofType, depth);
  if (isListType(type)) {
    const item = wrongValues(type.ofType, depth)[0] ?? '""';
    return ['[]', `[${Array.from({ length: 60 }, () => item).join(', ')}]`];
  }
  if (isEnumType(type)) return [type.getValues()[0]?.name ?? ''];
  if (isInputObjectType(type)) {
    if (depth > 1) return ['{}'];
    const most = depth === 0 ? Infinity : 1;
    const required = Object.values(type.getFields()).filter(({ type: of }) => isNonNullType(of));
    return Object.values(type.getFields()).flatMap((field) =>
      wrongValues(field.type, depth + 1)
        .slice(0, most)
        .map((value) => {
          const others = required
            .filter(({ name }) => name !== field.name)
            .map((other) => `, ${other.name}: ${wrongValues(other.type, depth + 1)[0] ?? '""'}`);
          return `{ ${field.name}: ${value}${others.join('')} }`;
        }),
    );
  }
  switch (type.name) {
    case 'Int':
      return ['-1', '2147483647'];
    case 'Float':
      return ['-1', '1e308'];
    case 'Boolean':
      return ['true'];
    default:
      return [`"${NEAR_NAME}"`, `"${'公'.repeat(5000)}"`, '""'];
  }
}

/** One leaf of a type, to have something to ask for. */
function leafOf(type: GraphQLObjectType, depth = 0): string {
  const fields = Object.values(type.getFields()).filter(({ args }) =>
    args.every(({ type: of }) => !isNonNullType(of)),
  );
  const leaf = fields.find(({ type: of }) => !isCompositeType(getNamedType(of)));
  if (leaf !== undefined || depth > 3) return leaf?.name ?? '__typename';
  const inner = fields
    .map((field) => ({ field, of: getNamedType(field.type) }))
    .find(({ of }) => isObjectType(of));
  return inner ? `${inner.field.name} { ${leafOf(inner.of as GraphQLObjectType, depth + 1)} }` : '__typename';
}

/** Ways from the root to a type; each with a page as large as it may be. */
const WAYS: Record<string, (field: string) => string> = {
  Query: (field) => field,
  Report: (field) => `search(first: ${REPORTS}, highlights: 0) { nodes { ${field} } }`,
  Organ: (field) => `search(first: ${REPORTS}, highlights: 0) { nodes { organ { ${field} } } }`,
  Originality: (field) => `search(first: 5, highlights: 0) { nodes { originality { ${field} } } }`,
  Section: (field) => `search(first: ${REPORTS}, highlights: 0) { nodes { sections { ${field} } } }`,
  ReportConnection: (field) => `search { ${field} }`,
  RegionRecord: (field) => `regions(level: PROVINCE) { regions { ${field} } }`,
};

/** Each argument of each field of the schema, with each of its wrong values. */
function* wrongFields(): Generator<[name: string, query: string]> {
  for (const type of Object.values(createSchema().getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || type.name === 'Mutation') continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.length === 0) continue;
      const way = WAYS[type.name];
      if (way === undefined) throw new Error(`There is no way to ${type.name}: add one to this test.`);
      const inner = getNamedType(field.type);
      const below = isObjectType(inner) ? ` { ${leafOf(inner)} }` : '';
      for (const argument of field.args) {
        for (const value of wrongValues(argument.type)) {
          const given = [`${argument.name}: ${value}`, ...requiredBeside(field.args, argument)].join(', ');
          const aliased = Array.from({ length: 8 }, (_, at) => `a${at}: ${field.name}(${given})${below}`);
          yield [
            `${type.name}.${field.name}(${argument.name}: ${value.slice(0, 60)})`,
            `{ ${way(aliased.join(' '))} }`,
          ];
        }
      }
    }
  }
}

function requiredBeside(all: readonly GraphQLArgument[], argument: GraphQLArgument): string[] {
  return all
    .filter(({ name, type }) => name !== argument.name && isNonNullType(type))
    .map(({ name, type }) => `${name}: ${wrongValues(type)[0] ?? '""'}`);
}

describe('wrong arguments', () => {
  it('of any field are told once, however often the field is asked for, and never as a fault of the server', async () => {
    let asked = 0;
    for (const [name, query] of wrongFields()) {
      const { status, errors } = await ask(app, query);
      expect(status, name).toBeLessThan(500);
      const told = errors.filter(({ extensions }) => extensions['code'] !== 'GRAPHQL_VALIDATION_FAILED');
      expect(told.length, name).toBeLessThanOrEqual(1);
      for (const { extensions } of errors) expect(extensions['code'], name).not.toBe('INTERNAL_SERVER_ERROR');
      asked += 1;
    }
    expect(asked).toBeGreaterThan(200);
  });

  it('are told before anything is read', async () => {
    const { data, errors } = await ask(
      app,
      `{ search(first: ${REPORTS}) { nodes { a: cells(keys: ["applications.recieved.total"]) { key } b: derived(keys: ["x"]) { key } } } }`,
    );
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'UNKNOWN_CELL',
          argument: 'keys[0]',
          suggestions: ['applications.received.total'],
        },
      },
    ]);
    expect(ARGUMENT_CODES).toContain(errors[0]?.extensions['code']);
  });

  it('of a field that is left out are not told', async () => {
    const query =
      'query ($no: Boolean!) { status { reports } search(first: 0) @include(if: $no) { totalCount } }';
    expect((await ask(app, query, { no: false })).errors).toEqual([]);
    expect((await ask(app, query, { no: true })).errors).toHaveLength(1);
  });
});

describe('the size of an answer', () => {
  const texts = `search(first: ${REPORTS}, highlights: 0) { nodes { sections { text } } }`;

  it.each([
    ['a page of long texts', `{ ${texts} }`],
    [
      'one text under many names',
      `{ search(first: 5, highlights: 0) { nodes { ${Array.from({ length: 10 }, (_, at) => `s${at}: sections { text }`).join(' ')} } } }`,
    ],
  ])('is bounded for %s, and the error says what to ask for', async (_name, query) => {
    const { status, data, errors } = await ask(app, query);
    expect([status, data]).toEqual([400, null]);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_EXPENSIVE' });
    expect(errors[0]?.extensions['remedy']).toMatch(/first.*text\(from/u);
  });

  it('counts in what a client may spend', async () => {
    const limited = await serveStore(store, { costPerMinute: 9200 });
    const query = '{ search(first: 4, highlights: 0) { nodes { sections { text } } } }';
    const payload = { query };
    const send = () => limited.inject({ method: 'POST', url: '/graphql', payload });
    const first = (await send()).json<{ extensions: { cost: { requested: number; remaining: number } } }>();
    // Four texts of 224 KB, 100 bytes of which cost one.
    expect(first.extensions.cost.remaining).toBeLessThan(400);
    expect((await send()).statusCode).toBe(429);
    await limited.close();
  });

  it('can be kept small: windows of a text give the text', async () => {
    const one = await ask(
      app,
      '{ search(first: 1, highlights: 0) { nodes { sections { text textLength } } } }',
    );
    type Page = { nodes: { sections: { text: string; textLength: number }[] }[] };
    const section = (one.data?.['search'] as Page).nodes[0]?.sections[0];
    const whole = section?.text ?? '';
    expect(section?.textLength).toBe(whole.length);
    let together = '';
    // An odd length: it cuts some characters of two code units in two.
    for (let from = 0; from < whole.length; from += 9999) {
      const part = await ask(
        app,
        `query ($from: Int) { search(first: 1, highlights: 0) { nodes { sections { text(from: $from, length: 9999) } } } }`,
        { from },
      );
      together += (part.data?.['search'] as Page).nodes[0]?.sections[0]?.text ?? '';
    }
    expect(together).toBe(whole);
  });

  it('is held against the memory of the server until it is taken, and no longer', async () => {
    const server = await serveStore(store);
    const address = new URL(await server.listen({ host: '127.0.0.1', port: 0 }));
    const body = JSON.stringify({
      query: '{ search(first: 28, highlights: 0) { nodes { sections { text } } } }',
    });
    const post = () =>
      fetch(`${address.href}graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    const lazy = Array.from({ length: 3 }, () => {
      const socket = connect(Number(address.port), '127.0.0.1').on('error', () => undefined);
      const head = `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
      socket.write(head + body);
      return once(socket, 'readable').then(() => socket);
    });
    const sockets = await Promise.all(lazy);
    const refused = await post();
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'OVERLOADED' } }],
    });
    for (const socket of sockets) socket.destroy();
    let status = 503;
    while (status === 503) status = (await post()).status;
    expect(status).toBe(200);
    await server.close();
  });
});

describe('the time of an operation', () => {
  const cells =
    'cells { key state value raw place { line column page } definition { key labelZh labelEn row } }';
  const heavy = `{ search(first: 12, highlights: 0) { nodes { ${cells} } } }`;

  it('ends in the middle of an answer', async () => {
    const impatient = await serveStore(store, { deadlineMs: 60 });
    const quick = await ask(impatient, '{ search(first: 1) { totalCount } }');
    const slow = await ask(impatient, heavy);
    expect(slow).toMatchObject({ data: null, errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }] });
    expect(slow.errors).toHaveLength(1);
    expect(quick.errors.filter(({ extensions }) => extensions['code'] !== 'DEADLINE_EXCEEDED')).toEqual([]);
    await impatient.close();
  });

  it('is shared: others have their turn between two objects of an answer', async () => {
    const server = await createApp(new ServedStores(store, null), TEST_CONFIG, { stretchMs: 0 });
    await ask(server, '{ status { reports } }');
    let turns = 0;
    let done = false;
    const count = (): void => {
      turns += 1;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    const { errors } = await ask(server, '{ cells { key labelZh row } }');
    done = true;
    expect(errors).toEqual([]);
    expect(turns).toBeGreaterThan(200);
    await server.close();
  });

  it('is shared by introspection too, whose answer is kept for who asks the same again', async () => {
    const server = await createApp(new ServedStores(store, null), TEST_CONFIG, { stretchMs: 0 });
    await ask(server, '{ status { reports } }');
    const turnsOf = async (query: string): Promise<{ turns: number; data: unknown }> => {
      let turns = 0;
      let done = false;
      const count = (): void => {
        turns += 1;
        if (!done) setImmediate(count);
      };
      setImmediate(count);
      const { data, errors } = await ask(server, query);
      done = true;
      expect(errors).toEqual([]);
      return { turns, data };
    };
    const query = '{ __schema { types { name fields { name args { name } } } } }';
    const first = await turnsOf(query);
    expect(first.turns).toBeGreaterThan(100);
    const again = await turnsOf(query);
    expect(again.turns).toBeLessThan(first.turns / 4);
    expect(again.data).toEqual(first.data);
    // What is asked of reports beside it is not kept.
    const mixed = await turnsOf('{ __schema { queryType { name } } status { reports } }');
    expect(mixed.data).toMatchObject({ __schema: { queryType: { name: 'Query' } }, status: {} });
    await server.close();
  });
});
