/**
 * What is checked of an operation before it is executed: its cost, depth, root fields, aliases and directives. Arguments
 * given as variables count fully.
 */
import { GraphQLError } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { OgiError } from '../errors.js';
import { measureOperation } from './cost/measure-operation.js';
import type { OperationMeasure } from './cost/measure-operation.js';
import { requestRefusal } from './request-refusal.js';

/** How many tokens a query may have; validation can take time quadratic in it. */
export const MAX_TOKENS = 2000;
/** How deep fields may nest. */
export const MAX_DEPTH = 12;
/** How many fields a query may ask for at its root, aliases counted. */
export const MAX_ROOT_FIELDS = 10;
/** How many aliases a document may have. */
export const MAX_ALIASES = 100;
/** How many directives a document may have. */
export const MAX_DIRECTIVES = 50;
/** How many fields the answer may have, as estimated. */
export const MAX_COST = 100_000;
/** An answer of so many bytes costs as much as a field, where that is more than its fields do. */
export const BYTES_OF_COST = 100;
/** How deep a variable may nest: a filter of depth 8 has at most two levels for each. */
export const MAX_VARIABLE_DEPTH = 32;

/** How many values the variables may hold together: five of the longest lists. Each is looked at several times before the first read. */
export const MAX_VARIABLE_VALUES = 5000;

/**
 * Measures an operation and refuses one beyond the bounds.
 *
 * @throws GraphQLError of an `OgiError` `QUERY_TOO_EXPENSIVE`, or of the code `GRAPHQL_VALIDATION_FAILED`, with HTTP status 400.
 */
export function checkOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): OperationMeasure {
  if (!schema.getRootType(operation.operation)) throw notServed(operation.operation);
  // Before the measure, which walks the variables.
  boundVariables(variables);
  const measure = measureOperation(schema, document, operation, variables);
  const { cost, depth, rootFields, aliases, directives } = measure;
  if (rootFields > MAX_ROOT_FIELDS) {
    throw tooExpensive(
      `The query has ${rootFields} root fields.`,
      `Send at most ${MAX_ROOT_FIELDS} at once.`,
    );
  }
  if (aliases > MAX_ALIASES) {
    throw tooExpensive(`The query has ${aliases} aliases.`, `Use at most ${MAX_ALIASES}.`);
  }
  if (directives > MAX_DIRECTIVES) {
    throw tooExpensive(`The query has ${directives} directives.`, `Use at most ${MAX_DIRECTIVES}.`);
  }
  if (depth > MAX_DEPTH) {
    throw tooExpensive(`The query nests ${depth} fields deep.`, `Nest at most ${MAX_DEPTH} deep.`);
  }
  if (cost > MAX_COST) {
    throw tooExpensive(
      `The answer would cost about ${Math.ceil(cost)} fields.`,
      `Ask for at most ${MAX_COST}: a smaller page, or cells by their keys.`,
    );
  }
  return measure;
}

/** The validator lets such operations pass. */
function notServed(kind: string): GraphQLError {
  return new GraphQLError(`There is no ${kind} in this schema.`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  });
}

function tooExpensive(message: string, remedy: string): Error {
  return requestRefusal(new OgiError('QUERY_TOO_EXPENSIVE', message, { remedy }), 400);
}

/** Without recursion: a client's JSON may nest deeper than the stack. */
function boundVariables(variables: unknown): void {
  let level: unknown[] = [variables];
  let values = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_VARIABLE_DEPTH) {
      throw tooExpensive(`The variables nest deeper than ${MAX_VARIABLE_DEPTH}.`, 'Flatten and, or, not.');
    }
    values += level.length;
    if (values > MAX_VARIABLE_VALUES) {
      throw tooExpensive(
        `The variables hold more than ${MAX_VARIABLE_VALUES} values.`,
        'Ask for fewer at once: a list of a filter holds 1,000 at most.',
      );
    }
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue;
      for (const value of Object.values(item)) {
        next.push(value);
        if (values + next.length > MAX_VARIABLE_VALUES) break;
      }
    }
    level = next;
  }
}
