import { getOperationAST, parse, validate, specifiedRules, getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { OgiError } from '../../src/errors.js';
import {
  MAX_COST,
  MAX_DEPTH,
  MAX_ROOT_FIELDS,
  MAX_TOKENS,
  MAX_VARIABLE_VALUES,
  checkOperation,
} from '../../src/graphql/check-operation.js';
import { createSchema } from '../../src/graphql/schema.js';
import { readExamples } from '../../src/web/web-assets.js';

const schema = createSchema();

/** The remedy for a query that is refused; null where it is let through. */
function refusal(query: string, variables: Record<string, unknown> = {}): string | null {
  const document = parse(query, { maxLexicalTokens: MAX_TOKENS });
  expect(validate(schema, document, specifiedRules)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  try {
    checkOperation(schema, document, operation, variables);
    return null;
  } catch (error) {
    const cause = (error as { originalError?: unknown }).originalError;
    if (cause instanceof OgiError && cause.code === 'QUERY_TOO_EXPENSIVE') return cause.remedy;
    throw error;
  }
}

const wholeCell =
  'key state value raw unit place { line column page } definition { key labelZh labelEn unit forms }';

describe('checkOperation', () => {
  it('lets introspection and every example through', () => {
    expect(refusal(getIntrospectionQuery())).toBeNull();
    for (const { query } of readExamples()) expect(refusal(query)).toBeNull();
  });

  it('counts the page size, wherever it is given', () => {
    const expensive = `nodes { cells { ${wholeCell} } }`;
    expect(refusal(`{ search(first: 10) { ${expensive} } }`)).toBeNull();
    expect(refusal(`{ search(first: 100) { ${expensive} } }`)).toContain(String(MAX_COST));
    const withVariable = `query ($n: Int) { search(first: $n) { ${expensive} } }`;
    expect(refusal(withVariable, { n: 10 })).toBeNull();
    expect(refusal(withVariable, { n: 100 })).not.toBeNull();
    expect(refusal(`query ($n: Int = 100) { search(first: $n) { ${expensive} } }`)).not.toBeNull();
  });

  it('counts the cells asked for by their keys', () => {
    const query = `query ($keys: [String!]) { search(first: 100) { nodes { cells(keys: $keys) { ${wholeCell} } } } }`;
    expect(refusal(query, { keys: ['applications.received.total'] })).toBeNull();
    expect(refusal(query)).not.toBeNull();
  });

  it('sees through fragments, and quickly through fragments of fragments', () => {
    const fragments = Array.from({ length: 60 }, (_, index) =>
      index === 59
        ? `fragment F59 on Report { id }`
        : `fragment F${index} on Report { ...F${index + 1} ...F${index + 1} }`,
    );
    expect(refusal(`{ report(id: "a") { ...F0 } } ${fragments.join(' ')}`)).not.toBeNull();
    expect(refusal(`{ report(id: "a") { ...F58 } } ${fragments.slice(58).join(' ')}`)).toBeNull();
  });

  it('counts aliases at the root', () => {
    const fields = (count: number) =>
      Array.from({ length: count }, (_, index) => `a${index}: status { reports }`);
    expect(refusal(`{ ${fields(MAX_ROOT_FIELDS).join(' ')} }`)).toBeNull();
    expect(refusal(`{ ${fields(MAX_ROOT_FIELDS + 1).join(' ')} }`)).not.toBeNull();
    const fragment = `fragment Many on Query { ${fields(MAX_ROOT_FIELDS).join(' ')} }`;
    expect(refusal(`{ cells { key } ...Many } ${fragment}`)).not.toBeNull();
  });

  it('bounds the depth of variables, however deep', () => {
    const query = 'query ($filter: ReportFilter) { search(filter: $filter) { totalCount } }';
    let filter: object = { year: { eq: 2021 } };
    for (let depth = 0; depth < 100_000; depth += 1) filter = { not: filter };
    expect(refusal(query, { filter })).toContain('Flatten');
  });

  it('bounds the values of variables before they are looked at more closely', () => {
    const query = 'query ($filter: ReportFilter) { search(filter: $filter) { totalCount } }';
    const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at));
    expect(refusal(query, { filter: { ids: ids(MAX_VARIABLE_VALUES) } })).toContain('1,000');
    expect(refusal(query, { filter: { or: ids(200).map((id) => ({ ids: [id, ...ids(30)] })) } })).toContain(
      '1,000',
    );
    expect(refusal(query, { filter: { ids: ids(1000) } })).toBeNull();
    expect(refusal(query, { filter: { and: [1, 2, 3, 4].map(() => ({ ids: ids(1000) })) } })).toBeNull();
  });

  it('leaves room for the deepest path of the schema', () => {
    const query =
      '{ search { edges { node { cells { definition { key } } applications { refused { stateSecret { total } } } } } } }';
    expect(refusal(query)).toBeNull();
    expect(MAX_DEPTH).toBeGreaterThan(7);
  });
});
