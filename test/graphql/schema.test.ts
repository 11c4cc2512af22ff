import { readFileSync } from 'node:fs';
import {
  isEnumType,
  isInputObjectType,
  isObjectType,
  parse,
  validate,
  validateSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { CELLS } from '../../src/domain/cells.js';
import { createSchema, schemaText } from '../../src/graphql/schema.js';
import { readExamples } from '../../src/web/web-assets.js';

const schema = createSchema();

/** Names of all things in the schema that have no description. */
function undescribed(of: GraphQLSchema): string[] {
  const missing: string[] = [];
  const look = (name: string, thing: { description?: string | null | undefined }): void => {
    if (!thing.description) missing.push(name);
  };
  const types: GraphQLNamedType[] = Object.values(of.getTypeMap()).filter(
    ({ name }) => !name.startsWith('__'),
  );
  for (const type of types) {
    if (type !== of.getQueryType() && type !== of.getMutationType()) look(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field);
    }
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.${field.name}`, field);
      for (const argument of field.args) look(`${type.name}.${field.name}(${argument.name})`, argument);
    }
  }
  return missing;
}

describe('the schema', () => {
  it('is the committed schema.graphql (otherwise: npm run schema, and read the diff)', () => {
    const committed = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
    expect(schemaText(schema)).toBe(committed);
  });

  it('is sound, which no start of the server looks at', () => {
    expect(validateSchema(schema)).toEqual([]);
  });

  it('describes every type, field, argument and enum value', () => {
    expect(undescribed(schema)).toEqual([]);
  });

  it('has a field path for each of the cells, named by its key', () => {
    for (const { key } of CELLS) {
      const path = key.split('.');
      const query = `query ($id: ID!) { report(id: $id) { ${path.join(' { ')} ${'} '.repeat(path.length - 1)} } }`;
      expect(validate(schema, parse(query)), key).toEqual([]);
    }
  });

  it('fits every example query', () => {
    for (const { name, query } of readExamples()) expect(validate(schema, parse(query)), name).toEqual([]);
  });
});
