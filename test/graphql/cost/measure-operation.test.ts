import { buildSchema, getOperationAST, isObjectType, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { ListSize } from '../../../src/graphql/cost/list-size.js';
import { measureOperation } from '../../../src/graphql/cost/measure-operation.js';

const schema = buildSchema(`
  type Query { items(first: Int, filter: [String]): Page single: Item heavy: Int page(first: Int = 5): [Item] node: Node }
  type Page { nodes: [Item] total: Int facets: [Facet] }
  type Facet { buckets: [Bucket] }
  type Bucket { value: String }
  interface Node { id: ID }
  type Item implements Node { id: ID tags: [Tag] next: Item }
  type Tag { name: String }
`);

/** Declares a list size as the decorator does. */
function declare(
  target: GraphQLSchema,
  coordinate: string,
  extensions: { listSize?: ListSize | ((args: Record<string, unknown>) => ListSize); weight?: number },
): void {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const type = target.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (field === undefined) throw new Error(coordinate);
  field.extensions = extensions;
}

declare(schema, 'Query.items', {
  listSize: ({ first, filter }) => ({
    nodes: typeof first === 'number' ? first : 20,
    facets: Array.isArray(filter) ? filter.length : 0,
    'facets.buckets': 50,
  }),
});
declare(schema, 'Query.page', { listSize: ({ first }) => (typeof first === 'number' ? first : 20) });
declare(schema, 'Query.heavy', { weight: 500 });
declare(schema, 'Item.tags', { listSize: 7 });

function measure(source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return measureOperation(schema, document, operation, variables);
}
const cost = (source: string, variables?: Record<string, unknown>): number => measure(source, variables).cost;

describe('measureOperation', () => {
  it('multiplies by the page size, as literal, variable or default of a variable', () => {
    expect(cost('{ items(first: 3) { nodes { id } } }')).toBe(1 + 1 + 3);
    expect(cost('query ($n: Int) { items(first: $n) { nodes { id } } }', { n: 90 })).toBe(92);
    expect(cost('query ($n: Int = 80) { items(first: $n) { nodes { id } } }')).toBe(82);
    expect(cost('query ($n: Int = 80) { items(first: $n) { nodes { id } } }', { n: 2 })).toBe(4);
    expect(cost('{ items { nodes { id } } }')).toBe(22);
  });

  it('multiplies what is nested, and only the lists below', () => {
    expect(cost('{ items(first: 10) { total nodes { tags { name } } } }')).toBe(1 + 1 + 1 + 10 * (1 + 7));
  });

  it('knows lists that an argument above bounds, also in variables within a list', () => {
    const query = 'query ($f: String) { items(filter: [$f, "b"]) { facets { buckets { value } } } }';
    expect(cost(query, { f: 'a' })).toBe(1 + 1 + 2 * (1 + 50));
  });

  it('counts aliases, fragments and weights', () => {
    expect(cost('{ a: heavy b: heavy ...H } fragment H on Query { c: heavy }')).toBe(1500);
    expect(cost('{ single { ... on Item { id ... on Node { id } } } }')).toBe(3);
  });

  it('takes no exponential time for fragments in fragments with lists between', () => {
    const fragments = Array.from(
      { length: 40 },
      (_, level) =>
        `fragment F${level} on Item { a: next { ...F${level + 1} } b: next { ...F${level + 1} } }`,
    );
    const source = `{ single { ...F0 } } ${fragments.join(' ')} fragment F40 on Item { id }`;
    expect(cost(source)).toBeGreaterThan(2 ** 40);
  });

  it('counts depth, root fields, aliases and directives', () => {
    expect(
      measure(
        '{ a: single @skip(if: false) { next { next { b: id @include(if: true) } } } ...R } fragment R on Query { heavy }',
      ),
    ).toMatchObject({ depth: 4, rootFields: 2, aliases: 2, directives: 2 });
  });

  it('lets introspection cost what it sends', () => {
    const types = Object.keys(schema.getTypeMap()).length;
    expect(cost('{ __schema { types { name } } }')).toBe(2 + types);
    const cycle = '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }';
    expect(cost(cycle)).toBeGreaterThan(types);
  });
});
