/**
 * Checks the arguments of all fields of an operation before it is executed: once for each place in the document, however often
 * the field is resolved. The first that is wrong ends the request.
 */
import {
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isObjectType,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { Extensions } from 'type-graphql';
import { OgiError } from '../../errors.js';
import { isObjectList } from '../cost/measure-operation.js';

/** Checks arguments as a resolver gets them; throws an `OgiError` where they are wrong. */
type Check = (args: never) => unknown;

/** Declares how the arguments of a field are checked before the operation is executed. */
export function ChecksArguments(check: Check): MethodDecorator & PropertyDecorator {
  return Extensions({ checkArguments: check });
}

/** The check of a field; null where none was declared. */
export function declaredCheck(field: GraphQLField<unknown, unknown>): Check | null {
  return (field.extensions as { checkArguments?: Check }).checkArguments ?? null;
}

/** The first wrong argument of an operation; null where all are right. `variables` are coerced. */
export function wrongArgument(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | null {
  const root = schema.getRootType(operation.operation);
  if (!root) return null;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return new Checker(schema, fragments, variables).check(operation.selectionSet, root, []);
}

/** Path of a field in the answer; null below a list, where a field has as many paths as the list has items. */
type Path = readonly string[] | null;

class Checker {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #checked = new Set<SelectionSetNode>();

  constructor(
    schema: GraphQLSchema,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    variables: Readonly<Record<string, unknown>>,
  ) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  check(selections: SelectionSetNode, type: GraphQLObjectType, path: Path): GraphQLError | null {
    if (this.#checked.has(selections)) return null;
    this.#checked.add(selections);
    for (const selection of selections.selections) {
      if (!this.#isIncluded(selection)) continue;
      const error =
        selection.kind === Kind.FIELD
          ? this.#checkField(selection, type, path)
          : this.#checkFragment(selection, type, path);
      if (error !== null) return error;
    }
    return null;
  }

  #checkField(node: FieldNode, type: GraphQLObjectType, above: Path): GraphQLError | null {
    const field = type.getFields()[node.name.value] as GraphQLField<unknown, unknown> | undefined;
    // Introspection has no arguments that could be wrong.
    if (field === undefined) return null;
    const path = above && [...above, node.alias?.value ?? node.name.value];
    const error = this.#errorOf(field, node, path);
    const inner = getNamedType(field.type);
    if (error !== null || node.selectionSet === undefined || !isObjectType(inner)) return error;
    return this.check(node.selectionSet, inner, isObjectList(field.type) ? null : path);
  }

  #checkFragment(
    spread: Exclude<SelectionNode, FieldNode>,
    type: GraphQLObjectType,
    path: Path,
  ): GraphQLError | null {
    const fragment = spread.kind === Kind.INLINE_FRAGMENT ? spread : this.#fragments.get(spread.name.value);
    if (fragment === undefined) return null;
    const condition = fragment.typeCondition && this.#schema.getType(fragment.typeCondition.name.value);
    return this.check(fragment.selectionSet, isObjectType(condition) ? condition : type, path);
  }

  #errorOf(field: GraphQLField<unknown, unknown>, node: FieldNode, path: Path): GraphQLError | null {
    const check = declaredCheck(field);
    if (check === null) return null;
    try {
      check(getArgumentValues(field, node, this.#variables) as never);
      return null;
    } catch (error) {
      // A required variable that is not given is the executor's to tell.
      if (error instanceof GraphQLError) return null;
      if (!(error instanceof OgiError)) throw error;
      return new GraphQLError(error.message, { nodes: node, path, originalError: error });
    }
  }

  #isIncluded(node: SelectionNode): boolean {
    try {
      if (getDirectiveValues(GraphQLSkipDirective, node, this.#variables)?.['if'] === true) return false;
      return getDirectiveValues(GraphQLIncludeDirective, node, this.#variables)?.['if'] !== false;
    } catch {
      return true;
    }
  }
}
