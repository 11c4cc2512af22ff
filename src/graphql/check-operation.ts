/**
 * What is checked of an operation before it is executed: that it is a query, its depth, root fields and cost.
 * Arguments given as variables count fully.
 */
import { GraphQLError, Kind, OperationTypeNode } from 'graphql';
import type { DocumentNode, FieldNode, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { CELLS } from '../domain/cells.js';
import type { ErrorCode } from '../errors.js';
import { OgiError } from '../errors.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../store/port.js';

/** How many tokens a query may have; validation can take time quadratic in it. */
export const MAX_TOKENS = 2000;
/** How deep fields may nest. */
export const MAX_DEPTH = 12;
/** How many fields a query may ask for at its root, aliases counted. */
export const MAX_ROOT_FIELDS = 10;
/** How many fields the answer may have, as estimated: some 0.3 s, in which the server does nothing else. */
export const MAX_COST = 100_000;
/** How deep a variable may nest: a filter of depth 8 has at most two levels for each. */
export const MAX_VARIABLE_DEPTH = 32;

/** Estimated lengths of lists that no argument bounds. */
const LIST_LENGTHS: Readonly<Record<string, number>> = {
  sections: 10,
  findings: 50,
  claims: 20,
  extraRows: 5,
  values: 7,
  revisions: 2,
  highlights: 3,
  ranges: 3,
  facets: 4,
  buckets: 20,
};

interface Measure {
  depth: number;
  cost: number;
}

/**
 * Refuses an operation that is no query, or one beyond the bounds.
 *
 * @throws GraphQLError of an `OgiError` `WRITES_DISABLED` or `QUERY_TOO_EXPENSIVE`, with HTTP status 400.
 */
export function checkOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  if (operation.operation !== OperationTypeNode.QUERY) {
    throw refused('WRITES_DISABLED', `There is no ${operation.operation}.`, 'Add reports with `ogi ingest`.');
  }
  if (nestsDeeperThan(variables, MAX_VARIABLE_DEPTH)) {
    throw tooExpensive(`The variables nest deeper than ${MAX_VARIABLE_DEPTH}.`, 'Flatten and, or, not.');
  }
  const measurer = new Measurer(document, operation, variables);
  const rootFields = measurer.rootFields();
  if (rootFields > MAX_ROOT_FIELDS) {
    throw tooExpensive(
      `The query has ${rootFields} root fields.`,
      `Send at most ${MAX_ROOT_FIELDS} at once.`,
    );
  }
  const { depth, cost } = measurer.measure(operation.selectionSet);
  if (depth > MAX_DEPTH) {
    throw tooExpensive(`The query nests ${depth} fields deep.`, `Nest at most ${MAX_DEPTH} deep.`);
  }
  if (cost > MAX_COST) {
    throw tooExpensive(
      `The answer would have about ${cost} fields.`,
      `Ask for at most ${MAX_COST}: a smaller page, or cells by their keys.`,
    );
  }
}

function tooExpensive(message: string, remedy: string): GraphQLError {
  return refused('QUERY_TOO_EXPENSIVE', message, remedy);
}

function refused(code: ErrorCode, message: string, remedy: string): GraphQLError {
  const originalError = new OgiError(code, message, { remedy });
  return new GraphQLError(message, { originalError, extensions: { http: { status: 400 } } });
}

/** Measures selections; each fragment once, so that fragments within fragments cost no exponential time. */
class Measurer {
  readonly #fragments = new Map<string, SelectionSetNode>();
  readonly #measured = new Map<string, Measure>();
  readonly #operation: OperationDefinitionNode;
  readonly #variables: Readonly<Record<string, unknown>>;

  constructor(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) {
        this.#fragments.set(definition.name.value, definition.selectionSet);
      }
    }
    this.#operation = operation;
    this.#variables = variables;
  }

  rootFields(selections = this.#operation.selectionSet): number {
    let count = 0;
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) count += 1;
      else count += this.rootFields(this.#selectionSet(selection));
    }
    return count;
  }

  measure(selections: SelectionSetNode): Measure {
    const total: Measure = { depth: 0, cost: 0 };
    for (const selection of selections.selections) {
      const measured = selection.kind === Kind.FIELD ? this.#field(selection) : this.#spread(selection);
      total.depth = Math.max(total.depth, measured.depth);
      total.cost += measured.cost;
    }
    return total;
  }

  #field(field: FieldNode): Measure {
    // Introspection is bounded by graphql-js itself (MaxIntrospectionDepthRule).
    if (field.name.value.startsWith('__') || field.selectionSet === undefined) return { depth: 1, cost: 1 };
    const below = this.measure(field.selectionSet);
    return { depth: below.depth + 1, cost: 1 + this.#length(field) * below.cost };
  }

  #spread(spread: Exclude<SelectionSetNode['selections'][number], FieldNode>): Measure {
    if (spread.kind === Kind.INLINE_FRAGMENT) return this.measure(spread.selectionSet);
    const name = spread.name.value;
    const known = this.#measured.get(name);
    if (known !== undefined) return known;
    const measured = this.measure(this.#selectionSet(spread));
    this.#measured.set(name, measured);
    return measured;
  }

  #selectionSet(spread: Exclude<SelectionSetNode['selections'][number], FieldNode>): SelectionSetNode {
    if (spread.kind === Kind.INLINE_FRAGMENT) return spread.selectionSet;
    // The query is valid here: no fragment is missing and none holds itself.
    return this.#fragments.get(spread.name.value) ?? { kind: Kind.SELECTION_SET, selections: [] };
  }

  /** How many elements a field's list may have; 1 for an object. */
  #length(field: FieldNode): number {
    const name = field.name.value;
    if (name === 'search' || name === 'setAside') {
      const first = this.#argument(field, 'first');
      return typeof first === 'number' ? Math.min(Math.max(first, 1), MAX_PAGE_SIZE) : DEFAULT_PAGE_SIZE;
    }
    if (name === 'cells') {
      const keys = this.#argument(field, 'keys');
      return Array.isArray(keys) ? keys.length : CELLS.length;
    }
    return LIST_LENGTHS[name] ?? 1;
  }

  /** An argument's number or list, from the query, its variables or their defaults. */
  #argument(field: FieldNode, name: string): unknown {
    let node = field.arguments?.find((argument) => argument.name.value === name)?.value;
    if (node?.kind === Kind.VARIABLE) {
      const variable = node.name.value;
      const given = this.#variables[variable];
      if (given !== undefined) return given;
      const definitions = this.#operation.variableDefinitions ?? [];
      node = definitions.find((definition) => definition.variable.name.value === variable)?.defaultValue;
    }
    if (node?.kind === Kind.INT) return Number(node.value);
    if (node?.kind === Kind.LIST) return node.values;
    return undefined;
  }
}

/** Without recursion: a client's JSON may nest deeper than the stack. */
function nestsDeeperThan(value: unknown, most: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true;
    level = level.flatMap((item): unknown[] =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
  }
  return false;
}
