/** What holds of every valid query, whatever it asks for. */
import type { FastifyInstance } from 'fastify';
import { getOperationAST, parse, specifiedRules, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureOperation } from '../../src/graphql/cost/measure-operation.js';
import { createSchema } from '../../src/graphql/schema.js';
import { generateCorpus } from '../../src/sample/index.js';
import { Random } from '../../src/sample/random.js';
import type { ReportStore } from '../../src/store/port.js';
import { TestStores, addTexts, ask, serveStore } from '../app/served-app.js';
import { countFields } from '../support/count-fields.js';
import { randomOperation } from '../support/random-operation.js';
import type { ValuePool } from '../support/random-operation.js';

const QUERIES = 400;
const SEED = 20261121;
/** Lists that no argument bounds, such as findings, are estimated by their usual length; a report may have more. */
const MOST_UNDERESTIMATE = 3;

const schema = createSchema();
const stores = new TestStores();
let store: ReportStore;
let app: FastifyInstance;
let pool: ValuePool;

beforeAll(async () => {
  store = await stores.open('reports');
  const texts = [...generateCorpus({ sample: true })].slice(0, 24).map(({ text }) => text);
  await addTexts(store, texts);
  app = await serveStore(store);
  const { data } = await ask(app, '{ search(first: 100) { nodes { id organ { id } source { sha256 } } } }');
  const { nodes } = data?.['search'] as {
    nodes: { id: string; organ: { id: string | null }; source: { sha256: string } }[];
  };
  const keys = [
    'applications.received.total',
    'review.reconsideration.total',
    'derived.grantedRate.ofConcluded',
    'derived.refused.totalAsZero',
    'no.such.key',
  ];
  const ids = nodes.map(({ id }) => id);
  pool = {
    strings: ['行政诉讼', '公开', '', '2021', '"', '云泽省', 'x'.repeat(300)],
    named: {
      id: [...ids, ...nodes.flatMap(({ organ }) => organ.id ?? []), 'no-such-id'],
      ids,
      organId: nodes.flatMap(({ organ }) => organ.id ?? []),
      key: keys,
      keys,
      sha256: nodes.map(({ source }) => source.sha256),
    },
  };
});

afterAll(async () => {
  await app.close();
  await stores.destroy();
});

describe('random queries', () => {
  it(`are answered or refused with a reason, and cost about what was estimated at most (${QUERIES}, seed ${SEED})`, async () => {
    const random = new Random(SEED);
    let answered = 0;
    for (let index = 0; index < QUERIES; index += 1) {
      const query = randomOperation(schema, random, pool);
      const document = parse(query);
      expect(validate(schema, document, specifiedRules), query).toEqual([]);
      const operation = getOperationAST(document);
      if (!operation) throw new Error('no operation');
      const { cost } = measureOperation(schema, document, operation, {});
      const { data, errors } = await ask(app, query);
      const internal = errors.filter(({ extensions }) => extensions['code'] === 'INTERNAL_SERVER_ERROR');
      expect(internal, query).toEqual([]);
      if (data === null) continue;
      answered += 1;
      expect(cost * MOST_UNDERESTIMATE, query).toBeGreaterThanOrEqual(countFields(data));
    }
    // A generator whose queries were all refused would prove nothing.
    expect(answered).toBeGreaterThan(QUERIES / 4);
  }, 300_000);
});
