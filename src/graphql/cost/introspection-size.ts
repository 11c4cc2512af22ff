/** How long the lists of an introspection answer are on average, so that introspection costs what it sends. */
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** Average lengths of the lists of introspection by the field's name. */
export type IntrospectionSizes = ReadonlyMap<string, number>;

/** Measures a schema. */
export function introspectionSizes(schema: GraphQLSchema): IntrospectionSizes {
  const types = Object.values(schema.getTypeMap());
  const fields = types.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  const inputFields = types.flatMap((type) =>
    isInputObjectType(type) ? Object.values(type.getFields()) : [],
  );
  const enumValues = types.flatMap((type) => (isEnumType(type) ? type.getValues() : []));
  const directives = schema.getDirectives();
  const args = fields.flatMap((field) => field.args);
  const directiveArgs = directives.flatMap((directive) => directive.args);
  return new Map([
    ['types', types.length],
    ['fields', fields.length / types.length],
    ['inputFields', inputFields.length / types.length],
    ['enumValues', enumValues.length / types.length],
    ['args', Math.max(args.length / fields.length, directiveArgs.length / directives.length)],
    ['directives', directives.length],
    ['locations', directives.flatMap(({ locations }) => locations).length / directives.length],
    ['interfaces', 1],
    ['possibleTypes', 1],
  ]);
}
